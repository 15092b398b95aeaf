"""The raw tables behind a quarter: their bytes, as they are hashed, and the cells of their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from scorecard.errors import InputError
from scorecard.provenance import sha256_of

Place = tuple[str, int, int]
"""Document, line, cell: both counted from 1."""


@dataclass(frozen=True)
class Raw:
    """Raw tables by document and name, as the text of their files."""

    texts: Mapping[tuple[str, str], str]

    @cached_property
    def tables(self) -> dict[tuple[str, str], dict[int, list[str]]]:
        """The cells of each line of each table."""
        return {name: _lines(text) for name, text in self.texts.items()}

    @cached_property
    def _table_of_line(self) -> dict[tuple[str, int], str]:
        return {(document, line): table for (document, table), lines in self.tables.items() for line in lines}

    def table_of(self, document: str, line: int) -> str | None:
        """The table to which a line belongs; null for a line of none."""
        return self._table_of_line.get((document, line))

    def only(self, names: set[tuple[str, str]]) -> Raw:
        """Some of the tables, in the order of their names."""
        return Raw({name: self.texts[name] for name in sorted(names)})


def read_raw(folder: Path, tables: pl.DataFrame) -> Raw:
    """The raw tables named by the table ``tables`` (document, table, sha256), each once.

    Raises InputError for one that is not there, or that is not the one that was read.
    """
    named = tables.select("document", "table", "sha256").unique(["document", "table"], maintain_order=True)
    return Raw({(row[0], row[1]): _read(folder / row[0] / f"{row[1]}.tsv", row[2]) for row in named.iter_rows()})


def _read(path: Path, recorded: str | None) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            "a raw table is not there, and a capsule carries them",
            where=str(path),
            do="run: python pipeline.py extract DOCUMENT && python pipeline.py clean",
        ) from error
    if sha256_of(content) != recorded:
        raise InputError(
            f"{path.name} is not the table that was read",
            where=str(path),
            expected=f"sha256 {recorded}",
            do="run: python pipeline.py clean",
        )
    return content.decode("utf-8")


def _lines(text: str) -> dict[int, list[str]]:
    split = (line.split("\t") for line in text.split("\n"))
    return {int(cells[0]): cells[1:] for cells in split if cells[0].isdecimal()}
