"""The table of proofs has no end tag that HTML lets one leave out: whoever reads it as HTML gets the same table."""

from __future__ import annotations

import lxml.html
import pytest
from markupsafe import Markup

from scorecard.pages.proofs import _shorter

ROW = (
    '<tr id="a:1:2"><th scope="row">line 1</th><td class="none">no data</td><td><ul><li>x</li><li>y</li></ul></td></tr>'
)
TABLE = (
    '<table class="proofs"><caption>All</caption><thead><tr><th scope="col">Line</th><th scope="col">Time</th></tr>'
    f"</thead><tbody>{ROW}{ROW}</tbody><tbody>{ROW}</tbody></table>"
)


@pytest.mark.parametrize("table", [TABLE, "<table><tbody><tr><td>a &lt;/td&gt;&lt;td&gt;</td></tr></tbody></table>"])
def test_it_reads_as_the_same_table(table: str) -> None:
    shorter = _shorter(Markup(table))
    assert len(shorter) < len(table)
    assert lxml.html.tostring(lxml.html.fromstring(shorter)) == lxml.html.tostring(lxml.html.fromstring(table))


def test_an_end_tag_stays_before_anything_but_the_next_cell_or_row() -> None:
    table = "<table><tr><td>a</td><!-- b --><td>c</td></tr></table>"
    assert _shorter(Markup(table)) == "<table><tr><td>a</td><!-- b --><td>c</tr></table>"
