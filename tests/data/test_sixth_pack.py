"""The sixth pack: a pack of a known family that nobody has seen is read without code or configuration.

Packs are made up (``tests/fixtures/packs.py``): other months, other figures, a column more or less, rows and
tables missing, page furniture inside tables, damage of the known kinds, another authority. Every cell that is
read must be right, every printed cell must be read, and nothing may be read that is not printed.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from scorecard.measures.quarters import available_quarters
from scorecard.periods import Quarter
from tests.fixtures import (
    pack_annual,
    pack_early_help,
    pack_monthly,
    pack_quarterly,
    pack_safeguarding,
)
from tests.fixtures.pack_check import differences, read_pack
from tests.fixtures.packs import FURNITURE, Pack, Variation, names_of

RANDOM_PACKS = int(os.environ.get("SCORECARD_PACKS", "2"))
"""How many packs of random variations each family is tried with; ``SCORECARD_PACKS=100`` for a long run."""

ANYWHERE = {
    "another seed": {"seed": 2},
    "as at April: two financial years in the columns": {"month": 4},
    "as at January": {"year": 2016, "month": 1},
    "as at March, the end of quarter 4": {"year": 2024, "month": 3},
    "as at December 2025": {"year": 2025, "month": 12},
    "percentages without decimals": {"percent_decimals": 0},
    "percentages with two decimals": {"percent_decimals": 2},
    "thousands with commas": {"thousands": True},
    "another authority": {"authority": "Barnford", "localities": ("East", "West", "Valley")},
    "an authority of two words": {"authority": "East Haven", "localities": ("Moor", "Coast", "Dale")},
    "an indicator the registry does not know": {"extra": True},
    "a table cut by a page number": {"split": "furniture"},
    "a table cut by running titles": {"split": "furniture", "furniture": "titles"},
    "a table cut, its header printed again": {"split": "header again"},
    "headers in capitals": {"case": "upper"},
    "headers in small letters": {"case": "lower"},
}
SMALL_TABLES = {
    what: ANYWHERE[what]
    for what in (
        "another seed", "as at April: two financial years in the columns", "as at March, the end of quarter 4",
        "percentages with two decimals", "thousands with commas", "an authority of two words",
        "an indicator the registry does not know", "a table cut by running titles",
    )
}
SUMMARIES = {
    "a month column less": {"month_columns": 3},
    "two month columns more": {"month_columns": 6},
    "fewer years": {"trend_years": 3},
    "a year over the benchmarks": {"benchmark_year": 2019},
}
THEME_PAGES = {
    "twelve month rows that start in another month": {"rows_before": 11, "rows_after": 0},
    "eighteen month rows": {"rows_before": 17, "rows_after": 3},
    "three month rows": {"rows_before": 2, "rows_after": 0},
    "x out of y": {"of": " out of "},
    "x/y": {"of": "/"},
}
MONTHLY = {
    "rows without tolerances lost a blank cell": {"damage": True},
    "month rows that lost the cell before their label": {"slipped_labels": True},
    "indicators renumbered after a new one": {"renumbered": True},
    "columns missing": {"drop": frozenset({"6.3", "7.3", "8.3", "9.2", "11.3", "6.19"})},
    "rows missing in the summary": {"missing_rows": frozenset({"6.3", "6.10", "7.1", "8.1", "10.4"})},
    "tables missing": {"missing_pages": frozenset({"LOOKED AFTER CHILDREN", "ADOPTIONS"})},
    "no summary": {"missing_pages": frozenset({"summary"})},
}
QUARTERLY = {"rows missing": {"missing_rows": frozenset({"4.1", "4.3", "4.10", "4.18", "4.25"})}}
SAFEGUARDING = {
    "columns missing": {"drop": frozenset({"1.2", "1.7", "3.2", "4.2", "8.1", "10.4"})},
    "rows missing in the summary": {"missing_rows": frozenset({"1.3", "2.4", "3.4", "5.6", "6.3", "8.1"})},
    "tables missing": {"missing_pages": frozenset({"CONTACTS", "ASSESSMENTS", "CASELOADS"})},
}
EARLY_HELP = {"tables missing": {"missing_pages": frozenset({"OPEN CASES", "FAMILIES"})}}
ANNUAL = {
    "tables and rows missing": {"missing_pages": frozenset({"Training"}), "missing_rows": frozenset({"Moved abroad"})}
}


def _cut_off(variation: Variation) -> Pack:
    return pack_quarterly.quarterly_pack(variation, cut_off=True)


Make = Callable[[Variation], Pack]
FAMILIES: dict[str, tuple[Make, dict[str, dict[str, object]], dict[str, object]]] = {
    "corporate-parenting-monthly": (pack_monthly.monthly_pack, ANYWHERE | SUMMARIES | THEME_PAGES | MONTHLY, {}),
    "corporate-parenting-quarterly": (pack_quarterly.quarterly_pack, ANYWHERE | QUARTERLY, {}),
    "corporate-parenting-quarterly, labels cut off": (_cut_off, ANYWHERE | QUARTERLY, {"month": 9, "year": 2023}),
    "safeguarding-monthly": (pack_safeguarding.safeguarding_pack, ANYWHERE | SUMMARIES | THEME_PAGES | SAFEGUARDING,
                             {"year": 2017, "month": 11}),
    "early-help-scorecard": (pack_early_help.early_help_pack, SMALL_TABLES | EARLY_HELP, {"year": 2018, "month": 1}),
    "annual-report": (pack_annual.annual_pack, SMALL_TABLES | ANNUAL, {}),
}
CASES = [
    pytest.param(make, {**base, **changes}, id=f"{family}: {what}")
    for family, (make, variations, base) in FAMILIES.items()
    for what, changes in ({"as it is": {}} | variations).items()
]


@pytest.mark.parametrize(("make", "changes"), CASES)
def test_every_cell_of_a_made_up_pack_is_read_right(make: Make, changes: dict[str, object], tmp_path: Path) -> None:
    pack = make(Variation(**changes))  # type: ignore[arg-type]
    assert differences(pack, read_pack(pack, tmp_path)) == []


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("number", range(RANDOM_PACKS))
def test_packs_with_many_changes_at_once_are_read_right(family: str, number: int, tmp_path: Path) -> None:
    make, _, _ = FAMILIES[family]
    pack = make(random_variation(family, number))
    assert differences(pack, read_pack(pack, tmp_path)) == []


def random_variation(family: str, number: int) -> Variation:
    """A variation with many changes at once; the same number gives the same one."""
    chance = random.Random(f"{family} {number}")
    known = family.split(",")[0]
    numbered = known.startswith(("corporate", "safeguarding"))

    def some(choices: list[str], most: int) -> frozenset[str]:
        return frozenset(chance.sample(choices, min(len(choices), chance.randint(0, most))))

    return Variation(
        year=chance.randint(2015, 2026), month=chance.randint(1, 12), seed=chance.randint(1, 99),
        month_columns=chance.randint(3, 6), rows_before=chance.randint(2, 18), rows_after=chance.randint(0, 9),
        trend_years=chance.randint(3 if known.startswith("safe") else 2, 5),
        benchmark_year=chance.choice([None, 2014, 2019]), extra=chance.random() < 0.4,
        drop=some(sorted(names_of(known, "detail")), 5) if numbered else frozenset(),
        missing_rows=some(sorted(names_of(known, "summary")), 6) if numbered else frozenset(),
        missing_pages=some(PAGES.get(known, []), 3), split=chance.choice([None, None, "furniture", "header again"]),
        furniture=chance.choice(sorted(FURNITURE)), case=chance.choice(["as printed", "upper", "lower", "title"]),
        damage=chance.random() < 0.4, slipped_labels=chance.random() < 0.3, renumbered=chance.random() < 0.2,
        percent_decimals=chance.choice([0, 1, 1, 1, 2]), thousands=chance.random() < 0.3,
        of=chance.choice([" of ", " out of ", "/", " of"]),
        **({"authority": "Barnford", "localities": ("East", "West", "Valley")} if chance.random() < 0.3 else {}),
    )


PAGES = {
    "corporate-parenting-monthly": ["summary", *(p.heading for p in pack_monthly.PAGES)],
    "safeguarding-monthly": ["summary", *(p.heading for p in pack_safeguarding.PAGES)],
    "early-help-scorecard": list(pack_early_help.PAGES),
    "annual-report": ["Training", "Review reports"],
}


def test_a_mistake_would_be_seen(tmp_path: Path) -> None:
    """The comparison itself: a wrong value, a lost and an invented figure are each told."""
    pack = pack_quarterly.quarterly_pack(Variation())
    tables = read_pack(pack, tmp_path)
    told = [t for t in pack.truths if t.role == "value"]
    pack.truths.remove(told[0])
    pack.truths[pack.truths.index(told[1])] = type(told[1])(**{**vars(told[1]), "value": -1.0})
    pack.truths[pack.truths.index(told[2])] = type(told[2])(**{**vars(told[2]), "line": 1})
    words = [line.split(":")[0] for line in differences(pack, tables)]
    assert sorted(words) == ["invented", "invented", "lost", "wrong"]


def test_the_quarter_of_a_new_pack_is_there(tmp_path: Path) -> None:
    tables = read_pack(pack_monthly.monthly_pack(Variation(year=2026, month=2)), tmp_path)
    assert Quarter(2025, 4) in available_quarters(tables["observations"], tables["claims"])


def test_the_same_pack_gives_the_same_tables_twice(tmp_path: Path) -> None:
    pack = pack_safeguarding.safeguarding_pack(Variation())
    first, second = read_pack(pack, tmp_path / "one"), read_pack(pack, tmp_path / "two")
    assert all(first[name].equals(second[name]) for name in first)


# -- what cannot be known is said, not guessed ------------------------------------------------------


def test_a_table_of_an_unknown_form_is_listed_figure_by_figure(tmp_path: Path) -> None:
    pack = Pack("2021-06-made-up-unknown")
    pack.say("Exampleton Borough Council", "Bus service report", "As at Month End: June 2021", "")
    pack.row(["Depot", "Buses", "Drivers"])
    pack.row(["Hill Street", "14", "31"])
    pack.row(["Mill Lane", "9", "17"])
    tables = read_pack(pack, tmp_path)
    assert tables["observations"].is_empty()
    assert tables["unread"].select("line", "published").rows() == [(6, "14"), (6, "31"), (7, "9"), (7, "17")]
    assert set(tables["unread"]["reason"]) == {"no table of this form is known"}


def test_nameless_rows_that_may_be_two_indicators_are_not_read(tmp_path: Path) -> None:
    """Without names and numbers the order of rows proves an indicator only where one is left."""
    pack = _cut_off(Variation(year=2023, month=9, missing_rows=frozenset({"4.14"})))
    line = next(t.line for t in pack.truths if t.number == "4.15")
    pack.lines[line - 1] = "\t" + pack.lines[line - 1].split("\t", 1)[1]
    tables = read_pack(pack, tmp_path)
    assert tables["observations"].filter(line=line).is_empty()
    assert "neither name nor number" in tables["unread"].filter(line=line)["reason"][0]


@pytest.mark.parametrize(
    "name",
    ["% of LAC with a passport", "Number of LAC with a named mentor", "% of care leavers in touch with the service",
     "Average caseload of social workers in LAC"],
)
@pytest.mark.parametrize("number", ["6.8", "6.21"])
def test_a_new_measure_is_never_taken_for_a_known_one(name: str, number: str, tmp_path: Path) -> None:
    """A new measure may resemble a known one letter by letter, and even have taken over its number."""
    pack = pack_monthly.monthly_pack(Variation(missing_pages=frozenset(PAGES["corporate-parenting-monthly"][1:])))
    line = next(t.line for t in pack.truths if t.number == "6.8")
    cells = pack.lines[line - 1].split("\t")
    percent = name.startswith("%")
    figures = [c if percent or not c.endswith("%") else c.split(".")[0].removesuffix("%") for c in cells]
    pack.lines[line - 1] = "\t".join(
        [cells[0], number, name, "High", "Percentage" if percent else "Count", *figures[5:]]
    )
    found = read_pack(pack, tmp_path)["observations"].filter(line=line)
    assert found.height > 5
    assert all(i.startswith("unknown_") for i in found["indicator"])
    assert set(found["indicator_number"]) == {number}
