"""What a document warns of about its own figures, as rows of ``caveats.tsv``: codes and periods, never a sentence.

See ``docs/caveats.md`` for the kinds and the columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from scorecard.caveats.about import things_warned_of
from scorecard.caveats.stretch import NO_TIME, Stretch, before_now, stretch_named
from scorecard.passages.read import Passage, Passages
from scorecard.passages.wordings import Wordings
from scorecard.registry.prose import CaveatWords
from scorecard.text.figures import is_missing_mark
from scorecard.text.phrases import Phrase
from scorecard.text.plain import lower_of
from scorecard.text.sentences import lists_staff, plain, sentences, told

COLUMNS = ("line", "part", "kind", "scope", "from_line", "to_line", "period_start", "period_end", "about")
SCOPES = ("section", "report", "row")
Row = dict[str, object]
Phrases = Sequence[tuple[CaveatWords, Phrase]]
ScopeOf = Callable[[int], tuple[str, int, int]]
"""The scope of a warning on a line (from 1), and the first and the last line that it covers."""

_Warning = tuple[str, Stretch, frozenset[str]]
_FEWEST_WORDS = 3
"""Words of a cell from which it may be a note: shorter ones are labels and marks."""
_LETTER = re.compile(r"[^\W\d_]")


def find_caveats(text: Passages, says: Wordings, scope_of: ScopeOf) -> list[Row]:
    """The rows of ``caveats.tsv`` for a document's passages, in printed order; null dates are None.

    A warning in a row of a table is of that row (``row``); of another one ``scope_of`` tells the scope.
    """
    rows: list[Row] = []
    passages = [passage for passage in text.read if "\t" in passage.text or not passage.in_table]
    for place, phrases in says.caveats.lines_with([passage.text for passage in passages]).items():
        passage = passages[place]
        if not _may_warn(passage.text, phrases, says):
            continue
        if warnings := _together(_of_passage(passage, phrases, says)):
            rows += _rows(passage, warnings, scope_of)
    return rows


def _may_warn(text: str, phrases: Phrases, says: Wordings) -> bool:
    """Whether it is worth while to read a line sentence by sentence: as a whole it warns, perhaps across a full stop.

    Cells of a row may be cut, so that a note stands in several.
    """
    return "\t" in text or bool(_kinds(plain(text), phrases, says, of_figures=False))


def _together(warnings: Iterable[_Warning]) -> dict[tuple[str, Stretch], frozenset[str]]:
    """The things that each kind of warning of a line is of, by its time; what names none leaves them as they are."""
    things: dict[tuple[str, Stretch], frozenset[str]] = {}
    for kind, stretch, about in warnings:
        things[kind, stretch] = things.get((kind, stretch), frozenset()) | about
    return things


def _rows(passage: Passage, warnings: Mapping[tuple[str, Stretch], frozenset[str]], scope_of: ScopeOf) -> Iterator[Row]:
    line = passage.index + 1
    scope, first, last = ("row", line, line) if "\t" in passage.text else scope_of(line)
    for part, ((kind, (start, end)), about) in enumerate(warnings.items(), 1):
        yield {
            "line": line,
            "part": part,
            "kind": kind,
            "scope": scope,
            "from_line": first,
            "to_line": last,
            "period_start": start,
            "period_end": end,
            "about": " ".join(sorted(about)) or None,
        }


def _of_passage(passage: Passage, phrases: Phrases, says: Wordings) -> Iterator[_Warning]:
    """Each kind of warning of a line with the stretch of time and the things that its sentence names.

    A sentence of what stood before it (``of_note``) that names no thing is of those that the note names last.
    """
    in_row = "\t" in passage.text
    for cell in _notes(passage.text) if in_row else [passage.text]:
        text = plain(cell)
        before: frozenset[str] = frozenset()
        for sentence in () if lists_staff(text) else told(sentences(text)):
            if rows := _rows_of(sentence.text, phrases, says, of_figures=in_row):
                named = stretch_named(sentence.text, passage.context, says)
                if named == NO_TIME and any(row.of_past for row in rows):
                    named = before_now(passage.context)
                about = things_warned_of(sentence.text, says)
                if not about and all(row.of_note for row in rows):
                    about = before
                before = about or before
                yield from dict.fromkeys((row.kind, named, about) for row in rows)


def kinds_of(sentence: str, says: Wordings) -> list[str]:
    """The kinds of warning that a sentence gives, in the order of the rows of words."""
    return _kinds(sentence, says.caveats.may_be_in(lower_of(sentence)), says, of_figures=False)


def _kinds(sentence: str, phrases: Phrases, says: Wordings, *, of_figures: bool) -> list[str]:
    return list(dict.fromkeys(row.kind for row in _rows_of(sentence, phrases, says, of_figures=of_figures)))


def _rows_of(sentence: str, phrases: Phrases, says: Wordings, *, of_figures: bool) -> list[CaveatWords]:
    """``of_figures``: the sentence stands beside figures, so that it speaks of them without saying so."""
    lower = lower_of(sentence)
    rows = [row for row, phrase in phrases if phrase.holds_all_needs(lower) and phrase.compiled.search(lower)]
    if not of_figures and any(row.of_figures for row in rows):
        of_figures = next(says.data_words.matches(lower), None) is not None
    return [row for row in rows if of_figures or not row.of_figures]


def _notes(line: str) -> list[str]:
    """What the cells of a row say in words; neighbours are read together, as print may cut a note into several."""
    runs = groupby(line.split("\t"), key=lambda cell: bool(_LETTER.search(cell)) and not is_missing_mark(cell))
    notes = (" ".join(cells) for worded, cells in runs if worded)
    return [note for note in notes if len(note.split()) >= _FEWEST_WORDS]
