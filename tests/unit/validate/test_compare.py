"""Running the rules: large sets in pieces of whole documents give what the whole gives."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from scorecard.registry import load_registry
from scorecard.validate import compare
from scorecard.validate.rules.shared.agreement import (
    COMPARISON_SCHEMA,
    Comparisons,
    Rule,
    conform_comparisons,
)
from tests.unit.validate.frames import documents, figure, share, tables

RULES = compare.find_rules()


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


def counting(seen: list[int], scope: Any = "one document") -> Any:
    """A rule that compares every figure, and says something about the piece it was handed."""

    def compare_figures(frames: Mapping[str, pl.DataFrame], registry: Any) -> Comparisons:
        figures = frames["observations"].filter(pl.col("value").is_not_null())
        seen.append(figures.height)
        rows = figures.with_columns(
            pl.col("value").alias("published_value"), pl.lit(0.0).alias("lower"), pl.lit(1e9).alias("upper")
        )
        names = frames["documents"]["document"].to_list()
        return Comparisons("totals", conform_comparisons(rows), ["always", f"only {names}"])

    rule = Rule("totals", "A sentence.", "what?", "a source", scope)
    return SimpleNamespace(RULE=rule, compare=compare_figures)


def test_pieces_are_whole_documents_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "PIECE_ROWS", 4)
    pieces = compare.pieces_of(material(), by_document=True)
    assert [piece["observations"]["document"].unique().sort().to_list() for piece in pieces] == [["a", "b"], ["c"]]
    assert sum(piece["documents"].height for piece in pieces) == 3


def of_two_authorities() -> dict[str, pl.DataFrame]:
    """The material, of which ``b`` is another authority's than ``a`` and ``c``."""
    given = material()
    whose = pl.when(pl.col("document") == "b").then(pl.lit("Kiteham")).otherwise(pl.lit("Barnford"))
    as_at = pl.when(pl.col("document") == "c").then(pl.date(2020, 7, 31)).otherwise("as_at").alias("as_at")
    return given | {
        "documents": given["documents"].with_columns(whose.alias("publisher"), as_at),
        "observations": given["observations"].with_columns(whose.alias("authority")),
    }


def test_pieces_of_authorities_have_all_their_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "PIECE_ROWS", 1)
    pieces = compare.pieces_of(of_two_authorities(), by_document=False)
    assert [piece["documents"]["document"].to_list() for piece in pieces] == [["a", "c"], ["b"]]


def test_an_authority_without_figures_and_a_publisher_that_is_not_said_are_in_a_piece(monkeypatch) -> None:
    monkeypatch.setattr(compare, "PIECE_ROWS", 3)
    given = of_two_authorities()
    unsaid = pl.when(pl.col("document") != "a").then("publisher").alias("publisher")
    given["documents"] = given["documents"].with_columns(unsaid)
    given["observations"] = given["observations"].filter(pl.col("document") != "c").vstack(given["observations"])
    pieces = compare.pieces_of(given, by_document=False)
    assert sorted(name for piece in pieces for name in piece["documents"]["document"]) == ["a", "b", "c"]
    assert sum(piece["observations"].height for piece in pieces) == given["observations"].height


@pytest.mark.parametrize("id", ["between-packs", "thresholds"])
def test_the_rules_between_documents_say_the_same_in_pieces_of_authorities(id: str, monkeypatch) -> None:
    whole = compare.compare_rule(RULES[id], of_two_authorities(), load_registry()).rows.sort(pl.all())
    monkeypatch.setattr(compare, "PIECE_ROWS", 1)
    pieces = compare.compare_rule(RULES[id], of_two_authorities(), load_registry()).rows.sort(pl.all())
    assert whole.equals(pieces) and (id == "thresholds" or whole.height)


def test_a_rule_within_documents_gets_pieces_and_another_all_of_an_authority(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "PIECE_ROWS", 1)
    seen: list[int] = []
    compared = compare.compare_rule(counting(seen), material(), None)  # type: ignore[arg-type]
    assert (seen, compared.rows.height) == ([3, 3, 3], 9)
    compare.compare_rule(counting(seen, "between documents"), material(), None)  # type: ignore[arg-type]
    assert seen[3:] == [9]


def test_only_what_no_piece_could_run_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "PIECE_ROWS", 1)
    compared = compare.compare_rule(counting([]), material(), None)  # type: ignore[arg-type]
    assert compared.not_run == ["always"]


@pytest.mark.parametrize("id", [id for id, rule in RULES.items() if rule.RULE.scope == "one document"])
def test_the_real_rules_say_the_same_in_pieces(id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = compare.compare_rule(RULES[id], material(), load_registry()).rows.sort(pl.all())
    monkeypatch.setattr(compare, "PIECE_ROWS", 1)
    pieces = compare.compare_rule(RULES[id], material(), load_registry()).rows.sort(pl.all())
    assert whole.equals(pieces)


def test_a_rule_that_looks_from_document_to_document_says_so() -> None:
    assert RULES["between-packs"].RULE.scope == RULES["thresholds"].RULE.scope == "between documents"


def test_every_module_of_the_folder_is_a_rule(project: Path) -> None:
    modules = {file.stem for file in (project / "scorecard" / "validate" / "rules").glob("[!_]*.py")}
    assert {id.replace("-", "_") for id in RULES} == modules


def package(folder: Path, monkeypatch: pytest.MonkeyPatch, **modules: str) -> Any:
    """A package of rules with these modules."""
    name = folder.name.replace("-", "_")
    (folder / name).mkdir()
    for module, text in {"__init__": "", **modules}.items():
        (folder / name / f"{module}.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(folder)
    return import_module(name)


ONE = """
from scorecard.validate.rules.shared.agreement import Rule, no_comparisons
RULE = Rule("one", "A sentence.", "what?", "a source", "one document")
def compare(tables, registry): return no_comparisons("one", "nothing to compare")
"""


def test_a_rule_is_found_by_its_rule_and_nothing_else_may_stand_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(compare.find_rules(package(tmp_path, monkeypatch, anything=ONE))) == ["one"]


def test_a_module_that_is_no_rule_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TypeError, match=r"helpers has no RULE"):
        compare.find_rules(package(tmp_path, monkeypatch, helpers="X = 1"))


def test_two_rules_of_one_id_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match=r"second and another module are both called one"):
        compare.find_rules(package(tmp_path, monkeypatch, first=ONE, second=ONE))


def test_no_comparisons_have_the_columns_of_the_agreement() -> None:
    assert conform_comparisons(pl.DataFrame()).columns == list(COMPARISON_SCHEMA)
