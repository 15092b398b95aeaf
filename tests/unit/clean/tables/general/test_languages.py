"""Words in two languages: what the English half says is read, and names stay as they are printed."""

from __future__ import annotations

import pytest

from scorecard.clean.tables.general.languages import in_english
from tests.fixtures.grids import row

WELSH = ("targed", "cyfanswm", "cyfartaledd", "cymru")


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Targed / Target 2024-25", "Target 2024-25"),
        ("Target 2024-25 / Targed", "Target 2024-25"),
        ("Cyfartaledd Cymru / Wales average", "Wales average"),
        ("Cyfanswm / Total", "Total"),
        ("Barcud / Kites", "Barcud / Kites"),
        ("Targed barcud / Kites", "Targed barcud / Kites"),
        ("Boys / Girls", "Boys / Girls"),
        ("12 / 14", "12 / 14"),
        ("Targed / Cyfanswm", "Targed / Cyfanswm"),
        ("Targed/Target", "Targed/Target"),
        ("Targed", "Targed"),
    ],
)
def test_a_known_word_beside_another_is_left_out(printed: str, read: str) -> None:
    (told,) = in_english([row(1, printed)], WELSH)
    assert (told.text(0), told.cells[0].published) == (read, printed)
