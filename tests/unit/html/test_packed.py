"""Charts as one text on their way through papermill and nbconvert: they are written as they were."""

from __future__ import annotations

import json
from copy import deepcopy

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.html.packed import Packed, packed, unpacked, written
from scorecard.render.notebook.normalise import to_text

CHART = {"layer": [{"mark": "bar", "data": {"values": [{"a": 1.5, "b": None}]}}], "description": "‘x’ <b>", "empty": {}}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_it_is_written_as_the_library_writes_it(value: object) -> None:
    assert written(value) == json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, separators=(",", ": "))


@pytest.mark.parametrize("mime", ["application/json", "application/vnd.vegalite.v6+json"])
def test_json_is_packed_and_nothing_else(mime: str) -> None:
    bundle = packed({mime: CHART, "text/html": "<p>"})
    assert isinstance(bundle[mime], Packed) and type(bundle["text/html"]) is str
    assert unpacked(bundle[mime]) == CHART
    assert packed(bundle) == bundle
    assert deepcopy(bundle)[mime] is bundle[mime]


def test_text_that_a_notebook_shows_as_json_stays_text() -> None:
    assert unpacked("[1]") == "[1]"
    assert unpacked(packed({"application/json": "[1]"})["application/json"]) == "[1]"


def test_a_packed_notebook_is_written_as_nbformat_writes_it() -> None:
    data = {"application/vnd.vegalite.v6+json": CHART, "text/html": "<p>\n<b>ü</b>\n", "text/plain": "a\nb"}
    notebook = nbformat.v4.new_notebook(metadata={"z": 1, "a": {}})
    cell = nbformat.v4.new_code_cell("x = 1\ny", id="one", metadata={"trusted": True})
    cell.outputs = [
        nbformat.v4.new_output("display_data", data),
        nbformat.v4.new_output("stream", name="stdout", text="a\nb\n"),
        nbformat.v4.new_output("error", ename="E", evalue="v", traceback=["t"]),
    ]
    notebook.cells = [nbformat.v4.new_markdown_cell("# T\n", id="two"), cell]
    expected = nbformat.writes(notebook) + "\n"
    cell.outputs[0].data = nbformat.NotebookNode(packed(data))
    assert to_text(notebook) == expected
    assert isinstance(cell.outputs[0].data["application/vnd.vegalite.v6+json"], Packed), "the notebook is left as it is"
