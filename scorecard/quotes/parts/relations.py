"""What the words say a single figure is: a value, a change, a target, a forecast, a high or a low, and which way."""

from __future__ import annotations

import re

from scorecard.quotes.parts.pairs import is_change
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.sentence.folded import folded
from scorecard.quotes.sentence.masks import says_one

_HIGH = folded(r"\b(?:a\s+)?(?:high|peak|highest(?:\s+\w+){0,2})\s+of\s*$")
_LOW = folded(r"\b(?:a\s+)?low(?:est(?:\s+\w+){0,2})?\s+of\s*$")
_EXTREME_AFTER = folded(
    r"^[^.;]{0,60}?\b(?P<which>highest|lowest)\b[^.;]{0,60}?"
    r"\b(?:since|in\s+over|for\s+(?:over|more|a\s+single)|recorded|in\s+the\s+last|of\s+the\s+year|to\s+date|ever)\b",
)
_TARGET = folded(
    r"\b(?:targets?|upper\s+limit|limit|standard\s+of)\b(?:\s*\([^)]*\))?[^.;,]*$"
    r"|\b(?:committed|challenged|asked|aims?|aimed|required|aspir\w+)\s+to\b[^.;,]*$"
    r"|\b(?:recommends?|recommended|optimum)\b[^.;,]*$|\b(?:to|of)\s+at\s+least\s*$|\ba\s+maximum\s+of\s*$",
)
_NOT_TARGET = folded(
    r"\btarget\w*\b[^.;,]*\b(?:areas?|group|with|now|reaching"
    r"|at target)\b[^.;,]*$",
)
_TARGET_AFTER = folded(
    r"^\s*(?:national\s+|annual\s+|local\s+)?target\b"
    r"|^\s*(?:(?!of\b|under\b|w(?:as|ere)\b|me?et\w*|fit\w*|reach\w*)[\w'’‘]+\s+){0,2}['’‘]?(?:good|outstanding)['’]?"
    r"\s+(?:rating\s+|grade\s+)?criteri(?:a|on)\b",
)
_PROJECTS = ("pilot", "project", "scheme", "programme", "bid", "funding", "grant", "contract")
_PLANNED = folded(
    r"\b(?:pilot|project|scheme|programme|bid|funding|grant|contract)\b"
    r"(?:(?!\b(?:\w{3,}ed|was|were|is|are|has|have|had|able|continues?|aims?)\b)[^.;,])*\bto\s+(?:engage|support|help|reach|recruit"
    r"|provide|create|place|train|work\s+with)\s+(?:around\s+|up\s+to\s+|over\s+)?$",
)
_TO_DO_A_YEAR = folded(r"^\s*[^.;,%]{0,40}\b(?:per|a|each|every)\s+(?:year|annum)\b")
_TO_DO = folded(
    r"^\W*(?:support|deliver|recruit|provide|create|engage|train|help)\s+(?:with\s+)?(?:around\s+|over\s+)?$",
)
_WITH_DOING = folded(r"^[^.;,%\d]{0,70}\bwith\s+$")
_DOING = folded(r"^\s+[a-z]+ing\b")
_FORECAST = folded(
    r"\b(?:there\s+will|will\s+(?:be|need|increase|reach|rise|fall)|expected\s+to|projected|projecting|hoped"
    r"|anticipat\w+"
    r"|forecast\w*|estimated\s+to\s+(?:be|reach)|potential\w*|would\s+(?:increase|rise|fall|reduce)\s+to)\b[^.;]*$",
)
_EXPECTED = folded(
    r"^\s*(?:(?!than\b|as\b|w(?:as|ere)\b|had\b|h(?:as|ave)\b|an?\b|the\b|made\b|met\b|got\b"
    r"|(?:reach|achiev|attain|exceed|gain|show)ed\b)[\w’'-]+\s+){0,2}(?:(?:are|is)\s+)?"
    r"(?:expected|projected|anticipated|forecast)\b(?!\s+(?:and\b|standard|level|progress|range|rate|timescale))",
)
_AND = folded(r"^[^.;,%]{0,70}\band\s+(?:a\s+further\s+)?$")
_CARRIES = folded(r"\btaking\s+the\s+total\s+to\s*$")
_UP = r"increas\w*|rise|rises|rising|risen|rose|grow\w*|grew|climb\w*|jump\w*|upward|gain"
_DOWN = r"decreas\w*|reduc\w*|drop\w*|fall|falls|falling|fallen|fell|declin\w*|shrank|shrunk|slip\w*|downward"
_MOVING = (
    "creas", "ris", "ros", "gr", "climb", "jump", "upward", "gain", "reduc", "drop", "fall", "fell", "declin", "shr",
    "slip", "downward",
)  # fmt: skip
_LEVEL = r"(?:(?<!the )(?<!our )remain\w*|stayed|stays|stable|consistent|static|unchanged|steady)"
_UP_RE, _DOWN_RE = folded(rf"\b(?:{_UP})\b"), folded(rf"\b(?:{_DOWN})\b")
_MORE = folded(r"\b(?:more|higher|above|additional|up|over\s+(?:\w+\s+){0,3}target)\b")
_LESS = folded(r"\b(?:less|fewer|lower|below|down|(?:under|short\s+of)\s+(?:\w+\s+){0,3}target)\b")
_MOVED_TO = folded(
    rf"\b(?:{_UP}|{_DOWN})\b(?:\s+(?!compared|comparison|relation)[\w'’-]+,?){{0,6}}?,?\s+(?:to|reaching"
    rf"|at)\s+(?:approximately\s+)?$"
    rf"|\b(?:increase|rise|growth|reduction|decrease|decline|drop|fall)\s+in(?:\s+(?!compared|comparison|relation|from|by)"
    rf"[\w'’-]+){{1,14}}\s+to\s+(?:approximately\s+)?$"
    rf"|\b(?:{_UP}|{_DOWN})\b(?:\s+(?:further|slightly|again))?(?:\s+in\s+\w+)?\s*\($",
)
_STAYED = folded(rf"\b{_LEVEL}(?:\s+(?!high|low)[\w'’-]+){{0,6}}?\s*$")


