"""Tables of any layout of a family that says so: what is sure is placed, and what is not is listed with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scorecard.clean.raw.grid import Grid
from scorecard.clean.tables.form import recognise
from scorecard.clean.tables.general.form import AnyLayout
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import Placement
from scorecard.registry import load_registry
from scorecard.registry.council import Council
from scorecard.registry.families import Family
from scorecard.registry.models import Authority, Locality, PrintedName
from tests.fixtures.grids import grid

AS_AT = date(2023, 12, 31)
FAMILY = "kiteham-scorecard"
NAMES = {
    "Reviews in time": "lac_reviewed_in_time_percent",
    "Children looked after": "lac_number",
    "Children looked after per 10,000": "lac_rate",
    "Child protection plans": "cpp_open",
}


def lexicon(authority: str = "Kiteham", any_layout: bool = True) -> Lexicon:
    family = Family(
        id=FAMILY,
        title="Scorecard",
        marks=["scorecard"],
        arrows_mean="performance",
        any_layout=any_layout,
        description="",
    )
    names = tuple(PrintedName(family=FAMILY, indicator=i, number=None, names=[n]) for n, i in NAMES.items())
    council = Council(
        id="kiteham",
        authority=Authority(name=authority),
        localities=(Locality(name="Northside"),),
        families={FAMILY: family},
        names={FAMILY: names},
        open_names={FAMILY: ("Children with a bicycle",)},
    )
    return Lexicon.of(replace(load_registry(), councils={"kiteham": council}))


LEXICON = lexicon()


def table(*lines: str) -> Grid:
    return grid(*lines, as_at=AS_AT, family=FAMILY)


def read(*lines: str) -> list[Placement]:
    made = table(*lines)
    LEXICON.read_cells([made])
    form = recognise(made, LEXICON)
    assert isinstance(form, AnyLayout)
    return form.read([form]).placements


def values(placements: list[Placement]) -> list[tuple[str | None, str | None, str | None, str]]:
    return [
        (p.indicator, p.area, p.period.label if p.period else None, p.text) for p in placements if p.role == "value"
    ]


def unread(placements: list[Placement]) -> dict[str, str]:
    return {p.text: p.detail or "" for p in placements if p.role == "unread"}


ROWS = ("Measure|Q2 2023/24|Q3 2023/24", "Children looked after|201|198")


def test_only_a_family_that_says_so_and_only_of_its_own_council() -> None:
    made = table(*ROWS)
    assert AnyLayout.recognise(made, LEXICON)
    assert AnyLayout.recognise(made, lexicon(any_layout=False)) is None
    assert AnyLayout.recognise(made, lexicon(authority="Barnford")) is None
    assert AnyLayout.recognise(replace(made, family=None), LEXICON) is None


def test_a_measure_a_row_with_its_target_colour_and_arrow() -> None:
    placed = read("Measure|Q2 2023/24|Q3 2023/24|Target|RAG|DoT|England", "Reviews in time|94.0%|96.0%|95%|G|↑|93.0%")
    measure = "lac_reviewed_in_time_percent"
    assert values(placed) == [
        (measure, "Kiteham", "2023/24 Q2", "94.0%"),
        (measure, "Kiteham", "2023/24 Q3", "96.0%"),
        (measure, "National average", "latest", "93.0%"),
    ]
    beside = [(p.role, p.detail, p.text, p.period.label if p.period else None) for p in placed if p.role != "value"]
    assert beside == [
        ("threshold", "green", "95%", None),
        ("signal", "rag", "G", "2023/24 Q3"),
        ("signal", "direction", "↑", "2023/24 Q3"),
    ]


def test_x_and_y_go_with_the_figure_of_their_time_or_with_the_one_that_they_prove() -> None:
    told = "Measure|Num|Den|Q2 2023/24|Q3 2023/24"
    placed = read(told, "Reviews in time|96|100|94.0%|96.0%")
    assert values(placed)[-1] == ("lac_reviewed_in_time_percent", "Kiteham", "2023/24 Q3", "96 of 100")
    for proves_none in ("95.0%", "96.0%|96.0%"):
        cells = f"94.0%|{proves_none}" if "|" not in proves_none else proves_none
        assert {"96", "100"} <= set(unread(read(told, f"Reviews in time|96|100|{cells}")))


def test_several_figures_without_a_time_are_not_guessed() -> None:
    """Which of them is the latest nothing says; words that nobody knows say nothing either."""
    both = read("Measure|Actual|Result", "Children looked after|201|198")
    assert values(both) == [] and set(unread(both)) == {"201", "198"}
    one = read("Measure|Result|Kite count", "Children looked after|201|17")
    assert values(one) == [("lac_number", "Kiteham", "2023-12", "201")]
    assert "none that are known" in unread(one)["17"]


def test_the_period_that_a_row_says_is_its_own() -> None:
    head = "Measure|Reporting window|Result"
    placed = read(
        head, "Children looked after|Nov-23|201", "Child protection plans|Dec-23|70", "Reviews in time|soon|96.0%"
    )
    assert values(placed) == [
        ("lac_number", "Kiteham", "2023-11", "201"),
        ("cpp_open", "Kiteham", "2023-12", "70"),
    ]
    assert "no period" in unread(placed)["96.0%"]


def test_a_target_of_another_year_is_not_this_ones() -> None:
    head = "Measure|Q3 2023/24|Target 2023/24|Target 2024/25"
    placed = read(head, "Reviews in time|96.0%|95%|97%")
    assert [p.text for p in placed if p.role == "threshold"] == ["95%"]
    assert "another time" in unread(placed)["97%"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Children with a bicycle|31|33", "has not been said yet"),
        ("Children with a kite|31|33", "no measure of these words"),
        ("Children looked after|95.0%|94.0%", "a percentage stands where a number is expected"),
        ("Children looked after per 100|31|33", "no measure of these words"),
    ],
)
def test_what_is_not_sure_is_listed_with_its_reason(line: str, why: str) -> None:
    placed = read(ROWS[0], ROWS[1], line)
    assert len(values(placed)) == 2
    assert all(why in reason for reason in unread(placed).values()) and len(unread(placed)) == 2


def test_a_damaged_name_is_read_as_the_one_that_it_surely_is() -> None:
    assert values(read(ROWS[0], "Child protecti0n plans|70|71")) == []  # a digit is never a letter
    assert values(read(ROWS[0], "Child protecton plans|70|71"))[0][0] == "cpp_open"


def test_areas_and_periods_as_rows_with_measures_as_columns() -> None:
    by_area = read(
        "Locality|Children looked after|Child protection plans", "Northside|90|30", "Southside|80|25", "Total|170|55"
    )
    assert values(by_area) == [
        ("lac_number", "Northside", "2023-12", "90"),
        ("cpp_open", "Northside", "2023-12", "30"),
        ("lac_number", "Kiteham", "2023-12", "170"),
        ("cpp_open", "Kiteham", "2023-12", "55"),
    ]
    assert set(unread(by_area)) == {"80", "25"} and "no area of this name" in unread(by_area)["80"]
    by_month = read("Month|Children looked after|Reviews in time", "Nov-23|201|94.0%", "Dec-23|198|96.0%")
    assert values(by_month)[2:] == [
        ("lac_number", "Kiteham", "2023-12", "198"),
        ("lac_reviewed_in_time_percent", "Kiteham", "2023-12", "96.0%"),
    ]


def test_a_header_repeated_overleaf_goes_on() -> None:
    first, second = table(*ROWS), grid(ROWS[0], "Child protection plans|70|71", as_at=AS_AT, family=FAMILY, first=9)
    LEXICON.read_cells([first, second])
    one, other = recognise(first, LEXICON), recognise(second, LEXICON)
    assert [row.line for row in one.goes_on(other)] == [10]
    assert list(one.goes_on(recognise(table("Measure|Q1 2023/24", "Child protection plans|70"), LEXICON))) == []
