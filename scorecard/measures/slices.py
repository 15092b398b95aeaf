"""Slices of the tables: the rows that one page can depend on, and no others.

A page that is made from its slice is a function of it: whatever happens to other rows, its bytes stay. Rows keep their
order, and a slice of what is not there is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import polars as pl

from scorecard.measures.quarters import in_quarter, last_quarters
from scorecard.measures.ticks import FAILS
from scorecard.periods import Period, Quarter

Tables = Mapping[str, pl.DataFrame]
_CELL = ["document", "line", "cell"]
_LISTED = "; "
_NAMING = {"ticks": "compared_with", "findings": "places", "measures": "inputs"}
"""The columns in which rows name places of figures, by their table."""
_OF_INDICATOR = ("thresholds", "signals", "claims", "caveats", "unread")
"""Tables of which a page shows the rows of its indicator, and no more."""
_AT_CELLS = ("observations", "coverage", *_NAMING)
"""Tables of which it shows what stands at the cells of its figures too: a cell may print several measures."""
_OF_DOCUMENTS = ("documents", "tables", "headers")
HOMES = "homes"
"""In a slice: the last quarter of each of its documents (`last_quarters`), which all figures together decide."""
_ROW, _HASH = "_row", "_hash"


@dataclass(eq=False)
class Slices:
    """The processed tables by name, cut for one page after the other. ``tables`` may be a slice, with its ``homes``."""

    tables: Tables

    def of_indicator(self, indicator: str) -> dict[str, pl.DataFrame]:
        """What the page of one indicator can depend on: its figures, and all that is told of them or names them."""
        own = {
            name: self.tables[name][rows[indicator]] if indicator in rows else self.tables[name].clear()
            for name, rows in self._rows.items()
        }
        named = pl.concat([frame.select("document") for frame in own.values()]).unique()
        whole = {name: _those(self.tables[name], named) for name in _OF_DOCUMENTS}
        homes = _those(self._homes, named)
        return {name: frame.clear() for name, frame in self.tables.items()} | own | whole | {HOMES: homes}

    @cached_property
    def _homes(self) -> pl.DataFrame:
        if HOMES in self.tables:  # a slice cannot tell of itself which quarter is the last of a document
            return self.tables[HOMES]
        return last_quarters(self.tables["observations"]).sort("document")

    def of_quarter(self, quarter: Quarter) -> dict[str, pl.DataFrame]:
        """What the pages of a quarter can depend on: what documents print of its time and of earlier ones.

        Of a document that prints a figure of the quarter itself all that it prints, as its tables are shown whole. Of
        others only what stands at a figure that is shown, or names one. ``homes``: the last quarter of each document,
        on whose pages its findings stand.
        """
        observations, claims = self.tables["observations"], self.tables["claims"]
        told_until = _ends(claims)
        its_documents = pl.concat([f.filter(in_quarter(quarter)).select("document") for f in (observations, claims)])
        own = pl.col("document").is_in(its_documents["document"].unique().implode())
        early = pl.col("period_end").is_null() | (pl.col("period_end") <= quarter.end)
        said_early = own | told_until.is_null() | (told_until <= quarter.end)
        named = [
            observations.filter(own | (pl.col("period_end") <= quarter.end)).select("document"),
            claims.filter(own | (told_until <= quarter.end)).select("document"),
            self.tables["documents"].filter(pl.col("as_at") <= quarter.end).select("document"),
        ]
        documents = pl.concat(named).unique()
        cut = {n: _those(f, documents) if "document" in f.columns else f for n, f in self.tables.items()}
        cut["observations"] = cut["observations"].filter(own | early)
        cut["claims"] = cut["claims"].filter(said_early)
        cells = cut["observations"].select(_CELL).unique()
        printed = pl.concat([cells, *(cut[name].select(_CELL) for name in ("thresholds", "signals"))]).unique()
        cut["headers"] = cut["headers"].filter(own)
        cut["unread"] = _with_rows(cut["unread"], own, _at(cut["unread"], printed))
        cut["coverage"] = _with_rows(cut["coverage"], own, _at(cut["coverage"], cells))
        cut["ticks"] = _ticks_of(cut["ticks"], own, printed)
        cut["findings"] = _findings_of(cut["findings"], own, printed)
        cut["measures"] = self._answers(documents, own | early, cells)
        return cut | {HOMES: _those(self._homes, documents)}

    def _answers(self, documents: pl.DataFrame, early: pl.Expr, cells: pl.DataFrame) -> pl.DataFrame:
        """The answers about the quarter's time and earlier ones; of others that use a figure that is shown, just that.

        A proof says which questions use its figure, and nothing of what is answered: so of an answer of a later time
        its measure is kept with the place, once for all that ask the same of it; ``sure`` is null there and
        nowhere else. What the latest benchmark was (in ``settings``) is said on the page of the measure.
        """
        answers = self.tables["measures"].drop(_HASH, strict=False).with_row_index(_ROW)  # rows of its own making
        whole = _those(answers, documents).filter(early)
        of_benchmark = pl.col("measure") == "against-benchmark"
        settings = pl.when(of_benchmark).then(pl.lit(None, pl.String)).otherwise("settings").alias("settings")
        used = self._named_by_measures.join(cells, on=_CELL, how="semi").join(whole, on=_ROW, how="anti")
        at = pl.concat_str(*_CELL, separator=":").alias("inputs")
        naming = used.select(_ROW, at).join(answers.select(_ROW, "measure", *_CELL), on=_ROW).sort(_ROW, "inputs")
        shown = naming.join(cells.with_columns(pl.lit(True).alias("_own")), on=_CELL, how="left", maintain_order="left")
        place = [pl.when("_own").then(pl.col(part)).otherwise(None).alias(part) for part in _CELL]
        once = shown.select(_ROW, "inputs", "measure", *place).unique(
            ["inputs", "measure", *_CELL], keep="first", maintain_order=True
        )
        both = pl.concat([whole.with_columns(settings), once], how="diagonal")
        return both.sort(_ROW, maintain_order=True).drop(_ROW)

    @cached_property
    def _named_by_measures(self) -> pl.DataFrame:
        return _places(self.tables["measures"], _NAMING["measures"])

    @cached_property
    def _rows(self) -> dict[str, dict[str, pl.Series]]:
        """By table and indicator: the numbers of the rows that its page can depend on."""
        figures = self.tables["observations"].select("indicator", *_CELL, "table").unique()
        cells = figures.select("indicator", *_CELL).unique()
        told = {name: self._about(name) for name in _OF_INDICATOR}
        told |= {name: pl.concat([self._about(name), self._at(name, cells)]) for name in _AT_CELLS}
        for name, column in _NAMING.items():
            named = _places(self.tables[name], column).join(cells, on=_CELL).select("indicator", _ROW)
            told[name] = pl.concat([told[name], named])
        findings = self.tables["findings"].select("fact").with_row_index(_ROW)
        facts = told["findings"].join(findings, on=_ROW).select("indicator", "fact").unique()
        told["findings"] = facts.join(findings, on="fact").select("indicator", _ROW)
        corrections = self.tables["corrections"].select("document", "table").with_row_index(_ROW)
        told["corrections"] = figures.join(corrections, on=["document", "table"]).select("indicator", _ROW)
        return {name: _by_indicator(rows) for name, rows in told.items()}

    def _about(self, name: str) -> pl.DataFrame:
        return self.tables[name].select("indicator").with_row_index(_ROW).drop_nulls().select("indicator", _ROW)

    def _at(self, name: str, cells: pl.DataFrame) -> pl.DataFrame:
        """The rows of a table that stand at a cell of an indicator's figures."""
        rows = self.tables[name].select(_CELL).with_row_index(_ROW)
        return rows.join(cells, on=_CELL).select("indicator", _ROW)


