"""The figures of a note beside the data: by the rule that holds a pack's sentences against its tables.

The figures as known stand in for the tables of one document, and the note for its prose. A figure that a comparison of
the rule contradicts is wrong; one that no comparison with the data confirms is not published either.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from scorecard import column_words as said
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.rows import figure
from scorecard.periods import Quarter
from scorecard.schema import SCHEMAS, conform
from scorecard.validate.rules import prose
from scorecard.validate.rules.shared.agreement import holds

_NOTE = "note"
_CHANGES = ("change-on-previous", "change-on-quarter", "change-on-year")
_ALONE = 1_000_000
"""Added to the number of a claim that stands on a line of its own, so that it meets no other of its paragraph."""
_SAME = 1e-9


@dataclass(frozen=True)
class Held:
    """What came of a claim: ``wrong`` where a comparison contradicts it, ``expected`` and ``why`` as the rule says."""

    confirmed: bool
    wrong: bool
    expected: str | None = None
    why: str | None = None


def held(claims: pl.DataFrame, material: Material, quarter: Quarter, answers: pl.DataFrame) -> list[Held]:
    """What came of each claim of a note, in their order (see `claims.claims_in`)."""
    if claims.is_empty():
        return []
    numbered = claims.with_row_index("_claim")
    compared = _compared(numbered, material, quarter)
    beside = pl.concat([_targets(numbered, material), _changes(numbered, answers)])
    return [_of_claim(row, compared, beside) for row in numbered.iter_rows(named=True)]


def _of_claim(row: dict[str, object], compared: pl.DataFrame, beside: pl.DataFrame) -> Held:
    mine = compared.filter((pl.col("_claim") == row["_claim"]) & pl.col("asked"))
    failing = mine.filter(~pl.col("holds"))
    if failing.height:
        first = failing.row(0, named=True)
        return Held(confirmed=False, wrong=True, expected=first["expected"], why=first["explanation"])
    known = beside.filter(pl.col("_claim") == row["_claim"])
    # without a time any figure of the measure would do: that confirms nothing
    agrees = known["agrees"].any() or (row["period"] is not None and mine.filter("with_data").height > 0)
    if row["relation"] in ("target", "change") and known.height and not agrees:
        expected = "; ".join(known["words"].unique(maintain_order=True))
        return Held(confirmed=False, wrong=True, expected=expected)
    return Held(confirmed=agrees, wrong=False)


def _compared(claims: pl.DataFrame, material: Material, quarter: Quarter) -> pl.DataFrame:
    """The comparisons that the prose rule makes, each with the claim it is of.

    Asked twice: with the claims of a paragraph together, which changes and moves need, and each by itself, so that a
    comparison is of one claim only.
    """
    together = claims.with_columns(pl.lit(_NOTE).alias("document"), pl.col("line").cast(pl.Int32))
    alone = claims.with_columns(
        pl.lit(f"{_NOTE} alone").alias("document"), (pl.col("_claim") + _ALONE).cast(pl.Int32).alias("line")
    )
    asked = pl.concat([together, alone])
    tables = _tables(asked.drop("_claim"), material, quarter)
    rows = prose.compare(tables, material.registry).rows
    judged = rows.with_columns(
        holds().alias("holds"),
        (pl.col("compared_with").is_not_null() & pl.col("lower").is_not_null() & pl.col("upper").is_not_null()).alias(
            "with_data"
        ),
    )
    by_number = judged.filter(pl.col("line") >= _ALONE).with_columns(
        (pl.col("line") - _ALONE).cast(pl.UInt32).alias("_claim")
    )
    key = ["line", "published"]
    by_line = judged.filter(pl.col("line") < _ALONE).join(
        together.select(*key, "_claim", "relation"), on=key, how="inner"
    )
    moving = by_line.filter(pl.col("relation").is_in(["change", "from-to"])).drop("relation")
    kinds = pl.concat([by_number.select(sorted(by_number.columns)), moving.select(sorted(moving.columns))])
    # a change alone has no two values beside it: it is asked with its paragraph
    relation = claims.select("_claim", "relation")
    together_only = (pl.col("relation") == "change") & (pl.col("line") >= _ALONE)
    return kinds.join(relation, on="_claim", how="left", maintain_order="left").with_columns(
        (~together_only | pl.col("holds")).alias("asked")
    )


def _tables(claims: pl.DataFrame, material: Material, quarter: Quarter) -> dict[str, pl.DataFrame]:
    """The tables of two documents that print all figures as known; their prose is the note's."""
    documents = claims["document"].unique(maintain_order=True).to_list()
    authorities = claims["authority"].unique().implode()
    measures = material.registry.linked(set(claims["indicator"].drop_nulls()))
    known = material.known.filter(
        pl.col("authority").is_in(authorities), pl.col("indicator").is_in(measures), pl.col("status") != "missing"
    )
    quoted = material.figures.filter("quoted", pl.col("indicator").is_in(measures)).with_columns(
        pl.lit("reported").alias("status"), pl.lit("sentences").alias("table"), pl.lit(0, pl.Int32).alias("part")
    )
    figures = pl.concat([conform("observations", known), conform("observations", quoted)])
    as_at = pl.DataFrame({"document": documents, "as_at": [quarter.end] * len(documents)})
    return {
        "observations": pl.concat([figures.with_columns(pl.lit(one).alias("document")) for one in documents]),
        "documents": conform("documents", as_at),
        "claims": conform("claims", claims),
        "tables": pl.DataFrame(schema=SCHEMAS["tables"]),
        "unread": pl.DataFrame(schema=SCHEMAS["unread"]),
        "headers": pl.DataFrame(schema=SCHEMAS["headers"]),
    }


