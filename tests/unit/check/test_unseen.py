"""Packs that the reader had not seen when they were written: every figure is held against the truth of its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.checks import check_lines
from tests.fixtures.unseen import UNSEEN
from tests.fixtures.unseen.measured import figures_held, told
from tests.fixtures.unseen.model import Mistake, Unseen

PLANTED = [pytest.param(pack, one, id=f"{pack.name}: {one.kind}") for pack in UNSEEN for one in pack.mistakes]


@pytest.mark.parametrize("pack", UNSEEN, ids=lambda pack: pack.name)
def test_no_figure_is_read_as_another_and_nothing_is_alarmed(pack: Unseen, tmp_path: Path) -> None:
    checked = check_lines(pack.lines, tmp_path, pack.style)
    figures = figures_held(pack, checked)
    assert figures.wrong == ()
    assert [truth.words for truth in figures.unread] == list(pack.unread)
    assert [fact.explanation for fact in checked.report.facts] == []


@pytest.mark.parametrize(("pack", "mistake"), PLANTED)
def test_a_planted_mistake_is_told_unless_the_pack_leaves_it_open(
    pack: Unseen, mistake: Mistake, tmp_path: Path
) -> None:
    is_told, facts = told(pack, mistake, tmp_path)
    assert is_told is not bool(mistake.open_because), facts


def test_a_percentage_has_no_count_of_another_measure_as_its_numerator(tmp_path: Path) -> None:
    lines = (
        "Kiteham Council",
        "Workforce at 30 September 2023",
        "",
        "Role\tAgency\tVacancy rate (%)",
        "Social worker\t15\t15.0",
        "Team manager\t1\t5.0",
        "Total\t16\t13.6",
    )
    observations = check_lines(lines, tmp_path).document.tables["observations"]
    assert observations.filter(unit="percent")["numerator"].to_list() == [None, None, None]
