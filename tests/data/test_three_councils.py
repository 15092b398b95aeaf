"""Three councils in one workspace: nobody's figure is set against another's, and pages say whose figures they show.

The packs are invented, of the same families, for the same months, with the same names of localities.
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from scorecard.html.blocks import PAGES_VARIABLE
from scorecard.measures.as_known_at import FIGURE_KEY
from scorecard.pages import data_quality, scorecard
from scorecard.pages.quarter import QuarterPages
from scorecard.periods import Quarter
from scorecard.registry import load_registry
from scorecard.schema import SCHEMAS, read_table, read_tables
from scorecard.validate.compare import compare_rule, find_rules
from scorecard.workspace import Workspace
from tests.unit.pages.test_scorecard import SECTIONS as EVERY_SECTION
from tests.fixtures.one_pack import findings_of, workspace_of
from tests.fixtures.pack_early_help import early_help_pack
from tests.fixtures.pack_monthly import monthly_pack
from tests.fixtures.packs import Variation

COUNCILS = {"Barnford": 3, "Exampleton": 5, "Kiteham": 7}
"""Each council with the seed of its figures."""
EARLY_HELP = [(2017, 11), (2017, 12)]
MONTHLY = [(2021, 5), (2021, 6)]
KEY = ["document", "line", "cell", "indicator", "area", "period", "published_value", "lower", "upper"]
Tables = dict[str, pl.DataFrame]


def texts(council: str) -> dict[str, str]:
    """Two packs of two families each, by document id."""
    said = {}
    for make, family, months in ((early_help_pack, "early-help", EARLY_HELP), (monthly_pack, "panel", MONTHLY)):
        for year, month in months:
            pack = make(Variation(year=year, month=month, seed=COUNCILS[council], authority=council))
            said[f"{year}-{month:02d}-{council.lower()}-{family}"] = pack.text
    return said


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    every = {name: text for council in COUNCILS for name, text in texts(council).items()}
    return workspace_of(every, tmp_path_factory.mktemp("together"))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workspace]:
    return {council: workspace_of(texts(council), tmp_path_factory.mktemp(council)) for council in COUNCILS}


def tables_of(workspace: Workspace) -> Tables:
    """Every table that stands there by now."""
    there = (name for name in SCHEMAS if (workspace.processed / f"{name}.parquet").exists() and name != "findings")
    return {name: read_table(workspace.processed, name) for name in there}


def pages_of(workspace: Workspace, quarter: str) -> QuarterPages:
    registry = load_registry()
    themes = [(t.id, t.title, t.order, t.description) for t in registry.themes.values()]
    return QuarterPages.of(
        read_tables(workspace.processed),
        quarter=Quarter.parse(quarter),
        on=None,
        indicators=registry.frame(),
        themes=pl.DataFrame(themes, schema=["theme", "title", "order", "description"], orient="row"),
        comparators=list(registry.comparators.values()),
        validated=False,
    )


def test_every_figure_belongs_to_the_authority_of_its_pack(together: Workspace) -> None:
    tables = tables_of(together)
    whose = tables["documents"].select("document", "publisher")
    for name in ("observations", "thresholds", "signals"):
        rows = tables[name].join(whose, on="document")
        assert not rows.is_empty() and rows.filter(pl.col("authority") != pl.col("publisher")).is_empty()
        assert set(rows["authority"]) == set(COUNCILS)


def test_an_area_has_one_kind_within_its_authority(together: Workspace) -> None:
    areas = tables_of(together)["observations"].select("authority", "area", "area_kind").unique()
    assert areas.height == areas.select("authority", "area").unique().height
    local = areas.filter(pl.col("area_kind") == "locality").group_by("authority").agg(pl.col("area").sort())
    assert {len(names) for names in local["area"]} == {3}
    assert set(areas.filter(pl.col("area_kind") == "authority").select("authority", "area").rows()) == {
        (council, council) for council in COUNCILS
    }


def test_each_council_is_read_beside_the_others_as_it_is_alone(together: Workspace, alone: dict[str, Workspace]) -> None:
    tables = tables_of(together)
    for workspace in alone.values():
        own = tables_of(workspace)
        for name in own:
            here = tables[name].join(own["documents"].select("document"), on="document", how="semi")
            assert here.equals(own[name]), name


def test_every_rule_says_of_three_councils_what_it_says_of_each(
    together: Workspace, alone: dict[str, Workspace]
) -> None:
    registry, joint = load_registry(), tables_of(together)
    singles = [tables_of(workspace) for workspace in alone.values()]
    compared = 0
    for rule in find_rules().values():
        every = compare_rule(rule, joint, registry).rows
        each = [compare_rule(rule, tables, registry).rows for tables in singles]
        kept = [rows for rows in each if not rows.is_empty()]
        assert every.height == sum(rows.height for rows in kept), rule.RULE.id
        if kept:
            key = [name for name in KEY if name in every.columns]
            one = every.select(key).sort(key, nulls_last=True)
            assert one.equals(pl.concat(kept).select(key).sort(key, nulls_last=True)), rule.RULE.id
        compared += every.height
    assert compared > 1_000


def test_no_restatement_is_told_of_figures_that_nobody_restated(together: Workspace) -> None:
    between = compare_rule(find_rules()["between-packs"], tables_of(together), load_registry()).rows
    assert between.height > 100
    missed = ~pl.col("published_value").is_between("lower", "upper")
    assert between.filter(missed).is_empty()
    merged = tables_of(together)
    for name, table in merged.items():
        if "authority" in table.columns:
            merged[name] = table.with_columns(authority=pl.lit("One for all"))
    assert compare_rule(find_rules()["between-packs"], merged, load_registry()).rows.filter(missed).height > 100


def test_the_latest_known_figure_is_each_councils_own(together: Workspace) -> None:
    known = pages_of(together, "2017-18-Q3").known
    assert known.select(FIGURE_KEY).is_unique().all()
    sick = known.filter(pl.col("indicator") == "eh_sickness_days", pl.col("area") == "North", pl.col("period") == "2017-11")
    assert sorted(sick["authority"]) == sorted(COUNCILS) and not known["restated"].any()


SHOWING = (scorecard.__name__, "scorecard.pages.messages", "scorecard.pages.board")
ABOUT_THE_PAGE = (scorecard.how_made, scorecard.proofs)
SECTIONS = [one for one in EVERY_SECTION if one.__module__ in SHOWING and one not in ABOUT_THE_PAGE]
"""Those of a quarter's page that show figures; the last ones tell of the whole page."""


