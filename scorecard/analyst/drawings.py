"""The analyst's charts: plain altair, so that they can be changed, combined and saved like one's own.

Everything that is drawn is printed: each point says its place when it is asked, one under a finding is hollow, gaps
stay open. JupyterLab draws them itself and lets the mouse choose a stretch of time; elsewhere they are pictures.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import polars as pl

from scorecard import words
from scorecard.analyst.bench import Bench, open_bench
from scorecard.analyst.questions import figures
from scorecard.analyst.questions import vintages as prints_of
from scorecard.charts.palette import AXIS, GRID, OWN, TARGET, TEXT, WHITE
from scorecard.errors import UsageError
from scorecard.measures.series import PAGE_ROW
from scorecard.statistics.charts_of_proportions import FUNNEL_LEVELS
from scorecard.statistics.charts_of_proportions import funnel as limits_of

_WIDTH, _HEIGHT = 560, 260
_COLOURS = [OWN, "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"]
"""The Government Analysis Function's palette for categories; a line is told by its label too."""
_TOOLTIP = ["area:N", "period_words:N", "published:N", "place:N"]
_LABELS = "period_words"
_POINTS_OF_A_FUNNEL = 60
_BRUSH = "months"


def plot(
    name: str,
    areas: Sequence[str] | str | None = None,
    *,
    by: str = "month",
    family: str | None = None,
    bench: Bench | None = None,
) -> alt.Chart:
    """An indicator over time, a line for each area: of the authority alone where none are asked for.

    ``areas``: their names, or ``localities``; ``by``: ``month`` or ``year``. Points under a finding are hollow; a
    month that is not printed is a gap.
    """
    asked = bench or open_bench()
    points = _points(asked, name, areas, by, family)
    title, unit = points["title"][0], points["unit"][0]
    return _finished(_lines(points, unit), title=title, unit=unit, points=points)


def linked(
    *names: str, area: str | None = None, family: str | None = None, bench: Bench | None = None
) -> alt.VConcatChart:
    """Several indicators month by month, one below the other: drag over one to mark the same months in all.

    Raises UsageError for fewer than two.
    """
    if len(names) < 2:
        raise UsageError("nothing to link", expected='two indicators or more: linked("6.10", "6.20")')
    asked = bench or open_bench()
    frames = [_points(asked, name, area, "month", family) for name in names]
    months = pl.concat([frame["day"] for frame in frames]).dt.strftime("%Y-%m-%dT00:00:00")
    brush = alt.selection_interval(encodings=["x"], name=_BRUSH)
    scale = alt.Scale(domain=[months.min(), months.max()])
    parts = []
    for number, points in enumerate(frames):
        chosen = alt.condition(brush, alt.value(1.0), alt.value(0.2))
        line = _lines(points, points["unit"][0], opacity=chosen, scale=scale, view=f"{_BRUSH}_{number}")
        parts.append(line.properties(width=_WIDTH, height=150, title=points["title"][0]))
    described = "; ".join(_described(points) for points in frames)
    # one selection over all parts: added to each of them, altair would warn of as many that are alike
    everywhere = alt.TopLevelSelectionParameter(
        name=_BRUSH,
        select=alt.IntervalSelectionConfig(type="interval", encodings=["x"]),
        views=[f"{_BRUSH}_{number}" for number in range(len(parts))],
    )
    return _house(alt.vconcat(*parts).properties(description=described, params=[everywhere]))


def scatter(
    first: str, second: str, *, by: str = "month", family: str | None = None, bench: Bench | None = None
) -> alt.LayerChart:
    """Two indicators against each other: a point for each period and area for which both are printed, in order of time.

    That two figures go together says nothing of why. Raises UsageError where no period has both.
    """
    asked = bench or open_bench()
    key = ["authority", "area", "period"]
    x, y = (_points(asked, name, None, by, family, every_area=True) for name in (first, second))
    both = x.join(y.select(*key, "value", "place", "published"), on=key, suffix="_y").sort("area", "day")
    both = both.filter(pl.col("value").is_not_null() & pl.col("value_y").is_not_null())
    if both.is_empty():
        raise UsageError(f"no {by} has a figure of both", expected="two indicators that are printed for the same time")
    titles = [f"{frame['title'][0]} ({words.unit_name(frame['unit'][0])})" for frame in (x, y)]
    base = alt.Chart(_plain(both.with_columns(_stretch(by).alias("stretch")))).encode(
        alt.X("value:Q", title=titles[0], scale=alt.Scale(zero=False), axis=_axis()),
        alt.Y("value_y:Q", title=titles[1], scale=alt.Scale(zero=False), axis=_axis()),
        alt.Color("area:N", scale=alt.Scale(range=_COLOURS), title=None, legend=_legend(both)),
    )
    path = base.mark_line(strokeWidth=1, opacity=0.4).encode(order="day:T", detail=["area:N", "stretch:N"])
    dots = base.mark_circle(size=60, opacity=0.9).encode(
        tooltip=["area:N", "period_words:N", "published:N", "published_y:N", "place:N", "place_y:N"]
    )
    told = f"{both.height} points: {titles[0]} across, {titles[1]} up."
    return _house(alt.layer(path, dots).properties(width=_WIDTH, height=_HEIGHT + 60, description=told))


