"""Made-up packs of every family, changed as another export or another printing changes them, read the same.

What is compared is the reading of the pack with that of the same pack changed: whatever the generators do not
know about a family, the two must agree wherever the change leaves a figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from tests.fixtures import pack_annual, pack_early_help, pack_monthly, pack_quarterly, pack_safeguarding
from tests.fixtures.pack_check import read_pack
from tests.fixtures.packs import Pack, Variation

PACKS: dict[str, Callable[[], Pack]] = {
    "monthly": lambda: pack_monthly.monthly_pack(Variation()),
    "quarterly": lambda: pack_quarterly.quarterly_pack(Variation()),
    "labels cut off": lambda: pack_quarterly.quarterly_pack(Variation(year=2023, month=9), cut_off=True),
    "safeguarding": lambda: pack_safeguarding.safeguarding_pack(Variation(year=2017, month=11)),
    "early help": lambda: pack_early_help.early_help_pack(Variation(year=2018, month=1)),
    "annual": lambda: pack_annual.annual_pack(Variation()),
}
MEANING = ["part", "indicator", "indicator_number", "area", "period", "value", "numerator", "denominator", "status"]


def in_tables(pack: Pack, change: Callable[[str], str]) -> Pack:
    """The pack with a change made to every cell of its lines that have cells."""
    lines = ["\t".join(map(change, line.split("\t"))) if "\t" in line else line for line in pack.lines]
    return replace(pack, lines=lines)


def everywhere(pack: Pack, change: Callable[[str], str]) -> Pack:
    return replace(pack, lines=[change(line) for line in pack.lines])


def soft_hyphens(text: str) -> str:
    return re.sub(r"([a-z]{4})([a-z]{4})", "\\1\u00ad\\2", text)


CHARACTERS: dict[str, Callable[[Pack], Pack]] = {
    "no-break blanks": lambda p: everywhere(p, lambda t: t.replace(" ", "\u00a0")),
    "soft hyphens": lambda p: everywhere(p, soft_hyphens),
    "ligatures": lambda p: everywhere(p, lambda t: t.replace("fi", "\ufb01").replace("fl", "\ufb02")),
    "characters of no width": lambda p: in_tables(p, lambda t: f"\u200b{t}\ufeff" if t else t),
    "no-break hyphens": lambda p: in_tables(p, lambda t: t.replace("-", "\u2011")),
    "dashes for hyphens": lambda p: in_tables(p, lambda t: re.sub(r"(?<=\S)-(?=\S)", "–", t)),
    "minus signs for marks": lambda p: in_tables(p, lambda t: "\u2212" if t == "-" else t),
    "two blanks for one": lambda p: in_tables(p, lambda t: f"  {t.replace(' ', '  ')} " if t else t),
    "blanks in empty cells": lambda p: in_tables(p, lambda t: t or " "),
    "bold cells": lambda p: in_tables(p, lambda t: f"**{t}**" if t else t),
    "a tab more": lambda p: replace(p, lines=[f"{line}\t" if "\t" in line else line for line in p.lines]),
    "no tabs at the ends": lambda p: replace(p, lines=[re.sub(r"(?<=\S)\t+$", "", line) for line in p.lines]),
}


Tables = dict[str, pl.DataFrame]
Unchanged = Callable[[str], tuple[Pack, Tables]]


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Unchanged:
    """The pack of a family as it is, and what is read of it: made once for all its changes."""

    @cache
    def of(family: str) -> tuple[Pack, Tables]:
        pack = PACKS[family]()
        tables = read_pack(pack, tmp_path_factory.mktemp("plain"))
        assert places(tables).height > 50
        return pack, tables

    return of


def places(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    return tables["observations"].select("line", "cell", *MEANING)


@pytest.mark.parametrize("what", CHARACTERS)
@pytest.mark.parametrize("family", PACKS)
def test_characters_that_look_alike_are_read_alike(
    family: str, what: str, unchanged: Unchanged, tmp_path: Path
) -> None:
    pack, plain = unchanged(family)
    changed = read_pack(CHARACTERS[what](pack), tmp_path)
    assert places(changed).equals(places(plain))


PAGE_ENDS = {
    "a page number": ["", "Page 12", ""],
    "a running title": ["", "Anytown Children and Families, page 4", "", "4", ""],
    "a form feed": ["", "", "\f", ""],
}


def runs(pack: Pack) -> list[list[int]]:
    """The lines (0-based) of every run of lines with cells."""
    found: list[list[int]] = []
    for i, line in enumerate(pack.lines):
        if "\t" in line and found and found[-1][-1] == i - 1:
            found[-1].append(i)
        elif "\t" in line:
            found.append([i])
    return found


def cut(pack: Pack, end_of_page: list[str], share: float) -> tuple[Pack, dict[int, int]]:
    """The pack with every longer table cut by the end of a page, and where each line went (1-based)."""
    places = {run[int(len(run) * share)] for run in runs(pack) if len(run) >= 8}
    lines: list[str] = []
    went: dict[int, int] = {}
    for i, line in enumerate(pack.lines):
        lines += end_of_page if i in places else []
        lines.append(line)
        went[i + 1] = len(lines)
    return replace(pack, lines=lines), went


def moved(frame: pl.DataFrame, went: dict[int, int]) -> pl.DataFrame:
    return frame.with_columns(pl.col("line").replace_strict(went, return_dtype=pl.Int32))


@pytest.mark.parametrize("share", [0.5, 0.75])
@pytest.mark.parametrize("what", PAGE_ENDS)
@pytest.mark.parametrize("family", PACKS)
def test_tables_cut_by_the_end_of_a_page_are_read_on(
    family: str, what: str, share: float, unchanged: Unchanged, tmp_path: Path
) -> None:
    pack, plain = unchanged(family)
    ended, went = cut(pack, PAGE_ENDS[what], share)
    changed = read_pack(ended, tmp_path)
    assert places(changed).equals(moved(places(plain), went))


def broken(pack: Pack, share: float) -> tuple[Pack, dict[int, int]]:
    """The pack with the longer names of every header broken into two rows, and where each line went (1-based)."""
    figures = {t.line for t in pack.truths}
    lines: list[str] = []
    went: dict[int, int] = {}
    heads = {i for run in runs(pack) for i in run if i + 1 < min((j + 1 for j in run if j + 1 in figures), default=0)}
    for i, line in enumerate(pack.lines):
        cells = [cell.split(" ") for cell in line.split("\t")]
        cuts = [int(len(words) * share) if i in heads and len(words) > 3 else len(words) for words in cells]
        lines.append("\t".join(" ".join(words[:c]) for words, c in zip(cells, cuts, strict=True)))
        went[i + 1] = len(lines)
        rests = [" ".join(words[c:]) for words, c in zip(cells, cuts, strict=True)]
        lines += ["\t".join(rests)] if any(rests) else []
    return replace(pack, lines=lines), went


@pytest.mark.parametrize("share", [0.35, 0.7])
@pytest.mark.parametrize("family", PACKS)
def test_headers_whose_names_go_on_in_another_row_are_read_the_same(
    family: str, share: float, unchanged: Unchanged, tmp_path: Path
) -> None:
    pack, plain = unchanged(family)
    other, went = broken(pack, share)
    changed = read_pack(other, tmp_path)
    assert places(changed).equals(moved(places(plain), went))


def without_column(pack: Pack, cell: int) -> tuple[Pack, set[int]]:
    """The pack with one cell less in every line of its tables of many columns, and the lines of those tables.

    What stands over the columns of a group stays over those that are left.
    """
    lines, mine = list(pack.lines), set()
    for run in runs(pack):
        rows = [lines[i].split("\t") for i in run]
        if min(map(len, rows)) <= cell + 1 or len(rows) < 4:
            continue
        for i, cells in zip(run, rows, strict=True):
            if cells[cell] and not cells[cell + 1] and i < run[2]:
                cells[cell + 1] = cells[cell]
            lines[i] = "\t".join(c for j, c in enumerate(cells) if j != cell)
            mine.add(i + 1)
    return replace(pack, lines=lines), mine


@pytest.mark.parametrize("cell", range(2, 9))
def test_of_a_page_with_a_column_less_the_others_are_what_they_were(
    cell: int, unchanged: Unchanged, tmp_path: Path
) -> None:
    """A page of the early help scorecard says in words and areas what its columns are; none may be mistaken."""
    pack, as_it_is = unchanged("early help")
    other, mine = without_column(pack, cell)
    pages = as_it_is, read_pack(other, tmp_path)
    layouts = set(pages[0]["tables"].filter(pl.col("shape").str.starts_with("layout"))["table"])
    plain, changed = (t["observations"].filter(pl.col("line").is_in(list(mine))) for t in pages)
    plain = plain.filter(pl.col("table").is_in(list(layouts)), pl.col("cell") != cell + 1).with_columns(
        cell=pl.when(pl.col("cell") > cell).then(pl.col("cell") - 1).otherwise("cell").cast(pl.Int32)
    )
    about = ["line", "cell", "part", "indicator", "breakdown", "area", "period", "value"]
    both = plain.select(about).join(
        changed.select("line", "cell", "part", "indicator", "breakdown", "area", "period"),
        on=["line", "cell", "part"],
        how="left",
    )
    read = both.filter(pl.col("indicator_right").is_not_null())
    wrong = read.filter(*[pl.any_horizontal(pl.col(c).ne_missing(pl.col(f"{c}_right")) for c in about[3:7])])
    assert wrong.is_empty()
    assert read.height >= 0.95 * both.height
