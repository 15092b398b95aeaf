"""What somebody asks for, as places: a printed number with its period, a place, a finding, or a link to one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import polars as pl

from scorecard import words
from scorecard.errors import UsageError
from scorecard.measures.answers.rows import LISTED
from scorecard.periods import Period, Quarter
from scorecard.proof.prints import PLACE, as_places
from scorecard.suggest import closest, unknown

_NEAREST = 5
"""So many names or places are suggested for one that is not there."""
_FACT = re.compile(r"fact-[0-9a-f]+")
_A_PLACE = re.compile(r"(?P<document>[^:#\s]+):(?P<line>\d{1,9})(?::(?P<cell>\d{1,9}))?")
_ON_A_PACK = re.compile(r"(?P<document>[^/#]+?)(?:--\d+)?\.html#(?P<place>\d+(?::\d+)?)$")
_PRINTED = ("observations", "thresholds", "signals", "claims", "unread")
_FIGURE = ["document", "line", "cell", "indicator", "period", "period_start", "period_end"]


@dataclass(frozen=True)
class Asked:
    """The places asked for, in the order in which they are told.

    ``about``: the indicators and periods asked for, where a line or cell may print others too; null asks for all of
    them. ``others``: what else could have been meant.
    """

    places: pl.DataFrame
    about: pl.DataFrame | None = None
    others: str | None = None

    def of(self, prints: pl.DataFrame) -> pl.DataFrame:
        """Those of the prints at the places that are asked for."""
        key = ["document", "line", "cell", "indicator", "period"]
        return prints if self.about is None else prints.join(self.about, on=key, how="semi", nulls_equal=True)


def places_asked(
    tables: Mapping[str, pl.DataFrame],
    indicators: pl.DataFrame,
    what: str,
    period: str | None = None,
    *,
    everything: bool = False,
) -> Asked:
    """The places of all that is printed about ``what``.

    ``what`` is a place (``document:line:cell``, ``document:line``; the document's id may be cut where that is clear), a
    fact, a link or anchor that ends with either, or an indicator: its id, its printed number or its name; then
    ``period`` is a label, a period in words or a quarter, and null asks for the newest. An indicator's figures are the
    whole authority's, those of areas and categories only if ``everything`` is asked or nothing else is printed.
    Raises UsageError, with the nearest that is known, for what is not there.
    """
    asked = _behind_the_link(what.strip())
    fact, place = _FACT.search(asked), _A_PLACE.fullmatch(asked)
    if fact:
        return _of_fact(tables["findings"], fact[0])
    if place:
        return _of_place(tables, place)
    names = _names(tables, indicators)
    meant = names.filter(pl.col("name") == _folded(asked))["indicator"].unique().sort().to_list()
    if not meant:
        raise _unknown_name(what, names, indicators)
    return _of_indicators(tables, meant, period, everything=everything)


def _behind_the_link(asked: str) -> str:
    """What a link or an anchor names: its last part, after the document of an annotated pack where that is needed."""
    pack = _ON_A_PACK.search(asked)
    return f"{pack['document']}:{pack['place']}" if pack else asked.rpartition("#")[2]


def _of_fact(findings: pl.DataFrame, fact: str) -> Asked:
    told = findings.filter(pl.col("fact") == fact)
    if told.is_empty():
        raise UsageError(f"there is no finding {fact!r}", do="list them: python pipeline.py findings")
    listed = told["places"].drop_nulls().str.split(LISTED).explode().unique(maintain_order=True)
    return Asked(as_places(listed))


def _of_place(tables: Mapping[str, pl.DataFrame], place: re.Match[str]) -> Asked:
    document = _document(tables["documents"]["document"].to_list(), place["document"])
    printed = pl.concat([_places(tables[name]) for name in _PRINTED]).filter(pl.col("document") == document).unique()
    line, cell = int(place["line"]), place["cell"] and int(place["cell"])
    here = printed.filter(pl.col("line") == line).sort("cell", nulls_last=True)
    asked = here if cell is None else here.filter(pl.col("cell") == cell)
    if not asked.is_empty():
        return Asked(asked)
    nearest = here if here.height else printed
    distance = (pl.col("line") - line).abs() + (pl.col("cell").fill_null(0) - (cell or 0)).abs() / 1000
    close = nearest.sort(distance, "line", "cell").head(_NEAREST)
    told = [":".join(str(part) for part in row if part is not None) for row in close.iter_rows()]
    where = f"line {line}" + (f", cell {cell}" if cell else "")
    raise UsageError(
        f"no figure of {document} is known at {where}",
        expected=f"the nearest are: {', '.join(told)}" if told else "this document prints no figure",
    )


def _document(known: Sequence[str], asked: str) -> str:
    """The one document whose id is, or begins with, what is asked."""
    begins = [name for name in known if name.startswith(asked)]
    if asked in known or len(begins) == 1:
        return asked if asked in known else begins[0]
    if begins:
        raise UsageError(f"{asked!r} may be several documents", expected=f"one of: {', '.join(begins)}")
    raise unknown("document", asked, known)


def _places(table: pl.DataFrame) -> pl.DataFrame:
    cell = pl.col("cell") if "cell" in table.columns else pl.lit(None, pl.Int32).alias("cell")
    return table.select("document", "line", cell).select(*PLACE)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _names(tables: Mapping[str, pl.DataFrame], indicators: pl.DataFrame) -> pl.DataFrame:
    """One row per name of a measure that is printed: its id, numbers and names, in small letters, and ``indicator``."""
    observed = tables["observations"].select("indicator", "indicator_number", "indicator_name").unique()
    quoted = tables["claims"].select("indicator").drop_nulls().unique()
    printed = pl.concat([observed.select("indicator"), quoted]).unique()
    named = indicators.select("indicator", "name").join(printed, on="indicator", how="semi")
    every = [
        printed.select("indicator", name="indicator"),
        observed.select("indicator", name="indicator_number"),
        observed.select("indicator", name="indicator_name"),
        named,
    ]
    folded = pl.col("name").str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
    return pl.concat(every).drop_nulls().with_columns(folded).unique().sort("name", "indicator")


def _unknown_name(what: str, names: pl.DataFrame, indicators: pl.DataFrame) -> UsageError:
    """The refusal of a name: those that look like it, and those that hold its words."""
    asked = _folded(what)
    known = names["name"].unique(maintain_order=True).to_list()
    close = get_close_matches(asked, known, n=_NEAREST, cutoff=0.6)
    close += [name for name in known if asked in name and name not in close]
    nearest = pl.DataFrame({"name": close[:_NEAREST]}, schema={"name": pl.String})
    meant = nearest.join(names, on="name", maintain_order="left")["indicator"].unique(maintain_order=True).to_list()
    titles = dict(indicators.select("indicator", "name").iter_rows())
    told = "; ".join(f"{one} ({titles.get(one, 'not in the registry')})" for one in meant)
    return UsageError(
        f"no printed measure is called {what!r}",
        expected=f"perhaps: {told}" if told else "an id, a printed number or a name, a place or a finding",
        do="the measures with their numbers stand in docs/data-dictionary.md",
    )


def _of_indicators(
    tables: Mapping[str, pl.DataFrame], meant: Sequence[str], period: str | None, *, everything: bool
) -> Asked:
    figures = _figures(tables).filter(pl.col("indicator").is_in(meant))
    dated = figures.filter(_in_period(figures, period, meant))
    whole = dated if everything else dated.filter("whole")
    chosen = whole if whole.height else dated
    as_at = tables["documents"].select("document", "as_at")
    ordered = chosen.join(as_at, on="document", how="left").sort("indicator", "as_at", "document", "line", "cell")
    left = dated.height - chosen.height
    notes = [f"{words.counted(left, 'print')} for areas and categories: add --all"] if left else []
    if period is None:
        others = figures.filter(pl.col("period") != chosen["period"][0])["period"].unique().sort().to_list()
        notes += [f"of other periods: {', '.join(others)}"] if others else []
    return Asked(as_places(ordered), ordered, "; ".join(notes) or None)


def _figures(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every print about a measure and a period: of tables, of sentences, and those that could not be read."""
    own = (pl.col("area_kind") == "authority") & pl.col("breakdown").is_null()
    observed = tables["observations"].select(*_FIGURE, whole=own)
    ends = observed.select("period", "period_start", "period_end").unique("period", keep="first", maintain_order=True)
    loose = [
        tables[name]
        .drop_nulls(["indicator", "period"])
        .select("document", "line", *cell, "indicator", "period", whole=pl.lit(True))
        .join(ends, on="period", how="left")
        .select(observed.columns)
        for name, cell in (("claims", [pl.lit(None, pl.Int32).alias("cell")]), ("unread", ["cell"]))
    ]
    return pl.concat([observed, *loose])


def _in_period(figures: pl.DataFrame, period: str | None, meant: Sequence[str]) -> pl.Expr:
    """Whether a figure is of the period asked. Raises UsageError, with the nearest in time, where none is."""
    known = figures["period"].unique().sort().to_list()
    if period is None:
        newest = figures.filter("whole").sort("period_end", "period_start", "period", nulls_last=False)["period"]
        return pl.col("period") == (newest if len(newest) else figures["period"])[-1]
    labels = _labels(period, known)
    if labels:
        return pl.col("period").is_in(labels)
    told = _nearest(period, figures, known)
    raise UsageError(f"{' and '.join(meant)}: nothing is printed for {period!r}", expected=f"perhaps: {told}")


def _labels(period: str, known: Sequence[str]) -> list[str]:
    """The known labels that a text spells: the label, its words long or short, or the months and label of a quarter."""
    own = [label for label in known if _plain(period) in _spellings(label)]
    try:
        quarter = Quarter.parse(period)
    except ValueError:
        return own
    months = {*quarter.months, Period.quarter(quarter.year, quarter.number).label}
    return own or [label for label in known if label in months]


def _spellings(label: str) -> set[str]:
    return {_plain(text) for text in (label, words.period(label), words.period(label, short=True))}


def _plain(text: str) -> str:
    return _folded(text).replace("-", " ")


def _nearest(period: str, figures: pl.DataFrame, known: Sequence[str]) -> str:
    asked = Period.of_label(period.strip())
    dated = figures.drop_nulls("period_end").unique("period").sort("period")
    if asked is None or asked.end is None or dated.is_empty():
        close = closest(period, known)
        return close or ", ".join(known)
    end: date = asked.end
    near = dated.sort((pl.col("period_end") - pl.lit(end)).abs(), "period").head(_NEAREST)["period"]
    return ", ".join(near.to_list())
