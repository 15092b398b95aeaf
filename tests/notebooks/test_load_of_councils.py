"""What a notebook loads of one of several councils, as a person runs it with the value that pages are made with."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.errors import UsageError
from scorecard.html.blocks import PAGES_VARIABLE
from scorecard.notebook import data_quality, load_quarter, restatements, scorecard
from scorecard.pages.quarter import QuarterPages
from scorecard.render.notebook.parts import Parts, name_of, unpack
from scorecard.render.plan.planned import plan_reports
from scorecard.workspace import Workspace
from tests.fixtures.processed import tables
from tests.fixtures.several import FIRST, SECOND, THIRD, names, of, write_several

CODES = names()
QUARTER = "2020-21-Q1"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_several(tmp_path_factory.mktemp("several") / "data")


def shown(section: object, pages: QuarterPages) -> str:
    return "".join(str(block) for block in section(pages).blocks)  # type: ignore[operator]


@pytest.mark.parametrize("how", [{}, {"its_documents": True}, {"everything": True}])
@pytest.mark.parametrize("council", CODES)
def test_it_has_the_figures_of_that_council_alone(council: str, how: dict[str, bool], data: Path) -> None:
    loaded = load_quarter(f"{QUARTER}@{CODES[council]}", data=data, **how)
    assert loaded.authorities == [council]
    behind = {FIRST: "", SECOND: "-second", THIRD: "-third"}[council]
    for name, table in loaded.tables.items():
        if "document" in table.columns:
            assert set(table["document"].drop_nulls()) <= {f"pack-may{behind}", f"pack-june{behind}"}, name


def test_a_quarter_alone_shows_every_council_under_its_own_heading_with_links_to_its_own_pages(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PAGES_VARIABLE, "1")
    loaded = load_quarter(QUARTER, data=data)
    assert loaded.authorities == sorted(CODES)
    part = shown(scorecard.board, loaded)
    for council, own in loaded.by_authority.items():
        assert own.findings_page == f"../{QUARTER}@{CODES[council]}/data_quality.html"
    assert "St. Helens &amp; &lt;Co&gt;" in part and "<Co>" not in part


@pytest.mark.parametrize(
    "text", [f"{QUARTER}@a-concil", f"{QUARTER}@st-helens-co", f"{QUARTER}@..", "2020-21@a-council"]
)
def test_an_unknown_council_is_refused_with_those_that_there_are(text: str, data: Path) -> None:
    with pytest.raises(UsageError) as refused:
        load_quarter(text, data=data)
    said = str(refused.value)
    assert "parameter quarter" in said
    assert all(code in said for code in CODES.values()) or "names no council" in said or "is not a quarter" in said


def test_the_only_council_may_be_named_and_has_the_pages_of_a_workspace_of_one(tmp_path: Path) -> None:
    alone = write_several(tmp_path / "data", of(FIRST, tables()))
    named, plain = load_quarter(f"{QUARTER}@a-council", data=alone), load_quarter(QUARTER, data=alone)
    assert named.quarter == plain.quarter and named.findings_page == f"../{QUARTER}/data_quality.html"
    with pytest.raises(UsageError, match="there is no council 'barnford'"):
        load_quarter(f"{QUARTER}@barnford", data=alone)


@pytest.mark.parametrize(
    ("notebook", "section", "how"),
    [
        ("scorecard", scorecard.at_a_glance, {}),
        ("data_quality", data_quality.findings_of_quarter, {"its_documents": True}),
        ("restatements", restatements.changed_figures, {"everything": True}),
        ("restatements", restatements.how_made, {"everything": True}),
    ],
)
def test_a_part_for_a_worker_elsewhere_shows_the_same(
    notebook: str, section: object, how: dict[str, bool], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PAGES_VARIABLE, "1")
    workspace, asked = Workspace(data=data), f"{QUARTER}@{CODES[SECOND]}"
    (job,) = plan_reports(workspace, [asked], [notebook], {}).jobs
    for part in Parts(workspace).of(job):
        unpack(part, name_of(part), tmp_path)
    there = load_quarter(asked, data=tmp_path / "data", **how)
    here = load_quarter(asked, data=data, **how)
    assert shown(section, there) == shown(section, here) and len(shown(section, here)) > 100
