"""The committed registry: complete, joined across packs, true to its documents."""

import re
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from scorecard.registry import Registry, load_registry
from scorecard.registry.checks import references
from scorecard.registry.dictionary import data_dictionary
from scorecard.schema import AREA_KINDS, BASES

PACK_2017 = "2017-03-improving-lives-select-commission"
PACK_2020 = "2020-06-corporate-parenting-panel"
PACK_2023 = "2023-03-corporate-parenting-panel"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def numbers(registry: Registry, family: str) -> set[str]:
    return {row.number for row in registry.numbered(family)}


def run(chapter: str, last: int) -> set[str]:
    return {f"{chapter}.{n}" for n in range(1, last + 1)}


@pytest.mark.parametrize(
    ("family", "chapters"),
    [
        ("safeguarding-monthly", {"1": 10, "2": 9, "3": 8, "4": 5, "5": 15, "6": 16, "7": 4, "8": 4, "9": 3, "10": 9}),
        ("corporate-parenting-monthly", {"6": 20, "7": 5, "8": 5, "9": 5, "10": 5, "11": 7}),
        ("corporate-parenting-quarterly", {"4": 31}),
        ("early-help-scorecard", {"1": 2, "2": 2, "3": 3, "4": 2, "5": 2, "6": 2, "7": 2, "8": 3, "9": 6, "10": 4,
                                  "11": 7, "12": 5, "13": 1}),
    ],
)
def test_every_number_of_a_family_is_there_and_no_other(
    registry: Registry, family: str, chapters: dict[str, int]
) -> None:
    expected = set().union(*(run(chapter, last) for chapter, last in chapters.items()))
    found = {number for number in numbers(registry, family) if not number.endswith("OLD")}
    assert found == expected


def test_old_early_help_measures_and_the_plan_have_their_numbers(registry: Registry) -> None:
    assert {"2.1 OLD", "3.1 OLD"} <= numbers(registry, "early-help-scorecard")
    plan = numbers(registry, "children-and-young-peoples-plan")
    letters = ["1.F1(a)", "1.F1(b)", "1.F1(c)", "1.G1(a)", "1.G1(b)", *(f"1.H1({x})" for x in "abcd")]
    assert plan == {
        "1.A1", "1.A2", "1.A3", "1.B1", "1.C1", "1.D(a)", "1.E1", *letters,
        "2.A1(a)", "2.A1(b)", "2.B1", "3.A1", "3.B1(a)", "3.B1(b)", "3.C1", "3.D1",
    }


@pytest.mark.parametrize(
    ("indicator", "printed"),
    [
        ("lac_number", {"safeguarding-monthly": "6.1", "corporate-parenting-monthly": "6.1",
                        "corporate-parenting-quarterly": "4.1"}),
        ("lac_stable_2_years_percent", {"safeguarding-monthly": "8.1", "corporate-parenting-monthly": "8.1",
                                        "corporate-parenting-quarterly": "4.18", "annual-report": None}),
        ("lac_dental_assessment_percent", {"safeguarding-monthly": "6.10", "corporate-parenting-monthly": "6.11",
                                           "corporate-parenting-quarterly": "4.10"}),
        ("adoption_days_care_to_placement", {"safeguarding-monthly": "9.2", "corporate-parenting-monthly": "10.4",
                                             "corporate-parenting-quarterly": "4.25", "annual-report": None}),
        ("care_leavers_eet_percent", {"safeguarding-monthly": "7.4", "corporate-parenting-monthly": "7.5",
                                      "corporate-parenting-quarterly": "4.30"}),
        ("cin_with_cpp_rate", {"safeguarding-monthly": "4.3", "children-and-young-peoples-plan": "1.A1"}),
        ("eha_completed", {"early-help-scorecard": "3.1 OLD", "children-and-young-peoples-plan": "1.A3"}),
        ("caseload_max_lac", {"safeguarding-monthly": "10.2", "corporate-parenting-monthly": "11.1"}),
    ],
)
def test_an_indicator_keeps_its_id_across_packs_and_renumberings(
    registry: Registry, indicator: str, printed: dict[str, str | None]
) -> None:
    names = registry.names_of(indicator)
    assert {name.family: name.number for name in reversed(names)} == printed


def test_changed_definitions_and_breaks_carry_their_reason(registry: Registry) -> None:
    placement = registry.changes("adoption_days_care_to_placement")
    assert any(c.kind == "definition" and "A10" in c.reason for c in placement)
    youth = registry.changes("lac_known_to_youth_justice")
    assert any(c.kind == "name" and "youth justice" in c.reason for c in youth)
    for i in registry.indicators.values():
        assert (
            [c.date for c in registry.changes(i.id) if c.kind in ("system", "event") and c.date.year == 2016]
            or not registry.names_of(i.id, "safeguarding-monthly")
            or i.theme in ("adoption", "care-leavers")
        ), i.id


