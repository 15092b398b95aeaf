"""What ``extract`` does not take, each with what was found, what is missing and what to do. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.errors import InputError
from scorecard.extract.kinds import Divided, find_divided, holds_words, is_english, other_kind
from scorecard.extract.people import ListOfPeople, find_lists_of_people, headings_of_people
from scorecard.extract.source import TABS, Source
from scorecard.extract.table import LeftOut, RawTable
from scorecard.registry import Registry
from scorecard.words import listed, many

_EXPORT = "export the text of the pack again, with TABs between the cells of its tables"


def refuse_other_kinds(source: Source, registry: Registry) -> None:
    """Raise InputError for a text that is mark-up, has no word, or is in another language than English."""
    if kind := other_kind(source.lines):
        raise InputError(
            f"{source.name} is {kind}, not the text of a pack",
            where=source.name,
            expected=TABS,
            do="open it and save what it shows as plain text, or copy its tables into a spreadsheet and save that as"
            " text with TABs",
        )
    if not holds_words(source.lines):
        raise InputError(
            f"{source.name} holds no words: found {many(len(source.lines), 'line')}, blank or with numbers of pages",
            where=source.name,
            expected=TABS,
            do="if it comes from a scan, its pages are pictures: have their text recognised (OCR), then export it",
        )
    if not is_english(source.lines, registry):
        raise InputError(
            f"{source.name} does not seem to be in English: hardly one of its words is a common one",
            where=source.name,
            expected="a pack in English; of a pack in two languages the English part",
            do="take the English edition, or leave out the pages in the other language",
        )


def refuse_people(source: Source, tables: Sequence[RawTable], registry: Registry) -> None:
    """Raise InputError for a text with a list of single children; the message names headings and no cell."""
    lists = find_lists_of_people(tables, registry.made(headings_of_people))
    if lists:
        lines = [f"lines {one.first_line} to {one.last_line}" for one in lists]
        raise InputError(
            f"{source.name} lists single children, {_told_by(lists[0])}: nothing of the document was stored",
            where=f"{source.name}, table on {listed(lines)}",
            expected="figures about many: counts, percentages, rates and averages, one row a measure, month or group",
            do="take the list out of the text (best out of the pack), or put its totals in its place, then extract"
            " the text again",
        )


def _told_by(one: ListOfPeople) -> str:
    if one.headings:
        return f"one row a child under the headings {listed(one.headings)} (line {one.line})"
    return "one row a child: a column of numbers that all differ, with days beside them"


def refuse_without_tables(
    source: Source, tables: Sequence[RawTable], left_out: Sequence[LeftOut], *, prose_only: bool
) -> None:
    """Raise InputError for a text without a table of figures, unless prose is all that it is meant to have.

    What is certainly a table is not prose, whatever the text is meant to be.
    """
    divided = [] if tables else find_divided(source.lines)
    if tables or (prose_only and not any(one.certain for one in divided)):
        return
    words = [many(len(left_out), "table") + " of words, people or page numbers"] if left_out else []
    looks = [f"what looks like a table with {divided[0].by} between its cells"] if divided else []
    raise InputError(
        f"{source.name} has no table of figures that can be read: found "
        + listed([f"{many(sum(map(bool, map(str.strip, source.lines))), 'line')} of text", *words, *looks]),
        where=f"{source.name}, {said_lines(divided)}" if divided else source.name,
        expected=TABS,
        do=_with_tabs(divided[0].by)
        if divided
        else f"{_EXPORT}. If it has none, like minutes of a meeting, take the figures of its sentences: "
        f"python pipeline.py extract --prose-only {source.name}",
    )


def said_lines(divided: Sequence[Divided]) -> str:
    """The lines of the first such run, and how many more there are."""
    more = f" (and {len(divided) - 1} more)" if len(divided) > 1 else ""
    return f"lines {divided[0].first_line} to {divided[0].last_line}{more}"


def _with_tabs(by: str) -> str:
    if by == "blanks":
        return f"{_EXPORT}, not blanks"
    return "open it in a spreadsheet and save it as text with TABs between the cells (a CSV file is not read)"
