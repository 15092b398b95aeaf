"""Which sentences warn of figures and of what, case by case; what only sounds so warns of nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from scorecard.caveats import kinds_of
from scorecard.caveats.stretch import stretch_named
from scorecard.passages.now import Context
from scorecard.quotes import vocabulary_of
from scorecard.registry import load_registry

CASES = yaml.safe_load(Path(__file__).with_name("caveats.yml").read_text(encoding="utf-8"))
SAYS = vocabulary_of(load_registry()).says
NOW = Context(date(2021, 1, 31), "month")


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_of_what_a_sentence_warns(case: dict[str, object]) -> None:
    assert sorted(kinds_of(str(case["text"]), SAYS)) == case["gives"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The figures from Oct-Jan are unreliable.", (2020, 10, 1), (2021, 1, 31)),
        ("November, December & January data is incomplete.", (2020, 11, 1), (2021, 1, 31)),
        ("October and November 2018 figures have been corrected.", (2018, 10, 1), (2018, 11, 30)),
        ("Data for Quarter 2 of 2019/20 is provisional.", (2019, 7, 1), (2019, 9, 30)),
        ("The figures for 2018/19 are provisional.", (2018, 4, 1), (2019, 3, 31)),
        ("From June 19 onwards the figures are taken from a register.", (2019, 6, 1), None),
        ("Since September the numbers are unreliable.", (2020, 9, 1), None),
        ("These figures are unreliable due to the new system in October.", None, None),
        ("Since the launch of the register in May, data is incomplete.", None, None),
        ("Owing to the storms in May, the June figures are unreliable.", (2020, 6, 1), (2020, 6, 30)),
        ("The figures of last month's report were wrong.", None, None),
        ("We may correct these figures on 10th March.", None, None),
        ("The figures are unreliable.", None, None),
    ],
)
def test_what_time_a_warning_is_about(
    text: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None
) -> None:
    expected = tuple(date(*day) if day else None for day in (first, last))
    assert stretch_named(text, NOW, SAYS) == expected


def test_a_month_without_a_year_is_no_time_where_nobody_said_what_time_it_is() -> None:
    somewhere = Context(date(2021, 1, 31), "other", current=False)
    assert stretch_named("The May figures are unreliable.", somewhere, SAYS) == (None, None)