def test_one_number_with_a_count_and_a_percentage_is_two_linked_indicators(registry: Registry) -> None:
    for family, number in (
        *(("safeguarding-monthly", n) for n in ("3.5", "3.6", "3.7", "3.8", "5.5")),
        *(("early-help-scorecard", n) for n in ("1.2", "2.2", "3.2", "5.2")),
    ):
        rows = [row for row in registry.numbered(family) if row.number == number]
        assert {row.unit for row in rows} == {"count", "percent"}, number
        counts = {row.indicator for row in rows if row.unit == "count"}
        shares = [registry.indicator(row.indicator).share_of for row in rows if row.unit == "percent"]
        assert any(share and share.numerator in counts for share in shares), number


def test_links_of_the_issue_are_there(registry: Registry) -> None:
    fostered = registry.indicator("lac_fostered_percent").share_of
    in_time = registry.indicator("adoptions_in_12_months_percent").share_of
    assert fostered and (fostered.numerator, fostered.denominator) == ("lac_fostered_number", "lac_number")
    assert in_time and (in_time.numerator, in_time.denominator) == ("adoptions_in_12_months_number", "adoptions")
    assert registry.indicator("lac_ceased_permanence_percent").includes == [
        "lac_ceased_sgo_percent", "lac_adopted_percent",
    ]
    flow = registry.indicator("lac_number").flow
    assert flow and (flow.inflow, flow.outflow) == ("lac_admissions", "lac_ceased")


@pytest.mark.parametrize(
    ("partition", "members", "whole"),
    [
        ("assessment-outcomes", 5, None),
        ("s47-outcomes-number", 4, "s47_completed"),
        ("s47-outcomes-percent", 4, None),
        ("cin-with-cpp", 2, "cin_with_cpp"),
        ("stepdown-families-number", 3, "stepdown_families_submitted"),
        ("stepdown-children-number", 3, "stepdown_children_submitted"),
    ],
)
def test_partitions_have_all_their_members_and_one_whole(
    registry: Registry, partition: str, members: int, whole: str | None
) -> None:
    entries = [i for i in registry.indicators.values() if i.partition == partition]
    assert len(entries) == members
    assert {i.parts_of for i in entries} == {whole}
    assert len({(i.unit, i.basis, i.adds_up) for i in entries}) == 1


def test_every_partition_is_of_shares_or_names_its_whole(registry: Registry) -> None:
    for i in registry.indicators.values():
        if i.partition:
            assert (i.unit == "percent") != bool(i.parts_of), i.id


def test_references_join_measures_that_can_be_compared(registry: Registry) -> None:
    for i in registry.indicators.values():
        if i.subset_of:
            assert registry.indicator(i.subset_of).unit == i.unit, i.id
        if i.parts_of:
            assert registry.indicator(i.parts_of).unit == i.unit, i.id
        if i.share_of and i.share_of.numerator:
            assert registry.indicator(i.share_of.numerator).unit == "count", i.id
        for _, target in references(i):
            assert target in registry.indicators


def test_every_theme_has_indicators_and_every_family_names(registry: Registry) -> None:
    assert {i.theme for i in registry.indicators.values()} == set(registry.themes)
    assert all(registry.named(family) for family in registry.families)


def test_units_bases_and_area_kinds_are_those_of_the_contract(registry: Registry) -> None:
    assert {i.unit for i in registry.indicators.values()} <= set(registry.units)
    assert {i.basis for i in registry.indicators.values()} <= set(BASES)
    assert {area.kind for area in registry.areas.values()} == set(AREA_KINDS)


def test_ids_say_their_unit_where_a_count_has_a_share_beside_it(registry: Registry) -> None:
    for i in registry.indicators.values():
        assert i.id.endswith("_percent") == (i.unit == "percent"), i.id
        assert i.unit.startswith("rate") or not i.id.endswith("_rate"), i.id


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("STAT NEIGH AVE", "Statistical neighbour average"), ("SN AVE", "Statistical neighbour average"),
        ("Stat neigh av.", "Statistical neighbour average"), ("BEST SN", "Best statistical neighbour"),
        ("BEST STAT NEIGH", "Best statistical neighbour"), ("NAT AVE", "National average"),
        ("Nat av.", "National average"), ("NAT TOP QTILE THRESHOL", "National top quartile threshold"),
        ("NAT TOP QTYLE", "National top quartile threshold"), ("NAT TOP Q TILE", "National top quartile threshold"),
        ("Top qtile threshold", "National top quartile threshold"), ("RIA 2022/23", "Regional average"),
        ("RIA 2031 / 32", "Regional average"), ("ROTHERHAM", "Rotherham"), ("Rotherham Overall", "Rotherham"),
        ("REG AVE", "Regional average"), ("Y&H AVE", "Regional average"),
        ("CENTRAL", "Central"), ("Borough Wide Services", "Borough Wide Services"),
    ],
)
def test_every_printed_area_is_known(registry: Registry, printed: str, name: str) -> None:
    found = registry.area(printed)
    assert found is not None and found.name == name


