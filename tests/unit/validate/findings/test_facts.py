"""Findings that tell of one thing are one fact, whoever found it and from wherever it is told."""

from __future__ import annotations

import random
from typing import Any

import polars as pl
import pytest

from scorecard.validate.findings.ids import DRAFT_SCHEMA, name_findings


def draft(line: int, cell: int | None = 3, **changes: Any) -> dict[str, Any]:
    """A finding about looked after children in March 2020, printed as 603 in a pack of June."""
    row = {
        "document": "june",
        "table": "summary",
        "line": line,
        "cell": cell,
        "indicator": "lac_number",
        "area": "Kiteham",
        "breakdown": None,
        "period": "2020-03",
        "rule": "same-figure",
        "severity": "warning",
        "published": "603",
        "expected": "613",
        "explanation": "It is printed otherwise elsewhere.",
        "compared_with": None,
    }
    return {**row, **changes}


def facts(*rows: dict[str, Any]) -> list[list[tuple[int, str]]]:
    """Facts as lists of lines and roles, in the order of their first line."""
    named = name_findings(pl.DataFrame(list(rows), schema=DRAFT_SCHEMA))
    grouped = named.sort("line", "cell", "rule").group_by("fact", maintain_order=True).agg("line", "role")
    return [list(zip(lines, roles, strict=True)) for _, lines, roles in grouped.iter_rows()]


MIRRORED = [
    draft(10, published="603", expected="613", compared_with="june:40:2"),
    draft(40, cell=2, table="theme", published="613", expected="603", compared_with="june:10:3"),
]


def test_two_prints_that_differ_are_one_fact_told_from_the_first() -> None:
    assert facts(*MIRRORED) == [[(10, "leading"), (40, "also-here")]]


def test_the_gravest_finding_leads() -> None:
    assert facts(MIRRORED[0], {**MIRRORED[1], "severity": "error"}) == [[(10, "also-here"), (40, "leading")]]


def test_of_two_as_grave_the_one_with_a_cause_leads() -> None:
    assert facts(MIRRORED[0], {**MIRRORED[1], "suggestion": "A digit is exchanged."}) == [
        [(10, "also-here"), (40, "leading")]
    ]


def test_one_cell_that_two_rules_contradict_is_one_fact() -> None:
    assert facts(draft(10, rule="totals", expected="605"), draft(10, rule="partitions", expected="600")) == [
        [(10, "leading"), (10, "also-here")]
    ]


def test_two_figures_that_differ_by_chance_are_two_facts() -> None:
    other = draft(40, indicator="lac_admissions", published="18", expected="19", compared_with="june:41:3")
    assert facts(draft(10, compared_with="june:11:3"), other) == [[(10, "leading")], [(40, "leading")]]


def test_another_measure_compared_with_the_same_cell_is_another_fact() -> None:
    assert (
        len(facts(draft(10, compared_with="june:40:3"), draft(40, indicator="lac_rate", compared_with="june:50:3")))
        == 2
    )


def test_a_figure_printed_twice_and_contradicted_twice_is_one_fact() -> None:
    both = [
        draft(10, rule="totals", compared_with="june:1:1"),
        draft(90, rule="totals", table="theme", compared_with="june:80:1"),
    ]
    assert facts(*both) == [[(10, "leading"), (90, "also-here")]]


def test_an_x_of_y_and_its_percentage_on_one_line_are_one_fact() -> None:
    pair = [
        draft(10, cell=3, rule="partitions", published="106 of 332", expected="252"),
        draft(10, cell=4, rule="partitions", published="75.9", expected="100%"),
    ]
    assert facts(*pair) == [[(10, "leading"), (10, "also-here")]]


def test_an_arrow_and_a_total_on_one_line_are_two_facts() -> None:
    pair = [draft(10, cell=3, rule="totals"), draft(10, cell=9, rule="arrows", published="↑", expected="down")]
    assert len(facts(*pair)) == 2


def test_one_whole_that_several_measures_print_otherwise_is_one_fact() -> None:
    """432 children on line 20, where two measures are printed as shares of 431."""
    wholes = [
        draft(
            30,
            rule="linked-counts",
            indicator=measure,
            published=printed,
            expected="432",
            compared_with="june:20:3",
            cell=cell,
        )
        for cell, (measure, printed) in enumerate(
            {"lac_commissioned_percent": "188 of 431", "lac_3_placements_percent": "56 of 431"}.items()
        )
    ]
    assert len(facts(*wholes)) == 1


def test_sentences_are_not_joined_by_the_figure_they_were_held_against() -> None:
    said = [
        draft(line, cell=None, rule="prose", published=str(line), compared_with="june:20:3", period=None)
        for line in (5, 6)
    ]
    assert len(facts(*said)) == 2


def test_two_figures_of_one_line_of_text_are_two_facts() -> None:
    said = [draft(5, cell=None, published=figure, rule="totals", expected=figure + "0") for figure in ("42", "43")]
    said[1]["indicator"] = "lac_admissions"
    assert len(facts(*said)) == 2


