"""What a spreadsheet shows of a value under its number format."""

from __future__ import annotations

from datetime import datetime

import pytest

from scorecard.readers.number_format import shown

APRIL = datetime(2021, 4, 1)  # noqa: DTZ001 - a sheet's times have no zone


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.941, "0.0%", "94.1%"),
        (0.05, "0%", "5%"),
        (0.285, "0%", "29%"),
        (0.6549999999999999, "0.0%", "65.5%"),
        (1.005, "0.00", "1.01"),
        (2.675, "0.00", "2.68"),
        (603, "General", "603"),
        (603.0, "General", "603"),
        (0.1 + 0.2, "General", "0.3"),
        (1651, "#,##0", "1,651"),
        (12.5, "#,##0.##", "12.5"),
        (5_000_000, '0.0,,"m"', "5.0m"),
        (75222, "[$£-809]#,##0", "£75,222"),
        (-139, '"£"#,##0;[Red]-"£"#,##0', "-£139"),
        (-139, "£#,##0;-£#,##0", "-£139"),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "-"),
        (5, '0" of 9"', "5 of 9"),
        (0.25, "# ?/?", None),
        (123456, "0.00E+00", None),
        (44287, "mmm-yy", "Apr-21"),
        (44287.5, "d mmmm yyyy hh:mm", "1 April 2021 12:00"),
        (APRIL, "mmm-yy", "Apr-21"),
        (APRIL, "mmmm yyyy", "April 2021"),
        (APRIL, "dd/mm/yyyy", "01/04/2021"),
        (APRIL, "mm-dd-yy", "01/04/2021"),
        (True, "General", "TRUE"),
        ("n/a", "0.0%", "n/a"),
        (None, "0", ""),
    ],
)
def test_a_value_is_shown_as_its_format_says(value: object, number_format: str, text: str | None) -> None:
    assert shown(value, number_format) == text
