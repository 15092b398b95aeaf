"""A council whose packs look like those of one that is known: what is sure without its words is what its words say."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import yaml

from scorecard.council.new import new_council
from scorecard.preview.look import look_at
from scorecard.workspace import Workspace
from tests.fixtures.pack_monthly import monthly_pack
from tests.fixtures.packs import Variation


def test_sure_names_lead_to_the_same_indicators(tmp_path: Path) -> None:
    """The reference is the same pack, read with the numbers and names of the council that it was modelled on."""
    pack = monthly_pack(Variation(year=2021, month=6, seed=5, authority="Barnford"))
    path = tmp_path / "2021-06-pack.txt"
    path.write_text(pack.text, encoding="utf-8")
    known = look_at(path, Workspace(data=tmp_path / "data")).tables["observations"]
    workspace = Workspace(data=tmp_path / "data", councils=tmp_path / "councils")
    standing = new_council("barnford", [path], workspace)
    drafted = look_at(path, workspace).tables["observations"]
    place = ["line", "cell", "part", "value"]
    named = drafted.filter(pl.col("value").is_not_null(), ~pl.col("indicator").str.contains("^(unknown|barnford)_"))
    both = named.join(known, on=place, suffix="_known")
    assert both.height > 30
    wrong = (pl.col("indicator") != pl.col("indicator_known")) | (pl.col("period") != pl.col("period_known"))
    assert both.filter(wrong).select("line", "indicator", "indicator_known", "period", "period_known").rows() == []
    # what is read of a measure that nobody has named is told as not read
    assert (
        standing.packs[0].read
        == drafted.filter(pl.col("status") != "missing", ~pl.col("indicator").str.starts_with("unknown_")).height
    )
    entries = [
        entry
        for file in (tmp_path / "councils" / "barnford" / "names").glob("*.yml")
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["names"]
    ]
    printed = {name for entry in entries for name in entry["names"]}
    nameless = drafted.filter(pl.col("indicator").str.starts_with("unknown_")).group_by("indicator")
    spelt = nameless.agg(pl.col("indicator_name").drop_nulls().unique()).filter(pl.col("indicator_name").list.len() > 0)
    assert all(printed & set(names) for names in spelt["indicator_name"])
