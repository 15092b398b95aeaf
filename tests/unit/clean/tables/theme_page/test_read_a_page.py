"""What every figure of a theme page is about. The registry, its numbers and its names are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scorecard.clean.names.indicators import Match
from scorecard.clean.raw.grid import Grid
from scorecard.clean.tables.join import put_together
from scorecard.clean.tables.shared.labels import Label
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.theme_page.columns import PageColumn
from scorecard.clean.tables.theme_page.form import ThemePage
from scorecard.clean.tables.theme_page.place import place_row
from scorecard.periods import Period
from scorecard.registry import PrintedName
from tests.fixtures.grids import grid, row
from tests.unit.validate.rule_frames import FAMILY, indicator, registry

PRINTED = {
    "kites": ("3.1", "Number of kites flown over the harbour", "count"),
    "kites_back": ("3.2", "% of kites that came back unharmed", "percent"),
    "zoos": ("3.3", "Number of zoos that opened a garden", "count"),
    "quays": ("3.4", "% of quays painted in the spring", "percent"),
}
_MADE = registry(
    *(indicator(id, unit=unit, kind="share" if unit == "percent" else "flow") for id, (_, _, unit) in PRINTED.items())
)
_TOWN = _MADE.councils["town"]
NAMES = tuple(
    PrintedName(family=FAMILY, indicator=id, number=number, names=[name]) for id, (number, name, _) in PRINTED.items()
)
REGISTRY = replace(_MADE, councils={"town": replace(_TOWN, names={FAMILY: NAMES})})
LEXICON = Lexicon.of(REGISTRY)
KITES, BACK, ZOOS, QUAYS = (PRINTED[id][1] for id in PRINTED)
MONTHS = ("Apr-20", "May-20", "Jun-20")
Told = tuple[Any, ...]


def page(*lines: str, **more: Any) -> Grid:
    return replace(grid(*lines, family=FAMILY), **more)


def read(*lines: str) -> dict[str, Told]:
    """Each figure with its indicator, number, area and period; with the reason where it is not read."""
    whole = ThemePage.recognise(page(*lines), LEXICON)
    assert whole is not None
    return told(whole.read([whole]).placements)


def told(placements: Any) -> dict[str, Told]:
    return {
        p.published: (p.indicator, p.number, p.area, p.period.label) if p.role == "value" else (p.role, p.detail)
        for p in placements
    }


def months(*cells: str) -> list[str]:
    """Three month rows; in each cell a star stands for the row's own number, so that no two cells are the same."""
    return ["|".join([month, *(c.replace("*", str(n)) for c in cells)]) for n, month in enumerate(MONTHS, 1)]


def test_columns_are_told_by_the_number_and_the_name_over_them() -> None:
    figures = read("|3.1|3.2|3.3", f"|{KITES}|{BACK}|{ZOOS}", *months("10*", "5*%", "20*"))
    assert figures["101"] == ("kites", "3.1", "Kiteham", "2020-04")
    assert figures["53%"] == ("kites_back", "3.2", "Kiteham", "2020-06")
    assert figures["202"] == ("zoos", "3.3", "Kiteham", "2020-05")
    assert len(figures) == 9


def test_numbers_may_stand_below_the_names() -> None:
    figures = read(f"|{KITES}|{BACK}", "|3.1|3.2", *months("10*", "5*%"))
    assert (figures["101"][0], figures["51%"][0]) == ("kites", "kites_back")


def test_an_x_of_y_and_its_percentage_stand_under_one_number() -> None:
    figures = read(
        "|3.2||3.3", f"|{BACK}||{ZOOS}", "Apr-20|7 of 10|70%|201", "May-20|8 of 10|80%|202", "Jun-20|9 of 10|90%|203"
    )
    assert {figures[text][0] for text in ("7 of 10", "70%", "8 of 10")} == {"kites_back"}
    assert figures["201"][0] == "zoos"


def test_numbers_cut_over_two_cells_are_put_together() -> None:
    figures = read("|3.|1|3.|3", f"|{KITES}||{ZOOS}|", *months("10*", "", "20*", ""))
    assert (figures["101"][:2], figures["201"][:2]) == (("kites", "3.1"), ("zoos", "3.3"))


def test_names_alone_tell_the_columns() -> None:
    figures = read(f"|{ZOOS}|{KITES}", *months("20*", "10*"))
    assert (figures["201"][0], figures["101"][0]) == ("zoos", "kites")


