"""The cells of the quarter's tables: one figure, its direction, its colour, its target, its comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from scorecard import words
from scorecard.charts.palette import ARROWS
from scorecard.comparators import Comparator, shown_in
from scorecard.html.markup import arrow_tag, band_tag, el, join
from scorecard.measures.rag import UNDECIDED

Row = Mapping[str, Any]
_JUDGED = ("better", "worse")
CAVEATS = "caveats"
"""The place on a data-quality page that says what the documents warn of."""


def _small(*content: object) -> Markup:
    return el("span", *content, class_="small")


def lines(*parts: object) -> Markup:
    """Parts one below the other; those that are null are left out."""
    return join([p for p in parts if p is not None and p != ""], "")


def indicator(row: Row) -> Markup:
    """Number and name of the indicator, its unit and what good looks like."""
    number = el("span", row.get("indicator_number") or "", class_="nr")
    about = [words.unit_name(row["unit"]), words.GOOD_WORDS.get(row.get("good") or "")]
    where = [row["breakdown"]] if row.get("breakdown") else []
    if row.get("area_kind") == "locality" or row.get("show_area"):
        where.append(row["area"])
    name = join([row["title"], *where], ": ")
    return join([number, " ", el("span", name, _small("; ".join(filter(None, about))), class_="name")])


def shown_figure(row: Row, column: str = "value") -> str:
    """A figure with its unit; an "x of y" without a percentage as it is printed."""
    if row.get(column) is None and row["unit"] == "ratio":
        return words.x_of_y(row.get("numerator"), row.get("denominator")) or words.NO_DATA
    return words.figure(row.get(column), row["unit"], row["decimals"], short=True)


def latest(row: Row) -> Markup:
    """The latest figure with its month, its x of y, the year so far, and a mark where a finding is about it."""
    counts = words.x_of_y(row["numerator"], row["denominator"]) if row["unit"] != "ratio" else None
    so_far = row.get("year_to_date")
    return lines(
        el("strong", shown_figure(row), class_="figure"),
        finding_mark(row.get("findings"), row["period"], row.get("finding_page", "")),
        caveat_mark(row.get("caveats"), row["period"], row.get("finding_page", "")),
        _small(words.period(row["period"])),
        _small(counts) if counts else None,
        _small(f"year so far {words.figure(so_far, row['unit'], row['decimals'])}") if so_far is not None else None,
        _small(f"printed as {row['published']}, read as shown") if row["status"] == "corrected" else None,
        _small("restated: ", _earlier(row)) if row.get("restated") else None,
    )


def _earlier(row: Row) -> str:
    before = row["earlier"][0]
    counts = words.x_of_y(before["numerator"], before["denominator"])
    same = before["value"] == row["value"]
    was = counts if same and counts else words.figure(before["value"], row["unit"], row["decimals"])
    return f"{was} as at {words.day(before['as_at'])}"


def finding_mark(findings: Sequence[str] | None, period: str, page: str) -> Markup | None:
    """A link to the first finding about a figure, saying how many there are; null if there is none."""
    if not findings:
        return None
    said = words.many(len(findings), "finding")
    about = el("span", f" about the figure of {words.period(period)}", class_="hidden")
    return el("a", "† ", said, about, href=f"{page}#{findings[0]}", class_="mark")


def marks(row: Row) -> list[Markup]:
    """The marks of a figure that stands in a cell of its own: what was found, and what its document warns of."""
    place = (row["period"], row["finding_page"])
    both = (finding_mark(row["findings"], *place), caveat_mark(row["caveats"], *place))
    return [mark for mark in both if mark]


def caveat_mark(caveats: Sequence[str] | None, period: str, page: str) -> Markup | None:
    """A link to what the document itself warns of, of this figure among others; null if it does not."""
    if not caveats:
        return None
    about = el("span", f" of the figure of {words.period(period)}", class_="hidden")
    return el("a", "‡ ", "warned of", about, href=f"{page}#{CAVEATS}", class_="mark")


def direction(row: Row) -> Markup | None:
    """What we compute against the month before, and what is printed; they are kept apart."""
    move = row["moved"]
    ours = None
    if move is not None:
        size = words.change(row["value"] - row["previous"], row["unit"], row["decimals"])
        judged = f", {row['judgement']}" if row["judgement"] in _JUDGED else ""
        sign = el("span", ARROWS[move][0], class_="arrow", aria_hidden="true")
        ours = join([sign, " level" if move == "level" else f" {size.lstrip('+−')} {move}{judged}"])
    hidden = _small("the counts moved, the rounded figure did not") if _moved_only_by_counts(row) else None
    return lines(ours, _not_judged(row, "judgement"), hidden, _printed_arrow(row)) or None


def _not_judged(row: Row, column: str) -> Markup | None:
    """Why a change is called neither better nor worse; null where nothing is to be said."""
    why = row.get(f"{column}_why")
    return _small(f"not judged: {why}") if why else None


def _moved_only_by_counts(row: Row) -> bool:
    return row["moved"] == "level" and row["moved_by_counts"] in ("up", "down")


def _printed_arrow(row: Row) -> Markup | None:
    printed = row["printed_arrow"]
    if printed is None:
        return (
            _small(f"printed: {row['printed_arrow_published']}, not readable")
            if row["printed_arrow_published"]
            else None
        )
    differs = row["arrow"] is not None and row["arrow"] != printed
    said = el("b", f"; by the figures it should be {row['arrow']}") if differs else None
    return _small("printed: ", arrow_tag(printed), said)


def colour(row: Row) -> Markup | None:
    """The printed colour as word and shape; ours beside it where it differs or where none is printed."""
    printed, ours = row["printed_band"], row["band"]
    if printed is None and ours is None:
        return _small("none printed; ", UNDECIDED[row["undecided"] or "no-target"])
    if printed is None:
        return lines(band_tag(ours), _small("not printed; by the printed tolerances"))
    if ours is None:
        return lines(
            band_tag(printed), _small("printed; cannot be checked: ", UNDECIDED.get(row["undecided"] or "", ""))
        )
    if printed != ours:
        return lines(band_tag(printed), _small("printed; ", el("b", "by the tolerances "), band_tag(ours)))
    return lines(band_tag(printed), _small("as printed"))


def target(row: Row) -> Markup:
    """The printed target and the distance to it."""
    if row["target"] is None:
        return el("span", "none printed", class_="none")
    if row["gap"] is None:
        return lines(row["target"])
    if row["gap"] == 0:
        return lines(row["target"], _small("met"))
    side = "below" if row["gap"] < 0 else "above"
    size = words.change(abs(row["gap"]), row["unit"], row["decimals"]).lstrip("+")
    return lines(row["target"], _small(f"{size} {side}"))


def year_on_year(row: Row) -> Markup | None:
    """Against the same month of last year; where that is not printed, the last whole year against the one before."""
    unit, decimals = row["unit"], row["decimals"]
    if row["last_year"] is not None:
        was = f"{words.figure(row['last_year'], unit, decimals, short=True)} in {words.period(row['last_year_period'])}"
        judged = f", {row['year_judgement']}" if row["year_judgement"] in _JUDGED else ""
        change = words.change(row["year_change"], unit, decimals) + judged
        return lines(change, _small(was), _not_judged(row, "year_judgement"))
    if row["annual"] is None:
        return None
    year = f"{row['annual_period']}: {words.figure(row['annual'], unit, decimals, short=True)}"
    if row["annual_before"] is None:
        return lines(_small(year), _small("no data for the year before"))
    moved = words.change(row["annual"] - row["annual_before"], unit, decimals)
    return lines(_small(year), _small(f"{moved} on {row['annual_before_period']}"))


def benchmarks(row: Row, comparators: Iterable[Comparator]) -> Markup:
    """The averages this figure can be set against, with better or worse where a direction is good."""
    shown = [
        _small(
            f"{one.title} {words.figure(row[one.id], row['unit'], short=True)}",
            better_or_worse(row.get(f"{one.id}_against")),
        )
        for one in shown_in("table", comparators)
        if row[one.id] is not None
    ]
    return lines(*shown) or el("span", "none printed", class_="none")


def better_or_worse(word: str | None) -> str:
    """How a figure stands to a benchmark, in a word; empty where that is not told."""
    return {"better": ": better", "worse": ": worse", "same": ": the same"}.get(word or "", "")
