"""Which indicator a column of a theme page is about: what is enough to tell, and what is not. All is invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scorecard.clean.names.indicators import Match
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.theme_page.columns import PageColumn, _each_once, match_columns
from scorecard.clean.tables.theme_page.unsigned import PagePrint
from scorecard.registry import PrintedName
from scorecard.registry.families import Family
from tests.fixtures.grids import rows
from tests.unit.validate.rule_frames import FAMILY, indicator, registry

OTHER = "other-pack"
PRINTED = {
    "kites": ("3.1", "Number of kites flown over the harbour", "count"),
    "kites_back": ("3.2", "% of kites that came back unharmed", "percent"),
    "zoos": ("3.3", "Number of zoos that opened a garden", "count"),
}
KITES, BACK, ZOOS = (name for _, name, _ in PRINTED.values())


def lexicon() -> Lexicon:
    """Two families: one prints all measures, the other the zoos alone, under a number of its own."""
    made = registry(
        *(indicator(id, unit=unit, kind="share" if unit == "percent" else "flow") for id, (*_, unit) in PRINTED.items())
    )
    town = made.councils["town"]
    other = Family(id=OTHER, title="Other", marks=["other"], arrows_mean="number", description="Invented.")
    names = {
        FAMILY: tuple(
            PrintedName(family=FAMILY, indicator=id, number=number, names=[name])
            for id, (number, name, _) in PRINTED.items()
        ),
        OTHER: (PrintedName(family=OTHER, indicator="zoos", number="8.8", names=[ZOOS]),),
    }
    families = {**town.families, OTHER: other}
    return Lexicon.of(replace(made, councils={"town": replace(town, families=families, names=names)}))


LEXICON = lexicon()


def columns(
    *header: str, kinds: tuple[str, ...] = ("number",), section: str | None = FAMILY, first: int = 1
) -> tuple[list[PageColumn], str | None]:
    """The columns under a header, one of each kind from position ``first`` on, and the family."""
    units = [FigureColumns(kind, (n,)) for n, kind in enumerate(kinds, start=first)]
    cells = {"number": "11", "percent": "60%", "ratio": "7 of 10", "missing": "n/a"}
    body = rows("|".join(["Apr-20"] * first + [*(cells[kind] for kind in kinds)]), first=len(header) + 1)
    LEXICON.cells.read(sorted({text for row in body for text in row.texts}))
    return match_columns(PagePrint(rows(*header), body, units, first, len(kinds) + first), section, LEXICON)


def told(*header: str, **more: Any) -> list[tuple[str, str | None] | None]:
    return [(c.match.indicator, c.match.number) if c.match else None for c in columns(*header, **more)[0]]


# ---- the family


@pytest.mark.parametrize(
    ("number", "section", "family", "printed"),
    [
        ("3.3", FAMILY, FAMILY, "3.3"),
        ("8.8", OTHER, OTHER, "8.8"),
        ("3.3", None, FAMILY, "3.3"),
        ("8.8", None, OTHER, "8.8"),
        ("8.8", "no family", OTHER, "8.8"),
    ],
)
def test_a_page_is_of_its_sections_family_else_of_the_likeliest(
    number: str, section: str | None, family: str, printed: str
) -> None:
    (column,), found = columns(f"|{number}", f"|{ZOOS}", section=section)
    assert found == family and column.match and (column.match.indicator, column.match.number) == ("zoos", printed)


def test_a_page_of_which_no_family_has_a_column_is_of_none_but_its_sections() -> None:
    nothing = ("|", "|~")
    assert columns(*nothing, section=None) == ([PageColumn(FigureColumns("number", (1,)), None, None)], None)
    assert columns(*nothing, section=OTHER)[1] == OTHER
    assert columns("|9.9", "|Lighthouses lit", section=None)[1] is None, "what nobody knows speaks for no family"


# ---- what is enough


def test_a_number_is_enough_where_no_name_is_legible_and_only_for_figures_of_its_unit() -> None:
    assert told("|3.1", "|~") == [("kites", "3.1")]
    assert told("|3.2", "|~", kinds=("percent",)) == [("kites_back", "3.2")]
    assert told("|3.2", "|~") == [("unknown_3_2", "3.2")]
    assert told("|3.9", "|~") == [("unknown_3_9", "3.9")]


def test_missing_marks_may_be_of_any_unit() -> None:
    assert told("|3.2", "|~", kinds=("missing",)) == [("kites_back", "3.2")]
    assert told("|3.1", "|~", kinds=("missing",)) == [("kites", "3.1")]


def test_numbers_may_stand_over_the_label_beside_the_first_figures_and_no_further_left() -> None:
    both = [("kites", "3.1"), ("zoos", "3.3")]
    assert told("|3.1|3.3", "||~|~", kinds=("number", "number"), first=2) == both
    assert told("||3.1|3.3", "||~|~", kinds=("number", "number"), first=2) == both
    left = told("|3.1|3.3", "|||~|~", kinds=("number", "number"), first=3)
    assert ("kites", "3.1") not in left


def test_a_number_is_not_enough_under_a_legible_name_of_another_measure() -> None:
    ((id, number),) = filter(None, told("|3.1", "|Lighthouses painted before midnight"))
    assert (id, number) == ("unknown_lighthouses_painted_before_midnight", "3.1")


def test_a_number_that_is_a_column_already_is_not_enough_for_a_second() -> None:
    both = told("|3.1|3.1", f"|{KITES}|~", kinds=("number", "number"))
    assert both == [("kites", "3.1"), ("unknown_3_1", "3.1")]


def test_part_of_a_name_is_enough_with_its_number_and_not_without_or_beside_another() -> None:
    for part in ("Kites flown", "Kites over harbours"):
        unknown = f"unknown_{part.lower().replace(' ', '_')}"
        assert told("|3.1", f"|{part}") == [("kites", "3.1")]
        assert told(f"|{part}") == [(unknown, None)]
        assert told("|9.9", f"|{part}") == [(unknown, "9.9")]
    assert told("|Number of kites at sea") == [("kites", "3.1")], "most of its name"


@pytest.mark.parametrize(
    ("printed", "number"), [("3.1", "3.1"), ("3.7", "3.7"), ("4.12", "4.12"), ("31", "3.1"), ("", "3.1")]
)
def test_an_exact_name_keeps_the_number_that_its_page_prints(printed: str, number: str) -> None:
    assert told(f"|{printed}|3.3", f"|{KITES}|{ZOOS}", kinds=("number", "number")) == [
        ("kites", number),
        ("zoos", "3.3"),
    ]


# ---- each indicator once


def scored(*marks: float | None) -> list[Match | None]:
    return [Match("kites", "3.1", KITES, "count", None, mark) if mark is not None else None for mark in marks]


@pytest.mark.parametrize(
    ("marks", "kept"),
    [
        ((0.2, 0.0), (0.2, None)),
        ((0.0, 0.2), (None, 0.2)),
        ((0.2, 0.1), (0.2, 0.1)),
        ((0.2, 0.15), (0.2, 0.15)),
        ((0.5, None, 0.9), (None, None, 0.9)),
        ((0.7,), (0.7,)),
    ],
)
def test_of_columns_of_one_kind_the_clearly_weaker_gives_its_indicator_up(
    marks: tuple[float | None, ...], kept: tuple[float | None, ...]
) -> None:
    units = [FigureColumns("number", (n,)) for n in range(len(marks))]
    assert _each_once(scored(*marks), units) == scored(*kept)


def test_columns_of_two_kinds_or_of_two_indicators_are_no_rivals() -> None:
    strong, weak = scored(0.9, 0.2)
    assert weak is not None
    other = replace(weak, indicator="zoos")
    number, percent = FigureColumns("number", (1,)), FigureColumns("percent", (2,))
    assert _each_once([strong, weak], [number, percent]) == [strong, weak]
    assert _each_once([strong, other], [number, number]) == [strong, other]


def test_columns_of_one_name_are_of_no_indicator_where_nothing_tells_them_apart() -> None:
    assert told(f"|{KITES}|{ZOOS}|{KITES}", kinds=("number",) * 3) == [None, ("zoos", "3.3"), None]
    assert told("|3.1|3.3", f"|{KITES}|{ZOOS}", kinds=("number",) * 2) == [("kites", "3.1"), ("zoos", "3.3")]


def test_columns_of_one_name_in_two_kinds_or_under_two_numbers_are_told_apart() -> None:
    assert None not in told(f"|{BACK}|{BACK}", kinds=("ratio", "percent"))
    assert told("|3.1|3.3", f"|{KITES}|{KITES}", kinds=("number",) * 2)[0] == ("kites", "3.1")
