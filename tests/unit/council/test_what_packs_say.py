"""What a draft makes of the words of packs: titles, comparators, localities, signs, polarity, names that are alike."""

from __future__ import annotations

import re
from datetime import date

import pytest

from scorecard.clean.tables.general.roles import TableRoles, table_roles
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.council.areas import areas_of, comparator_of
from scorecard.council.found import give_ids, measures_of, propose
from scorecard.council.same import Proposer
from scorecard.council.signs import polarity_of, signs_of
from scorecard.council.title import phrases_that_tell
from scorecard.council.yaml_text import comment, quoted, remark
from scorecard.registry import load_registry
from scorecard.registry.draft_words import draft_words
from scorecard.workspace import Workspace
from tests.fixtures.grids import grid

WORDS = draft_words(Workspace())
REGISTRY = load_registry()
PROPOSER = Proposer(REGISTRY, WORDS)
AS_AT = date(2023, 12, 31)


def roles(*lines: str) -> TableRoles:
    told = table_roles(grid(*lines, as_at=AS_AT), Lexicon.of(REGISTRY))
    assert told is not None
    return told


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        (
            "Children and Families Performance Scorecard: Quarter 2 2024/25",
            "children and families performance scorecard",
        ),
        ("Children's Services Key Performance Indicators", "children's services key performance indicators"),
        ("Safeguarding Performance Report - June 2024", "safeguarding performance report"),
        ("Q3 2023/24 Early Help Scorecard", "early help scorecard"),
        ("Kiteham Metropolitan Borough Council", None),
        ("Report of Jo Example to Quentin Zzyx", None),
        ("This report tells the panel how children are looked after.", None),
        ("As at 30 June 2024", None),
        ("Children looked after\t201\t198", None),
    ],
)
def test_a_mark_is_the_title_without_its_time(line: str, mark: str | None) -> None:
    assert next(iter(phrases_that_tell([line], "Kiteham", REGISTRY, WORDS)), None) == mark


@pytest.mark.parametrize(
    ("header", "comparator"),
    [
        ("Stat neighbours avg", "Statistical neighbour average"),
        ("South East", "Regional average"),
        ("England 2022/23", "National average"),
        ("All Wales", "Wales average"),
        ("Core cities average", ""),
        ("Northside", None),
    ],
)
def test_a_comparator_is_told_by_its_words(header: str, comparator: str | None) -> None:
    assert comparator_of(header, WORDS) == comparator


def test_parts_that_add_up_are_localities_and_others_are_asked() -> None:
    head = "Measure|Northside|Southside|Kiteham"
    sure = areas_of(
        [roles(head, "Children looked after|90|80|170", "Child protection plans|30|25|55")], "Kiteham", WORDS
    )
    assert (sure.localities, sure.unsure) == (["Northside", "Southside"], [])
    unsure = areas_of(
        [roles(head, "Children looked after|90|80|170", "Child protection plans|30|25|99")], "Kiteham", WORDS
    )
    assert (unsure.localities, unsure.unsure) == ([], ["Northside", "Southside"])


def test_a_sign_brings_the_others_of_its_set() -> None:
    head = "Measure|Q2 2023/24|Q3 2023/24|RAG|DoT"
    signs = signs_of(
        [roles(head, "Kites flown|1|2|A|Improved", "Kites lost|1|2|G|Improved", "Kites sold|1|2|?|")], WORDS
    )
    assert {meaning: said[0] for meaning, said in signs.said.items()} == {
        "amber": "a",
        "red": "r",
        "green": "g",
        "up": "Improved",
        "down": "Declined",
        "level": "Maintained",
    }
    assert (signs.unknown, signs.arrows_mean, signs.witnesses) == (["?"], "performance", 2)


@pytest.mark.parametrize(("arrows", "means"), [("↑↑", "performance"), ("↓↓", "number"), ("↑↓", None)])
def test_what_arrows_mean_is_told_by_measures_of_which_less_is_better(arrows: str, means: str | None) -> None:
    """Both measures fall; where they do not agree, nothing is sure."""
    head = "Measure|Good is|Q2 2023/24|Q3 2023/24|DoT"
    rows = [f"Kites lost {n}|Low|{20 + n}|{10 + n}|{arrow}" for n, arrow in enumerate(arrows)]
    signs = signs_of([roles(head, *rows)], WORDS)
    assert (signs.arrows, signs.arrows_mean) == (2, means)


@pytest.mark.parametrize(
    ("printed", "good"),
    [("Higher is better", "high"), ("LOW", "low"), ("Contextual", "info"), ("as it comes", None), ("", None)],
)
def test_polarity_is_told_by_known_words_only(printed: str, good: str | None) -> None:
    assert polarity_of(printed, WORDS) == good


@pytest.mark.parametrize(
    ("name", "unit", "exact"),
    [
        ("Number of cared for children", "count", "lac_number"),
        ("Children looked after, rate per 10,000", "rate_per_10k", "lac_rate"),
        ("% of care leavers in suitable accommodation", "percent", "care_leavers_accommodation_percent"),
        ("Number of cared for children", "percent", None),
        ("Number of cared for children with a bicycle", "count", None),
        ("Kites", "count", None),
    ],
)
def test_only_the_very_same_words_and_unit_are_sure(name: str, unit: str, exact: str | None) -> None:
    sure = [one.indicator for one in PROPOSER.proposals(name, unit) if one.exact]
    assert sure == ([exact] if exact else [])


def test_two_rows_of_one_table_that_would_be_the_same_measure_are_asked() -> None:
    both = roles(
        "Measure|Q3 2023/24", "Number of children looked after|201", "Total number of children looked after|190"
    )
    measures = measures_of([both], PROPOSER, REGISTRY)
    propose(measures, PROPOSER)
    assert [m.answer for m in measures] == [None, None] and len(measures) == 2
    alone = measures_of([roles("Measure|Q3 2023/24", "Number of children looked after|201")], PROPOSER, REGISTRY)
    propose(alone, PROPOSER)
    assert [m.answer.indicator for m in alone if m.answer] == ["lac_number"]


@pytest.mark.parametrize(
    ("colour", "value", "good"), [("Green", 64, "high"), ("Red", 64, "low"), ("Amber", 64, None), ("Green", 60, None)]
)
def test_a_colour_beside_its_target_tells_what_is_better(colour: str, value: int, good: str | None) -> None:
    (measure,) = measures_of(
        [roles("Measure|Q3 2023/24|Target|RAG", f"Kites flown|{value}|60|{colour}")], PROPOSER, REGISTRY
    )
    assert (measure.good, measure.good_from) == (good, "target" if good else None)


def test_texts_of_packs_are_harmless_in_yaml() -> None:
    assert quoted('a "b" \\ \u202e') == '"a \\"b\\" \\\\ \\u202e"'
    assert "\n" not in remark("one\ntwo\x1b[2J") and len(remark("x" * 500)) < 70
    assert all(line.startswith("  # ") and len(line) < 110 for line in comment("word " * 60, 2))


def test_a_name_of_nothing_but_a_share_has_an_id():
    clusters = roles("Cluster|Kites|Share (%)", "Harbour|40|49.4", "Moor|41|50.6", "Kiteham|81|100.0")
    measures = measures_of([clusters], PROPOSER, REGISTRY)
    give_ids(measures, "kiteham", PROPOSER)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", measure.own) for measure in measures)
