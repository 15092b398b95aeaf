"""Quoted figures: what holds for every row, whatever the words."""

from __future__ import annotations

import re
import string
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.passages.now import Context, next_context
from scorecard.quotes import COLUMNS, RELATIONS, Row, find_claims, vocabulary_of
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.sentence.figures import read_line as read_line_with
from scorecard.quotes.sentence.masks import masked
from scorecard.registry import load_registry
from scorecard.text.numbers import IN_WORDS
from scorecard.text.prose import prose_cells
from scorecard.text.sentences import furniture, is_about_one_person, plain, sentences, stories

JUNE = date(2021, 6, 30)
REGISTRY = load_registry()
VOCABULARY = vocabulary_of(REGISTRY)
SAYS = VOCABULARY.says
AS_AT = {
    "2016-07-corporate-parenting-minutes": date(2016, 4, 30),
    "2017-03-improving-lives-select-commission": date(2017, 1, 31),
    "2020-06-corporate-parenting-panel": date(2020, 6, 30),
    "2023-03-corporate-parenting-panel": date(2022, 12, 31),
    "2023-09-children-in-care-summary": date(2023, 9, 30),
}
FEWEST = dict(zip(AS_AT, (13, 450, 95, 350, 10), strict=True))
"""Claims read by eye in each document, less a little: many fewer would mean that a form of words is lost."""
PUBLISHED = re.compile(
    rf"(?:[-+−]?£?\d[\d,.']*(?:k|m|bn|million|billion)?%?|{IN_WORDS}%?)"
    r"(?:(?: of | to | from |/| )[-+−]?£?\d[\d,.']*(?:k|m|bn|million|billion)?%?)*",
    re.IGNORECASE,
)


def rows_of(*lines: str, as_at: date = JUNE) -> list[Row]:
    tables = {number for number, line in enumerate(lines, 1) if "\t" in line}
    return find_claims(lines, table_lines=tables, as_at=as_at, vocabulary=VOCABULARY, home="Rotherham")


def read_line(text: str, as_at: date) -> Line:
    return read_line_with(text, as_at, SAYS)


def numbers_in(text: str) -> set[float]:
    return {float(re.sub(r"[,']", "", n)) for n in re.findall(r"\d[\d,']*(?:\.\d+)?", text)}


def check_hygiene(rows: list[Row]) -> None:
    """Only figures and codes: no word of a sentence can stand in a row."""
    for row in rows:
        assert PUBLISHED.fullmatch(str(row["published"])), row["published"]
        assert row["relation"] in RELATIONS
        assert row["direction"] in ("", "up", "down", "level")
        assert row["indicator"] is None or row["indicator"] in REGISTRY.indicators
        assert row["area"] is None or row["area"] in REGISTRY.areas
        assert (row["indicator"] is None) == (row["certainty"] is None)
        assert row["period"] is None or re.fullmatch(r"latest|\d{4}-\d\d|\d{4}/\d\d(?: \w+)?", str(row["period"]))


def check_printed(rows: list[Row], lines: list[str]) -> None:
    """Every number of a row is printed in its line."""
    for row in rows:
        printed = numbers_in(plain(lines[int(str(row["line"])) - 1]))
        assert numbers_in(str(row["published"])) <= printed, row


def test_rows_have_the_columns_in_order_and_number_the_claims_of_a_line() -> None:
    rows = rows_of("There were 4 of one kind and 5 of another.", "", "A further 6 came.")
    assert [list(row) for row in rows] == [list(COLUMNS)] * 3
    assert [(row["line"], row["part"], row["published"]) for row in rows] == [(1, 1, "4"), (1, 2, "5"), (3, 1, "6")]


def test_claims_of_a_line_stand_in_printed_order() -> None:
    rows = rows_of("First 3 then 88.9% (16/18) then 7 and last 9.")
    assert [row["published"] for row in rows] == ["3", "88.9% 16/18", "7", "9"]


def test_every_figure_of_a_sentence_is_in_a_row() -> None:
    text = "Of the 118 plans due in June, 36% were on time, 40 were late and 12 (10.2%) were lost, up by 3 to 15."
    rows = rows_of(text)
    held = {float(str(row[c])) for row in rows for c in ("value", "numerator", "denominator") if row[c] is not None}
    assert held == {figure.value for figure in read_line(text, JUNE).figures} == {118, 36, 40, 12, 10.2, 3, 15}


def test_a_line_without_figures_gives_nothing() -> None:
    assert rows_of("Reviews matter to children.", "", "See the next page.") == []


