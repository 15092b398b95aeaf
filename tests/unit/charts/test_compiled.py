"""Charts of one form are compiled once, and each is what it would be if it were compiled alone."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.charts import compiled as shared
from scorecard.charts.compiled import compiled

NUMBERS = st.one_of(st.integers(-10_000, 10_000), st.integers(-1000, 1000).map(lambda n: n / 8))
LIMITS = st.lists(NUMBERS, min_size=2, max_size=2, unique=True).map(sorted)


def bars_and_line(limits, *, width=300, other=None):
    """Bars from nought with a line over them, whose axis is given."""
    scale = {"domain": limits, "nice": False}
    below, above = ({"field": "v", "type": "quantitative", "scale": {**scale, "domain": d}} for d in (limits, other))
    x = {"field": "x", "type": "ordinal"}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": "Bars and a line.",
        "width": width,
        "height": 120,
        "padding": {"left": width % 7, "right": 5, "top": 5, "bottom": 5},
        "data": {"values": [{"x": 1, "v": 2}, {"x": 2, "v": None}]},
        "layer": [
            {"mark": "bar", "encoding": {"x": x, "y": below}},
            {"mark": "line", "encoding": {"x": x, "y": above if other else below}},
        ],
    }


def alone(chart):
    """A chart compiled with all its own numbers in it."""
    quiet = {**chart, "config": {"aria": False}}
    vega = json.loads(shared._compile(json.dumps({k: v for k, v in quiet.items() if k != "description"})))
    return {**vega, "data": sources(vega)}


def sources(vega):
    return [{**source, "values": source["values"]} if "values" in source else source for source in vega["data"]]


@given(limits=LIMITS, width=st.integers(1, 900))
def test_it_is_what_it_would_be_alone(limits, width):
    chart = bars_and_line(limits, width=width)
    assert compiled(chart) == alone(chart)


@given(limits=LIMITS, other=LIMITS)
def test_two_axes_in_one_keep_the_limits_of_each(limits, other):
    chart = bars_and_line(limits, other=other)
    assert compiled(chart) == alone(chart)


def test_one_form_is_compiled_once(monkeypatch):
    asked = []
    compile_ = shared._compile
    monkeypatch.setattr(shared, "_compile", lambda bare: asked.append(bare) or compile_(bare))
    shared._form.cache_clear()
    for number in range(1, 6):
        compiled(bars_and_line([0, number], width=100 * number))
    assert len(asked) == 1


@pytest.mark.parametrize("limits", [[0, 5], [-5, 5], [2, 5], [-5, -2]])
def test_of_each_sign_there_is_a_form(limits):
    assert compiled(bars_and_line(limits))["scales"][-1]["domain"] == limits


def test_a_number_that_goes_elsewhere_is_left_where_it_was(monkeypatch):
    """A compiler that counts with a limit gets the limit itself."""
    compile_ = shared._compile

    def counts(bare):
        vega = json.loads(compile_(bare))
        return json.dumps({**vega, "signals": [{"name": "middle", "value": sum(vega["scales"][-1]["domain"]) / 2}]})

    monkeypatch.setattr(shared, "_compile", counts)
    shared._form.cache_clear()
    made = compiled(bars_and_line([0, 5]))
    shared._form.cache_clear()
    assert made["signals"][0]["value"] == 2.5
    assert made["width"] == 300
