"""Which indicator a row of a summary is about: by its words, its number, its unit and the rows around it."""

from __future__ import annotations

import pytest

from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.summary.candidates import family_of, row_candidates, share_known, takes, unit_kind
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.fit import FittedRow
from scorecard.clean.tables.summary.rows import match_rows, percent_of
from scorecard.registry import load_registry
from tests.unit.clean.tables.summary.invented_names import family_names

REGISTRY = load_registry()
LEXICON = Lexicon.of(REGISTRY)
FAMILY = "corporate-parenting-monthly"
NAMES = LEXICON.names.of(FAMILY)
LISTED = [e for e in NAMES.numbered if e.page != "detail" and not e.shared]


def row(number: str, name: str, *figures: str, unit: str = "", line: int = 1) -> FittedRow:
    texts = [("number", number), ("name", name), ("unit", unit), *(("value", figure) for figure in figures)]
    return FittedRow(line, tuple((SummaryColumn(role, i), Cell(t, i + 1, t)) for i, (role, t) in enumerate(texts) if t))


def figure(unit: str) -> str:
    return "12.5%" if unit == "percent" else "12"


ROWS = [row(e.number, e.name, figure(e.unit)) for e in LISTED]


def indicators(rows: list[FittedRow]) -> list[str | None]:
    return [match and match.indicator for match in match_rows(rows, NAMES)]


def test_rows_as_they_are_printed_are_their_indicators() -> None:
    assert indicators(ROWS) == [e.indicator for e in LISTED]


def test_a_row_without_a_number_is_known_by_its_name() -> None:
    bare = [row("", e.name, figure(e.unit)) for e in LISTED]
    assert sum(a == e.indicator for a, e in zip(indicators(bare), LISTED, strict=True)) >= len(LISTED) - 1


def test_a_row_that_the_registry_does_not_know_gets_an_id_of_its_own() -> None:
    (match,) = match_rows([row("99.1", "Kites in the north wind", "12")], NAMES)
    assert match and match.indicator.startswith("unknown_") and (match.number, match.score) == ("99.1", 0.0)


def test_a_row_that_prints_neither_name_nor_number_is_proved_by_its_neighbours_or_is_open() -> None:
    between = next(
        i for i in range(1, len(LISTED) - 1) if LISTED[i].unit == "percent" and LISTED[i - 1].unit != "percent"
    )
    around = [*ROWS[between - 1 : between], row("", "", "12.5%"), *ROWS[between + 1 : between + 2]]
    assert indicators(around)[1] == LISTED[between].indicator
    assert indicators([ROWS[0], row("", "", "12"), ROWS[-1]])[1] is None


def test_a_number_that_changed_is_the_documents_own_where_it_stands_in_order() -> None:
    first, second = LISTED[0], LISTED[1]
    renumbered = first.number.rsplit(".", 1)[0] + ".0"
    matches = match_rows([row(renumbered, first.name, figure(first.unit)), row(second.number, second.name, "1")], NAMES)
    assert matches[0] and (matches[0].indicator, matches[0].number) == (first.indicator, renumbered)


@pytest.mark.parametrize(
    ("unit", "figures", "kind"),
    [
        ("", ["12.5%", "13.0%"], "percent"),
        ("%", ["n/a"], "percent"),
        ("Count", ["12"], "number"),
        ("Rate per 10,000", ["12.5"], "rate_per_10k"),
        ("", [], None),
    ],
)
def test_unit_and_figures_say_what_a_row_counts(unit: str, figures: list[str], kind: str | None) -> None:
    assert unit_kind(row("6.1", "Kites", *figures, unit=unit)) == kind


def test_figures_of_another_unit_cannot_be_the_indicators() -> None:
    percent = next(e for e in LISTED if e.unit == "percent")
    (best, *_) = row_candidates(row(percent.number, percent.name, "12.5%"), NAMES)
    assert best.indicator == percent.indicator
    assert takes(best, row("", "", "12.5%")) and not takes(best, row("", "", "12", unit="Count"))


def test_the_family_is_the_one_whose_names_are_printed() -> None:
    assert family_of(ROWS, None, LEXICON) == FAMILY == family_of(ROWS, FAMILY, LEXICON)
    strange = [row("99.1", "Kites in the north wind", "1"), row("99.2", "Strings lost at sea", "2")]
    assert family_of(strange, None, LEXICON) is None
    assert share_known(ROWS, NAMES) == 1.0 and share_known(strange, NAMES) == 0.0


def strange(count: int) -> list[FittedRow]:
    """Rows whose names have not a letter in common with any measure's."""
    return [row("", "~~", "1", line=n) for n in range(count)]


def test_the_first_eight_rows_tell_the_family() -> None:
    assert family_of([*strange(8), *ROWS], FAMILY, LEXICON) == FAMILY, "without another, the heading's stays"
    assert family_of([*strange(8), *ROWS], None, LEXICON) is None
    assert family_of([*strange(1), *ROWS], None, LEXICON) == FAMILY
    assert family_of([*ROWS[:8], *strange(30)], None, LEXICON) == FAMILY
    assert family_of([*ROWS[:7], *strange(30)], None, LEXICON) == FAMILY


def test_more_than_half_of_the_rows_that_tell_must_be_the_familys() -> None:
    assert family_of([*ROWS[:4], *strange(4)], None, LEXICON) is None
    assert family_of([], None, LEXICON) is None and family_of([], FAMILY, LEXICON) == FAMILY


def test_a_family_that_the_heading_names_by_mistake_gives_way_to_the_names() -> None:
    other = next(family for family in REGISTRY.families if share_known(ROWS, LEXICON.names.of(family)) < 0.3)
    assert family_of(ROWS, other, LEXICON) == FAMILY
    assert family_of(ROWS, "no-such-family", LEXICON) == FAMILY


def test_a_rate_is_less_likely_where_the_row_prints_a_count_or_another_rate() -> None:
    names = family_names(
        [
            ("lost_rate", "1.1", "Kites lost over the harbour by night", "rate_per_10k"),
            ("lost", "1.2", "Kites lost over the harbour by day", "count"),
        ]
    )

    def scores(unit: str) -> dict[str, float]:
        matches = row_candidates(row("1.1", "Kites lost over the harbour", "12", unit=unit), names)
        assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)
        return {m.indicator: m.score for m in matches}

    plain, counted, rate = scores("Days"), scores("Count"), scores("Rate per 10,000")
    assert counted["lost_rate"] == pytest.approx(plain["lost_rate"] - 0.3) and counted["lost"] == plain["lost"]
    assert rate["lost_rate"] == plain["lost_rate"] and rate["lost"] == pytest.approx(plain["lost"] - 0.3)


def test_the_percentage_under_a_counts_number_is_found_only_if_there_is_one() -> None:
    counted = {e.number: e for e in NAMES.numbered if e.unit == "count"}
    for number, entry in counted.items():
        (match,) = match_rows([row(number, entry.name, "12")], NAMES)
        assert match is not None
        percent = percent_of(match, NAMES)
        assert (percent is None) == (len(NAMES.percentages.get(number, [])) != 1)
        assert percent is None or (percent.unit, percent.number) == ("percent", number)
