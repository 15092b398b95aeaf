"""One measure has one number in all tables of a family."""

from __future__ import annotations

from scorecard.validate.rules import numbering
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry
from tests.unit.validate.rules.in_detail import only

REGISTRY = registry(indicator("plans"), indicator("visits"))


def numbered(id: str, number: str | None, *, line: int, table: str = "summary", cell: int = 2):
    return figure(id, "2020-06", "12", line=line, table=table, cell=cell, indicator_number=number)


def run(*rows):
    return numbering.compare(pack(list(rows)), REGISTRY)


def test_the_same_number_in_two_tables_holds():
    result = run(numbered("plans", "6.1", line=1), numbered("plans", "6.1", line=11, table="page"))
    assert result.rows.height == 1 and failing(result).is_empty()


def test_one_finding_tells_all_measures_of_a_table():
    summary = (numbered("plans", "6.1", line=1), numbered("visits", "6.2", line=2))
    page = (numbered("plans", "6.3", line=11, table="page"), numbered("visits", "6.4", line=11, table="page", cell=3))
    row = only(run(*summary, *page))
    assert row["explanation"] == (
        "Measures have another number here than in an earlier table: Plans (6.3 here, 6.1 at line 1); "
        "Visits (6.4 here, 6.2 at line 2)."
    )
    assert (row["published"], row["expected"], row["published_value"]) == ("6.3, 6.4", "6.1, 6.2", 2.0)
    assert row["compared_with"] == "pack:1:2; pack:2:2"


def test_numbers_with_letters_belong_to_other_lists():
    assert run(numbered("plans", "6.1", line=1), numbered("plans", "1.A2", line=11, table="page")).not_run


def test_a_table_without_numbers_says_nothing():
    assert run(numbered("plans", "6.1", line=1), numbered("plans", None, line=11, table="page")).not_run
