"""Findings keep their ids, say which are new, and can be acknowledged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scorecard.errors import FindingsNotAcknowledged, InputError
from scorecard.schema import SCHEMAS
from scorecard.validate.findings.acknowledgements import (
    acknowledge,
    load_acknowledgements,
    refuse_unacknowledged,
    stale_acknowledgements,
)
from scorecard.validate.findings.ids import (
    DRAFT_SCHEMA,
    compare_findings,
    conform_drafts,
    drop_repeats,
    name_findings,
    previous_findings,
    put_findings_aside,
    write_findings,
)


def draft(line: int = 1, **changes: Any) -> dict[str, Any]:
    row = {
        "document": "pack",
        "table": "theme",
        "line": line,
        "cell": 3,
        "indicator": "lac_number",
        "area": "Rotherham",
        "breakdown": None,
        "period": "2020-06",
        "rule": "totals",
        "severity": "error",
        "published": "42",
        "expected": "43",
        "explanation": "The months add up to 43.",
        "suggestion": None,
    }
    return {**row, **changes}


def named(*rows: dict[str, Any]) -> pl.DataFrame:
    return name_findings(pl.DataFrame(list(rows), schema=DRAFT_SCHEMA))


def test_the_columns_are_the_contracts() -> None:
    assert dict(named(draft()).schema) == dict(SCHEMAS["findings"])
    assert dict(named().schema) == dict(SCHEMAS["findings"])


def test_an_id_is_what_it_was_yesterday() -> None:
    """Acknowledgements quote ids: another way of making them would lose every one."""
    assert named(draft())["finding"].to_list() == ["totals-d6900d1ce9"]


def test_a_finding_keeps_its_id_when_its_line_moves() -> None:
    moved = draft(line=99, cell=8, table="another")
    assert named(draft())["finding"].to_list() == named(moved)["finding"].to_list()


def test_the_words_around_it_do_not_change_an_id() -> None:
    reworded = draft(explanation="Said in other words.", suggestion="A cause.", severity="warning")
    assert named(draft())["finding"].to_list() == named(reworded)["finding"].to_list()


@pytest.mark.parametrize(
    "column", ["document", "rule", "indicator", "area", "breakdown", "period", "published", "expected"]
)
def test_another_content_is_another_finding(column: str) -> None:
    assert named(draft())["finding"].to_list() != named(draft(**{column: "other"}))["finding"].to_list()


def test_null_and_empty_are_not_the_same() -> None:
    assert named(draft(area=None))["finding"].to_list() != named(draft(area=""))["finding"].to_list()


def test_the_same_content_in_two_places_is_numbered_in_order_of_place() -> None:
    found = named(draft(line=7), draft(line=2))
    first = named(draft())["finding"][0]
    assert found.select("line", "finding").rows() == [(2, first), (7, f"{first}-2")]


def test_the_same_thing_said_twice_of_one_place_is_one_finding() -> None:
    assert named(draft(), draft()).height == 1


def test_the_order_of_drafts_does_not_matter() -> None:
    rows = [draft(line=n, published=str(n % 3)) for n in range(1, 20)]
    assert named(*rows).equals(named(*reversed(rows)))


def test_what_a_fuller_rule_says_is_not_repeated() -> None:
    full = draft(rule="percentage", expected="27.0%", published="37.0%")
    rows = [
        full,
        {**full, "rule": "linked-counts"},
        {**full, "rule": "linked-counts", "expected": "28.0%"},
        {**full, "rule": "linked-counts", "line": 2},
        {**full, "rule": "same-figure"},
        {**full, "rule": "linked-counts", "cell": None, "line": 9},
    ]
    kept = drop_repeats(pl.DataFrame(rows, schema=DRAFT_SCHEMA)).select("rule", "line", "expected").rows()
    assert kept == [
        ("percentage", 1, "27.0%"),
        ("linked-counts", 1, "28.0%"),
        ("linked-counts", 2, "27.0%"),
        ("same-figure", 1, "27.0%"),
        ("linked-counts", 9, "27.0%"),
    ]


def test_no_drafts_make_no_rows_of_nulls() -> None:
    assert conform_drafts(pl.DataFrame()).height == 0


def test_states_say_new_persisting_and_gone() -> None:
    before, now = named(draft(published="1"), draft(published="2")), named(draft(published="2"), draft(published="3"))
    states = compare_findings(now, before).sort("published").select("published", "state").rows()
    assert states == [("1", "gone"), ("2", "persisting"), ("3", "new")]


def test_repeating_a_run_changes_nothing_and_says_the_same(tmp_path: Path) -> None:
    one, two = named(draft(published="1")), named(draft(published="2"))
    assert write_findings(tmp_path, one)["state"].to_list() == ["new"]
    assert previous_findings(tmp_path) is None
    first = write_findings(tmp_path, two)
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    again = write_findings(tmp_path, two)
    assert first.equals(again)
    assert sorted(first["state"]) == ["gone", "new"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == kept


def test_findings_put_aside_are_what_the_next_run_compares_with(tmp_path: Path) -> None:
    write_findings(tmp_path, named(draft()))
    put_findings_aside(tmp_path)
    assert not (tmp_path / "findings.parquet").exists()
    assert write_findings(tmp_path, named(draft()))["state"].to_list() == ["persisting"]


@pytest.mark.parametrize("name", ["findings.parquet", "findings_previous.parquet"])
def test_damaged_findings_of_an_earlier_run_count_as_none(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert write_findings(tmp_path, named(draft()))["state"].to_list() == ["new"]


# acknowledgements

GOOD = """
acknowledgements:
  - finding: {finding}
    who: performance team
    when: 2024-05-31
    note: The borough's return was made twice; asked for a correction.
