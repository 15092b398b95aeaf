"""Running the rules: large sets in pieces of whole documents give what the whole gives."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from scorecard.validate.rules import run as published
from scorecard.validate.rules.agreement import (
    COMPARISON_SCHEMA,
    RULE_MODULES,
    WITHIN_ONE_DOCUMENT,
    Comparisons,
    conform_comparisons,
)
from tests.unit.validate.frames import documents, figure, share, tables


def material() -> dict[str, pl.DataFrame]:
    rows = [
        one
        for name in ("a", "b", "c")
        for one in (
            figure(1, document=name),
            figure(2, document=name, value=604.0),
            share(3, "91.9%", 412, 448, document=name),
        )
    ]
    return tables(*rows, documents=documents("a", "b", "c"))


def counting(seen: list[int]) -> Any:
    """A rule that compares every figure, and says something about the piece it was handed."""

    def compare(frames: Mapping[str, pl.DataFrame], registry: Any) -> Comparisons:
        figures = frames["observations"].filter(pl.col("value").is_not_null())
        seen.append(figures.height)
        rows = figures.with_columns(
            pl.col("value").alias("published_value"), pl.lit(0.0).alias("lower"), pl.lit(1e9).alias("upper")
        )
        names = frames["documents"]["document"].to_list()
        return Comparisons("totals", conform_comparisons(rows), ["always", f"only {names}"])

    return SimpleNamespace(compare=compare)


def test_pieces_are_whole_documents_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "PIECE_ROWS", 4)
    pieces = published.pieces_of(material())
    assert [piece["observations"]["document"].unique().sort().to_list() for piece in pieces] == [["a", "b"], ["c"]]
    assert sum(piece["documents"].height for piece in pieces) == 3


def test_a_rule_within_documents_gets_pieces_and_another_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "PIECE_ROWS", 1)
    seen: list[int] = []
    compared = published.compare_rule("totals", counting(seen), material(), None)  # type: ignore[arg-type]
    assert (seen, compared.rows.height) == ([3, 3, 3], 9)
    published.compare_rule("between-packs", counting(seen), material(), None)  # type: ignore[arg-type]
    assert seen[3:] == [9]


def test_only_what_no_piece_could_run_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "PIECE_ROWS", 1)
    compared = published.compare_rule("totals", counting([]), material(), None)  # type: ignore[arg-type]
    assert compared.not_run == ["always"]


@pytest.mark.parametrize("rule", sorted(WITHIN_ONE_DOCUMENT))
def test_the_real_rules_say_the_same_in_pieces(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from scorecard.registry import load_registry

    module = published.load_rules()[rule]
    whole = published.compare_rule(rule, module, material(), load_registry()).rows.sort(pl.all())
    monkeypatch.setattr(published, "PIECE_ROWS", 1)
    pieces = published.compare_rule(rule, module, material(), load_registry()).rows.sort(pl.all())
    assert whole.equals(pieces)


def test_the_rules_within_documents_are_rules() -> None:
    assert set(RULE_MODULES.values()) > WITHIN_ONE_DOCUMENT
    assert "between-packs" not in WITHIN_ONE_DOCUMENT
    assert set(published.load_rules()) == set(RULE_MODULES.values()), "every rule of the contract is there"
    assert conform_comparisons(pl.DataFrame()).columns == list(COMPARISON_SCHEMA)
