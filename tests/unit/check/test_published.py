"""Packs in files, written by somebody who had not seen the reader: every figure is held against its truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.check.run import check_files
from scorecard.errors import InputError
from scorecard.workspace import Workspace
from tests.fixtures.unseen.measured import lost
from tests.fixtures.unseen.published import FOLDER, Planted, Published, figures_of, is_told, published

PACKS = published()
PLANTED = [pytest.param(pack, one, id=f"{pack.name}: {one.kind}") for pack in PACKS for one in pack.mistakes]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_no_figure_is_read_as_another_and_nothing_is_alarmed(pack: Published) -> None:
    checked = pack.checked()
    figures = figures_of(pack, checked)
    assert figures.wrong == ()
    assert sorted(truth.words for truth in figures.unread) == sorted(pack.unread)
    assert lost(figures.unread, checked.document.tables) == []
    assert [fact.explanation for fact in checked.report.facts] == []


@pytest.mark.parametrize(("pack", "mistake"), PLANTED)
def test_a_planted_mistake_is_told_unless_the_pack_leaves_it_open(
    pack: Published, mistake: Planted, tmp_path: Path
) -> None:
    checked = pack.with_mistake(mistake, tmp_path)
    told = [fact.explanation for fact in checked.report.facts]
    assert is_told(mistake, checked) is not bool(mistake.open_because), told


def test_columns_of_blanks_are_refused_with_their_lines() -> None:
    with pytest.raises(InputError, match="with blanks between its cells"):
        check_files([FOLDER / "columns-of-blanks" / "pack.txt"], Workspace())
