"""Mistakes planted in clean packs of several layouts are found at their place, and clean packs give no alarm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scorecard.check.report import UNREAD, Fact
from tests.fixtures.check_packs import PACKS, CheckPack, Mistake
from tests.fixtures.checks import check_lines, figures_of

PLANTED = [
    pytest.param(pack, mistake, id=f"{pack.name}: {mistake.kind}") for pack in PACKS for mistake in pack.mistakes
]
# the first mistake of each pack, in formats with places of their own
IN_FORMATS = [
    pytest.param(pack, pack.mistakes[0], style, id=f"{pack.name} as {style}")
    for pack in PACKS
    for style in ("xlsx", "docx", "pdf-ruled")
]
_LINE = re.compile(r"^line (\d+)")


def rules_of(mistake: Mistake) -> tuple[str, ...]:
    return (mistake.rule,) if isinstance(mistake.rule, str) else mistake.rule


def lines_of(fact: Fact) -> set[int]:
    """The line at which a fact is told, and those with which it was compared."""
    return {fact.line} | {int(match[1]) for place in fact.others if (match := _LINE.match(place))}


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_a_clean_pack_gives_no_alarm_and_every_figure_is_read(pack: CheckPack, tmp_path: Path) -> None:
    report = check_lines(pack.lines, tmp_path).report
    assert report.facts == ()
    assert report.count(UNREAD) == 0
    assert report.stopped == ()


@pytest.mark.parametrize(("pack", "mistake"), PLANTED)
def test_a_planted_mistake_is_found_where_it_stands_and_nothing_else(
    pack: CheckPack, mistake: Mistake, tmp_path: Path
) -> None:
    report = check_lines(pack.with_mistake(mistake), tmp_path).report
    grave = [fact for fact in report.facts if fact.severity != "information"]
    assert [fact for fact in grave if fact.rule in rules_of(mistake)], [fact.explanation for fact in report.facts]
    elsewhere = [fact for fact in report.facts if pack.line_of(mistake) not in lines_of(fact)]
    assert elsewhere == []


@pytest.mark.parametrize("style", ["xlsx", "docx", "pdf-ruled", "pdf-hairlines", "csv"])
@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_a_pack_in_another_format_is_read_as_its_text(pack: CheckPack, style: str, tmp_path: Path) -> None:
    """Right: the same figure; a figure may be not read, none may be another."""
    text, other = (check_lines(pack.lines, tmp_path, one) for one in ("text", style))
    assert figures_of(other) == figures_of(text)
    assert other.report.facts == ()


@pytest.mark.parametrize(("pack", "mistake", "style"), IN_FORMATS)
def test_a_mistake_in_another_format_has_the_place_of_that_format(
    pack: CheckPack, mistake: Mistake, style: str, tmp_path: Path
) -> None:
    report = check_lines(pack.with_mistake(mistake), tmp_path, style).report
    told = [fact for fact in report.facts if fact.rule in rules_of(mistake) and fact.severity != "information"]
    words = {"xlsx": r"sheet Pack, cell [A-Z]+\d+", "docx": r"table \d+, row \d+", "pdf-ruled": r"page 1, table \d+"}
    assert told and all(re.match(words[style], fact.place) for fact in told)
    # no sentence names a line of the text that this reader made of the file
    assert not any(re.search(r"\blines? \d", fact.explanation) for fact in told)
