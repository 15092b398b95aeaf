"""Five councils whose packs somebody else wrote: drafted, answered with their own measures, and every figure is read.

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
OTHERS = {"good": "info", "means": "note", "tells": "nothing"}
"""What is answered to questions that ask for no indicator."""
COUNCILS = {
    "tarnside": ("2023-09", "2023-12"),
    "eastmoor": ("2023-09", "2023-12"),
    "cranleigh-vale": ("2024-09", "2024-12"),
    "ardloch": ("2024-09", "2024-12"),
    "marrowby": ("2024-09", "2024-12"),
}
"""The months of the first and the next pack of each."""


def pack_of(slug: str, which: str, document: str) -> Pack:
    path = next(path for path in (FOLDER / "councils" / slug).glob(f"{which}.*") if path.suffix != ".tsv")
    return Pack(document, "", (), made=(path.read_bytes(), path.suffix))


def drafted(slug: str, folder: Path) -> Founded:
    """The council's folder, each measure that it asks about answered with the council's own, the last one proposed.

    What is better of a measure of its own it asks when that is answered.
    """
    first = pack_of(slug, "first", f"{COUNCILS[slug][0]}-{slug}")
    council = founded(NewCouncil(slug, slug, (first,), first, {}), folder)
    while asked := questions(council.folder):
        for question in asked:
            lines = question.path.read_text(encoding="utf-8").split("\n")
            above = lines[: question.line - 1]
            own = [match[1] for line in above if (match := re.match(r"#   ([a-z0-9_]+)  ", line))]
            lines[question.line - 1] += f" {own[-1] if question.key == 'indicator' else OTHERS[question.key]}"
            question.path.write_text("\n".join(lines), encoding="utf-8")
            council.given += 1
        assert council.given <= MOST_ANSWERS
        read_anew()
    return council


@pytest.mark.parametrize("slug", COUNCILS)
def test_every_figure_of_the_first_pack_and_of_the_next_is_read(slug: str, tmp_path: Path) -> None:
    council = drafted(slug, tmp_path)
    for which, month in zip(("first", "next"), COUNCILS[slug], strict=True):
        truth = truth_of(FOLDER / "councils" / slug / f"{which}.tsv")
        figures = figures_held(truth, council.read(pack_of(slug, which, f"{month}-{slug}")))
        left = [one for one in truth if not one.free]
        assert (figures.unread, figures.wrong) == ((), ())
        assert figures.right >= len(left)