def relation(line: Line, index: int, earlier: str) -> str:
    """The code of a figure that stands alone; ``earlier`` is the code of the figure before it."""
    before, after = re.sub(r"\([^()]*\)", " ", line.before(index)), line.after(index)
    if is_change(line, index):
        return "change"
    if _TARGET_AFTER.match(after) or (_TARGET.search(before) and not _NOT_TARGET.search(before)):
        return "target"
    if _is_plan(line, index, before):
        return "target"
    if earlier in ("target", "forecast") and (_AND.match(before) or _is_range(line, index)):
        return earlier
    if earlier == "target" and _WITH_DOING.match(before) and _DOING.match(after):
        return earlier
    if earlier == "forecast" and _CARRIES.search(before):
        return "forecast"
    if _FORECAST.search(before) or _EXPECTED.match(after):
        return "forecast"
    return _extreme(line, index) or "value"


def _is_plan(line: Line, index: int, before: str) -> bool:
    """What a pilot or a grant is to bring; ``Support 40 families a year``: what is to be done, not what was."""
    if " to " in before and says_one(_PROJECTS, before.lower()) and _PLANNED.search(before):
        return True
    return not index and bool(_TO_DO.match(before)) and bool(_TO_DO_A_YEAR.match(line.beyond(index)))


def _is_range(line: Line, index: int) -> bool:
    """``30 - 40``; the dash may be lost between two counts of which the second is the greater: ``30 40 families``."""
    gap, first, last = line.before(index).strip(), line.figures[index - 1], line.figures[index]
    lost = not gap and first.is_count and last.is_count and first.value < last.value
    return lost or gap in ("-", "–")


def _extreme(line: Line, index: int) -> str | None:
    before, after = line.before(index), line.after(index)
    if _HIGH.search(before):
        return "highest-since"
    if _LOW.search(before):
        return "lowest-since"
    match = _EXTREME_AFTER.match(after)
    return None if match is None else f"{match['which'].lower()}-since"


def direction(line: Line, index: int, code: str) -> str:
    """up, down, level or empty: which way the figure moved or is said to have stayed."""
    if code == "change":
        return _change_direction(line, index)
    if code not in ("value", "of", "highest-since", "lowest-since"):
        return ""
    before = line.before(index)
    moved = _MOVED_TO.search(before) if says_one(_MOVING, before.lower()) else None
    if moved:
        return _way(moved.group())
    return "level" if _STAYED.search(before[-70:]) else ""


def _change_direction(line: Line, index: int) -> str:
    figure = line.figures[index]
    if figure.text[0] in "+-−":
        return "up" if figure.text[0] == "+" else "down"
    after = line.after(index)
    if found := _way(after[:25], nearest_first=True):
        return found
    start = line.figures[index - 1].start if index and figure.is_share and "(" in line.before(index) else None
    before = line.before(index) if start is None else line.before(index - 1) + line.before(index)
    carried = index and re.fullmatch(r"[^.;%]{0,40}\band\s+(?:by\s+)?|\s*or\s+", before) and not _way(before)
    return _change_direction(line, index - 1) if carried else _way(before)


def _way(text: str, *, nearest_first: bool = False) -> str:
    ups = [m.start() for pattern in (_UP_RE, _MORE) for m in pattern.finditer(text)]
    downs = [m.start() for pattern in (_DOWN_RE, _LESS) for m in pattern.finditer(text)]
    if not ups and not downs:
        return ""
    if not (ups and downs):
        return "up" if ups else "down"
    if nearest_first:
        return "up" if min(ups) < min(downs) else "down"
    return "up" if max(ups) > max(downs) else "down"
