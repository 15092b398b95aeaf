"""One changed figure puts out of date the pages that can show it, and no others."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from scorecard.render.plan.jobs import Job
from scorecard.render.plan.slices import OF_QUARTERS, slice_hashes
from tests.unit.measures.test_slices import FIGURES, tables

CHECKS = pl.DataFrame({"kind": ["integrity"], "status": ["passed"]})
QUARTERS = ("2019-20-Q4", "2020-21-Q4")
OLD_QUALITY, NEW_QUALITY, NEW_SHEET = "2019-20-Q4/data_quality", "2020-21-Q4/data_quality", "performance/2020-21-Q4"
OF_FIGURES = ("scorecard", "theme")
JOBS = [
    *(
        Job(f"{q}/{n}", n, n, q, q, {"quarter": q, "theme": "a theme"})
        for q in QUARTERS
        for n in ("scorecard", "theme", "data_quality")
    ),
    Job("2019-20-Q4/restatements", "restatements", "", "2019-20-Q4", "", {"quarter": "2019-20-Q4"}),
    *(Job(f"indicators/{id}", "indicators", "", "", "", {"subject": id}) for id in ("kites", "clubs")),
    *(Job(f"performance/{q}", "performance", "", q, "", {"subject": q}) for q in QUARTERS),
    *(Job(f"packs/{document}", "packs", "", "", "", {"subject": document}) for document in ("old", "new")),
]
TELL_OF_CHECKS = (*OF_QUARTERS, "performance", "packs")


NO_NOTES = Path("no notes")


def hashes(
    changed: str | None = None, checks: pl.DataFrame = CHECKS, notes: Path = NO_NOTES, **rows: list[dict]
) -> dict[str, str]:
    figures = [row | ({"value": 99.0} if row["published"] == changed else {}) for row in FIGURES]
    return slice_hashes(tables(observations=figures, **rows), checks, JOBS, notes)


def differing(before: dict[str, str], now: dict[str, str]) -> set[str]:
    return {name for name in before if before[name] != now[name]}


def test_only_pages_that_are_made_from_a_slice_have_one():
    assert set(hashes()) == {job.name for job in JOBS} - {"2019-20-Q4/restatements"}


@pytest.mark.parametrize(
    ("changed", "touched"),
    [
        ("10", {"indicators/kites", "packs/new", *(f"2020-21-Q4/{n}" for n in OF_FIGURES), NEW_QUALITY, NEW_SHEET}),
        (
            "6",
            {"indicators/kites", "packs/old", *(f"{q}/{n}" for q in QUARTERS for n in OF_FIGURES), OLD_QUALITY}
            | {f"performance/{q}" for q in QUARTERS},
        ),
    ],
)
def test_a_changed_figure_touches_its_measure_the_quarters_from_its_time_on_and_what_tells_of_its_document(
    changed, touched
):
    before, now = hashes(), hashes(changed)
    assert differing(before, now) == touched


def test_how_the_checks_ended_touches_the_quarters():
    before, now = hashes(), hashes(checks=CHECKS.with_columns(status=pl.lit("failed")))
    assert differing(before, now) == {j.name for j in JOBS if j.notebook in TELL_OF_CHECKS}


def test_in_which_order_the_checks_ended_touches_nothing():
    two = pl.concat([CHECKS, CHECKS.with_columns(status=pl.lit("failed"))])
    assert hashes(checks=two) == hashes(checks=two.reverse())


def test_what_a_sentence_says_of_no_time_touches_no_other_quarter_but_one_with_a_note(tmp_path: Path):
    claim = [{"document": "old", "line": 9, "indicator": "kites", "relation": "value", "value": 3.0}]
    mine = {"2019-20-Q4/scorecard", OLD_QUALITY, "performance/2019-20-Q4", "packs/old", "indicators/kites"}
    assert differing(hashes(), hashes(claims=claim)) == mine
    (tmp_path / "2020-21-Q4.md").write_text("A note", encoding="utf-8")
    noted = differing(hashes(notes=tmp_path), hashes(notes=tmp_path, claims=claim))
    assert noted == {*mine, "2020-21-Q4/scorecard", "2020-21-Q4/theme"}


def test_what_is_found_of_another_theme_leaves_the_page_of_a_theme_as_it_is():
    found = {"fact": "f", "document": "old", "line": 1, "cell": 2, "places": "old:1:2"}
    others = [row | ({"theme": "another"} if row["indicator"] == "kites" else {"theme": "a theme"}) for row in FIGURES]
    before, now = (
        slice_hashes(tables(observations=others, findings=rows), CHECKS, JOBS, NO_NOTES) for rows in ([], [found])
    )
    assert not {f"{q}/theme" for q in QUARTERS} & differing(before, now)
    assert {f"{q}/scorecard" for q in QUARTERS} <= differing(before, now)


def test_a_notebook_that_loads_everything_is_made_from_all_that_is_known(project: Path):
    for path in (project / "notebooks").glob("*.ipynb"):
        source = "".join("".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"])
        assert not (path.stem in OF_QUARTERS and "everything" in source), path.name
        assert "load_quarter" not in source or path.stem in OF_QUARTERS or "everything=True" in source, path.name


WHOSE = {"old": "Town", "new": "Barnford"}
COUNCILS = ("town", "barnford")
NOTEBOOKS = ("scorecard", "theme", "data_quality", "audit_trail", "restatements")


def _performance(quarter: str, council: str) -> Job:
    return Job(f"performance/{quarter}", "performance", "", "", "", {"subject": quarter, "council": council})


OF_COUNCILS = [
    *(
        Job(f"{quarter}/{name}", name, "", quarter, "", {"quarter": quarter, "theme": "a theme"})
        for quarter in (f"{q}@{council}" for q in QUARTERS for council in COUNCILS)
        for name in NOTEBOOKS
    ),
    *(_performance(f"2020-21-Q4@{council}", council) for council in COUNCILS),
    *(Job(f"packs/{d}", "packs", "", "", "", {"subject": d, "council": w.lower()}) for d, w in WHOSE.items()),
    Job("indicators/kites", "indicators", "", "", "", {"subject": "kites"}),
]
RULES = pl.DataFrame({"check": ["arrows", "totals"], "kind": "published", "status": "passed"})


def of_councils(changed: str | None = None, checks: pl.DataFrame = RULES, **rows: list[dict]) -> dict[str, str]:
    """`FIGURES` with the old document of one council and the new one of another."""
    figures = [row | {"authority": WHOSE[row["document"]]} for row in FIGURES]
    figures = [row | ({"value": 99.0} if row["published"] == changed else {}) for row in figures]
    documents = [{"document": document, "publisher": council} for document, council in WHOSE.items()]
    return slice_hashes(tables(observations=figures, documents=documents, **rows), checks, OF_COUNCILS, NO_NOTES)


def test_every_report_of_one_of_several_councils_is_made_from_a_slice():
    assert set(of_councils()) == {job.name for job in OF_COUNCILS}


@pytest.mark.parametrize(("published", "council", "other"), [("10", "barnford", "town"), ("6", "town", "barnford")])
def test_a_changed_figure_of_one_council_touches_nothing_of_another(published, council, other):
    touched = differing(of_councils(), of_councils(published))
    document = next(document for document, whose in WHOSE.items() if whose.lower() == council)
    mine = {f"performance/2020-21-Q4@{council}", f"packs/{document}", f"2020-21-Q4@{council}/restatements"}
    assert mine | {f"2020-21-Q4@{council}/scorecard", "indicators/kites"} <= touched
    assert (
        not [name for name in touched if other in name]
        and f"packs/{'new' if document == 'old' else 'old'}" not in touched
    )


def test_a_finding_in_one_council_and_how_the_checks_of_all_ended_touch_nothing_of_another():
    found = [{"document": "new", "line": 1, "cell": 2, "fact": "f", "rule": "arrows"}]
    now = of_councils(findings=found, checks=RULES.with_columns(status=pl.lit("failed")))
    touched = differing(of_councils(), now)
    assert {f"2020-21-Q4@barnford/{name}" for name in NOTEBOOKS} <= touched and "packs/new" in touched
    assert not [name for name in touched if "town" in name or name == "packs/old"]


def test_another_rule_touches_what_tells_how_many_there_are():
    more = pl.concat([RULES, RULES.head(1).with_columns(check=pl.lit("copies"))])
    touched = differing(of_councils(), of_councils(checks=more))
    assert {"2020-21-Q4@town/theme", "packs/old", "performance/2020-21-Q4@town"} <= touched
    assert "indicators/kites" not in touched
