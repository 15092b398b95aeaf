"""The measures that packs print, with all that print tells of each: names, number, unit, what good looks like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeGuard

from scorecard.clean.tables.general.columns import VALUE
from scorecard.clean.tables.general.kinds import caption_of
from scorecard.clean.tables.general.meanings import Meanings
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.council.printed import Seen, are_shares, is_comparator, seen_in
from scorecard.council.same import Proposal, Proposer
from scorecard.council.signs import meaning_of, polarity_of
from scorecard.preview.unknown import NewIndicator
from scorecard.registry import Registry
from scorecard.registry.draft_words import DraftWords
from scorecard.registry.models import Basis, Kind
from scorecard.text.letters import letters
from scorecard.text.numbers import decimals_of, number_of
from scorecard.text.relative import ROLLING, relative_of
from scorecard.text.tolerances import read_tolerance
from scorecard.units import units

_SIGNS = re.compile(r"[^a-z0-9()]+")
_MOST_DECIMALS = 3
_LONGEST_ID = 60
GoodFrom = Literal["printed", "target", "target's words"]


@dataclass
class Measure:
    """A measure as packs print it; ``good`` is null where nothing tells it, ``good_from`` says what does.

    ``judged``: a target or a colour stands beside its figures. ``by_category``: they are those of categories.
    ``proposals`` are national indicators that it may be, and that a person is asked about; ``near`` those that are only
    told; ``answer`` is the one that it surely is, ``own`` its id if it is none of them.
    """

    names: list[str]
    number: str | None
    unit: str
    decimals: int = 0
    good: str | None = None
    good_from: GoodFrom | None = None
    kind: Kind = "flow"
    basis: Basis = "in-month"
    tables: set[str] = field(default_factory=set)
    by_category: bool = False
    judged: bool = False
    proposals: list[Proposal] = field(default_factory=list)
    near: list[Proposal] = field(default_factory=list)
    answer: Proposal | None = None
    own: str = ""

    @property
    def asks_good(self) -> bool:
        """Whether only a person knows what is better, and it matters: a target or a colour stands beside it."""
        return self.good is None and self.judged and not self.by_category


def measures_of(tables: Sequence[TableRoles], proposer: Proposer, registry: Registry) -> list[Measure]:
    """The measures of some tables in printed order; one that several tables print is one measure.

    ``registry`` holds the words that the tables were read with.
    """
    found: dict[object, Measure] = {}
    meanings = Meanings(registry)
    for seen in seen_in(tables, registry):
        measure = _measure(seen, proposer.words, meanings)
        telling = letters(seen.name) if measure.by_category else proposer.telling(seen.name) or letters(seen.name)
        key = (telling, measure.unit)
        known = found.get(key)
        if known and letters(seen.name) not in map(letters, known.names) and seen.table.grid.table in known.tables:
            key = (letters(seen.name), measure.unit)  # two rows of one table are two measures
            known = found.get(key)
        if known is None:
            found[key] = measure
            measure.tables.add(seen.table.grid.table)
            continue
        _join(known, measure, seen)
    return list(found.values())


def with_nameless(measures: Sequence[Measure], unknown: Iterable[NewIndicator], proposer: Proposer) -> list[Measure]:
    """The measures, and behind them those that readers of known forms found and nobody has named yet."""
    words = proposer.words
    known = {letters(name) for measure in measures for name in measure.names}
    more: dict[str, Measure] = {}
    for one in unknown:
        if letters(one.name) and letters(one.name) not in known:
            unit = next((u for u, said in words.units.items() if _has(one.name, said)), one.unit)
            kind = _kind(one.name, unit, words)
            basis: Basis = "in-month" if kind in ("flow", "share") else "month-end"
            decimals = min(one.decimals, _MOST_DECIMALS)
            more.setdefault(letters(one.name), Measure([one.name], one.number, unit, decimals, kind=kind, basis=basis))
    return [*measures, *more.values()]


def propose(measures: Sequence[Measure], proposer: Proposer) -> None:
    """Give each measure its proposals; sure is the one with the very same words, if no other measure has it too."""
    for measure in (one for one in measures if not one.by_category):
        measure.proposals = list(
            {p.indicator: p for name in measure.names for p in proposer.proposals(name, measure.unit)}.values()
        )
        exact = [p for p in measure.proposals if p.exact]
        measure.answer = exact[0] if len(exact) == 1 else None
    times = Counter(m.answer.indicator for m in measures if m.answer)
    for measure in measures:
        if measure.answer and times[measure.answer.indicator] > 1:
            measure.answer = None


def give_ids(measures: Iterable[Measure], slug: str, proposer: Proposer, known: Iterable[str] = ()) -> None:
    """Give each measure the id that it has if it is the council's own: another for each, and none of ``known``."""
    taken = {*proposer.registry.indicators, *known}
    for measure in measures:
        id_ = first = _own_id(measure, slug, proposer)
        number = 1
        while id_ in taken:
            number += 1
            id_ = f"{first}_{number}"
        taken.add(id_)
        measure.own = id_


