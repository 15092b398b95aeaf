"""The quarter on a page: one table of every measure, theme by theme, with all that its pack prints beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.frames import looked_up, rows_of
from scorecard.html.blocks import Blocks
from scorecard.html.markup import el, headings_as_labels, slug
from scorecard.measures.as_known_at import FIGURE_KEY
from scorecard.measures.caveats import with_caveats
from scorecard.measures.changes import headline_rows, themes_without_data
from scorecard.measures.gaps import benchmark_time
from scorecard.measures.printed_rows import ROW, figures_beside, printed_rows
from scorecard.measures.quarter_page import number_order
from scorecard.pages import board_cells as cells
from scorecard.pages.authorities import of_each_authority
from scorecard.pages.quarter import QuarterPages

_BANDS = ("green", "amber", "red")
_RANK = {"red": 1, "amber": 2, "green": 3}
_UNREGISTERED = 99
_LONG = 60
"""More measures than these fit on three sheets of paper only without their tolerances, earlier years and benchmarks."""
Row = Mapping[str, Any]


@of_each_authority
def board(data: QuarterPages) -> Blocks:
    """Every measure of the quarter that is printed for the whole authority, with tools to sift and sort the rows."""
    rows = board_rows(data)
    if rows.is_empty():
        return Blocks(el("p", f"No table prints a figure of {data.quarter.title} for a whole authority."))
    beside = _beside(data, rows)
    heads = _heads(data, has_quarter=bool((beside["group"] == "quarter").any()))
    row = partial(_row, data=data, figures=rows_of(beside, ROW), limits=_limits(data))
    body = [_theme(theme, part, heads, row) for theme, part in rows_of(rows, ["theme_title"]).items()]
    head = el("tr", *[el("th", title, scope="col", class_=kind, data_sort=sort) for _, title, kind, sort in heads])
    caption = el(
        "caption", f"{words.many(rows.height, 'measure').capitalize()} of {data.quarter.title}", class_="hidden"
    )
    widths = el("colgroup", *[el("col", class_=f"of-{name}") for name, *_ in heads])
    labels = headings_as_labels([title for _, title, *_ in heads])
    grid = el(
        "table",
        caption,
        widths,
        el("thead", head),
        *body,
        id="rows",
        class_="board cards long" if rows.height > _LONG else "board cards",
        style=labels,
    )
    return Blocks(_jump(rows), _tools(), el("div", grid, class_="whole-width"), *_silent(data))


def _silent(data: QuarterPages) -> list[Markup]:
    """The themes that the quarter has no figure of."""
    titles = themes_without_data(data.rows, data.themes)["title"].to_list()
    said = f"No table prints a figure of {data.quarter.title} for: {words.listed(titles)}."
    return [el("p", said, class_="about")] if titles else []


def board_rows(data: QuarterPages) -> pl.DataFrame:
    """One row per measure of the board in printed order: what the page knows of it, and where its row is printed."""
    printed = printed_rows(data, data.rows)
    page = headline_rows(data.rows).drop("theme", "theme_title", "theme_order", "number_order")
    named = data.indicators.select("indicator", pl.col("name").alias("registered"), "good", "position")
    themes = data.themes.select("theme", pl.col("title").alias("theme_title"), pl.col("order").alias("theme_order"))
    both = printed.join(page.drop("good", "position"), on=ROW, how="left", validate="1:1", maintain_order="left")
    return (
        both.pipe(looked_up, named, "indicator")
        .pipe(looked_up, themes, "theme")
        .with_columns(
            pl.coalesce("title", "registered", "name", "indicator").alias("title"),
            pl.coalesce("theme_title", pl.lit("Not in the registry")).alias("theme_title"),
            pl.col("theme_order").fill_null(_UNREGISTERED),
            (pl.col("theme").is_in(data.rows["theme"].drop_nulls().unique().implode()))
            .fill_null(False)
            .alias("charted"),
            number_order("number"),
            pl.concat_str(pl.lit("row-"), "indicator", pl.lit("-"), "unit")
            .str.replace_all(r"[^A-Za-z0-9_-]", "_")
            .alias("anchor"),
        )
        .sort("theme_order", "number_order", "home_line", "indicator", nulls_last=True)
    )


def _beside(data: QuarterPages, rows: pl.DataFrame) -> pl.DataFrame:
    """The figures of the rows with their findings and what their documents warn of."""
    warned = with_caveats(figures_beside(data, rows), data.tables["caveats"], data.tables["documents"])
    return data.linked(warned).with_columns(benchmark_time())


def _limits(data: QuarterPages) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """The printed tolerances by document and measure, and how far the next colour is, by figure."""
    order = pl.col("band").replace_strict({band: at for at, band in enumerate(_BANDS)}, default=len(_BANDS))
    printed = (
        data.tables["thresholds"]
        .sort("line", order, "cell")
        .unique(["document", "indicator", "band"], keep="first", maintain_order=True)
    )
    return rows_of(printed, ["document", "indicator"])


# ---- the frame of the table --------------------------------------------------------------------------------------


def _heads(data: QuarterPages, *, has_quarter: bool) -> list[tuple[str, str, str | None, str | None]]:
    """The columns: name, heading, class, and by what a press on the heading sorts the rows."""
    months = [(month, words.period(month, short=True), "number", None) for month in data.quarter.months]
    quarter = [("quarter", f"Q{data.quarter.number}", "number", None)] if has_quarter else []
    return [
        ("indicator", "Indicator", None, "name"),
        *months,
        *quarter,
        ("to-date", "Year to date", "number", None),
        ("direction", "On the month before", None, None),
        ("colour", "Red, amber or green", None, "rank"),
        ("trend", "13 months", None, None),
        ("limits", "Tolerances and target", None, None),
        ("earlier", "Earlier", None, None),
        ("benchmarks", "Benchmarks", None, None),
    ]


def _jump(rows: pl.DataFrame) -> Markup:
    titles = rows["theme_title"].unique(maintain_order=True).to_list()
    links = [el("li", el("a", title, href=f"#theme-{slug(title)}")) for title in titles]
    return el("nav", el("p", "Themes"), el("ul", *links), class_="contents jump", aria_label="Themes of the table")


def _tools() -> Markup:
    """Tools that only a script can use, hidden where there is none."""
    colours = [("", "all"), ("red", "red"), ("amber", "amber"), ("green", "green"), ("none", "without a colour")]
    orders = [
        ("printed", "as printed, by theme"),
        ("name", "name"),
        ("rank", "colour, red first"),
        ("margin", "fewest cases to the next colour"),
    ]
    return el(
        "div",
        _labelled("Words", el("input", type="search", id="rows-words", autocomplete="off")),
        _labelled("Colour", _select("rows-colour", colours)),
        _labelled("Order", _select("rows-order", orders)),
        el("label", el("input", type="checkbox", id="rows-findings"), "only with a finding"),
        el("button", "Show all", type="button", id="rows-clear"),
        el("output", "", id="rows-count", aria_live="polite"),
        id="rows-tools",
        class_="tools",
        role="group",
        aria_label="Choose rows of the table",
        hidden=True,
    )


def _labelled(title: str, control: Markup) -> Markup:
    return el("label", title, control)


def _select(name: str, options: Sequence[tuple[str, str]]) -> Markup:
    return el("select", *[el("option", said, value=value) for value, said in options], id=name)


def _theme(key: tuple[Any, ...], rows: list[dict[str, Any]], heads: Sequence[tuple[Any, ...]], row_of: Any) -> Markup:
    title = str(key[0])
    page = f"theme-{rows[0]['theme']}.html" if rows[0]["charted"] else None
    more = el("a", "charts", el("span", f" of {title}", class_="hidden"), href=page, class_="per") if page else None
    counted = el("span", f" ({len(rows)}) ", class_="per")
    head = el("th", title, counted, more, colspan=len(heads), scope="rowgroup")
    group = el("tr", head, data_group=True, id=f"theme-{slug(title)}")
    return el("tbody", group, *[row_of(row, heads) for row in rows])


def _row(
    row: Row,
    heads: Sequence[tuple[Any, ...]],
    *,
    data: QuarterPages,
    figures: Mapping[Any, list[dict[str, Any]]],
    limits: Mapping[Any, list[dict[str, Any]]],
) -> Markup:
    beside = figures.get(tuple(row[c] for c in ROW), [])
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in beside:
        groups.setdefault(one["period"] if one["group"] == "month" else one["group"], []).append(one)
    margin = data.margins.get(tuple(row.get(c) for c in FIGURE_KEY))
    made: dict[str, object] = {
        "indicator": cells.name(row, data),
        **{month: cells.figures(groups.get(month, []), data) for month in data.quarter.months},
        "quarter": cells.figures(groups.get("quarter", []), data),
        "to-date": cells.figures(groups.get("to-date", []), data),
        "direction": cells.direction(row),
        "colour": cells.colour(row, margin),
        "trend": cells.trend(row, data),
        "limits": cells.limits(limits.get((row["home"], row["indicator"]), []), row, data),
        "earlier": cells.earlier(reversed(groups.get("earlier", [])), data),
        "benchmarks": cells.benchmarks(groups.get("benchmark", []), row, data),
    }
    first, *others = heads
    tds = [_cell(made[name], kind) for name, _, kind, _ in others]
    return el("tr", el("th", made[first[0]], scope="row"), *tds, id=row["anchor"], **_marks_of(row, beside, margin))


def _marks_of(row: Row, beside: Sequence[Row], margin: Row | None) -> dict[str, object]:
    """By what a row is sifted and sorted."""
    band = row["printed_band"] or row["band"]
    return {
        "data_row": True,
        "data_name": row["title"],
        "data_colour": band or "none",
        "data_rank": _RANK.get(band or "", len(_RANK) + 1),
        "data_margin": "" if margin is None else f"{abs(margin['value']):g}",
        "data_findings": sum(len(one["findings"]) for one in beside if one["group"] in ("month", "quarter", "to-date")),
    }


def _cell(content: object, kind: str | None) -> Markup:
    if content is None or content == "":
        return el(
            "td",
            el("span", "–", aria_hidden="true"),
            el("span", words.NO_DATA, class_="hidden"),
            class_=" ".join(filter(None, (kind, "none"))),
        )
    return el("td", content, class_=kind)
