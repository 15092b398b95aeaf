"""What a notebook's parameters cell declares, and what may be given for it."""

import json

import pytest

from scorecard.errors import InputError, UsageError
from scorecard.render.plan.parameters import check, inspect, templates
from tests.fixtures.notebooks import notebook

ALLOWED = {"quarter": ["2019-20-Q4", "2020-21-Q1"]}
KINDS = 'quarter: str = "2020-21-Q1"\ncount: int = 3\nshare: float = 0.5\nwide: bool = False\nplain = "x"'


@pytest.fixture
def template(tmp_path):
    return inspect(notebook(tmp_path, "scorecard", parameters=KINDS))


def test_names_types_and_defaults_are_read_without_running_anything(template):
    declared = {p.name: (p.type, p.default) for p in template.parameters.values()}
    assert declared == {
        "quarter": (str, "2020-21-Q1"),
        "count": (int, 3),
        "share": (float, 0.5),
        "wide": (bool, False),
        "plain": (str, "x"),
    }
    assert template.title == "A title"


def test_a_notebook_without_the_tagged_cell_is_for_interactive_use(tmp_path):
    template = inspect(notebook(tmp_path, "explore", parameters=None))
    assert not template.per_quarter


@pytest.mark.parametrize(
    "source", ["quarter = load()", "import os", "a, b = 1, 2", "quarter: list = []", "x = None", "d = {}", "quarter ="]
)
def test_a_parameters_cell_holds_nothing_but_parameters(tmp_path, source):
    with pytest.raises(InputError, match="parameters cell"):
        inspect(notebook(tmp_path, "odd", parameters=source))


def test_two_tagged_cells_are_refused(tmp_path):
    path = notebook(tmp_path, "twice")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"].append(content["cells"][1] | {"id": "again"})
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError, match="2 cells tagged"):
        inspect(path)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"cells": 3}'])
def test_a_damaged_notebook_is_named(tmp_path, damage):
    (tmp_path / "broken.ipynb").write_text(damage, encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.ipynb"):
        templates(tmp_path)


def test_no_notebooks_at_all(tmp_path):
    with pytest.raises(InputError, match="no notebooks"):
        templates(tmp_path)


def test_given_values_take_the_declared_type(template):
    got = check(template, {"count": "7", "share": "2", "wide": "true", "plain": "007"}, ALLOWED)
    assert got == {"quarter": "2020-21-Q1", "count": 7, "share": 2.0, "wide": True, "plain": "007"}


@pytest.mark.parametrize(
    ("name", "value"), [("count", "many"), ("count", "1.5"), ("wide", "2"), ("quarter", 5), ("count", True)]
)
def test_a_value_of_another_type_is_refused(template, name, value):
    with pytest.raises(UsageError, match=f"{name} cannot be"):
        check(template, {name: value}, ALLOWED)


def test_a_misspelt_parameter_is_refused_with_what_was_meant(template):
    with pytest.raises(UsageError, match=r"no parameter 'qarter'; did you mean quarter\?") as refused:
        check(template, {"qarter": "2020-21-Q1"}, ALLOWED)
    assert "count" in str(refused.value)


def test_a_value_that_the_data_do_not_know_is_refused_with_what_they_know(template):
    with pytest.raises(UsageError, match="no quarter '2020-21-Q2'; did you mean 2020-21-Q1") as refused:
        check(template, {"quarter": "2020-21-Q2"}, ALLOWED)
    assert "2019-20-Q4" in str(refused.value)
