"""A second council is a folder: two invented families are read with their own words, and nothing of the first changes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import yaml

from scorecard.clean.raw.load import load_raw
from scorecard.clean.step import read_documents
from scorecard.extract import extract_documents
from scorecard.registry import load_registry
from scorecard.workspace import Workspace

FERNMOUTH = Path(__file__).parent.parent / "fixtures" / "councils" / "fernmouth"
TITLES = "\t".join(
    "Ref|What we count|Better when|Kind|Apr-24|May-24|Jun-24|Way|Light|Stop|Slow|Go|2022/23|2023/24|"
    "England as a whole|Coastal councils".split("|")
)
DIGEST = f"""Children's digest for members

As at Month End: June 2024

Fernmouth Borough Council, www.fernmouth.gov.uk

{TITLES}
1.1\tChildren we look after\tLower\tCount\t201\t207\t204\t↗\tSlow\t>210\t>203\t<203\t198\t200\t\t
1.2\tReviews held when they were due\tHigher\t%\t91.5%\t93.0%\t96.0%\t↗\tGo\t<85%\t<90%\t90%+\t88.0%\t90.5%\t92.1%\t94.0%
2.1\tChildren with a protection plan\tLower\tCount\t88\t88\t88\t≈\tStop\t>80\t>70\t<70\t71\t75\t\t

Families helped early\tFernmouth\tHarbour side\tHilltop patch
Apr-24\t140\t90\t50
May-24\t151\t96\t55
Jun-24\t149\t93\t56
"""
REVIEW = """Fernmouth Borough Council: review of the quarter

As at Month End: June 2024

Line\tMeasure of the quarter\tAim\tShown as\tApr-24\tMay-24\tJun-24\tMove\tStatus
1.1\tPlans to protect a child\tLower\tCount\t88\t88\t85\tx\t✔
1.2\tChildren in our care\tLower\tCount\t201\t207\t209\t+\t✖
1.3\tChildren in our care for each 10,000\tLower\tRate per 10,000\t70.1\t72.2\t72.9\t+\t◐
"""
Tables = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def councils(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of the first council and of the invented one, side by side."""
    folder = tmp_path_factory.mktemp("words") / "councils"
    shutil.copytree(project / "councils", folder)
    shutil.copytree(FERNMOUTH, folder / "fernmouth")
    return folder


@pytest.fixture(scope="module")
def read(councils: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Tables]:
    def read_pack(document: str, text: str) -> Tables:
        folder = tmp_path_factory.mktemp("pack")
        workspace = Workspace(data=folder / "data", councils=councils)
        (folder / f"{document}.txt").write_text(text, encoding="utf-8")
        extract_documents([folder / f"{document}.txt"], workspace, report=lambda line: None)
        return read_documents(load_raw(workspace.raw), load_registry(workspace))

    return read_pack


@pytest.fixture(scope="module")
def digest(read: Callable[[str, str], Tables]) -> Tables:
    return read("2024-06-digest", DIGEST)


@pytest.fixture(scope="module")
def review(read: Callable[[str, str], Tables]) -> Tables:
    return read("2024-06-review", REVIEW)


def figures(tables: Tables, *where: pl.Expr) -> list[tuple[object, ...]]:
    return tables["observations"].filter(*where).select("indicator", "area", "period", "value", "unit").rows()


def test_the_packs_are_known_as_the_second_councils(digest: Tables, review: Tables) -> None:
    assert digest["documents"].select("publisher", "family").rows() == [("Fernmouth", "fernmouth-digest")]
    assert review["documents"].select("publisher", "family").rows() == [("Fernmouth", "fernmouth-review")]


def test_every_figure_is_read_and_none_is_left_over(digest: Tables, review: Tables) -> None:
    for tables, count in ((digest, 3 * 5 + 2 + 9), (review, 9)):
        assert tables["unread"].is_empty()
        assert tables["observations"].filter(pl.col("status") == "reported").height == count
        assert not tables["observations"]["indicator"].str.starts_with("unknown_").any()


def test_numbers_and_names_lead_to_the_indicators_of_their_own_family(digest: Tables, review: Tables) -> None:
    june = pl.col("period") == "2024-06"
    summary = pl.col("indicator") != "eh_cases_open"
    assert figures(digest, june, summary) == [
        ("lac_number", "Fernmouth", "2024-06", 204.0, "count"),
        ("lac_reviewed_in_time_percent", "Fernmouth", "2024-06", 96.0, "percent"),
        ("cpp_open", "Fernmouth", "2024-06", 88.0, "count"),
    ]
    assert figures(review, june) == [
        ("cpp_open", "Fernmouth", "2024-06", 85.0, "count"),
        ("lac_number", "Fernmouth", "2024-06", 209.0, "count"),
        ("lac_rate", "Fernmouth", "2024-06", 72.9, "rate_per_10k"),
    ]


