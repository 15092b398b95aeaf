"""Headings and dates of a document: where a table stands, when the pack is as at, who publishes it.

Only headings made of the field's own words are kept, so that no name of a person can pass as a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scorecard.periods import month_end, year_label
from scorecard.registry import Registry
from scorecard.text.plain import plain

_MONTH_YEAR = r"([A-Z][a-z]+)\s*,?\s*(20\d\d)"
_AS_AT = (
    re.compile(rf"\bas at\s+(?:month|period|quarter)\s*-?\s*end\s*:?\s*{_MONTH_YEAR}", re.IGNORECASE),
    re.compile(rf"\bas (?:at|of)\s*:?\s*\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH_YEAR}", re.IGNORECASE),
    re.compile(rf"\b(?:at|to|by)\s+the\s+end\s+of\s+{_MONTH_YEAR}", re.IGNORECASE),
    re.compile(
        rf"\b(?:as at|position at|(?:month|period|quarter)[ -]end(?:ing|ed)?)\s*:?\s*{_MONTH_YEAR}", re.IGNORECASE
    ),
    re.compile(
        rf"\bperformance (?:data )?(?:report|summary|scorecard|pack)\W{{0,5}}(?:for |to )?{_MONTH_YEAR}", re.IGNORECASE
    ),
)
_LONGEST_LINE = 600
"""A line longer than this, mark-up and all, is running text."""
_FULL_DATE = re.compile(
    rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day\s*,?\s+(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH_YEAR}", re.IGNORECASE
)
_SECTION_YEAR = re.compile(r"annual\s+report\D{0,20}(20\d\d)\s*[/–-]\s*(?:20)?\d\d|annual report.*?\b(20\d\d)/", re.I)
_ANNUAL_SPAN = re.compile(r"annual report\s+april\s+(20\d\d)", re.IGNORECASE)
_ANNUAL_TITLE = re.compile(r"annual report\W*$", re.IGNORECASE)
_YEAR_ALONE = re.compile(
    r"\W*(20\d\d)\s*[/–-]\s*(?:20)?\d\d\W*|\W*(?:1st )?april (20\d\d)\s*(?:-|–|to)\s*(?:31st )?march 20\d\d\W*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]{3,}")
MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_COUNCIL_DOMAIN = re.compile(r"\b([a-z-]+)\.gov\.uk\b", re.IGNORECASE)
_COUNCIL_NAME = re.compile(
    r"\b(?:(?:The|At|In|For|By|From|To|And) )*([A-Z][a-z]+(?:[ -](?:[A-Z][a-z]+|and|upon|on|of))*?) "
    r"(?:Metropolitan Borough|Metropolitan District|Borough|City|County) Council\b"
)
_NOT_COUNCILS = {"www", "service", "education", "assets", "publishing", "legislation"}
_PLAIN_WORDS = frozenset(
    [
        "active",
        "activity",
        "additional",
        "adoptions",
        "agenda",
        "analysis",
        "and",
        "annual",
        "appendix",
        "appraisal",
        "approvals",
        "as",
        "assessment",
        "assessments",
        "attendance",
        "audit",
        "board",
        "borough",
        "budget",
        "business",
        "by",
        "care",
        "caseload",
        "caseloads",
        "cases",
        "centre",
        "centres",
        "change",
        "child",
        "children",
        "closed",
        "commission",
        "committee",
        "complaints",
        "completed",
        "contact",
        "contacts",
        "conferences",
        "corporate",
        "council",
        "customer",
        "data",
        "definition",
        "deregistration",
        "early",
        "education",
        "endings",
        "enquiries",
        "entering",
        "ceasing",
        "escalation",
        "establishment",
        "families",
        "family",
        "feedback",
        "for",
        "formal",
        "foster",
        "fostering",
        "from",
        "health",
        "help",
        "human",
        "improving",
        "in",
        "information",
        "initial",
        "investigations",
        "leavers",
        "leaving",
        "lives",
        "looked",
        "after",
        "management",
        "meeting",
        "minutes",
        "missing",
        "month",
        "monthly",
        "monitoring",
        "need",
        "not",
        "of",
        "offending",
        "on",
        "open",
        "out",
        "outcomes",
        "page",
        "pack",
        "panel",
        "parenting",
        "participation",
        "partners",
        "people",
        "performance",
        "period",
        "periods",
        "placement",
        "placements",
        "plans",
        "profile",
        "protection",
        "quality",
        "quarter",
        "quarterly",
        "referrals",
        "register",
        "report",
        "reports",
        "resources",
        "review",
        "reviewing",
        "reviews",
        "safeguarding",
        "scorecard",
        "section",
        "select",
        "service",
        "services",
        "social",
        "source",
        "stability",
        "started",
        "step",
        "down",
        "summary",
        "team",
        "the",
        "theme",
        "time",
        "to",
        "training",
        "trend",
        "triage",
        "update",
        "visits",
        "welfare",
        "with",
        "worker",
        "workers",
        "young",
        "youth",
        "year",
    ]
)


@dataclass(frozen=True)
class Dates:
    """When a pack speaks (``as_at``, a month's end) and when it was published (null if it does not say)."""

    as_at: date
    published: date | None


def vocabulary(registry: Registry) -> frozenset[str]:
    """The field's words, lower case: those of the registry's names, themes and families, and plain ones."""
    texts = [name for family in registry.names.values() for entry in family for name in entry.names]
    texts += [i.name for i in registry.indicators.values()]
    texts += [t.title for t in registry.themes.values()] + [f.title for f in registry.families.values()]
    texts += [mark for f in registry.families.values() for mark in f.marks]
    return _PLAIN_WORDS | {word.lower() for text in texts for word in _WORD.findall(text)}


def heading_above(lines: Sequence[str], first_line: int, words: frozenset[str], *, reach: int = 60) -> str | None:
    """The nearest heading above a table: a short line in capitals, or a numbered title, of known words only."""
    for number in range(first_line - 2, max(-1, first_line - 2 - reach), -1):
        text = plain(lines[number]).strip("*# ")
        if "\t" in lines[number] or not 4 <= len(text) <= 70:
            continue
        numbered = re.fullmatch(r"(?:\d{1,2}\.)+\d?\s+([A-Z].+)", text)
        capitals = text.isupper() and text[0].isalpha()
        title = numbered[1] if numbered else text
        if (numbered or capitals) and not re.search(r"\d{3}|[@:]", title):
            found = [w.lower() for w in _WORD.findall(title)]
            if found and all(word in words for word in found) and found != ["definition"]:
                return title
    return None


def find_dates(lines: Sequence[str]) -> Dates | None:
    """As-at and publication date: the months that "as at" phrases name most often, the first full date."""
    published = _first_full_date(lines)
    dated = [line for line in lines if "20" in line]
    for pattern in _AS_AT:
        found = Counter(filter(None, (_month(m[1], m[2]) for line in dated for m in pattern.finditer(line))))
        if found:
            return Dates(max(found, key=lambda day: (found[day], day)), published)
    if published:
        return Dates(month_end(published.year, published.month), published)
    return None


def _first_full_date(lines: Sequence[str]) -> date | None:
    for line in lines[:80]:
        match = _FULL_DATE.search(plain(line))
        if match and (day := _month(match[2], match[3])):
            try:
                return day.replace(day=int(match[1]))
            except ValueError:
                continue
    return None


def _month(name: str, year: str) -> date | None:
    """The end of a month by its name, whole or cut short (Sept); null for other words."""
    known = (i for i, month in enumerate(MONTH_NAMES, start=1) if len(name) >= 3 and month.startswith(name.lower()))
    number = next(known, None)
    return month_end(int(year), number) if number else None


_REFERS_TO_PAGES = re.compile(r"\(pages? \d|minute")


def section_years(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Where an annual report starts and the financial year it is about: ``(line, "2021/22")`` in order."""
    found = []
    for number, line in enumerate(lines, start=1):
        text = plain(line)
        if len(text) > 90 or "(" in text or ".." in text:
            continue
        match = _ANNUAL_SPAN.search(text) or _SECTION_YEAR.search(text)
        if match is None and _ANNUAL_TITLE.search(text):
            below = next((plain(after) for after in lines[number : number + 3] if plain(after)), "")
            match = _YEAR_ALONE.fullmatch(below)
        if match:
            found.append((number, year_label(int(next(filter(None, match.groups()))))))
    return found


def find_publisher(lines: Sequence[str], registry: Registry) -> str | None:
    """The authority the pack is about; null if it names none.

    The one its text names most often counts, whether the registry knows it, its web address tells it or it
    stands before "Borough Council". An indicator may speak of another authority, so cells of words in lines with
    TABs (the venue of the meeting, names of indicators) count only where the prose names none.
    """
    prose = [line for line in lines if "\t" not in line]
    cells = [cell for line in lines if "\t" in line for cell in line.split("\t") if len(cell.split()) > 2]
    return _most_named(prose, registry) or _most_named(cells, registry)


def _most_named(lines: Sequence[str], registry: Registry) -> str | None:
    lower = "\n".join(lines).lower()
    known = {a.name for a in registry.areas.values() if a.kind == "authority"}
    domains = {m[1].lower() for line in lines if ".gov." in line.lower() for m in _COUNCIL_DOMAIN.finditer(line)}
    councils = {m[1] for line in lines if "Council" in line for m in _COUNCIL_NAME.finditer(line)}
    named = known | {d.replace("-", " ").title() for d in domains - _NOT_COUNCILS} | councils
    counts = {n: lower.count(n.lower()) + lower.count(f"{n.lower().replace(' ', '-')}.gov.uk") for n in named}
    best = max(sorted(counts), key=lambda n: (counts[n], n in known), default=None)
    return best if best and counts[best] else None


def find_title(lines: Sequence[str], words: frozenset[str]) -> str | None:
    """The first line that reads like a title and is made of known words."""
    for line in lines[:40]:
        text = plain(line).strip("*# ")
        found = [w.lower() for w in _WORD.findall(text)]
        if 2 <= len(found) <= 12 and all(w in words for w in found) and not re.search(r"\d{3}", text):
            return text if not text.isupper() else text.title()
    return None


@dataclass(frozen=True)
class Section:
    """A stretch of a document from ``line`` on: the report family it belongs to and the year it is about."""

    line: int
    family: str | None
    year: str | None


def find_sections(lines: Sequence[str], registry: Registry) -> list[Section]:
    """Where a report of a known family or an annual report starts, in order of lines."""
    marks = sorted(
        ((mark.lower(), family.id) for family in registry.families.values() for mark in family.marks),
        key=lambda pair: (-len(pair[0]), pair),
    )
    years = dict(section_years(lines))
    found = []
    for number, line in enumerate(lines, start=1):
        if "\t" in line or len(line) > _LONGEST_LINE:
            continue
        text = plain(line).lower()
        if len(text) > 160 or _REFERS_TO_PAGES.search(text):
            continue
        family = next((family for mark, family in marks if mark in text), None)
        if number in years and family in (None, "annual-report"):
            family = "annual-report"
        if family or number in years:
            found.append(Section(number, family, years.get(number)))
    return found
