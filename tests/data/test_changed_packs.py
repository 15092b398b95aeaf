"""Made-up packs of every family, changed as another export or another printing changes them, read the same.

What is compared is the reading of the pack with that of the same pack changed: whatever the generators do not
know about a family, the two must agree wherever the change leaves a figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
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


def places(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    return tables["observations"].select("line", "cell", *MEANING)


@pytest.mark.parametrize("what", CHARACTERS)
@pytest.mark.parametrize("family", PACKS)
def test_characters_that_look_alike_are_read_alike(family: str, what: str, tmp_path: Path) -> None:
    pack = PACKS[family]()
    plain, changed = read_pack(pack, tmp_path / "plain"), read_pack(CHARACTERS[what](pack), tmp_path / "changed")
    assert places(plain).height > 50
    assert places(changed).equals(places(plain))
