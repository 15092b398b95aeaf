"""Labels: moved apart in their order, never on each other, never on a line."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from scorecard.charts.labels import Label, Note, end_labels, height_above, notes_above, point_labels, stacked, wrapped
from scorecard.charts.sheet import LINE, NARROW, WIDE


@given(st.lists(st.tuples(st.floats(0, 200), st.integers(12, 45)), max_size=6))
def test_things_are_moved_apart_in_order(things):
    positions, heights = [at for at, _ in things], [float(h) for _, h in things]
    placed = stacked(positions, heights, low=0, high=200)
    order = sorted(range(len(things)), key=lambda i: (positions[i], i))
    for one, other in pairwise(order):
        assert placed[other] - placed[one] >= (heights[one] + heights[other]) / 2 - 1e-6
    assert max((placed[i] + heights[i] / 2 for i in order), default=0) <= 200 + 1e-6
    if sum(heights) <= 200:
        assert min((placed[i] - heights[i] / 2 for i in order), default=0) >= -1e-6


def test_what_has_room_stays_where_it_is():
    assert stacked([10.0, 11.0, 50.0], [14, 14, 14], low=0, high=100) == [10.0, 24.0, 50.0]


def test_a_long_name_is_wrapped_into_its_room_and_never_cut():
    assert wrapped("Similar councils 68.2%", NARROW.right - 16, 12) == ["Similar", "councils", "68.2%"]
    assert " ".join(wrapped("one two three four five", 60, 12)) == "one two three four five"


def test_lines_of_labels_keep_apart_and_leaders_begin_at_their_lines():
    labels = [Label(f"A comparison {n}%", 50.0 + n, "#3D3D3D") for n in range(4)]
    pieces, leaders = end_labels(labels, NARROW, 220)
    heights = sorted(piece["py"] for piece in pieces)
    assert len(heights) > 4
    assert all(b - a >= LINE - 1e-6 for a, b in pairwise(heights))
    assert [leader["py"] for leader in leaders] == [50.0, 51.0, 52.0, 53.0]


def test_notes_stand_above_the_plot_each_on_rows_of_its_own():
    notes = [Note("1 October 2016: New case management system", 120, 120), Note("‡ The pack warns: care", 10, 200)]
    pieces, breaks, brackets = notes_above(notes, WIDE, 230, first=20)
    assert len(breaks) == 1 and breaks[0]["px"] == breaks[0]["px2"] == 120
    assert len(brackets) == 1 and (brackets[0]["px"], brackets[0]["px2"]) == (10, 200)
    assert all(piece["py"] < -20 for piece in pieces)
    assert min(piece["py"] for piece in pieces) >= -(20 + height_above(notes, WIDE))
    assert len({piece["py"] for piece in pieces}) == len(pieces)
    # no break runs through a text above the plot
    assert breaks[0]["py"] > max(piece["py"] for piece in pieces)


def test_names_of_points_keep_off_points_lines_and_each_other():
    points = [(100.0, 100.0, "North 36.4%"), (150.0, 104.0, "Central 32.3%"), (200.0, 98.0, "South 37.0%")]
    line = (0.0, 118.0, 420.0, 122.0)
    pieces = point_labels(points, (0.0, 0.0, 420.0, 230.0), [line], size=12, colour="#12436D")
    boxes = []
    for piece in pieces:
        wide = 0.58 * 12 * len(piece["text"])
        left = {"left": piece["px"], "center": piece["px"] - wide / 2, "right": piece["px"] - wide}[piece["align"]]
        boxes.append((left, piece["py"] - 7, left + wide, piece["py"] + 7))
    for one, other in combinations([*boxes, line], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for x, y, _ in points:
        assert not any(left < x < right and top < y < bottom for left, top, right, bottom in boxes)
