"""Packs that somebody damaged in every way: extract takes them and clean reads what it took, or extract says why not.

The packs are made up (tests/fixtures/packs), the damage comes from a fixed seed. ``SCORECARD_MUTANTS=500`` runs the
full number; the default is small enough for every run of the tests.
"""

from __future__ import annotations

import os
import random
import string
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from scorecard.clean.raw.load import load_sound
from scorecard.clean.step import read_readable
from scorecard.errors import InputError
from scorecard.extract import extract_documents
from scorecard.registry import load_registry
from scorecard.workspace import Workspace
from tests.fixtures import pack_annual, pack_early_help, pack_monthly, pack_quarterly, pack_safeguarding
from tests.fixtures.packs import Variation

COUNT = int(os.environ.get("SCORECARD_MUTANTS") or 40)
MAKERS: tuple[Callable[[], str], ...] = (
    lambda: pack_monthly.monthly_pack(Variation()).text,
    lambda: pack_quarterly.quarterly_pack(Variation()).text,
    lambda: pack_safeguarding.safeguarding_pack(Variation(year=2017, month=11)).text,
    lambda: pack_early_help.early_help_pack(Variation(year=2018, month=1)).text,
    lambda: pack_annual.annual_pack(Variation()).text,
)
ODD = (
    "9" * 309, "-" + "9" * 40, "0." + "3" * 400, "1e400", "NaN", "inf", "８３.５％", "٨٣٫٥", "²", "½", "४५", "〇", "5 of 0",
    "0/0", "1 of 2 of 3", "8350%", "100000000000%", "#REF!", "<5", "†", "\x00", "\x1b[31m", "\u202e10%", "\ud83d\ude00".encode(
        "utf-16", "surrogatepass").decode("utf-16"), "\t\t\t", "[text]", "[no data]", "!!python/object", "'", '"', "\\", "{{", "$x$",
    "2020/21", "Apr-20", "31/02/2020", "Q9", "June 2222", "June 0000", "£-0", "1,2,3,4", ",,,", "%", ".", "-" * 300, "7 " * 200,
)  # fmt: skip
SENTENCES = (
    "In June {} children were in care, up from {} ({}%).",
    "- {} of {} reviews were in time, against a target of {}.",
    "The rate was {} per 10,000, and {} nationally.",
)


def with_odd_cells(lines: list[str], rng: random.Random) -> list[str]:
    return [_odd_cell(line, rng) if "\t" in line and rng.random() < 0.2 else line for line in lines]


def _odd_cell(line: str, rng: random.Random) -> str:
    cells = line.split("\t")
    cells[rng.randrange(len(cells))] = rng.choice(ODD)
    return "\t".join(cells)


def with_odd_sentences(lines: list[str], rng: random.Random) -> list[str]:
    said = [rng.choice(SENTENCES).format(*(rng.choice([*ODD, "603", "94.1"]) for _ in range(3))) for _ in range(12)]
    return [*lines, "", *said]


def with_other_digits(lines: list[str], rng: random.Random) -> list[str]:
    digits = str.maketrans(string.digits, rng.choice(["０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९"]))
    return [line.translate(digits) if rng.random() < 0.3 else line for line in lines]


def without_lines(lines: list[str], rng: random.Random) -> list[str]:
    return [line for line in lines if rng.random() > 0.1]


def in_another_order(lines: list[str], rng: random.Random) -> list[str]:
    start = rng.randrange(len(lines))
    part = lines[start : start + 20]
    rng.shuffle(part)
    return [*lines[:start], *part, *lines[start + 20 :]]


def twice(lines: list[str], rng: random.Random) -> list[str]:
    return [line for line in lines for _ in range(1 + (rng.random() < 0.1))]


def with_broken_characters(lines: list[str], rng: random.Random) -> list[str]:
    return ["".join(chr(rng.randrange(1, 0x2FFF)) if rng.random() < 0.01 else c for c in line) for line in lines]


def with_torn_rows(lines: list[str], rng: random.Random) -> list[str]:
    return [line.replace("\t", "\n", 1) if rng.random() < 0.1 else line for line in lines]


def with_cells_more_and_less(lines: list[str], rng: random.Random) -> list[str]:
    return [line.replace("\t", rng.choice(["", "\t\t", " "]), 2) if rng.random() < 0.2 else line for line in lines]


WAYS = (
    with_odd_cells,
    with_odd_sentences,
    with_other_digits,
    without_lines,
    in_another_order,
    twice,
    with_broken_characters,
    with_torn_rows,
    with_cells_more_and_less,
)


@cache
def whole(maker: int) -> str:
    return MAKERS[maker]()


def mutants(count: int) -> Iterator[tuple[str, str]]:
    """Ids and texts: each pack damaged in one to three ways."""
    for seed in range(count):
        rng = random.Random(seed)
        ways = rng.sample(WAYS, rng.randint(1, 3))
        lines = whole(seed % len(MAKERS)).split("\n")
        for way in ways:
            lines = way(lines, rng)
        yield f"pack-{seed:03d}", "\n".join(lines).encode("utf-8", "replace").decode()


@pytest.mark.parametrize(("name", "text"), list(mutants(COUNT)), ids=lambda value: value if len(value) < 10 else "")
def test_what_extract_takes_clean_reads(name: str, text: str, tmp_path: Path) -> None:
    workspace = Workspace(data=tmp_path / "data")
    document = tmp_path / f"{name}.txt"
    document.write_text(text, encoding="utf-8", newline="")
    try:
        extract_documents([document], workspace, prose_only=True, report=lambda line: None)
    except InputError as refused:
        assert "do:" in str(refused)
        assert not workspace.raw.exists()
        return
    documents, damaged = load_sound(workspace.raw)
    tables, unreadable = read_readable(documents, load_registry())
    assert [*damaged, *unreadable] == []
    assert tables["documents"].height == 1
