"""The June 2020 and the March 2023 packs, written in every format, give the figures of their text."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.preview.look import look_at
from scorecard.workspace import Workspace
from tests.fixtures.formats.compared import compare
from tests.fixtures.formats.parts import parts_of
from tests.fixtures.formats.writers import WRITERS

PACKS = ("2020-06-corporate-parenting-panel", "2023-03-corporate-parenting-panel")
LEAST = {"pdf-hairlines": 0.95}
"""The share of figures that must be right; of all other formats all are."""


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("name", WRITERS)
def test_a_pack_gives_the_same_observations(documents: Path, tmp_path: Path, pack: str, name: str) -> None:
    text = documents / f"{pack}.txt"
    write, suffix = WRITERS[name]
    path = tmp_path / f"{pack}{suffix}"
    path.write_bytes(write(list(parts_of(text.read_text(encoding="utf-8-sig").split("\n")))))
    expected, read = (look_at(p, Workspace(data=tmp_path / p.suffix)).tables["observations"] for p in (text, path))
    result = compare(expected, read)
    assert result.wrong == 0, result.new[:3]
    assert result.share >= LEAST.get(name, 1.0), result.lost[:3]
