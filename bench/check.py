"""How long `pipeline.py check` takes, after imports: a PDF of many tables, and the same pack in other formats.

    python bench/check.py                     # 40 blocks of tables, 19 full pages of a PDF
    python bench/check.py --pages 84          # 40 full pages of a PDF
    python bench/check.py --apart             # 40 pages of a PDF, a block of tables on each, as packs have them
    python bench/check.py --pages 100 --formats pdf-ruled,xlsx

The pack is invented: pages of the five layouts of tests/fixtures/check_packs.py one after the other, each page another
set of names, so that no two tables are of the same measures. Prints seconds of processor for reading, for the rules and
in all, those on the clock, figures read and not read, and facts (a clean pack has none).
"""

from __future__ import annotations

import argparse
import io
import resource
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from pypdf import PdfReader, PdfWriter  # noqa: E402

from scorecard.check.document import read_document  # noqa: E402
from scorecard.check.judge import judge  # noqa: E402
from scorecard.check.run import check_files  # noqa: E402
from scorecard.workspace import Workspace  # noqa: E402
from tests.fixtures.check_packs import COUNTED, QUARTERLY, CheckPack  # noqa: E402
from tests.fixtures.formats.parts import Part, parts_of  # noqa: E402
from tests.fixtures.formats.writers import WRITERS  # noqa: E402

_OPENING = ("Exampleton Borough Council", "Children's services scorecard", "Quarter 3 2023/24", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=40, help="so many blocks of tables")
    parser.add_argument("--apart", action="store_true", help="PDFs have each block on a page of its own")
    parser.add_argument(
        "--formats", default="pdf-ruled,pdf-hairlines,docx,xlsx,text", help="some of " + ", ".join(WRITERS)
    )
    options = parser.parse_args()
    blocks = _pack(options.pages)
    warm = Path(tempfile.mkdtemp()) / "warm.txt"
    warm.write_text("\n".join(COUNTED.lines) + "\n", encoding="utf-8")
    check_files([warm], Workspace())  # imports, and the words of the registry
    heads = (
        ("pages", 7),
        ("read", 8),
        ("rules", 8),
        ("cpu", 8),
        ("wall", 8),
        ("figures", 9),
        ("unread", 8),
        ("facts", 7),
        ("MB", 6),
    )
    print(f"{'format':<16}" + "".join(f"{head:>{width}}" for head, width in heads))
    for style in options.formats.split(","):
        _measure(style, blocks, apart=options.apart)


def _pack(pages: int) -> list[list[str]]:
    """So many blocks of tables, each with names of its own."""
    blocks = []
    for page in range(1, pages + 1):
        source: CheckPack = QUARTERLY if page % 2 else COUNTED
        blocks.append([*(_named(line, page) for line in source.lines[4:]), ""])
    return [[*_OPENING, *blocks[0]], *blocks[1:]]


def _written(style: str, blocks: list[list[str]], *, apart: bool) -> tuple[str, bytes]:
    """The ending and the bytes of a file of the blocks; ``apart``: a PDF with each on pages of its own."""
    lines = [line for block in blocks for line in block]
    if style == "text":
        return ".txt", ("\n".join(lines) + "\n").encode()
    write, ending = WRITERS[style]
    if not apart or ending != ".pdf":
        parts: list[Part] = list(parts_of(lines))
        return ending, write(parts)
    joined, stream = PdfWriter(), io.BytesIO()
    for block in blocks:
        joined.append(PdfReader(io.BytesIO(write(list(parts_of(block))))))
    joined.write(stream)
    return ending, stream.getvalue()


def _named(line: str, page: int) -> str:
    """A line whose measures have names of their page: the longest cell of words carries the letter and the number."""
    cells = line.split("\t")
    if len(cells) == 1:
        return "" if any(sign.isdigit() for sign in line) else f"{line} of service {page}" if line else line
    longest = max(range(len(cells)), key=lambda at: len(cells[at]))
    words = sum(map(str.isalpha, cells[longest]))
    named = words > 18 and "2023" not in line
    return "\t".join(f"{cell} in service {page}" if named and at == longest else cell for at, cell in enumerate(cells))


def _measure(style: str, blocks: list[list[str]], *, apart: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ending, content = _written(style, blocks, apart=apart)
        path = Path(folder) / f"pack{ending}"
        path.write_bytes(content)
        started, wall = time.process_time(), time.perf_counter()
        document = read_document(path, Workspace())
        read = time.process_time() - started
        started = time.process_time()
        judge(document.tables, document.registry, document.general)
        judged, wall = time.process_time() - started, time.perf_counter() - wall
        (checked,) = check_files([path], Workspace())
    report = checked.report
    pages = max((place.page or 0 for place in document.source.places.values()), default=0)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{style:<16}{pages:>7}{read:>8.2f}{judged:>8.2f}{read + judged:>8.2f}{wall:>8.2f}{len(report.figures):>9,}"
        f"{report.count('unread'):>8}{len(report.facts):>7}{memory:>6.0f}"
    )
    for fact in report.facts[:3]:
        print(f"    {fact.severity} {fact.place}: {fact.explanation}")


if __name__ == "__main__":
    main()