def hashes(tables: Tables, cuts: Mapping[str, Callable[[Slices], Tables]]) -> dict[str, str]:
    """By name, one hash of the rows of each cut, in their order: rows that stay as they are have the same one."""
    marked = Slices({name: _marked(frame) for name, frame in tables.items()})
    return {name: _hash(cut(marked)) for name, cut in cuts.items()}


def _marked(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(frame.hash_rows(seed=0).alias(_HASH))


def _hash(cut: Tables) -> str:
    digest = sha256()
    for name, frame in sorted(cut.items()):
        rows = frame if _HASH in frame.columns else _marked(frame)
        digest.update(f"{name} {rows.height}\n".encode() + rows[_HASH].to_numpy().tobytes())
    return digest.hexdigest()


def _ends(claims: pl.DataFrame) -> pl.Expr:
    """The last day of the period that a claim is told of; null where none is said."""
    labels = claims["period"].drop_nulls().unique().sort()
    ends = {label: period.end for label in labels if (period := Period.of_label(label)) is not None}
    return pl.col("period").replace_strict(ends, default=None, return_dtype=pl.Date)


def _by_indicator(rows: pl.DataFrame) -> dict[str, pl.Series]:
    """Rows of ``indicator`` and ``_row`` as numbers in their order, by indicator."""
    ordered = rows.unique().sort("indicator", _ROW).group_by("indicator", maintain_order=True).agg(_ROW)
    return dict(zip(ordered["indicator"], ordered[_ROW], strict=True))


def _ticks_of(ticks: pl.DataFrame, own: pl.Expr, printed: pl.DataFrame) -> pl.DataFrame:
    """All comparisons of a quarter's own documents, and of others those that contradict what is shown.

    From both sides, where both were made: they are told as one.
    """
    place = pl.concat_str(*_CELL, separator=":")
    sides = pl.concat_list(pl.col("compared_with").str.split(_LISTED).fill_null([]), place)
    key = pl.concat_str("rule", sides.list.drop_nulls().list.unique().list.sort().list.join(_LISTED), separator=" ")
    numbered = ticks.with_row_index(_ROW).with_columns(key.alias("_key"))
    failing = numbered.filter(pl.col("outcome") == FAILS)
    told = failing.filter(pl.col(_ROW).is_in(_at_or_naming(failing, "ticks", printed).implode()))
    return _with_rows(ticks, own, numbered.filter(pl.col("_key").is_in(told["_key"].implode()))[_ROW])


def _findings_of(findings: pl.DataFrame, own: pl.Expr, printed: pl.DataFrame) -> pl.DataFrame:
    """All findings in a quarter's own documents, and of others the facts about what is shown.

    What names no cell is about a measure and a time: it may be about any figure of them. Of others ``places`` are those
    that are shown: a proof asks whether a fact names its figure, not what else it names.
    """
    numbered = findings.drop(_HASH, strict=False).with_row_index(_ROW)  # rows of its own making
    loose = numbered.filter(pl.col("cell").is_null())[_ROW]
    told = pl.concat([_at_or_naming(numbered, "findings", printed), loose])
    facts = numbered.filter(own | pl.col(_ROW).is_in(told.implode())).select("fact").unique()
    shown = _places(numbered.drop(_ROW), "places").join(printed, on=_CELL, how="semi", maintain_order="left")
    at = pl.concat_str(*_CELL, separator=":").str.join(_LISTED).alias("_shown")
    places = pl.when(own).then("places").otherwise("_shown").alias("places")
    cut = _those(numbered, facts).join(
        shown.group_by(_ROW, maintain_order=True).agg(at), on=_ROW, how="left", maintain_order="left"
    )
    return cut.with_columns(places).drop(_ROW, "_shown")


def _at(frame: pl.DataFrame, cells: pl.DataFrame) -> pl.Series:
    """The numbers of the rows of a table that stand at one of the cells."""
    return frame.with_row_index(_ROW).join(cells, on=_CELL, how="semi")[_ROW]


def _at_or_naming(numbered: pl.DataFrame, name: str, cells: pl.DataFrame) -> pl.Series:
    """The numbers of the rows of a table that stand at one of the cells, or name one."""
    at = numbered.join(cells, on=_CELL, how="semi")[_ROW]
    places = _places(numbered.drop(_ROW), _NAMING[name]).join(cells, on=_CELL, how="semi")[_ROW]
    return pl.concat([at, numbered[_ROW].gather(places.unique())])


def _with_rows(frame: pl.DataFrame, own: pl.Expr, rows: pl.Series) -> pl.DataFrame:
    """The rows of a frame that are ``own``, and those of some numbers."""
    return frame.with_row_index(_ROW).filter(own | pl.col(_ROW).is_in(rows.implode())).drop(_ROW)


def _those(frame: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """The rows of a frame whose key is among ``keys``, in the frame's own order."""
    return frame.join(keys, on=keys.columns, how="semi", maintain_order="left")


def _places(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """``_row`` and each place (`_CELL`) that a row names in its list; a line without a cell is no figure's."""
    told = frame.select(pl.col(column).str.split(_LISTED)).with_row_index(_ROW)
    parts = pl.col(column).str.extract_groups(r"^(.*):(\d+):(\d+)$").struct
    return (
        told.explode(column)
        .drop_nulls()
        .select(_ROW, *(parts[at].alias(name) for at, name in enumerate(_CELL)))
        .drop_nulls()
        .with_columns(pl.col("line", "cell").cast(pl.Int32))
    )
