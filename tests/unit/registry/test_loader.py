"""A file of words that is wrong stops the load, and the message names file, entry and key."""

from pathlib import Path

import pytest

from scorecard.errors import InputError
from scorecard.registry import Registry, load_registry
from scorecard.workspace import Workspace

THEMES = "themes:\n- {id: apples, order: 1, title: Apples, description: Fruit.}\n"
COMPARATORS = "comparators:\n- {id: far, name: Far field, title: The far field, own_year: true, spellings: [FF]}\n"
COUNCIL = "{name: Orchard, code: E1, spellings: [Whole orchard]}\n"
AREAS = "areas:\n- {name: Hill, spellings: [The hill]}\n"
FAMILIES = """families:
- {id: basket, title: Basket report, marks: [basket report], arrows_mean: number, description: A report.}
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
"""
PICKED_NAME = """- {indicator: picked, number: "1.9", names: [No. of apples picked]}
"""
RIPE_NAME = """- {indicator: ripe_percent, number: "1.10", names: [Per cent ripe], basis: annual, good: low}
"""
LAYOUTS = """tables:
- {id: by-tree, family: basket, match: [Trees], rows: period, indicator: picked}
"""
BREAKS = """breaks:
- {date: 2020-04-01, kind: system, reason: New baskets., indicators: [picked]}
"""
LOCAL = """indicators:
- id: crates
  theme: apples
  after: picked
  name: Crates
  description: Crates of apples by colour.
  unit: count
  decimals: 0
  good: info
  kind: flow
  basis: in-month
  adds_up: true
  breakdown: true
"""
CATEGORIES = """categories:
- {indicator: crates, names: [Red]}
"""
HEADERS = """headings: [trees]
summary: [{role: number, says: ["no"]}]
"""
SIGNS = "up: [x]\n"
UNITS = """units:
- {id: count, name: number, form: amount}
- {id: percent, name: percentage, form: share, after: "%"}
"""
AUTHORITIES = """authorities:
- {code: E06000099, name: Appleton, kind: unitary}
"""
# where each file of the tiny words stands
PLACES = {
    "themes": "registry/themes.yml",
    "comparators": "registry/comparators.yml",
    "headers": "registry/headers.yml",
    "units": "registry/units.yml",
    "authorities": "registry/authorities.yml",
    "publishers": "registry/publishers.yml",
    "indicators": "registry/indicators/apples.yml",
    "council": "councils/orchard/council.yml",
    "areas": "councils/orchard/areas.yml",
    "families": "councils/orchard/families.yml",
    "names": "councils/orchard/names/basket.yml",
    "layouts": "councils/orchard/layouts.yml",
    "breaks": "councils/orchard/breaks.yml",
    "signs": "councils/orchard/signs.yml",
    "local": "councils/orchard/indicators.yml",
    "categories": "councils/orchard/categories.yml",
}
TEXTS = {
    "themes": THEMES,
    "comparators": COMPARATORS,
    "headers": HEADERS,
    "units": UNITS,
    "authorities": AUTHORITIES,
    "publishers": "kinds: [borough]\n",
    "indicators": "indicators:\n" + PICKED + RIPE,
    "council": COUNCIL,
    "areas": AREAS,
    "families": FAMILIES,
    "names": "names:\n" + PICKED_NAME + RIPE_NAME,
    "layouts": LAYOUTS,
    "breaks": BREAKS,
    "signs": SIGNS,
    "local": LOCAL,
    "categories": CATEGORIES,
}
OF_ONE_ENTRY = {"council", "headers", "publishers", "signs"}