@given(st.text(max_size=200))
def test_any_text_ends_without_an_error_and_invents_no_figure(text: str) -> None:
    line = re.sub(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", text)
    rows = rows_of(line)
    check_hygiene(rows)
    check_printed(rows, [line])


@given(st.lists(st.sampled_from([
    "of", "the", "LAC", "in", "June", "12", "40%", "(", ")", "/", "to", "from", "increase", "by", "reviews", "18",
    "compared to", "last year", "Q2", "2020/21", "per 10,000", "target", ",", ".", "£5,000", "-3", "with", "them",
]), max_size=25))  # fmt: skip
def test_any_order_of_words_ends_without_an_error_and_invents_no_figure(words: list[str]) -> None:
    line = " ".join(words)
    rows = rows_of(line)
    check_hygiene(rows)
    check_printed(rows, [line])


@given(st.text(alphabet=string.digits + " .,%/-()£JuneQaged:", max_size=60))
def test_the_mask_keeps_the_length(text: str) -> None:
    assert len(masked(text.lower(), JUNE, SAYS)) == len(text)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("In January 77 families joined", ["77"]),
        ("In January 21 the rules changed", []),
        ("a high of 1946 in November", ["1946"]),
        ("the survey of 2014 (40%)", ["40%"]),
        ("2022 (65%) said yes", ["2022", "65%"]),
        ("12'255 pages, 1,204 hits, 2.23 each", ["12'255", "1,204", "2.23"]),
        ("the A10 measure was 402.5 days", ["402.5"]),
        ("a wait of 12 days", []),
        ("it rose within months.98% were in time", ["98%"]),
        ("between 40 and 55% of them", ["40", "55%"]),
        ("3 or more placements; 9% had 2 years or less", ["9%"]),
        ("$496~(16\\,\\%)$ of pupils", ["496", "16%"]),
    ],
)
def test_which_numbers_are_figures(text: str, figures: list[str]) -> None:
    assert [figure.text for figure in read_line(plain(text), JUNE).figures] == figures


def test_the_ends_of_a_range_have_one_unit() -> None:
    assert [figure.unit for figure in read_line("between 40 and 55% of them", JUNE).figures] == ["percent", "percent"]


def test_paragraph_numbers_and_marks_are_left_out_of_the_plain_text() -> None:
    assert plain("- 3.4.2 **Plans** were late") == "Plans were late"
    assert plain("<p>Seen <br> often</p>") == "Seen • often"


def test_a_full_stop_ends_a_sentence_but_not_an_abbreviation() -> None:
    assert [s.text for s in sentences("We met 4 families. 3 came. See Minute No. 57 here.")] == [
        "We met 4 families.", "3 came.", "See Minute No. 57 here.",
    ]  # fmt: skip


def test_of_table_lines_only_cells_of_prose_are_read() -> None:
    again = "Numbers rose in the spring. They then fell again. " * 3
    assert prose_cells(f"Reviews\t45\t{again}", in_table=True) == []
    prose = "Numbers rose as courts opened again. They fell in the autumn."
    assert prose_cells(f"Reviews\t45\t{prose}", in_table=True) == [prose]
    assert prose_cells("Reviews of children in care within timescales\t45\t91.2%", in_table=True) == []


def test_furniture_and_stories_are_whole_lines() -> None:
    pages = [f"Town Council pack page {n}" for n in range(6)]
    assert furniture([*pages, "We met 12 families"]) == set(range(6))
    before, after = ["She came to see us often.", "He helped her with it."], ["She moved in May.", "Her mum agreed."]
    told = [*before, "Support at 19 meetings was given.", *after]
    assert 2 in stories(told)


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Performance Report - May 2021", "2021-05"),
        ("Performance Report - January 2016/17", "2017-01"),
        ("62. PERFORMANCE MONITORING QUARTER 2 2020/21", "2020/21 Q2"),
        ("ANNUAL REPORT 2019/20", "2019/20"),
        ("Performance Report - 1st September 2021", "2021-06"),
        ("57. URGENT BUSINESS", None),
    ],
)
def test_headings_say_what_now_is(heading: str, label: str | None) -> None:
    assert next_context(heading, Context(JUNE, "month"), JUNE, SAYS).label == label


def test_what_a_heading_of_another_time_says_is_kept_beside_a_figure_whose_words_say_none() -> None:
    minutes = "62. PERFORMANCE MONITORING QUARTER 2 2020/21"
    (row,) = rows_of(minutes, "There were 535 children in care.")
    assert (row["period"], row["heading_period"]) == (None, "2020/21 Q2")
    (row,) = rows_of(minutes, "There were 535 children in care in March 2021.")
    assert (row["period"], row["heading_period"]) == ("2021-03", None)
    (row,) = rows_of("There were 535 children in care.")
    assert row["heading_period"] is None, "the document's own time needs no heading"


