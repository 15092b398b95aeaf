"""Text as it looks: what only looks another way is the same text."""

from __future__ import annotations

import pytest

from scorecard.text.letters import letters
from scorecard.text.plain import legible, plain


def test_plain_takes_mark_up_and_blanks_away_and_nothing_else() -> None:
    assert plain(" <b>65.5%</b>\u00a0 ** x ") == "65.5% x"
    assert plain("< 5 and > 3") == "< 5 and > 3" and plain("<33%") == "<33%"


@pytest.mark.parametrize(
    ("cell", "looks"),
    [
        ("Jun\u201320", "Jun-20"),  # a dash between letters and digits
        ("14\u201420", "14-20"),
        ("\u2013 5 kites", "\u2013 5 kites"),  # a dash before a blank is one
        ("\u20135", "-5"),
        ("\u2212£139", "-£139"),
        ("of\ufb01ce", "office"),
        ("6\u00ad0\u200b3", "603"),
        ("\u2b06\ufe0f", "\u2b06"),
        ("a\u00a0 b\tc", "a b c"),
    ],
)
def test_look_alikes_are_alike(cell: str, looks: str) -> None:
    assert plain(cell) == looks


def test_a_legible_line_keeps_its_tabs_and_its_mark_up() -> None:
    assert legible("a\u00a0b\t<b>6\u200b0</b>\u2010") == "a b\t<b>60</b>-"
    assert legible("a  b") == "a  b"


@pytest.mark.parametrize(
    ("text", "bare"),
    [("% of Kites (2)", "%ofkites2"), ("", ""), ("KITE-\u200bS", "kites"), ("\u0416 k", "k"), ("12.5%", "125%")],
)
def test_letters_are_what_damage_to_blanks_and_signs_cannot_change(text: str, bare: str) -> None:
    assert letters(text) == bare
