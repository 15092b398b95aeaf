"""The tables by council: whose they are, which quarters each has, and what is one council's alone."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.council_quarter import CouncilQuarter, parse_quarter
from scorecard.errors import UsageError
from scorecard.measures.by_council import (
    Part,
    are_several,
    councils,
    homes_of,
    in_quarters,
    of_council,
    of_each,
    part_asked,
    quarters_by_council,
)
from scorecard.measures.quality import checks_of_documents
from scorecard.measures.slices import HOMES, QuarterCut, Slices, hashes
from scorecard.periods import Quarter
from scorecard.schema import UNKNOWN_AUTHORITY
from tests.fixtures.processed import frame, tables
from tests.fixtures.several import CHECKS, FIRST, SECOND, THIRD, of, several_tables

CODES = councils(several_tables()["documents"])


@pytest.fixture(scope="module")
def together() -> dict[str, pl.DataFrame]:
    rank = {"authority": FIRST, "document": "pack-june", "line": 1, "cell": 1, "indicator": "lac_rate"}
    answers = [rank | {"measure": "trend"}, rank | {"measure": "against-benchmark", "against": "authorities"}]
    answers += [{"authority": SECOND, "measure": "trend"}, {"authority": FIRST, "measure": "revision"}]
    return several_tables() | {"measures": frame("measures", *answers)}


def test_a_document_that_nobody_is_known_to_have_published_is_of_a_council_of_its_own() -> None:
    documents = frame("documents", {"document": "a", "publisher": "Anytown"}, {"document": "b"})
    assert councils(documents) == {"Anytown": "anytown", UNKNOWN_AUTHORITY: "unknown-authority"}
    assert are_several(documents) and not are_several(documents.head(1))


def test_each_council_has_the_quarters_of_its_own_figures(together: dict[str, pl.DataFrame]) -> None:
    found = quarters_by_council(together["documents"], together["observations"], together["claims"])
    assert [str(quarter) for quarter in found] == [
        "2019-20-Q4@a-council",
        "2020-21-Q1@a-council",
        f"2020-21-Q1@{CODES[THIRD]}",
        f"2019-20-Q4@{CODES[SECOND]}",
        f"2020-21-Q1@{CODES[SECOND]}",
    ]
    told = frame("claims", {"document": "pack-may-third", "period": "2019-11"})
    quoted = quarters_by_council(together["documents"], together["observations"], told)
    assert set(quoted) - set(found) == {CouncilQuarter(2019, 3, CODES[THIRD])}


def test_the_quarters_of_one_council_are_those_of_all() -> None:
    alone = tables()
    found = quarters_by_council(alone["documents"], alone["observations"], alone["claims"])
    assert found == [Quarter(2019, 4), Quarter(2020, 1)]


def test_rows_about_a_councils_quarter_are_those_of_its_own_documents(together: dict[str, pl.DataFrame]) -> None:
    figures, documents = together["observations"], together["documents"]

    def told(*quarters: Quarter) -> set[str]:
        return set(in_quarters(figures, quarters, documents)["document"])

    assert told(CouncilQuarter(2020, 1, CODES[THIRD])) == {"pack-may-third"}
    assert told(CouncilQuarter(2019, 4, CODES[THIRD])) == set()
    both = CouncilQuarter(2019, 4, CODES[SECOND]), CouncilQuarter(2020, 1, CODES[THIRD])
    assert told(*both) == {"pack-june-second", "pack-may-third"}
    assert told(Quarter(2019, 4)) == {"pack-june", "pack-june-second"} and told() == set()


def test_the_findings_of_a_document_stand_on_a_page_of_its_own_council(together: dict[str, pl.DataFrame]) -> None:
    homes = dict(homes_of(together["observations"], together["documents"]).iter_rows())
    assert homes["pack-may-third"] == f"2020-21-Q1@{CODES[THIRD]}" and homes["pack-june"] == "2020-21-Q1@a-council"
    alone = tables()
    assert set(homes_of(alone["observations"], alone["documents"])["quarter"]) == {"2020-21-Q1"}


def test_what_is_of_a_council_is_what_it_has_alone_without_how_it_stands_among_others(
    together: dict[str, pl.DataFrame],
) -> None:
    own, alone = of_council(together, CODES[FIRST]), of(FIRST, tables())
    for name, table in alone.items():
        assert own[name].equals(table), name
    assert own["measures"]["measure"].to_list() == ["trend", "revision"]
    with pytest.raises(UsageError, match="there is no council 'a-concil'; did you mean a-council"):
        of_council(together, "a-concil")


def test_every_row_of_a_document_is_of_one_council(together: dict[str, pl.DataFrame]) -> None:
    parts = of_each(together["observations"], together["documents"])
    assert list(parts) == [CODES[one] for one in sorted(CODES)]
    assert sum(part.height for part in parts.values()) == together["observations"].height


QUARTER = "2020-21-Q1"
CUTS = [{}, {"its_documents": True}, {"in_full": True}, {"theme": "health"}, {"everything": True}]


@pytest.mark.parametrize("how", CUTS, ids=lambda how: "".join(how) or "figures")
def test_the_slice_of_a_councils_quarter_is_the_one_that_it_has_alone(
    how: dict[str, object], together: dict[str, pl.DataFrame]
) -> None:
    quarter = parse_quarter(f"{QUARTER}@{CODES[FIRST]}")
    measures = of_council(together, CODES[FIRST])["measures"]
    here = QuarterCut(quarter, **how)(Slices(together))  # type: ignore[arg-type]
    alone = QuarterCut(Quarter.parse(QUARTER), **how)(Slices(of(FIRST, tables()) | {"measures": measures}))  # type: ignore[arg-type]
    assert here.keys() == alone.keys()
    for name, table in alone.items():
        if name == HOMES:
            assert set(here[name]["quarter"]) == {f"{label}@{CODES[FIRST]}" for label in set(table["quarter"])}
        else:
            assert here[name].equals(table), name


@pytest.mark.parametrize("how", CUTS, ids=lambda how: "".join(how) or "figures")
def test_the_slice_of_a_councils_slice_is_the_slice(how: dict[str, object], together: dict[str, pl.DataFrame]) -> None:
    if "theme" in how:
        return  # no worker is sent that: it only decides what is out of date
    cut = QuarterCut(parse_quarter(f"{QUARTER}@{CODES[SECOND]}"), **how)  # type: ignore[arg-type]
    once = cut(Slices(together))
    again = cut(Slices(once))
    assert [name for name in once if not once[name].equals(again[name])] == []


def test_only_a_row_of_its_own_changes_the_hash_of_a_councils_slice(together: dict[str, pl.DataFrame]) -> None:
    cuts = {code: QuarterCut(CouncilQuarter(2020, 1, code)) for code in CODES.values()}
    before = hashes(together, cuts)
    moved = pl.when(pl.col("document") == "pack-may-second").then(pl.lit(9.0)).otherwise("value").alias("value")
    now = hashes(together | {"observations": together["observations"].with_columns(moved)}, cuts)
    assert {code for code in now if now[code] != before[code]} == {CODES[SECOND]}


def test_checks_of_some_documents_say_which_rules_found_something_in_them() -> None:
    findings = frame(
        "findings", {"document": "pack-june", "rule": "arrows"}, {"document": "pack-june", "rule": "columns"}
    )
    told = checks_of_documents(CHECKS, findings)
    assert told.rows() == [("arrows", "documents", "failed"), ("totals", "documents", "silent")]
    assert set(checks_of_documents(CHECKS, findings.clear())["status"]) == {"silent"}
    assert checks_of_documents(CHECKS.clear(), findings).is_empty()


@pytest.mark.parametrize(
    ("quarter", "council", "part"),
    [
        (None, None, Part()),
        ("Q1 2020/21", None, Part(Quarter(2020, 1))),
        ("2020-21-Q1@a-council", None, Part(Quarter(2020, 1), FIRST)),
        ("2019-20-Q4", CODES[SECOND], Part(Quarter(2019, 4), SECOND)),
        (f"2020-21-Q1@{CODES[THIRD]}", CODES[THIRD], Part(Quarter(2020, 1), THIRD)),
        (None, CODES[THIRD], Part(None, THIRD)),
    ],
)
def test_parameters_name_a_part_of_the_data(
    quarter: str | None, council: str | None, part: Part, together: dict[str, pl.DataFrame]
) -> None:
    assert part_asked(together, quarter, council) == part


def test_of_one_council_its_quarters_may_be_asked_for_by_its_name_too() -> None:
    assert part_asked(tables(), "2020-21-Q1@a-council", None) == Part(Quarter(2020, 1), FIRST)
    assert part_asked(tables(), "2020-21-Q1", None) == Part(Quarter(2020, 1))


@pytest.mark.parametrize(
    ("quarter", "council", "said"),
    [
        ("2020-21-Q1@kiteham", None, "there is no council 'kiteham'"),
        (None, "a-counsil", "there is no council 'a-counsil'; did you mean a-council?"),
        ("2019-20-Q4", CODES[THIRD], f"of {CODES[THIRD]} there is no quarter '2019-20-Q4'"),
        ("2018-19-Q1", None, "there is no quarter '2018-19-Q1'"),
        ("2020-21-Q1@a-council", CODES[THIRD], "the quarter 2020-21-Q1@a-council is not one of"),
    ],
)
def test_a_part_that_is_not_there_is_refused(
    quarter: str | None, council: str | None, said: str, together: dict[str, pl.DataFrame]
) -> None:
    with pytest.raises(UsageError) as caught:
        part_asked(together, quarter, council)
    assert caught.value.what.startswith(said)