def _own_id(measure: Measure, slug: str, proposer: Proposer) -> str:
    """It opens with the council's name, as no other's does, and holds words of what is measured as far as they go."""
    tail = "" if measure.unit == "count" else f"_{measure.unit}"
    # of "Share (%)" no word tells what is measured
    words = proposer.in_order(measure.names[0]) or [letters(measure.names[0].replace("%", " ")) or "measure"]
    most = _LONGEST_ID - len(tail)
    bare = "_".join([slug.replace("-", "_"), *words])
    return f"{bare if len(bare) <= most else bare[:most].rpartition('_')[0]}{tail}"


def ask_no_more_than(most: int, measures: Sequence[Measure]) -> None:
    """Leave no more questions open than so many, those with the nearest proposals; other measures are its own.

    What they may be is told beside them: whoever knows better writes another id.
    """
    asked = [measure for measure in measures if measure.proposals and not measure.answer]
    certain = [measure for measure in measures if not measure.proposals and not measure.answer]
    ranked = sorted(asked, key=lambda one: -one.proposals[0].alike)
    left = sum(measure.asks_good for measure in certain) + len(ranked)
    while ranked and left > most:
        last = ranked.pop()
        last.near, last.proposals = last.proposals, []
        left -= not last.asks_good


def _join(known: Measure, again: Measure, seen: Seen) -> None:
    if seen.name not in known.names:
        known.names.append(seen.name)
    known.tables.add(seen.table.grid.table)
    known.number = known.number or again.number
    known.decimals = max(known.decimals, again.decimals)
    known.judged = known.judged or again.judged
    if known.good is None:
        known.good, known.good_from = again.good, again.good_from


# ---- what tables print ----------------------------------------------------------------------------------------------


def _measure(seen: Seen, words: DraftWords, meanings: Meanings) -> Measure:
    unit = seen.unit or _unit(seen, words, meanings)
    good, good_from = _good(seen, unit, words)
    kind = _kind(seen.name, unit, words)
    decimals = min(max(map(decimals_of, seen.texts), default=0), _MOST_DECIMALS)
    measure = Measure([seen.name], seen.number, unit, decimals, good, good_from, kind, _basis(seen, kind))
    measure.by_category = seen.table.rows == "category"
    measure.judged = bool(_targets(seen)) or _prints(seen, "rag")
    return measure


def _targets(seen: Seen) -> list[str]:
    """The targets that stand beside the figures of a measure and print a figure."""
    printed = list(seen.targets)
    if seen.body:
        printed += [seen.body.row.text(column.position) for column in seen.table.of_role("target")]
    shares = seen.unit in (None, "percent") or not any("%" in text for text in printed)
    return [text for text in printed if shares and any(map(str.isdigit, text))]


def _prints(seen: Seen, role: str) -> bool:
    columns = seen.table.of_role(role) if seen.body else []
    return any(any(map(str.isalnum, seen.body.row.text(c.position))) for c in columns) if seen.body else False


def _said(text: str) -> str:
    return f" {_SIGNS.sub(' ', text.lower()).strip()} "


def _has(name: str, words: Iterable[str]) -> bool:
    return any(f" {word} " in _said(name) for word in words)


