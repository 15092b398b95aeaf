"""The faults of the mutation run: which are made of a line, and that each is known again wherever its line stands."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="module")
def mutators(project: Path) -> ModuleType:
    spec = spec_from_file_location("mutators", project / "bench" / "mutators.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def mutants(mutators: ModuleType, folder: Path, source: str) -> list[Any]:
    path = folder / "module.py"
    path.write_text(source, encoding="utf-8")
    return mutators.mutants_of(path, folder)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("x = a < b", {"x = a <= b"}),
        ("x = a is not None", {"x = a is None"}),
        ("x = a not in b", {"x = a in b"}),
        ("x = a == 'kite'", {"x = a != 'kite'", "x = a == 'kite~'"}),
        ("x = a and b or c", {"x = a or b or c", "x = a and b and c"}),
        ("x = (a > 1) & b", {"x = (a >= 1) & b", "x = (a > 1) | b", "x = (a > 2) & b", "x = (a > 0) & b"}),
        ("x = not a", {"x = a"}),
        ("x = a // b", {"x = a * b"}),
        ("x = f'{a} kites' + 'zoos'", set()),
        ("x = [b for b in a if b]", {"x = [b for b in a if True]"}),
        ("x = b if a else c", {"x = b if True else c", "x = b if False else c"}),
        ("x = max(a, b)", {"x = min(a, b)"}),
        ("x = a.filter(b).first()", {"x = a.first()", "x = a.filter(b).last()"}),
        ("x = a.sort(b, nulls_last=True)", {"x = a", "x = a.sort(b, )", "x = a.sort(b, nulls_last=False)"}),
        ("x = a.join(b, how='left', validate='m:1')", {"x = a.join(b, how='inner', validate='m:1')"}),
        ("x = a.join(b.unique(), how='semi')", {"x = a.join(b.unique(), how='anti')"}),
        ("x = pl.when(a).then(b).otherwise(c)", {"x = pl.when(~(a)).then(b).otherwise(c)"}),
        ("x: int = 0", {"x: int = 1", "x: int = (-1)"}),
        ("raise ValueError(a + 1)", set()),
    ],
)
def test_the_faults_of_a_line(mutators: ModuleType, tmp_path: Path, line: str, faults: set[str]) -> None:
    assert {mutant.mutated for mutant in mutants(mutators, tmp_path, line)} == faults


@pytest.mark.parametrize(
    ("returns", "empty"),
    [
        ("list[str]", "return []"),
        ("str", 'return ""'),
        ("bool", "return not (x)"),
        ("pl.DataFrame", "return (x).clear()"),
        ("Thing", "return None"),
    ],
)
def test_an_empty_answer_of_each_type(mutators: ModuleType, tmp_path: Path, returns: str, empty: str) -> None:
    (mutant,) = mutants(mutators, tmp_path, f"def f(x) -> {returns}:\n    return x\n")
    assert (mutant.function, mutant.line, mutant.mutated) == ("f", 2, empty)


def test_a_fault_is_known_again_though_its_line_moves(mutators: ModuleType, tmp_path: Path) -> None:
    source = "def f(a, b):\n    'Words > of 3 kites.'\n    c = a > b\n    return a > b\n"
    before = mutants(mutators, tmp_path, source)
    after = mutants(mutators, tmp_path, f"import os\n\n\n{source}")
    assert [m.id for m in before] == [m.id for m in after]
    assert [m.line + 3 for m in before] == [m.line for m in after]
    assert len({m.id for m in before}) == len(before) == 3


def test_a_fault_changes_the_source_in_its_place_alone(mutators: ModuleType, tmp_path: Path) -> None:
    source = "é = 'é' if a < b else 'ü'\nx = 1\n"
    mutant = next(m for m in mutants(mutators, tmp_path, source) if "<=" in m.mutated)
    assert mutant.applied(source.encode()).decode() == source.replace("<", "<=")
    assert mutant.compiles(tmp_path)