def funnel(
    name: str, period: str | None = None, *, family: str | None = None, bench: Bench | None = None
) -> alt.LayerChart:
    """The areas of one period by how many cases they have, within the limits that chance alone would give.

    Shares with x and y alone; ``period``: the latest that three areas print. Limits of 95 % and 99.8 % round the areas
    together (Spiegelhalter 2005, as in the table ``measures``). Raises UsageError where no period has three areas.
    """
    asked = bench or open_bench()
    rows = figures(name, period=period, family=family, bench=asked).filter(
        (pl.col("area_kind") == "locality")
        & (pl.col("denominator") > 0)
        & pl.col("numerator").is_not_null()
        & pl.col("breakdown").is_null()
    )
    several = rows.filter(pl.col("area").n_unique().over("period", "period_kind") > 2)
    if several.is_empty():
        raise UsageError("there is no funnel of fewer than three areas", expected="a share with x and y of three areas")
    areas = several.filter(pl.col("period_end") == pl.col("period_end").max()).unique("area", maintain_order=True)
    areas = areas.with_columns(pl.lit("all").alias("group"), _words_of_period())
    counted = areas["denominator"].to_list()
    least, most = min(counted), max(counted)
    steps = [
        least * 0.8 + (most * 1.1 - least * 0.8) * at / _POINTS_OF_A_FUNNEL for at in range(_POINTS_OF_A_FUNNEL + 1)
    ]
    pooled = sum(areas["numerator"].to_list()) / sum(counted)
    # the limits at other denominators: the formula is asked with the share of all areas, so that it stays the centre
    curve = limits_of(
        pl.DataFrame({"denominator": steps}).with_columns(
            numerator=pl.col("denominator") * pooled, group=pl.lit("all")
        ),
        by="group",
    )
    bounds = curve.select(
        "denominator",
        *(pl.col(f"{side}_{level}").clip(0, 1) * 100 for level in FUNNEL_LEVELS for side in ("lower", "upper")),
    ).unpivot(index="denominator", variable_name="limit", value_name="share")
    x = alt.X("denominator:Q", title="Of how many", axis=_axis(), scale=alt.Scale(zero=False))
    limits = (
        alt.Chart(_plain(bounds))
        .mark_line(color=TARGET, strokeWidth=1)
        .encode(
            x,
            alt.Y("share:Q", title="Per cent", axis=_axis(), scale=alt.Scale(zero=False)),
            detail="limit:N",
            strokeDash=alt.condition("indexof(datum.limit, '998') > 0", alt.value([1, 0]), alt.value([4, 3])),
        )
    )
    centre = alt.Chart(alt.Data(values=[{"share": round(100 * pooled, 3)}])).mark_rule(color=AXIS).encode(y="share:Q")
    dots = alt.Chart(_plain(areas.select("area", "denominator", "value", "published", "place", _LABELS)))
    dots = dots.encode(x, alt.Y("value:Q"), tooltip=[*_TOOLTIP])
    marks = dots.mark_circle(size=90, color=OWN, opacity=1)
    names = dots.mark_text(dx=9, align="left", color=TEXT).encode(text="area:N")
    title = f"{areas['title'][0]}, {areas[_LABELS][0]}"
    told = f"{title}: {areas.height} areas round {100 * pooled:.1f}%; solid lines 99.8%, dashed lines 95% limits."
    return _house(
        alt.layer(limits, centre, marks, names).properties(width=_WIDTH, height=_HEIGHT, title=title, description=told)
    )


