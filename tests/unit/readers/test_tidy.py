"""CSV files with one figure in each row become the tables that a pack prints; every cell keeps its row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.errors import InputError
from scorecard.readers import open_data
from scorecard.readers.printed import PrintedText
from scorecard.readers.read import read_file

TIDY = """Kites of Fernmouth
ref,measure,unit,period,value
6.1,Number of kites,Count,2021-05-31,1210
6.1,Number of kites,Count,2021-04-30,"1,204"
6.2,Kites that came back,Percentage,2021-05-31,95.3%
6.2,Kites that came back,Percentage,2021-06-30,c
"""
COUNTED = """Measure,Period,Numerator,Denominator,Value,Target
Kites back,Q1,144,220,65.5%,70%
Kites lost,Q1,,,3,
Kites back,Q2,150,220,68.2%,70%
"""
OPEN = """time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,\
new_la_code,la_name,characteristic,number,rate
202122,Financial year,National,E92000001,England,,,,,,Total,82080,70
202122,Financial year,Regional,E92000001,England,E12000003,Yorkshire and The Humber,,,,Total,9120,79
202122,Financial year,Local authority,E92000001,England,E12000003,Y,372,E08000018,Fernmouth,Total,562,c
202122,Financial year,Local authority,E92000001,England,E12000003,Y,372,E08000018,Fernmouth,Boys,310,z
202122,Financial year,School,E92000001,England,E12000003,Y,372,E08000018,,Total,5,low
""".replace("\\\n", "")


def read(text: str) -> PrintedText:
    return read_file(text.encode(), Path("kites.csv"))


def lines(text: str) -> list[str]:
    return [line for line in read(text).lines if line]


def test_measures_become_rows_and_periods_columns_in_their_order() -> None:
    assert lines(TIDY) == [
        "Kites of Fernmouth",
        "ref\tmeasure\tunit\tApr-21\tMay-21\tJun-21",
        "6.1\tNumber of kites\tCount\t1,204\t1210\t",
        "6.2\tKites that came back\tPercentage\t\t95.3%\tc",
    ]


def test_every_cell_keeps_its_row_and_column() -> None:
    printed = read(TIDY)
    at = printed.lines.index("6.1\tNumber of kites\tCount\t1,204\t1210\t") + 1
    assert printed.places[at, 4].words == "row 4, column 5" and printed.places[at, 5].words == "row 3, column 5"


def test_days_within_a_month_are_not_taken_for_it() -> None:
    assert "2021-05-30" in "".join(lines(TIDY.replace("2021-05-31", "2021-05-30")))


def test_a_figure_with_its_x_and_y_has_a_table_for_each_period() -> None:
    assert lines(COUNTED) == [
        "Measure\tNumerator\tDenominator\tQ1\tTarget",
        "Kites back\t144\t220\t65.5%\t70%",
        "Kites lost\t\t\t3\t",
        "Measure\tNumerator\tDenominator\tQ2\tTarget",
        "Kites back\t150\t220\t68.2%\t70%",
    ]


def test_areas_have_tables_of_their_own() -> None:
    rows = "indicator,area,month,value\nKites,Hill,Apr-21,1\nKites,Vale,Apr-21,2\n"
    assert lines(rows) == ["area: Hill", "indicator\tApr-21", "Kites\t1", "area: Vale", "indicator\tApr-21", "Kites\t2"]


def test_open_data_has_areas_as_rows_and_keeps_its_marks() -> None:
    assert lines(OPEN) == [
        "Financial year 2021/22",
        "characteristic: Total",
        "Area\tnumber\trate",
        "England\t82080\t70",
        "Yorkshire and The Humber\t9120\t79",
        "Fernmouth\t562\tc",
        "Financial year 2021/22",
        "characteristic: Boys",
        "Area\tnumber\trate",
        "Fernmouth\t310\tz",
    ]


def test_open_data_with_more_combinations_than_anybody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_data, "_MOST_TABLES", 1)
    with pytest.raises(InputError, match="2 combinations"):
        read(OPEN)


def test_a_wide_file_stays_as_it_is() -> None:
    wide = "Measure,Apr-21,May-21\nKites,1,2\nLost,3,4\n"
    assert lines(wide) == ["Measure\tApr-21\tMay-21", "Kites\t1\t2", "Lost\t3\t4"]
