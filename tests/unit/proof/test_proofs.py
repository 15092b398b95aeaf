"""A figure's proof says where it stands, how it was read, what holds it, what judges it and what uses it."""

from __future__ import annotations

import pytest

from scorecard.errors import UsageError
from scorecard.proof.proofs import LISTS, proofs
from tests.unit.proof.pack import COUNTS, NOTHING, SHARE, Tables, figure, finding, limit, rows


def proof_of(tables: Tables, place: str) -> dict[str, object]:
    one = proofs(tables, [place]).to_dicts()
    assert len(one) == 1
    return one[0]


def test_where_it_stands_and_the_hashes(tables: Tables) -> None:
    proof = proof_of(tables, SHARE)
    assert (proof["where"], proof["document_title"], proof["publisher"]) == (
        "line 7, cell 3 of 01-reviews",
        "A pack",
        "A council",
    )
    assert (proof["document_sha256"], proof["table_sha256"]) == ("d" * 64, "e" * 64)


def test_how_it_was_read_and_worked(tables: Tables) -> None:
    proof = proof_of(tables, SHARE)
    assert (proof["published"], proof["read"]) == ("65.5%", "65.5%")
    assert proof["worked"] == "144 ÷ 220 = 65.4545…%, printed 65.5%"
    pair = proof_of(tables, COUNTS)
    assert (pair["read"], pair["worked"]) == (
        "144 of 220",
        "144 ÷ 220 = 65.4545…%, no percentage is printed in this cell",
    )


@pytest.mark.parametrize(
    ("x", "y", "worked"),
    [
        (2, 4, "2 ÷ 4 = 50%, printed 65.5%"),
        (1, 3, "1 ÷ 3 = 33.3333…%, printed 65.5%"),
        (2, 3, "2 ÷ 3 = 66.6666…%, printed 65.5%"),
        (0, 8, "0 ÷ 8 = 0%, printed 65.5%"),
        (1, 16, "1 ÷ 16 = 6.25%, printed 65.5%"),
        (1200, 1000, "1,200 ÷ 1,000 = 120%, printed 65.5%"),
        (1, 8000, "1 ÷ 8,000 = 0.0125%, printed 65.5%"),
        (5, 0, None),
        (None, 4, None),
    ],
)
def test_division_cuts_and_does_not_round(tables: Tables, x: float | None, y: float, worked: str | None) -> None:
    counts = figure(3, unit="percent", value=65.5, decimals=1, published="65.5%", numerator=x, denominator=float(y))
    assert proof_of(tables | {"observations": rows("observations", counts)}, SHARE)["worked"] == worked


def test_ticks_are_told_from_both_sides(tables: Tables) -> None:
    held = {"rule": "percentage", "outcome": "within-rounding", "confirms": True, "contradicts": False}
    assert proof_of(tables, SHARE)["ticks"] == [held | {"others": [COUNTS]}]
    assert proof_of(tables, COUNTS)["ticks"] == [held | {"others": [SHARE]}]
    assert proof_of(tables, SHARE)["state"] == "confirmed"


def test_findings_about_it_and_those_of_what_it_was_held_against(tables: Tables) -> None:
    about, beside = proof_of(tables, SHARE)["findings"], proofs(tables, ["pack:9:1", COUNTS])
    assert [(f["how"], f["fact"], f["severity"]) for f in about] == [("about", "fact-1", "warning")]  # type: ignore[attr-defined]
    assert beside["findings"].to_list() == [[]]
    named = tables | {"findings": rows("findings", finding(places=f"{SHARE}; {COUNTS}"))}
    assert [f["how"] for f in proof_of(named, COUNTS)["findings"]] == ["beside"]  # type: ignore[attr-defined]


def test_the_tolerances_of_its_own_line_judge_it_else_those_of_the_document(tables: Tables) -> None:
    assert [one["published"] for one in proof_of(tables, SHARE)["limits"]] == ["95%+"]  # type: ignore[attr-defined]
    elsewhere = tables | {"thresholds": rows("thresholds", limit(70, "green", "90%+"))}
    assert [one["published"] for one in proof_of(elsewhere, SHARE)["limits"]] == ["90%+"]  # type: ignore[attr-defined]
    assert proof_of(tables, NOTHING)["limits"] == []


def test_measures_that_use_it_its_own_first(tables: Tables) -> None:
    used = [(one["own"], one["words"]) for one in proof_of(tables, SHARE)["measures"]]  # type: ignore[attr-defined]
    assert used == [(True, "Reviews: red."), (False, "Reviews: down.")]


def test_the_ledger_entry_of_a_label_is_behind_the_figures_of_its_row(tables: Tables) -> None:
    why = "the label is torn"
    mended = figure(3, unit="percent", value=65.5, published="65.5%", status="corrected", correction=f"{why}; and more")
    entry = {"document": "pack", "table": "01-reviews", "line": 7, "cell": 1, "published": "Revi", "read_as": "Reviews"}
    other = entry | {"cell": 4, "reason": "something else", "kind": "ledger"}
    proof = proof_of(
        tables
        | {
            "observations": rows("observations", mended),
            "corrections": rows("corrections", entry | {"kind": "ledger", "reason": why}, other),
        },
        SHARE,
    )
    assert [(one["cell"], one["read_as"], one["reason"]) for one in proof["corrections"]] == [(1, "Reviews", why)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (SHARE, "figure"),
        (NOTHING, "missing"),
        ("pack:7:9", "limit"),
        ("pack:7:8", "sign"),
        ("pack:30", "quoted"),
        ("pack:7:5", "unread"),
    ],
)
def test_whatever_is_printed_has_a_proof(tables: Tables, place: str, kind: str) -> None:
    proof = proof_of(tables, place)
    assert proof["kind"] == kind
    assert proof["place"] == place
    assert all(isinstance(proof[name], list) for name in LISTS)


def test_where_nothing_is_printed_there_is_no_proof(tables: Tables) -> None:
    assert proofs(tables, ["pack:7:77", "other:7:3", "pack:7"]).is_empty()


def test_proofs_come_in_the_order_asked_and_each_place_once(tables: Tables) -> None:
    assert proofs(tables, [NOTHING, SHARE, NOTHING, COUNTS])["place"].to_list() == [NOTHING, SHARE, COUNTS]


def test_what_is_no_place_is_refused(tables: Tables) -> None:
    with pytest.raises(UsageError, match="'pack' is no place"):
        proofs(tables, [SHARE, "pack"])
