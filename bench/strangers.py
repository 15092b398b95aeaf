"""What becomes of texts that nobody has seen: each goes through extract, clean, signals and validation on its own.

    python bench/strangers.py --folder FOLDER              every .txt of a folder, each in a workspace of its own
    python bench/strangers.py --folder FOLDER --only T01   those whose name starts so
    python bench/strangers.py --folder FOLDER --together   all of them in one workspace
    python bench/strangers.py --folder FOLDER --no-findings   without validation (much faster)

Prints what the tables of the contract hold, for reading by eye, beside NAME.right.md where one is there. Ends with 1 if
a step stopped with anything but a message for users.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from pathlib import Path

import polars as pl

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from scorecard.errors import ScorecardError  # noqa: E402
from scorecard.schema import read_table  # noqa: E402
from tests.fixtures.one_pack import TABLES, findings_of, workspace_of  # noqa: E402

SHOWN = {
    "documents": ("publisher", "family", "as_at", "published"),
    "observations": (
        "line",
        "cell",
        "indicator",
        "breakdown",
        "area",
        "area_kind",
        "period",
        "basis",
        "value",
        "lower",
        "upper",
        "unit",
        "numerator",
        "denominator",
        "published",
        "status",
        "missing_reason",
        "correction",
    ),
    "thresholds": ("line", "indicator", "band", "published", "lower", "upper", "lower_closed", "upper_closed"),
    "signals": ("line", "indicator", "period", "signal", "published", "read_as", "computed"),
    "claims": (
        "line",
        "published",
        "relation",
        "direction",
        "indicator",
        "area",
        "period",
        "value",
        "unit",
        "numerator",
        "denominator",
    ),
    "unread": ("line", "cell", "published", "reason"),
    "findings": ("line", "rule", "severity", "indicator", "period", "published", "expected", "explanation"),
}


def main() -> int:
    """Read, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--folder", type=Path, default=PROJECT.parent / "shared" / "strangers", help="where the texts are"
    )
    parser.add_argument("--only", default="", help="the start of the names that are read")
    parser.add_argument("--together", action="store_true", help="all in one workspace")
    parser.add_argument("--no-findings", action="store_true", help="without validation")
    options = parser.parse_args()
    paths = sorted(p for p in options.folder.glob("*.txt") if p.name.startswith(options.only))
    if not paths:
        parser.error(f"no .txt in {options.folder} whose name starts with {options.only!r}")
    groups = [paths] if options.together else [[path] for path in paths]
    return max(_shown(group, findings=not options.no_findings) for group in groups)


def _shown(paths: list[Path], *, findings: bool) -> int:
    """Read documents in one workspace and print what came of them; 1 if a step broke."""
    print(f"\n{'=' * 20} {', '.join(p.stem for p in paths)}")
    for path in paths:
        right = path.with_suffix(".right.md")
        if right.exists():
            print(
                "\n".join(line for line in right.read_text(encoding="utf-8").splitlines() if line.startswith("Right"))
            )
    with tempfile.TemporaryDirectory() as folder:
        try:
            texts = {path.stem.lower(): path.read_text(encoding="utf-8") for path in paths}
            workspace = workspace_of(texts, Path(folder))
            tables = {name: read_table(workspace.processed, name) for name in TABLES}
            if findings:
                tables["findings"] = findings_of(workspace)
        except ScorecardError as error:
            print(f"refused, exit {error.exit_code}: {error}")
            return 0
        except Exception:
            traceback.print_exc(file=sys.stdout)
            return 1
    for name, columns in SHOWN.items():
        _print_table(name, tables, columns)
    return 0


def _print_table(name: str, tables: dict[str, pl.DataFrame], columns: tuple[str, ...]) -> None:
    frame = tables.get(name)
    if frame is None or frame.is_empty():
        print(f"-- {name}: none")
        return
    kept = [c for c in columns if c in frame.columns and frame[c].null_count() < frame.height]
    print(f"-- {name}: {frame.height}  ({', '.join(kept)})")
    for row in frame.select(kept).iter_rows():
        print("   " + " | ".join("" if value is None else str(value) for value in row))


if __name__ == "__main__":
    sys.exit(main())
