"""The original packs with every year moved: nothing in the readers knows a year, a document or a line.

The corrections ledgers stay away, so only general means read; what they read must be the same figures about
periods moved by as many years.
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from scorecard.clean.raw.load import load_raw
from scorecard.clean.step import read_documents
from scorecard.extract import extract_documents
from scorecard.registry import load_registry
from scorecard.workspace import Workspace

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_LONG = "January|February|March|April|May|June|July|August|September|October|November|December"
_COMPARED = ["indicator", "indicator_number", "area", "period", "value", "numerator", "denominator", "status"]


def moved(text: str, years: int) -> str:
    """A pack's text with its years, months and dates moved by ``years``."""

    def span(match: re.Match[str]) -> str:
        first, second = int(match[1]), int(match[4])
        if (first + 1) % 100 != second:
            return match[0]
        return f"{first + years}{match[2]}{match[3] or ''}{(second + years) % 100:02d}"

    text = re.sub(r"(20\d\d)(\s*[/–-]\s*)(20)?(\d\d)(?!\d)", span, text)
    text = re.sub(rf"\b({_MONTHS})-(\d\d)\b", lambda m: f"{m[1]}-{(int(m[2]) + years) % 100:02d}", text)
    return re.sub(rf"\b({_LONG}),? (20\d\d)", lambda m: f"{m[1]} {int(m[2]) + years}", text)


def _read(text: str, folder: Path) -> pl.DataFrame:
    path = folder / "pack.txt"
    folder.mkdir()
    path.write_text(text, encoding="utf-8")
    workspace = Workspace(data=folder / "data")
    extract_documents([path], workspace, report=lambda line: None)
    return read_documents(load_raw(workspace.raw), load_registry())["observations"]


@pytest.mark.parametrize("name", ["2020-06-corporate-parenting-panel", "2023-03-corporate-parenting-panel"])
@pytest.mark.parametrize("years", [1, -2])
def test_a_pack_of_another_year_is_read_the_same(documents: Path, tmp_path: Path, name: str, years: int) -> None:
    text = (documents / f"{name}.txt").read_text(encoding="utf-8")
    here, there = _read(text, tmp_path / "here"), _read(moved(text, years), tmp_path / "there")
    assert here.height > 300
    year = pl.col("period").str.extract(r"^(\d{4})").cast(pl.Int32)
    short = pl.col("period").str.extract(r"^\d{4}/(\d\d)").cast(pl.Int32)
    rest = pl.col("period").str.replace(r"^\d{4}(?:/\d\d)?", "")
    span = pl.format("{}/{}", year + years, ((short + years) % 100).cast(pl.String).str.zfill(2))
    expected = here.with_columns(
        period=pl.when(year.is_null())
        .then("period")
        .otherwise(pl.concat_str(pl.when(short.is_null()).then((year + years).cast(pl.String)).otherwise(span), rest))
    )
    places = ["line", "cell", "part", *_COMPARED]
    assert there.select(places).equals(expected.select(places))