def test_a_header_one_cell_left_of_its_columns_is_moved() -> None:
    figures = read(f"{QUAYS}|{KITES}|{BACK}|", *months("6*%", "10*", "5*%"))
    assert (figures["61%"][0], figures["101"][0], figures["51%"][0]) == ("quays", "kites", "kites_back")


def test_numbers_one_cell_left_of_their_columns_are_moved() -> None:
    figures = read("3.1|3.3||", f"|{KITES}|{ZOOS}", *months("10*", "20*"))
    assert (figures["101"][0], figures["201"][0]) == ("kites", "zoos")


def test_a_number_that_contradicts_an_exact_name_gives_way_and_is_kept_as_printed() -> None:
    figures = read("|3.7|3.3", f"|{KITES}|{ZOOS}", *months("10*", "20*"))
    assert figures["101"][:2] == ("kites", "3.7")


def test_a_number_without_legible_name_is_its_indicators() -> None:
    figures = read("|3.1|3.3", "|~~|", *months("10*", "20*"))
    assert (figures["101"][0], figures["201"][0]) == ("kites", "zoos")


def test_a_measure_that_nobody_knows_gets_an_id_of_its_own() -> None:
    figures = read("|3.1|9.9", f"|{KITES}|Lighthouses lit before midnight", *months("10*", "20*"))
    assert figures["201"][:2] == ("unknown_lighthouses_lit_before_midnight", "9.9")
    nameless = read("|3.1|", f"|{KITES}|", *months("10*", "20*"))
    assert nameless["101"][0] == "kites" and nameless["201"] == ("unread", "no indicator is printed over it")


NO_INDICATOR = ("unread", "no indicator is printed over it")
RIVALS = ("unread", "two columns of this row claim to be the same figure and differ")
"""Why figures of columns that claim one indicator are not read."""


@pytest.mark.parametrize(
    ("cells", "unit"), [(("7 of 1*",), "percent"), (("6*%",), "percent"), (("20*",), "count"), (("n/a",), "count")]
)
def test_a_measure_that_nobody_knows_is_a_share_where_its_figures_are(cells: tuple[str, ...], unit: str) -> None:
    whole = ThemePage.recognise(page("|3.1|9.9", f"|{KITES}|Lighthouses lit", *months("10*", *cells)), LEXICON)
    assert whole is not None
    units = {p.unit for p in whole.read([whole]).placements if p.indicator == "unknown_lighthouses_lit"}
    assert units == {unit}


@pytest.mark.parametrize(
    ("name", "id"),
    [("Owls ab", "unknown_owls_ab"), ("Owls a", "unknown_owls_a"), ("Owls", None)],
)
def test_without_a_number_a_name_of_six_signs_is_a_measure(name: str, id: str | None) -> None:
    whole = ThemePage.recognise(page(f"|{KITES}|{name}", *months("10*", "20*")), LEXICON)
    assert whole is not None
    (figure,) = [p for p in whole.read([whole]).placements if p.published == "201"]
    assert figure.indicator == id


@pytest.mark.parametrize(
    ("left", "of_left", "of_right"),
    [
        ("kites home unharmed", NO_INDICATOR, "kites_back"),
        ("% back unharmed", RIVALS, RIVALS),
        ("% of kites that came", "kites_back", NO_INDICATOR),
    ],
    ids=["the left one is weaker", "as good as each other", "the right one is weaker"],
)
def test_of_two_columns_that_claim_one_indicator_the_weaker_is_of_none(left: str, of_left: Any, of_right: Any) -> None:
    figures = read("|3.2|3.2", f"|{left}|{BACK}", *months("6*%", "5*%"))
    for text, expected in (("61%", of_left), ("51%", of_right)):
        assert figures[text] == expected or figures[text][0] == expected


def test_columns_of_two_kinds_may_be_of_one_indicator() -> None:
    figures = read("|3.2|3.2", f"|{BACK}|{BACK}", "Apr-20|7 of 10|51%", "May-20|8 of 10|52%", "Jun-20|9 of 10|53%")
    assert {about[0] for about in figures.values()} == {"kites_back"}


def test_localities_of_the_header_are_those_of_their_columns() -> None:
    figures = read("|3.1|3.3|3.2", f"|{KITES}|{ZOOS}|{BACK}", "||East|West", *months("10*", "20*", "5*%"))
    assert [figures[text][2] for text in ("101", "201", "51%")] == ["Kiteham", "East", "West"]


