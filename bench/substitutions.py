"""One value cell changed to another text, over and over: does any other figure of its table change?

Every cell of the committed packs of which a value is read, times every text of tests/fixtures/substitutions.py: figures
with marks, reasons for none, bounds, errors of spreadsheets, dates, sentences, signs. Each is put into its table alone,
and the table is read again. Every other figure must keep its value, indicator, area and period, or be listed as not
read; the cell itself must be read rightly, be missing with its text, keep its bounds, or be listed as not read.

    python bench/substitutions.py                 in a random order, for ten minutes
    python bench/substitutions.py --minutes 1     for one
    python bench/substitutions.py --all           all of them (two hours)
    python bench/substitutions.py --seed 7        in another order

Prints the score of each document and of each text, and each harm with its place. Ends with 1 if there was any.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from scorecard.clean.raw.load import load_raw  # noqa: E402
from scorecard.registry import load_registry  # noqa: E402
from scorecard.workspace import Workspace  # noqa: E402
from tests.fixtures.substitutions import OWN, TEXTS, Outcome, Substitution, Substitutions  # noqa: E402

AT_ONCE = 600
"""So many are taken from the shuffled ones, put in the order of their tables, and read."""


def main() -> int:
    """Read, print the scores, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long to go on (10)")
    parser.add_argument("--all", action="store_true", help="until all are read")
    parser.add_argument("--seed", type=int, default=0, help="the order in which they are taken (0)")
    options = parser.parse_args()
    workspace = Workspace()
    documents = load_raw(workspace.raw)
    substitutions = Substitutions(documents, load_registry(workspace))
    wanted = [Substitution(*cell, text) for cell, text in product(substitutions.cells(), TEXTS)]
    random.Random(options.seed).shuffle(wanted)
    ends = None if options.all else time.monotonic() + 60 * options.minutes
    outcomes = list(_read(substitutions, wanted, ends))
    print(f"{len(outcomes):,} of {len(wanted):,} substitutions in {len(substitutions.tables)} tables\n")
    _print_scores("document", outcomes, (outcome.of.document for outcome in outcomes))
    _print_scores("text", outcomes, (repr(outcome.of.text.text)[:34] for outcome in outcomes))
    wrong = [outcome for outcome in outcomes if not outcome.right]
    for outcome in wrong:
        of = outcome.of
        where = f"{of.document} {of.table}, line {of.line}, cell {of.cell}"
        print(f"{where}: {of.text.text!r} is {outcome.own}; {len(outcome.harmed)} harmed")
        print(*(f"    {harm}" for harm in outcome.harmed[:3]), sep="\n")
    return 1 if wrong else 0


def _read(substitutions: Substitutions, wanted: Sequence[Substitution], ends: float | None) -> Iterator[Outcome]:
    for start in range(0, len(wanted), AT_ONCE):
        if ends is not None and time.monotonic() > ends:
            return
        yield from substitutions.outcomes(sorted(wanted[start : start + AT_ONCE], key=lambda one: one.place))
        print(f"{start + AT_ONCE:,} read", file=sys.stderr, flush=True)


def _print_scores(what: str, outcomes: Sequence[Outcome], names: Iterable[str]) -> None:
    """For each name how many there were, what became of the cell itself, and what of the others."""
    rows: dict[str, Counter[str]] = {}
    for name, outcome in zip(names, outcomes, strict=True):
        row = rows.setdefault(name, Counter())
        row["all"] += 1
        row[outcome.own if outcome.own in OWN else "wrong"] += 1
        row["harmed" if outcome.harmed else "clouded" if outcome.unread else "kept"] += 1
    columns = ("all", *OWN, "wrong", "kept", "clouded", "harmed")
    print(f"{what:42s}" + "".join(f"{column:>9s}" for column in columns))
    total: Counter[str] = sum(rows.values(), Counter())
    for name, row in [*sorted(rows.items()), ("together", total)]:
        print(f"{name:42s}" + "".join(f"{row[column]:9,d}" for column in columns))
    print()


if __name__ == "__main__":
    sys.exit(main())
