"""The tables of docs/data-contract.md, from what scorecard/export/tables.yml and the schema say of each column.

python tools/contract_tables.py            write them anew (a test says when they are stale)
python tools/contract_tables.py --check    end with 1 if they are stale
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorecard.export.dictionary import Column, Table

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tools.made_pages import put_between, write_or_check  # noqa: E402

PAGE = PROJECT / "docs" / "data-contract.md"
BEGIN, END = "<!-- tables: made by tools/contract_tables.py -->\n", "<!-- tables: end -->\n"


def with_tables(page: str) -> str:
    """``page`` with today's tables between its two marks. Raises ValueError where it has no marks."""
    return put_between(page, BEGIN, END, told())


def told() -> str:
    """A section for each table, in the order of the schema, with a row for each column."""
    from scorecard.export.dictionary import describe
    from scorecard.export.package import CHECKS
    from scorecard.schema import SCHEMAS
    from scorecard.validate.checks import CHECK_SCHEMA
    from scorecard.workspace import Workspace

    tables = describe({**SCHEMAS, CHECKS: CHECK_SCHEMA}, Workspace().expectations)
    return "\n".join("\n".join(_section(table)) for table in tables)


def _section(table: Table) -> Iterator[str]:
    from scorecard.export.package import type_of

    yield f"## {table.name} – one row per {table.row}"
    key = f"A row is named by {_code(table.key)}." if table.key else ""
    if about := " ".join(filter(None, [table.about, key])):
        yield from (about, "")
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {type_of(column.kind)} | {column.meaning}{_values(column)} |"
    yield ""


def _values(column: Column) -> str:
    """The values that a column may hold, as far as its meaning does not name them all."""
    unnamed = [value for value in column.rules.values if f"`{value}`" not in column.meaning]
    return f": {_code(column.rules.values)}" if unnamed else ""


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    sys.exit(write_or_check(__doc__, PAGE, with_tables))
