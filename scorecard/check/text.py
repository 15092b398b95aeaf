"""The report of a check as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scorecard.check.report import CONFIRMED, CONTRADICTED, UNREAD, UNTESTED, Fact, Report
from scorecard.schema import SEVERITIES
from scorecard.words import counted, many

_SIGNS = {"error": "ERROR", "warning": "WARNING", "information": "note"}
_MOST_NOTES = 12
"""So many remarks are spelled out; the others are counted, and stand in the other formats."""
_PROPOSED = 10


def as_text(reports: Sequence[Report]) -> str:
    """All reports one after the other: what does not agree, what was read, what was not."""
    return "\n\n".join("\n".join(_lines(report)) for report in reports) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.name}: {verdict(report)}"
    yield f"  {about(report)}"
    yield f"  {figures(report)}"
    for severity in SEVERITIES:
        facts = report.of_severity(severity)
        shown = facts if severity != "information" else facts[:_MOST_NOTES]
        for fact in shown:
            yield ""
            yield from _fact(fact)
        if len(shown) < len(facts):
            yield f"\n  … and {many(len(facts) - len(shown), 'more note')} (--format html, json or csv has them all)"
    if report.unread:
        yield ""
        yield f"  not read: {counted(report.count(UNREAD), 'figure')}"
        for one in report.unread:
            more = f" and {one.count - len(one.places)} more" if one.count > len(one.places) else ""
            yield f"    {one.count} × {one.reason}: {'; '.join(one.places)}{more}"
    yield from _proposals(report)
    yield from (f"  look: {doubt}" for doubt in report.doubts)
    if report.stopped:
        yield f"  not run, on a fault of their own: {', '.join(report.stopped)} (please report it)"


def _fact(fact: Fact) -> Iterator[str]:
    yield f"  {_SIGNS[fact.severity]} {fact.place} [{fact.rule}]"
    yield f"    {fact.explanation}"
    if fact.suggestion:
        yield f"    likely: {fact.suggestion}"
    if fact.others:
        yield f"    see also: {'; '.join(fact.others[:6])}" + (" …" if len(fact.others) > 6 else "")


def _proposals(report: Report) -> Iterator[str]:
    if not report.proposals:
        return
    yield ""
    yield "  measures that may be national indicators (proposed, nothing is taken):"
    for one in report.proposals[:_PROPOSED]:
        yield f"    {one.name} = {one.indicator}? ({one.sure})"
    if len(report.proposals) > _PROPOSED:
        yield f"    … and {len(report.proposals) - _PROPOSED} more"


def verdict(report: Report) -> str:
    """The outcome in a few words."""
    counts = [(len(report.of_severity(severity)), severity) for severity in SEVERITIES[:2]]
    said = [counted(count, word) for count, word in counts if count]
    if said:
        return " and ".join(said)
    notes = len(report.of_severity("information"))
    return "nothing contradicts itself" + (f", {many(notes, 'note')}" if notes else "")


def about(report: Report) -> str:
    """Whose pack it is, of which month, and with what words it was read."""
    whose = report.publisher or "unknown publisher"
    month = report.month or "no month is said"
    return f"{whose}, {month}; {counted(report.tables, 'table')}, read with {report.read_with}"


def figures(report: Report) -> str:
    """How many figures were read, and how many of these something confirms."""
    unread, total = report.count(UNREAD), len(report.figures)
    return (
        f"{counted(total, 'figure')}: {report.read:,} read, {unread:,} not read; "
        f"{report.count(CONFIRMED):,} confirmed by another figure, {report.count(CONTRADICTED):,} contradicted, "
        f"{report.count(UNTESTED):,} that nothing tests; {report.quoted:,} quoted in sentences, "
        f"{report.missing:,} said to be missing"
    )
