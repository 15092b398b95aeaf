"""Score the reader of prose on sentences with answers, by kind: ``bench/sentences.py FILE [--quiet]``.

A file is a list of ``sentence``, ``as_at``, ``kind``, ``figures`` and ``not``. A figure's field that is left out is not
judged, a list holds all that is right, ``area: own`` is the authority that the document is about, and period null is
right as null and as the document's own month, for a comparator also as ``latest``. What ``not`` lists must not come out
as a figure of any indicator.

A figure is *right* where every judged field is, *missing* where it says that it is not read (no claim, or null where
the answer names an indicator, a period, an area or an x of y), else *wrong*. *Invented* is a figure with an indicator
that the answers do not have.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from scorecard.periods import month_end  # noqa: E402
from scorecard.quotes import Row, Vocabulary, find_claims, vocabulary_of  # noqa: E402
from scorecard.registry import load_registry  # noqa: E402

HOME = "Kiteham"
"""An invented authority: whose figures those are that belong to nobody else."""
Answer = Mapping[str, Any]
_JUDGED = ("relation", "unit", "direction", "indicator", "area", "period")
_NOT_READ = ("indicator", "area", "period", "numerator", "denominator")
"""Fields whose null says that a figure is not read."""
VERDICTS = ("right", "wrong", "missing", "invented")


@dataclass
class Score:
    """A sentence with how often each verdict was given, and why where it was not "right"."""

    answer: Answer
    verdicts: Counter[str] = field(default_factory=Counter)
    why: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return not self.why

    def add(self, verdict: str, why: str = "") -> None:
        self.verdicts[verdict] += 1
        if verdict != "right":
            self.why.append(f"{verdict}: {why}")


def load(path: Path) -> list[Answer]:
    """The sentences of a file with their answers."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def claims_of(answer: Answer, vocabulary: Vocabulary) -> list[Row]:
    lines = answer["sentence"].split("\n")
    return find_claims(lines, table_lines=(), as_at=_as_at(answer), vocabulary=vocabulary, home=HOME)


def score_of(answer: Answer, vocabulary: Vocabulary) -> Score:
    """Every figure of a sentence judged against its answers."""
    score, left = Score(answer), claims_of(answer, vocabulary)
    for expected in answer["figures"]:
        row = next((row for row in left if _is_of(row, expected)), None)
        left = [other for other in left if other is not row]
        verdict, why = _verdict(row, expected, answer)
        if not (row is None and expected.get("optional")):
            score.add(verdict, f"{expected['published']}: {why}")
    wholes = {_number(expected.get(part)) for expected in answer["figures"] for part in ("numerator", "denominator")}
    for row in left:
        if row["indicator"] and _number(row["value"]) not in wholes:
            score.add("invented", f"{row['published']} as {row['indicator']}")
    return score


def _as_at(answer: Answer) -> date:
    year, month = map(int, answer["as_at"].split("-"))
    return month_end(year, month)


def _right_ones(answer: Any) -> Sequence[Any]:
    return answer if isinstance(answer, list) else [answer]


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _is_of(row: Row, expected: Answer) -> bool:
    """Whether a claim is about a figure: it has its value, or is the x of y of that x."""
    if row["value"] is None:
        if "denominator" in expected and _number(row["denominator"]) != _number(expected["denominator"]):
            return False
        return _number(row["numerator"]) in [
            _number(value) for value in _right_ones(expected.get("numerator", expected["value"]))
        ]
    if _number(row["value"]) not in [_number(value) for value in _right_ones(expected["value"])]:
        return False
    printed = " ".join(map(str, _right_ones(expected["published"])))
    return not re.search(r"%|per cent", printed) or row["unit"] == "percent"


def _verdict(row: Row | None, expected: Answer, answer: Answer) -> tuple[str, str]:
    if row is None:
        return "missing", "no claim"
    differing = {part: row[part] for part in _JUDGED if part in expected and not _agrees(part, row, expected, answer)}
    differing |= {
        part: row[part]
        for part in ("numerator", "denominator")
        if part in expected and _number(row[part]) != _number(expected[part])
    }
    why = ", ".join(f"{part} {value}, not {expected[part]}" for part, value in differing.items())
    if not differing:
        return "right", ""
    unlinked = "indicator" in differing and row["indicator"] is None
    not_read = all(value is None and part in _NOT_READ for part, value in differing.items())
    return "missing" if unlinked or not_read else "wrong", why


def _agrees(part: str, row: Row, expected: Answer, answer: Answer) -> bool:
    right, value = _right_ones(expected[part]), row[part] or None
    if part == "area":
        right = [HOME if area == "own" else area for area in right]
    if part == "period" and None in right:
        right = [*right, answer["as_at"], *(["latest"] if expected.get("area") not in (None, "own") else [])]
    # an x of y has the unit of a pair, whatever it counts
    return value in right or (part == "unit" and value == "ratio" and row["value"] is None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--quiet", action="store_true", help="numbers only, no sentence")
    parser.add_argument("--kind", help="only sentences of this kind")
    arguments = parser.parse_args()
    vocabulary = vocabulary_of(load_registry())
    scores = [score_of(answer, vocabulary) for answer in load(arguments.file)]
    scores = [score for score in scores if arguments.kind in (None, score.answer["kind"])]
    if not arguments.quiet:
        for score in scores:
            if score.why:
                print("\n  ".join([f"[{score.answer['kind']}] {score.answer['sentence']}", *score.why]))
    print(f"{'kind':<18}{'sentences':>10}{'whole right':>12}" + "".join(f"{verdict:>10}" for verdict in VERDICTS))
    for kind in [*sorted({score.answer["kind"] for score in scores}), None]:
        mine = [score for score in scores if kind in (None, score.answer["kind"])]
        verdicts = sum((score.verdicts for score in mine), Counter[str]())
        counts = (len(mine), sum(score.is_right for score in mine), *(verdicts[verdict] for verdict in VERDICTS))
        print(f"{kind or 'all':<18}{counts[0]:>10}{counts[1]:>12}" + "".join(f"{count:>10}" for count in counts[2:]))


if __name__ == "__main__":
    main()
