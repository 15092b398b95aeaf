"""The figures of many authorities as one lazy table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from scorecard.analyst.nation import authorities_of, figures
from scorecard.errors import InputError, UsageError
from scorecard.schema import write_table


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    for at, name in enumerate(("kiteham", "mere")):
        rows = pl.DataFrame(
            {
                "document": [name] * 3,
                "value": [10.0 * at + n for n in range(3)],
                "period_end": [date(2019, 6, 30), date(2020, 6, 30), None],
            }
        )
        write_table(tmp_path / f"authority={name}" / "data" / "processed", "observations", rows)
    (tmp_path / "other").mkdir()
    return tmp_path


def test_all_figures_stand_in_one_table(nation: Path) -> None:
    told = figures(nation).collect()
    assert told["value"].to_list() == [0.0, 1.0, 2.0, 10.0, 11.0, 12.0]
    assert told["workspace"].to_list() == ["kiteham"] * 3 + ["mere"] * 3


def test_only_what_is_asked_for_is_opened(nation: Path) -> None:
    (nation / "authority=mere" / "data" / "processed" / "observations.parquet").write_bytes(b"no parquet")
    told = figures(nation, authorities=["kiteham"], years=range(2020, 2022)).collect()
    assert told["value"].to_list() == [1.0]
    assert figures(nation, authorities=[]).collect().is_empty()


def test_what_is_not_there_is_told(nation: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert authorities_of(nation) == ["kiteham", "mere"]
    with pytest.raises(UsageError, match="authority"):
        figures(nation, authorities=["kitham"])
    with pytest.raises(UsageError, match="table"):
        figures(nation, table="nonsense")
    with pytest.raises(UsageError, match="table"):
        figures(nation, table="documents", years=[2020])
    with pytest.raises(InputError, match="no authority has tables"):
        figures(tmp_path_factory.mktemp("empty"))
