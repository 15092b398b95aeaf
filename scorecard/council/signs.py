"""What the colours and arrows of packs are printed as, and whether an arrow tells of performance or of the number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from scorecard.clean.tables.general.columns import VALUE
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.registry.draft_words import DraftWords
from scorecard.text.numbers import number_of
from scorecard.text.plain import plain
from scorecard.text.signals import WELL_KNOWN

_COLOURS, _ARROWS = ("red", "amber", "green"), ("up", "down", "level")
_FEWEST_WITNESSES = 2
Meaning = Literal["performance", "number"]


@dataclass
class PrintedSigns:
    """Signs by what they say, beside those that everybody knows; ``unknown`` are those that no word settles.

    ``arrows_mean`` is null where nothing proves it; ``witnesses`` are the rows that do, of ``arrows`` printed ones.
    """

    said: dict[str, list[str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    arrows: int = 0
    arrows_mean: Meaning | None = None
    witnesses: int = 0


def signs_of(tables: Iterable[TableRoles], words: DraftWords) -> PrintedSigns:
    """The colours and arrows of some tables; a word of the number beside one of performance settles nothing."""
    signs = PrintedSigns()
    means: list[Meaning] = []
    for table in tables:
        for column in table.of_role("rag", "direction"):
            meanings = _COLOURS if column.role == "rag" else _ARROWS
            for body in table.body:
                printed = plain(body.row.text(column.position)).strip(" .·")
                if not printed or printed in ("-", "–"):
                    continue
                _take(printed, meanings, words, signs)
                if column.role == "direction":
                    signs.arrows += 1
                    means += _told(printed, body, table, words)
    if len(set(means)) == 1 and len(means) >= _FEWEST_WITNESSES:
        signs.arrows_mean, signs.witnesses = means[0], len(means)
    return signs


def meaning_of(printed: str, meanings: Iterable[str], words: DraftWords) -> str | None:
    """What a sign says: as everybody knows, or as the words of drafts have it."""
    known = WELL_KNOWN.says(*meanings)
    if printed in known or printed.lower() in known:
        return known.get(printed) or known[printed.lower()]
    sets = [one.model_dump() for one in words.signs]
    told = {meaning for meaning in meanings for one in sets if printed.lower() in one[meaning]}
    return told.pop() if len(told) == 1 else None


def _take(printed: str, meanings: tuple[str, ...], words: DraftWords, signs: PrintedSigns) -> None:
    """Note a sign, and with it the others of its set: next quarter's pack may print them."""
    # colours compare in lower case, arrows as they are printed
    sign = printed.lower() if meanings == _COLOURS else printed
    if sign in WELL_KNOWN.says(*meanings):
        return
    meaning = meaning_of(printed, meanings, words)
    if meaning is None:
        # a figure is none: damage put it there; and some words say that there is no colour
        if number_of(sign.rstrip("% ")) is None and sign.lower() not in words.no_sign:
            _add(signs.unknown, sign)
        return
    _add(signs.said.setdefault(meaning, []), sign)
    for one in (one.model_dump() for one in words.signs):
        if printed.lower() in one[meaning]:
            for other in set(meanings) - {meaning}:
                for companion in one[other]:
                    if meaning_of(companion, meanings, words) == other:
                        _add(signs.said.setdefault(other, []), _printed_like(companion, sign))


def _printed_like(companion: str, sign: str) -> str:
    return companion[:1].upper() + companion[1:] if sign[:1].isupper() else companion


def _add(listed: list[str], sign: str) -> None:
    if sign not in listed:
        listed.append(sign)


def _told(printed: str, body: BodyRow, table: TableRoles, words: DraftWords) -> Iterator[Meaning]:
    """What one arrow tells of its meaning: by its word, or by the last two figures of what had better be less."""
    word = printed.lower()
    if word in words.of_performance:
        yield "performance"
    elif word in words.of_the_number:
        yield "number"
    elif (way := meaning_of(printed, ("up", "down"), words)) and _good(body, table, words) == "low":
        figures = list(_figures(body, table))
        if len(figures) > 1 and figures[-1] != figures[-2]:
            rose = figures[-1] > figures[-2]
            yield "number" if rose == (way == "up") else "performance"


def _figures(body: BodyRow, table: TableRoles) -> Iterator[float]:
    """The council's own figures of a row in the order of their times, those of one kind of time."""
    own = [c for c in table.of_role(VALUE) if c.area is None and c.period and c.period.start]
    kinds = [c.period.kind for c in own if c.period]
    kind = max(kinds, key=kinds.count, default=None)
    dated = sorted((c.period.start, c.position) for c in own if c.period and c.period.kind == kind and c.period.start)
    for _, position in dated:
        value = number_of(body.row.text(position).rstrip("% "))
        if value is not None:
            yield value


def _good(body: BodyRow, table: TableRoles, words: DraftWords) -> str | None:
    column = next(iter(table.of_role("good")), None)
    return polarity_of(body.row.text(column.position), words) if column else None


def polarity_of(printed: str, words: DraftWords) -> str | None:
    """What a cell says good looks like: ``high``, ``low``, ``info``; null for words that are not known."""
    said = " ".join(printed.lower().split())
    return next((good for good, known in words.polarity.items() if said in known), None)
