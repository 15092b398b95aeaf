"""Several councils in one workspace: each has pages of its own, which tell of nobody else and hang on nobody else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from html import unescape
from pathlib import Path

import polars as pl
import pytest

from scorecard import cli
from scorecard.render.notebook.parts import Parts, unpack
from scorecard.render.notebook.parts import name_of as name_of_part
from scorecard.render.page.sheets import SheetMaker
from scorecard.render.plan.planned import plan_reports
from scorecard.render.run import RunSummary
from scorecard.schema import read_table, write_table
from scorecard.steps import Options, make_reports
from scorecard.workspace import Workspace
from tests.fixtures.processed import tables
from tests.fixtures.several import FIRST, SECOND, THIRD, names, of, write_several

PER_QUARTER = (
    "audit_trail",
    "data_quality",
    "restatements",
    "scorecard",
    "theme-health",
    "theme-looked-after-children",
)
CODES = names()
QUARTERS = {
    FIRST: ("2019-20-Q4", "2020-21-Q1"),
    SECOND: ("2019-20-Q4", "2020-21-Q1"),
    THIRD: ("2020-21-Q1",),
}
"""The third council has no figure of the first quarter."""


def silent(line: str) -> None:
    pass


def made_in(folder: Path, data: Path) -> tuple[Workspace, RunSummary]:
    workspace = Workspace(data=data, reports=folder / "reports")
    return workspace, make_reports(workspace, Options(jobs=2, report=silent))


def pages_of(workspace: Workspace) -> dict[str, str]:
    reports = workspace.reports
    return {p.relative_to(reports).as_posix(): p.read_text(encoding="utf-8") for p in sorted(reports.rglob("*.html"))}


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, RunSummary]:
    folder = tmp_path_factory.mktemp("together")
    return made_in(folder, write_several(folder / "data"))


@pytest.fixture(scope="module")
def pages(together: tuple[Workspace, RunSummary]) -> dict[str, str]:
    return pages_of(together[0])


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the first council where there is no other."""
    folder = tmp_path_factory.mktemp("alone")
    return pages_of(made_in(folder, write_several(folder / "data", of(FIRST, tables())))[0])


def test_each_council_has_every_page_of_each_of_its_quarters_and_of_no_other(
    together: tuple[Workspace, RunSummary],
) -> None:
    made = together[1].made
    assert not together[1].failed
    expected = {
        f"{quarter}@{CODES[council]}/{name}"
        for council, quarters in QUARTERS.items()
        for quarter in quarters
        for name in PER_QUARTER
    }
    # the only figure of the third is not of health
    expected.remove(f"2020-21-Q1@{CODES[THIRD]}/theme-health")
    assert {name for name in made if name[0].isdigit()} == expected
    performance = {f"performance/{quarter}@{CODES[one]}" for one, quarters in QUARTERS.items() for quarter in quarters}
    assert {name for name in made if name.startswith("performance/")} == performance


def test_a_page_of_a_council_is_the_one_that_it_has_where_there_is_no_other(
    pages: Mapping[str, str], alone: Mapping[str, str]
) -> None:
    """But for its address, the name in its title, and how the checks ended."""
    code, compared = CODES[FIRST], 0
    for name, page in alone.items():
        if name == "index.html" or name.startswith("indicators/"):
            continue
        other = re.sub(r"(-Q[1-4])(?=/|\.html)", rf"\1@{code}", name)
        assert _plain(pages[other]) == _plain(page), name
        compared += 1
    assert compared == 2 * len(PER_QUARTER) + 4


def _plain(page: str) -> str:
    page = page.replace(f"@{CODES[FIRST]}", "").replace(f"{FIRST}, Quarter", "Quarter")
    return re.sub(r"<dt>Checks</dt><dd>.*?</dd>", "", page)


def test_pages_of_a_council_name_no_other_and_what_they_count_is_its_own(pages: Mapping[str, str]) -> None:
    for name, page in pages.items():
        whose = re.search("@([a-z0-9-]+)", name)
        if whose is None:
            continue
        council = next(one for one, code in CODES.items() if code == whose[1])
        for other, code in CODES.items():
            assert other == council or (code not in page and unescape(page).count(other) == 0), (name, other)
    found = "of 2 rules for what is printed {} found something in these documents"
    for council, number in ((FIRST, 1), (SECOND, 1), (THIRD, 0)):
        assert found.format(number) in pages[f"2020-21-Q1@{CODES[council]}/scorecard.html"]


