"""Two councils whose packs somebody else wrote: drafted, answered with their own measures, and every figure is read.

The next quarter's pack is read with nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scorecard.registry.loader import read_anew
from scorecard.registry.open_entries import questions
from tests.fixtures.new_councils.founded import Founded, founded
from tests.fixtures.new_councils.printed import NewCouncil, Pack
from tests.fixtures.unseen.published import FOLDER, figures_held, truth_of

MOST_ANSWERS = 15


def pack_of(slug: str, which: str, document: str) -> Pack:
    path = next((FOLDER / "councils" / slug).glob(f"{which}.*x"))
    return Pack(document, "", (), made=(path.read_bytes(), path.suffix))


def drafted(slug: str, folder: Path) -> Founded:
    """The council's folder, each measure that it asks about answered with the council's own, the last one proposed."""
    first = pack_of(slug, "first", f"2023-09-{slug}")
    council = founded(NewCouncil(slug, slug, (first,), first, {}), folder)
    for question in questions(council.folder):
        lines = question.path.read_text(encoding="utf-8").split("\n")
        above = lines[: question.line - 1]
        own = [match[1] for line in above if (match := re.match(r"#   ([a-z0-9_]+)  ", line))]
        lines[question.line - 1] += f" {own[-1]}"
        question.path.write_text("\n".join(lines), encoding="utf-8")
        council.given += 1
    read_anew()
    return council


@pytest.mark.parametrize("slug", ["tarnside", "eastmoor"])
def test_every_figure_of_the_first_pack_and_of_the_next_is_read(slug: str, tmp_path: Path) -> None:
    council = drafted(slug, tmp_path)
    assert council.given <= MOST_ANSWERS
    for which, document in (("first", f"2023-09-{slug}"), ("next", f"2023-12-{slug}")):
        truth = truth_of(FOLDER / "councils" / slug / f"{which}.tsv")
        figures = figures_held(truth, council.read(pack_of(slug, which, document)))
        assert (figures.unread, figures.wrong, figures.right) == ((), (), len(truth))