def slope(
    period: str, name: str | None = None, *, family: str | None = None, bench: Bench | None = None
) -> alt.FacetChart:
    """What packs made of the figures of a period: a line from each print to the next, only of figures that changed.

    Raises UsageError where nothing of the period was printed otherwise again.
    """
    asked = bench or open_bench()
    rows = prints_of(period, name, restated=True, family=family, bench=asked).filter(pl.col("value").is_not_null())
    if rows.is_empty():
        raise UsageError(
            f"no figure of {period} was printed otherwise by a later pack", do=f'vintages("{period}") lists all'
        )
    several = rows["area"].n_unique() > 1
    named = ["title", *(["area"] if several else []), "breakdown"]
    ends = {"first": pl.col("as_at").min(), "last": pl.col("as_at").max()}
    told = rows.with_columns(
        pl.concat_str(named, separator=", ", ignore_nulls=True).alias("figure"),
        pl.col("as_at").dt.strftime("%Y-%m").alias("pack"),
    ).with_columns((pl.col("as_at") == when.over("figure")).alias(end) for end, when in ends.items())
    base = alt.Chart(_plain(told.select("figure", "pack", "value", "published", "place", *ends))).encode(
        alt.X("pack:O", title=None, axis=_axis(labelAngle=0), scale=alt.Scale(padding=1)),
        alt.Y("value:Q", title=None, axis=None, scale=alt.Scale(zero=False, padding=12)),
        tooltip=["figure:N", "pack:O", "published:N", "place:N"],
    )
    sides = {"first": ("right", -8), "last": ("left", 8)}
    texts = [
        base.mark_text(align=align, dx=dx, color=TEXT).encode(text="published:N").transform_filter(f"datum.{end}")
        for end, (align, dx) in sides.items()
    ]
    layers = alt.layer(
        base.mark_line(color=OWN, strokeWidth=2), base.mark_circle(color=OWN, size=50, opacity=1), *texts
    ).properties(width=230, height=90)
    count = told["figure"].n_unique()
    chart = layers.facet(
        alt.Facet("figure:N", title=None, header=alt.Header(labelLimit=270, labelFontSize=11)), columns=3
    ).resolve_scale(y="independent")
    said = f"{words.many(count, 'figure')} of {words.period(period)} that later packs print otherwise, pack by pack."
    return _house(chart.properties(description=said))


def _points(
    bench: Bench,
    name: str,
    areas: Sequence[str] | str | None,
    by: str,
    family: str | None,
    *,
    every_area: bool = False,
) -> pl.DataFrame:
    """The figures of a chart, one row per area and period, months between two printed ones without a value."""
    if by not in ("month", "year"):
        raise UsageError(f"a chart by {by!r} is not known", expected="by month or by year")
    asked = bench.areas(areas)
    rows = figures(name, area=asked, family=family, bench=bench)
    kinds = ["month"] if by == "month" else ["financial_year", "academic_year"]
    shown = rows.filter(
        pl.col("value").is_not_null(),
        pl.col("breakdown").is_null(),
        pl.col("period_kind").is_in(kinds),
        pl.col("unit") != "ratio",
    )
    if asked is None:
        shown = shown.filter(pl.col("area_kind").is_in(["authority", "locality"] if every_area else ["authority"]))
    if shown.is_empty():
        raise UsageError(f"no {by} of {name} is printed", do=f'figures("{name}") lists what is')
    # one unit a chart, and one kind of years: those of most figures
    unit, kind = (shown[column].mode().sort().first() for column in ("unit", "period_kind"))
    alike = shown.filter(pl.col("unit") == unit, pl.col("period_kind") == kind)
    one = alike.unique([*PAGE_ROW, "period"], keep="first", maintain_order=True)
    marked = one.with_columns(
        (pl.col("findings").list.len() > 0).alias("marked"), pl.col("period_start").alias("day"), _words_of_period()
    )
    return _with_gaps(marked, by)


def _stretch(by: str) -> pl.Expr:
    """A number for each stretch of periods without a gap: no line leads over one."""
    months = pl.col("period_end").dt.year().cast(pl.Int32) * 12 + pl.col("period_end").dt.month().cast(pl.Int32)
    gap = months.diff().over("area") != (1 if by == "month" else 12)
    return gap.fill_null(value=False).cast(pl.Int32).cum_sum().over("area")


def _legend(points: pl.DataFrame) -> alt.Legend | None:
    """A legend where there is more than one area."""
    return alt.Legend() if points["area"].n_unique() > 1 else None


