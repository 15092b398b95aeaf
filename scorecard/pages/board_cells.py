"""The cells of the quarter on a page: figures with their marks, direction, colour, tolerances, earlier years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from scorecard import words
from scorecard.charts.drawings import sparkline
from scorecard.charts.palette import ARROWS
from scorecard.charts.svg import to_svg
from scorecard.html.markup import band_tag, el, join
from scorecard.measures.answers.rows import REASONS
from scorecard.measures.rag import UNDECIDED
from scorecard.measures.series import months_until
from scorecard.pages import cells, trends
from scorecard.pages.charted import LEAST_POINTS
from scorecard.pages.quarter import QuarterPages

Row = Mapping[str, Any]
_MONTHS = 13
_BRIEFLY = {
    "under-caveat": "the pack warns of it ‡",
    "under-error": "under an error †",
    "seasonal": "follows the school year",
    "counts-on": "counts on from April",
    "part-of-year": "a month of a year’s tolerance",
}
"""Reasons that a narrow cell says in fewer words."""
_SILENT = ("no-target", "no-tolerances", "no-figure")
_PERFORMANCE = {"up": "better", "down": "worse", "level": "no change"}
"""What arrows say in families whose arrows mean the performance; told where they point another way than the figure."""


def small(*content: object) -> Markup:
    return el("span", *content, class_="small")


def name(row: Row, data: QuarterPages) -> Markup:
    """Number and name of a measure, which leads to its page; unit, what good looks like, the analyst's notes."""
    about = filter(None, [words.unit_name(row["unit"]), words.GOOD_WORDS.get(row["good"] or "")])
    page = f"../indicators/{row['indicator']}.html" if row["indicator"] in data.with_pages else None
    link = el("a", row["title"], href=page) if page else row["title"]
    notes = [
        el("div", Markup(html), class_="note-of") for html in data.notes.get((row["authority"], row["indicator"]), [])
    ]
    named = el("span", link, small("; ".join(about)), class_="name")
    return join([el("span", row["number"] or "", class_="nr"), " ", named, *notes])


def figures(told: Sequence[Row], data: QuarterPages) -> Markup | None:
    """The figures of one time: as a rule one."""
    return cells.lines(*[_figure(one, data) for one in told]) if told else None


def _figure(one: Row, data: QuarterPages) -> Markup:
    """A figure with its marks, its x of y, and what its own pack prints where that was restated."""
    counts = _counts(one, data)
    term = "term" if one["basis"] == "termly" and one["period_kind"] == "month" else None
    return cells.lines(
        el("span", data.proofs.figure(one, _shown(one), class_="figure"), *_marks(one), class_="line"),
        *[el("span", said, class_="small") for said in (counts, term, _missing(one), _corrected(one)) if said],
        _first_printed(one, data),
    )


def _counts(one: Row, data: QuarterPages) -> Markup | None:
    """The x of y of a figure, with a proof of its own where another print of the same figure gives it."""
    said = words.x_of_y(one["numerator"], one["denominator"]) if one["unit"] != "ratio" else None
    if said is None:
        return None
    return data.proofs.figure({part: one.get(f"counts_{part}") for part in ("document", "line", "cell")}, said)


def _shown(one: Row) -> str:
    return one["published"] if one["value"] is None and one["numerator"] is None else cells.shown_figure(one)


def _missing(one: Row) -> str | None:
    """Why there is no figure, where the pack says so."""
    reason = one["missing_reason"] if one["status"] == "missing" else None
    return reason.replace("-", " ") if reason and reason != "unstated" else None


def _corrected(one: Row) -> str | None:
    """What is printed where another figure is read, unless only the place of it was mended."""
    differs = one["status"] == "corrected" and one["published"] and _digits(one["published"]) != _digits(_shown(one))
    return f"printed as {one['published']}, read as shown" if differs else None


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit() or sign == ".").rstrip("0").rstrip(".")


def _first_printed(one: Row, data: QuarterPages) -> Markup | None:
    if one["home_value"] is None:
        return _restated(one) if one["restated"] else None
    home = {c: one[f"home_{c}"] for c in ("document", "line", "cell", "value", "numerator", "denominator")}
    was = cells.shown_figure({**one, **home})
    return el("span", "first printed ", data.proofs.figure(home, was), class_="small")


