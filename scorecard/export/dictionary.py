"""What each table and column of ``data/processed`` is: one place for docs/data-contract.md and ``datapackage.json``.

Words stand in ``tables.yml`` beside this, types in ``scorecard/schema.py``, and what a column may hold in the suites
that check it (``expectations/integrity_<table>.json``), so that nothing is said twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import BaseModel, ValidationError

from scorecard.errors import InputError
from scorecard.files import read_yaml

WORDS = Path(__file__).with_name("tables.yml")
_DOCUMENTS, _TABLES = "documents", "tables"
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
Schema = Mapping[str, pl.DataType]


class Licence(BaseModel, frozen=True, extra="forbid"):
    """The terms on which a package may be used."""

    name: str
    title: str
    path: str


class PackageWords(BaseModel, frozen=True, extra="forbid"):
    """What a package as a whole is, and who made it."""

    title: str
    description: str
    licence: Licence
    contributor: str


class TableWords(BaseModel, frozen=True, extra="forbid"):
    """What a row of a table is, its key, and the columns and values that are its own."""

    row: str
    about: str = ""
    prose: bool = False
    key: tuple[str, ...] = ()
    columns: Mapping[str, str] = {}
    values: Mapping[str, tuple[str, ...]] = {}


class Words(BaseModel, frozen=True, extra="forbid"):
    """All of ``tables.yml``."""

    package: PackageWords
    columns: Mapping[str, str]
    tables: Mapping[str, TableWords]


@dataclass(frozen=True)
class Rules:
    """What the suites check of a column in every row: given, unique, its values, its range, its pattern."""

    required: bool = False
    unique: bool = False
    values: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    pattern: str | None = None


@dataclass(frozen=True)
class Column:
    """A column: its type, what it means, and what it may hold."""

    name: str
    kind: pl.DataType
    meaning: str
    rules: Rules


@dataclass(frozen=True)
class Table:
    """A table: what a row is, more about it, the columns that name a row, and all its columns in order."""

    name: str
    row: str
    about: str
    key: tuple[str, ...]
    columns: Sequence[Column]
    prose: bool = False
    """Do rows speak of sentences too, which stand in no table?"""

    @property
    def links(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """The columns that name a row of another table, and that table."""
        names = {column.name for column in self.columns}
        if self.name not in (_DOCUMENTS, "left_out") and "document" in names:
            yield ("document",), _DOCUMENTS
        if self.name != _TABLES and not self.prose and {"document", "table"} <= names:
            yield ("document", "table"), _TABLES


@cache
def words() -> Words:
    """What ``tables.yml`` says. Raises InputError where it is not as it must be."""
    try:
        return Words.model_validate(read_yaml(WORDS))
    except ValidationError as error:
        raise InputError(f"{WORDS.name}: {str(error).splitlines()[0]}", where=str(WORDS)) from error


def describe(schemas: Mapping[str, Schema], expectations: Path) -> list[Table]:
    """Each table of ``schemas`` described, in their order. Raises InputError for one, or a column, without words."""
    return [_table(name, schema, _suite(expectations / f"integrity_{name}.json")) for name, schema in schemas.items()]


def without_links(text: str) -> str:
    """Words of a page for one who reads them elsewhere: a link is the page of the project's ``docs``.

    >>> without_links("See [claims](claims.md#columns).")
    'See docs/claims.md#columns.'
    """
    return _LINK.sub(r"docs/\2", text)


def _table(name: str, schema: Schema, suite: _Suite) -> Table:
    told = words()
    if name not in told.tables:
        raise InputError(f"no words for the table {name}", where=str(WORDS), do="add it there, with what a row is")
    mine = told.tables[name]
    meanings = {**told.columns, **mine.columns}
    lacking = [column for column in schema if column not in meanings]
    if lacking:
        raise InputError(
            f"no words for {', '.join(lacking)} of {name}", where=str(WORDS), do="add what each means under its table"
        )
    columns = [Column(c, kind, meanings[c], _rules(c, suite, mine.values.get(c, ()))) for c, kind in schema.items()]
    return Table(name, mine.row, mine.about, suite.key or mine.key, columns, mine.prose)


@dataclass(frozen=True)
class _Suite:
    """What a stored suite expects of every row of its table: by column, and the columns that name a row."""

    of_columns: Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]] = field(default_factory=dict)
    key: tuple[str, ...] = ()


def _suite(path: Path) -> _Suite:
    """The suite of a table; an empty one where none is stored. What holds for some rows only is left out."""
    if not path.exists():
        return _Suite()
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))["expectations"]
        asked = [(one["type"], one["kwargs"]) for one in stored if "row_condition" not in one["kwargs"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path.name} is not a stored suite", where=str(path), do="mend the file") from error
    of_columns: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for kind, arguments in asked:
        if "column" in arguments:
            of_columns.setdefault(arguments["column"], []).append((kind, arguments))
    return _Suite(of_columns, _key(asked))


def _key(asked: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[str, ...]:
    for kind, arguments in asked:
        if kind == "expect_compound_columns_to_be_unique":
            return tuple(arguments["column_list"])
        if kind == "expect_column_values_to_be_unique":
            return (arguments["column"],)
    return ()


def _rules(column: str, suite: _Suite, values: tuple[str, ...]) -> Rules:
    asked = dict(suite.of_columns.get(column, ()))
    between = asked.get("expect_column_values_to_be_between", {})
    listed = asked.get("expect_column_values_to_be_in_set", {}).get("value_set")
    pattern = asked.get("expect_column_values_to_match_regex", {}).get("regex", "")
    return Rules(
        required="expect_column_values_to_not_be_null" in asked,
        unique="expect_column_values_to_be_unique" in asked,
        # what a run fills in, as the ids of the registry, is no list
        values=tuple(listed) if isinstance(listed, list) else values,
        least=between.get("min_value"),
        most=between.get("max_value"),
        pattern=pattern if re.fullmatch(r"\^.*\$", pattern) else None,
    )
