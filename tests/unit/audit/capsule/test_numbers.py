"""Cells as the capsule's script reads them: expected, odd and damaged ones."""

from __future__ import annotations

import pytest

from tests.fixtures.javascript import ask

FIGURES = {
    "603": "603",
    "1,651": "1651",
    "65.5%": "65.5",
    "65.5 %": "65.5",
    ".5": "0.5",
    "−£139": "-139",
    "-£29,993": "-29993",
    "£1.2m": "1200000.0",
    "£3k": "3000",
    "642†": "642",
    "642[r]": "642",
    "18 (3%)": "18",
    "106.5 per 10,000": "106.5",
    "16.8% (Autumn Term 2014)": "16.8",
    "12m": "12",
    "n/a": None,
    "-": None,
    "": None,
    "<5": None,
    "1,65": None,
    "27 1": None,
    "70 1%": None,
    "1.2.3": None,
}
PAIRS = {
    "144 of 220": "144 of 220",
    "4 out of 5": "4 of 5",
    "581/603": "581 of 603",
    "1,772 of 4,064": "1772 of 4064",
    "165 c of 492": "165 of 492",
    "12.5 of 20": "12.5 of 20",
    "144": None,
    "of 662": None,
    "n/a": None,
}


def test_a_cell_is_one_number_or_none() -> None:
    expression = "given.map(function (cell) { const n = numberIn(cell); return n && writtenOut(n); })"
    assert dict(zip(FIGURES, ask(expression, list(FIGURES)), strict=True)) == FIGURES


def test_a_cell_is_a_pair_or_none() -> None:
    expression = 'given.map(function (cell) { const p = readPair(cell); return p && p.map(writtenOut).join(" of "); })'
    assert dict(zip(PAIRS, ask(expression, list(PAIRS)), strict=True)) == PAIRS


@pytest.mark.parametrize(
    ("sign", "meanings", "says"),
    [
        ("↑", ["up", "down", "level"], "up"),
        (" ▼. ", ["up", "down", "level"], "down"),
        ("Yellow", ["red", "amber", "green"], "amber"),
        ("🟢", ["red", "amber", "green"], "green"),
        ("x", ["up", "down", "level"], "up"),
        ("RR", ["red", "amber", "green"], "red"),
        ("?", ["up", "down", "level"], None),
        ("red", ["up", "down", "level"], None),
    ],
)
def test_a_sign_says_what_everybody_or_its_key_says(sign: str, meanings: list[str], says: str | None) -> None:
    key = {"up": ["x"], "red": ["rr"]}
    assert ask("readSign(given[0], given[1], given[2])", [sign, meanings, key]) == says


@pytest.mark.parametrize(
    ("kind", "whole", "parts", "agrees"),
    [
        ("agreesWithSum", "60", ["40", "4", "16"], True),
        ("agreesWithSum", "61", ["40", "4", "16"], False),
        ("agreesWithSum", "7", ["1.4", "2.6", "3.4"], True),
        ("agreesWithSum", "8", ["1.4", "2.6", "3.4"], True),
        ("agreesWithSum", "9", ["1.4", "2.6", "3.4"], False),
        ("liesBetween", "9", ["6", "5"], True),
        ("liesBetween", "12", ["6", "5"], False),
        ("liesBetween", "5", ["6", "5"], False),
        ("isWithin", "6", ["6"], True),
        ("isWithin", "5", ["6"], False),
        ("makeHundred", "0", ["33.3", "33.3", "33.3"], True),
        ("makeHundred", "0", ["33", "33", "33"], True),
        ("makeHundred", "0", ["33", "33", "32"], False),
    ],
)
def test_parts_make_their_whole_within_rounding(kind: str, whole: str, parts: list[str], agrees: bool) -> None:
    call = f"{kind}(exact(given[0]), given[1].map(exact))" if kind != "makeHundred" else f"{kind}(given[1].map(exact))"
    assert ask(f"{call}.agrees", [whole, parts]) is agrees


@pytest.mark.parametrize(
    ("y", "printed", "first", "last"),
    [
        ("448", "92.0", 412, 412),
        ("448", "92", 410, 414),
        ("37", "48.6", 18, 18),
        ("2400", "33.3", 798, 800),
        ("8", "12", 1, 1),
        ("8", "13", 1, 1),
        ("201", "0", 0, 1),
    ],
)
def test_which_whole_numbers_give_a_percentage(y: str, printed: str, first: int, last: int) -> None:
    """The table of METHODS, of Brown and Heathers' question."""
    told = ask("wholeNumbersFor(exact(given[0]), exact(given[1]))", [y, printed])
    # of nought the numbers below it would round to it too
    assert (max(int(told["first"]), 0), int(told["last"])) == (first, last)


def test_no_whole_number_may_give_it() -> None:
    told = ask("wholeNumbersFor(exact(given[0]), exact(given[1]))", ["37", "48.5"])
    assert int(told["first"]) > int(told["last"])


@pytest.mark.parametrize(
    ("x", "y", "printed", "near"), [("1", "8", "12", True), ("1", "8", "13", True), ("412", "448", "91.9", False)]
)
def test_a_print_is_near_its_share_or_not(x: str, y: str, printed: str, near: bool) -> None:
    assert ask("liesNear(exact(given[0]), exact(given[1]), exact(given[2]))", [x, y, printed]) is near
