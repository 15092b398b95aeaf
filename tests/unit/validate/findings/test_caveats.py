"""A finding that the document itself warns of is information and says so; a cell never contradicts itself for that."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import polars as pl
import pytest

from scorecard.registry import load_registry
from scorecard.registry.prose import CaveatKind
from scorecard.validate.compare import find_rules
from scorecard.validate.findings.grades import explained
from scorecard.validate.findings.ids import DRAFT_SCHEMA
from tests.unit.validate.findings.test_facts import draft
from tests.unit.validate.rule_frames import pack

KINDS = load_registry().caveats
DOCUMENTS = {"june": date(2020, 6, 30), "may": date(2020, 5, 31)}
OF_ONE_CELL = {"percentage", "arrows", "rag", "thresholds", "headers", "rounding-habit", "hidden-children", "misplaced"}


def warning(kind: str = "restated", **changes: Any) -> dict[str, Any]:
    row = {"document": "june", "line": 5, "part": 1, "kind": kind, "scope": "section", "indicator": "lac_number"}
    return {**row, "from_line": 1, "to_line": 20, **changes}


def told(*warnings: dict[str, Any], **changes: Any) -> tuple[str, str]:
    """Severity and explanation of a finding on line 10 about March 2020, under these warnings."""
    drafts = pl.DataFrame([draft(10, **changes)], schema=DRAFT_SCHEMA)
    tables = pack([], caveats=list(warnings), documents=DOCUMENTS)
    row = explained(drafts, tables["caveats"], tables["documents"], KINDS).row(0, named=True)
    return row["severity"], row["explanation"]


def test_an_explained_finding_is_information_and_says_where_the_pack_warns() -> None:
    severity, explanation = told(warning())
    assert severity == "information"
    assert explanation.endswith(" The pack itself warns at line 5: figures of earlier months have been put right here.")


@pytest.mark.parametrize(
    "changes",
    [
        {"indicator": "lac_rate"},
        {"document": "may"},
        {"period_start": date(2020, 4, 1), "period_end": date(2020, 6, 30)},
        {"kind": "source-changed"},
        {"indicator": None, "scope": "report"},
    ],
    ids=["another measure", "another document", "another time", "explains no such rule", "a general remark"],
)
def test_what_is_about_something_else_explains_nothing(changes: dict[str, Any]) -> None:
    assert told(warning() | changes) == ("warning", "It is printed otherwise elsewhere.")


def test_a_warning_that_names_no_time_is_not_about_a_year_long_past() -> None:
    assert told(warning(), period="2018/19")[0] == "warning"
    past = warning(period_start=date(2018, 4, 1), period_end=date(2018, 4, 30))
    assert told(past, period="2018/19")[0] == "information"


def test_a_general_remark_explains_only_what_two_packs_print_otherwise() -> None:
    remark = warning("may-change", scope="report", indicator=None)
    assert told(remark, rule="between-packs")[0] == "information"
    assert told(remark | {"to_line": 9}, rule="between-packs")[0] == "warning"


def test_the_other_pack_may_be_the_one_that_warns() -> None:
    severity, explanation = told(warning(document="may"), rule="between-packs", compared_with="may:7:2")
    assert severity == "information" and " The pack may itself warns at line 5: " in explanation


@pytest.mark.parametrize(
    ("kind", "severity"), [("restated", "information"), ("system-fault", "information"), ("may-change", "error")]
)
def test_a_change_of_colour_is_explained_only_by_a_mistake_that_is_owned_up_to(kind: str, severity: str) -> None:
    assert told(warning(kind), severity="error")[0] == severity


def test_of_several_warnings_the_first_that_explains_is_told() -> None:
    assert "line 5" in told(warning(line=8), warning(line=5))[1]
    assert "line 8" in told(warning(line=8), warning("may-change", line=5), severity="error")[1]


def test_what_has_changed_since_needs_no_excuse() -> None:
    assert told(warning(), nature="change") == ("warning", "It is printed otherwise elsewhere.")


def test_every_rule_that_a_kind_explains_is_a_rule_and_none_is_about_one_cell() -> None:
    named = {rule for one in KINDS.values() for rule in (*one.explains, *one.of_report)}
    assert named <= set(find_rules()) - OF_ONE_CELL and set(find_rules()) >= OF_ONE_CELL


def test_every_kind_of_warning_has_its_meaning() -> None:
    assert tuple(KINDS) == get_args(CaveatKind)
