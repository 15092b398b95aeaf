"""How wide a blank is, where a page prints none."""

from __future__ import annotations

import pytest

from scorecard.readers.pdf.marks import marks_of
from scorecard.readers.pdf.objects import Glyph, Objects


def blank(text: str, *widths: float) -> float:
    """The blank of a page of letters so wide, in turn, in parts of their size."""
    glyphs = [
        Glyph(letter, "Kite", 10.0 * at, 0.0, 10 * widths[at % len(widths)], 10.0) for at, letter in enumerate(text)
    ]
    return marks_of(Objects(glyphs, [], has_picture=False), 1, 400, 200).signs[0].blank


def test_a_typewriters_blank_is_as_wide_as_its_letters() -> None:
    assert blank("abcdefghij", 0.6) == pytest.approx(0.6)


def test_of_other_fonts_it_is_not_known_unless_printed() -> None:
    assert blank("abcdefghij", 0.6, 0.5) == 0
    assert blank("abcdefghi ", 0.6, 0.5) == pytest.approx(0.5)
    assert blank("abcaabc", 0.6) == 0, "too few letters"
