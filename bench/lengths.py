"""Does a line, or a cell, take time as it is long? The tests count calls; this measures, regular expressions and all.

    python bench/lengths.py               every piece of tests/data/test_hold_under_attack.py, repeated to two lengths
    python bench/lengths.py --times 8     the longer text so many times as long (4 unless told)

Prints what the two lengths took of the processor (the least of five, in turn), worst ratio first. Linear work takes
as many times as long as the text is, and work that grows with its square that number squared. Ends with 1 if a ratio
lies nearer the square.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tests.data.test_hold_under_attack import PIECES, SHORT, claims_reader, read_table_with  # noqa: E402


def seconds(work: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    work(text)
    return time.process_time() - began


def ratio(work: Callable[[str], object], piece: str, times: int) -> tuple[float, float]:
    """The seconds of the longer text, and how many times those of the shorter one they are."""
    short, long = ((piece * (length // len(piece) + 1))[:length] for length in (SHORT, SHORT * times))
    taken = [(seconds(work, short), seconds(work, long)) for _ in range(5)]
    least = [min(column) for column in zip(*taken, strict=True)]
    return least[1], least[1] / least[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=4, help="how many times as long the longer text is (4)")
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        works: dict[str, Callable[[str], object]] = {
            "line": claims_reader(),
            "cell": lambda cell: read_table_with(cell, Path(folder)),
        }
        found = [(what, piece, *ratio(work, piece, times)) for what, work in works.items() for piece in PIECES]
    for what, piece, long, more in sorted(found, key=lambda row: -row[3]):
        print(f"{what}  {more:5.1f} times  {1000 * long:8.1f} ms  {piece!r}")
    return int(any(more > times**1.5 for *_, more in found))


if __name__ == "__main__":
    sys.exit(main())
