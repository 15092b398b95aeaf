"""What the questions are asked of: every figure as known, with all that forbids or limits an answer beside it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from scorecard.comparators import Comparator
from scorecard.frames import looked_up
from scorecard.measures.answers.few import with_never_few
from scorecard.measures.answers.quoted import quoted_figures
from scorecard.measures.as_known_at import FIGURE_KEY, as_known_at
from scorecard.measures.caveats import grave, with_caveats
from scorecard.measures.findings import SEVERITY_ORDER, with_findings
from scorecard.measures.judgeable import with_not_judged
from scorecard.measures.polarity import as_printed, with_family
from scorecard.measures.rag import limits_of_line
from scorecard.registry import Registry

PERIODS = ("month", "quarter", "academic_term", "year_to_date", "financial_year", "academic_year")
"""The kinds of periods whose figures are asked about, the shortest first."""
_BREAKS = ("definition", "method", "system", "population", "basis")
"""Changes over which a measure's figures are not compared; an event or a new name changes no figure's meaning."""
EVENT = "event"
"""The kind of what happened beside a measure: it changed no figure's meaning, but may explain a change."""
AS_AT_THE_END = ("month-end", "rolling-12-months")
"""Bases of figures that are as at the end of their time: those of a quarter or year are those of its last month."""
_COUNTS_ON, _LONGER = "year-to-date", ("termly", "quarterly")
_APRIL, _MONTHS, _A_QUARTER = 4, 12, 3
_SAME = 1e-9
_A_YEAR = "-12mo"
_SUM_KEY = ["authority", "area", "breakdown", "period"]
_MOMENT = ["authority", "area", "breakdown", "period", "period_start", "period_end"]


