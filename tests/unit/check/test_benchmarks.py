"""A pack's comparators held against open data of the Department for Education, whose layout is read as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.check.benchmarks import RULE
from scorecard.check.run import Checked, check_files
from scorecard.workspace import Workspace

HEAD = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name,cla_group,characteristic,number,rate_per_10000"
)
NATION, LEEDS = (
    "National,E92000001,England,,,,,",
    "Local authority,E92000001,England,E12000003,North,383,E08000035,Leeds",
)
PACK = """Leeds City Council
Annual report 2022/23

How we compare

Measure\tUnit\tLeeds 2022/23\tEngland 2022/23
Children looked after\tRate per 10,000\t84\t{nation}
Plans in time\t%\t81%\t80%
"""


def open_data(folder: Path, kind: str = "Financial year", years: tuple[str, str] = ("202122", "202223")) -> Path:
    rows = [
        f"{year},{kind},{area},{group},{sort},{number},{rate}"
        for year, number in zip(years, (800, 900), strict=True)
        for group in ("Children looked after", "Children adopted")
        for sort, rate in (("Total", "71"), ("Male", "z"))
        for area in (NATION, LEEDS)
    ]
    path = folder / "open.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def check(folder: Path, *, nation: str = "71", benchmarks: Path | None = None) -> Checked:
    pack = folder / "pack.txt"
    pack.write_text(PACK.format(nation=nation), encoding="utf-8")
    (checked,) = check_files([pack], Workspace(), benchmarks=benchmarks)
    return checked


@pytest.mark.parametrize(
    ("kind", "years", "periods"),
    [
        ("Financial year", ("202122", "202223"), {("2021/22", "financial_year"), ("2022/23", "financial_year")}),
        ("Academic year", ("202122", "202223"), {("2021/22", "academic_year"), ("2022/23", "academic_year")}),
        ("Calendar year", ("2021", "2022"), {("not stated", "latest")}),
    ],
)
def test_each_figure_of_open_data_has_its_own_year_and_what_it_was_divided_by(
    kind: str, years: tuple[str, str], periods: set[tuple[str, str]], tmp_path: Path
) -> None:
    (checked,) = check_files([open_data(tmp_path, kind, years)], Workspace())
    observations = checked.document.tables["observations"]
    assert set(observations.select("period", "period_kind").unique().rows()) == periods
    names = {"Children looked after", "Children looked after, Male", "Children adopted", "Children adopted, Male"}
    assert set(observations["indicator_name"]) == names
    assert set(observations.filter(unit="rate_per_10k")["indicator_name"]) == {
        "Children looked after",
        "Children adopted",
    }
    assert checked.report.facts == ()


def test_a_comparator_that_the_file_prints_otherwise_is_a_warning_and_the_own_figure_a_note(tmp_path: Path) -> None:
    report = check(tmp_path, nation="17", benchmarks=open_data(tmp_path)).report
    told = [(fact.rule, fact.severity, fact.line, fact.cell, fact.expected) for fact in report.facts]
    assert told == [(RULE, "warning", 7, 4, "71 per 10,000"), (RULE, "information", 7, 3, "71 per 10,000")]
    assert "open.csv" in report.facts[0].explanation and report.facts[0].others[0].startswith("open.csv, row ")


@pytest.mark.parametrize("nation", ["71", "71.0", "71.4"])
def test_fewer_decimals_agree_and_other_years_are_not_compared(nation: str, tmp_path: Path) -> None:
    facts = check(tmp_path, nation=nation, benchmarks=open_data(tmp_path)).report.facts
    assert [fact for fact in facts if fact.severity == "warning"] == []
    other = check(tmp_path, nation="17", benchmarks=open_data(tmp_path, years=("201819", "201920"))).report
    assert other.facts == ()
    assert other.doubts[-1].startswith("no figure of it stands in open.csv")


def test_without_a_file_nothing_is_compared(tmp_path: Path) -> None:
    assert check(tmp_path, nation="17").report.facts == ()