def write_words(folder: Path, **texts: str) -> Workspace:
    """Tiny national words and a council's; ``texts`` replaces some of the files by name."""
    for name, text in (TEXTS | texts).items():
        path = folder / PLACES[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Workspace(registry=folder / "registry", councils=folder / "councils")


def registry_of(folder: Path, **texts: str) -> Registry:
    """The registry of tiny words; ``texts`` replaces some of the files by name."""
    return load_registry(write_words(folder, **texts))


def test_sound_words_load_in_printed_order(tmp_path: Path) -> None:
    registry = registry_of(tmp_path)
    assert list(registry.indicators) == ["picked", "crates", "ripe_percent"]
    assert registry.categories("crates") == ["Red"] and registry.categories("picked") == []
    assert registry.indicator("picked").theme == "apples"
    assert list(registry.areas) == ["Orchard", "Hill", "Far field"]
    assert [layout.id for layout in registry.layouts] == ["by-tree"]


def test_the_words_of_a_workspace_are_read_once(tmp_path: Path) -> None:
    workspace = write_words(tmp_path)
    assert load_registry(workspace) is load_registry(workspace)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("indicators", "  good: high\n", "", ["entry picked", "good", "no default"]),
        ("indicators", "  good: high\n", "  good: hihg\n", ["entry picked", "good", "within-limits"]),
        ("indicators", "  good: high\n", "  good: high\n  colour: red\n", ["entry picked", "colour", "spelling"]),
        ("indicators", "  unit: count\n", "  unit: counts\n", ["entry picked", "unit"]),
        ("indicators", "  adds_up: true\n", '  adds_up: "yes"\n', ["entry picked", "adds_up"]),
        ("indicators", "  decimals: 0\n", '  decimals: "0"\n', ["entry picked", "decimals"]),
        ("indicators", "- id: picked", "- id: Picked-Apples", ["entry Picked-Apples", "id"]),
        ("indicators", "- id: ripe_percent", "- id: picked", ["entry picked", "twice"]),
        ("indicators", "denominator: picked", "denominator: plucked", ["entry ripe_percent", "share_of.denominator"]),
        ("indicators", "denominator: picked", "denominator: ripe_percent", ["entry ripe_percent", "itself"]),
        ("indicators", "  kind: flow\n", "  kind: stock\n", ["entry picked", "adds_up", "flow"]),
        ("indicators", "  adds_up: true\n", "  adds_up: true\n  theme: apples\n", ["entry picked", "theme"]),
        ("indicators", "  unit: percent\n", "  unit: count\n", ["entry ripe_percent", "share_of"]),
        ("names", 'number: "1.9"', "number: 1.9", ["entry picked", "number", "quotes", "6.10"]),
        ("names", "names: [No. of apples picked]", "names: []", ["entry picked", "names"]),
        ("names", "indicator: picked", "indicator: plucked", ["entry plucked", "there is no indicator plucked"]),
        ("names", 'number: "1.9"', 'number: "1.9", family: basket', ["entry picked", "file's name is the family"]),
        ("names", 'number: "1.10"', 'number: "1.9", unit: count', ["entry ripe_percent", "number 1.9", "picked"]),
        ("council", "code: E1", "cod: E1", ["the council", "cod", "spelling"]),
        (
            "council",
            "code: E1",
            "comparators: {Moon: [M]}",
            ["there is no comparator Moon", "Far field"],
        ),
        ("council", "name: Orchard, ", "", ["the council", "name", "no default"]),
        ("council", COUNCIL, "- Orchard\n", ["the council"]),
        ("areas", "name: Hill", "nam: Hill", ["entry number 1", "nam"]),
        ("families", "arrows_mean: number", "arrows_mean: nothing", ["entry basket", "arrows_mean"]),
        ("families", "marks: [basket report]", "marks: []", ["entry basket", "marks"]),
        ("families", "title:", "rag: {}, title:", ["entry basket", "rag"]),
        ("layouts", "family: basket", "family: bucket", ["entry by-tree", "family", "bucket"]),
        ("layouts", "indicator: picked", "indicator: plucked", ["entry by-tree", "there is no indicator plucked"]),
        ("layouts", "rows: period", "rows: sideways", ["entry by-tree", "rows"]),
        ("layouts", ", indicator: picked", "", ["entry by-tree", "names its indicators"]),
        ("layouts", ", indicator: picked", ", indicator: picked, colour: red", ["entry by-tree", "colour"]),
        ("layouts", LAYOUTS, "tables:\n- {id: by-tree}\n", ["entry by-tree", "family"]),
        ("layouts", "tables:\n", LAYOUTS, ["entry by-tree", "twice"]),
        ("categories", "indicator: crates", "indicator: picked", ["entry picked", "breakdown: true"]),
        ("categories", "indicator: crates", "indicator: creates", ["entry creates", "there is no indicator creates"]),
        ("categories", "[Red]", "[]", ["entry number 1", "names"]),
        ("local", "theme: apples", "theme: pears", ["entry crates", "there is no theme pears"]),
        ("local", "after: picked", "after: plucked", ["entry crates", "after", "plucked"]),
        ("local", "id: crates", "id: picked", ["entry picked", "twice"]),
        ("local", "  unit: count\n", "  unit: crate\n", ["entry crates", "there is no unit"]),
        ("breaks", "[picked]", "[plucked]", ["entry 2020-04-01", "there is no indicator plucked"]),
        ("breaks", "kind: system", "kind: whim", ["kind"]),
        ("names", "basis: annual", "unit: counts", ["entry ripe_percent", "there is no unit counts"]),
        ("units", "form: amount", "form: heap", ["entry count", "form"]),
        ("units", "id: percent", "id: count", ["entry count", "twice"]),
        ("headers", "role: number", "role: colour", ["the headers", "summary.0.role"]),
        ("headers", "says:", "sais:", ["the headers", "summary.0.sais", "spelling"]),
        ("signs", "up:", "upp:", ["the signs", "upp", "spelling"]),
        ("signs", "[x]", "[1]", ["the signs", "up.0", "quotes"]),
        ("families", "arrows_mean:", "signs: {blue: [b]}, arrows_mean:", ["entry basket", "signs.blue"]),
        ("comparators", "name: Far field", "nmae: Far field", ["entry far", "nmae"]),
        ("comparators", "own_year: true", 'own_year: "true"', ["entry far", "own_year"]),
        ("comparators", "title:", "no_worse_than: Moon, title:", ["entry Far field", "there is no comparator Moon"]),
        ("comparators", "comparators:\n", COMPARATORS.replace("Far field", "Near field"), ["entry far", "twice"]),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, file: str, old: str, new: str, words: list[str]) -> None:
    assert old in TEXTS[file]
    with pytest.raises(InputError) as caught:
        registry_of(tmp_path, **{file: TEXTS[file].replace(old, new, 1)})
    assert Path(PLACES[file]).name in caught.value.what and "\n" not in caught.value.what
    assert str(tmp_path / PLACES[file]) == caught.value.where
    for word in words:
        assert word in str(caught.value)


