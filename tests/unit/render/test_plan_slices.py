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
JOBS = [
    *(
        Job(f"{q}/{n}", n, n, q, q, {"quarter": q})
        for q in ("2019-20-Q4", "2020-21-Q4")
        for n in ("scorecard", "theme")
    ),
    Job("2019-20-Q4/restatements", "restatements", "", "2019-20-Q4", "", {"quarter": "2019-20-Q4"}),
    *(Job(f"indicators/{id}", "indicators", "", "", "", {"subject": id}) for id in ("kites", "clubs")),
    Job("packs/old", "packs", "", "", "", {"subject": "old"}),
]


def hashes(changed: str | None = None, checks: pl.DataFrame = CHECKS) -> dict[str, str]:
    rows = [row | ({"value": 99.0} if row["published"] == changed else {}) for row in FIGURES]
    return slice_hashes(tables(observations=rows), checks, JOBS)


def test_only_pages_that_are_made_from_a_slice_have_one():
    assert set(hashes()) == {job.name for job in JOBS} - {"2019-20-Q4/restatements", "packs/old"}


@pytest.mark.parametrize(
    ("changed", "touched"),
    [
        ("10", {"indicators/kites", "2020-21-Q4/scorecard", "2020-21-Q4/theme"}),
        ("12", {"indicators/clubs", *(job.name for job in JOBS if job.notebook in ("scorecard", "theme"))}),
    ],
)
def test_a_changed_figure_touches_its_measure_and_the_quarters_from_its_time_on(changed, touched):
    before, now = hashes(), hashes(changed)
    assert {name for name in before if before[name] != now[name]} == touched


def test_how_the_checks_ended_touches_the_quarters():
    before, now = hashes(), hashes(checks=CHECKS.with_columns(status=pl.lit("failed")))
    assert {name for name in before if before[name] != now[name]} == {j.name for j in JOBS if j.notebook in OF_QUARTERS}


def test_a_notebook_that_loads_everything_is_made_from_all_that_is_known(project: Path):
    for path in (project / "notebooks").glob("*.ipynb"):
        source = "".join("".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"])
        assert not (path.stem in OF_QUARTERS and "everything" in source), path.name
        assert "load_quarter" not in source or path.stem in OF_QUARTERS or "everything=True" in source, path.name
