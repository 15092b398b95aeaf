"""From placed cells to the tables of the contract: everything that is read, in polars expressions."""

from __future__ import annotations

import polars as pl

from scorecard.clean.raw.grid import Placement
from scorecard.registry import Registry
from scorecard.text.cells import plain_text, with_reading
from scorecard.text.signals import Signs, read_signal
from scorecard.text.tolerances import amber_below_red, read_intervals

_SIGNS = Signs(
    up=("^", "1"),
    down=("Ψ", "ψ", "¥", "V", "v", "y", "₩", "4"),
    level=("-", "–"),
    red=("r",),
    amber=("a", "а", "α"),
    green=("g",),
)
"""Short forms of colours, and what text recognition made of arrows in the packs that are read so far."""
_PLACEMENT = {
    "document": pl.String,
    "table": pl.String,
    "family": pl.String,
    "line": pl.Int32,
    "cell": pl.Int32,
    "published": pl.String,
    "text": pl.String,
    "role": pl.String,
    "part": pl.Int8,
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
_PLACE = ["document", "table", "line"]
_KEY = ["document", "table", "area", "period", "breakdown"]


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
    """Placed values, one row per cell, with what their text says: the columns of ``cells.READ_SCHEMA``."""
    return with_reading(values.lazy(), "text").collect()


def figures(read: pl.LazyFrame) -> pl.LazyFrame:
    """Of values with their reading one row per figure or missing mark; cells without either fall away.

    A cell with two figures gives two rows, told apart by ``part``.
    """
    both = pl.col("kind").is_in(["ratio_percent", "percent_ratio"])
    ratio = read.filter(both).with_columns(
        kind=pl.lit("ratio"),
        value=pl.lit(None, dtype=pl.Float64),
        decimals=pl.lit(None, dtype=pl.Int8),
        part=pl.lit(1, dtype=pl.Int8),
    )
    percent = read.filter(both).with_columns(kind=pl.lit("percent"), part=pl.lit(2, dtype=pl.Int8))
    second = read.filter(pl.col("second_value").is_not_null()).with_columns(
        value=pl.col("second_value"), decimals=pl.col("second_decimals"), part=pl.lit(2, dtype=pl.Int8)
    )
    first = read.filter(~both).with_columns(
        part=pl.when(pl.col("second_value").is_not_null()).then(1).otherwise(pl.col("part")).cast(pl.Int8)
    )
    return pl.concat([first, second, ratio, percent]).filter(~pl.col("kind").is_in(["blank", "text"]))


def unreadable(read: pl.DataFrame) -> pl.DataFrame:
    """Of values with their reading those that print digits but no figure that can be read, with the reason."""
    return read.filter((pl.col("kind") == "text") & plain_text(pl.col("text")).str.contains(r"\d")).with_columns(
        detail=pl.lit("the cell prints digits but no legible figure")
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

    An area that the registry does not know is the document's authority or one of its localities.
    """
    known = registry.frame().select("indicator", "theme", registry_basis="basis")
    areas = pl.DataFrame(
        [(a.name, a.kind) for a in registry.areas.values()],
        schema={"area": pl.String, "area_kind": pl.String},
        orient="row",
    )
    damaged = pl.when(pl.col("kind") == "damaged_ratio").then(
        pl.lit("the o of “of” is damaged; x and y stand on either side of it")
    )
    read = (
        texts.lazy()
        .pipe(figures)
        .join(known.lazy(), on="indicator", how="left", validate="m:1")
        .join(areas.lazy(), on="area", how="left", validate="m:1")
        .join(about.lazy(), on="document", how="left", validate="m:1")
        .with_columns(
            area_kind=pl.when(pl.col("area") == pl.col("authority"))
            .then(pl.lit("authority"))
            .otherwise(pl.coalesce("area_kind", pl.lit("locality"))),
            theme=pl.coalesce("theme", pl.lit("not-in-registry")),
            correction=pl.coalesce("correction", damaged),
        )
        .with_columns(unit=_unit(), basis=_basis(), indicator_number=pl.col("number"), indicator_name=pl.col("name"))
        .with_columns(
            status=pl.when(pl.col("kind") == "missing")
            .then(pl.lit("missing"))
            .when(pl.col("correction").is_not_null())
            .then(pl.lit("corrected"))
            .otherwise(pl.lit("reported"))
        )
        .sort("document", "line", "cell", "part")
        .collect()
    )
    return read.pipe(_with_counts_beside, registry).pipe(_with_proof)


def _with_counts_beside(frame: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Give each percentage the x and y printed for it in its own row.

    They come, in this order, from the "x of y" cell of the same indicator; from the columns of the counts
    that the registry links to it (in its own line, or at least in its table); or, in tables by
    category, from the count in the cell before it. A count printed twice for the key is not taken.
    """
    bare = (
        (pl.col("unit") == "percent")
        & pl.col("value").is_not_null()
        & pl.col("numerator").is_null()
        & pl.col("denominator").is_null()
    )
    numbered = frame.with_row_index("_row")
    found = (
        numbered.filter(bare)
        .pipe(_with_ratio, frame)
        .pipe(_with_links, frame, registry)
        .pipe(_with_neighbour, frame, registry)
    )
    beside = found.select("_row", _x=pl.coalesce("ratio_x", "link_x", "left_x"), _y=pl.coalesce("ratio_y", "link_y"))
    return (
        numbered.join(beside, on="_row", how="left", validate="1:1", maintain_order="left")
        .with_columns(numerator=pl.coalesce("numerator", "_x"), denominator=pl.coalesce("denominator", "_y"))
        .drop("_row", "_x", "_y")
    )


def _with_ratio(bare: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    key = [*_PLACE, "indicator", *_KEY[2:]]
    ratios = frame.filter(pl.col("unit") == "ratio").unique(key, keep="none", maintain_order=True)
    ratios = ratios.select(*key, ratio_x="numerator", ratio_y="denominator")
    return bare.join(ratios, on=key, how="left", nulls_equal=True, validate="m:1", maintain_order="left")


def _counts(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(~pl.col("unit").is_in(["ratio", "percent"]) & pl.col("value").is_not_null())


def _with_links(bare: pl.DataFrame, frame: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Columns ``link_x`` and ``link_y``: both, or in tables by category x alone, else null."""
    links = registry.frame().select("indicator", x_id="numerator", y_id="denominator")
    linked = bare.join(links, on="indicator", how="left", validate="m:1", maintain_order="left")
    wanted: tuple[tuple[list[str], str, str], ...] = (
        (["line"], "x_id", "x_here"),
        ([], "x_id", "x_table"),
        (["line"], "y_id", "y_here"),
        ([], "y_id", "y_table"),
    )
    for place, name, target in wanted:
        key = [*_KEY, *place]
        counts = _counts(frame).unique([*key, "indicator"], keep="none", maintain_order=True)
        counts = counts.select(*key, pl.col("indicator").alias(name), pl.col("value").alias(target))
        linked = linked.join(
            counts, on=[*key, name], how="left", nulls_equal=True, validate="m:1", maintain_order="left"
        )
    # a line of one indicator is a row of a summary: the counts of other rows are not printed beside it
    several = frame.group_by("document", "line").agg(_several=pl.col("indicator").n_unique() > 1)
    linked = linked.join(several, on=["document", "line"], how="left", validate="m:1", maintain_order="left")
    x = pl.coalesce("x_here", pl.when("_several").then("x_table"))
    y = pl.coalesce("y_here", pl.when("_several").then("y_table"))
    whole = x.is_not_null() & (y.is_not_null() | pl.col("breakdown").is_not_null())
    return linked.with_columns(link_x=pl.when(whole).then(x), link_y=pl.when(whole).then(y))


def _with_neighbour(bare: pl.DataFrame, frame: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Column ``left_x``: the count of the same category, area and period in the cell before; else null.

    A percentage printed where the registry has a count (``0.0%`` for none) takes none: the count before it is not its.
    """
    counted = registry.frame().filter(~pl.col("unit").is_in(["percent", "ratio"])).select("indicator", counted=True)
    counts = _counts(frame).filter(pl.col("breakdown").is_not_null() & (pl.col("part") == 0))
    key = [*_PLACE, *_KEY[2:]]
    before = counts.select(*key, left_cell="cell", left_x="value")
    return (
        bare.with_columns(left_cell=pl.col("cell") - 1)
        .join(before, on=[*key, "left_cell"], how="left", nulls_equal=True, validate="m:1", maintain_order="left")
        .join(counted, on="indicator", how="left", validate="m:1", maintain_order="left")
        .with_columns(left_x=pl.when(pl.col("counted").is_null()).then("left_x"))
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
    joined = frame.join(others, on=same, how="left", nulls_equal=True, validate="m:1", maintain_order="left")
    words = pl.format("{}; the same figure stands for it on line {}", pl.col("correction"), pl.col("proof"))
    proved = pl.col("correction").is_not_null() & pl.col("proof").is_not_null()
    return joined.with_columns(correction=pl.when(proved).then(words).otherwise("correction")).drop("proof")


def thresholds(frame: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The table ``thresholds``: one row per printed tolerance, with its interval where it can be read."""
    good = registry.frame().select("indicator", "good", "unit")
    return (
        frame.lazy()  # so that what the expressions share is worked out once
        .drop("unit")
        .join(good.lazy(), on="indicator", how="left", validate="m:1")
        .with_columns(band=pl.col("detail"))
        .with_columns(read_intervals(pl.col("text"), pl.coalesce("good", pl.lit("info")), pl.col("unit")))
        .collect()
        .pipe(amber_below_red)
        .sort("document", "line", "cell", "part")
    )


def signals(frame: pl.DataFrame, registry: Registry, values: pl.DataFrame) -> pl.DataFrame:
    """The table ``printed_signals``: arrows and colours as printed, and what they say.

    A dash is "no movement" only where the month has a figure; without one it is a missing mark.
    """
    means = pl.DataFrame(
        [(f.id, f.arrows_mean) for f in registry.families.values()],
        schema={"family": pl.String, "arrows_mean": pl.String},
        orient="row",
    )
    has_value = (
        values.filter(pl.col("value").is_not_null())
        .select("document", "line", "period")
        .unique()
        .with_columns(figure=True)
    )
    dash = plain_text(pl.col("text")).is_in(["-", "–"])
    read = read_signal(pl.col("detail"), pl.col("text"), _SIGNS)
    return (
        frame.join(means, on="family", how="left", validate="m:1")
        .join(has_value, on=["document", "line", "period"], how="left", nulls_equal=True)
        .with_columns(
            signal=pl.col("detail"),
            read_as=pl.when(dash & pl.col("figure").is_null()).then(None).otherwise(read),
            meaning=pl.when(pl.col("detail") == "direction").then("arrows_mean"),
        )
        .sort("document", "line", "cell")
    )
