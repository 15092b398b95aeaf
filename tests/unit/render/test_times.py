"""When runs were: noted by the key of what they made, and forgotten with it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scorecard.render.times import NAME, Ran, Times, keep_times, read_times


def ran(hour: int, **made: str) -> Ran:
    return Ran.of(datetime(2021, 7, 1, hour, tzinfo=UTC), datetime(2021, 7, 1, hour, 5, 30, 900, tzinfo=UTC), 0, made)


def test_a_run_is_noted_in_whole_seconds_of_universal_time(tmp_path: Path) -> None:
    keep_times(tmp_path, ran(9, b="2", a="1"), {"a": "1", "b": "2"})
    assert json.loads((tmp_path / NAME).read_text(encoding="utf-8"))["runs"] == [
        {
            "began": "2021-07-01T09:00:00+00:00",
            "ended": "2021-07-01T09:05:30+00:00",
            "exit_code": 0,
            "made": {"a": "1", "b": "2"},
        }
    ]


def test_what_is_made_again_belongs_to_the_later_run_and_the_rest_to_the_earlier(tmp_path: Path) -> None:
    keep_times(tmp_path, ran(9, a="1", b="2"), {"a": "1", "b": "2"})
    keep_times(tmp_path, ran(10, a="3"), {"a": "3", "b": "2"})
    assert [one.made for one in read_times(tmp_path).runs] == [{"b": "2"}, {"a": "3"}]


def test_a_run_of_which_nothing_is_left_is_forgotten(tmp_path: Path) -> None:
    keep_times(tmp_path, ran(9, a="1"), {"a": "1"})
    keep_times(tmp_path, ran(10, a="2"), {"a": "2"})
    assert [one.began for one in read_times(tmp_path).runs] == ["2021-07-01T10:00:00+00:00"]
    keep_times(tmp_path, ran(11), {})
    assert read_times(tmp_path).runs == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[[[",
        '{"times": 2}',
        '{"times": 1, "runs": [{"began": "yesterday", "ended": "today", "exit_code": 0, "made": {}}]}',
        '{"times": 1, "runs": [], "more": 1}',
    ],
)
def test_a_file_of_another_shape_counts_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content, encoding="utf-8")
    assert read_times(tmp_path) == Times()
