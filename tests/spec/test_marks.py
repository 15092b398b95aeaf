"""Missing marks and marks behind figures are rows of YAML; the examples of each row are its test."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scorecard.entries import load_list
from scorecard.errors import InputError
from scorecard.text.cells import with_reading
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.marks import Mark, MissingMark, figure_marks, missing_marks
from scorecard.units import units


def read(*cells: str) -> list[dict[str, object]]:
    return with_reading(pl.LazyFrame({"cell": cells}), "cell").collect().to_dicts()


@pytest.mark.parametrize("row", missing_marks(), ids=lambda row: f"{row.reason} {row.examples[0]}")
def test_the_examples_of_a_missing_mark_give_its_reason(row: MissingMark) -> None:
    assert {one["cell"]: (one["kind"], one["missing_reason"]) for one in read(*row.examples)} == dict.fromkeys(
        row.examples, ("missing", row.reason)
    )
    assert all(map(is_missing_mark, row.examples)) and not any(map(is_figure, row.examples))


@pytest.mark.parametrize("row", figure_marks(), ids=lambda row: row.examples[0])
def test_the_examples_of_a_mark_are_figures(row: Mark) -> None:
    for one in read(*row.examples):
        assert one["kind"] in ("number", "percent") and one["value"] is not None, one["cell"]
        assert (one["unit_said"] == row.unit) if row.unit else one["mark"], one["cell"]
        assert is_figure(str(one["cell"]))


def test_the_units_of_words_behind_figures_are_units() -> None:
    assert {row.unit for row in figure_marks() if row.unit} <= set(units())


def test_every_reason_of_the_contract_has_a_mark() -> None:
    reasons = MissingMark.model_fields["reason"].annotation.__args__  # type: ignore[union-attr]
    assert {row.reason for row in missing_marks()} == set(reasons)


def test_an_unknown_reason_or_key_is_refused_with_file_and_entry(tmp_path: Path) -> None:
    path = tmp_path / "missing.yml"
    for wrong in ("reason: bored, source: us, examples: [x]", "reason: low, source: us, examples: [x], sign: x"):
        path.write_text(f"missing:\n- {{{wrong}}}\n", encoding="utf-8")
        with pytest.raises(InputError, match=r"missing\.yml"):
            load_list(path, "missing", MissingMark, label="reason")