def markup(section: object, data: QuarterPages) -> str:
    return "".join(str(block) for block in section(data).blocks)  # type: ignore[operator]


@pytest.mark.parametrize("quarter", ["2017-18-Q3", "2021-22-Q1"])
def test_a_page_shows_each_council_under_its_own_heading(
    together: Workspace, alone: dict[str, Workspace], quarter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PAGES_VARIABLE, "1")
    data = pages_of(together, quarter)
    assert data.authorities == sorted(COUNCILS)
    assert "the figures of Barnford, Exampleton and Kiteham" in markup(scorecard.at_a_glance, data)
    assert "of Barnford, Exampleton and Kiteham" in markup(data_quality.at_a_glance, data)
    for section in SECTIONS:
        if not markup(section, data):
            # what has nothing below its headings is left out, and so it must be of each council
            assert not any(markup(section, pages_of(alone[council], quarter)) for council in COUNCILS), section
            continue
        said = re.split(r"<h3>(?=Barnford|Exampleton|Kiteham)", markup(section, data))[1:]
        assert [part.partition("<")[0] for part in said] == sorted(COUNCILS), section
        for part in said:
            council = part.partition("<")[0]
            assert set(re.findall(r"-Q[1-4]@([a-z]+)/", part)) <= {council.lower()}, (section, council)
            own = markup(section, pages_of(alone[council], quarter))
            assert _plain(part.partition("</h3>")[2]) == _plain(own), (section, council)


def _plain(page: str) -> str:
    """Markup without the rank of headings, and without the council in addresses, whose pages links lead to."""
    return re.sub(r"(-Q[1-4])@[a-z]+/", r"\1/", re.sub(r"<(/?)h[34]>", r"<\1h>", page))


def test_a_page_of_one_council_says_whose_it_is_and_has_no_heading_for_it(alone: dict[str, Workspace]) -> None:
    data = pages_of(alone["Barnford"], "2021-22-Q1")
    lead = markup(scorecard.at_a_glance, data)
    assert "indicators of Barnford have a figure for" in lead and "<h3>" not in lead


def test_the_whole_way_finds_nothing_between_councils(together: Workspace, alone: dict[str, Workspace]) -> None:
    """Validation as a user runs it: the findings of the three are those of each, id for id."""
    key = ["finding", "document", "line", "rule", "explanation"]
    every = findings_of(together).select(key).sort(key)
    each = pl.concat([findings_of(workspace).select(key) for workspace in alone.values()]).sort(key)
    assert every.equals(each)
    assert every.filter(pl.col("rule") == "between-packs").is_empty()


def test_another_council_that_a_pack_prints_is_a_comparator_there(tmp_path: Path) -> None:
    text = (
        "Early Help and Family Engagement Monthly Performance Report\n\nAs at Month End: January 2018\n\n"
        "Barnford council, www.barnford.gov.uk\n\nFamilies helped early\n\n"
        "Nov-17\tDec-17\tJan-18\nOpen Cases\tNov-17\tDec-17\tJan-18\nNorth\t120\t130\t140\nLeeds\t900\t910\t920\n"
        "Borough wide\t300\t310\t320\n"
    )
    observed = tables_of(workspace_of({"2018-01-barnford": text}, tmp_path))["observations"]
    kinds = dict(observed.select("area", "area_kind").unique().rows())
    assert kinds.get("Leeds", "comparator") == "comparator" and "Rotherham" not in kinds
