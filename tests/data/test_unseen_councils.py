"""Councils whose packs were written before their drafts were looked at: drafted, answered, and every figure is read.

The packs are those of `tests/fixtures/unseen`, which hold the true value of each cell; each measure that a draft asks
about is answered with the council's own, the last one proposed. The next quarter's pack is read with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from scorecard.registry.loader import read_anew
from scorecard.registry.open_entries import Question, questions
from tests.fixtures.new_councils.founded import Founded, founded
from tests.fixtures.new_councils.printed import NewCouncil, Pack
from tests.fixtures.unseen.boards import GLANRHYD, HALLOWMERE, QUEENSWELL
from tests.fixtures.unseen.last import PELHURST, THORNBY
from tests.fixtures.unseen.later import BROADMOOR, FENWICK, OSTLEY
from tests.fixtures.unseen.measured import Figures, figures_of_tables
from tests.fixtures.unseen.model import Unseen
from tests.fixtures.unseen.profiles import SANDHOLME, TREDWELL

MOST_ANSWERS = 15
COUNCILS = {
    "hallowmere": HALLOWMERE,
    "glanrhyd": GLANRHYD,
    "queenswell": QUEENSWELL,
    "tredwell": TREDWELL,
    "fenwick": FENWICK,
    "broadmoor": BROADMOOR,
    "ostley": OSTLEY,
    "thornby": THORNBY,
    "pelhurst": PELHURST,
}
ANSWERS = {"good": "high", "arrows_mean": "number", "means": "note"}
SHARES_BEHIND_COUNTS = 12
"""Hallowmere's "164 (40%)" is the count with its share in one row of the contract, and no figure of its own."""
LATER = {
    "Quarter 3 2023/24": "Quarter 4 2023/24",
    "Quarter 2 2023/24": "Quarter 3 2023/24",
    "Quarter 1 2023/24": "Quarter 2 2023/24",
    "2023/24 Quarter 3": "2023/24 Quarter 4",
    "Q3 23/24": "Q4 23/24",
    "December 2023": "March 2024",
}
"""What Queenswell's next pack prints for the times of the first."""
LATER_TIMES = {"2023/24Q3": "2023/24Q4", "2023/24Q2": "2023/24Q3", "2023/24Q1": "2023/24Q2", "2023-12": "2024-03"}


def drafted(slug: str, pack: Unseen, folder: Path) -> Founded:
    """The council's folder with every blank filled in."""
    first = Pack(f"2024-03-{slug}-report", "\n".join(pack.lines) + "\n", ())
    council = founded(NewCouncil(slug, slug, (first,), first, {}), folder)
    for _ in range(2):  # one of its own may ask, once it is named, what is better
        for question in questions(council.folder):
            _answer(council, question)
        read_anew()
    return council


def _answer(council: Founded, question: Question) -> None:
    lines = question.path.read_text(encoding="utf-8").split("\n")
    said = _own_id(lines[: question.line - 1]) if question.key == "indicator" else ANSWERS[question.key]
    lines[question.line - 1] += f" {said}"
    question.path.write_text("\n".join(lines), encoding="utf-8")
    council.given += 1


def _own_id(above: Iterable[str]) -> str:
    """The last id proposed in the comment over a blank."""
    ids = [match[1] for line in above if (match := re.match(r"#   ([a-z0-9_]+)  ", line))]
    return ids[-1]


def read(council: Founded, pack: Unseen) -> Figures:
    tables = council.read(Pack(f"2024-06-{council.council.slug}-report", "\n".join(pack.lines) + "\n", ()))
    return figures_of_tables(pack, tables)


def shifted(text: str, times: Mapping[str, str]) -> str:
    """A text with each time replaced once, whatever others are called afterwards."""
    return re.sub("|".join(map(re.escape, times)), lambda match: times[match[0]], text)


@pytest.mark.parametrize("slug", COUNCILS)
def test_a_few_answers_and_every_figure_is_read(slug: str, tmp_path: Path) -> None:
    council = drafted(slug, COUNCILS[slug], tmp_path)
    assert council.given <= MOST_ANSWERS and questions(council.folder) == []
    figures = read(council, COUNCILS[slug])
    assert figures.wrong == ()
    assert len(figures.unread) == (SHARES_BEHIND_COUNTS if slug == "hallowmere" else 0)


def test_what_a_draft_cannot_ask_is_not_read_and_nothing_is_wrong(tmp_path: Path) -> None:
    """Sandholme's lists of records and children by kind: two columns that are neither a time nor an area."""
    council = drafted("sandholme", SANDHOLME, tmp_path)
    figures = read(council, SANDHOLME)
    assert figures.wrong == ()
    assert {truth.words[1] for truth in figures.unread} == {"Records", "Children"}


def test_the_next_quarter_is_read_with_nothing(tmp_path: Path) -> None:
    council = drafted("queenswell", QUEENSWELL, tmp_path)
    lines = tuple(shifted(line, LATER) for line in QUEENSWELL.lines)
    says = tuple(replace(one, columns=shifted(one.columns, LATER_TIMES)) for one in QUEENSWELL.says)
    following = replace(QUEENSWELL, lines=lines, says=says)
    assert following.truths() != QUEENSWELL.truths()
    figures = read(council, following)
    assert (figures.unread, figures.wrong) == ((), ())