def test_arrows_mean_performance_until_2020_and_the_number_in_2023(registry: Registry) -> None:
    meaning = {family.id: family.arrows_mean for family in registry.families.values()}
    assert meaning["safeguarding-monthly"] == meaning["early-help-scorecard"] == "performance"
    assert meaning["corporate-parenting-monthly"] == "performance"
    assert meaning["corporate-parenting-quarterly"] == "number"


def test_the_committed_dictionary_is_the_registry_s(registry: Registry, project: Path) -> None:
    committed = (project / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert committed == data_dictionary(registry), "run: python -m scorecard.registry > docs/data-dictionary.md"


@pytest.mark.parametrize(
    "term",
    [
        "LAC", "CIC", "CIN", "CPP", "S47", "ICPC", "IHA", "PEP", "SGO", "CAO", "SHOBPA", "UASC", "IRO", "EHA", "NEET",
        "EET", "DOT", "RAG", "MASH", "CSE", "YOT", "YJS", "FFC", "PRU",
    ],
)
def test_the_glossary_explains(project: Path, term: str) -> None:
    text = (project / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert re.search(rf"^\|[^|]*\*\*{term}\*\*", text, re.MULTILINE)


def test_the_glossary_explains_both_meanings_of_fte(project: Path) -> None:
    text = (project / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert "**FTE** (first-time entrant)" in text and "**FTE** (full-time equivalent)" in text


def lines_of(documents: Path, stem: str, first: int, last: int) -> list[list[str]]:
    text = (documents / f"{stem}.txt").read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in text[first - 1 : last] if "\t" in line]


def printed_rows(rows: list[list[str]]) -> list[tuple[str, str]]:
    """Number and name of summary rows: the first cell that is a number like 6.1, and the cell after it."""
    found = []
    for cells in rows:
        at = next((i for i, c in enumerate(cells[:3]) if re.fullmatch(r"\d{1,2}\.\d{1,2}( OLD)?", c.strip())), None)
        if at is not None and at + 1 < len(cells) and len(cells[at + 1]) > 8:
            found.append((cells[at].strip(), cells[at + 1].strip()))
    return found


def best_entry(registry: Registry, family: str, name: str) -> tuple[float, str]:
    """Likeness and number of the entry whose spelling is most like ``name``."""
    return max(
        (fuzz.ratio(name.lower().lstrip("*"), spelling.lower()), entry.number)
        for entry in registry.numbered(family)
        for spelling in entry.names
    )


@pytest.mark.parametrize(
    ("stem", "first", "last", "family", "rows"),
    [
        (PACK_2020, 477, 528, "corporate-parenting-monthly", 42),
        (PACK_2023, 1057, 1089, "corporate-parenting-quarterly", 31),
    ],
)
def test_rows_of_a_clean_summary_lead_to_the_indicator_of_their_number(
    registry: Registry, documents: Path, stem: str, first: int, last: int, family: str, rows: int
) -> None:
    found = printed_rows(lines_of(documents, stem, first, last))
    assert len(found) == rows
    for number, name in found:
        likeness, best = best_entry(registry, family, name)
        assert (best, likeness > 95) == (number, True), (number, name, likeness)


@pytest.mark.parametrize(
    ("first", "last", "family", "legible", "damaged"),
    [
        (2850, 2975, "safeguarding-monthly", 76, set()),
        (2034, 2103, "early-help-scorecard", 32, {"0.1", "0.2", "3.1", "4.0"}),
    ],
)
def test_legible_rows_of_a_damaged_summary_lead_to_their_number(
    registry: Registry, documents: Path, first: int, last: int, family: str, legible: int, damaged: set[str]
) -> None:
    """A name that can be read leads to the printed number (``damaged`` ones lost a digit: 3.1 that is 9.1)."""
    found = 0
    for number, name in printed_rows(lines_of(documents, PACK_2017, first, last)):
        likeness, best = best_entry(registry, family, name)
        if likeness > 78 and number not in damaged:
            assert best in (number, number + "0"), (number, name)
            found += 1
    assert found >= legible


@pytest.mark.parametrize(
    ("family", "stem", "line"),
    [
        ("early-help-scorecard", PACK_2017, 2008),
        ("safeguarding-monthly", PACK_2017, 2819),
        ("send-advice-service", PACK_2017, 226),
        ("corporate-parenting-monthly", PACK_2020, 451),
        ("corporate-parenting-quarterly", PACK_2023, 1024),
        ("annual-report", PACK_2023, 215),
        ("annual-report", PACK_2023, 1249),
        ("corporate-parenting-quarterly", "2023-09-children-in-care-summary", 1),
        ("children-and-young-peoples-plan", PACK_2017, 1666),
    ],
)
def test_headings_in_print_are_recognised_by_one_family_only(
    registry: Registry, documents: Path, family: str, stem: str, line: int
) -> None:
    text = (documents / f"{stem}.txt").read_text(encoding="utf-8").split("\n")[line - 1].lower().replace("’", "'")
    assert [f.id for f in registry.families.values() if any(mark in text for mark in f.marks)] == [family]
