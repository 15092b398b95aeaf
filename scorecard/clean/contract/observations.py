"""From placed cells to the table ``observations``: everything that is read, in polars expressions."""

from __future__ import annotations

import polars as pl

from scorecard.clean.contract.counts_beside import with_counts_beside
from scorecard.clean.contract.doubts import with_doubts
from scorecard.clean.tables.shared.reading import Placement
from scorecard.frames import looked_up
from scorecard.registry import Registry
from scorecard.text.cells import with_reading
from scorecard.units import units_in

_PLACEMENT = {
    "document": pl.String,
    "table": pl.String,
    "family": pl.String,
    "line": pl.Int32,
    "cell": pl.Int32,
    "published": pl.String,
    "text": pl.String,
    "role": pl.String,
    "part": pl.Int32,
    "indicator": pl.String,
    "number": pl.String,
    "name": pl.String,
    "breakdown": pl.String,
    "area": pl.String,
    "basis": pl.String,
    "unit": pl.String,
    "detail": pl.String,
    "correction": pl.String,
    "period": pl.String,
    "period_kind": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
}


def placement_frame(placed: list[tuple[str, str, str | None, Placement]]) -> pl.DataFrame:
    """One row per placed cell: document, table, family and the fields of the placement, the period unpacked."""
    fields = [name for name in _PLACEMENT if name in Placement.__dataclass_fields__ and name != "period"]
    columns: dict[str, list[object]] = {
        "document": [d for d, *_ in placed],
        "table": [t for _, t, *_ in placed],
        "family": [f for *_, f, _ in placed],
        **{name: [getattr(p, name) for *_, p in placed] for name in fields},
        "period": [p.period and p.period.label for *_, p in placed],
        "period_kind": [p.period and p.period.kind for *_, p in placed],
        "period_start": [p.period and p.period.start for *_, p in placed],
        "period_end": [p.period and p.period.end for *_, p in placed],
    }
    return pl.DataFrame({name: columns[name] for name in _PLACEMENT}, schema=_PLACEMENT)


def read_texts(values: pl.DataFrame) -> pl.DataFrame:
    """Placed values, one row per cell, with what their text says: the columns of ``cells.READ_SCHEMA``, and ``doubt``.

    ``share`` is the percentage behind a count, where the measure is one.
    """
    texts = values.select("text").unique(maintain_order=True)  # each is read once
    read = with_reading(texts.lazy(), "text").collect()
    return values.pipe(looked_up, read, "text").pipe(_counts_before_shares).pipe(with_doubts)


def _counts_before_shares(read: pl.DataFrame) -> pl.DataFrame:
    """``18 (3%)`` is 18 where its measure is a number, and 3 per cent where it is a share."""
    count = (pl.col("kind") == "count_percent") & ~pl.col("unit").is_in(units_in("share", "pair")).fill_null(False)
    return read.with_columns(
        value=pl.when(count).then("numerator").otherwise("value"),
        decimals=pl.when(count).then(0).otherwise("decimals").cast(pl.Int8),
        numerator=pl.when(~count).then("numerator"),
        share=pl.when(count).then("value"),
    )


def figures(read: pl.LazyFrame) -> pl.LazyFrame:
    """Of values with their reading one row per figure or missing mark; blank cells and doubtful ones fall away.

    A cell with two figures gives two rows, told apart by ``part``.
    """
    read = read.filter((pl.col("kind") != "blank") & pl.col("doubt").is_null())
    both = pl.col("kind").is_in(["ratio_percent", "percent_ratio"])
    ratio = read.filter(both).with_columns(
        kind=pl.lit("ratio"),
        value=pl.lit(None, dtype=pl.Float64),
        decimals=pl.lit(None, dtype=pl.Int8),
        part=pl.lit(1, dtype=pl.Int32),
    )
    percent = read.filter(both).with_columns(kind=pl.lit("percent"), part=pl.lit(2, dtype=pl.Int32))
    second = read.filter(pl.col("second_value").is_not_null()).with_columns(
        value=pl.col("second_value"), decimals=pl.col("second_decimals"), part=pl.lit(2, dtype=pl.Int32)
    )
    first = read.filter(~both).with_columns(
        part=pl.when(pl.col("second_value").is_not_null()).then(1).otherwise(pl.col("part")).cast(pl.Int32)
    )
    return pl.concat([first, second, ratio, percent])