def test_localities_and_comparators_are_those_of_the_council(digest: Tables) -> None:
    may = figures(digest, pl.col("indicator") == "eh_cases_open", pl.col("period") == "2024-05")
    assert [(area, value) for _, area, _, value, _ in may] == [
        ("Fernmouth", 151.0),
        ("Harbourside", 96.0),
        ("Hilltop", 55.0),
    ]
    kinds = digest["observations"].select("area", "area_kind").unique().sort("area").rows()
    assert dict(kinds) == {
        "Fernmouth": "authority",
        "Harbourside": "locality",
        "Hilltop": "locality",
        "National average": "comparator",
        "Regional average": "comparator",
    }
    benchmarks = figures(digest, pl.col("area_kind") == "comparator")
    assert [(area, value) for _, area, _, value, _ in benchmarks] == [
        ("National average", 92.1),
        ("Regional average", 94.0),
    ]


def test_arrows_and_colours_say_what_the_family_means(digest: Tables, review: Tables) -> None:
    says = ["signal", "published", "read_as", "meaning"]
    assert digest["printed_signals"].select(says).rows() == [
        ("direction", "↗", "up", "performance"),
        ("rag", "Slow", "amber", None),
        ("direction", "↗", "up", "performance"),
        ("rag", "Go", "green", None),
        ("direction", "≈", "level", "performance"),
        ("rag", "Stop", "red", None),
    ]
    assert review["printed_signals"].select(says).rows() == [
        ("direction", "x", "down", "number"),
        ("rag", "✔", "green", None),
        ("direction", "+", "up", "number"),
        ("rag", "✖", "red", None),
        ("direction", "+", "up", "number"),
        ("rag", "◐", "amber", None),
    ]


def test_tolerances_stand_under_the_councils_headers(digest: Tables) -> None:
    first = digest["thresholds"].filter(pl.col("indicator") == "lac_number")
    assert first.select("band", "published", "lower", "upper").rows() == [
        ("red", ">210", 210.0, None),
        ("amber", ">203", 203.0, None),
        ("green", "<203", None, 203.0),
    ]


def test_a_row_for_each_measure_is_read_with_its_x_its_y_and_its_target(read: Callable[[str, str], Tables]) -> None:
    measures = "Measure|Numerator|Denominator|Result|Target|England\nReviews held when they were due|112|116|96.6%|95%|92.1%"
    tables = read("2024-06-measures", f"{DIGEST}\nAnd more.\n\nMEASURES\n" + measures.replace("|", "\t") + "\n")
    line = tables["observations"]["line"].max()
    own = tables["observations"].filter(pl.col("line") == line)
    assert own.select("area", "period", "value", "numerator", "denominator", "published").rows() == [
        ("Fernmouth", "2024-06", None, 112.0, 116.0, "112 116"),
        ("Fernmouth", "2024-06", 96.6, 112.0, 116.0, "96.6%"),
        ("National average", "2024-06", 92.1, None, None, "92.1%"),
    ]
    assert own["indicator"].unique().to_list() == ["lac_reviewed_in_time_percent"]
    target = tables["thresholds"].filter(pl.col("line") == line)
    assert target.select("band", "lower", "upper").rows() == [("green", 95.0, None)]
    assert tables["unread"].is_empty()


def test_a_sign_of_one_family_says_nothing_in_another(read: Callable[[str, str], Tables]) -> None:
    swapped = DIGEST.replace("\t↗\tSlow", "\tx\t✔")
    signals = read("2024-06-swapped", swapped)["printed_signals"].filter(pl.col("indicator") == "lac_number")
    assert signals["read_as"].to_list() == [None, None]


def test_the_packs_of_the_first_council_are_read_as_before(councils: Path, project: Path) -> None:
    raw = load_raw(project / "data" / "raw")
    alone = read_documents(raw, load_registry())
    beside = read_documents(load_raw(project / "data" / "raw"), load_registry(Workspace(councils=councils)))
    for name, table in alone.items():
        assert table.equals(beside[name]), name


def test_the_guide_shows_entries_of_this_council(project: Path) -> None:
    """Every example of docs/councils.md is part of the folder that these tests read."""
    guide = (project / "docs" / "councils.md").read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FERNMOUTH.rglob("*.yml"))]
    assert len(examples) == 6
    for example in map(yaml.safe_load, examples):
        assert any(_is_part(example, file) for file in files), example


def _is_part(shown: object, whole: object) -> bool:
    """Whether what is shown stands in the whole, keys and entries left out or not."""
    if isinstance(shown, dict) and isinstance(whole, dict):
        return all(key in whole and _is_part(value, whole[key]) for key, value in shown.items())
    if isinstance(shown, list) and isinstance(whole, list):
        return all(any(_is_part(one, other) for other in whole) for one in shown)
    return shown == whole
