"""The files of a council's folder as a draft writes them: what is sure is filled in, what only a person knows is blank.

Every blank has a line above it that says what to write, with the proposals; an answer is one word behind a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from scorecard.council.areas import Areas
from scorecard.council.found import Measure
from scorecard.council.same import Proposal, Proposer
from scorecard.council.signs import PrintedSigns
from scorecard.council.yaml_text import comment, listed, quoted, remark
from scorecard.extract.headings import words_of_captions

ASK = "ASK"
"""What opens the comment over a blank."""
_WORD = re.compile(r"[A-Za-z]{3,}")
_MEANINGS = ("up", "down", "level", "red", "amber", "green")


@dataclass(frozen=True)
class DraftedFamily:
    """A kind of packs: its id, title and marks, the header words and signs that are its own, its measures.

    ``columns`` are the words over figures of which only a person knows what they are about, ``calendar_years``
    the years over figures that are no financial ones.
    """

    id: str
    title: str
    marks: Sequence[str]
    signs: PrintedSigns
    headers: dict[str, list[str]] = field(default_factory=dict)
    measures: Sequence[Measure] = ()
    documents: Sequence[str] = ()
    columns: Sequence[str] = ()
    calendar_years: Sequence[str] = ()


@dataclass(frozen=True)
class Drafted:
    """All that a draft knows of a council; ``slug`` is the name of its folder."""

    slug: str
    authority: str
    areas: Areas
    families: Sequence[DraftedFamily]

    @property
    def other_questions(self) -> int:
        """How many questions are open that are not about measures."""
        of_families = sum(
            len(one.columns)
            + len(one.signs.unknown)
            + bool(one.calendar_years)
            + bool(one.signs.arrows and not one.signs.arrows_mean)
            for one in self.families
        )
        return of_families + len(self.areas.unsure)


def files_of(drafted: Drafted, proposer: Proposer) -> dict[str, str]:
    """The files of the folder by their names in it."""
    files = {"council.yml": council_file(drafted), "families.yml": families_file(drafted)}
    if drafted.areas.localities or drafted.areas.unsure:
        files["areas.yml"] = _text(["areas:", *area_entries(drafted.areas)])
    own: dict[str, Measure] = {}
    for family in drafted.families:
        files[f"names/{family.id}.yml"] = names_file(family, proposer)
        for measure in family.measures:
            own.setdefault(measure.own, measure)
    if entries := list(indicator_entries(own.values(), proposer)):
        head = comment(
            f"Measures that only {drafted.authority} has. An entry with if_named counts only where a name says its id: "
            "take out those that are not needed. description, theme and kind are drafted from the name: please look."
        )
        files["indicators.yml"] = _text([*head, "indicators:", *entries])
    return files


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _under(key: str, entries: Iterable[str]) -> list[str]:
    """The lines of a list under its key, which holds an empty one where there is no entry."""
    lines = list(entries)
    return [f"{key}:", *lines] if lines else [f"{key}: []"]


def council_file(drafted: Drafted) -> str:
    """``council.yml``: what the council is called, and what its packs call comparators."""
    areas = drafted.areas
    lines = [
        *comment("Drafted from its packs (docs/councils.md). Whoever reads it may change everything."),
        f"name: {quoted(drafted.authority)}",
        *([f"spellings: {listed(areas.spellings)}"] if areas.spellings else []),
    ]
    if areas.comparators:
        lines.append("comparators:  # sure: these words name no other; the columns are read as these comparators")
        lines += [f"  {name}: {listed(printed)}" for name, printed in areas.comparators.items()]
    return _text([*lines, 'description: "Drafted from its packs."'])


def area_entries(areas: Areas) -> Iterator[str]:
    """An entry for each part of the council's area."""
    if areas.localities:
        yield "# Sure: their figures add up to the council's own, or stand with it in one table of areas."
    yield from (f"- {{name: {quoted(name)}}}" for name in areas.localities)
    for printed in areas.unsure:
        yield f"# {ASK} name: is {remark(printed)} a part of the council's area? Its name; else take out the entry"
        yield "- name:"
        yield f"  spellings: {listed([printed])}"


def families_file(drafted: Drafted) -> str:
    """``families.yml``: the kinds of packs, how the next one is known, what signs and arrows mean."""
    head = comment(f"The kinds of packs of {drafted.authority}. marks: words of the title by which the next is known.")
    return _text([*head, "families:", *(line for family in drafted.families for line in family_entry(family))])


def family_entry(family: DraftedFamily) -> Iterator[str]:
    """The entry of one kind of packs."""
    yield f"- id: {family.id}"
    yield f"  title: {quoted(family.title)}"
    yield f"  marks: {listed(family.marks)}"
    yield "  any_layout: true"
    yield from _arrows(family.signs)
    if family.calendar_years:
        yield from comment(
            f"{ASK} years_mean: does a year such as {remark(family.calendar_years[0])} over a column stand for the "
            "financial year that ended in it, or the one that began in it? ended | began",
            2,
        )
        yield "  years_mean:"
    if family.headers:
        yield "  headers:  # sure: their cells say so"
        yield from (f"  - {{role: {role}, says: {listed(says)}}}" for role, says in family.headers.items())
    if said := {meaning: family.signs.said[meaning] for meaning in _MEANINGS if meaning in family.signs.said}:
        yield f"  signs: {{{', '.join(f'{meaning}: {listed(signs)}' for meaning, signs in said.items())}}}"
    if family.signs.unknown:
        yield "  colours:"
    for sign in family.signs.unknown:
        yield f"  # {ASK} tells: what does {remark(sign)} say? red | amber | green | up | down | level | nothing"
        yield f"  - sign: {quoted(sign)}"
        yield "    tells:"
    if family.columns:
        yield "  columns:"
    yield from column_entries(family.columns)
    yield f"  description: {quoted('Drafted from ' + ', '.join(family.documents) + '.')}"


