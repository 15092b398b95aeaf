"""Cells that other councils print, through the whole way of the data: each is what it says, and moves no other."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.fixtures.one_pack import findings_of, read_text, summary_head, workspace_of

HEAD = summary_head("August 2022", "2022 / 23", ("Jun-22", "Jul-22", "Aug-22"), ("2020/21", "2021/22"))
NUMBER = "6.1	Number of Looked After Children	Info	Count	{}	551	548	-						530	541		"
ADMITTED = "6.3	Admissions of Looked After Children	Info	Count	17	{}	20	52						210	219		"
REVIEWED = (
    "6.8	LAC cases reviewed within timescales	High	Percentage	93.1%	{}	95.3%	94.1%	↑	Green	<85%	85%>	95%+	92.0%	93.5%		"
)
CEASED = "6.4	Number of children who have ceased to be Looked After Children	High	Count	12	{}	14	39						180	175		"
PLAIN = (NUMBER.format("555"), ADMITTED.format("15"), REVIEWED.format("94.0%"), CEASED.format("13"))


def read(tmp_path: Path, *rows: str) -> dict[str, pl.DataFrame]:
    return read_text(HEAD + "\n".join(rows) + "\n", "2022-08-pack", tmp_path)


def told(tables: dict[str, pl.DataFrame], *columns: str) -> set[tuple[object, ...]]:
    return set(tables["observations"].select("indicator", "period", *columns).rows())


@pytest.mark.parametrize("mark", ["†", " ‡", "¹", "r", " (p)", "[r]", " [note 2]", "*"])
def test_a_mark_behind_the_first_figure_of_a_row_moves_nothing(tmp_path: Path, mark: str) -> None:
    plain = read(tmp_path / "plain", *PLAIN)
    marked = read(tmp_path / "marked", NUMBER.format(f"555{mark}"), *PLAIN[1:])
    assert told(marked, "value", "status") == told(plain, "value", "status")
    assert marked["observations"].filter(pl.col("mark").is_not_null())["mark"].to_list() == [mark.strip()]
    assert marked["signals"].equals(plain["signals"]) and marked["unread"].is_empty()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[c]", "suppressed"),
        ("*", "suppressed"),
        ("**", "suppressed"),
        ("[x]", "not-available"),
        ("z", "not-applicable"),
        ("[low]", "low"),
        ("Not available until Q3", "not-yet-due"),
        ("Not collected", "not-collected"),
        ("#DIV/0!", "error-in-source"),
        ("n/a", "unstated"),
    ],
)
def test_what_stands_for_no_figure_is_missing_with_its_reason(tmp_path: Path, text: str, reason: str) -> None:
    rows = (PLAIN[0], ADMITTED.format(text), REVIEWED.format(text), CEASED.format(text))
    tables = read(tmp_path, *rows)
    july = tables["observations"].filter((pl.col("period") == "2022-07") & (pl.col("indicator") != "lac_number"))
    assert july.select("published", "status", "missing_reason").rows() == [(text, "missing", reason)] * 3
    assert told(tables, "value") >= {("lac_admissions", "2022-06", 17.0), ("lac_ceased", "2022-08", 14.0)}
    assert tables["unread"].is_empty()


def test_a_bound_is_no_figure_and_breaks_no_total(tmp_path: Path) -> None:
    text = HEAD + "\n".join((PLAIN[0], ADMITTED.format("5 or fewer"), PLAIN[2], CEASED.format("1 to 4"))) + "\n"
    workspace = workspace_of({"2022-08-pack": text}, tmp_path)
    observed = pl.read_parquet(workspace.processed / "observations.parquet")
    bounds = observed.filter(pl.col("upper").is_not_null()).select("indicator", "value", "lower", "upper", "missing_reason")
    assert bounds.rows() == [
        ("lac_admissions", None, 0.0, 5.0, "suppressed"),
        ("lac_ceased", None, 1.0, 4.0, "suppressed"),
    ]
    assert "totals" not in set(findings_of(workspace)["rule"])


def test_a_count_with_its_share_is_the_count(tmp_path: Path) -> None:
    tables = read(tmp_path, PLAIN[0], ADMITTED.format("15 (3%)"), *PLAIN[2:])
    row = tables["observations"].filter(pl.col("share").is_not_null()).select("period", "value", "unit", "share")
    assert row.rows() == [("2022-07", 15.0, "count", 3.0)]


def test_fractions_among_percentages_are_not_read_and_judged_by_no_colour(tmp_path: Path) -> None:
    row = REVIEWED.replace("93.1%", "0.931").replace("95.3%", "0.953").replace("94.1%", "0.941")
    tables = read(tmp_path, *PLAIN[:2], row.format("0.94"), PLAIN[3])
    assert tables["unread"]["published"].to_list() == ["0.931", "0.94", "0.953", "0.941"]
    assert tables["signals"].filter(pl.col("indicator") == "lac_reviewed_in_time_percent")["computed"].to_list() == [None, None]


@pytest.mark.parametrize("text", ["see note", "Under review by the team", "(15)", "14/08/2022", "15 kites", "🙂", "15 16"])
def test_what_is_not_understood_is_listed_and_moves_nothing(tmp_path: Path, text: str) -> None:
    plain = read(tmp_path / "plain", *PLAIN)
    changed = read(tmp_path / "changed", PLAIN[0], ADMITTED.format(text), *PLAIN[2:])
    lost = {("lac_admissions", "2022-07", 15.0)}
    assert told(changed, "value") == told(plain, "value") - lost
    assert changed["unread"]["published"].to_list() == [text]


def test_two_cells_that_are_not_understood_move_nothing_either(tmp_path: Path) -> None:
    plain = read(tmp_path / "plain", *PLAIN)
    row = ADMITTED.replace("	17	", "	to follow soon	").format("awaiting checks by the team")
    changed = read(tmp_path / "changed", PLAIN[0], row.replace("	20	", "	see overleaf	"), *PLAIN[2:])
    kept = {one for one in told(plain, "value") if one[:2] not in {("lac_admissions", f"2022-0{m}") for m in (6, 7, 8)}}
    assert {one for one in told(changed, "value") if one[2] is not None} == {one for one in kept if one[2] is not None}
