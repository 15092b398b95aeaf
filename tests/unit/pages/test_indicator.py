"""An indicator's page: every pack, every print, each with its place and its proof."""

import re

import polars as pl
import pytest

from scorecard.html.blocks import PAGES_VARIABLE
from scorecard.measures.quarters import last_quarters
from scorecard.pages.indicator import sheet
from scorecard.pages.whole import Whole
from scorecard.registry import load_registry
from scorecard.workspace import Workspace
from tests.fixtures.processed import band, figure, frame, months, observations
from tests.fixtures.processed import tables as invented

SECTIONS = [
    "What it counts",
    "By month",
    "By year",
    "Targets and comparisons",
    "Printed again",
    "What was found",
    "Every print",
    "Proofs",
]


@pytest.fixture(autouse=True)
def pages(monkeypatch):
    monkeypatch.setenv(PAGES_VARIABLE, "1")


def whole(validated=True, **changes):
    found = {name: frame(name) for name in ("ticks", "measures")} | invented() | changes
    return Whole(Workspace(), found, load_registry(), validated, checks(), last_quarters(found["observations"]))


def checks():
    return pl.DataFrame(schema={"kind": pl.String, "status": pl.String})


def shown(subject, **given):
    made = sheet(whole(**given), subject)
    return made, {title: "".join(b for b in blocks.blocks if isinstance(b, str)) for title, blocks in made.sections}


def test_every_section_is_there_and_says_something():
    made, said = shown("lac_number")
    assert list(said) == SECTIONS
    assert all(len(text) > 20 for text in said.values())
    assert made.title == load_registry().indicators["lac_number"].name


def test_a_figure_that_a_later_pack_restates_stands_with_both_prints():
    _, said = shown("lac_number")
    text = said["Printed again"]
    assert "1 figure printed again, 1 of them changed." in text
    assert re.search(r">605</a>.*>603</a> as at 31 May 2020 \(pack-may, line \d+\)", text)
    assert "+2" in text


def test_every_print_of_every_pack_has_line_and_cell_and_a_proof():
    _, said = shown("lac_number")
    prints = invented()["observations"].filter(indicator="lac_number", area_kind="authority").height + 1  # North
    assert said["Every print"].count("<tr>") - said["Every print"].count("<thead>") == prints
    places = set(re.findall(r'href="#(pack-[a-z]+:\d+:\d+)"', said["Every print"]))
    assert len(places) == prints
    assert all(f'id="{place}"' in said["Proofs"] for place in places)


def test_comparisons_are_told_with_their_document_and_line():
    _, said = shown("lac_rate")
    text = said["Targets and comparisons"]
    assert "England" in text and "65" in text and re.search(r"pack-june, line \d+", text)


def test_tolerances_stand_as_printed():
    _, said = shown("lac_reviews_in_time")
    text = said["Targets and comparisons"]
    assert "95%+" in text and "90%&gt;" in text and "&lt;90%" in text


def test_a_scrap_of_a_tolerance_stands_with_what_it_was_read_as_or_why_it_was_not():
    bands = [
        band("green", "et", None, None, read_as="range to be set"),
        band("amber", "9O-9S%", None, None, read_as="9O-9S%", reason="it prints a figure that cannot be read"),
        band("red", "", None, None),
    ]
    _, said = shown("lac_reviews_in_time", thresholds=frame("thresholds", *bands))
    cells = re.findall("<td>(.*?)</td>", said["Targets and comparisons"])
    assert "range to be set (printed as “et”)" in cells
    assert "9O-9S% (not read: it prints a figure that cannot be read)" in cells
    assert "not legible" in cells


def test_a_comparison_names_the_year_that_its_cell_prints_and_so_does_the_chart():
    rows = [
        row | ({"published": "65.0 (2017)"} if row["area"] == "National average" else {})
        for row in invented()["observations"].to_dicts()
    ]
    made, said = shown("lac_rate", observations=observations(*rows))
    assert re.search(r"England</th><td[^>]*>.*?</td><td>2017</td>", said["Targets and comparisons"])
    assert "no year named" in said["Targets and comparisons"], "the other one prints none"
    (by_month,) = [blocks for title, blocks in made.sections if title == "By month"]
    assert "Compare with: Similar councils 92 and England 65 (2017)." in said["By month"]
    assert any("England 65 (2017)" in str(block) for block in by_month.blocks if isinstance(block, dict))


def test_months_far_apart_have_charts_of_their_own():
    early = [figure("lac_number", v, p) for v, p in zip((500, 510, 520), months("2015-01", "2015-02", "2015-03"))]
    found = pl.concat([invented()["observations"], observations(*early)])
    made, said = shown("lac_number", observations=found)
    assert said["By month"].count("<h3>") == 2
    (by_month,) = [blocks for title, blocks in made.sections if title == "By month"]
    assert [b["description"].split(";")[0] for b in by_month.blocks if isinstance(b, dict)] == [
        "Children in care: from 500 in January 2015 to 520 in March 2015",
        "Children in care: from 595 in March 2020 to 611 in June 2020",
    ]


def test_a_finding_leads_to_the_page_of_its_documents_quarter():
    _, said = shown("lac_rate")
    assert 'href="../2020-21-Q1/data_quality.html#f-rate"' in said["What was found"]


def test_without_validation_it_says_so():
    made, said = shown("lac_rate", validated=False, findings=frame("findings"))
    assert "Validation has not run" in made.lead
    assert said["What was found"] == "<p>Validation has not run.</p>"


def test_an_indicator_that_the_registry_does_not_know_still_has_its_prints():
    row = figure("derived_thing", 3, months("2020-06")[0])
    found = pl.concat([invented()["observations"], observations(row)])
    made, said = shown("derived_thing", observations=found)
    assert made.title == "derived_thing"
    assert "The registry does not know this indicator." in said["What it counts"]
    assert re.search(r"line \d+, cell 1", said["Every print"])
