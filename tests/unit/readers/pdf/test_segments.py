from __future__ import annotations

from dataclasses import replace

from scorecard.readers.pdf.segments import blobs_of, far_parts, parts_between_rules, segments_of
from tests.unit.readers.pdf.drawn import line


def test_a_line_is_parted_where_white_is_wider_than_a_blank() -> None:
    kites = line(("Number of kites", 0), ("12", 100), ("7", 113))
    assert [part.text for part in segments_of(kites)] == ["Number of kites", "12", "7"]
    assert [part.text for part in far_parts(kites)] == ["Number of kites", "12 7"]
    assert [part.text for part in parts_between_rules(kites)] == ["Number of kites", "12", "7"]


def test_a_cut_parts_words_however_near() -> None:
    near = line(("12 7", 0))
    assert len(segments_of(near)) == 1 and len(segments_of(replace(near, cuts=frozenset({1})))) == 2


def test_parts_above_each_other_are_one_cell() -> None:
    row = [line(("Number of", 0), ("12", 80)), line(("kites", 4), top=9)]
    assert [blob.text for blob in blobs_of(row)] == ["Number of kites", "12"]
