"""Which cells belong together: what the browser holds against what, and what the project says came of it.

Places and printed texts only: the numbers are read, and the arithmetic is done, on the page. What belongs together is
known from the registry and from the comparisons of validation (``ticks``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from scorecard.audit.capsule.counts import counts_of
from scorecard.audit.capsule.figures import decimal_text
from scorecard.audit.capsule.raw import Raw
from scorecard.measures.quarters import in_quarter
from scorecard.measures.signals import figures_of_signs
from scorecard.measures.ticks import BETWEEN, FAILS
from scorecard.periods import Quarter
from scorecard.proof.prints import PLACE, place_of
from scorecard.registry import Registry
from scorecard.units import units_that_add_up

Link = dict[str, Any]
AGREES, DIFFERS = "agrees", "differs"
_ADDED = ("totals", "partitions")
"""The rules whose comparisons may be sums."""
_BOUNDED = "within-bounds"


@dataclass(frozen=True)
class Behind:
    """What links are made of: the processed tables, the quarter's figures with their ``id``, words, raw tables."""

    tables: Mapping[str, pl.DataFrame]
    figures: pl.DataFrame
    registry: Registry
    raw: Raw
    quarter: Quarter


# ---- percentages


def percentages(behind: Behind) -> list[Link]:
    """One for each percentage of the quarter with its x of y: where these stand (null: no cell prints them so)."""
    with_counts = behind.figures.filter(
        pl.col("unit") == "percent",
        pl.all_horizontal(pl.col("value", "numerator", "denominator").is_not_null()),
    )
    said = _said_of_percentages(behind.tables["ticks"])
    return [
        {"figure": row["id"], **_counts(row, behind.raw), "project": said.get(_spelled(row))}
        for row in with_counts.iter_rows(named=True)
    ]


def _counts(row: Mapping[str, Any], raw: Raw) -> Link:
    found = counts_of((row["document"], row["line"], row["cell"]), row["numerator"], row["denominator"], raw)
    return {"x": None, "y": None} if found is None else {"x": _joined(found[0]), "y": _joined(found[1])}


def _said_of_percentages(ticks: pl.DataFrame) -> dict[str, str]:
    told = ticks.filter((pl.col("rule") == "percentage") & pl.col("cell").is_not_null())
    return dict(told.select(place_of().alias("place"), _outcome()).iter_rows())


def _outcome() -> pl.Expr:
    return pl.when(pl.col("outcome") == FAILS).then(pl.lit(DIFFERS)).otherwise(pl.lit(AGREES)).alias("outcome")


def _spelled(row: Mapping[str, Any]) -> str:
    return _joined((row["document"], row["line"], row["cell"]))


def _joined(place: Iterable[object]) -> str:
    return ":".join(map(str, place))


def linked(behind: Behind) -> list[Link]:
    """Percentages of the quarter and the counts that other cells print for what they are a share of.

    With ``x`` and ``y``, places both; with ``y`` alone where no count is printed for x: is it possible for any whole
    number of y? Left out are counts that are put together of several cells, and percentages beside their x of y.
    """
    subject = ["id", *PLACE, "indicator", "breakdown", "numerator"]
    shares = behind.figures.filter(pl.col("unit") == "percent", pl.col("part") == 0).select(subject)
    ticks = behind.tables["ticks"].filter((pl.col("rule") == "linked-counts") & pl.col("cell").is_not_null())
    compared = ticks.select(*PLACE, "indicator", "outcome", pl.col("compared_with").fill_null("").str.split(BETWEEN))
    told = shares.join(compared, on=[*PLACE, "indicator"], how="inner", maintain_order="left_right")
    counts = _counts_by_place(behind.tables["observations"])
    rules = behind.registry.frame().select("indicator", "numerator", "denominator")
    asked = {indicator: (x, y) for indicator, x, y in rules.iter_rows()}
    made: dict[tuple[str, ...], Link] = {}
    for row in told.iter_rows(named=True):
        places = row["compared_with"]
        if _are_counts_of(row, places, asked[row["indicator"]], counts):
            *x, y = places
            project = DIFFERS if row["outcome"] == FAILS else AGREES
            link = {"figure": row["id"], "x": x[0] if x else None, "y": y, "project": project}
            made.setdefault((row["id"], *places), link)
    return list(made.values())


_Count = tuple[str, str | None]
"""The measure and the category of a printed count."""


