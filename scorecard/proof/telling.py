"""A proof in plain lines, as a command prints it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from scorecard import words
from scorecard.proof.evidence import ABOUT
from scorecard.proof.prints import SPELLED

Proof = Mapping[str, Any]
STATES = {"confirmed": "✓", "contradicted": "✗", "untested": "○"}
"""The sign of what other figures say of one; it always stands beside the word."""
_UNSTATED = "unstated"
"""What the registry calls a mark that says nothing of the reason, like a dash."""
_WIDE = 118
_LABEL = 14
_MOST = 12
"""Lines of one kind that are listed; the rest are counted."""
KIND_WORDS = {
    "figure": "a figure of a table",
    "missing": "a mark for a figure that is missing",
    "limit": "a tolerance",
    "sign": "an arrow or a colour",
    "quoted": "a figure quoted in a sentence",
    "unread": "a figure that is not read",
}


def told(proofs: pl.DataFrame, others: str | None = None) -> str:
    """The proofs one below the other, and what else could have been meant."""
    rows = proofs.to_dicts()
    documents = len({row["document"] for row in rows})
    head = f"{words.many(len(rows), 'print')} in {words.many(documents, 'document')}"
    lines = [head, *(line for row in rows for line in _told(row))]
    if others:
        lines += ["", f"not shown: {others}"]
    return "\n".join(lines) + "\n"


def _told(proof: Proof) -> Iterator[str]:
    yield ""
    yield f"{proof['place']}  {proof['published'] or '(nothing)'}"
    for label, text in _lines(proof):
        first, *rest = textwrap.wrap(text, _WIDE - _LABEL, break_on_hyphens=False, break_long_words=False) or [""]
        yield f"  {label:<{_LABEL - 2}}{first}"
        yield from (" " * _LABEL + line for line in rest)


def _lines(proof: Proof) -> Iterator[tuple[str, str]]:
    """Label and text of each line; a list has its label once."""
    as_at = f", as at {words.day(proof['as_at'])}" if proof["as_at"] else ""
    yield "where", f"{proof['where']}; {proof['document_title']}, {proof['publisher'] or 'publisher not known'}{as_at}"
    yield "what it is", subject(proof)
    yield "read as", reading(proof)
    yield from _listed("corrected", [correction(one) for one in proof["corrections"]])
    if proof["worked"]:
        yield "worked", proof["worked"]
    if proof["state"]:
        yield "ticks", state(proof)
    ticks = [tick(one, proof["document"]) for one in proof["ticks"]]
    yield from _listed("" if proof["state"] else "compared", ticks)
    yield from _listed("findings", [finding(one) for one in proof["findings"]])
    yield from _listed("warned of", [code.replace("-", " ") for code in proof["caveats"]])
    yield from _listed("judged by", [limit(one) for one in proof["limits"]])
    yield from _listed("signs", [sign(one) for one in proof["signs"]])
    yield from _listed("used by", [f"{one['measure']}: {one['words']}" for one in proof["measures"]])
    yield "sha256", f"document {proof['document_sha256'] or 'not recorded'}"
    if proof["table_sha256"]:
        yield "", f"table    {proof['table_sha256']}"


def _listed(label: str, lines: list[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines[:_MOST]):
        yield ("" if number else label), line
    if len(lines) > _MOST:
        yield "", f"and {len(lines) - _MOST} more: --format json has all of them"


def subject(proof: Proof) -> str:
    """What a print is about: ``Reviews in time (lac_reviews), A council, June 2020, month-end``."""
    named = f"{proof['title']} ({proof['indicator']})" if proof["indicator"] else "no measure of the registry"
    number = f"{proof['indicator_number']} " if proof["indicator_number"] else ""
    period = words.period(proof["period"]) if proof["period"] else None
    about = [f"{number}{named}", proof["breakdown"], proof["area"], period, proof["basis"]]
    band = f"{proof['band']} band" if proof["band"] else proof["signal"]
    return ", ".join(str(part) for part in [KIND_WORDS[proof["kind"]], band, *about] if part)


def reading(proof: Proof) -> str:
    """How a print was read, with its unit, or why it was not."""
    if proof["why_not_read"]:
        return f"not read: {proof['why_not_read']}"
    if proof["kind"] == "missing":
        return f"no figure: {why_missing(proof['missing_reason'])}"
    if proof["as_read"] or proof["kind"] in ("limit", "sign"):
        return (
            proof["as_read"]
            or f"not readable{': ' if proof['why_no_interval'] else ''}{proof['why_no_interval'] or ''}"
        )
    certain = f"; {proof['certainty']}" if proof["certainty"] else ""
    unit = f" ({words.unit_name(proof['unit'])})" if proof["unit"] else ""
    return f"{proof['read'] or 'no number'}{unit}{certain}"


def why_missing(reason: str | None) -> str:
    """Why a figure is not there, as far as its mark says.

    >>> why_missing("not-yet-due"), why_missing(None)
    ('not yet due', 'no reason is printed')
    """
    return "no reason is printed" if reason in (None, _UNSTATED) else str(reason).replace("-", " ")


def correction(one: Proof) -> str:
    """A ledger's entry or proved reading in words."""
    cell = f", cell {one['cell']}" if one["cell"] is not None else ""
    return (
        f"line {one['line']}{cell}: {one['published']!r} is read as {one['read_as']!r} ({one['kind']}): {one['reason']}"
    )


def state(proof: Proof) -> str:
    """What other figures say of one: sign, word, and by how many or why not."""
    counts = [
        f"{name} {proof[column]:,}"
        for name, column in (("contradicted by", "contradicted_by"), ("confirmed by", "confirmed_by"))
        if proof[column]
    ]
    why = proof["untested_because"]
    return f"{STATES[proof['state']]} {'; '.join(counts) or proof['state']}" + (f": {why}" if why else "")


def tick(one: Proof, document: str) -> str:
    """One comparison: its rule, what came of it, and with which places; of the same document without its name."""
    against = f" with {'; '.join(near(other, document) for other in one['others'])}" if one["others"] else ""
    return f"{one['rule']}: {one['outcome'].replace('-', ' ')}{against}"


def near(place: str, document: str) -> str:
    """A place in words: ``line 477, cell 9``, with its document where that is not ``document``."""
    match = re.fullmatch(SPELLED, place)
    if match is None:
        return place
    told = f"line {match[2]}" + (f", cell {match[3]}" if match[3] else "")
    return told if match[1] == document else f"{told} of {match[1]}"


def finding(one: Proof) -> str:
    """One fact: how grave, what it says, and whether it is about this figure."""
    far = "" if one["how"] == ABOUT else "about another figure that this one was held against: "
    nature = one["severity"] if one["nature"] != "change" else "change"
    return f"{nature}: {far}{one['explanation'] or one['rule']} [{one['fact']}]"


def limit(one: Proof) -> str:
    """One tolerance: its band, its print, and how it was read where that is another text."""
    read = f", read as {one['as_read']}" if one["as_read"] not in (None, one["published"]) else ""
    return f"{one['band']}: {one['published']}{read} (line {one['line']}, cell {one['cell']})"


def sign(one: Proof) -> str:
    """One arrow or colour: as printed, as read, and as the figures give it."""
    return (
        f"{one['signal']}: {one['published']!r} is printed, read as {one['as_read'] or 'nothing'}; "
        f"by the figures {one['computed'] or 'none'}"
    )
