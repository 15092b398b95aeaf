"""Packs that their reader had not seen: figures right, not read and wrong, planted mistakes told, and alarms.

First those of lines, then those that are files as councils publish them (``tests/fixtures/unseen/published``).

    python bench/unseen.py             the table
    python bench/unseen.py --words     and each figure that is not right, each mistake that is missed, each alarm
    python bench/unseen.py --only W    packs whose name holds a word

Ends with 1 where a figure is wrong or a clean pack is alarmed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from scorecard.check.report import UNREAD  # noqa: E402
from tests.fixtures.checks import check_lines  # noqa: E402
from tests.fixtures.unseen import UNSEEN  # noqa: E402
from tests.fixtures.unseen.measured import all_told, figures_held, lost  # noqa: E402
from tests.fixtures.unseen.model import Unseen  # noqa: E402
from tests.fixtures.unseen.published import Published, figures_of, is_told, published  # noqa: E402


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", action="store_true", help="say each figure, mistake and alarm")
    parser.add_argument("--only", default="", help="packs whose name holds this")
    asked = parser.parse_args()
    print("| pack | format | right | not read | wrong | alarms | told | missed | seconds |")
    print("|---|---|---|---|---|---|---|---|---|")
    sums, words = [0] * 6, []
    for pack in UNSEEN:
        if asked.only in pack.name:
            with tempfile.TemporaryDirectory() as folder:
                counts, seconds, said = _measured(pack, Path(folder))
            print(f"| {pack.name} | {pack.style} | {' | '.join(map(str, counts))} | {seconds:.1f} |", flush=True)
            sums = [a + b for a, b in zip(sums, counts, strict=True)]
            words += [f"\n{pack.name}", *said]
    for one in published():
        if asked.only in one.name:
            with tempfile.TemporaryDirectory() as folder:
                counts, seconds, said = _measured_file(one, Path(folder))
            print(
                f"| {one.name} | {one.path.suffix[1:]} | {' | '.join(map(str, counts))} | {seconds:.1f} |", flush=True
            )
            sums = [a + b for a, b in zip(sums, counts, strict=True)]
            words += [f"\n{one.name}", *said]
    print(f"| all | | {' | '.join(map(str, sums))} | |")
    if asked.words:
        print("\n".join(words))
    return int(sums[2] + sums[3] > 0)


def _measured(pack: Unseen, folder: Path) -> tuple[list[int], float, list[str]]:
    began = time.perf_counter()
    checked = check_lines(pack.lines, folder, pack.style)
    seconds = time.perf_counter() - began
    figures = figures_held(pack, checked)
    mistakes = list(all_told(pack, folder))
    missed = [(mistake, said) for mistake, found, said in mistakes if not found]
    alarms = checked.report.facts
    not_read = max(len(figures.unread) - len(figures.wrong), 0)
    counts = [figures.right, not_read, len(figures.wrong), len(alarms), len(mistakes) - len(missed), len(missed)]
    said = [f"  no reading: {truth}" for truth in figures.unread]
    said += [f"  LOST: {truth}" for truth in lost(figures.unread, checked.document.tables)]
    said += [f"  wrong: {row}" for row in figures.wrong]
    said += [f"  alarm: {fact.rule} {fact.place}: {fact.explanation}" for fact in alarms]
    said += [
        f"  unread: {figure.line}:{figure.cell} {figure.published!r}: {figure.reason}"
        for figure in checked.report.figures
        if figure.state == UNREAD
    ]
    said += [f"  missed: {mistake.kind}: {mistake.old} -> {mistake.new}; told {told}" for mistake, told in missed]
    return counts, seconds, said


def _measured_file(pack: Published, folder: Path) -> tuple[list[int], float, list[str]]:
    began = time.perf_counter()
    checked = pack.checked()
    seconds = time.perf_counter() - began
    figures = figures_of(pack, checked)
    missed = [mistake for mistake in pack.mistakes if not is_told(mistake, pack.with_mistake(mistake, folder))]
    alarms = checked.report.facts
    not_read = max(len(figures.unread) - len(figures.wrong), 0)
    told = len(pack.mistakes) - len(missed)
    said = [f"  no reading: {truth}" for truth in figures.unread]
    said += [f"  LOST: {truth}" for truth in lost(figures.unread, checked.document.tables)]
    said += [f"  wrong: {row}" for row in figures.wrong]
    said += [f"  alarm: {fact.rule} {fact.place}: {fact.explanation}" for fact in alarms]
    said += [f"  missed: {mistake.kind}: {mistake.edit}: {mistake.open_because}" for mistake in missed]
    return [figures.right, not_read, len(figures.wrong), len(alarms), told, len(missed)], seconds, said


if __name__ == "__main__":
    raise SystemExit(main())
