"""Where the time of a run went: the floor, and the slowest reports."""

from __future__ import annotations

from scorecard.render.profile import floor_of, profile

SPENT = {
    "q/scorecard": {"cells": 2.0, "export": 1.0},
    "q/theme": {"cells": 0.5, "export": 0.5},
    "packs/a": {"export": 4.0},
}


def test_the_floor_is_all_cells_and_exports_shared_out_among_the_workers():
    assert floor_of(SPENT, 2) == 4.0


def test_the_measured_time_stands_beside_the_floor_and_the_slowest_first():
    assert profile(SPENT, 5.0, 2) == [
        "profile: 3 reports with 2 workers: cells 2.5 s, export 5.5 s",
        "profile: floor 4.0 s, measured 5.0 s: 1.25 times the floor",
        "profile: 4.00 s packs/a",
        "profile: 3.00 s q/scorecard",
        "profile: 1.00 s q/theme",
    ]


def test_a_run_that_made_nothing_says_so():
    assert profile({}, 0.0, 1) == ["profile: no report was made"]
