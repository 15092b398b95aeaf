"""Whatever a pack looks like: no crash, no stop, nothing taken that is refused later, and no more work than its length.

Packs are changed from fixed numbers; ``SCORECARD_MUTATED=500`` reads so many. Work is judged by the calls that a text
and one four times as long take: four times for linear work, sixteen for the square of it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from scorecard.clean.raw.load import load_sound
from scorecard.clean.step import read_documents
from scorecard.errors import InputError
from scorecard.extract import extract_documents
from scorecard.quotes import find_claims, vocabulary_of
from scorecard.registry import load_registry
from scorecard.steps import CLEAN, SIGNALS, Options, bring
from scorecard.text.figures import is_figure
from scorecard.workspace import Workspace
from tests.data.mutated_packs import mutated_pack
from tests.fixtures.effort import ends_at_all, grows_faster_than
from tests.fixtures.one_pack import findings_of, workspace_of

COUNT = int(os.environ.get("SCORECARD_MUTATED") or 24)
BATCH = 24
BATCHES = range((COUNT + BATCH - 1) // BATCH)


def silent(line: str) -> None:
    """Progress that nobody reads."""


def taken(number: int, workspace: Workspace) -> bool:
    """Whether extract takes the mutated pack of a number; it may refuse it, and then nothing is there."""
    path = workspace.data / "in" / f"mutated-{number}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(mutated_pack(number), encoding="utf-8")
    try:
        extract_documents([path], workspace, publisher="Rotherham", report=silent)
    except InputError:
        assert not (workspace.raw / path.stem).exists()
        return False
    return True


@pytest.mark.parametrize("batch", BATCHES)
def test_what_extract_takes_is_read_and_stops_nothing(batch: int, tmp_path: Path) -> None:
    """No exit code 70, none of 4, and no document that extract takes and clean refuses."""
    workspace = Workspace(tmp_path / "data", tmp_path / "reports")
    numbers = range(batch * BATCH, min((batch + 1) * BATCH, COUNT))
    there = [f"mutated-{number}" for number in numbers if taken(number, workspace)]
    assert len(there) > len(numbers) / 3  # most changes leave a pack
    documents, unreadable = load_sound(workspace.raw)
    assert unreadable == []
    assert sorted(document.id for document in documents) == sorted(there)
    bring(CLEAN, workspace, Options(report=silent))
    bring(SIGNALS, workspace, Options(report=silent))
    findings_of(workspace)


# ---- work ------------------------------------------------------------------------------------------------------

SHORT, TIMES = 1500, 4
MORE = 8.0
"""Between the four times as many calls that linear work makes of a text four times as long, and the sixteen of its square."""
PIECES = (
    *("7 ", "5/6/", "|5|", "5;", "(1) ", "5 of 6 ", "1,", "£5 ", "5% ", "20-", "2020/21 ", "Q1 ", "June ", "the ", "A. "),
    *("children ", "increased from 5 to 6 ", "5 out of 6 ", "five ", "twenty-", "one hundred and ", "(", "[", "<b>", "**"),
    *("1 2 3 ", "1,000 ", "0.", "5 per 10,000 ", "/", "\\", "@", "a@b.c ", "www.a.", "0114 ", "+44 ", "Mr A ", ": ", "5-"),
    *("<5 ", "+/-", "respectively ", "5, 6 and 7 respectively ", "31/03/2020 ", "\u00a0", "\u200b", "\u0301", "٣", "target 5% "),
    *("0 of 0 (1) (1) ", "5 (1) ", "5 * ", "c (5) [c] ", "(5 of 6, 7%) ", "lowest since ", "fell by 5% to ", "North ", "Children in care per 10,000 ", "5 children aged 6; "),
)


def grows_as_the_square(work: Callable[[str], object], piece: str) -> bool:
    """Whether a text four times as long takes far more than four times the work."""

    def of_length(length: int) -> object:
        return work((piece * (length // len(piece) + 1))[:length])

    with ends_at_all():
        return grows_faster_than(MORE, of_length, small=SHORT, large=SHORT * TIMES)


@cache
def claims_reader() -> Callable[[str], object]:
    council = load_registry().of(None)
    words = council.made(vocabulary_of)

    def read(line: str) -> object:
        return find_claims([line], table_lines=set(), as_at=date(2020, 6, 30), vocabulary=words, home="Rotherham")

    read("There were 144 of 220 in June 2020.")
    return read


@pytest.mark.parametrize("piece", PIECES)
def test_a_line_takes_work_as_it_is_long(piece: str) -> None:
    assert not grows_as_the_square(claims_reader(), piece)


@pytest.mark.parametrize("piece", PIECES[::3])
def test_a_cell_takes_work_as_it_is_long(piece: str, tmp_path: Path) -> None:
    assert not grows_as_the_square(lambda cell: read_table_with(cell, tmp_path), piece)


def read_table_with(cell: str, folder: Path) -> None:
    """A table with a cell in its header, as a label and as a figure, extracted and cleaned."""
    path = folder / "pack.txt"
    rows = [f"Measure\tApr-20\tMay-20\t{cell}", f"Children in care\t1\t{cell}\t3", f"{cell}\t1\t2\t3"]
    said = "This is the performance report of the council to the panel, and it is about the children in its care."
    path.write_text("\n".join(["Rotherham MBC", "As at Month End: June 2020", said, "", *rows]), encoding="utf-8")
    workspace = Workspace(folder / "data", folder / "reports")
    try:
        extract_documents([path], workspace, replace=True, publisher="Rotherham", report=silent)
    except InputError:
        return
    read_documents(load_sound(workspace.raw)[0], load_registry())


def test_the_check_of_work_can_fail() -> None:
    def square(text: str) -> None:
        for _ in text:
            for letter in text:
                letter.isdigit()

    assert grows_as_the_square(square, "x")


def test_what_never_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also inside one regular expression, which no count of calls looks into."""
    monkeypatch.setattr("tests.fixtures.effort.PATIENCE", 0.5)
    with pytest.raises(AssertionError, match="still at work"), ends_at_all():
        re.match(r"(a+)+$", "a" * 60 + "b")