def _are_counts_of(
    row: Mapping[str, Any], places: list[str], asked: tuple[str | None, str | None], counts: Mapping[str, _Count]
) -> bool:
    """Whether places print, one each, the counts that a percentage is the share of: x and y, or y alone."""
    if len(places) > len(asked) or (len(places) < len(asked) and row["numerator"] is not None):
        return False
    found = [counts.get(place) for place in places]
    wanted = asked[len(asked) - len(places) :]
    alike = (None, row["breakdown"])
    return all(
        one is not None and one[0] == indicator and one[1] in alike
        for one, indicator in zip(found, wanted, strict=True)
    )


def _counts_by_place(observations: pl.DataFrame) -> dict[str, _Count]:
    """What each place counts that prints one count and nothing else."""
    alone = observations.with_columns(place_of().alias("place")).unique("place", keep="none", maintain_order=True)
    counts = alone.filter((pl.col("unit") == "count") & pl.col("value").is_not_null())
    return {
        place: (indicator, breakdown)
        for place, indicator, breakdown in counts.select("place", "indicator", "breakdown").iter_rows()
    }


# ---- sums


def sums(behind: Behind) -> tuple[list[Link], int]:
    """Wholes and their printed parts, and how many comparisons of the same rules are no sums of printed cells.

    ``kind``: ``sum``; ``people``, who may stand in two parts; ``hundred``, shares of one whole; ``pairs``, x and y of
    parts make up those of the whole; ``x-make-y``, the x of shares make up their y; ``within``, a part of its whole.
    """
    asked = _sums_of_quarter(behind)
    made: dict[tuple[str, str, str], Link] = {}
    left = 0
    for row in asked.iter_rows(named=True):
        kind = _kind(row)
        if kind is None:
            left += 1
            continue
        project = DIFFERS if row["outcome"] == FAILS else AGREES
        known = made.setdefault((kind, row["place"], row["compared_with"]), _sum(kind, row, project))
        known["project"] = DIFFERS if DIFFERS in (known["project"], project) else AGREES
    return list(made.values()), left


def _sum(kind: str, row: Mapping[str, Any], project: str) -> Link:
    return {"kind": kind, "whole": row["place"], "parts": row["parts"], "project": project}


def _sums_of_quarter(behind: Behind) -> pl.DataFrame:
    """The comparisons of whole and parts of which one is a figure of the quarter, with unit and print of the whole."""
    ours = behind.figures.select(place_of().alias("place")).unique()
    ticks = behind.tables["ticks"].filter(
        pl.col("rule").is_in(_ADDED), pl.col("outcome") != _BOUNDED, pl.col("cell").is_not_null()
    )
    numbered = ticks.with_row_index("_tick").with_columns(
        place_of().alias("place"), pl.col("compared_with").fill_null("").str.split(BETWEEN).alias("parts")
    )
    sides = numbered.select("_tick", pl.concat_list("place", "parts").alias("place")).explode("place")
    wanted = sides.join(ours, on="place", how="semi").select("_tick").unique()
    subject = [*PLACE, "indicator", "area", "breakdown"]
    wholes = behind.tables["observations"].select(*subject, "unit", own_print="published")
    people = behind.registry.frame().select("indicator", "unique_persons")
    return (
        numbered.join(wanted, on="_tick", how="semi")
        .join(wholes.unique(subject, keep="first"), on=subject, how="left", nulls_equal=True, maintain_order="left")
        .join(people, on="indicator", how="left", maintain_order="left")
    )


def _kind(row: Mapping[str, Any]) -> str | None:
    """What kind of sum a comparison is; null for one that is none, or not of cells (weighted means, sentences)."""
    if any(part.count(":") < len(PLACE) - 1 for part in row["parts"]):
        return None
    if row["rule"] == _ADDED[0]:
        return _kind_of_total(row)
    if row["place"] in row["parts"]:
        return "hundred" if row["unit"] == "percent" and row["published"] != row["own_print"] else "x-make-y"
    if row["unit"] not in units_that_add_up():
        return None
    return "within" if len(row["parts"]) == 1 else "sum"


def _kind_of_total(row: Mapping[str, Any]) -> str | None:
    if row["unit"] in units_that_add_up():
        return "people" if row["unique_persons"] else "sum"
    return "pairs" if row["unit"] == "ratio" else None


# ---- arrows, colours and margins


def signs(behind: Behind) -> tuple[list[Link], list[Link]]:
    """Arrows and colours of the quarter: the sign as printed, its figures' places, and what the project worked out."""
    told = behind.tables["signals"].filter(in_quarter(behind.quarter))
    placed = figures_of_signs(told, behind.tables["observations"], behind.registry).to_dicts()
    arrows = [_arrow(row) for row in placed if row["signal"] == "direction"]
    return arrows, [_colour(row, behind) for row in placed if row["signal"] == "rag"]


