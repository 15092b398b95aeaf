"""The sentences of running text: where they begin and end, and which are not to be read.

Only the shape of the text is judged here. Stories about one person, lists of staff and page furniture are
left out before any figure is looked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_MATH = ((r"\%", "%"), (r"\,", " "), ("~", " "), (r"\rm", ""), ("$", " "), ("{", " "), ("}", " "), ("**", " "))
_BULLET = re.compile(r"^[\s\-•*◦▪#]*")
_ENUMERATOR = re.compile(
    r"""^(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s+          # (a) (iv) (3)
        |\d{1,2}(?:\.\d{1,2}){2,}\.?\s+                   # 3.4.2
        |\d{1,2}\.\d{1,2}\.?\s+(?=[A-Z(])                 # 3.4 Plans
        |[A-Z]?\d{1,2}\.\s+(?=\S)                         # 7. Plans, D9. Plans
        )""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"[\d,.]+")
_SIGNED = re.compile(r"-£?\d")
_MAY_END = re.compile(r"""[.?!][\s\d'’"\u201d)]""")
_SENTENCE_END = re.compile(
    r"""(?<=[A-Za-z0-9%)\]’'"\u201d])[.?!]['’"\u201d)]*\s+(?=[A-Z0-9£"'‘“(\[•])   # a full stop, then a capital
        |(?<=[a-z]{2})\.(?=\d)                                          # months.100% of
        |\s(?:•\s
           |(?<=[a-z]\)\s)(?=(?:The|This|These|There|It|In|We|Our|Of)\s[a-z]))   # a full stop lost behind a bracket
        """,
    re.VERBOSE,
)
_NOT_AN_END = re.compile(
    r"(?:\b(?:No|Nos|Ext|Tel|Fig|approx|Av|Ave|St|Mr|Mrs|Ms|Dr|Cllr|vs|e\.g|i\.e|p\.m|a\.m"
    r"|inc)|\b[A-Z])$"
)
_HE_OR_SHE = re.compile(
    r"\b(?:he or she|she or he|his or her|her or his|him or her|s?he/s?he|his/her"
    r"|her/his)\b",
    re.I,
)
# of a text in lower case; a pattern that opens with a set of letters is found quicker than one that opens with \b
_ONE_PERSON = re.compile(
    r"[hsmd](?<!\w.)(?:(?<=s)he|(?<=h)(?:e|er|is|im|ers|erself|imself)|(?<=m)um|(?<=d)ad)\b", re.DOTALL
)
_REPORTS = (
    "(?:said|advised|reported|explained|noted|observed|confirmed|added|stated|told|informed|replied|thanked|referred"
    "|stressed|highlighted|outlined|presented|felt|put|asked|queried|enquired|commented|raised|welcomed)"
)
_OFFICE = "(?:director|manager|officer|head of|head ?teacher|chair|chairman|member|councillor|cllr|lead|commissioner)"
_SPEAKER = re.compile(rf"\b{_OFFICE}\b.{{0,80}}?\b{_REPORTS}\b")
"""Whoever reports to a meeting: ``the Director said that 17%, which she thought …`` tells no child's story."""
_SOMEBODY = re.compile(r"\b(?:the|a|this|that|one) (?:child|young person|boy|girl|baby|mother|father|carer)\b")
_STAFF = re.compile(
    rf"^\W*(?:(?i:councillors?|cllrs?)\b(?! [a-z]|.{{0,40}} {_REPORTS}\b)"
    r"|(?i:present\s*:|also (?:present|in attendance))"
    r"|[A-Z][a-z]+ [A-Z][\w'’-]+\s*[-–]\s*(?=[A-Z]).{0,60}\b(?i:officer|lead|manager|advisor|adviser|clerical"
    r"|director|chair)\b)"
)
_ADDRESS = re.compile(r"\S@\S")
_TELEPHONE_WORDS = ("tel", "ext", "mob")
_TELEPHONE = re.compile(r"\b(?:tel|telephone|ext|mob)\b\W*\(?\d", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\d\W]+")
_PAGE_OF = re.compile(r"(?:^|\s)(\d{1,3}) of (\d{1,3})(?:$|\s)")

_LONGEST_SHORT_FORM = 12
"""Letters before a full stop that may be those of a short form such as "approx", and the blank before it."""
_LONGEST_SENTENCE = 1_000
"""Letters after which a sentence is read in pieces: what is longer is a damaged table or list."""
_BEFORE, _BEHIND, _TELLS = 12, 26, 2
"""A line stands in a story if so many of the paragraphs before it and behind it tell of one person."""
_LONGEST_FURNITURE = 120
_COMES_AGAIN = 4
"""Lines of a document from which the same short line is the head or foot of its pages."""
_MOST_NUMBERS = 60
"""Numbers after which a sentence is read in pieces; so the time that a line takes grows with its length alone."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a line, in plain text, and whether it opens a paragraph or the item of a list."""

    text: str
    opens: bool


