"""Packs in every format against their text: which figures are right, not read, and wrong; time and memory.

    python bench/formats.py                     # the packs of SCORECARD_DOCUMENTS (../shared/documents)
    python bench/formats.py --made-up           # packs made up by the tests, where there are no documents
    python bench/formats.py --formats pdf-hairlines,xlsx --show 5
    python bench/formats.py --further           # further looks of PDFs, printed by a browser too where there is one

A pack's lines are written in the format, then read by ``extract`` and ``clean``, and its observations are compared
with those of the text: indicator, area, period, value, unit, numerator, denominator and print of each, in order.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

import polars as pl  # noqa: E402

from scorecard.extract.source import read_source  # noqa: E402
from scorecard.preview.look import look_at  # noqa: E402
from scorecard.workspace import Workspace  # noqa: E402
from tests.conftest import BROWSERS  # noqa: E402
from tests.fixtures.formats.as_pdf import as_pdf  # noqa: E402
from tests.fixtures.formats.as_print import STYLES, as_print  # noqa: E402
from tests.fixtures.formats.compared import compare  # noqa: E402
from tests.fixtures.formats.more_looks import FURTHER  # noqa: E402
from tests.fixtures.formats.parts import Part, Rows, parts_of  # noqa: E402
from tests.fixtures.formats.writers import WRITERS  # noqa: E402
from tests.fixtures.pack_monthly import monthly_pack  # noqa: E402
from tests.fixtures.pack_quarterly import quarterly_pack  # noqa: E402
from tests.fixtures.packs import Variation  # noqa: E402

PACKS = ("2020-06-corporate-parenting-panel", "2023-03-corporate-parenting-panel")
_WIDTH, _ROWS = 20, 5_000
"""A sheet of 100,000 cells."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, default=os.environ.get("SCORECARD_DOCUMENTS"))
    parser.add_argument("--made-up", action="store_true", help="packs that the tests make up")
    parser.add_argument("--formats", default=",".join(WRITERS), help="some of " + ", ".join([*WRITERS, *_further()]))
    parser.add_argument("--further", action="store_true", help="further looks of PDFs instead")
    parser.add_argument("--show", type=int, default=0, help="so many figures that are not right, for each pack")
    options = parser.parse_args()
    folder = Path(options.documents or PROJECT.parent / "shared" / "documents")
    packs = _made_up() if options.made_up else [(name, _lines(folder / f"{name}.txt")) for name in PACKS]
    names = list(_further()) if options.further else options.formats.split(",")
    heads = (("right", 7), ("unread", 8), ("wrong", 7), ("share", 8), ("seconds", 9), ("a page", 8), ("MB", 7))
    print(f"{'format':<32}{'pack':<36}" + "".join(f"{head:>{width}}" for head, width in heads))
    for name in names:
        for pack, lines in packs:
            _measure(name, pack, lines, options.show)
    if options.further:
        return
    print()
    for name in ("xlsx", "ods", "csv", "html", "docx"):
        _time_cells(name)


def _further() -> dict[str, tuple[Callable[..., bytes], str]]:
    """Writers of further looks; those of a browser only where one is installed."""
    looks = {f"pdf-{name}": (partial(as_pdf, look=look), ".pdf") for name, look in FURTHER.items()}
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    prints = {f"print-{style}": (partial(as_print, style=style, browser=browser), ".pdf") for style in STYLES}
    return looks | (prints if browser else {})


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        raise SystemExit(f"{path} is not there: name the folder of the documents, or say --made-up")
    return path.read_text(encoding="utf-8-sig").split("\n")


def _made_up() -> list[tuple[str, list[str]]]:
    packs = (monthly_pack(Variation()), quarterly_pack(Variation()))
    return [(pack.document, pack.lines) for pack in packs]


def _observations(path: Path, folder: Path) -> tuple[pl.DataFrame, Sequence[str]]:
    look = look_at(path, Workspace(data=folder))
    return look.tables["observations"], look.doubts


def _measure(name: str, pack: str, lines: Sequence[str], show: int) -> None:
    write, suffix = (_further() | WRITERS)[name]
    with tempfile.TemporaryDirectory(prefix="formats-") as folder:
        text = Path(folder) / f"{pack}.txt"
        text.write_text("\n".join(lines), encoding="utf-8")
        other = Path(folder) / f"{pack}{suffix}"
        other.write_bytes(write(list(parts_of(lines))))
        expected, _ = _observations(text, Path(folder) / "text")
        start = time.perf_counter()
        pages = max((place.page or 1 for place in read_source(other).places.values()), default=1)
        seconds = time.perf_counter() - start
        read, doubts = _observations(other, Path(folder) / "other")
    result = compare(expected, read)
    print(
        f"{name:<32}{pack:<36}{result.right:>7,}{result.unread:>8,}{result.wrong:>7,}{result.share:>8.2%}"
        f"{seconds:>9.2f}{seconds / pages:>8.2f}{_memory():>7,.0f}{'' if result.in_order else '  (in another order)'}"
    )
    for figure in (*result.lost[:show], *result.new[:show]):
        print("    ", figure)
    for doubt in doubts[:show]:
        print("     look:", doubt)


def _memory() -> float:
    """The most memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _time_cells(name: str) -> None:
    """How long it takes to read 100,000 cells."""
    head = ("Measure", *(f"{month}-21" for month in ("Jan", "Feb", "Mar") for _ in range(_WIDTH // 3 + 1)))[:_WIDTH]
    rows = [head, *((f"Measure {row}", *(f"{row % 97}.{at}%" for at in range(_WIDTH - 1))) for row in range(_ROWS))]
    part: Part = Rows(tuple(rows), 1)
    write: Callable[..., bytes] = WRITERS[name][0]
    with tempfile.TemporaryDirectory(prefix="formats-") as folder:
        path = Path(folder) / f"cells{WRITERS[name][1]}"
        path.write_bytes(write([part]))
        start = time.perf_counter()
        read_source(path)
        seconds = time.perf_counter() - start
    print(f"{name:<16}{_WIDTH * _ROWS:,} cells read in {seconds:.2f} s, {_memory():,.0f} MB at most so far")


if __name__ == "__main__":
    main()
