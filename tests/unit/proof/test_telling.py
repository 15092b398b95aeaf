"""A proof in plain lines: everything it holds is said, and a sign never without its word."""

from __future__ import annotations

import pytest

from scorecard.proof.proofs import proofs
from scorecard.proof.telling import near, told
from tests.unit.proof.pack import COUNTS, NOTHING, SHARE, Tables, rows


def lines(tables: Tables, place: str) -> str:
    return " ".join(told(proofs(tables, [place])).split())


@pytest.mark.parametrize(
    "said",
    [
        "1 print in 1 document",
        f"{SHARE} 65.5%",
        "where line 7, cell 3 of 01-reviews; A pack, A council, as at 30 June 2020",
        "a figure of a table, Reviews (reviews_percent), A council, June 2020",
        "read as 65.5% (percentage)",
        "worked 144 ÷ 220 = 65.4545…%, printed 65.5%",
        "ticks ✓ confirmed by 1",
        "percentage: within rounding with line 7, cell 2",
        "findings warning: Reviews: not that. [fact-1]",
        "judged by green: 95%+ (line 7, cell 9)",
        "signs rag: 'Red' is printed, read as red; by the figures none",
        "used by rag: Reviews: red.",
        "sha256 document dddd",
        "table eeee",
    ],
)
def test_a_figure_says_everything(tables: Tables, said: str) -> None:
    assert said in lines(tables, SHARE)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (NOTHING, "read as no figure: no reason is printed"),
        ("pack:7:9", "a tolerance, green band"),
        ("pack:7:8", "an arrow or a colour, rag"),
        ("pack:30", "a figure quoted in a sentence, no measure of the registry"),
        ("pack:7:5", "read as not read: illegible"),
    ],
)
def test_every_kind_of_print_says_what_it_is(tables: Tables, place: str, said: str) -> None:
    assert said in lines(tables, place)


def test_contradicted_and_untested_say_so_with_their_reason(tables: Tables) -> None:
    place = {"document": "pack", "table": "01-reviews", "line": 7, "cell": 3, "part": 0}
    for coverage, said in (
        ({"state": "contradicted", "confirmed_by": 2, "contradicted_by": 1}, "✗ contradicted by 1; confirmed by 2"),
        ({"state": "untested", "reason": "printed once"}, "○ untested: printed once"),
    ):
        assert said in lines(tables | {"coverage": rows("coverage", place | coverage)}, SHARE)


def test_a_long_list_is_counted(tables: Tables) -> None:
    used = [{"measure": "trend", "words": f"Answer {n}.", "inputs": SHARE} for n in range(20)]
    text = lines(tables | {"measures": rows("measures", *used)}, SHARE)
    assert "Answer 11." in text
    assert "Answer 12." not in text
    assert "and 8 more: --format json has all of them" in text


@pytest.mark.parametrize(
    ("place", "said"), [(COUNTS, "line 7, cell 2"), ("other:7:2", "line 7, cell 2 of other"), ("pack:30", "line 30")]
)
def test_a_place_nearby_needs_no_name(place: str, said: str) -> None:
    assert near(place, "pack") == said