def plain(line: str) -> str:
    """The line without mark-up, bullet, paragraph number or typesetting commands; one blank between words."""
    text = line
    if "<" in line:
        text = TAG.sub(" ", line.replace("</li>", " • ").replace("<li>", " • ").replace("<br>", " • "))
    for command, meaning in _MATH:
        text = text.replace(command, meaning)
    text = _BULLET.sub("", " ".join(text.split()))
    text = _ENUMERATOR.sub("", text, count=1)
    return _BULLET.sub("", text.replace("*", "")) if not _SIGNED.match(text) else text


def sentences(text: str) -> list[Sentence]:
    """The sentences of a plain line, the very long ones in pieces."""
    parts, start = [], 0
    ends = _SENTENCE_END.finditer(text) if "•" in text or ") " in text or _MAY_END.search(text) else ()
    for end in ends:
        before = text[max(0, end.start() - _LONGEST_SHORT_FORM) : end.start()]
        if _NOT_AN_END.search(before) and not end.group().startswith(" •"):
            continue
        parts.append(text[start : end.end()])
        start = end.end()
    parts.append(text[start:])
    opens = [True, *(part.rstrip().endswith("•") for part in parts[:-1])]
    return [
        Sentence(piece, first)
        for part, first in zip(parts, opens, strict=True)
        if part.strip(" •")
        for piece in _pieces(part.rstrip(" •"))
    ]


def _pieces(text: str) -> Iterator[str]:
    start, numbers = 0, 0
    for number in _NUMBER.finditer(text):
        numbers += 1
        if numbers > _MOST_NUMBERS or number.end() - start > _LONGEST_SENTENCE:
            yield text[start : number.start()]
            start, numbers = number.start(), 1
    yield text[start:]


def told(parts: Sequence[Sentence]) -> list[Sentence]:
    """The sentences before the first one that speaks of one person: what follows belongs to that person's story."""
    kept: list[Sentence] = []
    for part in parts:
        if is_about_one_person(part.text):
            break
        kept.append(part)
    return kept


def is_about_one_person(text: str) -> bool:
    lower = text.lower()
    if not _ONE_PERSON.search(lower) or not _ONE_PERSON.search(_HE_OR_SHE.sub("", lower)):
        return False
    return not _SPEAKER.search(lower) or bool(_SOMEBODY.search(lower))


def stories(lines: Sequence[str]) -> set[int]:
    """Indexes of lines that stand in the midst of one person's story, though they may not name the person."""
    written = [number for number, line in enumerate(lines) if "\t" not in line and len(line.split()) > 2]
    tells = [is_about_one_person(lines[number]) for number in written]
    return {
        number
        for place, number in enumerate(written)
        if sum(tells[max(0, place - _BEFORE) : place]) >= _TELLS and sum(tells[place : place + _BEHIND]) >= _TELLS
    }


def lists_staff(text: str) -> bool:
    """Whether the line names councillors or staff with their posts, or tells how to reach somebody."""
    lower = text.lower()
    numbered = any(word in lower for word in _TELEPHONE_WORDS) and _TELEPHONE.search(lower)
    return bool(_STAFF.match(text) or ("@" in text and _ADDRESS.search(text)) or numbered)


def furniture(lines: Sequence[str]) -> set[int]:
    """Indexes of page furniture: short lines that come again with other digits, and lines with a page's number."""
    shapes = [_NO_LETTERS.sub(" ", line).strip() if len(line) < _LONGEST_FURNITURE else "" for line in lines]
    times = Counter(shape for shape in shapes if shape)
    numbered = [_page_of(line) for line in lines]
    pages = Counter(match[2] for match in numbered if match)
    return {
        number
        for number, line in enumerate(lines)
        if "\t" not in line and (_comes_again(line, shapes[number], times) or _numbers_a_page(numbered[number], pages))
    }


def _comes_again(line: str, shape: str, times: Counter[str]) -> bool:
    return bool(shape) and times[shape] >= _COMES_AGAIN and len(shape.split()) >= 2 and "%" not in line


def _page_of(line: str) -> re.Match[str] | None:
    return _PAGE_OF.search(line) if len(line) < _LONGEST_FURNITURE and " of " in line else None


def _numbers_a_page(match: re.Match[str] | None, pages: Counter[str]) -> bool:
    return bool(match and pages[match[2]] >= _COMES_AGAIN)
