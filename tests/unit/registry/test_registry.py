"""Looking things up in a loaded registry."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.errors import InputError
from scorecard.registry import load_registry
from scorecard.registry.dictionary import data_dictionary
from scorecard.registry.registry import number_order
from tests.unit.registry.test_loader import FAMILIES, PICKED_NAME, RIPE_NAME, registry_of


def test_numbers_stand_in_the_order_of_a_reader(tmp_path: Path) -> None:
    rows = registry_of(tmp_path, names="names:\n" + RIPE_NAME + PICKED_NAME).numbered("basket")
    assert [(row.number, row.name, row.unit) for row in rows] == [
        ("1.9", "No. of apples picked", "count"),
        ("1.10", "Per cent ripe", "percent"),
    ]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=20))
def test_number_order_is_the_order_of_the_pairs(pairs: list[tuple[int, int]]) -> None:
    printed = [f"{a}.{b}" for a, b in pairs]
    assert sorted(printed, key=number_order) == [f"{a}.{b}" for a, b in sorted(pairs)]


def test_a_family_may_print_another_polarity(tmp_path: Path) -> None:
    registry = registry_of(tmp_path)
    assert registry.good("ripe_percent", "basket") == "low"
    assert registry.good("picked", "basket") == "high"


def test_an_area_is_found_by_any_spelling_and_by_a_heading_with_its_year(tmp_path: Path) -> None:
    registry = registry_of(tmp_path)
    for printed, name in (("WHOLE  orchard", "Orchard"), ("ff", "Far field"), ("FF 2022/23", "Far field")):
        found = registry.area(printed)
        assert found is not None and found.name == name
    assert registry.area("Whole orchard 2022/23") is None
    assert registry.area("Moon") is None


def test_unknown_ids_say_where_to_look(tmp_path: Path) -> None:
    registry = registry_of(tmp_path)
    with pytest.raises(InputError, match="no indicator 'pears'"):
        registry.indicator("pears")
    with pytest.raises(InputError, match="no report family 'bucket'"):
        registry.numbered("bucket")


def test_the_frame_has_one_row_per_indicator_with_its_rules(tmp_path: Path) -> None:
    frame = registry_of(tmp_path).frame()
    assert frame["indicator"].to_list() == ["picked", "crates", "ripe_percent"]
    row = frame.row(2, named=True)
    assert (row["numerator"], row["denominator"], row["good"], row["decimals"]) == (None, "picked", "high", 1)
    assert frame.schema["adds_up"] == pl.Boolean


def test_the_dictionary_tells_every_rule_of_an_entry(tmp_path: Path) -> None:
    text = data_dictionary(registry_of(tmp_path))
    for words in (
        "## Apples",
        '<a id="picked"></a>`picked`: Apples picked',
        "number, no decimals; high is good; flow (events in a period); in the month; months add up to the year",
        "Share of: not printed ÷ [`picked`](#picked)",
        "Basket report: 1.10; in the year; low is good: Per cent ripe",
        "| Far field | comparator |  | FF |",
    ):
        assert words in text


def test_every_printed_phrase_of_the_real_registry_stands_in_its_dictionary() -> None:
    registry = load_registry()
    text = data_dictionary(registry)
    for indicator in registry.indicators.values():
        assert f'<a id="{indicator.id}">' in text
        for entry in registry.names_of(indicator.id):
            for name in entry.names:
                assert name in text


def test_a_familys_signs_come_before_its_councils(tmp_path: Path) -> None:
    families = FAMILIES.replace("arrows_mean", "signs: {down: [x], red: [o]}, arrows_mean")
    registry = registry_of(tmp_path, families=families, signs="up: [x, z]\n")
    own = registry.signs("basket")
    assert (own["up"], own["down"], own["red"], own["level"]) == (("z",), ("x",), ("o",), ())
    assert registry.signs(None)["up"] == ("x", "z")


def test_header_words_of_a_family_come_before_the_general_ones(tmp_path: Path) -> None:
    families = FAMILIES.replace("arrows_mean", 'headers: [{role: note, says: ["no"]}], arrows_mean')
    registry = registry_of(tmp_path, families=families)
    assert [words.role for words in registry.summary_headers] == ["note", "number"]