def unread_table(placed: pl.DataFrame, texts: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """The table ``unread``: what no reading could place, and values and tolerances that hold nothing to be trusted."""
    unread = placed.filter(pl.col("role") == "unread").with_columns(reason=pl.col("detail"))
    no_figure = texts.filter(pl.col("doubt").is_not_null()).with_columns(reason=pl.col("doubt"))
    no_interval = thresholds.filter(pl.col("reason").is_not_null()).with_columns(
        reason=pl.format("a tolerance: {}", "reason")
    )
    return pl.concat([frame.select(*placed.columns, "reason") for frame in (unread, no_figure, no_interval)]).sort(
        "document", "line", "cell", "part"
    )


def _unit() -> pl.Expr:
    kind = pl.col("kind")
    return (
        pl.when(kind.is_in(["ratio", "damaged_ratio"]))
        .then(pl.lit("ratio"))
        .when(kind == "money")
        .then(pl.lit("gbp"))
        .when(kind.is_in(["percent", "percent_count", "two_percents"]))
        .then(pl.lit("percent"))
        .otherwise(pl.col("unit"))
    )


def _basis() -> pl.Expr:
    kind = pl.col("period_kind")
    return (
        pl.when(pl.col("area_kind") == "comparator")
        .then(pl.lit("benchmark"))
        .when(kind == "year_to_date")
        .then(pl.lit("year-to-date"))
        # a year that is not over when the pack speaks holds its months so far, whatever its label says
        .when((kind == "financial_year") & pl.col("as_at").is_between("period_start", "period_end", closed="left"))
        .then(pl.lit("year-to-date"))
        .when(kind.is_in(["financial_year", "academic_year"]))
        .then(pl.lit("annual"))
        .when(kind == "academic_term")
        .then(pl.lit("termly"))
        .when((kind == "quarter") & (pl.col("registry_basis") == "rolling-12-months"))
        .then("registry_basis")
        .when(kind == "quarter")
        .then(pl.lit("quarterly"))
        .otherwise(pl.coalesce("basis", "registry_basis", pl.lit("in-month")))
    )


def observations(texts: pl.DataFrame, registry: Registry, about: pl.DataFrame) -> pl.DataFrame:
    """The table ``observations`` from values with their reading; ``about``: each document's month end and authority.

    Of another authority the document prints what it is set against: a comparator. An area that neither its council's
    folder nor the nation knows is one of the authority's localities.
    """
    rules = registry.frame().lazy().select("indicator", "theme", registry_basis="basis")
    return (
        texts.lazy()
        .pipe(figures)
        .pipe(looked_up, rules, "indicator")
        .pipe(looked_up, about.lazy(), "document")
        .pipe(looked_up, _localities(registry), ["authority", "area"])
        .pipe(looked_up, _comparators(registry), "area")
        .with_columns(area_kind=_area_kind(), correction=pl.coalesce("correction", _damage()))
        .with_columns(
            theme=pl.coalesce("theme", pl.lit("not-in-registry")),
            unit=_unit(),
            basis=_basis(),
            status=_status(),
            indicator_number=pl.col("number"),
            indicator_name=pl.col("name"),
        )
        .sort("document", "line", "cell", "part")
        .collect()
        .pipe(with_counts_beside, registry)
        .pipe(_with_proof)
    )


def _localities(registry: Registry) -> pl.LazyFrame:
    """One row per authority and locality of its folder, with ``is_local``."""
    own = [(c.authority.name, place.name, True) for c in registry.councils.values() for place in c.localities]
    schema = {"authority": pl.String, "area": pl.String, "is_local": pl.Boolean}
    return pl.LazyFrame(own, schema=schema, orient="row")


def _comparators(registry: Registry) -> pl.LazyFrame:
    """One row per comparator, and per authority, which is one in the packs of another; with ``is_compared``."""
    councils = (council.authority.name for council in registry.councils.values())
    names = dict.fromkeys([*registry.comparators, *registry.authorities, *councils], True)
    return pl.LazyFrame(list(names.items()), schema={"area": pl.String, "is_compared": pl.Boolean}, orient="row")


def _area_kind() -> pl.Expr:
    return (
        pl.when(pl.col("area") == pl.col("authority"))
        .then(pl.lit("authority"))
        .when(pl.col("is_compared") & pl.col("is_local").is_null())
        .then(pl.lit("comparator"))
        .otherwise(pl.lit("locality"))
    )


def _damage() -> pl.Expr:
    words = pl.lit("the o of “of” is damaged; x and y stand on either side of it")
    return pl.when(pl.col("kind") == "damaged_ratio").then(words)


def _status() -> pl.Expr:
    return (
        pl.when(pl.col("kind").is_in(["missing", "bound"]))
        .then(pl.lit("missing"))
        .when(pl.col("correction").is_not_null())
        .then(pl.lit("corrected"))
        .otherwise(pl.lit("reported"))
    )


def _with_proof(frame: pl.DataFrame) -> pl.DataFrame:
    """Add to each corrected figure the line that prints the same figure for the same thing, if there is one."""
    same = ["document", "indicator", "area", "period", "breakdown", "value"]
    corrected = frame.filter(pl.col("value").is_not_null() & pl.col("correction").is_not_null()).select(same)
    others = (
        frame.filter(pl.col("value").is_not_null() & pl.col("correction").is_null())
        .join(corrected, on=same, how="semi", nulls_equal=True)
        .group_by(same)
        .agg(proof=pl.col("line").min())
    )
    joined = looked_up(frame, others, same)
    words = pl.format("{}; the same figure stands for it on line {}", pl.col("correction"), pl.col("proof"))
    proved = pl.col("correction").is_not_null() & pl.col("proof").is_not_null()
    return joined.with_columns(correction=pl.when(proved).then(words).otherwise("correction")).drop("proof")