def _targets(claims: pl.DataFrame, material: Material) -> pl.DataFrame:
    """Claims of targets beside each target that a pack prints for their measure: ``agrees``, and it in ``words``."""
    edges = material.figures.filter(pl.col("target").is_not_null()).select(
        "indicator", "target", pl.concat_list("limit_lower", "limit_upper").alias("edge")
    )
    each = edges.explode("edge").drop_nulls("edge").unique(maintain_order=True)
    asked = claims.filter(pl.col("relation") == "target").join(each, on="indicator", maintain_order="left")
    return asked.select(
        "_claim",
        ((pl.col("value") - pl.col("edge")).abs() < _SAME).alias("agrees"),
        pl.format("a target of {}", "target").alias("words"),
    )


def _changes(claims: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Claims of changes beside the change on the month, quarter and year before: ``agrees``, and that in ``words``."""
    known = answers.filter(
        pl.col("measure").is_in(_CHANGES), pl.col("breakdown").is_null(), pl.col("value").is_not_null()
    ).select("indicator", "area", "period", pl.col("value").alias("moved"), "words")
    asked = claims.filter(pl.col("relation") == "change").join(
        known, on=["indicator", "area", "period"], maintain_order="left"
    )
    falls, rises = pl.col("direction") == "down", pl.col("direction") == "up"
    other_way = (falls & (pl.col("moved") > 0)) | (rises & (pl.col("moved") < 0))
    same_size = (pl.col("value").abs() - pl.col("moved").abs()).abs() < _SAME
    return asked.select("_claim", (same_size & ~other_way.fill_null(value=False)).alias("agrees"), "words")


def what_is_known(claim: dict[str, object], material: Material) -> str | None:
    """The figure as known that a claim should be, in words with its place; null where there is none of its time."""
    rows = material.figures.filter(
        *(pl.col(column).eq_missing(pl.lit(claim[column], pl.String)) for column in ("indicator", "period", "area")),
        pl.col("breakdown").is_null(),
    )
    if rows.is_empty():
        return None
    told = rows.select(pl.format("{} for {} ({})", figure(), said.period(), "place"))
    return str(told.to_series()[0])