def column_entries(columns: Iterable[str]) -> Iterator[str]:
    """A question for the words over each column that leave open what it holds."""
    for words in columns:
        yield from comment(
            f"{ASK} means: what stands under {remark(words)}? The name of a comparator (one of comparators.yml, or "
            "one of the council's own in words of yours), or the figure of another time: "
            "month before | quarter before | year before | 2 years before | financial year before | now; "
            "or target; or note for what is no figure of a time",
            2,
        )
        yield f"  - says: {listed([words])}"
        yield "    means:"


def _arrows(signs: PrintedSigns) -> Iterator[str]:
    if not signs.arrows:
        yield "  arrows_mean: null  # there are none"
    elif signs.arrows_mean:
        told = f"sure: {signs.witnesses} of {signs.arrows} arrows tell it, and all the same"
        yield f"  arrows_mean: {signs.arrows_mean}  # {told}"
    else:
        yield from comment(
            f"{ASK} arrows_mean: does an arrow up tell of a better performance or of a greater number? Look at a "
            "measure of which less is better. performance | number",
            2,
        )
        yield "  arrows_mean:"


def names_file(family: DraftedFamily, proposer: Proposer) -> str:
    """``names/<family>.yml``: which indicator each measure is."""
    head = comment(
        f"How packs of the family {family.id} name the indicators. A blank is a question: the lines over it say what "
        "may be written there. Ids and what they mean: docs/data-dictionary.md. Quote numbers, or 6.10 becomes 6.1."
    )
    return _text([*head, *_under("names", name_entries(family.measures, proposer))])


def name_entries(measures: Iterable[Measure], proposer: Proposer) -> Iterator[str]:
    """An entry for each measure: sure, a question, or one of the council's own."""
    numbers: set[tuple[str, str]] = set()
    known_words = words_of_captions(proposer.registry)
    for measure in measures:
        own = measure.own
        yield from _looked_through(measure, known_words)
        if measure.answer:
            known = quoted(remark(measure.answer.known_as))
            yield f"- indicator: {measure.answer.indicator}  # sure: the words of {known}"
        elif measure.proposals:
            yield f"# {ASK} indicator: which is it? One of these ids, or any other of docs/data-dictionary.md"
            yield from (f"#   {_proposed(proposal)}" for proposal in measure.proposals)
            yield f"#   {own}  none of these: the council's own, as drafted in indicators.yml"
            yield "- indicator:"
        elif measure.by_category:
            yield f"- indicator: {own}  # by category: the caption says what the table divides"
        elif measure.near:
            yield "# read as the council's own. If it is one of these, write its id in its place:"
            yield from (f"#   {_proposed(proposal)}" for proposal in measure.near)
            yield f"- indicator: {own}"
        else:
            yield f"- indicator: {own}  # no national measure has words like these: it is in indicators.yml"
        number = measure.number if (measure.number or "", measure.unit) not in numbers else None
        numbers.add((measure.number or "", measure.unit))
        yield f"  number: {quoted(number)}"
        if measure.answer and measure.good_from == "printed":
            if measure.good and measure.good != proposer.registry.indicator(measure.answer.indicator).good:
                yield f"  good: {measure.good}  # as the pack prints it"
        elif measure.proposals and not measure.answer and measure.good_from == "printed":
            yield f"  good: {measure.good}  # as the pack prints it"
        yield f"  names: {listed(measure.names)}"


def _looked_through(measure: Measure, known: Set[str]) -> Iterator[str]:
    """A line over names that hold a caption of other words than the field's: a person must have looked at it."""
    captions = [name for name in measure.names if measure.by_category or ": " in name]
    words = dict.fromkeys(word for name in captions for word in _WORD.findall(name) if word.lower() not in known)
    if words:
        yield from comment(
            f"look: {', '.join(words)}: of a caption, and no word of the field. The name of a person must not stand "
            "here, nor what is no name of a thing that is measured"
        )


def _proposed(proposal: Proposal) -> str:
    return f"{proposal.indicator}  {quoted(remark(proposal.known_as))}, {100 * proposal.alike:.0f}% alike"


def _theme(measure: Measure, proposer: Proposer) -> str:
    """The theme of the measure that it comes nearest, else that of its words."""
    if near := measure.proposals or measure.near:
        return proposer.registry.indicator(near[0].indicator).theme
    return proposer.theme_of(measure.names[0])


def indicator_entries(measures: Iterable[Measure], proposer: Proposer) -> Iterator[str]:
    """An entry for each measure that is not surely a national one."""
    for measure in measures:
        if measure.answer:
            continue
        yield f"- id: {measure.own}"
        yield f"  name: {quoted(measure.names[0])}"
        yield f"  description: {quoted(measure.names[0] + ', as its own packs name it.')}"
        yield f"  theme: {_theme(measure, proposer)}"
        yield f"  unit: {measure.unit}"
        yield f"  decimals: {measure.decimals}"
        if measure.good:
            said = {"printed": "as the pack prints it", "target": "by its colour beside its target"}
            yield f"  good: {measure.good}  # {said.get(measure.good_from or '', 'by the words of its target')}"
        elif not measure.asks_good:
            why = "by category" if measure.by_category else "the packs do not judge it: high or low, if you know better"
            yield f"  good: info  # {why}"
        else:
            yield from comment(f"{ASK} good: what is better? high | low | info (neither)", 2)
            yield "  good:"
        yield f"  kind: {measure.kind}"
        yield f"  basis: {measure.basis}"
        yield "  adds_up: false"
        if measure.by_category:
            yield "  breakdown: true"
        if measure.proposals:
            yield "  if_named: true"
