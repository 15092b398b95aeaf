"""Findings keep their ids, say which are new, and can be acknowledged."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scorecard.errors import FindingsNotAcknowledged, InputError
from scorecard.schema import SCHEMAS
from scorecard.validate.findings.acknowledgements import (
    Acknowledgement,
    acknowledge,
    add_acknowledgement,
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
    gone, stays, new = (draft(published=printed, line=int(printed)) for printed in "123")
    before, now = named(gone, stays), named(stays, new)
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
  - fact: {fact}
    who: performance team
    role: {role}
    when: 2024-05-31
    note: The borough's return was made twice; asked for a correction.
"""


ANY = GOOD.format(fact="fact-0123456789", role="analyst")


def acknowledged(folder: Path, text: str) -> Any:
    (folder / "acknowledged.yml").write_text(text, "utf-8")
    return load_acknowledgements(folder)


def by_roles(fact: str, *roles: str) -> str:
    """A file in which each role acknowledges one fact."""
    entries = [GOOD.format(fact=fact, role=role) for role in roles]
    return entries[0] + "".join(entry.replace("\nacknowledgements:\n", "") for entry in entries[1:])


def test_who_when_and_note_are_recorded_with_every_finding_of_the_fact(tmp_path: Path) -> None:
    found = named(
        draft(severity="warning"), draft(line=9, severity="warning"), draft(published="7", line=20, severity="warning")
    )
    one = found["fact"][0]
    seen = acknowledge(found, acknowledged(tmp_path, GOOD.format(fact=one, role="analyst")))
    told = {row["line"]: (row["acknowledged"], row["note"]) for row in seen.iter_rows(named=True)}
    who = ("performance team (analyst), 2024-05-31", "The borough's return was made twice; asked for a correction.")
    assert told == {1: who, 9: who, 20: (None, None)}
    assert seen.columns == found.columns


def test_an_error_needs_an_analyst_and_a_reviewer(tmp_path: Path) -> None:
    found = named(draft(), draft(line=9, severity="warning"))
    fact = found["fact"][0]
    half = acknowledge(found, acknowledged(tmp_path, by_roles(fact, "reviewer")))
    assert half["acknowledged"].null_count() == 2 and half["note"].null_count() == 0
    both = acknowledge(found, acknowledged(tmp_path, by_roles(fact, "analyst", "reviewer")))
    assert set(both["acknowledged"]) == {
        "performance team (analyst), 2024-05-31; performance team (reviewer), 2024-05-31"
    }


