"""Every sentence of a finding is read back: what it must name is there, and nothing stands in it twice.

The sentences are those of the committed packs; that each template of the rules is rendered with sample data, and its
sentence written out, is held by `test_every_template_of_a_sentence_is_rendered_by_a_test`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scorecard.registry import Registry, load_registry
from scorecard.steps import CLEAN, SIGNALS, VALIDATE, Options
from scorecard.workspace import PROJECT, Workspace

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DOUBLED = re.compile(r"\b([a-z]+) \1\b", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(r"\d%? (?:[+] )?\d")
_OPENINGS = (
    "A figure in a sentence", "This line", "The header of this table", "This table", "Measures have another number",
)  # fmt: skip
"""How the sentences begin that are about no one measure."""
_ABOUT_SERIES = ("rates", "misplaced", "terms", "copies", "rounding-habit", "numbering", "headers")
"""Rules whose sentences are about many figures: they name the first and the last, or what stands for all."""
_OF_WORDS = ("arrows", "rag", "thresholds", "missing-marks")
"""Rules that hold signs and words against each other: what they expect is no figure."""


def _numbers(text: str | None) -> set[float]:
    return {float(number.replace(",", "").rstrip(".")) for number in _NUMBER.findall(text or "")}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> list[dict[str, Any]]:
    """What validation finds in the committed packs, one row each."""
    folder = tmp_path_factory.mktemp("packs")
    data = folder / "data"
    data.mkdir()
    (data / "raw").symlink_to(PROJECT / "data" / "raw")
    workspace = Workspace(data=data, reports=folder / "reports", expectations=PROJECT / "expectations")
    options = Options(report=lambda line: None)
    for step in (CLEAN, SIGNALS, VALIDATE):
        step.run(workspace, options)
    return pl.read_parquet(data / "processed" / "findings.parquet").to_dicts()


def _told(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    for row in rows:
        yield row, row["explanation"]


def test_there_are_findings_of_most_rules(findings: list[dict[str, Any]]) -> None:
    assert len(findings) > 400 and len({row["rule"] for row in findings}) > 15


def test_a_sentence_is_whole(findings: list[dict[str, Any]]) -> None:
    for row, said in [*_told(findings), *((row, row["suggestion"]) for row in findings if row["suggestion"])]:
        assert said[0].isupper() or said[0].isdigit() or said[0] in "%£“", said
        assert said.endswith("."), said
        for broken in ("{}", "  ", " ,", " .", "()"):
            assert broken not in said, (row["rule"], said)
        assert not re.search(r"\b(?:null|None|nan)\b", said), (row["rule"], said)


def test_no_word_and_no_number_stands_twice_in_a_row(findings: list[dict[str, Any]]) -> None:
    for _, said in _told(findings):
        assert not _DOUBLED.search(said), said
        assert not _SIDE_BY_SIDE.search(said.replace(", ", "; ")), said


def test_a_sentence_names_its_measure(findings: list[dict[str, Any]], registry: Registry) -> None:
    printed = {
        name: {one for entry in registry.names_of(name) for one in entry.names} | {indicator.name}
        for name, indicator in registry.indicators.items()
    }
    for row, said in _told(findings):
        if row["indicator"] in registry.indicators and not said.startswith(_OPENINGS):
            names = printed[row["indicator"]]
            alike = any(_letters(name)[:12] in _letters(said) for name in names)
            assert alike or row["rule"] == "percentage", (row["rule"], said)


def _letters(text: str) -> str:
    return re.sub("[^a-z]", "", text.lower())


def test_a_sentence_names_what_is_printed_and_what_was_expected(findings: list[dict[str, Any]]) -> None:
    for row, said in _told(findings):
        there = _numbers(said)
        if row["rule"] not in _ABOUT_SERIES:
            printed = _numbers(row["published"])
            assert not printed or printed & there, (row["rule"], row["published"], said)
        if row["rule"] not in (*_ABOUT_SERIES, *_OF_WORDS):
            assert _numbers(row["expected"]) <= there, (row["rule"], row["expected"], said)


def test_a_sentence_about_an_area_names_it(findings: list[dict[str, Any]], registry: Registry) -> None:
    own = {council.authority.name for council in registry.councils.values()}
    for row, said in _told(findings):
        if row["area"] and row["area"] not in own:
            assert row["area"] in said, said


def test_a_sentence_with_figures_of_other_lines_names_the_lines(findings: list[dict[str, Any]]) -> None:
    for row, said in _told(findings):
        lines = {place.split(":")[1] for place in (row["places"] or "").split("; ") if place}
        if len(lines) > 1 and row["role"] == "leading" and row["rule"] in ("same-figure", "between-packs", "differences"):
            assert re.search(r"\bline \d", said), said


# ---- that every template is rendered


def _templates() -> Iterator[str]:
    """The sentences that rules make: texts with places for figures that end as a sentence does."""
    for path in sorted((PROJECT / "scorecard" / "validate" / "rules").rglob("*.py")):
        for text in _texts(path):
            if "{}" in text and text.rstrip().endswith(".") and len(text) > 30:
                yield text


def _texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "0" for part in node.values)


def test_every_template_of_a_sentence_is_rendered_by_a_test() -> None:
    """A test of the rules writes the sentence out, or a long piece of it."""
    written = [
        text
        for path in sorted((PROJECT / "tests" / "unit" / "validate" / "rules").rglob("test_*.py"))
        for text in _texts(path)
        if len(text) > 15
    ]
    for template in _templates():
        pieces = [piece.strip() for piece in template.split("{}")]
        longest = max(pieces, key=len)
        assert any(longest in text for text in written), f"no test of the rules writes out: {template}"
