"""A registry file that is wrong stops the load, and the message names file, entry and key."""

from pathlib import Path

import pytest

from scorecard.errors import InputError
from scorecard.registry import Registry, load_registry

THEMES = "themes:\n- {id: apples, order: 1, title: Apples, description: Fruit.}\n"
FAMILIES = """families:
- {id: basket, title: Basket report, order: 1, marks: [basket report], arrows_mean: number, description: A report.}
"""
AREAS = """areas:
- {name: Orchard, kind: authority, order: 1, aliases: [Whole orchard]}
- {name: Far field, kind: comparator, order: 2, own_year: true, aliases: [FF]}
"""
PICKED = """- id: picked
  name: Apples picked
  description: Apples taken from trees.
  unit: count
  decimals: 0
  good: high
  kind: flow
  basis: in-month
  adds_up: true
  names:
    basket: [{number: "1.9", names: [No. of apples picked]}]
"""
RIPE = """- id: ripe_percent
  name: Ripe apples
  description: Ripe among the picked.
  unit: percent
  decimals: 1
  good: high
  kind: share
  basis: in-month
  adds_up: false
  share_of: {numerator: null, denominator: picked}
  names:
    basket: [{number: "1.10", names: [Per cent ripe], basis: annual, good: low}]
"""


def registry_of(folder: Path, indicators: str = PICKED + RIPE, **files: str) -> Registry:
    """Write a tiny registry and load it; ``files`` replaces one of its files by name."""
    texts = {"themes": THEMES, "families": FAMILIES, "areas": AREAS} | files
    for name, text in texts.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    (folder / "indicators").mkdir()
    (folder / "indicators" / "apples.yml").write_text("indicators:\n" + indicators, encoding="utf-8")
    return load_registry(folder)


def test_a_sound_registry_loads_in_printed_order(tmp_path: Path) -> None:
    registry = registry_of(tmp_path)
    assert list(registry.indicators) == ["picked", "ripe_percent"]
    assert registry.indicator("picked").theme == "apples"


def test_the_registry_of_a_folder_is_read_once(tmp_path: Path) -> None:
    assert registry_of(tmp_path) is load_registry(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  good: high\n", "", ["entry picked", "good", "no default"]),
        ("  good: high\n", "  good: hihg\n", ["entry picked", "good", "within-limits"]),
        ("  good: high\n", "  good: high\n  colour: red\n", ["entry picked", "colour", "spelling"]),
        ("  unit: count\n", "  unit: counts\n", ["entry picked", "unit"]),
        ("  adds_up: true\n", '  adds_up: "yes"\n', ["entry picked", "adds_up"]),
        ("  decimals: 0\n", '  decimals: "0"\n', ["entry picked", "decimals"]),
        ('number: "1.9"', "number: 1.9", ["entry picked", "number", "quotes", "6.10"]),
        ("names: [No. of apples picked]", "names: []", ["entry picked", "names"]),
        ("- id: picked", "- id: Picked-Apples", ["entry Picked-Apples", "id"]),
        ("- id: ripe_percent", "- id: picked", ["entry picked", "twice"]),
        ("denominator: picked", "denominator: plucked", ["entry ripe_percent", "share_of.denominator", "plucked"]),
        ("denominator: picked", "denominator: ripe_percent", ["entry ripe_percent", "itself"]),
        ('    basket: [{number: "1.9"', '    bucket: [{number: "1.9"', ["entry picked", "family bucket"]),
        ('number: "1.10"', 'number: "1.9", unit: count', ["entry ripe_percent", "number 1.9", "picked"]),
        ("  kind: flow\n", "  kind: stock\n", ["entry picked", "adds_up", "flow"]),
        ("  adds_up: true\n", "  adds_up: true\n  theme: apples\n", ["entry picked", "theme"]),
        ("  adds_up: true\n", "  adds_up: true\n  categories: [red]\n", ["entry picked", "categories"]),
        ("  unit: percent\n", "  unit: count\n", ["entry ripe_percent", "share_of"]),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    text = PICKED + RIPE
    assert old in text
    with pytest.raises(InputError) as caught:
        registry_of(tmp_path, text.replace(old, new, 1))
    message = str(caught.value)
    assert "apples.yml" in message
    for word in words:
        assert word in message


def test_a_shared_number_needs_the_word_on_both_and_different_names(tmp_path: Path) -> None:
    both = (PICKED + RIPE).replace('"1.9"', '"1.9", shared: true').replace('"1.10"', '"1.9", unit: count, shared: true')
    assert [row.indicator for row in registry_of(tmp_path, both).numbered("basket")] == ["picked", "ripe_percent"]
    one = both.replace('"1.9", shared: true', '"1.9"', 1)
    (tmp_path / "one").mkdir()
    with pytest.raises(InputError, match="also belongs to picked"):
        registry_of(tmp_path / "one", one)
    (tmp_path / "same").mkdir()
    with pytest.raises(InputError, match="is also picked"):
        registry_of(tmp_path / "same", both.replace("Per cent ripe", "no. of  APPLES picked"))


def test_yaml_that_cannot_be_parsed_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"themes.yml is not valid YAML") as caught:
        registry_of(tmp_path, themes="themes:\n- {id: apples\n- x: [")
    assert "line " in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "indicators").mkdir()
    with pytest.raises(InputError, match=r"themes\.yml is missing"):
        load_registry(tmp_path)


def test_text_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "themes.yml").write_bytes(b"themes: [\xff]")
    with pytest.raises(InputError, match=r"themes\.yml is not UTF-8"):
        load_registry(tmp_path)


@pytest.mark.parametrize("content", ["", "- 1", "themes: 3", "theme: []"])
def test_a_file_of_another_shape_says_what_it_must_hold(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match="must hold a list under themes"):
        registry_of(tmp_path, themes=content)


def test_an_unknown_key_beside_the_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown key version"):
        registry_of(tmp_path, families=FAMILIES + "version: 2\n")
    (tmp_path / "second").mkdir()
    with pytest.raises(InputError, match="unknown key theme"):
        registry_of(tmp_path / "second", PICKED + "theme: apples\n")


def test_an_entry_that_is_not_a_mapping_is_counted(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"apples.yml, entry number 2"):
        registry_of(tmp_path, PICKED + "- ripe\n")


def test_a_file_without_a_theme_is_refused(tmp_path: Path) -> None:
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "pears.yml").write_text("indicators: []\n", encoding="utf-8")
    for name, text in (("themes", THEMES), ("families", FAMILIES), ("areas", AREAS)):
        (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="there is no theme pears"):
        load_registry(tmp_path)


def test_a_spelling_of_two_areas_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'whole  ORCHARD' also belongs to Orchard"):
        registry_of(tmp_path, areas=AREAS.replace("[FF]", "['whole  ORCHARD']"))


def test_an_area_that_is_part_of_nothing_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no area Wood"):
        registry_of(tmp_path, areas=AREAS.replace("own_year: true", "part_of: Wood"))