def placed(text: str, *columns: PageColumn) -> dict[str, Told]:
    label = Label(Period.month(2020, 4))
    return told(place_row(row(1, text), columns, label, grid("Kites")))


def column(at: int, kind: str = "number", area: str | None = None, id: str = "kites") -> PageColumn:
    return PageColumn(FigureColumns(kind, (at,)), Match(id, "3.1", "Kites", "count", None, 1.0), area)


def test_two_columns_that_claim_one_figure_and_differ_are_not_read_in_that_row() -> None:
    why = "two columns of this row claim to be the same figure and differ"
    assert placed("Apr-20|101|109", column(1), column(2)) == {"101": ("unread", why), "109": ("unread", why)}
    for other in (column(2, area="East"), column(2, id="zoos"), column(2, kind="ratio")):
        assert all(about[0] != "unread" for about in placed("Apr-20|101|109", column(1), other).values())
    assert placed("Apr-20|101|101", column(1), column(2))["101"][0] == "kites"
    assert placed("Apr-20|101|n/a", column(1), column(2))["101"][0] == "kites"


def test_a_cell_that_repeats_a_period_or_prints_words_is_no_figure() -> None:
    unknown = PageColumn(FigureColumns("number", (2,)), None, None)
    assert set(placed("Apr-20|101|Apr-20", column(1), column(2))) == {"101"}
    assert set(placed("Apr-20|101|May-20", column(1), column(2))) == {"101", "May-20"}  # listed when its text is read
    assert placed("Apr-20|101|words", column(1), unknown).keys() == {"101"}
    assert placed("Apr-20|101|", column(1), unknown).keys() == {"101"}
    for text in ("102", "n/a"):
        assert placed(f"Apr-20|101|{text}", column(1), unknown)[text] == ("unread", "no indicator is printed over it")


def test_rows_of_comparators_are_benchmarks() -> None:
    whole = ThemePage.recognise(page("|3.1", f"|{KITES}", *months("10*"), "National average|44"), LEXICON)
    assert whole is not None
    benchmark = next(p for p in whole.read([whole]).placements if p.published == "44")
    assert (benchmark.area, benchmark.basis, benchmark.period.label) == ("National average", "benchmark", "latest")


# ---- pages that furniture cut


HEADER = ("|3.1|3.2", f"|{KITES}|{BACK}")
YEAR = [f"{m}-20" for m in ("Apr", "May", "Jun", "Jul", "Aug", "Sep")]


def rows(first: int, last: int) -> list[str]:
    return [f"{YEAR[n]}|10{n}|5{n}%" for n in range(first, last)]


def parts(*pages: Grid) -> list[int]:
    """How many printed parts each whole table has."""
    return [len(table.parts) for table in put_together(pages, LEXICON)]


def test_a_page_goes_on_behind_furniture() -> None:
    assert parts(page(*HEADER, *rows(0, 3)), page(*rows(3, 6))) == [2]
    assert parts(page(*HEADER, *rows(0, 4)), page(*rows(4, 5)), page(*rows(5, 6))) == [3]


@pytest.mark.parametrize(
    "other",
    [
        page(*[f"{line}|9" for line in rows(3, 6)]),
        page(*rows(3, 6), heading="Another heading"),
        page(*rows(3, 6), header_from=1),
        page(*HEADER, *rows(3, 6)),
        page(*[f"{month}|5{n}%|10{n}" for n, month in enumerate(YEAR[3:])]),
    ],
    ids=["wider", "another heading", "the ledger names its header", "a header of its own", "percentages for counts"],
)
def test_a_page_that_is_one_of_its_own(other: Grid) -> None:
    assert parts(page(*HEADER, *rows(0, 3)), other) == [1, 1]


def test_a_page_without_header_goes_on_under_that_of_the_page_before() -> None:
    first = ThemePage.recognise(page(*HEADER, *rows(0, 3), heading="Kites"), LEXICON)
    second = ThemePage.recognise(page(*rows(3, 6), heading="Kites"), LEXICON)
    assert first is not None and second is not None
    figures = told(second.read([first, second]).placements)
    assert (figures["103"][0], figures["54%"][0]) == ("kites", "kites_back")
    alone = second.read([second])
    assert {p.role for p in alone.placements} <= {"unread"}
    elsewhere = ThemePage.recognise(page(*rows(3, 6), heading="Zoos"), LEXICON)
    assert elsewhere is not None
    assert {p.role for p in elsewhere.read([first, elsewhere]).placements} <= {"unread"}