def _sign(row: Mapping[str, Any]) -> Link:
    return {
        "sign": _spelled(row),
        "printed": row["published"],
        "key": f"{row['document']}/{row['table']}",
        "now": _place(row, "now"),
        "indicator": row["indicator"],
        "project": row["computed"],
    }


def _arrow(row: Mapping[str, Any]) -> Link:
    return {**_sign(row), "before": _place(row, "before"), "good": row["good"], "meaning": row["meaning"]}


def _colour(row: Mapping[str, Any], behind: Behind) -> Link:
    line = row["now_line"] or row["line"]
    tolerances = _tolerances_of(row["document"], row["indicator"], line, behind.tables["thresholds"])
    return {**_sign(row), "tolerances": tolerances, "not_judged": row["not_judged"]}


def _place(row: Mapping[str, Any], which: str) -> str | None:
    line, cell = row[f"{which}_line"], row[f"{which}_cell"]
    return None if line is None else _joined((row["document"], line, cell))


def margins(behind: Behind) -> list[Link]:
    """One for each figure of the quarter that has a colour: its tolerances, and the project's colour and margin."""
    answers = behind.tables["measures"]
    band = answers.filter((pl.col("measure") == "rag") & pl.col("against").is_null())
    bands = dict(band.select(place_of().alias("place"), "verdict").iter_rows())
    asked = answers.filter(pl.col("measure") == "margin-to-next-band").with_columns(place_of().alias("place"))
    ours = behind.figures.with_columns(place_of().alias("place")).unique("place", keep="none", maintain_order=True)
    told = ours.select("place", "id").join(asked, on="place", how="inner", maintain_order="left")
    return [
        {
            "figure": row["id"],
            "tolerances": _tolerances_of(row["document"], row["indicator"], row["line"], behind.tables["thresholds"]),
            "project": bands.get(row["place"]),
            "down": _text(row["lower"]),
            "up": _text(row["upper"]),
        }
        for row in told.iter_rows(named=True)
    ]


def _text(value: float | None) -> str | None:
    return None if value is None else decimal_text(value)


def _tolerances_of(document: str, indicator: str, line: int, thresholds: pl.DataFrame) -> str:
    """The name of the tolerances that judge a figure: those of its own line, else all of its document."""
    own = thresholds.filter(
        (pl.col("document") == document) & (pl.col("indicator") == indicator) & (pl.col("line") == line)
    )
    return "|".join([document, indicator, *([str(line)] if own.height else [])])


def tolerances(names: Iterable[str], behind: Behind) -> dict[str, Link]:
    """The printed tolerances by name: unit and good direction of their measure, and each print with its place."""
    rules = behind.registry.frame().select("indicator", "unit", "good")
    known = {indicator: (unit, good) for indicator, unit, good in rules.iter_rows()}
    told: dict[str, Link] = {}
    for name in sorted(set(names)):
        document, indicator, *line = name.split("|")
        unit, good = known.get(indicator, (None, "info"))
        told[name] = {"unit": unit, "good": good, "prints": list(_prints(document, indicator, line, behind))}
    return told


def _prints(document: str, indicator: str, line: list[str], behind: Behind) -> Iterator[Link]:
    """Each printed tolerance once, in order of place; ``read_as`` where its damage was mended."""
    own = (pl.col("document") == document) & (pl.col("indicator") == indicator)
    rows = behind.tables["thresholds"].filter(own & (pl.col("line") == int(line[0]) if line else pl.lit(True)))
    once = rows.sort("line", "cell", maintain_order=True).unique(
        ["line", "cell", "band", "published", "read_as"], keep="first", maintain_order=True
    )
    for row in once.iter_rows(named=True):
        mended = row["read_as"] if row["read_as"] != row["published"] else None
        yield {"band": row["band"], "place": _spelled(row), "printed": row["published"], "read_as": mended}


def keys_of_signs(links: Iterable[Link], behind: Behind) -> dict[str, dict[str, list[str]]]:
    """The signs that the packs behind ``links`` print beside those that everybody knows, by document and table."""
    families = {f"{document}/{table}": family for document, table, family in _families(behind.tables["tables"])}
    publishers = dict(behind.tables["signals"].select("document", "authority").unique().iter_rows())
    asked = sorted({str(link["key"]) for link in links})
    return {
        key: {
            meaning: list(printed)
            for meaning, printed in behind.registry.of(publishers[key.split("/")[0]]).signs(families.get(key)).items()
            if printed
        }
        for key in asked
    }


def _families(tables: pl.DataFrame) -> list[tuple[str, str, str | None]]:
    return list(tables.select("document", "table", "family").iter_rows())