def test_titles_name_the_council_whatever_it_is_called(pages: Mapping[str, str]) -> None:
    title = "<h1>{}: St. Helens &amp; &lt;Co&gt;, Quarter 1 of 2020/21 (April to June 2020)</h1>"
    assert title.format("Scorecard") in pages[f"2020-21-Q1@{CODES[SECOND]}/scorecard.html"]
    assert title.format("Performance on a page") in pages[f"performance/2020-21-Q1@{CODES[SECOND]}.html"]
    assert all("<Co>" not in page for page in pages.values())


def test_every_link_leads_to_a_page_that_is_there_and_from_a_council_to_no_other(
    together: tuple[Workspace, RunSummary], pages: Mapping[str, str]
) -> None:
    reports, followed = together[0].reports.resolve(), 0
    for name, page in pages.items():
        own = re.search("@([a-z0-9-]+)", name)
        for href in set(re.findall('href="([^"#]+)[^"]*"', page)):
            target = ((reports / name).parent / unescape(href)).resolve()
            # nothing was validated here, and the packs' own words are on their pages
            assert target.is_file() or target.name == "validation.html", (name, href)
            council = re.search("@([a-z0-9-]+)", str(target.relative_to(reports)))
            assert own is None or council is None or council[1] == own[1], (name, href)
            followed += council is not None
    assert followed > 200


def test_the_page_of_a_measure_leads_to_the_findings_of_each_council(pages: Mapping[str, str]) -> None:
    page = pages["indicators/lac_rate.html"]
    for council in (FIRST, SECOND):
        assert f"../2020-21-Q1@{CODES[council]}/data_quality.html" in page


def test_the_front_page_lists_quarters_by_council(pages: Mapping[str, str]) -> None:
    front = pages["index.html"]
    sections = re.split('<h3 id="quarters-of-', front)[1:]
    assert [part.partition('"')[0] for part in sections] == [CODES[one] for one in sorted(QUARTERS)]
    for part in sections:
        council = next(one for one, code in CODES.items() if part.startswith(code))
        shown = part.partition("<h2")[0]
        assert re.findall(r"20[0-9-]+Q[1-4](?=@[a-z0-9-]+</span>)", shown) == sorted(QUARTERS[council], reverse=True)
        assert all(code not in shown for other, code in CODES.items() if other != council)
    assert '<a href="#quarters-of-a-council">A council</a>' in front and "5 documents of 3 councils" in front
    assert "for 2 quarters between" in front


def test_the_list_of_figures_of_a_councils_quarter_has_its_documents_alone(
    together: tuple[Workspace, RunSummary],
) -> None:
    for council in QUARTERS:
        frame = pl.read_csv(together[0].reports / f"2020-21-Q1@{CODES[council]}" / "figures.csv")
        behind = "-second" if council == SECOND else "-third" if council == THIRD else ""
        assert frame.height and set(frame["document"]) <= {f"pack-may{behind}", f"pack-june{behind}"}


@pytest.fixture(scope="module")
def changed(
    together: tuple[Workspace, RunSummary], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Workspace, RunSummary]:
    """A copy of it in which a pack of the second council prints another figure, has another finding and one more
    quarter, and what the next run made of that."""
    folder = tmp_path_factory.mktemp("changed")
    shutil.copytree(together[0].data, folder / "data")
    shutil.copytree(together[0].reports, folder / "reports")
    processed = folder / "data" / "processed"
    figures, findings = (read_table(processed, name) for name in ("observations", "findings"))
    mine = pl.col("document") == "pack-june-second"
    moved = figures.with_columns(pl.when(mine).then(pl.col("value") * 2).otherwise("value").alias("value"))
    july = {"period": "2020-07", "period_start": date(2020, 7, 1), "period_end": date(2020, 7, 31)}
    of_june = moved.filter(mine, pl.col("period") == "2020-06")
    later = of_june.with_columns(pl.col("line") + 100, *(pl.lit(to).alias(name) for name, to in july.items()))
    write_table(processed, "observations", pl.concat([moved, later]))
    more = findings.filter(mine).with_columns(pl.lit("totals").alias("rule"), pl.lit("another").alias("fact"))
    write_table(processed, "findings", pl.concat([findings, more]))
    return made_in(folder, folder / "data")


