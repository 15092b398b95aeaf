from __future__ import annotations

import pytest

from scorecard.readers.pdf.line_ends import on_one_line
from scorecard.readers.pdf.words import Line
from tests.unit.readers.pdf.drawn import line, word


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("Follow-", "up visits", "Follow-up visits"),
        ("Jun-", "20", "Jun-20"),
        ("approved adopter-", "FFA", "approved adopter- FFA"),
        ("pupils non-", "EET", "pupils non-EET"),
        ("Care-", "Experienced", "Care-Experienced"),
        ("short-", "and long-term", "short- and long-term"),
        ("out-of-", "borough", "out-of-borough"),
        ("Kites -", "red", "Kites - red"),
        ("91.7", "%", "91.7%"),
        ("91.7", "% of kites", "91.7% of kites"),
        ("Kites", "%", "Kites %"),
        ("with kin-", "not long term", "with kin- not long term"),
        ("404.", "0", "404.0"),
        ("100.", "0%", "100.0%"),
        ("404.", "kites", "404. kites"),
        ("35%", "+", "35%+"),
        ("<33", "%", "<33%"),
        ("kites", "+", "kites +"),
    ],
)
def test_what_ends_a_line(above: str, below: str, text: str) -> None:
    assert on_one_line([line((above, 0)), line((below, 0), top=9)]) == text


def test_a_blank_that_is_printed_behind_a_hyphen_stays() -> None:
    assert on_one_line([Line((word("follow-", 0, before_blank=True),)), line(("up", 0), top=9)]) == "follow- up"
