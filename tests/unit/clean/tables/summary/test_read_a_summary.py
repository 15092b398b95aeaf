"""What every cell of a summary's row is about, row by row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scorecard.clean.names.indicators import Match
from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.summary.candidates import needed, takes, unit_kind
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.doubled import two_in_one
from scorecard.clean.tables.summary.fit import FittedRow
from scorecard.clean.tables.summary.form import Summary
from scorecard.clean.tables.summary.place import SummaryRow, place, undecided
from scorecard.clean.tables.summary.rows import percent_of
from scorecard.periods import Period
from scorecard.registry import load_registry
from tests.fixtures.grids import grid, row

REGISTRY = load_registry()
LEXICON = Lexicon.of(REGISTRY)
FAMILY = "corporate-parenting-monthly"
NAMES = {entry.number: entry.names[0] for _, entry in REGISTRY.named(FAMILY)}
JUNE = Period.month(2020, 6)
MATCH = Match("kites", "6.1", "Kites", "count", "month-end", 0.9)
SHARE = Match("kites_share", "6.1", "Share of kites", "percent", None, 0.9)


def cells(*pairs: tuple[str, str], period: Period | None = JUNE, area: str | None = None) -> FittedRow:
    made = [
        (SummaryColumn(role, n, period if role == "value" else None, area), Cell(text, n + 1, text))
        for n, (role, text) in enumerate(pairs)
    ]
    return FittedRow(7, tuple(made))


def placed(*pairs: tuple[str, str], percent: Match | None = None, **more: Any) -> list[tuple[Any, ...]]:
    meaning = SummaryRow(MATCH, percent, {None: JUNE}, grid("Kites"), rolling=False)
    return [
        (p.role, p.text, p.part, p.indicator, p.period.label if p.period else None, p.detail)
        for p in place(cells(*pairs, **more), meaning)
    ]


def test_names_units_and_notes_are_about_nothing() -> None:
    assert placed(("number", "6.1"), ("name", "Kites"), ("unit", "Count"), ("note", "x"), ("other", "5")) == []


def test_a_value_is_about_the_rows_indicator_and_the_columns_period() -> None:
    assert placed(("value", "603")) == [("value", "603", 0, "kites", "2020-06", None)]
    assert placed(("value", "603"), period=None) == []
    (p,) = place(cells(("value", "603")), SummaryRow(MATCH, None, {None: JUNE}, grid("Kites"), rolling=False))
    assert (p.area, p.unit, p.basis, p.number, p.name, p.line, p.cell) == (
        "Kiteham",
        "count",
        "month-end",
        "6.1",
        "Kites",
        7,
        1,
    )
    (p,) = place(
        cells(("value", "603"), area="National average"),
        SummaryRow(MATCH, None, {None: JUNE}, grid("Kites"), rolling=False),
    )
    assert p.area == "National average"


def test_a_percentage_in_a_row_of_counts_is_the_share_of_the_same_number() -> None:
    assert placed(("value", "60%"), ("value", "603"), percent=SHARE) == [
        ("value", "60%", 0, "kites_share", "2020-06", None),
        ("value", "603", 0, "kites", "2020-06", None),
    ]
    assert placed(("value", "60%"))[0][3] == "kites"


def test_two_figures_of_a_cell_are_two_parts_and_a_term_is_its_own_period() -> None:
    assert placed(("value", "8.4% (2014/15) / 9.0% Autumn Term 2015")) == [
        ("value", "8.4% (2014/15)", 1, "kites", "2020-06", None),
        ("value", "9.0% Autumn Term 2015", 2, "kites", "2015/16 Autumn", None),
    ]
    assert placed(("value", "9.0% Spring Term 2016"))[0][4] == "2015/16 Spring"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("603 (2015/16)", "2015/16"),
        ("603 (Cumulative December 2016)", "2016/17 YTD"),
        ("603 (Summer Term 2016)", "2015/16 Summer"),
        ("603 (provisional) (2015/16)", "2015/16"),
    ],
)
def test_a_performance_has_the_period_that_it_prints(text: str, period: str) -> None:
    assert placed(("performance", text)) == [("value", text, 0, "kites", period, None)]


def test_tolerances_and_signals_are_about_their_column() -> None:
    assert placed(("red", "<90%"), ("direction", "↑"), ("rag", "Green")) == [
        ("threshold", "<90%", 0, "kites", None, "red"),
        ("signal", "↑", 0, "kites", "2020-06", "direction"),
        ("signal", "Green", 0, "kites", "2020-06", "rag"),
    ]


def test_amber_and_green_in_one_cell_are_two_tolerances() -> None:
    assert placed(("amber_green", "90%> 95%+")) == [
        ("threshold", "90%>", 1, "kites", None, "amber"),
        ("threshold", "95%+", 2, "kites", None, "green"),
    ]
    assert placed(("amber_green", "95%+")) == [("threshold", "95%+", 0, "kites", None, "green")]


def test_why_a_figure_is_read_as_it_is() -> None:
    column = SummaryColumn("value", 0, JUNE, None, "the header is mended")
    cell = Cell("603", 1, "6O3", 0, "a letter for a nought")
    proved = replace(MATCH, proof="the only one left")
    (p,) = place(FittedRow(7, ((column, cell),)), SummaryRow(proved, None, {None: JUNE}, grid("Kites"), rolling=False))
    assert p.correction == "a letter for a nought; the header is mended; the only one left"
    assert p.published == "6O3"


def test_the_figures_of_a_row_that_nobody_knows_are_listed_as_not_read() -> None:
    unread = undecided(cells(("value", "603"), ("value", "n/a"), ("red", "<90%")))
    assert [(p.role, p.published) for p in unread] == [("unread", "603")]
    assert placed(("ambiguous", "603"))[0][5] == "one figure for two rows: either may be meant"


# ---- rows of two in one


def test_two_rows_in_one_are_two_rows_again() -> None:
    doubled = cells(
        ("name", "Number of kites Percentage of zoos"),
        ("good", "High High"),
        ("unit", "Count Count"),
        ("value", "11 12"),
        ("value", "13"),
        ("rag", "Green"),
        ("red", "<9 <8"),
    )
    first, second = two_in_one(doubled)
    assert [(c.role, cell.plain, cell.part) for c, cell in first.cells] == [
        ("name", "Number of kites", 1),
        ("good", "High", 1),
        ("unit", "Count", 1),
        ("value", "11", 1),
        ("ambiguous", "13", 0),
        ("rag", "Green", 1),
        ("red", "<9", 1),
    ]
    assert [(c.role, cell.plain, cell.part) for c, cell in second.cells] == [
        ("name", "Percentage of zoos", 2),
        ("good", "High", 2),
        ("unit", "Count", 2),
        ("value", "12", 2),
        ("red", "<8", 2),
    ]
    assert "two rows are printed in one" in str(second.cells[3][1].correction)


@pytest.mark.parametrize(
    "pairs",
    [
        [("name", "Number of kites Percentage of zoos"), ("good", "High"), ("unit", "Count Count"), ("value", "11 12")],
        [("name", "Number of kites Percentage of zoos"), ("good", "High Low"), ("unit", "Count Count")],
        [("name", "Number of kites"), ("good", "High High"), ("unit", "Count Count"), ("value", "11 12")],
    ],
)
def test_a_row_that_is_not_doubled_in_polarity_unit_and_name_is_one(pairs: list[tuple[str, str]]) -> None:
    printed = cells(*pairs)
    assert two_in_one(printed) == [printed]


# ---- what the figures say of the unit


@pytest.mark.parametrize(
    ("pairs", "kind"),
    [
        ([("value", "60%"), ("value", "61%")], "percent"),
        ([("value", "60%"), ("value", "61")], None),
        ([("unit", "Percentage")], "percent"),
        ([("unit", "%"), ("value", "61")], "number"),
        ([("name", "% of kites"), ("unit", "%"), ("value", "61"), ("value", "100")], "percent"),
        ([("name", "% of kites"), ("unit", "%"), ("value", "61"), ("value", "101")], "number"),
        ([("name", "% of kites"), ("unit", "Count"), ("value", "61")], "number"),
        ([("unit", "Rate per 10,000"), ("value", "61")], "rate_per_10k"),
        ([("unit", "Rate per 7"), ("value", "61")], "number"),
        ([("performance", "61 per 10,000 people")], "rate_per_10k"),
        ([("unit", "Count")], "number"),
        ([("name", "Kites")], None),
    ],
)
def test_the_unit_that_a_row_tells(pairs: list[tuple[str, str]], kind: str | None) -> None:
    assert unit_kind(cells(*pairs)) == kind


def test_a_benchmark_says_nothing_of_the_unit() -> None:
    assert unit_kind(cells(("value", "60%"), area="National average")) is None


def test_what_a_row_takes() -> None:
    percent, count, rate = (Match("x", None, "x", unit, None, 0.9) for unit in ("percent", "count", "rate_per_10k"))
    numbers, shares = cells(("value", "603")), cells(("value", "60%"))
    assert [takes(m, numbers) for m in (percent, count, rate)] == [False, True, False]
    assert [takes(m, shares) for m in (percent, count, rate)] == [True, False, False]
    assert [takes(m, cells(("unit", "Rate per 10,000"))) for m in (percent, count, rate)] == [False, False, True]
    assert all(takes(m, cells(("name", "x"))) for m in (percent, count, rate))


def test_a_number_that_agrees_asks_less_of_the_name_and_one_that_contradicts_more() -> None:
    agrees, none, against = (needed(cells(("number", n)), MATCH) for n in ("6.1", "", "7.2"))
    assert agrees < none < against
    assert needed(cells(("number", "6.1")), Match("x", "6.10", "x", "count", None, 0.9)) == agrees


def test_how_alike_a_row_must_be_by_what_its_number_says() -> None:
    near = replace(MATCH, number="6.10")
    costs = [needed(cells(("number", n)), match) for n, match in (("6.1", MATCH), ("", MATCH), ("7.2", MATCH))]
    assert costs == [0.48, 0.6, 0.66]
    assert needed(cells(("number", "610")), near) == 0.6, "a number that lost its point says too little"
    assert needed(cells(("number", "~")), MATCH) == 0.6, "what is no number contradicts nothing"


# ---- a summary from its header to its figures

HEADER = "No.|Indicator|Good perf is|Data note|Apr-20|May-20|Jun-20|DOT|RAG|Red|Amber|Green"


def read(*lines: str) -> dict[str, tuple[Any, ...]]:
    summary = Summary.recognise(grid(HEADER, *lines, family=FAMILY), LEXICON)
    assert summary is not None and summary.family == FAMILY
    return {
        p.published: (p.indicator, p.number, p.period.label if p.period else None, p.role)
        for p in summary.read([summary]).placements
    }


def test_every_row_is_of_its_number_and_name() -> None:
    told = read(f"6.1|{NAMES['6.1']}|Info|Count|600|603|605|↑||||", f"6.3|{NAMES['6.3']}|Info|Count|10|11|12|↓||||")
    assert told["603"] == ("lac_number", "6.1", "2020-05", "value")
    assert told["605"] == ("lac_number", "6.1", "2020-06", "value")
    assert told["12"] == ("lac_admissions", "6.3", "2020-06", "value")
    assert told["↓"] == ("lac_admissions", "6.3", "2020-06", "signal")


def test_a_row_without_name_and_number_is_the_one_that_its_neighbours_leave() -> None:
    lines = [f"{n}|{NAMES[n]}|High|%|4{i}%|5{i}%|6{i}%||||||" for i, n in enumerate(("6.7", "6.8", "6.9"))]
    lost = "||High|%|90%|91%|92%||||||"
    told = read(lines[0], lost, lines[2])
    assert told["92%"][0] == "lac_reviewed_in_time_percent"


def test_a_measure_that_nobody_knows_gets_an_id_of_its_own() -> None:
    told = read(
        f"6.1|{NAMES['6.1']}|Info|Count|600|603|605||||||",
        "6.77|Kites flown over the harbour wall|Info|Count|40|41|42||||||",
    )
    assert told["42"][:2] == ("unknown_kites_flown_over_the_harbour_wall", "6.77")


def test_a_number_alone_in_a_row_is_no_figure_of_its_measure() -> None:
    """Its name and figures stand in the row below it, as a pivot table sets them."""
    lines = []
    for i, number in enumerate(("6.1", "6.3", "6.4")):
        lines += [number + "|" * 10, f"{NAMES[number]}|Info|Count|1{i}|2{i}|3{i}|↑||||"]
    summary = Summary.recognise(grid(HEADER.removeprefix("No.|"), *lines, family=FAMILY), LEXICON)
    assert summary is not None
    values = {p.published: p.indicator for p in summary.read([summary]).placements if p.role == "value"}
    assert len(values) == 9 and (values["10"], values["31"]) == ("lac_number", "lac_admissions")


def test_the_share_under_a_counts_number() -> None:
    assert percent_of(SHARE, LEXICON.names.of(FAMILY)) is None
    assert percent_of(Match("x", None, "x", "count", None, 1.0), LEXICON.names.of(FAMILY)) is None
    assert percent_of(Match("x", "6.8", "x", "count", None, 1.0), LEXICON.names.of(FAMILY)) == Match(
        "lac_reviewed_in_time_percent", "6.8", NAMES["6.8"], "percent", None, 1.0
    )


def test_a_summary_goes_on_with_the_same_header_or_with_rows_of_its_own() -> None:
    line = f"6.1|{NAMES['6.1']}|Info|Count|600|603|605||||||"
    more = [f"{n}|{NAMES[n]}|Info|Count|1{i}|2{i}|3{i}||||||" for i, n in enumerate(("6.3", "6.4", "6.6"))]
    summary = Summary.recognise(grid(HEADER, line, family=FAMILY), LEXICON)
    again, bare = grid(HEADER, *more, family=FAMILY), grid(*more, family=FAMILY)
    assert summary is not None

    class Next:
        """Any table that comes after."""

        def __init__(self, table: Any) -> None:
            self.grid = table

    assert list(summary.goes_on(Next(again))) == again.rows[1:]  # type: ignore[arg-type]
    assert list(summary.goes_on(Next(bare))) == bare.rows  # type: ignore[arg-type]
    assert summary.goes_on(Next(grid("Kites|1|2", "Zoos|3|4"))) == ()  # type: ignore[arg-type]
    others = grid(*[f"{n}|Kites over harbour wall {n}|x|y|1|2||||||" for n in range(3)], family=FAMILY)
    assert list(summary.goes_on(Next(others))) == []  # type: ignore[arg-type]


def test_a_table_without_a_summarys_header_is_none() -> None:
    assert Summary.recognise(grid("Kites|1|2", "Zoos|3|4"), LEXICON) is None
    assert Summary.recognise(grid("Indicator|May-20", row(1, "x").texts[0]), LEXICON) is None


def test_a_row_of_one_or_two_cells_under_a_header_may_be_the_rest_of_it() -> None:
    line = f"6.1|{NAMES['6.1']}|Info|Count|600|603|605|||||"
    rests = ("|" * 11 + "2", "|" * 10 + "1|2", "|" * 9 + "1|2|3")
    headers = [Summary.recognise(grid(HEADER, rest, line, family=FAMILY), LEXICON) for rest in rests]
    assert [summary and summary.header for summary in headers] == [2, 2, 1]
    narrow = Summary.recognise(grid(HEADER, "603|2", line, family=FAMILY), LEXICON)
    assert narrow is not None and narrow.header == 1, "a row of two cells prints all that it has"
