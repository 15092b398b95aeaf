"""An indicator's page sets councils side by side: bars, a table that leads to proofs, a funnel where x and y stand."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.html.blocks import PAGES_VARIABLE
from scorecard.pages.indicator import sheet
from scorecard.periods import Period
from scorecard.registry import load_registry
from scorecard.render.page.index import index_page
from tests.fixtures.processed import figure, frame, observations
from tests.fixtures.processed import tables as invented
from tests.unit.pages.test_indicator import whole

JUNE = Period.month(2020, 6)
TITLE = "Councils side by side"
SHARES = {"Anytown": (90.0, 90.0), "Barnford": (96.0, 48.0), "Kiteham": (80.0, 120.0)}


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PAGES_VARIABLE, "1")


def shares(*councils: str, counted: bool = True) -> pl.DataFrame:
    rows = []
    for line, name in enumerate(councils, start=1):
        value, x = SHARES[name]
        per = {"numerator": x, "denominator": 100 * x / value} if counted else {}
        rows.append(
            figure(
                "lac_reviewed_in_time_percent",
                value,
                JUNE,
                unit="percent",
                authority=name,
                area=name,
                line=line,
                **per,
            )
        )
    return observations(*rows)


def section(printed: pl.DataFrame) -> str:
    made = sheet(whole(observations=printed), "lac_reviewed_in_time_percent")
    said = {title: "".join(str(block) for block in blocks.blocks) for title, blocks in made.sections}
    return said.get(TITLE, "")


def test_councils_stand_ranked_with_their_places() -> None:
    text = section(shares("Anytown", "Barnford", counted=False))
    assert "June 2020, percentage: 2 councils" in text
    body = text[text.rindex("<tbody>") :]
    assert body.index("Barnford") < body.index("Anytown")
    assert 'href="#pack-june:2:1"' in body and "line 2" in body
    assert "funnel" not in text


def test_three_with_their_counts_have_a_funnel() -> None:
    text = section(shares("Anytown", "Barnford", "Kiteham"))
    assert "3 councils" in text and "funnel, limits of 95% and 99.8%" in text


def test_one_council_has_no_such_section() -> None:
    assert section(shares("Anytown")) == ""


def test_the_front_page_lists_councils_only_where_there_are_several() -> None:
    tables = invented() | {"left_out": frame("left_out")}
    reports = [{"quarter": None, "title": "x", "href": "packs/pack-june.html", "kind": "packs", "subject": "pack-june"}]
    alone = index_page([], [], reports, tables, failed={}, validation=True)
    assert 'id="councils"' not in alone
    two = tables["documents"].with_columns(
        publisher=pl.when(pl.col("document") == "pack-may").then(pl.lit("Barnford")).otherwise(pl.lit("Anytown"))
    )
    both = index_page([], [], reports, tables | {"documents": two}, failed={}, validation=True)
    listed = both[both.index('id="councils"') : both.index('id="documents"')]
    assert listed.index("Anytown") < listed.index("Barnford")
    assert '<a href="packs/pack-june.html">30 June 2020' in listed and "31 May 2020" in listed


@pytest.mark.parametrize(("councils", "shown"), [(("Rotherham", "Barnford"), True), (("Anytown", "Barnford"), False)])
def test_a_councils_own_change_is_named_and_told_only_where_it_prints(councils: tuple[str, str], shown: bool) -> None:
    own = load_registry().change_frame().filter(pl.col("whose") == "Rotherham").to_dicts()[0]
    rows = [
        figure(own["indicator"], 60.0 + n, JUNE, authority=c, area=c, line=n) for n, c in enumerate(councils, start=1)
    ]
    made = sheet(whole(observations=observations(*rows)), own["indicator"])
    counts = "".join(str(block) for block in dict(made.sections)["What it counts"].blocks)
    assert (f"Rotherham: {own['reason'][:20]}" in counts) == shown


@pytest.mark.parametrize(("councils", "named"), [(("Anytown", "Barnford"), True), (("Anytown", "Anytown"), False)])
def test_documents_of_several_councils_say_whose_they_are(councils: tuple[str, str], named: bool) -> None:
    """Titles are alike; where all are of one council nothing is added."""
    first = pl.col("document") == "pack-may"
    publisher = pl.when(first).then(pl.lit(councils[1])).otherwise(pl.lit(councils[0]))
    documents = invented()["documents"].with_columns(publisher=publisher)
    made = sheet(whole(documents=documents), "lac_number")
    text = "".join(str(block) for _, blocks in made.sections for block in blocks.blocks)
    assert ("Barnford: " in text, "Anytown: " in text) == (named, named)
