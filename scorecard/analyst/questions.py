"""The analyst's questions, each a frame: what was printed, what it says, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard import words
from scorecard.analyst.bench import Bench, open_bench
from scorecard.errors import UsageError
from scorecard.measures import vintages as prints
from scorecard.measures.answers import runs as in_a_row
from scorecard.measures.caveats import with_caveats
from scorecard.measures.findings import with_findings
from scorecard.periods import Quarter
from scorecard.suggest import unknown

FIGURES = (
    "title",
    "area",
    "breakdown",
    "period",
    "value",
    "unit",
    "numerator",
    "denominator",
    "published",
    "status",
    "missing_reason",
    "restated",
    "findings",
    "severity",
    "caveats",
    "place",
    "indicator",
    "number",
    "authority",
    "area_kind",
    "period_kind",
    "basis",
    "period_start",
    "period_end",
    "document",
    "as_at",
    "line",
    "cell",
)
"""The columns of `figures`."""
_AREAS = {"authority": 0, "locality": 1, "comparator": 2}
_YEARS = ("financial_year", "academic_year")
_STEPS = {"month": ("month",), "year": _YEARS}
_LABEL = {"month": "change-on-previous", "year": "change-on-year"}


def indicators(part: str | None = None, *, bench: Bench | None = None) -> pl.DataFrame:
    """One row per indicator that a pack prints or quotes: its id, name, theme, numbers and what good looks like.

    ``part``: only those with this in id, name or number. ``figures``: how many figures are known of it; ``from_period``
    and ``to_period`` the first and the last month, quarter or year of them.
    """
    asked = bench or open_bench()
    known = asked.material.known.filter(pl.col("value").is_not_null(), pl.col("area_kind") != "comparator")
    counted = known.group_by("indicator").agg(
        pl.len().alias("figures"),
        pl.col("period").sort_by("period_end").drop_nulls().first().alias("from_period"),
        pl.col("period").sort_by("period_end").drop_nulls().last().alias("to_period"),
    )
    rows = [
        (one.indicator, one.title, words.listed(list(dict.fromkeys(number for _, number in one.numbers))))
        for one in asked.names
    ]
    named = pl.DataFrame(rows, schema={"indicator": pl.String, "title": pl.String, "numbers": pl.String}, orient="row")
    rules = asked.material.rules.select("indicator", "theme", "unit", "good", "kind", "description")
    listed = named.join(rules, on="indicator", how="left", maintain_order="left").join(
        counted, on="indicator", how="left", maintain_order="left"
    )
    if part is None:
        return listed
    text = pl.concat_str("indicator", "title", "numbers", separator=" ").str.to_lowercase()
    return listed.filter(text.str.contains(part.lower(), literal=True))


def figures(
    name: str,
    *,
    area: Sequence[str] | str | None = None,
    period: str | None = None,
    family: str | None = None,
    bench: Bench | None = None,
) -> pl.DataFrame:
    """One row per figure of an indicator as known, with its place: the authority, localities, comparators.

    ``name``: a printed number (``6.20``), a permanent id or words of the name; ``family`` says whose number it is.
    ``value`` in ``unit`` (percentages in points), ``numerator`` of ``denominator`` as printed, null where there is no
    figure: then ``status`` is ``missing`` and ``missing_reason`` says why. ``status`` ``quoted``: only a sentence gives
    it. ``findings`` are facts about the figure, ``caveats`` what its document warns of. Raises UsageError for a name
    that means no indicator, or several.
    """
    asked = bench or open_bench()
    indicator = asked.indicator(name, family)
    areas = asked.areas(area)
    rows = _told(asked).filter(pl.col("indicator") == indicator)
    if areas is not None:
        rows = rows.filter(pl.col("area").is_in(areas))
    return rows if period is None else rows.filter(pl.col("period") == _label(period, rows["period"]))


def _told(bench: Bench) -> pl.DataFrame:
    """All figures as known, printed and quoted, in order of indicator, area and time."""
    material = bench.material
    quoted = material.figures.filter("quoted").with_columns(
        pl.lit("quoted").alias("status"), pl.col("facts").alias("findings")
    )
    printed = (
        material.known.pipe(with_findings, material.tables["findings"])
        .pipe(with_caveats, material.tables["caveats"], material.tables["documents"])
        .with_columns(pl.col("indicator").replace_strict(_titles(bench), default=None).alias("title"))
    )
    place = pl.concat_str(pl.col("document"), pl.col("line").cast(pl.String), pl.col("cell").cast(pl.String),
                          separator=":", ignore_nulls=True)  # fmt: skip
    return (
        pl.concat(
            [printed, quoted.select(c for c in quoted.columns if c in {*printed.columns, "title"})], how="diagonal"
        )
        .with_columns(place.alias("place"), pl.col("indicator_number").alias("number"))
        .sort(
            "indicator",
            pl.col("area_kind").replace_strict(_AREAS, default=3, return_dtype=pl.Int8),
            "area",
            "breakdown",
            "period_end",
            "period_kind",
            "period",
            "unit",
            nulls_last=True,
        )
        .select(FIGURES)
    )


def _titles(bench: Bench) -> dict[str, str]:
    return {one.indicator: one.title for one in bench.names}


def compare(
    name: str,
    areas: Sequence[str] | str | None = None,
    *,
    period: str | None = None,
    family: str | None = None,
    bench: Bench | None = None,
) -> pl.DataFrame:
    """One row per period and area of an indicator, the areas of one period beside each other.

    ``areas``: those asked for, localities and comparators too; null for all. ``difference``: to the authority's own
    figure of the same period, unit and category, in points for percentages; null where it prints none. Only periods of
    which two areas at least have a figure are there. Raises UsageError for an area that is not known, with the nearest.
    """
    asked = bench or open_bench()
    rows = figures(name, area=areas, period=period, family=family, bench=asked).filter(pl.col("value").is_not_null())
    key = ["authority", "breakdown", "unit", "period", "period_kind"]
    everything = figures(name, family=family, bench=asked).filter(pl.col("area_kind") == "authority")
    own = everything.select(*key, pl.col("value").alias("own")).unique(key, keep="first", maintain_order=True)
    beside = rows.join(own, on=key, how="left", nulls_equal=True, maintain_order="left")
    several = pl.col("area").n_unique().over(key) > 1
    return (
        beside.with_columns((pl.col("value") - pl.col("own")).round(6).alias("difference"))
        .filter(several if areas is None or len(asked.areas(areas) or ()) > 1 else pl.lit(value=True))
        .sort("breakdown", "period_end", "period_kind", "period", maintain_order=True, nulls_last=True)
        .select(
            "period",
            "area",
            "breakdown",
            "value",
            "unit",
            "difference",
            "numerator",
            "denominator",
            "findings",
            "severity",
            "place",
            "area_kind",
            "title",
            "indicator",
        )
    )


def runs(
    length: int = 3,
    *,
    verdict: str = "worse",
    step: str = "month",
    judged: bool = True,
    bench: Bench | None = None,
) -> pl.DataFrame:
    """Which indicators got worse ``length`` times in a row? One row per run, those that reach the latest figure first.

    ``step``: ``month`` or ``year``; ``verdict``: ``worse``, ``better``, ``higher``, ``lower``. What good is stands in
    the registry. A change across a break, under a warning or an error, or of few cases has no verdict and breaks a run;
    with ``judged=False`` it counts too, and ``reasons`` says what keeps it from being called worse. Three in a row are
    three changes, so four figures (see `scorecard.measures.answers.runs`).
    """
    asked = bench or open_bench()
    if step not in in_a_row.STEPS:
        raise unknown("step", step, in_a_row.STEPS)
    if verdict not in ("worse", "better", "higher", "lower"):
        raise unknown("verdict", verdict, ("worse", "better", "higher", "lower"))
    if length < 1:
        raise UsageError(f"a run of {length} is none", expected="a whole number from 1 on")
    return in_a_row.runs(asked.answers, asked.material.rules, length=length, step=step, verdict=verdict, judged=judged)


def vintages(
    period: str,
    name: str | None = None,
    *,
    restated: bool = False,
    family: str | None = None,
    bench: Bench | None = None,
) -> pl.DataFrame:
    """What each pack said of a period: one row per figure and pack that prints it, the oldest pack first.

    ``period``: ``2015/16``, ``June 2020``, ``2020-06``, ``2020-21-Q1``. ``name``: of one indicator. ``change``: since
    the pack before; ``also``: other values that the same pack prints; ``restated``: do packs differ by more than their
    rounding? With ``restated=True`` only figures that do. Raises UsageError for a period that nobody prints.
    """
    asked = bench or open_bench()
    tables = asked.material.tables
    observations = tables["observations"].filter(pl.col("area_kind") != "comparator")
    if name is not None:
        observations = observations.filter(pl.col("indicator") == asked.indicator(name, family))
    dated = tables["documents"]
    if asked.on is not None:
        dated = dated.filter(pl.col("as_at") <= asked.on)
        observations = observations.join(dated.select("document"), on="document", how="semi")
    label = _label(period, observations["period"])
    told = prints.vintages(observations.filter(pl.col("period") == label), dated)
    told = told.with_columns(
        pl.col("indicator").replace_strict(_titles(asked), default=None).alias("title"),
        pl.format("{}:{}:{}", "document", "line", "cell").alias("place"),
    )
    return told.filter(pl.col("restated") | ~pl.lit(restated)).select(
        "title",
        "area",
        "breakdown",
        "period",
        "document_title",
        "as_at",
        "published",
        "value",
        "unit",
        "also",
        "before",
        "change",
        "packs",
        "restated",
        "place",
        "period_kind",
        "indicator",
        "document",
        "line",
        "cell",
    )


def trend(
    name: str,
    *,
    area: str | None = None,
    by: str | None = None,
    family: str | None = None,
    bench: Bench | None = None,
) -> pl.DataFrame:
    """One row per month (or year) of an indicator: its figure, the change on the one before, and what that means.

    ``by``: ``month`` or ``year``; null takes months where there are any. ``verdict`` on the change and why there is
    none (``reason``), ``sure``; of months ``lower``, ``mean`` and ``upper`` limits and the ``variation``; of years the
    ``trend`` over five. All as `measures` has it, in words under ``words``. ``area``: null for the whole authority.
    """
    asked = bench or open_bench()
    indicator = asked.indicator(name, family)
    (wanted,) = asked.areas(area) or (None,)
    own = asked.answers.filter(
        pl.col("indicator") == indicator,
        pl.col("breakdown").is_null(),
        pl.col("area_kind") == "authority" if wanted is None else pl.col("area") == wanted,
    )
    step = by or ("month" if own.filter(pl.col("period_kind") == "month").height else "year")
    if step not in _STEPS:
        raise unknown("step", step, _STEPS)
    asked_of = own.filter(pl.col("period_kind").is_in(_STEPS[step]))
    key = ["authority", "area", "of_unit", "period", "period_kind", "basis"]
    rows = asked_of.filter(pl.col("measure") == _LABEL[step]).select(
        *key,
        "period_end",
        "title",
        pl.col("figure").alias("value"),
        pl.col("value").alias("change"),
        "verdict",
        "sure",
        "reason",
        "words",
        pl.col("inputs").alias("places"),
        "facts",
        "indicator",
    )
    for extra in _beside(asked_of, key, step):
        rows = rows.join(extra, on=key, how="left", nulls_equal=True, maintain_order="left")
    extras = ["mean", "lower", "upper", "variation"] if step == "month" else ["trend"]
    first = ["period", "area", "value", "unit", "change", "verdict", "sure", "reason", *extras]
    return (
        rows.sort("of_unit", "area", "period_end", "period_kind")
        .rename({"of_unit": "unit"})
        .select(*first, "words", "places", "facts", "title", "indicator")
    )


def _beside(answers: pl.DataFrame, key: list[str], step: str) -> list[pl.DataFrame]:
    """What stands beside each period: limits and variation of months, the trend of years."""
    if step == "year":
        return [answers.filter(pl.col("measure") == "trend").select(*key, pl.col("verdict").alias("trend")).unique(key)]
    limits = answers.filter(pl.col("measure") == "limits", pl.col("against").is_null())
    told = answers.filter(pl.col("measure") == "variation")
    return [
        limits.select(*key, pl.col("value").alias("mean"), "lower", "upper").unique(key),
        told.select(*key, pl.col("verdict").alias("variation")).unique(key),
    ]


def _label(period: str, known: pl.Series) -> str:
    """The label of a period that somebody writes. Raises UsageError for one that nobody prints, with the nearest."""
    labels = known.drop_nulls().unique().sort().to_list()
    asked = period.strip()
    if asked in labels:
        return asked
    by_words = {words.period(label).lower(): label for label in labels}
    by_words |= {words.period(label, short=True).lower(): label for label in labels}
    if asked.lower() in by_words:
        return by_words[asked.lower()]
    try:
        quarter = Quarter.parse(asked)
    except ValueError:
        quarter = None
    label = None if quarter is None else f"{quarter.year}/{(quarter.year + 1) % 100:02d} Q{quarter.number}"
    if label in labels:
        return str(label)
    raise unknown("period", period, labels)
