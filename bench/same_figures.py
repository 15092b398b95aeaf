r"""Are the figures the same? Two folders of processed tables row for row, two folders of reports byte for byte.

    python bench/same_figures.py BEFORE AFTER              two workspaces' data/processed
    python bench/same_figures.py BEFORE AFTER --reports    two reports folders, without run.json
    python bench/same_figures.py BEFORE AFTER --reports --but 'scorecard\.(notebook|render\.load)'

A row is the same if all columns that both sides have are the same; rows that only one side has are printed. A table
that is new is named and does not count. Ends with 1
if anything differs. Wanted differences are listed under *Figures* in CHANGELOG.md.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import polars as pl

SHOWN = 20
"""Rows or files of each side that are printed."""


def main() -> int:
    """Compare, print what differs, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--reports", action="store_true", help="compare files, not tables")
    parser.add_argument("--but", metavar="PATTERN", help="with --reports: lines in which this is found do not count")
    parser.add_argument("--shown", type=int, default=SHOWN, help=f"rows printed of each side ({SHOWN})")
    options = parser.parse_args()
    for folder in (options.before, options.after):
        if not folder.is_dir():
            parser.error(f"{folder} is not a folder")
    if options.reports:
        but = re.compile(options.but.encode()) if options.but else None
        return 1 if different_files(options.before, options.after, options.shown, but) else 0
    return 1 if different_rows(options.before, options.after, options.shown) else 0


def different_rows(before: Path, after: Path, shown: int) -> int:
    """How many rows stand in only one of two folders of parquet tables; each difference is printed."""
    names = sorted({p.stem for folder in (before, after) for p in folder.glob("*.parquet")})
    return sum(_rows_of_one_side(name, before, after, shown) for name in names)


def _rows_of_one_side(name: str, before: Path, after: Path, shown: int) -> int:
    paths = [folder / f"{name}.parquet" for folder in (before, after)]
    if not all(path.exists() for path in paths):
        print(f"{name}: only in {'before' if paths[0].exists() else 'after'}")
        return 1 if paths[0].exists() else 0
    frames = [pl.read_parquet(path) for path in paths]
    columns = [c for c in frames[0].columns if c in frames[1].columns]
    for side, frame in zip(("before", "after"), frames, strict=True):
        if more := [c for c in frame.columns if c not in columns]:
            print(f"{name}: columns only {side}: {', '.join(more)}")
    first, second = (frame.select(columns).group_by(columns).len() for frame in frames)
    gone, new = (_without(a, b, columns) for a, b in ((first, second), (second, first)))
    print(f"{name}: {frames[0].height} rows before, {frames[1].height} after; {gone.height} gone, {new.height} new")
    for sign, rows in (("-", gone), ("+", new)):
        for row in rows.sort(columns).head(shown).iter_rows(named=True):
            print(f"  {sign} " + " ".join(f"{k}={v}" for k, v in row.items() if v is not None))
    return gone.height + new.height


def _without(rows: pl.DataFrame, others: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    return rows.join(others, on=[*columns, "len"], how="anti", nulls_equal=True).select(columns)


def different_files(before: Path, after: Path, shown: int, but: re.Pattern[bytes] | None = None) -> int:
    """How many files of two folders differ in a line in which ``but`` is not found; their names are printed."""
    sides = [
        {p.relative_to(f).as_posix(): p for p in f.rglob("*") if p.is_file() and p.name != "run.json"}
        for f in (before, after)
    ]
    names = sorted(sides[0].keys() | sides[1].keys())
    different = [
        n for n in names if not all(n in s for s in sides) or _lines(sides[0][n], but) != _lines(sides[1][n], but)
    ]
    print(f"{len(names)} files, {len(different)} differ")
    for name in different[:shown]:
        print(f"  {name}")
    return len(different)


def _lines(path: Path, but: re.Pattern[bytes] | None) -> list[bytes]:
    lines = path.read_bytes().splitlines()
    return [line for line in lines if not (but and but.search(line))]


if __name__ == "__main__":
    sys.exit(main())
