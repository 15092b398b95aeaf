"""The picture of a chart in fewer bytes: what is dropped says nothing, and no text changes."""

import pytest

from scorecard.charts.svg import slim
from scorecard.charts.theme import FONT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<g><g><text>a</text></g></g>", "<text>a</text>"),
        ('<g fill="none"><text>a</text></g>', '<g fill="none"><text>a</text></g>'),
        ('<g transform="translate(0,0)"><text>a</text></g>', "<text>a</text>"),
        ('<g transform="translate(5,0)"></g><line x2="1"/>', '<line x2="1"/>'),
        ('<g fill="none"><g class="empty"/><text>a</text></g>', '<g fill="none"><text>a</text></g>'),
        ('<path d="M1.123456,2.0L3.10,4" fill="#FFFFFF" opacity="1"/>', '<path d="M1.12,2L3.10,4" fill="#FFFFFF"/>'),
        (f'<text font-family="{FONT}" font-size="12px">a</text>', '<text font-size="12">a</text>'),
        ("<text>10.123456 of 3.0</text>", "<text>10.123456 of 3.0</text>"),
    ],
)
def test_fewer_bytes(before, after):
    assert slim(before) == after
