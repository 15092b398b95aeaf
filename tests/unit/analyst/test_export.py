"""A frame or a chart as a file: by its ending, harmless in a spreadsheet, the same bytes each time."""

from __future__ import annotations

import csv
import io

import altair as alt
import polars as pl
import pytest

from scorecard.analyst import export
from scorecard.errors import UsageError

FRAME = pl.DataFrame(
    {"name": ["=1+1", "a,b", None], "value": [1.5, None, -2.0], "facts": [["f-1", "f-2"], [], None]},
    schema={"name": pl.String, "value": pl.Float64, "facts": pl.List(pl.String)},
)


def chart():
    return alt.Chart(alt.Data(values=[{"a": 1, "b": 2}])).mark_point().encode(x="a:Q", y="b:Q")


def test_csv_begins_with_its_mark_and_runs_no_formula(tmp_path):
    content = export(FRAME, tmp_path / "f.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["'=1+1", "a,b", ""]
    assert rows[0]["facts"] == "f-1; f-2"


def test_parquet_comes_back_as_it_was(tmp_path):
    assert pl.read_parquet(export(FRAME, tmp_path / "f.parquet")).equals(FRAME)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "json"])
def test_the_same_frame_is_the_same_bytes(tmp_path, ending):
    first, again = (export(FRAME, tmp_path / f"{name}.{ending}", title="Same").read_bytes() for name in "ab")
    assert first == again


def test_a_chart_is_a_picture(tmp_path):
    assert export(chart(), tmp_path / "c.svg").read_text().startswith("<svg ")
    assert export(chart(), tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("thing", "file", "said"),
    [
        (FRAME, "f.xslx", "did you mean .xlsx"),
        (FRAME, "f.svg", "a frame has no format"),
        (FRAME, "f", "ends in .csv"),
        ("text", "f.csv", "a str cannot be exported"),
    ],
)
def test_what_cannot_be_written_is_refused(tmp_path, thing, file, said):
    with pytest.raises(UsageError, match=said):
        export(thing, tmp_path / file)
    assert not list(tmp_path.iterdir())


def test_a_chart_as_a_table_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"ends in \.svg, \.png"):
        export(chart(), tmp_path / "c.csv")
