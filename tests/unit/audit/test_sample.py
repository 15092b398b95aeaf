"""Figures to check by eye: which are drawn, how they are asked about, and what the answers prove."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scorecard.audit.sample import COLUMNS, draw, printed_row, shown, stated, take_sample, upper_bound
from scorecard.errors import InputError
from scorecard.workspace import Workspace
from tests.fixtures.processed import write_workspace


def figures(*counts: tuple[str, str, int]) -> pl.DataFrame:
    """So many figures of a document and status each."""
    rows = [
        {"document": document, "line": 100 * at + n, "cell": 2, "part": 0, "status": status, "value": float(n)}
        for at, (document, status, many) in enumerate(counts, 1)
        for n in range(many)
    ]
    empty = {name: None for name in COLUMNS if name != "answer"}
    return pl.DataFrame([empty | row for row in rows], infer_schema_length=None)


PACKS = figures(("a", "reported", 60), ("a", "corrected", 20), ("b", "reported", 20))


def test_every_document_and_status_has_its_share():
    drawn = draw(PACKS, 10, "1")
    assert drawn.group_by("document", "status").len().sort("document", "status").rows() == [
        ("a", "corrected", 2),
        ("a", "reported", 6),
        ("b", "reported", 2),
    ]
    assert drawn.columns == COLUMNS and drawn["answer"].null_count() == 10


@pytest.mark.parametrize("size", [1, 7, 33, 99])
def test_so_many_are_drawn_as_are_asked_for_each_once(size):
    drawn = draw(PACKS, size, "x")
    assert drawn.height == size == drawn.select("document", "line").n_unique()


def test_all_are_drawn_where_there_are_fewer_and_what_has_no_value_is_not():
    none = PACKS.with_columns(pl.when(pl.col("document") == "a").then("value").alias("value"))
    assert draw(none, 500, "1").height == 80


def test_the_same_seed_draws_the_same_and_another_one_others():
    shuffled = PACKS.sample(fraction=1, shuffle=True, seed=3)
    assert draw(PACKS, 10, "1").equals(draw(shuffled, 10, "1"))
    assert not draw(PACKS, 10, "1").equals(draw(PACKS, 10, "2"))


@pytest.mark.parametrize(
    ("wrong", "checked", "most"),
    [(0, 59, 4.95), (0, 299, 1.00), (1, 93, 5.00), (0, 1, 95.0), (2, 2, 100.0), (3, 100, 7.57)],
)
def test_the_bound_is_the_exact_one_of_a_binomial_share(wrong, checked, most):
    assert round(100 * upper_bound(wrong, checked), 2) == most


def test_what_the_answers_say_names_what_is_open():
    answers = pl.DataFrame({"answer": ["yes"] * 59 + ["unsure", None]}, schema={"answer": pl.String})
    assert stated(answers) == (
        "0 wrong of 59 checked: at most 4.95 % of all figures are wrong, at 95 % confidence; "
        "2 not answered, or not sure"
    )
    assert stated(answers.tail(1)) == "no figure is checked yet, of 1 drawn"


def test_a_figure_is_shown_in_its_printed_row_beside_what_was_read():
    row = {"document": "a", "line": 7, "cell": 2, "published": "65.5%", "value": 65.5, "unit": "percent"}
    row |= {"numerator": 144.0, "denominator": 220.0, "status": "reported", "indicator": "stable", "breakdown": None}
    row |= {"area": "Town", "period": "2020-06"}
    assert shown(row, ["Jun-20", "65.5%", "x"], 1, 59) == (
        "[1/59] a, line 7, cell 2\n  printed: Jun-20 | >>65.5%<< | x\n"
        "  read as: 65.5 percent (144 of 220), reported: stable, Town, 2020-06"
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    data = write_workspace(tmp_path / "data")
    return Workspace(data=data, reports=tmp_path / "reports")


def answered(workspace: Workspace, *said: str, size: int = 3, file: Path | None = None) -> tuple[str, list[str]]:
    told, left = [], list(said)
    ask = (lambda question: left.pop(0)) if said else None
    return take_sample(workspace, size, "1", file, ask=ask, report=told.append), told


def test_answers_are_kept_and_asked_for_once(workspace):
    assert answered(workspace, "y", "what?", "n", "s")[0].startswith("1 wrong of 2 checked: ")
    stated, told = answered(workspace, "u")
    assert stated.startswith("1 wrong of 2 checked: ") and len(told) == 1
    kept = pl.read_csv(workspace.audit / "sample-3-1.csv")
    assert kept["answer"].to_list() == ["yes", "no", "unsure"]


def test_where_nobody_can_be_asked_a_file_is_left_to_fill_in(workspace, tmp_path):
    file = tmp_path / "mine.csv"
    stated, told = answered(workspace, file=file)
    assert stated == "no figure is checked yet, of 3 drawn" and f"the column answer of {file}" in told[-1]
    filled = pl.read_csv(file).with_columns(pl.lit(" Yes ").alias("answer"))
    filled.write_csv(file)
    assert answered(workspace, file=file)[0].startswith("0 wrong of 3 checked: ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda frame: frame.with_columns(pl.lit("maybe").alias("answer")), "an answer that is none: maybe"),
        (lambda frame: frame.head(2), "the answers of another sample"),
        (lambda frame: frame.drop("answer"), "the answers of another sample"),
    ],
)
def test_a_file_that_is_not_of_this_sample_or_answers_otherwise_is_refused(workspace, tmp_path, change, said):
    file = tmp_path / "mine.csv"
    answered(workspace, file=file)
    change(pl.read_csv(file)).write_csv(file)
    with pytest.raises(InputError, match=said):
        answered(workspace, file=file)


def test_the_printed_row_is_that_of_the_raw_table(tmp_path):
    workspace = Workspace(data=tmp_path)
    (workspace.raw / "a").mkdir(parents=True)
    (workspace.raw / "a" / "01-table.tsv").write_text("6\tx\n7\tJun-20\t65.5%\n", encoding="utf-8")
    assert printed_row(workspace, "a", 7) == ["Jun-20", "65.5%"]
    assert printed_row(workspace, "a", 8) is None
