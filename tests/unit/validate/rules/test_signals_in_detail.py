"""Arrows, colours and thresholds, row by row and word by word."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.validate.rules import arrows, rag, thresholds
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, signal, threshold
from tests.unit.validate.rules.in_detail import REGISTRY, TWO, only, sentence

# ---- arrows


def arrow(id: str, before: str, now: str, printed: str, **more: Any):
    rows = [figure(id, "2020-05", before, line=3, cell=1), figure(id, "2020-06", now, line=3)]
    signals = [signal(id, "2020-06", "direction", printed, line=3)]
    meaning = more.pop("arrows_mean", "performance")
    known = registry(*REGISTRY.indicators.values(), arrows_mean=meaning)
    return arrows.compare(pack([row | more for row in rows], signals=signals), known)


@pytest.mark.parametrize(
    ("id", "before", "now", "printed", "meaning", "words"),
    [
        (
            "waits",
            "9",
            "8",
            "down",
            "performance",
            "the figure fell from 9 to 8; arrows here show performance, low is good, so the arrow should be up, "
            "but it is printed as down (down).",
        ),
        (
            "plans",
            "50.0%",
            "51.5%",
            "down",
            "number",
            "the figure rose from 50.0% to 51.5%; arrows here show the number, so the arrow should be up, "
            "but it is printed as down (down).",
        ),
        (
            "children",
            "603",
            "603",
            "up",
            "performance",
            "the figure stayed at 603; arrows here show performance, so the arrow should be level, "
            "but it is printed as up (up).",
        ),
    ],
)
def test_what_is_said_of_a_wrong_arrow(id: str, before: str, now: str, printed: str, meaning: str, words: str):
    row = only(arrow(id, before, now, printed, arrows_mean=meaning))
    assert row["explanation"].endswith(words)
    assert (row["severity"], row["compared_with"]) == ("error", "pack:3:8; pack:3:1")


@pytest.mark.parametrize("printed", ["up", "down"])
def test_a_range_may_be_shown_either_way(printed: str):
    assert failing(arrow("caseload", "20", "18", printed, unit="cases")).is_empty()
    assert failing(arrow("caseload", "20", "18", "level", unit="cases")).is_empty()
    assert failing(arrow("caseload", "18", "18", printed, unit="cases")).height == 1


def test_the_codes_of_arrows():
    row = only(arrow("plans", "50.0%", "51.5%", "down"))
    assert (row["published_value"], row["lower"], row["upper"]) == (-1, 1, 1)
    row = only(arrow("plans", "50.0%", "50.0%", "up"))
    assert (row["published_value"], row["lower"], row["upper"]) == (1, 0, 0)


@pytest.mark.parametrize("nearer", [{"line": 3}, {"table": "summary"}])
def test_the_month_before_is_that_of_the_arrows_line_else_of_its_table(nearer: dict[str, Any]):
    now = figure("plans", "2020-06", "50.0%", line=3)
    before = figure("plans", "2020-05", "40.0%", line=7) | nearer
    elsewhere = figure("plans", "2020-05", "60.0%", line=1, table="annex")
    signals = [signal("plans", "2020-06", "direction", "up", line=3)]
    assert failing(arrows.compare(pack([now, before, elsewhere], signals=signals), REGISTRY)).is_empty()


def test_an_average_of_nothing_moves_nowhere():
    known = registry(indicator("stay", unit="days", kind="average", average_of="stays"), indicator("stays"))
    rows = [
        figure("stay", month, value, line=3, cell=cell, unit="days")
        for month, value, cell in (("2020-05", "9", 1), ("2020-06", "0", 2))
    ]
    cases = [figure("stays", "2020-06", "0", line=4)]
    signals = [signal("stay", "2020-06", "direction", "up", line=3)]
    assert arrows.compare(pack(rows, signals=signals), known).rows.height == 1
    assert arrows.compare(pack([*rows, *cases], signals=signals), known).rows.is_empty()


# ---- colours

BANDS = [
    threshold("plans", "red", "<90%", None, 90, closed=(True, False), line=3),
    threshold("plans", "green", "95%+", 95, None, closed=(True, False), line=3),
]


def colour(value: str, printed: str | None, bands: list[dict[str, Any]] = BANDS, *more: dict[str, Any]):
    signals = [signal("plans", "2020-06", "rag", printed, line=3)] if printed else []
    return rag.compare(
        pack([figure("plans", "2020-06", value, line=3), *more], thresholds=bands, signals=signals), REGISTRY
    )


def test_what_is_said_of_a_wrong_colour():
    row = only(colour("80.0%", "green"))
    assert row["explanation"] == (
        "Plans, June 2020: 80.0% is red by the printed thresholds (red <90%, green 95%+), but green is printed."
    )
    assert (row["expected"], row["severity"], row["compared_with"]) == ("red", "error", "pack:3")


def test_what_is_said_of_a_colour_that_no_band_decides():
    row = only(colour("92.0%", "green"))
    assert row["explanation"] == (
        "Plans, June 2020: green is printed for 92.0%, but the figure is in none of the printed bands "
        "(thresholds: red <90%, green 95%+)."
    )
    assert (row["expected"], row["severity"]) == ("no colour", "information")


def test_a_colour_without_a_band_of_its_own_or_without_any_is_not_compared():
    assert failing(colour("92.0%", "amber")).is_empty()
    assert failing(colour("92.0%", "amber", [])).is_empty()


def test_a_row_with_thresholds_of_its_own_is_judged_by_them():
    elsewhere = [band | {"line": 9, "lower": band["lower"] and 70.0, "upper": band["upper"] and 60.0} for band in BANDS]
    assert failing(colour("80.0%", "red", [*elsewhere, *BANDS])).is_empty()
    assert failing(colour("80.0%", "green", elsewhere)).is_empty()


def test_what_is_said_of_a_colour_that_is_not_printed():
    bands = [
        *BANDS,
        threshold("reviews", "red", "<50%", None, 50, line=4),
        threshold("reviews", "green", "50%+", 50, None, line=4),
    ]
    rows = [figure("reviews", "2020-06", "40.0%", line=4), figure("reviews", "2020-05", "90.0%", line=4, cell=1)]
    row = only(colour("80.0%", "red", bands, *rows))
    assert row["explanation"] == (
        "Reviews, June 2020: 40.0% is red by the printed thresholds (red <50%, green 50%+), but no colour is printed."
    )
    assert (row["line"], row["cell"], row["expected"], row["severity"]) == (4, 2, "red", "information")
    in_gap = [figure("reviews", "2020-06", None, line=4)]
    assert failing(colour("80.0%", "red", bands, *in_gap)).is_empty()


def test_the_codes_of_colours():
    row = only(colour("80.0%", "green"))
    assert (row["published_value"], row["lower"], row["upper"]) == (2, 0, 0)
    amber = threshold("plans", "amber", "90%+", 90, 95, closed=(True, False), line=3)
    row = only(colour("91.0%", "red", [*BANDS, amber]))
    assert (row["published_value"], row["lower"], row["upper"]) == (0, 1, 1)
    row = only(colour("92.0%", "green"))
    assert (row["published_value"], row["lower"], row["upper"]) == (2, -1, -1)


def test_a_colour_without_a_band_is_wrong_where_another_band_holds_the_figure():
    assert only(colour("80.0%", "amber"))["expected"] == "red"


def test_a_colour_that_no_legible_band_could_check_is_not_compared():
    damaged = threshold("plans", "amber", "9o%", None, None, line=3, reason="damaged")
    not_set = threshold("plans", "green", "n/a", None, None, line=3)
    for bands in ([*BANDS, damaged], [not_set], []):
        assert colour("92.0%", "green", bands).rows.is_empty()


REVIEWS = [
    threshold("reviews", "red", "<50%", None, 50, line=4, closed=(True, False)),
    threshold("reviews", "green", "60%+", 60, None, line=4),
]


def test_a_figure_in_no_band_is_not_missing_its_colour():
    assert colour("80.0%", "red", [*BANDS, *REVIEWS], figure("reviews", "2020-06", "55.0%", line=4)).rows.height == 1
    (row,) = failing(colour("80.0%", "red", [*BANDS, *REVIEWS], figure("reviews", "2020-06", "40.0%", line=4))).rows(
        named=True
    )
    assert (row["published_value"], row["lower"], row["upper"]) == (-1, 0, 0)


def test_a_band_that_is_not_legible_is_no_second_one():
    damaged = REVIEWS[1] | {"lower": None}
    assert failing(
        colour("80.0%", "red", [*BANDS, REVIEWS[0], damaged], figure("reviews", "2020-06", "40.0%", line=4))
    ).is_empty()


def test_bands_are_named_once_in_order_of_place_with_all_their_places():
    again = [band | {"line": 40, "table": "page"} for band in BANDS]
    row = only(colour("80.0%", "green", [*BANDS, *again]))
    assert "(red <90%, green 95%+)" in row["explanation"]
    assert row["compared_with"] == "pack:3; pack:40"
    later = [BANDS[0] | {"line": 9}, BANDS[1] | {"line": 4}]
    assert "(green 95%+, red <90%)" in only(colour("80.0%", "green", later))["explanation"]


# ---- thresholds


def bands_of(*rows: dict[str, Any], **more: Any):
    return thresholds.compare(pack(more.pop("figures", []), thresholds=list(rows), **more), REGISTRY)


def test_what_is_said_of_bands_with_a_gap():
    row = only(bands_of(*BANDS))
    assert row["explanation"] == (
        "Plans: the thresholds (red <90%, green 95%+) do not fit together: at 90, for example, "
        "the figure is in none of the printed bands."
    )
    assert (row["published"], row["published_value"], row["severity"]) == ("red <90%, green 95%+", 2, "information")
    met = [figure("plans", "2020-06", "92.0%", line=1)]
    assert only(bands_of(*BANDS, figures=met))["severity"] == "warning"
    assert only(bands_of(*BANDS, figures=[met[0] | {"period_kind": "quarter"}]))["severity"] == "information"


def test_beyond_an_outermost_edge_without_a_band_there_is_no_gap():
    inner = [
        threshold("plans", "amber", "80-90", 80, 90, closed=(True, False)),
        threshold("plans", "green", "90-95", 90, 95, closed=(True, True)),
    ]
    assert failing(bands_of(*inner)).is_empty()
    open_above = [inner[0], inner[1] | {"upper_closed": False}]
    assert failing(bands_of(*open_above)).is_empty()
    gap = [inner[0], inner[1] | {"lower_closed": False}]
    assert only(bands_of(*gap))["published_value"] == 1


def test_one_band_alone_is_not_asked_to_fit():
    assert bands_of(BANDS[0]).rows.is_empty()


def test_what_is_said_of_a_target_that_another_page_prints_otherwise():
    other = BANDS[1] | {"table": "page", "line": 40, "published": "96%+", "lower": 96.0}
    first, second = failing(bands_of(BANDS[1], other)).rows(named=True)
    assert first["explanation"] == "Plans: green is 95%+ here, but 96%+ at line 40 of the same document."
    assert (first["expected"], first["compared_with"], second["compared_with"]) == ("96%+", "pack:40:9", "pack:3:9")
    assert failing(bands_of(BANDS[1], other | {"table": "summary"})).is_empty()


def target(value: float, **more: Any) -> dict[str, Any]:
    return sentence(value, document="pack", indicator="plans", unit="percent", relation="target") | more


def test_what_is_said_of_a_target_in_a_sentence():
    row = only(bands_of(BANDS[1], claims=[target(90)]))
    assert row["explanation"] == "Plans: a sentence names the target 90, the table at line 3 prints 95%+."
    assert (row["expected"], row["severity"], row["compared_with"]) == ("95%+", "information", "pack:3:9")
    assert failing(bands_of(BANDS[1], claims=[target(95)])).is_empty()
    assert bands_of(BANDS[1], claims=[target(90, unit="count")]).rows.is_empty()


def test_what_is_said_of_a_target_that_changed_between_documents():
    bands = [
        threshold("plans", "green", "95%+", 95, None, document="old", line=3),
        threshold("plans", "green", "97%+", 97, None, document="new", line=4),
    ]
    tables = pack([], thresholds=bands, documents=TWO)
    row = only(thresholds.compare(tables, REGISTRY))
    assert row["explanation"] == "Plans: the target is 97%+ here and was 95%+ in old (line 3)."
    assert row["nature"] == "change"
    assert (row["document"], row["expected"], row["compared_with"]) == ("new", "95%+", "old:3:9")