def test_under_a_header_of_other_units_nothing_is_read() -> None:
    first = ThemePage.recognise(page(*HEADER, *rows(0, 3), heading="Kites"), LEXICON)
    swapped = page(*[f"{month}|5{n}%|10{n}" for n, month in enumerate(YEAR[3:])], heading="Kites")
    second = ThemePage.recognise(swapped, LEXICON)
    assert first is not None and second is not None
    assert second.read([first, second]).placements == []


def test_fewer_than_three_labels_make_no_page() -> None:
    small = ThemePage.recognise(page(*HEADER, *rows(0, 2)), LEXICON)
    assert small is not None and not small.stands_alone
    reading = small.read([small])
    assert (reading.shape, reading.placements) == ("unknown", [])
    assert ThemePage.recognise(page("Kites|1", "Zoos|2"), LEXICON) is None


# ---- what is no theme page, and what of one is not read


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Measure|Latest month|Value|Target",
            "Kites flown|Jun-20|64|",
            "Zoos seen|Jun-20|93.1%|95%",
            "Ponds|May-20|14|10",
        ],
        ["Measure|Month|Value", "KITES FLOWN|Apr-20|64", "ZOOS SEEN|May-20|93.1%", "PONDS DUG|Jun-20|14"],
        ["Area|Measure|To|Value", "East|Kites|Jun-20|64", "East|Zoos|Jun-20|9", "East|Ponds|May-20|14"],
    ],
)
def test_rows_that_are_measures_with_a_month_each_are_no_theme_page(lines: list[str]) -> None:
    assert ThemePage.recognise(page(*lines), LEXICON) is None


@pytest.mark.parametrize(
    "left",
    [
        ["IN MONTH", "", ""],
        ["KING", "EST", "LAT"],
        ["In month", "In month", "In month"],
        ["Monthly Performance", "", "LIC."],
    ],
)
def test_the_names_of_groups_left_of_the_labels_leave_it_a_theme_page(left: list[str]) -> None:
    body = [
        f"{name}|{month}-20|1{n}|5{n}%" for n, (name, month) in enumerate(zip(left, ("Apr", "May", "Jun"), strict=True))
    ]
    assert ThemePage.recognise(page("||3.1|3.2", f"||{KITES}|{BACK}", *body), LEXICON) is not None


def test_a_month_that_labels_two_rows_is_read_in_neither() -> None:
    twice = ThemePage.recognise(page(*HEADER, "Apr-20|101|51%", "May-20|102|52%", "May-20|103|53%"), LEXICON)
    assert twice is not None
    reading = twice.read([twice])
    assert {(p.published, p.role) for p in reading.placements} == {
        *(
            ("101", "value"),
            ("51%", "value"),
            ("102", "unread"),
            ("52%", "unread"),
            ("103", "unread"),
            ("53%", "unread"),
        ),
    }
    assert [(h.published, h.doubt) for h in reading.headers] == [
        ("Apr-20", None),
        ("May-20", "twice"),
        ("May-20", "twice"),
    ]


def test_a_page_with_nothing_that_is_known_has_no_family_and_no_percentages_without_sign() -> None:
    lines = ("|Lower limit of paper|Upper limit of paper", "Apr-20|612|655", "May-20|88.4%|95.6%", "Jun-20|6.1|18.9")
    unknown = ThemePage.recognise(replace(page(*lines), family=None), LEXICON)
    assert unknown is not None
    reading = unknown.read([unknown])
    assert reading.family is None
    assert {p.published for p in reading.placements if p.role == "value"} <= {"88.4%", "95.6%"}


def test_fractions_under_a_counted_measure_say_that_the_header_has_slipped() -> None:
    """Nothing of the page is read: what stands over the other columns may be another's as well."""
    figures = read(f"|{ZOOS}|{KITES}", *months("20*", "10*.4"))
    assert {role for role, *_ in figures.values()} == {"unread"}
    once = read(f"|{ZOOS}|{KITES}", "Apr-20|201|101.4", "May-20|202|102", "Jun-20|203|103")
    assert (once["201"][0], once["102"][0]) == ("zoos", "kites")
