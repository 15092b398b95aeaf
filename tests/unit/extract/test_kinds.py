"""Texts that are no pack are told by what they are, and lines that are tables but for their TABs are found."""

from __future__ import annotations

import pytest

from scorecard.extract.kinds import find_divided, holds_words, is_english, other_kind
from scorecard.registry import load_registry

ROWS = [
    ["Month", "Children", "In time"],
    ["Apr-24", "611", "94.1%"],
    ["May-24", "608", "95.0%"],
    ["Jun-24", "603", "93.7%"],
]


@pytest.mark.parametrize(
    ("opens", "kind"),
    [
        ("<!DOCTYPE html>", "an HTML page"),
        ("  <html lang='en'>", "an HTML page"),
        ("<table>", "an HTML page"),
        ("<?xml version='1.0'?>", "an XML file"),
        (r"{\rtf1\ansi", "a rich text file (RTF)"),
        ('[{"month": 6}]', "a JSON file"),
        ("{", "a JSON file"),
        ("[text]", None),
        ("(603)", None),
        ("**Minutes**", None),
        ("<p align='center'>Scorecard</p>", None),  # a scrap of mark-up that a converter left
        ("<5 children", None),
    ],
)
def test_marked_up_texts_are_told_by_how_they_open(opens: str, kind: str | None) -> None:
    assert other_kind(["", opens, "603"]) == kind


def test_a_page_is_one_though_words_stand_before_its_tables() -> None:
    assert other_kind(["Our pack", *["<tr><td>603</td></tr>"] * 3]) == "an HTML page"
    assert other_kind(["Our pack", "<td>603"]) is None  # a scrap of mark-up in a cell


def test_pages_without_a_word_are_those_of_a_scan() -> None:
    assert not holds_words(["\f", "", "1", "  2 ", "--"])
    assert holds_words(["\f", "June"])


LANGUAGES = {
    "German": "Am Ende des Monats wurden mehr Kinder betreut als im Monat davor, und die Besuche waren in allen Heimen "
    "in der Zeit. Die Zahlen zeigen, dass es seit dem Fruehjahr weniger geworden sind, was wir jeden Monat sehen. ",
    "Welsh": "Ar ddiwedd y mis roedd mwy o blant yn derbyn gofal nag yn y mis cynt, ac roedd yr ymweliadau mewn pryd "
    "ym mhob cartref. Mae'r ffigurau yn dangos bod llai ers y gwanwyn, fel y gwelwn bob mis yn yr adroddiad hwn. ",
    "French": "A la fin du mois, plus d'enfants que le mois precedent ont vecu dans nos foyers, et les visites ont eu "
    "lieu a temps partout. Les chiffres montrent une baisse depuis le printemps, que nous voyons chaque mois. ",
    "Dutch": "Aan het einde van de maand woonden er meer kinderen in onze huizen dan in de maand daarvoor, en de "
    "bezoeken waren overal op tijd. De cijfers laten zien dat het er sinds het voorjaar minder zijn geworden. ",
}
ENGLISH = (
    "At the end of the month more children lived in our homes than in the month before, and the visits were in time "
    "everywhere. The figures show that there have been fewer since the spring, which we see in every month of it. "
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_language_is_noticed(language: str) -> None:
    assert not is_english([LANGUAGES[language]] * 3, load_registry())


def test_english_texts_bilingual_ones_and_short_ones_are_taken() -> None:
    registry = load_registry()
    assert is_english([ENGLISH] * 3, registry)
    assert is_english([ENGLISH, *LANGUAGES.values()][:2] * 2, registry)
    assert is_english(["Nifer y plant\t603"], registry)
    assert is_english(["Number of looked after children\t603\tRate per 10,000\t105.9"] * 20, registry)


@pytest.mark.parametrize("divider", [",", ", ", ";", " | ", "   ", "  "])
def test_rows_that_something_else_than_a_tab_divides_are_found(divider: str) -> None:
    lines = ["Words.", "", *(divider.join(row) for row in ROWS), "", "More of them, and 45 children."]
    (run,) = find_divided(lines)
    assert (run.first_line, run.last_line, run.certain) == (3, 6, True)


@pytest.mark.parametrize(
    "lines",
    [
        ["North, 45", "South, 39", "Central, 41"],
        ["Place, Number", "North, 45", "South, 39", "Central, 41"],
        ["North, 45, 12%", "South, 39, 14%", "Central, 41, 9%"],
    ],
)
def test_lines_of_two_cells_and_those_without_a_header_may_be_prose(lines: list[str]) -> None:
    assert [run.certain for run in find_divided(lines)] == [False]


def test_a_table_of_bars_may_have_bars_at_its_sides_and_a_rule() -> None:
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    (run,) = find_divided([lines[0], "|---|:-:|---|", *lines[1:]])
    assert (run.first_line, run.last_line, run.by) == (1, 5, "bars (|)")


def test_commas_within_quotes_divide_nothing() -> None:
    (run,) = find_divided(['"Month","Children"', '"Apr-24","1,611"', '"May-24","1,608"'])
    assert run.by == "commas"


@pytest.mark.parametrize(
    "lines",
    [
        ["In June, there were 603 children, up from 590.", "In May, there were 590, and in April, 588."] * 2,
        ["Present: A. Example, B. Example, C. Example"] * 4,
        ["- 93.4% of plans were up to date", "- 118 carers were registered", "- 88% were seen in time"],
        ["Month\t611,3", "Month\t608,4", "Month\t603,1"],
        ["Apr-24,611", "words"],
        ["1,651", "1,204", "3,012"],
        ["a, b, c", "d, e, f", "g, h, i"],
    ],
)
def test_prose_lists_and_rows_with_tabs_are_no_such_rows(lines: list[str]) -> None:
    taken = {number for number, line in enumerate(lines, start=1) if "\t" in line}
    assert find_divided(lines, taken) == []


@pytest.mark.parametrize("line", ['"' + "x" * 200_000 + '",1', "a,b\rc,1", '"a,1', "|", ",", " | "])
def test_lines_that_no_table_has_are_passed_over(line: str) -> None:
    assert find_divided([line] * 3) == []