def _with_gaps(points: pl.DataFrame, by: str) -> pl.DataFrame:
    """``points`` with a row without a value for each month or year that is not printed, so that no line bridges it."""
    every = "1mo" if by == "month" else "1y"
    spans = points.group_by("area", maintain_order=True).agg(
        pl.date_range(pl.col("day").min(), pl.col("day").max(), every).alias("day")
    )
    year = pl.col("day").dt.year()
    label = pl.format("{}/{}", year, ((year + 1) % 100).cast(pl.String).str.zfill(2))
    known = points["title", "unit", "authority", "area", "indicator", "period_kind"].unique(maintain_order=True)
    joined = (
        spans.explode("day")
        .join(known, on="area", how="left", maintain_order="left")
        .join(points.drop(set(known.columns) - {"area"}), on=["area", "day"], how="left", maintain_order="left")
    )
    return joined.with_columns(
        pl.col("marked").fill_null(value=False),
        pl.col("period").fill_null(label if by == "year" else pl.col("day").dt.strftime("%Y-%m")),
    )


def _words_of_period() -> pl.Expr:
    return pl.col("period").map_elements(words.period, return_dtype=pl.String).alias(_LABELS)


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Only what a chart can carry: no lists; dates as texts of a day, which no time zone moves."""
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List | pl.Struct)]
    dates = [name for name, kind in frame.schema.items() if kind == pl.Date]
    return frame.drop(lists).with_columns(pl.col(name).dt.strftime("%Y-%m-%dT00:00:00") for name in dates)


def _lines(
    points: pl.DataFrame,
    unit: str,
    *,
    opacity: alt.Condition | None = None,
    scale: alt.Scale | None = None,
    view: str | None = None,
) -> alt.LayerChart:
    several = points["area"].n_unique() > 1
    years = points["period_kind"].drop_nulls()[0] != "month"
    kept = ["area", "day", "period", "value", "marked", "published", "place", _LABELS]
    x = (
        alt.X("period:O", title=None, axis=_axis(labelAngle=0))
        if years
        else alt.X("day:T", title=None, axis=_axis(format="%b %y", tickCount=8), scale=scale or alt.Undefined)
    )
    base = alt.Chart(_plain(points.select(kept))).encode(
        x, alt.Y("value:Q", title=words.unit_name(unit), axis=_axis(), scale=alt.Scale(zero=False))
    )
    if several:
        base = base.encode(alt.Color("area:N", scale=alt.Scale(range=_COLOURS), title=None))
    own, ring = ({}, {}) if several else ({"color": OWN}, {"stroke": OWN})
    line = base.mark_line(strokeWidth=2, invalid="break-paths-show-path-domains", **own)
    if view is not None:
        line = line.properties(name=view)
    dots = base.mark_point(size=45, filled=True, opacity=1, **own)
    hollow = base.mark_point(size=60, filled=True, fill=WHITE, strokeWidth=2, opacity=1, **ring)
    if opacity is not None:
        dots, hollow = dots.encode(opacity=opacity), hollow.encode(opacity=opacity)
    return alt.layer(
        line,
        dots.transform_filter("isValid(datum.value) && !datum.marked").encode(tooltip=_TOOLTIP),
        hollow.transform_filter("isValid(datum.value) && datum.marked").encode(tooltip=_TOOLTIP),
    )


def _described(points: pl.DataFrame) -> str:
    known = points.drop_nulls("value").sort("day")
    first, last = known.row(0, named=True), known.row(-1, named=True)
    return (
        f"{first['title']} from {first[_LABELS]} to {last[_LABELS]}, last {last['published']}"
        f" ({words.many(known['area'].n_unique(), 'area')}, {words.many(known.height, 'figure')})."
    )


def _finished(chart: alt.LayerChart, *, title: str, unit: str, points: pl.DataFrame) -> alt.LayerChart:
    return _house(chart.properties(width=_WIDTH, height=_HEIGHT, title=title, description=_described(points)))


def _house(
    chart: alt.LayerChart | alt.VConcatChart | alt.FacetChart,
) -> alt.LayerChart | alt.VConcatChart | alt.FacetChart:
    """Our fonts and quiet lines."""
    return (
        chart.configure_view(stroke=None)
        .configure_title(anchor="start", color=TEXT, fontSize=15)
        .configure_legend(labelLimit=240, orient="top")
    )


def _axis(**more: object) -> alt.Axis:
    return alt.Axis(
        labelColor=AXIS, titleColor=AXIS, gridColor=GRID, domain=False, tickColor=GRID, labelOverlap=True, **more
    )
