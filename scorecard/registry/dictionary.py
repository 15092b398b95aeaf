"""The data dictionary: every indicator in words, made from the registry."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.registry.models import Indicator, PrintedName
from scorecard.registry.registry import Registry
from scorecard.words import GOOD_WORDS

GOOD = GOOD_WORDS | {"info": "for information, neither is better"}
"""A dictionary has the room to say what "for information" means."""
KIND = {
    "stock": "stock (a level at one moment)",
    "flow": "flow (events in a period)",
    "share": "share",
    "average": "average",
    "rate": "rate",
}
BASIS = {
    "in-month": "in the month",
    "month-end": "at the end of the month",
    "year-to-date": "year to date",
    "rolling-12-months": "last 12 months",
    "annual": "in the year",
    "termly": "by school term",
    "quarterly": "by quarter",
    "benchmark": "benchmark",
}
INTRODUCTION = """\
# Data dictionary

<!-- Generated from registry/ and councils/: `python -m scorecard.registry > docs/data-dictionary.md`. Do not edit. -->

Every indicator of the packs, once, with its permanent id. Ids never change; names, numbers and themes may.
Abbreviations are explained in the [glossary](glossary.md).

How to read an entry: *in print* lists, for each report family, the printed number and every printed spelling.
*Share of* and *rate of* name the counts that a percentage or rate is made from; *not printed* means that no pack
prints that count. *Part of* names the whole to which the categories or the members of a partition add up.
*Months add up* means that the months add up to the year. A category `Total` is a printed total."""


def _link(indicator: str) -> str:
    return f"[`{indicator}`](#{indicator})"


def _facts(i: Indicator, registry: Registry) -> str:
    decimals = "no decimals" if i.decimals == 0 else f"{i.decimals} decimal{'s' if i.decimals > 1 else ''}"
    facts = [registry.units[i.unit].name + f", {decimals}", GOOD[i.good], KIND[i.kind], BASIS[i.basis]]
    facts += ["months add up to the year"] if i.adds_up else []
    facts += ["localities add up to the borough"] if i.areas_add_up else []
    facts += ["people count once per period"] if i.unique_persons else []
    facts += ["follows the school year"] if i.seasonal else []
    facts += ["covers another time than the period it is reported for"] if i.covers else []
    facts += ["by category"] if i.breakdown else []
    return "; ".join(facts)


def _shares(i: Indicator) -> Iterator[str]:
    if share := i.share_of:
        yield f"Share of: {_link(share.numerator) if share.numerator else 'not printed'} ÷ {_link(share.denominator)}"
        if share.at_most:
            yield f"Numerator at most: {_link(share.at_most)}"
        if share.at_least:
            yield f"Numerator at least the sum of: {', '.join(map(_link, share.at_least))}"
    if i.share_of_target:
        yield f"Share of the year's target for: {_link(i.share_of_target)}"


def _rules(i: Indicator, registry: Registry) -> Iterator[str]:
    yield from _shares(i)
    if i.difference_of:
        yield f"Left of: {_link(i.difference_of.whole)} − {_link(i.difference_of.part)}"
    if i.remainder_of:
        yield f"Those whom it does not count: {_link(i.remainder_of)}"
    if i.rate_of:
        yield f"Rate of: {_link(i.rate_of.count)} per {i.rate_of.per:,} {i.rate_of.population}"
    if i.flow:
        yield f"Flow: {_link(i.flow.stock)} before + {_link(i.flow.inflow)} − {_link(i.flow.outflow)}"
    if i.parts_of:
        yield f"Part of: {_link(i.parts_of)}"
    if i.partition:
        yield f"Partition: {i.partition}"
    if i.rolling_of:
        yield f"Sum of the last twelve months of: {_link(i.rolling_of)}"
    if i.average_of:
        yield f"Average over: {_link(i.average_of)}"
    if i.subset_of:
        yield f"Never greater than: {_link(i.subset_of)}"
    if i.includes:
        yield f"Never smaller than the sum of: {', '.join(map(_link, i.includes))}"
    if categories := registry.categories(i.id):
        yield f"Categories: {' · '.join(categories)}"


def _printed(name: PrintedName, registry: Registry) -> str:
    family = registry.families[name.family]
    where = f"{family.title}: {name.number or 'without number'}"
    where += f" ({name.page} page)" if name.page else ""
    notes = [registry.units[name.unit].name] if name.unit else []
    notes += [BASIS[name.basis]] if name.basis else []
    notes += [GOOD[name.good]] if name.good else []
    notes += ["another indicator has this number too"] if name.shared else []
    return f"  - {where}{'; ' + '; '.join(notes) if notes else ''}: {' · '.join(name.names)}"


def _entry(i: Indicator, registry: Registry) -> Iterator[str]:
    yield f'\n### <a id="{i.id}"></a>`{i.id}`: {i.name}\n'
    yield f"{i.description}\n"
    yield f"- {_facts(i, registry)}"
    yield from (f"- {rule}" for rule in _rules(i, registry))
    yield "- In print"
    yield from (_printed(name, registry) for name in registry.names_of(i.id))
    for change in registry.changes(i.id):
        yield f"- From {change.date.isoformat()} ({change.kind}): {change.reason}"


def _areas(registry: Registry) -> Iterator[str]:
    yield "\n## Areas and comparators\n\n| name | kind | code | printed as |\n|---|---|---|---|"
    own = (area for council in registry.councils.values() for area in council.areas())
    for area in (*own, *(area for area in registry.areas.values() if area.kind == "comparator")):
        yield f"| {area.name} | {area.kind} | {area.code or ''} | {', '.join(area.spellings)} |"


def _families(registry: Registry) -> Iterator[str]:
    arrows = {"performance": "performance", "number": "the number", None: "no arrows"}
    yield "\n## Report families\n\n| id | title | arrows tell of | what it is |\n|---|---|---|---|"
    for family in registry.families.values():
        yield f"| `{family.id}` | {family.title} | {arrows[family.arrows_mean]} | {family.description} |"


def data_dictionary(registry: Registry) -> str:
    """The whole dictionary as markdown: one section per theme, one entry per indicator."""
    lines = [INTRODUCTION]
    lines += _families(registry)
    lines += _areas(registry)
    for theme in registry.themes.values():
        lines.append(f"\n## {theme.title}\n\n{theme.description}")
        for indicator in registry.indicators.values():
            if indicator.theme == theme.id:
                lines += _entry(indicator, registry)
    return "\n".join(lines) + "\n"