def test_a_shared_number_needs_the_word_on_both_and_different_names(tmp_path: Path) -> None:
    names = TEXTS["names"]
    both = names.replace('"1.9"', '"1.9", shared: true').replace('"1.10"', '"1.9", unit: count, shared: true')
    rows = registry_of(tmp_path, names=both).numbered("basket")
    assert [row.indicator for row in rows] == ["picked", "ripe_percent"]
    with pytest.raises(InputError, match="also belongs to picked"):
        registry_of(tmp_path / "one", names=both.replace('"1.9", shared: true', '"1.9"', 1))
    with pytest.raises(InputError, match="is also picked"):
        registry_of(tmp_path / "same", names=both.replace("Per cent ripe", "no. of  APPLES picked"))


@pytest.mark.parametrize("file", sorted(set(TEXTS) - OF_ONE_ENTRY))
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x:\n- {id: apples\n- x: [", "is not valid YAML"),
        ("!!python/object/apply:os.system ['true']", "is not valid YAML"),
        ("", "must hold a list under"),
        ("- a list", "must hold a list under"),
        ("other: []", "must hold a list under"),
        ("[" * 5000, "nests more than"),
    ],
)
def test_a_file_of_another_shape_says_what_it_must_hold(tmp_path: Path, file: str, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        registry_of(tmp_path, **{file: text})
    assert Path(PLACES[file]).name in caught.value.what and "\n" not in caught.value.what
    assert str(caught.value.where).startswith(str(tmp_path / PLACES[file]))


def test_text_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    workspace = write_words(tmp_path)
    (tmp_path / PLACES["areas"]).write_bytes(b"areas: [\xff]")
    with pytest.raises(InputError, match=r"areas\.yml is not UTF-8"):
        load_registry(workspace)


@pytest.mark.parametrize("file", ["themes", "comparators", "headers", "units", "council", "families"])
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    workspace = write_words(tmp_path)
    (tmp_path / PLACES[file]).unlink()
    with pytest.raises(InputError, match=rf"{file}\.yml is missing"):
        load_registry(workspace)


def test_a_council_needs_no_more_than_its_name_and_families(tmp_path: Path) -> None:
    workspace = write_words(tmp_path)
    for file in ("areas", "names", "layouts", "breaks", "signs", "local", "categories"):
        (tmp_path / PLACES[file]).unlink()
    assert load_registry(workspace).named("basket") == []


def test_a_misspelt_file_of_a_council_is_refused(tmp_path: Path) -> None:
    workspace = write_words(tmp_path)
    (tmp_path / "councils" / "orchard" / "area.yml").write_text(AREAS, encoding="utf-8")
    with pytest.raises(InputError, match=r"area\.yml is no file of a council; did you mean areas\.yml\?"):
        load_registry(workspace)


def test_an_unknown_key_beside_the_list_is_refused(tmp_path: Path) -> None:
    for file, text in TEXTS.items():
        if file not in OF_ONE_ENTRY:
            with pytest.raises(InputError, match="unknown key version"):
                registry_of(tmp_path / file, **{file: text + "version: 2\n"})


def test_an_entry_that_is_not_a_mapping_is_counted(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"apples.yml, entry number 3"):
        registry_of(tmp_path, indicators=TEXTS["indicators"] + "- ripe\n")


def test_a_file_without_its_theme_or_family_is_refused(tmp_path: Path) -> None:
    workspace = write_words(tmp_path / "pears")
    (tmp_path / "pears/registry/indicators/pears.yml").write_text("indicators: []\n", encoding="utf-8")
    with pytest.raises(InputError, match="there is no theme pears"):
        load_registry(workspace)
    workspace = write_words(tmp_path / "bucket")
    (tmp_path / "bucket/councils/orchard/names/bucket.yml").write_text("names: []\n", encoding="utf-8")
    with pytest.raises(InputError, match="there is no report family bucket"):
        load_registry(workspace)


@pytest.mark.parametrize("file", ["areas", "comparators"])
def test_a_spelling_of_two_areas_is_refused(tmp_path: Path, file: str) -> None:
    text = TEXTS[file].replace("[FF]", "['whole  ORCHARD']").replace("[The hill]", "['whole  ORCHARD']")
    with pytest.raises(InputError, match="'whole  ORCHARD' also belongs to Orchard"):
        registry_of(tmp_path, **{file: text})


def test_a_national_indicator_may_not_rest_on_one_that_only_a_council_has(tmp_path: Path) -> None:
    text = TEXTS["indicators"].replace("denominator: picked", "denominator: crates")
    with pytest.raises(InputError, match=r"entry ripe_percent: share_of.denominator: crates is an indicator of one"):
        registry_of(tmp_path, indicators=text)


# ---- several councils ------------------------------------------------------------------------------------------


def with_vineyard(folder: Path, *, name: str = "Vineyard", family: str = "barrel") -> Workspace:
    """The tiny words with a second council, whose localities have the same names as those of the first."""
    workspace = write_words(folder)
    second = folder / "councils" / "vineyard"
    (second / "names").mkdir(parents=True)
    (second / "council.yml").write_text(f"name: {name}\n", encoding="utf-8")
    (second / "areas.yml").write_text(AREAS, encoding="utf-8")
    (second / "families.yml").write_text(FAMILIES.replace("id: basket", f"id: {family}"), encoding="utf-8")
    rows = 'names:\n- {indicator: picked, number: "7", names: [Grapes]}\n'
    (second / "names" / f"{family}.yml").write_text(rows, encoding="utf-8")
    return workspace


def test_a_council_is_read_without_the_words_of_another(tmp_path: Path) -> None:
    registry = load_registry(with_vineyard(tmp_path))
    assert list(registry.families) == ["basket", "barrel"]
    vineyard = registry.of("Vineyard")
    assert list(vineyard.families) == ["barrel"] and "Orchard" not in vineyard.areas
    assert [name.names for name in vineyard.names_of("picked")] == [["Grapes"]]
    assert [change.reason for change in registry.of("Orchard").changes("picked")] == ["New baskets."]
    assert vineyard.changes("picked") == []
    assert "crates" in registry.of("Orchard").indicators and "crates" not in vineyard.indicators
    assert vineyard.areas["Hill"].part_of == "Vineyard" and registry.of("Orchard").areas["Hill"].part_of == "Orchard"
    assert registry.of("Elsewhere") is registry.of(None) is registry
    assert registry.of("Vineyard") is vineyard


def test_a_family_and_a_name_belong_to_one_council(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"families.yml, entry basket: this id also belongs to councils/orchard"):
        load_registry(with_vineyard(tmp_path / "family", family="basket"))
    with pytest.raises(InputError, match=r"council.yml: name: councils/orchard has the same name"):
        load_registry(with_vineyard(tmp_path / "name", name="orchard"))


def test_what_is_made_of_a_registry_is_made_once_and_not_shared_with_another(tmp_path: Path) -> None:
    registry = load_registry(with_vineyard(tmp_path))

    def families(of: Registry) -> list[str]:
        return list(of.families)

    assert registry.made(families) is registry.made(families) == ["basket", "barrel"]
    assert registry.of("Vineyard").made(families) == ["barrel"]