def _unit(seen: Seen, words: DraftWords, meanings: Meanings) -> str:
    """The unit by the signs of the cells, then by the words of the name and of the unit's cell, then of the caption."""
    column = next(iter(seen.table.of_role("unit")), None)
    said = f"{seen.name} {seen.body.row.text(column.position) if column and seen.body else ''}"
    if are_shares(seen.texts):
        return "percent"
    if 2 * sum("£" in text for text in seen.texts) > len(seen.texts):
        return "gbp"
    if told := next((unit for unit, known in words.units.items() if _has(said, known)), None):
        return told
    numbers = [number_of(text) for text in seen.texts]
    shares = "percent" if all(n is None or n <= 100 for n in numbers) else "count"
    if "%" in said or _has(said, ("percentage", "percent", "proportion")):
        return shares
    held = [unit for text in (said, caption_of(seen.table)) if _is_said(unit := meanings.unit(text))]
    return (shares if held[0] == "percent" else held[0]) if held else "count"


def _is_said(unit: str | None) -> TypeGuard[str]:
    """Whether the words of a name or of a caption may say this unit: a number or pounds are what most names count."""
    told = units().get(unit or "")
    return told is not None and told.form != "pair" and not told.adds_up


def _kind(name: str, unit: str, words: DraftWords) -> Kind:
    if unit == "percent":
        return "share"
    if unit.startswith("rate"):
        return "rate"
    if _has(name, words.averages):
        return "average"
    return "stock" if _has(name, words.stocks) else "flow"


def _basis(seen: Seen, kind: Kind) -> Basis:
    """How its figures count over their time, by the times that the table prints."""
    if relative_of(seen.name.rsplit(": ", 1)[-1]) == ROLLING:
        return "rolling-12-months"
    kinds = {c.period.kind for c in seen.table.of_role(VALUE) if c.period and not is_comparator(c, seen.table)}
    if "month" in kinds or not kinds:
        return "in-month" if kind in ("flow", "share") else "month-end"
    return "quarterly" if "quarter" in kinds else "annual"


def _good(seen: Seen, unit: str, words: DraftWords) -> tuple[str | None, GoodFrom | None]:
    """What good looks like: as a column or the words of a target print it, else as colours beside the target tell."""
    sides = {side for text in _targets(seen) if (side := _side_of(text, unit))}
    if seen.body is None or len(sides) == 1:
        return (next(iter(sides)), "target's words") if len(sides) == 1 else (None, None)
    column = next(iter(seen.table.of_role("good")), None)
    if column and (told := polarity_of(seen.body.row.text(column.position), words)):
        return told, "printed"
    told = _by_colour(seen.table, seen.body, words)
    return (told, "target") if told else (None, None)


def _side_of(target: str, unit: str) -> str | None:
    """Which side of a target is good, as its own words say: ``at least 85%``; null where they say none."""
    read = read_tolerance(target, "info", unit)
    if (read.lower is None) == (read.upper is None) or read.side:
        return None
    return "high" if read.upper is None else "low"


def _by_colour(table: TableRoles, body: BodyRow, words: DraftWords) -> str | None:
    """Green above the target or red below it: more is better; the other way round: less is."""
    target, colour = (next(iter(table.of_role(role)), None) for role in ("target", "rag"))
    if not (target and colour):
        return None
    aim = number_of(body.row.text(target.position).rstrip("% "))
    value = _latest(table, body)
    says = meaning_of(body.row.text(colour.position).strip(), ("red", "amber", "green"), words)
    if aim is None or value is None or value == aim or says not in ("red", "green"):
        return None
    return "high" if (value > aim) == (says == "green") else "low"


def _latest(table: TableRoles, body: BodyRow) -> float | None:
    own = [c for c in table.of_role(VALUE) if not is_comparator(c, table) and body.row.text(c.position)]
    dated = [(c.period.end, c.position) for c in own if c.period and c.period.end]
    position = max(dated)[1] if dated else own[0].position if len(own) == 1 else None
    return number_of(body.row.text(position).rstrip("% ")) if position is not None else None
