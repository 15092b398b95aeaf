"""A notebook's parameters: what its tagged cell declares, and whether given values fit.

papermill runs the defaults, with exit code 0, when a parameter is misspelt, missing or no cell is tagged. So the
tagged cell is read first, without any kernel, and everything is checked against it and against the data.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scorecard.errors import InputError, UsageError
from scorecard.suggest import unknown

Value = str | int | float | bool
_TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
_WORDS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True)
class Parameter:
    """One declared parameter: its name, its type and the notebook's default."""

    name: str
    type: type
    default: Value


@dataclass(frozen=True)
class Template:
    """A notebook that can be run: its name, its file, its title, its parameters and its place among the pages."""

    name: str
    path: Path
    title: str
    parameters: Mapping[str, Parameter]
    order: int = 50

    @property
    def per_quarter(self) -> bool:
        """Is it run for every quarter? One without that parameter is for interactive use."""
        return "quarter" in self.parameters


def templates(folder: Path) -> dict[str, Template]:
    """Every notebook of the folder by name, in the order of its pages. A new notebook needs no more than its file.

    The order is the number that a notebook's metadata give as ``scorecard.order`` (50 if none), then the name.
    """
    files = sorted(p for p in folder.glob("*.ipynb") if not p.name.startswith("."))
    if not files:
        raise InputError("there are no notebooks to run", where=str(folder), expected="files named *.ipynb")
    return {t.name: t for t in sorted(map(inspect, files), key=lambda t: (t.order, t.name))}


def inspect(path: Path) -> Template:
    """Read a notebook's title and its parameters cell. Raises InputError if either is not as it must be."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        cells = [dict(cell) for cell in content["cells"]]
        order = int(content.get("metadata", {}).get("scorecard", {}).get("order", 50))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path.name} is not a readable notebook ({type(error).__name__})", where=str(path)) from error
    tagged = [c for c in cells if "parameters" in c.get("metadata", {}).get("tags", [])]
    if len(tagged) > 1:
        raise InputError(
            f"{path.name} has {len(tagged)} cells tagged parameters", where=str(path), expected="one at most"
        )
    declared = _declared(_source(tagged[0]), path) if tagged else {}
    return Template(path.stem, path, _title(cells) or path.stem, declared, order)


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def _title(cells: Sequence[Mapping[str, Any]]) -> str | None:
    """The first heading."""
    for cell in cells:
        if cell.get("cell_type") == "markdown":
            for line in _source(cell).splitlines():
                if line.startswith("# "):
                    return line[2:].strip()
    return None


def _declared(source: str, path: Path) -> dict[str, Parameter]:
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise _not_a_parameter((error.text or source).strip(), path) from None
    declared = [_parameter(statement, path) for statement in statements]
    return {parameter.name: parameter for parameter in declared}


def _parameter(statement: ast.stmt, path: Path) -> Parameter:
    """One line of the parameters cell: ``name = value`` or ``name: type = value``."""
    match statement:
        case ast.Assign(targets=[ast.Name(name)], value=ast.Constant(value)):
            kind = type(value)
        case ast.AnnAssign(target=ast.Name(name), annotation=ast.Name(word), value=ast.Constant(value)):
            kind = _TYPES.get(word, type(None))
        case _:
            raise _not_a_parameter(ast.unparse(statement), path)
    if kind not in _TYPES.values() or not isinstance(value, str | int | float | bool):
        raise _not_a_parameter(ast.unparse(statement), path)
    return Parameter(name, kind, value)


def _not_a_parameter(statement: str, path: Path) -> InputError:
    return InputError(
        f"the parameters cell of {path.name} holds {statement!r}",
        where=str(path),
        expected="only lines like: quarter: str = '2020-21-Q1' (text, whole number, number, True or False)",
    )


def check(template: Template, given: Mapping[str, object], allowed: Mapping[str, Sequence[str]]) -> dict[str, Value]:
    """All parameters of a run: the given ones in their declared types, the notebook's defaults for the rest.

    ``allowed`` holds, by parameter name, the values the data know. Raises UsageError for a name the notebook does
    not declare, a value of another type, and a value that is not allowed.
    """
    where = f"notebook {template.name}"
    for name in given:
        if name not in template.parameters:
            raise unknown("parameter", name, template.parameters, where=where)
    values = {n: _typed(p, given.get(n, p.default), where) for n, p in template.parameters.items()}
    for name, value in values.items():
        if name in allowed and name in given and value not in allowed[name]:
            raise unknown(name, str(value), allowed[name], where=where)
    return values


def _typed(parameter: Parameter, value: object, where: str) -> Value:
    """The value in the declared type. Text stays text: ``007`` is never 7."""
    if type(value) is parameter.type:
        return value  # type: ignore[return-value]
    try:
        if parameter.type is bool and isinstance(value, str):
            return _WORDS[value.lower()]
        if isinstance(value, str | int) and not isinstance(value, bool) and parameter.type in (int, float):
            return parameter.type(value)
    except (ValueError, KeyError):
        pass
    raise UsageError(
        f"{parameter.name} cannot be {value!r}", where=where, expected=f"a value of type {parameter.type.__name__}"
    )
