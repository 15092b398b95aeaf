"""Packs that damage, another printing or an ill will has changed, the same ones for the same number.

What is changed are the made-up packs of every family: their cells as `tests.data.test_fuzz` changes them, their lines,
and what they say of themselves.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Sequence

from tests.data.test_changed_packs import PACKS
from tests.data.test_fuzz import HOSTILE, MUTATIONS

Lines = list[str]
_DIGITS = {"full-width": "０１２３４５６７８９", "Arabic": "٠١٢٣٤٥٦٧٨٩", "superscript": "⁰¹²³⁴⁵⁶⁷⁸⁹"}
_TEXTS = (
    *HOSTILE,
    *("8350%", "9" * 309, "1e400", "0.0001", "-5", "999,999,999,999", "[" * 300, "{a: " * 120, "- " * 150, "<<: [x"),
    *("7 " * 300, "5/6/" * 200, "(1) " * 200, "@" * 900, "44287", "31/04/2020", "Apr-99", "2222-12-31", "\x1b[2J", "'"),
    *('"', "---", "...", "# ", "!!python/none", "&a *a", "? x", "null", "~", "\x85", "\u2029"),
    *("𝟙𝟚", "①②", "Ⅳ", "٪", "５０％"),
)


def mutated_pack(number: int) -> str:
    """The text of the mutated pack of this number."""
    rng = random.Random(f"pack {number}")
    lines = list(PACKS[rng.choice(sorted(PACKS))]().lines)
    for _ in range(rng.choice((1, 2, 3, 5, 8, 20, 60))):
        lines = rng.choice(_CHANGES)(rng, lines) or ["-"]
    return "\n".join(lines) + "\n"


def _cells(rng: random.Random, lines: Lines) -> Lines:
    """One run of lines with cells, as the tables of the fuzz test are changed."""
    starts = [i for i, line in enumerate(lines) if "\t" in line]
    if not starts:
        return lines
    first = rng.choice(starts)
    last = next((i for i in range(first, len(lines)) if "\t" not in lines[i]), len(lines))
    rows = rng.choice(MUTATIONS)(rng, [line.split("\t") for line in lines[first:last]])
    return [*lines[:first], *("\t".join(row) for row in rows), *lines[last:]]


def _one_cell(rng: random.Random, lines: Lines) -> Lines:
    at = rng.randrange(len(lines))
    cells = lines[at].split("\t")
    cells[rng.randrange(len(cells))] = rng.choice(_TEXTS)
    lines[at] = "\t".join(cells)
    return lines


def _in_a_line(rng: random.Random, lines: Lines) -> Lines:
    at = rng.randrange(len(lines))
    cut = rng.randint(0, len(lines[at]))
    lines[at] = lines[at][:cut] + rng.choice((" ", "", "\t")) + rng.choice(_TEXTS) + lines[at][cut:]
    return lines


def _lines(rng: random.Random, lines: Lines) -> Lines:
    first = rng.randrange(len(lines))
    last = min(len(lines), first + rng.choice((1, 1, 3, 10)))
    what = rng.choice(("drop", "double", "move", "turn", "join"))
    part, rest = lines[first:last], [*lines[:first], *lines[last:]]
    if what == "drop":
        return rest
    if what == "join":
        return [*lines[:first], rng.choice((" ", "\t", "")).join(part), *lines[last:]]
    if what == "turn":
        return [*lines[:first], *reversed(part), *lines[last:]]
    at = rng.randint(0, len(rest))
    return [*(lines if what == "double" else rest)[:at], *part, *(lines if what == "double" else rest)[at:]]


def _other_digits(rng: random.Random, lines: Lines) -> Lines:
    table = str.maketrans(string.digits, rng.choice(sorted(_DIGITS.values())))
    for at in rng.sample(range(len(lines)), min(len(lines), rng.choice((1, 1, 5, 20)))):
        lines[at] = lines[at].translate(table)
    return lines


def _numbers(rng: random.Random, lines: Lines) -> Lines:
    """Figures of a line become others: without their point, negative, very long, with a unit."""
    changes: Sequence[Callable[[str], str]] = (
        lambda n: n.replace(".", ""),
        lambda n: f"-{n}",
        lambda n: n * 40,
        lambda n: f"{n}%",
        lambda n: n[::-1],
        lambda n: f"{n}0000",
        lambda n: f"{n} of {n}1",
        lambda n: f"0 of 0 {n}",
    )
    change = rng.choice(changes)
    for at in rng.sample(range(len(lines)), min(len(lines), rng.choice((1, 3, 10)))):
        lines[at] = re.sub(r"\d+(?:\.\d+)?", lambda match: change(match[0]), lines[at])
    return lines


def _sentence(rng: random.Random, lines: Lines) -> Lines:
    figure = rng.choice((*_TEXTS, "144 of 220", "65.5%", "12", "3 out of 0", "101%"))
    said = rng.choice(
        (
            f"The number of children in care rose from {figure} to 12 in June 2020.",
            f"Performance was {figure} compared with {figure} last year; the target is {figure}.",
            f"In Quarter 9 of 2020/21 there were {figure} ({figure}) referrals, {figure} of {figure}.",
            f"Of {figure} assessments {figure} were done in time, the lowest since {figure}.",
        )
    )
    lines.insert(rng.randint(0, len(lines)), said)
    return lines


_CHANGES: Sequence[Callable[[random.Random, Lines], Lines]] = (
    *(_cells, _cells, _one_cell, _one_cell),  # what happens most often
    *(_in_a_line, _lines, _other_digits, _numbers, _sentence),
)