@pytest.mark.parametrize("where", ["in the header", "in a row", "everywhere"])
def test_a_row_of_a_hundred_thousand_cells_is_left_out_at_once(where: str, tmp_path: Path) -> None:
    """Such a row took 23 GB. Its table is left out with the reason, the next one is read."""
    wide = "\t".join(map(str, range(100_000)))
    header = f"Measure\tApr-20\tMay-20\tJun-20\t{wide if where != 'in a row' else ''}"
    row = f"Number of LAC\t1\t2\t3\t{wide if where != 'in the header' else ''}"
    said = "This is the performance report of the council to the panel, and it is about the children in its care."
    text = "\n".join(
        ["Rotherham MBC", "As at Month End: June 2020", said, "", header, row, "", said, "", said, ""]
        + ["Measure\tApr-20\tMay-20\tJun-20", "Number of LAC\t11\t12\t13"]
    )
    workspace = workspace_of({"pack": text}, tmp_path, publisher="Rotherham")
    (document,), _ = load_sound(workspace.raw)
    assert [entry["reason"] for entry in document.entry["left_out"]] == [
        "a row of more than 200 cells, which no table of a pack has"
    ]
    assert len(document.grids) == 1


def test_a_figure_with_two_hundred_remarks_is_told_at_once() -> None:
    """Each remark could end in eighty places, so that a cell of them was never refused."""
    assert grows_as_the_square(lambda text: is_figure(f"0 of 0 {text}x"), "(1) ") is False
    assert is_figure("18 (3%) (a (b) c)*") and not is_figure("(1) " * 200 + "x")