def _restated(one: Row) -> Markup:
    """What an earlier document printed, where the row's own pack prints the latest figure."""
    before = one["earlier"][0]
    counts = words.x_of_y(before["numerator"], before["denominator"])
    same = before["value"] == one["value"]
    was = counts if same and counts else words.figure(before["value"], one["unit"], one["decimals"])
    return small(f"restated: it was {was} as at {words.day(before['as_at'])}")


def _marks(one: Row) -> list[Markup]:
    """The marks of a figure: what was found about it, and what its document warns of."""
    first = "".join(one["findings"][:1])
    marks = (
        _mark("†", one["findings"], "finding", one, f"{one['finding_page']}#{first}"),
        _mark("‡", one["caveats"], "warning", one, f"{one['caveat_page']}#{cells.caveat_of(one)}"),
    )
    return [mark for mark in marks if mark]


def _mark(sign: str, told: Sequence[str] | None, what: str, one: Row, href: str) -> Markup | None:
    if not told:
        return None
    said = f"{words.many(len(told), what)} about the figure of {words.period(one['period'])}"
    return el(
        "a",
        sign,
        el("span", f" {said}", class_="hidden"),
        href=href,
        class_="mark",
        title=said,
    )


def trend(row: Row, data: QuarterPages) -> Markup | None:
    """The last thirteen months, all on one scale of time; percentages from 0 to 100, others from nought."""
    months = data.months.get(trends.key_of(row)) if row.get("area") else None
    if months is None or months["value"].drop_nulls().len() < LEAST_POINTS:
        return None
    known = dict(months.select("period", "value").iter_rows())
    values = [known.get(month) for month in months_until(data.quarter, _MONTHS)["period"]]
    drawn = [value for value in values if value is not None]
    top = 100.0 if row["unit"] == "percent" else max([*drawn, 0.0]) or 1.0
    spec = sparkline(values, description=trends.trend_words(row, months), domain=(min([*drawn, 0.0]), top))
    return Markup(to_svg(spec))


def margin_words(margin: Row | None) -> Markup | None:
    """How few cases would change the colour."""
    if margin is None:
        return None
    few = f"{words.number(abs(margin['value']))} {'fewer' if margin['value'] < 0 else 'more'}"
    return el("span", f"{few} and it is {margin['verdict']}", class_="small")


def limits(printed: Sequence[Row], row: Row, data: QuarterPages) -> Markup | None:
    """The printed tolerances of each colour, and how far the figure is from the target."""
    return cells.lines(_tolerances(printed, data), _gap(row)) or None


def _tolerances(limits: Sequence[Row], data: QuarterPages) -> Markup | None:
    said = [(one, text) for one in limits if (text := one["read_as"] or one["published"])]
    if not said:
        return None
    return el(
        "ul",
        *[el("li", el("span", f"{one['band']} ", class_="per"), data.proofs.figure(one, text)) for one, text in said],
        class_="limits",
    )


def _gap(row: Row) -> Markup | None:
    if row["value"] is None or row["gap"] is None:
        return None
    if row["gap"] == 0:
        return el("span", "target met", class_="small")
    size = words.change(abs(row["gap"]), row["unit"], row["decimals"]).lstrip("+")
    return el("span", f"{size} {'below' if row['gap'] < 0 else 'above'} target", class_="small")


def earlier(told: Iterable[Row], data: QuarterPages) -> Markup | None:
    """Earlier figures, the latest first, each after its time."""
    shown = [el("li", el("span", f"{_time(one)} ", class_="per"), _short(one, data)) for one in told]
    return el("ul", *shown, class_="flow") if shown else None


def _time(one: Row) -> str:
    return "latest year" if one["period"] == "latest" else words.period(one["period"], short=True)


def _short(one: Row, data: QuarterPages) -> Markup:
    """A figure in a line of a list, with its marks."""
    first = _first_printed(one, data)
    counts = words.x_of_y(one["numerator"], one["denominator"]) if one["unit"] != "ratio" else None
    beside = el("span", f" ({counts})", class_="per") if counts else None
    return join([part for part in (data.proofs.figure(one, _shown(one)), beside, *_marks(one), first) if part])


