"""The lines of a document that are read for what they say, each with what "now" is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from scorecard.passages.now import Context, next_context
from scorecard.passages.wordings import Wordings
from scorecard.text.sentences import furniture, stories


@dataclass(frozen=True)
class Passage:
    """A line that is read: its index, its text, what "now" is in it, and whether it belongs to a table."""

    index: int
    text: str
    context: Context
    in_table: bool


@dataclass(frozen=True)
class Passages:
    """A document as its readers see it: all lines, the indexes of those that are not read, and the ones that are.

    ``furniture`` are the indexes of heads and feet of pages; ``left_out`` holds those of persons' stories too.
    """

    lines: Sequence[str]
    furniture: set[int]
    left_out: set[int]
    read: Sequence[Passage]


def passages_of(lines: Sequence[str], *, table_lines: Iterable[int], as_at: date, says: Wordings) -> Passages:
    """The lines of a document that are read; ``table_lines`` are the 1-based numbers of those of tables."""
    tables, feet = set(table_lines), furniture(lines)
    left_out = feet | stories(lines)
    context, read = Context(as_at, "month"), []
    for index, text in enumerate(lines):
        if index in left_out:
            continue
        in_table = index + 1 in tables
        if "\t" not in text and not in_table:
            context = next_context(text, context, as_at, says)
        read.append(Passage(index, text, context, in_table))
    return Passages(lines, feet, left_out, read)