def test_a_changed_pack_of_one_council_makes_no_page_of_another(changed: tuple[Workspace, RunSummary]) -> None:
    made, left = changed[1].made, changed[1].skipped
    whose = {re.search("@([a-z0-9-]+)", name)[1] for name in made if "@" in name}  # type: ignore[index]
    assert whose == {CODES[SECOND]}
    assert {name for name in made if name.startswith("packs/")} == {"packs/pack-june-second"}
    theirs = [name for name in left if f"@{CODES[FIRST]}" in name or f"@{CODES[THIRD]}" in name]
    assert len(theirs) == 2 * len(PER_QUARTER) + 2 + len(PER_QUARTER) - 1 + 1
    assert f"2020-21-Q2@{CODES[SECOND]}/scorecard" in made


def test_what_is_left_is_what_a_remake_of_everything_gives(
    changed: tuple[Workspace, RunSummary], tmp_path_factory: pytest.TempPathFactory
) -> None:
    again, _ = made_in(tmp_path_factory.mktemp("again"), changed[0].data)
    fresh, here = pages_of(again), pages_of(changed[0])
    assert fresh.keys() == here.keys()
    others = [name for name in fresh if f"@{CODES[FIRST]}" in name or f"@{CODES[THIRD]}" in name]
    assert [name for name in others if fresh[name] != here[name]] == []


def test_an_unchanged_run_makes_nothing(together: tuple[Workspace, RunSummary]) -> None:
    again = make_reports(together[0], Options(jobs=2, report=silent))
    assert not again.made and sorted(again.skipped) == sorted(together[1].made)


def test_a_part_for_a_worker_elsewhere_gives_the_same_page(
    together: tuple[Workspace, RunSummary], pages: Mapping[str, str], tmp_path: Path
) -> None:
    """Sheets here; what a notebook loads of a part is tested beside the slices."""
    workspace = together[0]
    jobs = {job.name: job for job in plan_reports(workspace, None, None, {}).jobs}
    quarter = {"pack-may-second", "pack-june-second"}
    for name, documents in (
        (f"performance/2020-21-Q1@{CODES[SECOND]}", quarter),
        ("packs/pack-june-second", {"pack-june-second"}),
    ):
        folder = tmp_path / name.replace("/", "-")
        for part in Parts(workspace).of(jobs[name]):
            unpack(part, name_of_part(part), folder)
        held = pl.read_parquet(folder / "data" / "processed" / "observations.parquet")
        assert set(held["document"]) == documents
        there = Workspace(data=folder / "data", reports=folder / "reports")
        SheetMaker(there).make(jobs[name], there.reports, siblings=[])
        made = (there.reports / f"{name}.html").read_text(encoding="utf-8")
        assert _without_navigation(made) == _without_navigation(pages[f"{name}.html"])


def _without_navigation(page: str) -> str:
    return re.sub(r"\s*<nav .*?</nav>\s*", "\n", page, flags=re.DOTALL)


def test_pages_of_the_only_council_go_when_another_one_comes(tmp_path: Path) -> None:
    data = write_several(tmp_path / "data", of(FIRST, tables()))
    workspace = Workspace(data=data, reports=tmp_path / "reports")
    asked = {"notebooks": ["data_quality"], "jobs": 1, "report": silent}
    make_reports(workspace, Options(**asked))
    assert (workspace.reports / "2020-21-Q1" / "data_quality.html").is_file()
    write_several(data)
    make_reports(workspace, Options(**asked))
    folders = {path.name for path in workspace.reports.iterdir() if path.is_dir()}
    assert folders == {f"{quarter}@{CODES[one]}" for one, quarters in QUARTERS.items() for quarter in quarters}


def test_one_council_is_chosen_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, reports = write_several(tmp_path / "data"), tmp_path / "reports"
    places = ["--data", str(data), "--reports", str(reports), "--jobs", "1"]
    planned = plan_reports(Workspace(data=data, reports=reports), None, ["data_quality"], {}, of_councils=["a-council"])
    assert [job.name for job in planned.jobs] == [f"{q}@a-council/data_quality" for q in QUARTERS[FIRST]]
    for wrong in (["--quarter", "2020-21-Q1@a-concil"], ["--council", "a-concil"]):
        assert cli.main(["run", *wrong, *places]) == 2
        said = capsys.readouterr().err
        assert "there is no council 'a-concil'; did you mean a-council?" in said and CODES[THIRD] in said
    assert cli.main(["run", "--quarter", f"2019-20-Q4@{CODES[THIRD]}", *places]) == 2
    assert f"of {CODES[THIRD]} there is no quarter '2019-20-Q4'; did you mean 2020-21-Q1" in capsys.readouterr().err
    assert not reports.exists() or not list(reports.glob("20*"))