def benchmarks(figures: Sequence[Row], row: Row, data: QuarterPages) -> Markup | None:
    """Each benchmark with its year; better or worse where that is earned."""
    titles = {one.name: one for one in data.comparators}
    shown = []
    for one in figures:
        known = titles.get(one["area"])
        against = cells.better_or_worse(row.get(f"{known.id}_against")) if known else ""
        year = f" {words.period(one['time'], short=True)}" if one["time"] else ""
        name = el("span", f"{known.title if known else one['area']}{year} ", class_="per")
        shown.append(el("li", name, data.proofs.figure(one, _shown(one)), against))
    return el("ul", *shown) if shown else None


# ---- which way it went and what colour it has --------------------------------------------------------------------


def direction(row: Row) -> Markup | None:
    """On the month before, then on the year before where that compares, then what is printed."""
    if row["value"] is None:
        return None
    return cells.lines(_on_the_month(row), _on_the_year(row), _printed_arrow(row)) or None


def _on_the_month(row: Row) -> Markup | None:
    if row["moved"] is None:
        return None
    size = words.change(row["value"] - row["previous"], row["unit"], row["decimals"]).lstrip("+−")
    hidden = row["moved"] == "level" and row["moved_by_counts"] in ("up", "down")
    said = "level" if row["moved"] == "level" else f"{size} {row['moved']}"
    return cells.lines(
        _arrow(row["moved"], said), _verdict(row, "judgement"), small("the counts moved") if hidden else None
    )


def _on_the_year(row: Row) -> Markup | None:
    if row["last_year"] is None or row["year_judgement_reason"]:
        return None
    moved = words.change(row["year_change"], row["unit"], row["decimals"])
    return small(f"on {words.period(row['last_year_period'], short=True)}: {moved}", _verdict(row, "year_judgement"))


def _arrow(moved: str, said: str) -> Markup:
    return join([el("span", ARROWS[moved][0], class_="arrow", aria_hidden="true"), f" {said}"])


def _verdict(row: Row, column: str) -> Markup | None:
    """Better or worse where it is earned, else why not."""
    if row[column] in ("better", "worse"):
        return el("b", f", {row[column]}")
    reason = row[f"{column}_reason"]
    return small(_BRIEFLY.get(reason, REASONS.get(reason, reason))) if reason else None


def _printed_arrow(row: Row) -> Markup | None:
    printed = row["printed_arrow"]
    if printed is None:
        text = row["printed_arrow_published"]
        return small(f"printed: {text}, not readable") if text else None
    other_way = row["arrows_mean"] == "performance" and printed != row["moved"]
    means = f", for {_PERFORMANCE[printed]}" if other_way else ""
    differs = row["arrow"] is not None and row["arrow"] != printed
    should = el("b", f"; by the figures it should be {row['arrow']}") if differs else None
    return small("printed: ", _arrow(printed, f"{ARROWS[printed][1]}{means}"), should)


def colour(row: Row, margin: Row | None) -> Markup | None:
    """The printed colour as word and shape, ours where it differs or none is printed; how near the next one is."""
    printed, ours, why = row["printed_band"], row["band"], row["undecided"]
    if row["value"] is None or (printed is None and ours is None and why in _SILENT):
        return None
    briefly = _BRIEFLY.get(why, UNDECIDED.get(why, ""))
    if printed is None and ours is None:
        return small(f"none printed; {briefly}")
    if printed is None:
        beside = small("not printed; by the tolerances")
    elif ours is None:
        beside = small(f"printed; not checked: {briefly}")
    elif printed != ours:
        beside = small("printed; ", el("b", "by the tolerances "), band_tag(ours))
    else:
        beside = small("as printed")
    return cells.lines(band_tag(printed or ours), beside, *_contested(row), margin_words(margin))


def _contested(row: Row) -> list[Markup]:
    """What else is printed of the same figure that would give it another colour; the colour's own word stays."""
    said = []
    for other in row.get("contested") or ():
        tag = band_tag(other["band"])
        figure = words.figure(other["value"], row["unit"], row["decimals"], short=True)
        what = [tag, " is printed too"] if other["value"] is None else [f"{figure} is printed too, which is ", tag]
        said.append(small(el("b", "contested: "), *what))
    return said