def test_a_registry_without_an_indicator_links_nothing_to_it() -> None:
    some = replace(REGISTRY, indicators={k: i for k, i in REGISTRY.indicators.items() if k != "lac_number"})
    rows = find_claims(
        ["412 LAC as at period end"], table_lines=[], as_at=JUNE, vocabulary=vocabulary_of(some), home="Rotherham"
    )
    assert rows[0]["indicator"] is None


def test_a_figure_has_an_area_of_the_registry_where_it_has_an_indicator() -> None:
    text = "Primary school persistent absence in the North area is 9.1%, against a national average of 8.0%."
    assert [(row["area"], row["period"]) for row in rows_of(text)] == [("North", None), ("National average", "latest")]


@pytest.mark.parametrize("document", AS_AT)
def test_the_original_documents(document: str, documents: Path) -> None:
    """Counts, hygiene and print of the real packs; skipped where they are absent."""
    lines = (documents / f"{document}.txt").read_text(encoding="utf-8").splitlines()
    rows = rows_of(*lines, as_at=AS_AT[document])
    check_hygiene(rows)
    check_printed(rows, lines)
    assert len(rows) >= FEWEST[document]
    assert len({(row["line"], row["part"]) for row in rows}) == len(rows)
    assert rows == rows_of(*lines, as_at=AS_AT[document])
    longest = Counter(row["line"] for row in rows).most_common(1)[0][1]
    assert longest < 25


@pytest.mark.parametrize("broken", ["10,00010.16", "552'21", "192,1", "001,73", "1,2,3.4"])
def test_part_of_a_broken_number_is_no_figure(broken: str) -> None:
    """What is printed is the whole, and the whole is no number: nothing is better than a guess."""
    assert not rows_of(f"The number of children was {broken} in all.")


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("She moved in May", True), ("the dad, 40", True), ("HERS", True), ("he or she may ask", False),
        ("The other theme", False), ("shed the hem of 9 madams", False), ("(he)", True), ("s/he", True),
    ],
)  # fmt: skip
def test_a_sentence_about_one_person_is_told_by_its_pronouns(text: str, speaks: bool) -> None:
    assert is_about_one_person(text) is speaks


def test_a_full_stop_lost_behind_a_bracket_ends_a_sentence() -> None:
    text = "20 plans were made (all new) There were 5 reviews"
    assert [part.text for part in sentences(text)] == ["20 plans were made (all new)", "There were 5 reviews"]


def test_full_time_posts_are_posts_however_they_are_printed() -> None:
    for text in ("There are 3 FTE vacancies.", "There are 12FTE vacancies.", "There are 3.5 FTE vacancies."):
        assert [figure.unit for figure in read_line(text, JUNE).figures] == ["fte"]


def test_a_letter_whose_lower_case_is_two_letters_hides_no_sign() -> None:
    assert {"LAC", "REVIEW"} <= SAYS.lexicon.scan("İzmir: LAC Reviews").signs()


def test_a_figure_that_is_nobody_else_s_is_the_authority_s_that_the_document_is_about() -> None:
    text = "412 LAC as at period end"
    for home in ("Kiteham", None):
        rows = find_claims([text], table_lines=(), as_at=JUNE, vocabulary=VOCABULARY, home=home)
        assert [(row["value"], row["indicator"], row["area"]) for row in rows] == [("412", "lac_number", home)]


@pytest.mark.parametrize(
    "piece", ["7 ", "5/6/", "|5|", "5;", "(1)", "5 of 6 ", "5%, ", "In May 5 ", "5 to ", "a 5 - ", "word "]
)
def test_the_work_for_a_line_grows_with_its_length_alone(piece: str) -> None:
    """Function calls for a line four times as long are four times as many, and not sixteen times."""
    short, long = (calls_for((piece * length)[:length]) for length in (1_500, 6_000))
    assert long < 5.5 * short


def calls_for(text: str) -> int:
    calls = 0

    def count(*event: object) -> None:
        nonlocal calls
        calls += event[1] in ("call", "c_call")

    sys.setprofile(count)
    try:
        rows_of(text)
    finally:
        sys.setprofile(None)
    return calls


def test_a_sentence_in_pieces_loses_no_figure() -> None:
    text = " ".join(f"{number} visits" for number in range(100, 300))
    assert [row["value"] for row in rows_of(text)] == [str(number) for number in range(100, 300)]


def test_digits_of_other_scripts_and_endless_numbers_are_no_figures() -> None:
    assert rows_of("There were ４１２ and ٤١٢ visits.") == []
    assert rows_of(f"There were {'9' * 400} visits.") == []