def test_two_sums_of_one_sentence_that_are_wrong_are_two_facts() -> None:
    """Of measures that nobody knows, too: they may be any two."""
    sums = [
        draft(5, cell=None, table=None, indicator=None, period=None, rule="prose", published=change, expected=right)
        for change, right in (("95", "80"), ("63", "53"))
    ]
    assert len(facts(*sums)) == 2


def test_prints_in_two_documents_are_one_fact() -> None:
    later = draft(7, document="september", rule="between-packs", severity="information", compared_with="june:10:3")
    assert facts(*MIRRORED, later) == [[(7, "also-here"), (10, "leading"), (40, "also-here")]]


def test_chains_are_followed_to_their_end() -> None:
    chain = [
        draft(line, published=str(line), compared_with=f"june:{line + 1}:3", table=f"t{line}") for line in range(10, 30)
    ]
    assert len(facts(*chain)) == 1


@pytest.mark.parametrize("seed", range(3))
def test_ids_and_roles_do_not_depend_on_the_order_of_the_findings(seed: int) -> None:
    rows = [*MIRRORED, draft(10, rule="totals", expected="605"), draft(77, indicator="lac_rate")]
    mixed = random.Random(seed).sample(rows, len(rows))
    named = [name_findings(pl.DataFrame(some, schema=DRAFT_SCHEMA)) for some in (rows, mixed)]
    assert named[0].equals(named[1])


def test_a_fact_keeps_its_id_when_its_lines_move_and_when_another_rule_finds_it_too() -> None:
    def ids(*rows: dict[str, Any]) -> set[str]:
        return set(name_findings(pl.DataFrame(list(rows), schema=DRAFT_SCHEMA))["fact"])

    moved = [
        {**MIRRORED[0], "line": 110, "compared_with": "june:140:2"},
        {**MIRRORED[1], "line": 140, "compared_with": "june:110:3"},
    ]
    also = draft(40, cell=2, rule="totals", published="613", expected="600", table="theme")
    assert ids(*MIRRORED) == ids(*moved) == ids(*MIRRORED, also)
    assert ids(*MIRRORED) != ids({**MIRRORED[0], "published": "604"}, MIRRORED[1])


def test_facts_with_one_content_are_numbered_in_order_of_place() -> None:
    rows = [draft(10, rule="totals", expected="1"), draft(50, rule="partitions", expected="2", table="theme")]
    named = name_findings(pl.DataFrame(rows, schema=DRAFT_SCHEMA)).sort("line")
    assert named["fact"][1] == f"{named['fact'][0]}-2"


def test_places_are_all_that_the_fact_is_about_in_order() -> None:
    rows = [draft(10, compared_with="june:9:3; june:100:1"), draft(10, rule="totals", compared_with="april:2:2")]
    rows.append(draft(5, cell=None, indicator="lac_rate"))
    named = name_findings(pl.DataFrame(rows, schema=DRAFT_SCHEMA))
    assert set(named.filter(pl.col("line") == 10)["places"]) == {"april:2:2; june:9:3; june:10:3; june:100:1"}
    assert named.filter(pl.col("line") == 5)["places"].to_list() == ["june:5"]


def test_no_findings_are_no_facts() -> None:
    assert name_findings(pl.DataFrame(schema=DRAFT_SCHEMA)).is_empty()


def test_a_disagreement_leads_before_what_has_changed_and_says_what_it_is() -> None:
    change = draft(10, rule="between-packs", severity="warning", nature="change", document="june", suggestion="Known.")
    rows = [change, draft(40, severity="information", compared_with="june:10:3", table="theme")]
    named = name_findings(pl.DataFrame(rows, schema=DRAFT_SCHEMA)).sort("line")
    assert named.select("line", "role", "nature").rows() == [
        (10, "also-here", "change"),
        (40, "leading", "disagreement"),
    ]


def test_places_are_also_those_that_print_the_disputed_figure_again() -> None:
    subject = {"document": "june", "indicator": "lac_number", "area": "Kiteham", "breakdown": None}
    figure = {"period": "2020-03", "unit": "count", "value": 603.0, "numerator": None, "denominator": None}
    prints = [
        {"line": 10, "cell": 3},
        {"line": 70, "cell": 4},
        {"line": 80, "cell": 2, "value": 613.0},  # what it should be is no print of it
        {"line": 81, "cell": 2, "period": "2020-04"},
        {"line": 82, "cell": 2, "document": "july"},
        {"line": 83, "cell": 2, "area": "Owlham"},
    ]
    kinds = {"breakdown": pl.String, "numerator": pl.Float64, "denominator": pl.Float64, "line": pl.Int32}
    observations = pl.DataFrame(
        [{**subject, **figure, "status": "reported", **one} for one in prints],
        schema_overrides={**kinds, "cell": pl.Int32},
    )
    drafts = pl.DataFrame([draft(10, cell=3, compared_with="june:40:2")], schema=DRAFT_SCHEMA)
    assert name_findings(drafts)["places"].to_list() == ["june:10:3; june:40:2"]
    assert name_findings(drafts, observations)["places"].to_list() == ["june:10:3; june:40:2; june:70:4"]