@dataclass(frozen=True)
class Material:
    """The processed tables (with findings where validation has run) and what the registry says of the measures.

    ``rules``: the registry's frame, one row per indicator. ``breaks``: one row per change that breaks a series:
    ``indicator``, ``changed``, ``reason``, ``whose``. ``events``: the same of what broke none. ``caveat_kinds``:
    what documents may warn of. ``on``: the date as known at which questions are asked; null for all that is known.
    """

    tables: Mapping[str, pl.DataFrame]
    rules: pl.DataFrame
    breaks: pl.DataFrame
    events: pl.DataFrame
    caveat_kinds: pl.DataFrame
    comparators: Sequence[Comparator]
    registry: Registry
    on: date | None = None

    @classmethod
    def of(cls, tables: Mapping[str, pl.DataFrame], registry: Registry, on: date | None = None) -> Material:
        """The material of processed tables, with the words of a registry."""
        changes = registry.change_frame()
        breaks, events = changes.filter(pl.col("kind").is_in(_BREAKS)), changes.filter(pl.col("kind") == EVENT)
        kinds = registry.caveat_frame()
        return cls(tables, registry.frame(), breaks, events, kinds, list(registry.comparators.values()), registry, on)

    def once(self, asked: Hashable, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """What ``make`` makes for what is ``asked``, made once and kept: several questions compare the same figures."""
        if asked not in self._kept:
            self._kept[asked] = make()
        return self._kept[asked]

    @cached_property
    def _kept(self) -> dict[Hashable, pl.DataFrame]:
        return {}

    @cached_property
    def known(self) -> pl.DataFrame:
        """One row per figure as known, comparators' too, with its earlier prints (see `as_known_at`)."""
        return as_known_at(self.tables["observations"], self.tables["documents"], on=self.on)

    @cached_property
    def figures(self) -> pl.DataFrame:
        """One row per figure of the authority or a locality: what is printed, and what only prose gives (``quoted``).

        Added to the columns of `as_known_at`: ``title``, ``family`` and ``good`` (as it prints it), ``kind``,
        ``adds_up``, ``share_of`` (its denominator), ``place``, ``cases`` (of how many it tells; null if not known),
        ``never_few`` (do the figures of its measure prove that it tells of many?), ``facts`` and ``severity`` of the
        findings about it, ``caveats`` and ``notes``, ``under_caveat`` (the first kind that forbids judging),
        ``not_judged``, ``limit_lower``, ``limit_upper`` and ``target`` of its document's green, and whether it prints a
        worse colour below them (``colour_below``).
        """
        own = self.known.filter(
            pl.col("value").is_not_null(),
            pl.col("area_kind") != "comparator",
            pl.col("unit") != "ratio",
            pl.col("period_kind").is_in(PERIODS),
        ).with_columns(pl.lit(False).alias("quoted"))
        own = _without_longer_as_months(own)
        quoted = quoted_figures(self.tables["claims"], self.tables["documents"], self.rules, own, on=self.on)
        rules = self.rules.select(
            "indicator",
            "seasonal",
            "covers",
            pl.col("name").alias("title"),
            "good",
            "kind",
            "adds_up",
            "average_of",
            "rate_count",
            "position",
            pl.col("denominator").alias("share_of"),
            pl.col("basis").alias("usual_basis"),
        )
        return (
            pl.concat([own, quoted], how="diagonal")
            .with_columns(_place().alias("place"))
            .pipe(looked_up, rules, ["indicator"])
            .pipe(with_family, self.tables)
            .pipe(as_printed, self.registry)
            .pipe(self._with_cases)
            .pipe(with_never_few)
            .pipe(_with_other_ends)
            .pipe(self._with_facts)
            .pipe(with_caveats, self._caveats(), self.tables["documents"])
            .with_columns(grave(self.caveat_kinds).alias("under_caveat"))
            .pipe(with_not_judged, self.tables["observations"], self.rules)
            .pipe(limits_of_line, self.tables["thresholds"])
            .pipe(_with_colour_below, self.tables["thresholds"])
            .sort("indicator", "unit", "authority", "area", "breakdown", "period_kind", "period_end", "period")
        )

    @cached_property
    def series(self) -> pl.DataFrame:
        """What figures are compared with: `figures`, and what is as at the end of a quarter or year as of that month.

        And what is as at the end of a month or year as of the quarter that ends with it. Only where none is printed,
        and only for what is counted at the end of its time or over a rolling year; what counts on from April is that
        of the last month of its quarter or year.
        """
        ends = pl.concat([_as_months(self.figures), _as_quarters(self.figures)])
        once = ends.unique(FIGURE_KEY, keep="first", maintain_order=True)
        return pl.concat([self.figures, once.join(self.figures, on=FIGURE_KEY, how="anti", nulls_equal=True)])

    def _with_cases(self, figures: pl.DataFrame) -> pl.DataFrame:
        """``cases``: y, or the count that the registry names as whole, number of cases or count of a rate.

        A count over another stretch of time than the figure's is none of its cases; a number at the end serves any.
        What counts on from April is of the cases of all its months.
        """
        counts = (
            self.known.filter((pl.col("unit") == "count") & pl.col("value").is_not_null())
            .select(
                *_MOMENT,
                pl.col("indicator").alias("cases_of"),
                pl.col("value").alias("of_registry"),
                pl.col("basis").alias("count_basis"),
            )
            .unique([*_MOMENT, "cases_of"], keep="none")
        )
        named = pl.coalesce("share_of", "average_of", "rate_count").alias("cases_of")
        joined = looked_up(figures.with_columns(named), counts, [*_MOMENT, "cases_of"])
        joined = looked_up(joined, _to_date(self.known), [*_SUM_KEY, "cases_of"])
        fits = (pl.col("count_basis") == "month-end") | pl.col("count_basis").eq_missing(pl.col("basis"))
        to_date = pl.when(pl.col("basis") == _COUNTS_ON).then("since_april")
        counted = (pl.col("unit") == "count") & (pl.col("kind") != "average")
        own = pl.when(counted.fill_null(False)).then(pl.col("value"))
        return joined.with_columns(
            pl.coalesce("denominator", pl.when(fits).then("of_registry"), to_date, own).alias("cases")
        ).drop("cases_of", "of_registry", "count_basis", "since_april")

    def _with_facts(self, figures: pl.DataFrame) -> pl.DataFrame:
        """``facts`` and ``severity``: what was found about any print of the figure in its document."""
        printed = ["document", *FIGURE_KEY, "value"]
        prints = self.tables["observations"].filter(pl.col("value").is_not_null())
        found = with_findings(prints, self.tables["findings"]).filter(pl.col("severity").is_not_null())
        order = pl.col("severity").replace_strict(SEVERITY_ORDER, default=len(SEVERITY_ORDER))
        of_figure = (
            found.sort(order, "line", "cell")
            .group_by(printed, maintain_order=True)
            .agg(pl.col("findings").explode().unique(maintain_order=True).alias("facts"), pl.col("severity").first())
        )
        return looked_up(figures, of_figure, printed).with_columns(pl.col("facts").fill_null([]))

    def _caveats(self) -> pl.DataFrame:
        """What documents warn of; a warning without a time, after a change of the system, is of figures since then.

        Only where the system of its measure changed in the twelve months up to the document: no new system speaks of
        what the old one counted.
        """
        documents = self.tables["documents"].select("document", "as_at", pl.col("publisher").alias("_publisher"))
        systems = self.breaks.filter(pl.col("kind") == "system").select("indicator", "changed", "whose")
        rows = self.tables["caveats"].with_row_index("_row")
        concerned = pl.col("whose").is_null() | (pl.col("whose") == pl.col("_publisher"))
        lately = (pl.col("changed") <= pl.col("as_at")) & (pl.col("changed") > pl.col("as_at").dt.offset_by(_A_YEAR))
        since = (
            rows.filter(pl.col("period_start").is_null())
            .join(documents, on="document")
            .join(systems, on="indicator")
            .filter(concerned & lately)
            .group_by("_row")
            .agg(pl.col("changed").max())
        )
        told = rows.join(since, on="_row", how="left", validate="1:1", maintain_order="left")
        return told.with_columns(pl.coalesce("period_start", "changed").alias("period_start")).drop("_row", "changed")


def _with_colour_below(figures: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """``colour_below``: does the figure's document print red or amber for what lies below the limits of its measure?"""
    worse = thresholds.filter((pl.col("band") != "green") & pl.col("upper").is_not_null())
    least = worse.group_by("document", "indicator").agg(pl.col("upper").min().alias("_worse"))
    below = pl.col("_worse") <= pl.col("limit_lower") + _SAME
    return (
        looked_up(figures, least, ["document", "indicator"])
        .with_columns(below.fill_null(False).alias("colour_below"))
        .drop("_worse")
    )


def _to_date(known: pl.DataFrame) -> pl.DataFrame:
    """``since_april``: of each count and month, the sum of its months since April, where all are printed."""
    counts = known.filter(
        (pl.col("unit") == "count") & (pl.col("basis") == "in-month") & (pl.col("period_kind") == "month")
    ).drop_nulls("value")
    at = (pl.col("period_end").dt.month() - _APRIL) % _MONTHS
    year = pl.col("period_end").dt.offset_by("-3mo").dt.year()
    one = counts.with_columns(at.alias("at"), year.alias("year")).rename({"indicator": "cases_of"})
    key = ["authority", "area", "breakdown", "cases_of", "year"]
    summed = (
        one.unique([*key, "at"], keep="none")
        .sort(*key, "at")
        .with_columns(
            pl.col("value").cum_sum().over(key).alias("since_april"), pl.int_range(pl.len()).over(key).alias("before")
        )
        .filter(pl.col("before") == pl.col("at"))
    )
    return summed.select(*_SUM_KEY, "cases_of", "since_april")


def _without_longer_as_months(figures: pl.DataFrame) -> pl.DataFrame:
    """``figures`` without what a month's column prints of a term or quarter that is printed as well: it is theirs."""
    subject = ["document", "indicator", "authority", "area", "breakdown", "unit"]
    longer = figures.filter(pl.col("period_kind").is_in(["academic_term", "quarter"])).select(
        *subject,
        pl.col("period_start").alias("begins"),
        pl.col("period_end").alias("ends"),
        pl.col("value").alias("same"),
    )
    rows = figures.with_row_index("_row")
    months = rows.filter((pl.col("period_kind") == "month") & pl.col("basis").is_in(_LONGER))
    of_longer = months.join(longer, on=subject, nulls_equal=True).filter(
        pl.col("period_end").is_between("begins", "ends") & (pl.col("value") == pl.col("same"))
    )
    return rows.join(of_longer, on="_row", how="anti").drop("_row")


def _as_months(figures: pl.DataFrame) -> pl.DataFrame:
    """Figures as at the end of a quarter or a year, as of its last month; printed ones first, then the newest."""
    of_year = pl.col("period_kind") == "financial_year"
    at_the_end = pl.col("usual_basis").is_in(AS_AT_THE_END) & (of_year | (pl.col("period_kind") == "quarter"))
    to_date = (pl.col("period_kind") == "quarter") & (pl.col("basis") == _COUNTS_ON)
    counts_on = (pl.col("usual_basis") == _COUNTS_ON) & (of_year | to_date)
    last = pl.col("period_end").dt
    months = figures.filter(at_the_end | counts_on, pl.col("covers").is_null()).with_columns(
        last.strftime("%Y-%m").alias("period"),
        pl.lit("month").alias("period_kind"),
        last.month_start().alias("period_start"),
        pl.col("usual_basis").alias("basis"),
    )
    return months.sort("quoted", "as_at", descending=[False, True], maintain_order=True)


def _as_quarters(figures: pl.DataFrame) -> pl.DataFrame:
    """Figures as at the end of a year or of a quarter's last month, as of that quarter; ordered as `_as_months`."""
    last = pl.col("period_end").dt
    ends = (last.month() % _A_QUARTER == 0) & pl.col("period_kind").is_in(["month", "financial_year"])
    start = last.month_start().dt.offset_by(f"-{_A_QUARTER - 1}mo")
    april = start.dt.offset_by(f"-{_APRIL - 1}mo").dt.year()
    number = (start.dt.month() - _APRIL) % _MONTHS // _A_QUARTER + 1
    label = pl.format("{}/{} Q{}", april, ((april + 1) % 100).cast(pl.String).str.zfill(2), number)
    at_the_end = ends & pl.col("usual_basis").is_in(AS_AT_THE_END) & pl.col("covers").is_null()
    quarters = figures.filter(at_the_end).with_columns(
        label.alias("period"),
        pl.lit("quarter").alias("period_kind"),
        start.alias("period_start"),
        pl.col("usual_basis").alias("basis"),
    )
    return quarters.sort("quoted", "as_at", descending=[False, True], maintain_order=True)


def _with_other_ends(figures: pl.DataFrame) -> pl.DataFrame:
    """``figures`` of which ``same_document`` has also what the year's or quarter's column gives for their month.

    Only where the two cannot be the same number rounded. What a sentence tells of a year may be of all its months.
    """
    half = 0.5 * pl.lit(10.0).pow(-pl.min_horizontal("decimals", "end_decimals").cast(pl.Int32)) + _SAME
    ends = _as_months(figures.filter(~pl.col("quoted"))).select(
        *FIGURE_KEY, pl.col("value").alias("end_value"), pl.col("decimals").alias("end_decimals")
    )
    other = (
        figures.select(*FIGURE_KEY, "value", "decimals")
        .join(ends, on=FIGURE_KEY, nulls_equal=True)
        .filter((pl.col("value") - pl.col("end_value")).abs() > half)
        .group_by(FIGURE_KEY, maintain_order=True)
        .agg(pl.col("end_value").unique(maintain_order=True))
    )
    joined = looked_up(figures, other, FIGURE_KEY)
    both = pl.col("same_document").fill_null([]).list.concat(pl.col("end_value").fill_null([]))
    return joined.with_columns(both.list.unique(maintain_order=True).alias("same_document")).drop("end_value")


def _place() -> pl.Expr:
    """``document:line:cell`` of a figure; ``document:line`` of one quoted in a sentence."""
    cell = pl.when(pl.col("cell").is_null()).then(pl.lit("")).otherwise(pl.lit(":") + pl.col("cell").cast(pl.String))
    return pl.concat_str("document", pl.lit(":"), pl.col("line").cast(pl.String), cell)
