"""What nobody sees is shown: no control or direction character of a pack reaches a page, a file or a terminal."""

from __future__ import annotations

import json
import unicodedata

import nbformat
import polars as pl
import pytest

from scorecard import cli
from scorecard.command import shared
from scorecard.errors import InputError
from scorecard.formats import as_csv, as_json
from scorecard.html.markup import el, join
from scorecard.render.notebook.normalise import to_text
from scorecard.render.page.export import prose, tidy
from scorecard.schema import SCHEMAS
from scorecard.validate.findings.listing import COLUMNS, as_table
from scorecard.visible import visible

HOSTILE = [chr(n) for n in (*range(1, 9), 0x0B, 0x1B, 0x7F, 0x85, 0x9B, 0x61C, 0x200E, 0x2028, 0x202E, 0x2066, 0x2069)]
PRINTED = "".join(HOSTILE) + "10%"

OURS = {"finding": "f", "fact": "f", "role": "leading", "state": "new", "severity": "error", "rule": "arrows"}
"""What no pack prints."""


def unseen(text: str) -> list[str]:
    """The characters of a text that turn, control or hide what is read, line ends and TABs apart."""
    kinds = {"Cc", "Zl", "Zp"}
    turning = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    marks = "\u061c\u200e\u200f"
    return [
        c
        for c in text
        if c not in "\n\t"
        and (unicodedata.category(c) in kinds or unicodedata.bidirectional(c) in turning or c in marks)
    ]


def finding() -> pl.DataFrame:
    row = {column: PRINTED if SCHEMAS["findings"].get(column, pl.String()) == pl.String() else 7 for column in COLUMNS}
    return pl.DataFrame([row | OURS])


SHOWN = {
    "an element": lambda: str(el("td", PRINTED, title=PRINTED)),
    "parts in a row": lambda: str(join([PRINTED], PRINTED[:0])),
    "a page, whatever made it": lambda: tidy(f"<p>{PRINTED}</p><svg><text>{PRINTED}</text></svg>"),
    "prose": lambda: tidy(str(prose(PRINTED))),
    "a notebook": lambda: to_text(
        nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(outputs=[nbformat.v4.new_output("display_data", {"text/plain": PRINTED})])]
        )
    ),
    "csv": lambda: as_csv(finding()),
    "json": lambda: as_json(finding()),
    "a terminal": lambda: as_table(finding()),
}


@pytest.mark.parametrize("where", SHOWN)
def test_nothing_unseen_is_passed_on(where: str) -> None:
    shown = SHOWN[where]()
    assert unseen(shown) == []
    assert "\\u202e" in shown and "\\u001b" in shown


def test_the_check_sees_what_is_unseen() -> None:
    assert unseen(PRINTED) == HOSTILE


def test_json_means_what_was_printed() -> None:
    assert json.loads(as_json(finding()))[0]["published"] == PRINTED


def test_what_people_print_stays_as_it_is() -> None:
    plain = "65.5%\t↑ – “naïve” £75,222\n½ \u00a0 co\u00adoperate 👩\u200d👧 Ελ 北"
    assert visible(plain) == plain


def test_errors_and_progress_cannot_steer_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(options: object) -> None:
        shared.say("\x1b[2J made")
        raise InputError("\x1b]0;title\x07 \u202etxt.kcap")

    monkeypatch.setitem(cli.COMMANDS, "quarters", (fails, *cli.COMMANDS["quarters"][1:]))
    assert cli.main(["quarters"]) == 2
    said = capsys.readouterr()
    assert unseen(said.out + said.err) == []
