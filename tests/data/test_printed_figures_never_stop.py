"""Whatever one cell or sentence prints, the tables are sound, every rule runs, and what cannot be is a finding."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scorecard.schema import read_table
from scorecard.workspace import Workspace
from tests.fixtures.one_pack import findings_of, summary_head, workspace_of

HEAD = summary_head("June 2021", "2021 / 22", ("Apr-21", "May-21", "Jun-21"), ("2019/20", "2020/21"))
PACK = HEAD + """6.8	LAC cases reviewed within timescales	High	Percentage	95.1%	94.2%	{0}	-	↑	Green	<85%	85%>	95%+	94.0%	95.0%		
6.2	Rate of Looked After Children per 10,000 population aged under 18	Low	Rate per 10,000	85.0	85.9	{0}	-	↑				99.1	75	76.6	75.8	
6.1	Number of Looked After Children	Info	Count	620	631	{0}	-	↑				n/a	600	610		

There were {0} children in care at the end of June 2021; the number of children in care rose by 99999999999999999.
"""
MISPRINTS = (
    *("8350%", "-83.5%", "100.0000001%", "1000001%", "-12", "99999", "9999999999", "-9999999999", "-0.0", "00000"),
    *("12345678901", "9,999,999,999,999", "1" * 400, "0.123456789012", "95.1219512195122", "0.12345678901234567890"),
    *("5 of 3", "0 of 0", "-3 of 4", "99999 of 1", "12 of 99999999999999", "3 (8350%)", "8350% (3)", "£-5", "1e400"),
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    packs = {f"2021-06-pack-{number:02d}": PACK.format(text) for number, text in enumerate(MISPRINTS)}
    return workspace_of(packs, tmp_path_factory.mktemp("misprints"))


@pytest.fixture(scope="module")
def findings(workspace: Workspace) -> pl.DataFrame:
    return findings_of(workspace)


def of(findings: pl.DataFrame, rule: str) -> set[str]:
    return set(findings.filter(pl.col("rule") == rule)["published"])


def test_what_cannot_be_is_a_finding(findings: pl.DataFrame) -> None:
    assert {"8350%", "-83.5%", "100.0000001%", "1000001%"} <= of(findings, "share-bounds")
    assert {"99999", "9999999999", "-12"} <= of(findings, "rate-bounds")
    assert {"-12", "-9999999999"} <= of(findings, "count-bounds")
    assert {"5 of 3", "99999 of 1"} <= of(findings, "numerator-within-denominator")


def test_no_rule_stops_on_it(workspace: Workspace, findings: pl.DataFrame) -> None:
    checks = pl.read_parquet(workspace.processed / "checks.parquet")
    assert checks.filter(pl.col("why_not_run").str.contains("fault")).is_empty()


def test_a_number_that_is_too_long_and_half_of_a_pair_are_not_read(workspace: Workspace) -> None:
    observed, unread = (read_table(workspace.processed, name) for name in ("observations", "unread"))
    for text in ("12345678901", "9,999,999,999,999", "-3 of 4"):
        assert text not in set(observed["published"]) and text in set(unread["published"]), text