def test_no_file_means_no_acknowledgements(tmp_path: Path) -> None:
    assert load_acknowledgements(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("acknowledgements: [", "not valid YAML"),
        ("", "cannot be used"),
        ("acknowledgements: []\nextra: 1", "extra"),
        (ANY.replace("note", "nte"), "note"),
        (ANY.replace("2024-05-31", "yesterday"), "entry 1, when"),
        (ANY.replace("performance team", "''"), "entry 1, who"),
        (ANY.replace("performance team", "'   '"), "entry 1, who"),
        (ANY.replace("analyst", "director"), "entry 1, role"),
        (ANY.replace("fact-0123456789", "totals-0123456789"), "entry 1, fact"),
        ("acknowledgements:\n  - !!python/object:os.system {}", "not valid YAML"),
        (by_roles("fact-0123456789", "analyst", "analyst"), "twice"),
    ],
)
def test_a_file_in_another_form_is_refused_with_the_entry(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        acknowledged(tmp_path, text)


def entry(
    fact: str = "fact-0123456789", role: Any = "analyst", note: str = "Asked: a slip, “seen”."
) -> Acknowledgement:
    return Acknowledgement(fact=fact, who="performance team", role=role, when=date(2024, 5, 31), note=note)


@pytest.mark.parametrize("before", [None, "# kept\nacknowledgements: []\n", "# kept\nacknowledgements: [] \n\n", ANY])
def test_an_entry_is_written_behind_what_is_there(tmp_path: Path, before: str | None) -> None:
    if before is not None:
        (tmp_path / "acknowledged.yml").write_text(before, "utf-8")
    earlier = load_acknowledgements(tmp_path)
    path = add_acknowledgement(tmp_path, entry(role="reviewer"))
    add_acknowledgement(tmp_path, entry("fact-abcdef0123", note="=1+1: # no comment"))
    assert load_acknowledgements(tmp_path) == [
        *earlier,
        entry(role="reviewer"),
        entry("fact-abcdef0123", note="=1+1: # no comment"),
    ]
    assert ("# kept" in path.read_text("utf-8")) == ("# kept" in (before or ""))


def test_the_same_role_does_not_acknowledge_twice(tmp_path: Path) -> None:
    add_acknowledgement(tmp_path, entry())
    with pytest.raises(InputError, match="already"):
        add_acknowledgement(tmp_path, entry())


def test_a_file_that_cannot_be_added_to_is_left_alone_and_the_entry_is_said(tmp_path: Path) -> None:
    text = "acknowledgements: [{fact: fact-abcdef0123, who: team, role: analyst, when: 2024-05-31, note: seen}]\n"
    acknowledged(tmp_path, text)
    with pytest.raises(InputError, match="fact: fact-0123456789"):
        add_acknowledgement(tmp_path, entry())
    assert (tmp_path / "acknowledged.yml").read_text("utf-8") == text


def test_strict_passes_where_every_error_is_acknowledged(tmp_path: Path) -> None:
    found = named(draft(), draft(published="7", line=7, severity="warning"))
    one = found.filter(pl.col("severity") == "error")["fact"][0]
    entries = acknowledged(tmp_path, by_roles(one, "analyst", "reviewer"))
    refuse_unacknowledged(acknowledge(found, entries), stale_acknowledgements(found, entries), [])


def test_strict_lists_every_error_that_nobody_acknowledged() -> None:
    found = named(
        draft(), draft(line=3), draft(published="7", line=7), draft(published="8", line=8, severity="warning")
    )
    with pytest.raises(
        FindingsNotAcknowledged,
        match="2 errors not acknowledged, 0 acknowledgements out of date, 0 rules that could not be run",
    ) as caught:
        refuse_unacknowledged(found, [], [])
    errors = found.filter(pl.col("severity") == "error")["fact"]
    assert caught.value.exit_code == 1
    assert all(one in str(caught.value) for one in errors)
    assert found.filter(pl.col("severity") == "warning")["fact"][0] not in str(caught.value)


def test_strict_refuses_an_acknowledgement_that_no_longer_applies(tmp_path: Path) -> None:
    entries = acknowledged(tmp_path, ANY)
    stale = stale_acknowledgements(named(), entries)
    with pytest.raises(FindingsNotAcknowledged, match="fact-0123456789: acknowledged, but no longer found"):
        refuse_unacknowledged(named(), stale, [])


def test_strict_refuses_a_rule_that_stopped() -> None:
    with pytest.raises(FindingsNotAcknowledged, match="rule totals could not be run"):
        refuse_unacknowledged(named(), [], ["totals"])


def test_what_a_changed_rule_finds_is_told_from_what_a_changed_pack_prints() -> None:
    before = named(
        draft(line=1, rule_version="aaaaaaaa"), draft(line=2, rule="rag", published="G", rule_version="bbbbbbbb")
    )
    now = named(
        draft(line=1, rule_version="cccccccc"),
        draft(line=3, published="50", rule_version="cccccccc"),
        draft(line=4, rule="rag", published="R", rule_version="bbbbbbbb"),
        draft(line=5, rule="arrows", published="↑", rule_version="dddddddd"),
    )
    told = compare_findings(now, before).filter(pl.col("state") != "gone").sort("line")
    assert told.select("line", "state", "by").rows() == [
        (1, "persisting", None),
        (3, "new", "rule"),
        (4, "new", "data"),
        (5, "new", "data"),
    ]


def test_the_version_of_a_rule_is_that_of_its_code_and_of_what_rules_share() -> None:
    from scorecard.validate.compare import find_rules, rule_version

    rules = find_rules()
    versions = {name: rule_version(rule) for name, rule in rules.items()}
    assert len(set(versions.values())) == len(rules) and all(len(v or "") == 8 for v in versions.values())
    assert rule_version(object()) is None  # type: ignore[arg-type]
