"""A pack of a known template read without its council's words: less is read, and what is read is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from scorecard.check.run import Checked, check_files
from scorecard.workspace import Workspace
from tests.fixtures.pack_annual import annual_pack
from tests.fixtures.pack_monthly import monthly_pack
from tests.fixtures.packs import Pack, Variation

STRANGER = "Kiteham"
FEWEST = {monthly_pack: 200, annual_pack: 30}
"""So many figures of each pack are read by its headers alone."""


def read_by(checked: Checked) -> dict[tuple[int, int, int], tuple[object, ...]]:
    """Period, value and unit of every figure by its place."""
    figures = checked.document.tables["observations"].filter(pl.col("value").is_not_null())
    return {row[:3]: row[3:] for row in figures.select("line", "cell", "part", "period", "value", "unit").rows()}


@pytest.mark.parametrize("make", [monthly_pack, annual_pack])
@pytest.mark.parametrize("variation", [Variation(), Variation(year=2022, month=12, seed=3)], ids=["june", "december"])
def test_what_is_read_by_headers_alone_is_what_the_council_reads(
    make: Callable[[Variation], Pack], variation: Variation, tmp_path: Path
) -> None:
    path = tmp_path / "pack.txt"
    path.write_text("\n".join(make(variation).lines) + "\n", encoding="utf-8")
    (known,) = check_files([path], Workspace())
    (alone,) = check_files([path], Workspace(), publisher=STRANGER)
    assert known.document.by_council and not alone.document.by_council
    by_council, by_headers = read_by(known), read_by(alone)
    wrong = {at: (by_council.get(at), said) for at, said in by_headers.items() if by_council.get(at) != said}
    assert wrong == {}
    assert len(by_headers) >= FEWEST[make]
