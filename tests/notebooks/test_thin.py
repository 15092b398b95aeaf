"""Notebooks stay thin: words, one cell of parameters, one of imports, one load, then a sentence and a call."""

import ast
import json

import pytest

from scorecard.workspace import PROJECT

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
FORBIDDEN = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.With,
    ast.Try,
    ast.ListComp,
    ast.DictComp,
    ast.SetComp,
    ast.GeneratorExp,
)
MOST_CODE_LINES = 40


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def cells(request):
    return json.loads(request.param.read_text(encoding="utf-8"))["cells"]


def source(cell):
    return "".join(cell["source"])


def codes(cells):
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_there_are_notebooks():
    assert {"scorecard", "data_quality"} <= {path.stem for path in NOTEBOOKS}


def test_stored_without_outputs(cells):
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in codes(cells))


def test_no_logic_of_their_own(cells):
    for cell in codes(cells):
        for node in ast.walk(ast.parse(source(cell))):
            assert not isinstance(node, FORBIDDEN), source(cell)


def test_few_lines_of_code(cells):
    assert sum(len(source(cell).splitlines()) for cell in codes(cells)) <= MOST_CODE_LINES


def test_title_then_parameters_then_imports_then_one_load(cells):
    assert source(cells[0]).startswith("# ")
    assert cells[1]["metadata"]["tags"] == ["parameters"]
    imports, load = codes(cells)[1:3]
    assert all(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.parse(source(imports)).body)
    (statement,) = ast.parse(source(load)).body
    assert isinstance(statement, ast.Assign)
    assert isinstance(statement.value, ast.Call)


def test_then_pairs_of_a_sentence_and_one_call(cells):
    rest = cells[4:]
    assert len(rest) % 2 == 0
    for words, call in zip(rest[::2], rest[1::2]):
        assert words["cell_type"] == "markdown"
        assert source(words).startswith("## ")
        assert source(words).rstrip().endswith(".")
        (statement,) = ast.parse(source(call)).body
        assert isinstance(statement, ast.Expr)
        assert isinstance(statement.value, ast.Call)


def test_everything_imported_is_ours(cells):
    for node in ast.walk(ast.parse(source(codes(cells)[1]))):
        if isinstance(node, ast.ImportFrom):
            assert node.module.split(".")[0] == "scorecard"
        assert not isinstance(node, ast.Import)


def test_ids_are_words_and_unique(cells):
    ids = [cell["id"] for cell in cells]
    assert len(set(ids)) == len(ids)
    assert not any(len(name) == 8 and all(c in "0123456789abcdef" for c in name) for name in ids)
