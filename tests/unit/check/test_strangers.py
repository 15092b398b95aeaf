"""Layouts that nobody had in mind: what is read is right, the rest is not read, and nothing is alarmed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.check.report import UNREAD
from tests.fixtures.check_strangers import BOARD, DASHBOARD, SCORECARD, SCRUTINY
from tests.fixtures.checks import check_lines

Expected = tuple[int, int, str, str, str | None, float, str]
# line, cell, id of the measure without its publisher, period, category or area, value, unit
DASHBOARD_SAYS: list[Expected] = [
    (5, 3, "contacts-received", "2022/23", None, 12450, "count"),
    (5, 15, "contacts-received", "2023/24 YTD", None, 11337, "count"),
    (6, 14, "percent-of-referrals-that-are-re-referrals", "2024-02", None, 19.7, "percent"),
    (8, 4, "rate-of-cla-per-10-000", "2023-04", None, 63.6, "rate_per_10k"),
    (8, 18, "rate-of-cla-per-10-000", "latest", "Statistical neighbour average", 66, "rate_per_10k"),
    (14, 3, "visited", "2024-02", "Child in need", 701, "count"),
    (17, 2, "children", "2024-02", "Total", 1842, "count"),
    (22, 4, "timeliness-of-assessments", "2024-02", "Team A / Total", 50, "count"),
    (33, 3, "age-and-gender-of-children-looked-after", "2024-02", "16+ / Female", 70, "count"),
    (33, 5, "age-and-gender-of-children-looked-after-percent", "2024-02", "16+", 24.2, "percent"),
]
SCORECARD_SAYS: list[Expected] = [
    (6, 3, "percentage-of-child-protection-plans-lasting-2-years-or-more", "2022/23", None, 2.1, "percent"),
    (7, 5, "percentage-of-looked-after-children-with-3-placements", "2023/24 Q2", None, 10.4, "percent"),
    (9, 4, "timeliness-of-placement-days", "2023/24 Q1", None, 401, "days"),
    (14, 3, "repeat-child-protection-plans", "2022/23", None, 22.0, "percent"),
    (14, 4, "repeat-child-protection-plans", "2023/24", None, 20.1, "percent"),
    (21, 2, "fixed-term-exclusions-rate-per-100-pupils", "2021/22", None, 5.2, "rate_per_100"),
]
BOARD_SAYS: list[Expected] = [
    (10, 5, "percent-of-icpcs-within-15-days", "2023/24 Q2", None, 90, "percent"),
    (12, 4, "median-days-to-first-visit", "2023/24 Q1", None, 6, "days"),
    (13, 5, "agency-staff-percent", "2023/24 Q2", None, 22.0, "percent"),
    (20, 3, "children-in-need", "2023/24 Q1", None, 410, "count"),
    (27, 3, "children-in-need-2", "2023/24 Q1", None, 380, "count"),
    (34, 2, "referrals-by-source-last-three-months", "2023-10", "Police", 120, "count"),
    (38, 4, "referrals-by-source-last-three-months", "2023-08", "Total", 219, "count"),
    (43, 2, "audit-outcomes", "2023-10", "Outstanding", 2, "count"),
    (52, 2, "initial-health-assessments-in-time", "2023-10", None, 75.0, "percent"),
    (59, 4, "vacancy-rate", "2023-10", "Assessment", 12.5, "percent"),
]
SCRUTINY_SAYS: list[Expected] = [
    (7, 2, "number-of-referrals", "2019/20", None, 2410, "count"),
    (7, 3, "number-of-referrals", "2020/21 Q4", None, 590, "count"),
    (8, 6, "percent-of-assessments-in-45-days", "2021/22 Q1", None, 89, "percent"),
    (12, 6, "percentage-of-children-seen-within-5-working-days", "2021/22 Q1", None, 82.0, "percent"),
    (
        13,
        2,
        "percentage-of-children-seen-within-5-working-days",
        "2020/21 Q1",
        "Statistical neighbour average",
        75.1,
        "percent",
    ),
    (17, 4, "contact-outcomes", "2021-06", "Referral", 211, "count"),
    (20, 5, "contact-outcomes", "2021/22 Q1", "Total", 1979, "count"),
]
PACKS = {
    "dashboard": (DASHBOARD, DASHBOARD_SAYS, 0),
    "scorecard": (SCORECARD, SCORECARD_SAYS, 2),
    "board": (BOARD, BOARD_SAYS, 0),
    "scrutiny": (SCRUTINY, SCRUTINY_SAYS, 3),
}


@pytest.mark.parametrize("name", PACKS)
def test_what_is_read_is_right_and_nothing_is_alarmed(name: str, tmp_path: Path) -> None:
    lines, says, unread = PACKS[name]
    checked = check_lines(lines, tmp_path)
    assert [fact.explanation for fact in checked.report.facts] == []
    assert checked.report.count(UNREAD) == unread
    columns = ["line", "cell", "indicator", "period", "breakdown", "area", "area_kind", "value", "unit"]
    read = {row[:2]: row[2:] for row in checked.document.tables["observations"].select(columns).rows()}
    for line, cell, measure, period, about, value, unit in says:
        indicator, read_period, breakdown, area, kind, *figure = read[line, cell]
        assert (indicator.partition("/")[2], read_period, figure) == (measure, period, [value, unit])
        assert about == (area if kind == "comparator" else breakdown), (line, cell)


@pytest.mark.parametrize(
    ("name", "line", "old", "new", "rule"),
    [
        ("dashboard", 5, "11,337", "11,373", "totals"),
        ("dashboard", 15, "96.0%", "69.0%", "percentage"),
        ("dashboard", 23, "76.0%", "67.0%", "percentage"),
        ("dashboard", 33, "80", "8", "totals"),
        ("board", 10, "▲", "▼", "arrows"),
        ("board", 34, "120", "102", "totals"),
        ("board", 45, "35", "53", "partitions"),
        ("board", 52, "45 of 60", "45 of 66", "percentage"),
        ("scrutiny", 20, "1,979", "1,997", "totals"),
        ("scrutiny", 17, "211", "121", "totals"),
    ],
)
def test_a_mistake_in_them_is_found(name: str, line: int, old: str, new: str, rule: str, tmp_path: Path) -> None:
    lines = list(PACKS[name][0])
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    facts = check_lines(lines, tmp_path).report.facts
    grave = [fact for fact in facts if fact.severity != "information"]
    assert rule in {fact.rule for fact in grave}, [fact.explanation for fact in facts]
    told = {fact.line for fact in grave} | {int(place.split()[1].rstrip(",")) for f in grave for place in f.others}
    assert line in told
