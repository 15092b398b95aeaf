"""The slice of an annotated pack: what its document prints, what is told of that, and where links lead."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.measures.slices import HOMES, Slices, hashes
from tests.unit.measures.test_slices import FIGURES, NEW, OLD, tables

TABLES = [{"document": OLD, "table": "01"}, {"document": NEW, "table": "01"}, {"document": "other", "table": "01"}]
SAME = {"document": NEW, "line": 1, "cell": 1, "rule": "restated", "compared_with": f"{OLD}:1:1"}


def of(document: str, **rows: list[dict]) -> dict[str, pl.DataFrame]:
    return Slices(tables(**{"tables": TABLES, **rows})).of_pack(document)


def test_it_has_all_that_its_document_prints_and_nothing_that_another_does() -> None:
    cut = of(OLD)
    assert cut["observations"]["published"].to_list() == ["6", "7", "8", "9"]
    assert cut["documents"]["document"].to_list() == [OLD] and cut["tables"]["document"].to_list() == [OLD]
    assert cut[HOMES].rows() == [(OLD, "2019-20-Q4")]


def test_a_comparison_stands_on_both_packs_and_brings_the_tables_to_which_its_links_lead() -> None:
    for document in (OLD, NEW):
        cut = of(document, ticks=[SAME, {"document": NEW, "line": 2, "cell": 1, "rule": "totals"}])
        assert "restated" in cut["ticks"]["rule"].to_list()
        assert cut["tables"]["document"].to_list() == [OLD, NEW]
        assert ("totals" in cut["ticks"]["rule"].to_list()) == (document == NEW)
        assert cut["documents"]["document"].to_list() == [document]


@pytest.mark.parametrize("place", [f"{OLD}:2:1", f"{OLD}:344", f"{NEW}:9:9; {OLD}:344"])
def test_a_fact_that_names_a_cell_or_a_line_of_it_comes_whole(place: str) -> None:
    rows = [
        {"document": NEW, "line": 1, "fact": "names it", "places": place},
        {"document": "other", "line": 7, "fact": "names it"},
        {"document": NEW, "line": 3, "fact": "of another", "places": f"{NEW}:1:1"},
    ]
    assert of(OLD, findings=rows)["findings"]["document"].to_list() == [NEW, "other"]


def test_a_document_whose_name_another_one_begins_with_is_another_one() -> None:
    assert of(OLD, findings=[{"document": NEW, "fact": "f", "places": f"{OLD}-2:1:1"}])["findings"].is_empty()


def test_answers_that_name_its_figures_are_there() -> None:
    rows = [{"measure": "trend", "inputs": f"{NEW}:1:1; {OLD}:1:1"}, {"measure": "rag", "inputs": f"{NEW}:2:1"}]
    assert of(OLD, measures=rows)["measures"]["measure"].to_list() == ["trend"]
    assert of(NEW, measures=rows)["measures"]["measure"].to_list() == ["trend", "rag"]


def test_what_an_answer_says_changes_no_page_but_which_question_it_answers_does() -> None:
    def hash_of(**answer: str) -> str:
        rows = [{"measure": "trend", "inputs": f"{OLD}:1:1", "words": "Fine.", **answer}]
        return hashes(tables(tables=TABLES, measures=rows), {"page": lambda s: s.of_pack(OLD)})["page"]

    assert hash_of(words="Less.", settings="another") == hash_of() != hash_of(measure="rag")


def test_a_pack_of_which_nothing_is_known_has_empty_tables() -> None:
    assert all(frame.is_empty() for frame in of("nowhere").values())


def test_the_slice_of_a_slice_is_the_slice() -> None:
    slices = Slices(tables(tables=TABLES, ticks=[SAME]))
    once = slices.of_pack(OLD)
    again = Slices(once).of_pack(OLD)
    assert all(once[name].equals(again[name]) for name in once)


def test_what_another_pack_prints_changes_no_hash_of_it() -> None:
    def hash_of(rows: list[dict], document: str) -> str:
        return hashes(tables(tables=TABLES, observations=rows), {"page": lambda s: s.of_pack(document)})["page"]

    changed = [row | ({"value": 99.0} if row["published"] == "6" else {}) for row in FIGURES]
    assert hash_of(changed, NEW) == hash_of(FIGURES, NEW)
    assert hash_of(changed, OLD) != hash_of(FIGURES, OLD)
