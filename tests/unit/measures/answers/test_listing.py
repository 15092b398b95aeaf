"""What the command prints: the same rows as table, CSV, JSON and parquet, harmless in each."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import polars as pl
import pytest

from scorecard.errors import UsageError
from scorecard.formats import as_csv, as_json
from scorecard.measures.answers.answer import answer
from scorecard.measures.answers.listing import as_table, asked_for, listed
from scorecard.measures.by_council import Part
from scorecard.periods import Quarter
from scorecard.schema import SCHEMAS, conform
from tests.unit.measures.answers.town import counts, material, printed, share, shares
from tests.unit.validate.rule_frames import indicator, threshold

HOSTILE = ("=1+1", "+1", "-cmd", "@SUM(A1)", " =1+1", "\t=1+1", "|calc", "＝1+1")


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    rows = [*shares("reviews", "2020-02", [(90, 100), (95, 100), (80, 100)]), *counts("adopted", "2020-06", [30])]
    return answer(material(rows, share("reviews"), indicator("adopted")))


def row(**more) -> pl.DataFrame:
    told = {"indicator": "reviews", "title": "Reviews", "measure": "rag", "words": "Fine.", "sure": "robust"}
    return conform("measures", pl.DataFrame([told | more]))


# ---- which rows -----------------------------------------------------------------------------------------------


def test_a_quarter_asks_for_figures_whose_time_ends_in_it(table):
    assert set(asked_for(table, Part(Quarter(2019, 4)), None)["period"]) == {"2020-02", "2020-03"}
    assert set(asked_for(table, Part(Quarter(2020, 1)), None)["period"]) == {"2020-04", "2020-06"}
    assert asked_for(table, Part(Quarter(2018, 1)), None).is_empty()


def test_a_year_is_asked_for_in_the_quarter_in_which_it_ends():
    told = answer(material([printed("adopted", "2019/20", "30")], indicator("adopted")))
    assert asked_for(told, Part(Quarter(2019, 4)), None).equals(told)
    assert asked_for(told, Part(Quarter(2019, 1)), None).is_empty()


def test_an_indicator_and_a_quarter_are_asked_for_together(table):
    rows = asked_for(table, Part(Quarter(2020, 1)), "reviews")
    assert set(rows.select("indicator", "period").rows()) == {("reviews", "2020-04")}
    assert asked_for(table, Part(), None).equals(table)


def test_an_indicator_of_which_nothing_is_answered_is_refused_with_the_one_that_was_meant(table):
    with pytest.raises(UsageError, match=r"there is no indicator 'reveiws'; did you mean reviews\?"):
        asked_for(table, Part(), "reveiws")


def test_an_indicator_that_is_known_but_silent_in_the_quarter_is_no_mistake(table):
    assert asked_for(table, Part(Quarter(2019, 4)), "adopted").is_empty()


# ---- as table -------------------------------------------------------------------------------------------------


def test_the_table_has_a_heading_per_indicator_and_an_entry_per_question(table):
    lines = as_table(asked_for(table, Part(Quarter(2020, 1)), None)).splitlines()
    assert lines[0].startswith(f"{asked_for(table, Part(Quarter(2020, 1)), None).height} answers (")
    assert [line for line in lines if line and not line.startswith(" ")][1:] == [
        "Adopted (adopted)",
        "Reviews (reviews)",
    ]
    assert max(map(len, lines)) <= 118
    assert (
        "  change-on-previous     Reviews, April 2020: 80.0% against 95.0% in March 2020, down 15.0 points, worse."
        in ("\n".join(lines))
    )


def test_how_many_have_an_answer_is_counted(table):
    decided = table.filter(pl.col("sure") != "not-decidable").height
    assert as_table(table).splitlines()[0] == f"{table.height} answers ({decided} with a verdict or a number)"
    assert as_table(row()).splitlines()[0] == "1 answer (1 with a verdict or a number)"


def test_nothing_to_tell_is_said():
    assert as_table(row().clear()) == "nothing is answered here\n"


def test_a_sign_that_nobody_sees_is_shown_in_every_format():
    told = row(words="10\u202e%\x1b[2J", title="\x07Reviews")
    for style in ("table", "csv", "json"):
        text = listed(told, style)
        assert not {"\u202e", "\x1b", "\x07"} & set(text), style
    assert "\\u202e" in listed(told, "table")


# ---- as CSV ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_no_spreadsheet_runs_what_a_pack_prints(text):
    for column in ("against", "words", "settings", "title", "document"):
        (back,) = csv.DictReader(io.StringIO(as_csv(row(**{column: text}))))
        assert back[column].startswith("'"), column


def test_a_negative_number_stays_a_number_in_csv():
    (back,) = csv.DictReader(io.StringIO(as_csv(row(value=-5.5, against="-5.5%"))))
    assert (back["value"], back["against"]) == ("-5.5", "-5.5%")


def test_what_a_pack_prints_as_a_target_comes_out_harmless():
    tolerances = [threshold("adopted", "green", "=cmd|' /C calc'!A0", 40, None, line=13)]
    rows = counts("adopted", "2019-06", [50, 52] * 6 + [50])
    told = answer(material(rows, indicator("adopted"), thresholds=tolerances))
    back = list(csv.DictReader(io.StringIO(as_csv(told.filter(pl.col("measure") == "assurance")))))
    assert back[-1]["against"] == "'=cmd|' /C calc'!A0"


def test_csv_has_a_line_for_each_row_and_the_contracts_header(table):
    back = list(csv.reader(io.StringIO(as_csv(table))))
    assert back[0] == list(SCHEMAS["measures"]) and len(back) == table.height + 1


# ---- as JSON --------------------------------------------------------------------------------------------------


def test_json_is_a_list_of_rows_with_the_contracts_keys_and_nothing_but_json(table):
    def refuse(name: str) -> None:
        raise AssertionError(name)

    rows = json.loads(as_json(table), parse_constant=refuse)
    assert isinstance(rows, list) and len(rows) == table.height
    assert list(rows[0]) == list(SCHEMAS["measures"])
    assert [one["words"] for one in rows] == table["words"].to_list()


def test_dates_are_written_as_iso_and_what_is_missing_as_null():
    (back,) = json.loads(as_json(row(period_end=date(2020, 6, 30))))
    assert (back["period_end"], back["value"], back["breakdown"]) == ("2020-06-30", None, None)


def test_a_number_that_is_none_is_null_in_json():
    assert "NaN" not in as_json(row(value=float("nan")))


def test_no_rows_are_an_empty_list():
    assert json.loads(as_json(row().clear())) == []


def test_a_title_with_quotes_and_letters_of_other_languages_comes_back():
    (back,) = json.loads(as_json(row(title='"Zoë" \\ £')))
    assert back["title"] == '"Zoë" \\ £'


# ---- as parquet -----------------------------------------------------------------------------------------------


def test_parquet_comes_back_as_it_was_and_is_the_same_bytes_twice(table):
    content = listed(table, "parquet")
    assert isinstance(content, bytes) and content == listed(table, "parquet")
    assert pl.read_parquet(io.BytesIO(content)).equals(table)


def test_a_locality_and_a_category_are_told_in_the_sentence():
    rows = [printed("adopted", "2020-06", "30", area="East"), printed("adopted", "2020-06", "30", breakdown="Boys")]
    text = as_table(answer(material(rows, indicator("adopted"))))
    assert "Adopted, East, June 2020: 30" in text and "Adopted – Boys, June 2020: 30" in text
