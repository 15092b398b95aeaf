"""The table of quoted figures: read again from print, refused where print says otherwise."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from scorecard.clean.contract.claims import none_ahead, read_claims
from scorecard.errors import InputError
from scorecard.quotes import COLUMNS
from scorecard.registry import load_registry
from scorecard.schema import SCHEMAS

REGISTRY = load_registry()
OF = {"relation": "of"}


def row(published: str, **cells: str) -> dict[str, str]:
    plain = {"line": "12", "part": "1", "relation": "value", "unit": "count", "published": published}
    return {"document": "pack", **dict.fromkeys(COLUMNS, ""), **plain, **cells}


def frame(*rows: dict[str, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"document": pl.String, **dict.fromkeys(COLUMNS, pl.String)})


def read(*rows: dict[str, str]) -> pl.DataFrame:
    return read_claims(frame(*rows), registry=REGISTRY)


def test_the_frame_has_the_contracts_columns_and_types_also_when_empty() -> None:
    assert dict(read().schema) == SCHEMAS["claims"]
    assert dict(read(row("9", value="9")).schema) == SCHEMAS["claims"]


def test_blank_is_null_and_order_is_kept() -> None:
    table = read(row("9", value="9"), row("7", value="7"))
    assert table["value"].to_list() == [9.0, 7.0]
    assert table["indicator"].to_list() == table["period"].to_list() == [None, None]


@pytest.mark.parametrize(
    ("published", "cells"),
    [
        ("1,204", {"value": "1204"}),
        ("12'255", {"value": "12255"}),
        ("999,999,999,999", {"value": "999999999999"}),
        ("0.0000001%", {"value": "0", "unit": "percent"}),  # as extract rounds it
        ("£4.4bn", {"value": "4400000000", "unit": "gbp"}),
        ("-0.8", {"value": "-0.8", "relation": "change", "direction": "down"}),
        ("+3", {"value": "3", "relation": "change", "direction": "up"}),
        ("nine", {"value": "9"}),
        ("£4.4m", {"value": "4400000", "unit": "gbp"}),
        ("£676k", {"value": "676000", "unit": "gbp"}),
        ("95.1%", {"value": "95.1", "unit": "percent"}),
        ("96.4% 581/603", {"value": "96.4", "unit": "percent", "numerator": "581", "denominator": "603"} | OF),
        ("7 of 84", {"unit": "ratio", "numerator": "7", "denominator": "84", "relation": "of"}),
        ("121 30%", {"value": "30", "unit": "percent", "denominator": "121", "relation": "of"}),
        ("94.4% 1687", {"value": "94.4", "unit": "percent", "numerator": "1687", "relation": "of"}),
        ("12.8% to 11.7%", {"value": "11.7", "unit": "percent", "relation": "from-to", "direction": "down"}),
        ("65.1% from 59.6%", {"value": "65.1", "unit": "percent", "relation": "from-to", "direction": "up"}),
        ("40", {"value": "40", "unit": "percent"}),
    ],
)
def test_what_is_printed_is_read(published: str, cells: dict[str, str]) -> None:
    (claim,) = read(row(published, **cells)).to_dicts()
    for column in ("value", "numerator", "denominator"):
        assert claim[column] == (float(cells[column]) if column in cells else None)


@pytest.mark.parametrize(
    "wrong",
    [
        row("9", value="8"),
        row("£4.4m", value="4.4", unit="gbp"),
        row("£400", value="400"),
        row("581/603", unit="ratio", numerator="603", denominator="581", relation="of"),
        row("7 of 84", unit="ratio", numerator="7", denominator="48", relation="of"),
        row("12.8% to 11.7%", value="12.8", unit="percent", relation="from-to"),
        row("9"),
        row("9", value="9", relation="hearsay"),
        row("9", value="9", direction="sideways"),
        row("9", value="9", unit="apples"),
        row("9", value="9", indicator="no_such_measure", certainty="certain"),
        row("9", value="9", indicator="adoptions"),
        row("9", value="9", period="last June"),
    ],
    ids=lambda wrong: "-".join(f"{k}={v}" for k, v in wrong.items() if v and k not in ("document", "line", "part")),
)
def test_a_row_that_does_not_agree_with_its_print_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(InputError, match="line 12 of the source"):
        read(row("7", value="7"), wrong)


def test_a_localitys_figure_does_not_pass_for_the_councils() -> None:
    cells = {"value": "9", "indicator": "adoptions", "certainty": "certain"}
    figures = read(row("9", area="Rotherham", **cells), row("9", area="North", **cells), row("9", **cells))
    assert figures["area"].to_list() == ["Rotherham", "North", None]
    assert set(figures["indicator"]) == {"adoptions"}


@pytest.mark.parametrize(
    ("published", "cells"),
    [
        ("9", {"value": "9", "unit": "gbp"}),
        ("9", {"value": "9", "certainty": "certain"}),
        ("9", {"value": "9", "certainty": "hardly", "indicator": "adoptions"}),
        ("9", {"value": "9", "numerator": "8"}),
        ("9", {"value": "9", "denominator": "8"}),
        ("-9", {"value": "9", "relation": "from-to"} | {"published": "3 to -9"}),
        ("percent", {"unit": "percent", "numerator": "9"}),
        ("9 of ten", {"unit": "percent", "numerator": "9", "relation": "of"}),
    ],
)
def test_a_role_that_the_print_does_not_give_is_refused(published: str, cells: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"claims\.tsv has"):
        read(row(**({"published": published} | cells)))


def test_a_refusal_counts_the_rows_and_shows_the_first() -> None:
    with pytest.raises(InputError, match=r"\(2 rows\)") as caught:
        read(row("7", value="7"), row("9", value="8", line="13"), row("9", value="6", line="14"))
    assert "line 13 of the source: 9" in str(caught.value)


@pytest.mark.parametrize(
    ("period", "relation", "kept"),
    [
        ("2020-06", "value", True),
        ("2020-07", "value", False),
        ("2020-07", "change", False),
        ("2020-07", "forecast", True),
        ("2020-07", "target", True),
        ("2020/21 Q1", "value", True),
        ("2020/21 Q2", "value", False),
        ("2020/21 Q4", "of", False),
        ("2021/22", "value", True),
        ("latest", "value", True),
    ],
)
def test_nothing_is_said_of_a_month_that_had_not_begun_but_what_is_promised(
    period: str, relation: str, kept: bool
) -> None:
    claims = read(row("9", value="9", period=period)).with_columns(relation=pl.lit(relation))
    documents = pl.DataFrame({"document": ["pack"], "as_at": [date(2020, 6, 30)]})
    assert none_ahead(claims, documents)["period"].to_list() == [period if kept else None]
