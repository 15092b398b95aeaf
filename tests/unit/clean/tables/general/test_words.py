"""What one header cell says of its column: regions, changes and ranks."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.clean.tables.general.words import HeaderWords
from scorecard.registry import load_registry
from scorecard.text.periods import TimeContext

REGISTRY = load_registry()
WORDS = HeaderWords(REGISTRY, "Kiteham")
NOW = TimeContext(date(2023, 12, 31))


@pytest.mark.parametrize(
    ("beside", "text", "area"),
    [
        (["England", "South West"], "South West", "Regional average"),
        (["Stat. Neighbours", "Y&H", "Eng"], "Y&H", "Regional average"),
        (["England 2022/23", "London 2022/23"], "London", "Regional average"),
        # nothing else is compared, or several regions are named: a part of the town may be called so
        (["South West", "Kiteham"], "South West", None),
        (["North West", "South West", "England"], "South West", None),
        # an average of a region is one wherever it stands
        ([], "Y&H average", "Regional average"),
        ([], "South West average", "Regional average"),
        ([], "Average of the South West", "Regional average"),
    ],
)
def test_a_region_is_a_comparator_beside_others(beside: list[str], text: str, area: str | None) -> None:
    assert WORDS.beside(beside, NOW).area(text) == area


@pytest.mark.parametrize(
    ("text", "is_step"),
    [
        ("Change", True),
        ("% change", True),
        ("Change on last year", True),
        ("Annual difference", True),
        ("Difference (quarter)", True),
        ("Variance", True),
        ("Change of placement", False),
        ("Placement changes", False),
        ("Children with a school change", False),
        ("Exchange visits", False),
    ],
)
def test_headers_of_changes(text: str, is_step: bool) -> None:
    assert WORDS.is_step(text) is is_step


def test_headers_of_ranks() -> None:
    told = [WORDS.is_rank(text) for text in ("National rank", "Quartile band", "Frank's visits")]
    assert told == [True, True, False]
