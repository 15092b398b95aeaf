"""Whose and when, the whole way: texts of other councils become figures of the right authority and month, or nothing."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
import yaml

from scorecard import cli
from scorecard.errors import InputError
from tests.fixtures.one_pack import findings_of, read_text, workspace_of

SICKNESS = """Early Help and Family Engagement Monthly Performance Report

As at Month End: {month}

{council} Borough Council

\t\t\t\t11.7\t
\tSickness - Annual FTE sick days\t\t\t\t
\tScorecard\tNorth\tSouth\tCentral\tCombined Early Help Teams
\tMar-19\t{0}\t{1}\t{2}\t{3}
\tApr-19\t{1}\t{2}\t{3}\t{0}
"""
MINUTES = """Panel for Children in Care

{meeting}

Exampleton Borough Council

{said}
- 207 in-house foster carer households were registered at the end of the quarter.
- 88.1% of looked after children had an up to date dental assessment, in comparison to last year (84.6%).
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "2019-05-minutes.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_localities_of_one_name_are_not_compared_between_councils(tmp_path: Path) -> None:
    first = SICKNESS.format("4.20", "5.10", "6.30", "5.20", month="April 2019", council="Kiteham")
    second = SICKNESS.format("9.40", "9.90", "8.70", "9.30", month="May 2019", council="Exampleton")
    packs = {"2019-04-kiteham": first, "2019-05-exampleton": second}
    assert findings_of(workspace_of(packs, tmp_path / "two")).filter(pl.col("rule") == "between-packs").is_empty()
    packs["2019-05-exampleton"] = second.replace("Exampleton", "Kiteham")
    told = findings_of(workspace_of(packs, tmp_path / "one")).filter(pl.col("rule") == "between-packs")
    assert told.height == 8, "the same packs of one council restate every figure"


@pytest.mark.parametrize(
    ("meeting", "said", "as_at", "told"),
    [
        ("Thursday, 12th September, 2019", "Performance - June, 2019 (Quarter 1)", "2019-06-30", "says"),
        ("12 September 2019", "The figures of Quarter 1 2019/20 were looked at.", "2019-06-30", "says"),
        ("12/09/2019", "Figures are shown up to the end of July.", "2019-07-31", "says"),
        ("Date of meeting: 2019-09-12", "The quarter's figures were looked at.", "2019-06-30", "meeting"),
    ],
)
def test_minutes_are_about_the_quarter_before_the_meeting(
    meeting: str, said: str, as_at: str, told: str, tmp_path: Path
) -> None:
    tables = read_text(MINUTES.format(meeting=meeting, said=said), "2019-09-minutes", tmp_path, prose_only=True)
    (document,) = tables["documents"].rows(named=True)
    assert (str(document["as_at"]), document["as_at_from"], str(document["published"])) == (as_at, told, "2019-09-12")
    carers = tables["claims"].filter(pl.col("value") == 207.0)["period"].to_list()
    assert carers == ([None] if as_at == "2019-07-31" else ["2019/20 Q1"]), "a quarter that is not over has no end"


def test_a_pack_that_does_not_say_whose_it_is_is_refused_and_taken_with_its_publisher(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = MINUTES.format(meeting="2 May 2019", said="").replace("Exampleton Borough Council", "")
    path, data = write(tmp_path, text), tmp_path / "data"
    asked = ["extract", "--data", str(data), "--prose-only", str(path)]
    assert cli.main(asked) == 2
    said = capsys.readouterr().err
    assert "does not tell whose figures it prints: no authority is named" in said and "--publisher" in said
    assert not (data / "raw").exists() or not any((data / "raw").iterdir())
    assert cli.main([*asked, "--publisher", "st helens"]) == 0
    record = data / "raw" / "2019-05-minutes" / "document.yml"
    given = {"publisher": "St. Helens", "publisher_from": "given"}
    assert given.items() <= yaml.safe_load(record.read_text(encoding="utf-8")).items()
    assert cli.main(asked) == 0, "it is remembered"
    assert given.items() <= yaml.safe_load(record.read_text(encoding="utf-8")).items()
    assert set(read_claims(data)["authority"]) == {"St. Helens"}
    assert cli.main([*asked, "--publisher", "Exampleton", "--check"]) == 0
    assert "Exampleton" in capsys.readouterr().out


def read_claims(data: Path) -> pl.DataFrame:
    assert cli.main(["clean", "--data", str(data)]) == 0
    return pl.read_parquet(data / "processed" / "claims.parquet")


def test_two_that_are_named_alike_are_both_told(tmp_path: Path) -> None:
    both = MINUTES.format(meeting="2 May 2019", said="").replace(
        "Exampleton Borough Council", "Exampleton Borough Council and Kiteham Borough Council"
    )
    with pytest.raises(InputError, match=r"Exampleton \(line 5\) and Kiteham \(line 5\) are named alike"):
        read_text(both, "2019-05-minutes", tmp_path, prose_only=True)


def test_the_month_is_told_when_only_the_meeting_gives_it(tmp_path: Path) -> None:
    said: list[str] = []
    text = MINUTES.format(meeting="2 May 2019", said="")
    read_text(text, "2019-05-minutes", tmp_path, prose_only=True, report=said.append)
    assert "the text does not say its month: March 2019 is the last month or quarter that was over" in said[0]


def test_a_pack_in_capitals_is_its_councils(tmp_path: Path) -> None:
    pack = SICKNESS.format("4.20", "5.10", "6.30", "5.20", month="April 2019", council="Kiteham").replace(
        "Kiteham Borough Council", "KITEHAM BOROUGH COUNCIL"
    )
    observed = read_text(pack, "2019-04-kiteham", tmp_path)["observations"]
    assert set(observed["authority"]) == {"Kiteham"} and observed["area_kind"].is_in(["authority", "locality"]).all()
