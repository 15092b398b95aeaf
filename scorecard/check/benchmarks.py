"""A pack's comparators held against a file of them, such as the open data of the Department for Education."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from scorecard.check.document import ReadDocument
from scorecard.check.places import Places
from scorecard.check.report import Fact, Report
from scorecard.general.matching import CERTAIN
from scorecard.provenance import sha256_of
from scorecard.text.letters import letters
from scorecard.words import counted, figure, period

RULE = "benchmark-file"
TITLE = "A comparator is what the file of benchmarks prints for it."
_KEY = ["name", "unit", "area", "period", "period_kind"]
_DIGITS_OF_AN_ID = 10


def held_against(report: Report, document: ReadDocument, benchmarks: ReadDocument) -> Report:
    """The report with what does not agree with a file of benchmarks, and how many figures stand in both.

    Two figures are held against each other where unit, area and period are the same and their measures have one name,
    or are both certainly the same national indicator. A comparator that differs is a warning; the authority's own
    figure a note, for it may have been revised since. Figures agree where they may be one number with more and fewer
    decimals.
    """
    pairs = _pairs(document, benchmarks)
    differing = pairs.filter(~_agrees())
    agree = pairs.height - differing.height
    said = f"{benchmarks.source.name} has {counted(pairs.height, 'figure')} of this pack too: {agree:,} agree"
    if not pairs.height:
        said = f"no figure of it stands in {benchmarks.source.name}: names, units, areas or years differ"
    facts = sorted([*report.facts, *_facts(differing, document, benchmarks)], key=lambda fact: _ORDER[fact.severity])
    return replace(report, facts=tuple(facts), doubts=(*report.doubts, said))


_ORDER = {"error": 0, "warning": 1, "information": 2}


def _pairs(document: ReadDocument, benchmarks: ReadDocument) -> pl.DataFrame:
    """One row per figure of the pack that the file prints too, the first place of the file for each."""
    theirs = _figures(benchmarks).select(*_KEY, other="value", other_decimals="decimals", other_line="line", at="cell")
    once = theirs.unique(_KEY, keep="none", maintain_order=True)
    joined = _figures(document).join(once, on=_KEY, how="inner", maintain_order="left")
    return joined.unique(["line", "cell", "part"], keep="first", maintain_order=True)


def _figures(document: ReadDocument) -> pl.DataFrame:
    """Figures of comparators and authorities without a category, once for each name that their measure has."""
    figures = document.tables["observations"].filter(
        pl.col("value").is_not_null()
        & pl.col("breakdown").is_null()
        & (pl.col("area_kind") != "locality")
        & pl.col("period_start").is_not_null()
    )
    names = pl.DataFrame(list(_names(document)), schema={"indicator": pl.String, "name": pl.String}, orient="row")
    return figures.join(names, on="indicator", how="inner", maintain_order="left")


def _names(document: ReadDocument) -> Iterator[tuple[str, str]]:
    """Each measure with the letters of its name, and with the national indicator that it is or certainly is."""
    own = {measure.id: measure for measure in document.general.measures}
    for id_ in document.tables["observations"]["indicator"].unique(maintain_order=True):
        yield id_, letters(own[id_].name) if id_ in own else id_
    yield from ((one.measure, one.indicator) for one in document.proposals if one.sure == CERTAIN)


def _agrees() -> pl.Expr:
    """Whether two figures may be the same number, one of them printed with fewer decimals."""
    fewer = pl.min_horizontal("decimals", "other_decimals").cast(pl.Float64)
    half = pl.when(pl.col("decimals") == pl.col("other_decimals")).then(0.0).otherwise(0.5 * 10.0 ** (-fewer))
    return (pl.col("value") - pl.col("other")).abs() <= half + 1e-9


def _facts(differing: pl.DataFrame, document: ReadDocument, benchmarks: ReadDocument) -> Iterator[Fact]:
    here, there = Places(document.source.places), Places(benchmarks.source.places)
    for row in differing.iter_rows(named=True):
        known = document.registry.indicators.get(row["indicator"])
        measure = known.name if known else row["indicator"]
        expected = figure(row["other"], row["unit"], row["other_decimals"])
        place = f"{benchmarks.source.name}, {there.words(row['other_line'], row['at'])}"
        yield Fact(
            id=f"fact-{sha256_of(':'.join(map(str, (RULE, row['line'], row['cell']))).encode())[:_DIGITS_OF_AN_ID]}",
            severity="warning" if row["area_kind"] == "comparator" else "information",
            rule=RULE,
            title=TITLE,
            place=here.words(row["line"], row["cell"]),
            line=row["line"],
            cell=row["cell"],
            measure=measure,
            period=row["period"],
            published=row["published"],
            expected=expected,
            explanation=f"{measure}, {row['area']}, {period(row['period'])}: {row['published']} is printed, but "
            f"{benchmarks.source.name} has {expected}.",
            suggestion=None,
            others=(place,),
        )