"""


def acknowledged(folder: Path, text: str) -> Any:
    (folder / "acknowledged.yml").write_text(text, "utf-8")
    return load_acknowledgements(folder)


def test_who_when_and_note_are_recorded(tmp_path: Path) -> None:
    found = named(draft(), draft(published="7"))
    one = found["finding"][0]
    seen = acknowledge(found, acknowledged(tmp_path, GOOD.format(finding=one)))
    told = {row["finding"]: (row["acknowledged"], row["note"]) for row in seen.iter_rows(named=True)}
    assert told[one] == ("performance team, 2024-05-31", "The borough's return was made twice; asked for a correction.")
    assert [value for key, value in told.items() if key != one] == [(None, None)]
    assert seen.columns == found.columns


def test_no_file_means_no_acknowledgements(tmp_path: Path) -> None:
    assert load_acknowledgements(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("acknowledgements: [", "not valid YAML"),
        ("", "cannot be used"),
        ("acknowledgements: []\nextra: 1", "extra"),
        (GOOD.replace("note", "nte"), "note"),
        (GOOD.replace("2024-05-31", "yesterday"), "entry 1, when"),
        (GOOD.replace("performance team", "''"), "entry 1, who"),
        (GOOD.replace("performance team", "'   '"), "entry 1, who"),
        ("acknowledgements:\n  - !!python/object:os.system {}", "not valid YAML"),
        (GOOD + GOOD.replace("acknowledgements:\n", ""), "twice"),
    ],
)
def test_a_file_in_another_form_is_refused_with_the_entry(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        acknowledged(tmp_path, text.replace("{finding}", "totals-0123456789"))


def test_strict_passes_where_every_error_is_acknowledged(tmp_path: Path) -> None:
    found = named(draft(), draft(published="7", severity="warning"))
    one = found.filter(pl.col("severity") == "error")["finding"][0]
    entries = acknowledged(tmp_path, GOOD.format(finding=one))
    refuse_unacknowledged(acknowledge(found, entries), stale_acknowledgements(found, entries), [])


def test_strict_lists_every_error_that_nobody_acknowledged() -> None:
    found = named(draft(), draft(published="7"), draft(published="8", severity="warning"))
    with pytest.raises(FindingsNotAcknowledged) as caught:
        refuse_unacknowledged(found, [], [])
    errors = found.filter(pl.col("severity") == "error")["finding"]
    assert caught.value.exit_code == 1
    assert all(one in str(caught.value) for one in errors)
    assert found.filter(pl.col("severity") == "warning")["finding"][0] not in str(caught.value)


def test_strict_refuses_an_acknowledgement_that_no_longer_applies(tmp_path: Path) -> None:
    entries = acknowledged(tmp_path, GOOD.format(finding="totals-0123456789"))
    stale = stale_acknowledgements(named(), entries)
    with pytest.raises(FindingsNotAcknowledged, match="totals-0123456789: acknowledged, but no longer found"):
        refuse_unacknowledged(named(), stale, [])


def test_strict_refuses_a_rule_that_stopped() -> None:
    with pytest.raises(FindingsNotAcknowledged, match="rule totals could not be run"):
        refuse_unacknowledged(named(), [], ["totals"])
