"""Every row of words of prose is what its examples show, and nothing without it.

A claim is written as ``published | relation and direction | value unit | x/y | indicator | period | area | certainty``,
a warning as its kind, with the first and last day of the time and the things that it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scorecard.caveats import find_caveats
from scorecard.entries import load_one
from scorecard.errors import InputError
from scorecard.passages.read import passages_of
from scorecard.passages.wordings import Wordings
from scorecard.quotes import Row, Vocabulary, find_claims, vocabulary_of
from scorecard.registry import load_registry
from scorecard.registry.prose import Prose

JUNE = date(2021, 6, 30)
HOME = "Kiteham"
"""An invented authority: whose figures those are that belong to nobody else."""
REGISTRY = load_registry()
PROSE = REGISTRY.prose_words()
VOCABULARY = vocabulary_of(REGISTRY)
ROWS = [
    pytest.param(kind, place, id=f"{kind} {place}: {row.phrases[0] if hasattr(row, 'phrases') else row.listed}")
    for kind in Prose.model_fields
    for place, row in enumerate(getattr(PROSE, kind))
]
MADE_OF = {
    "sayings": "sayings",
    "masks": "masks",
    "periods": "forms",
    "comparators": "comparators",
    "caveats": "caveats",
    "data_words": "data_words",
    "warned": "warned",
}
"""What each list of rows that name no measure becomes in the words that sentences are read with."""


def claims(text: str, vocabulary: Vocabulary) -> list[str]:
    lines = text.split("\n")
    tables = {number for number, line in enumerate(lines, 1) if "\t" in line}
    rows = find_claims(lines, table_lines=tables, as_at=JUNE, vocabulary=vocabulary, home=HOME)
    return [*(written(row) for row in rows), *warnings(lines, tables, vocabulary)]


def warnings(lines: list[str], tables: set[int], vocabulary: Vocabulary) -> list[str]:
    text = passages_of(lines, table_lines=tables, as_at=JUNE, says=vocabulary.says)
    rows = find_caveats(text, vocabulary.says, lambda line: ("section", line, line))
    return [" | ".join(_written(row)) for row in rows]


def _written(row: Row) -> Iterator[str]:
    yield str(row["kind"])
    if row["period_start"]:
        yield f"{row['period_start']} to {row['period_end'] or '-'}"
    if row["about"]:
        yield f"about {row['about']}"


def written(row: Row) -> str:
    x_of_y = f"{row['numerator'] or ''}/{row['denominator'] or ''}"
    parts = (
        row["published"],
        f"{row['relation']} {row['direction']}".strip(),
        f"{row['value'] or '-'} {row['unit']}",
        "-" if x_of_y == "/" else x_of_y,
        row["indicator"],
        row["period"],
        row["area"],
        row["certainty"],
    )
    return " | ".join(str(part or "-") for part in parts)


def without(kind: str, place: int) -> Vocabulary:
    """The vocabulary but for one row; indicators need not be matched anew for rows that no indicator's name holds."""
    rows = getattr(PROSE, kind)
    left = [*rows[:place], *rows[place + 1 :]]
    if kind not in MADE_OF:
        prose = PROSE.model_copy(update={kind: left})
        councils = {name: replace(council, prose=Prose) for name, council in REGISTRY.councils.items()}
        return vocabulary_of(replace(REGISTRY, prose=lambda: prose, councils=councils))
    less, made = copy(VOCABULARY.says), Wordings(Prose(**{kind: left}), list(VOCABULARY.says.localities.values()))
    setattr(less, MADE_OF[kind], getattr(made, MADE_OF[kind]))
    return replace(VOCABULARY, says=less)


@pytest.mark.parametrize(("kind", "place"), ROWS)
def test_a_row_gives_what_its_examples_show_and_they_give_something_else_without_it(kind: str, place: int) -> None:
    examples = getattr(PROSE, kind)[place].examples
    for example in examples:
        assert claims(example.text, VOCABULARY) == example.gives, example.text
    less = without(kind, place)
    assert any(claims(example.text, less) != example.gives for example in examples), "the row changes nothing"


def test_one_council_s_words_are_read_only_with_its_own_packs() -> None:
    """Another council's registry knows neither its wordings nor its localities."""
    elsewhere = vocabulary_of(replace(REGISTRY, councils={}))
    for text in ("Use of custody\n\nSouth stands at 0.41.", "Use of custody\n\n0.41 in the South area."):
        assert claims(text, VOCABULARY) != claims(text, elsewhere)


def test_a_row_of_another_shape_is_refused_with_its_file_and_key(tmp_path: Path) -> None:
    file = tmp_path / "prose.yml"
    file.write_text("signs:\n- sign: KITE\n  phrase: [kite]\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_one(file, Prose, "the words of prose")
    assert all(word in str(caught.value) for word in ("prose.yml", "signs.0.phrase:"))


def test_a_period_that_means_nothing_known_is_refused() -> None:
    form = PROSE.periods[0].model_copy(update={"period": "next week"})
    prose = PROSE.model_copy(update={"periods": [form]})
    with pytest.raises(InputError, match="next week"):
        vocabulary_of(replace(REGISTRY, prose=lambda: prose, councils={}))
