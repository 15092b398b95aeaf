"""The table of warnings: which measures each covers, and its time as the contract labels it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scorecard.caveats import COLUMNS as CAVEAT_COLUMNS
from scorecard.clean.contract.caveats import caveats_table
from scorecard.clean.raw.ledger import Ledger
from scorecard.clean.raw.load import RawDocument
from scorecard.errors import InputError
from scorecard.registry import load_registry
from scorecard.schema import SCHEMAS
from tests.unit.validate.rule_frames import figure, pack

FIGURES = [
    figure("kites", "2020-05", "6", line=12, document="pack"),
    figure("kites", "2020-06", "7", line=13, document="pack"),
    figure("clubs", "2019/20", "8", line=14, document="pack"),
    figure("clubs", "2020-06", "9", line=40, document="pack"),
    figure("storms", "2020-06", "9", line=12, document="elsewhere"),
]
REGISTRY = load_registry()
DAYS = {"pack": date(2020, 6, 30), "elsewhere": date(2020, 6, 30)}


def told(
    *rows: tuple[str, ...],
    columns: tuple[str, ...] = ("indicator",),
    figures: list[dict[str, Any]] = FIGURES,
    claims: list[dict[str, Any]] | None = None,
) -> list[tuple[object, ...]]:
    listed = [list(CAVEAT_COLUMNS), *(list(row) for row in rows)]
    document = RawDocument({"id": "pack"}, [], [], Ledger(Path("none"), []), listed)
    tables = pack(figures, documents=DAYS, claims=claims)
    return caveats_table([document], tables["observations"], tables["claims"], REGISTRY).select(columns).rows()


def warning(
    scope: str = "section", start: str = "", end: str = "", kind: str = "caution", about: str = ""
) -> tuple[str, ...]:
    return ("11", "1", kind, scope, "10", "20", start, end, about)


def test_a_warning_covers_what_is_printed_on_its_lines_once() -> None:
    assert told(warning()) == [("clubs",), ("kites",)]


def test_one_that_names_a_time_covers_what_overlaps_it() -> None:
    assert told(warning(start="2020-06-01", end="2020-06-30")) == [("kites",)]
    assert told(warning(start="2019-09-01", end="2019-12-31")) == [("clubs",)]
    assert told(warning(start="2020-04-15")) == [("kites",)]


def test_one_that_covers_no_printed_figure_is_of_what_its_own_line_quotes() -> None:
    quoted = [
        {"document": "pack", "line": 11, "indicator": "flights"},
        {"document": "pack", "line": 11, "indicator": None},
        {"document": "pack", "line": 12, "indicator": "storms"},
        {"document": "elsewhere", "line": 11, "indicator": "storms"},
    ]
    assert told(warning(start="2018-06-01", end="2018-06-30"), claims=quoted) == [("flights",)]
    assert told(warning(), claims=quoted) == [("clubs",), ("kites",)]
    assert told(warning("report"), claims=quoted) == [(None,)]


def test_one_that_is_of_what_its_line_quotes_has_the_time_of_these_figures() -> None:
    quoted = [
        {"document": "pack", "line": 11, "indicator": "flights", "period": label} for label in ("2020-03", "2019/20")
    ]
    columns = ("period_start", "period_end", "period")
    year = (date(2019, 4, 1), date(2020, 3, 31), "2019/20")
    none = [figure("storms", "2020-06", "9", line=90, document="pack")]
    assert told(warning(), claims=quoted, columns=columns, figures=none) == [year]
    named = (date(2020, 1, 1), date(2020, 1, 31), "2020-01")
    assert told(warning(start="2020-01-01", end="2020-01-31"), claims=quoted, columns=columns, figures=none) == [named]


def test_a_note_in_a_row_has_the_time_of_the_rows_figures_where_they_are_of_one() -> None:
    columns = ("indicator", "period_start", "period_end")
    note = ("13", "1", "caution", "row", "13", "13", "", "", "")
    assert told(note, columns=columns) == [("kites", date(2020, 6, 1), date(2020, 6, 30))]
    two = [*FIGURES, figure("clubs", "2020-05", "6", line=13, document="pack")]
    assert told(note, columns=columns, figures=two) == [("clubs", None, None), ("kites", None, None)]
    assert told(warning(), columns=columns, figures=FIGURES[:2]) == [("kites", None, None)]


def test_a_blank_is_no_thing_that_a_warning_names() -> None:
    assert told(warning(), columns=("about",), figures=FIGURES[:1]) == [(None,)]


NAMED = [
    figure("visits", "2020-06", "6", line=12, document="pack", indicator_name="Visits in time (dental checks apart)"),
    figure("dental", "2020-06", "7", line=13, document="pack", indicator_name="Dental checks up to date"),
    figure("plans", "2020-06", "7", line=40, document="pack", indicator_name="Children with a plan"),
]


@pytest.mark.parametrize(
    ("about", "covered"),
    [("VISIT", ["visits"]), ("DENTALCHECK VISIT", ["dental", "visits"]), ("", ["dental", "visits"])],
)
def test_one_that_names_things_covers_these_of_what_stands_on_its_lines(about: str, covered: list[str]) -> None:
    assert told(warning(about=about), figures=NAMED) == [(one,) for one in covered]


def test_one_that_names_things_of_which_none_stands_there_covers_what_is_printed_elsewhere() -> None:
    assert told(warning(about="PLAN"), figures=NAMED[2:]) == [("plans",)]
    # where other things stand on its lines, it is about these: nobody knows that it is not
    assert told(warning(about="PLAN"), figures=NAMED) == [("dental",), ("visits",)]


def test_a_document_read_before_things_were_named_is_read_as_it_is() -> None:
    listed = [list(CAVEAT_COLUMNS[:-1]), list(warning()[:-1])]
    document = RawDocument({"id": "pack"}, [], [], Ledger(Path("none"), []), listed)
    tables = pack(FIGURES, documents=DAYS)
    assert caveats_table([document], tables["observations"], tables["claims"], REGISTRY)["indicator"].to_list() == [
        "clubs",
        "kites",
    ]


def test_one_that_covers_nothing_and_one_about_a_report_are_one_row_without_a_measure() -> None:
    assert told(warning(start="2018-01-01", end="2018-01-31")) == [(None,)]
    assert told(warning("report")) == [(None,)]


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        ("2020-06-01", "2020-06-30", "2020-06"),
        ("2020-04-01", "2020-06-30", "2020/21 Q1"),
        ("2020-01-01", "2020-03-31", "2019/20 Q4"),
        ("2019-04-01", "2020-03-31", "2019/20"),
        ("1999-04-01", "2000-03-31", "1999/00"),
        ("2020-05-01", "2020-07-31", None),
        ("2019-01-01", "2019-12-31", None),
        ("2020-06-02", "2020-07-01", None),
        ("2020-06-01", "", None),
        ("", "", None),
    ],
)
def test_a_month_a_quarter_and_a_year_have_the_contracts_label(start: str, end: str, label: str | None) -> None:
    assert told(warning("report", start, end), columns=("period",)) == [(label,)]


def test_a_document_without_warnings_gives_none_in_the_contracts_columns() -> None:
    empty = caveats_table([], pack([])["observations"], pack([])["claims"], REGISTRY)
    assert dict(empty.schema) == SCHEMAS["caveats"] and empty.is_empty()


@pytest.mark.parametrize(
    "row", [warning(kind="hunch"), warning("page"), warning(start="June"), ("x", *warning()[1:])], ids=str
)
def test_a_row_that_extract_does_not_write_is_refused(row: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match=r"pack: caveats\.tsv has a row that extract does not write"):
        told(row)


def test_a_figure_without_dates_is_covered_only_where_no_time_is_named() -> None:
    latest = figure("storms", "latest", "4", line=15, document="pack")
    document = RawDocument({"id": "pack"}, [], [], Ledger(Path("none"), []), [list(CAVEAT_COLUMNS), list(warning())])
    dated = RawDocument(
        {"id": "pack"},
        [],
        [],
        Ledger(Path("none"), []),
        [list(CAVEAT_COLUMNS), list(warning(start="2020-06-01", end="2020-06-30"))],
    )
    tables = pack([latest], documents=DAYS)
    covered = [
        caveats_table([one], tables["observations"], tables["claims"], REGISTRY)["indicator"].to_list()
        for one in (document, dated)
    ]
    assert covered == [["storms"], [None]]
