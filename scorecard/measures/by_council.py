"""The tables by council: whose documents they come from, which quarters each has, and what is one council's alone.

A workspace of one council is that council's whole: only where there are several are quarters told apart by them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from scorecard.council_quarter import (
    SEPARATOR,
    CouncilQuarter,
    asked_quarters,
    council_called,
    council_names,
    council_of,
    time_of,
)
from scorecard.errors import UsageError
from scorecard.measures.quarters import available_quarters, labels, last_quarters
from scorecard.periods import Quarter
from scorecard.schema import UNKNOWN_AUTHORITY
from scorecard.suggest import unknown

Tables = Mapping[str, pl.DataFrame]
AMONG_OTHERS = "authorities"
"""What an answer of ``measures`` is set against where it is set against other councils (``against``)."""


def whose() -> pl.Expr:
    """The council that a document is of."""
    return pl.col("publisher").fill_null(UNKNOWN_AUTHORITY)


def councils(documents: pl.DataFrame) -> dict[str, str]:
    """By council that has a document, in order: what parameters, folders and addresses call it (`council_names`)."""
    return council_names(documents.select(whose()).to_series().unique().to_list())


def are_several(documents: pl.DataFrame) -> bool:
    """Do the documents come from more than one council, so that each has pages of its own?"""
    return documents.select(whose()).to_series().n_unique() > 1


def council_of_documents(documents: pl.DataFrame) -> pl.DataFrame:
    """One row per document: ``document`` and its ``council``, as folders call it."""
    names = councils(documents)
    council = whose().replace_strict(names, return_dtype=pl.String).alias("council")
    return documents.select("document", council)


def of_each(frame: pl.DataFrame, documents: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The rows of each council's documents, by what folders call it, in order of the councils' names."""
    told = frame.join(council_of_documents(documents), on="document", maintain_order="left")
    parts = told.partition_by("council", as_dict=True, include_key=False, maintain_order=True)
    return {name: parts[(name,)] for name in councils(documents).values() if (name,) in parts}


def quarters_by_council(
    documents: pl.DataFrame, observations: pl.DataFrame, claims: pl.DataFrame | None = None
) -> list[Quarter]:
    """The quarters that have figures (`available_quarters`), in order; of several councils those of each after another.

    Of several they are `CouncilQuarter`.
    """
    if not are_several(documents):
        return available_quarters(observations, claims)
    figures = of_each(observations, documents)
    quoted = of_each(claims, documents) if claims is not None else {}
    found: list[Quarter] = []
    for name in councils(documents).values():
        told = quoted.get(name, None if claims is None else claims.clear())
        here = available_quarters(figures.get(name, observations.clear()), told)
        found += [CouncilQuarter(one.year, one.number, name) for one in here]
    return found


@dataclass(frozen=True)
class Part:
    """The part of the tables that somebody asks for: a ``quarter``, a ``council`` as the tables name it; null for all.

    The quarter is a time alone, whosever it is.
    """

    quarter: Quarter | None = None
    council: str | None = None


def part_asked(tables: Tables, quarter: str | None, council: str | None) -> Part:
    """The part that parameters name: a quarter, ``2020-21-Q1`` or that of one of several councils
    (``2020-21-Q1@anytown``), and a council as parameters call it.

    ``tables``: documents, observations and claims. Raises UsageError, with what there is, for a quarter without figures
    and for a council that has no document.
    """
    documents = tables["documents"]
    names = {short: name for name, short in councils(documents).items()}
    if council is not None and council not in names:
        raise unknown("council", council, names)
    if quarter is None:
        return Part(None, names.get(council or ""))
    _, separator, named = quarter.partition(SEPARATOR)
    if separator and council not in (None, named.strip()):
        raise UsageError(
            f"the quarter {quarter} is not one of {council}", do="name the council once: in the quarter or by --council"
        )
    asked = quarter if separator or council is None else f"{quarter}{SEPARATOR}{council}"
    known = quarters_by_council(documents, tables["observations"], tables["claims"])
    found = asked_quarters(asked, known, names)
    return Part(time_of(found[0]), names.get(council or named.strip()))


def in_quarters(frame: pl.DataFrame, quarters: Sequence[Quarter], documents: pl.DataFrame) -> pl.DataFrame:
    """The rows about one of some quarters; of a council's quarter only what its own documents say."""
    times = [label for quarter in quarters if council_of(quarter) is None for label in labels(quarter)]
    of_all = frame.filter(pl.col("period").is_in(times))
    asked = [(council_of(quarter), label) for quarter in quarters if council_of(quarter) for label in labels(quarter)]
    if not asked:
        return of_all
    wanted = pl.DataFrame(asked, schema={"council": pl.String, "period": pl.String}, orient="row").unique()
    of_whom = frame.join(council_of_documents(documents), on="document", maintain_order="left")
    return of_whom.join(wanted, on=["council", "period"], how="semi", maintain_order="left").drop("council")


def homes_of(observations: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """One row per document: ``document`` and ``quarter``, whose folder has the page on which its findings stand.

    That is the last quarter of which one of its tables prints a figure; among several councils that of its own.
    """
    homes = last_quarters(observations).sort("document")
    if not are_several(documents):
        return homes
    named = homes.join(council_of_documents(documents), on="document", how="left", maintain_order="left")
    label = pl.concat_str("quarter", "council", separator=SEPARATOR, ignore_nulls=True)
    return named.select("document", label.alias("quarter"))


def of_council(tables: Tables, council: str) -> dict[str, pl.DataFrame]:
    """What is of one council alone: the rows of its documents, and the answers about its figures.

    Not how it stands among others: that is told on the pages of measures, and hangs on what those others print. Raises
    UsageError for a council that has no document.
    """
    documents = tables["documents"]
    name = council_called(council, documents.select(whose()).to_series().to_list(), where="parameter quarter")
    own = documents.filter(whose() == name).select("document")
    cut = {key: _of_documents(frame, own) for key, frame in tables.items() if key != "measures"}
    if "measures" in tables:
        mine = (pl.col("authority") == name) & pl.col("against").ne_missing(AMONG_OTHERS)
        cut["measures"] = tables["measures"].filter(mine)
    return cut


def _of_documents(frame: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    if "document" not in frame.columns:
        return frame
    return frame.join(documents, on="document", how="semi", maintain_order="left")
