"""Key messages of colours: what is red, by which tolerances, and what would be red but for a warning."""

from __future__ import annotations

import polars as pl

from scorecard import column_words as said
from scorecard import words
from scorecard.frames import looked_up
from scorecard.measures.answers.bands import with_bands
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.message_rows import MEASURE, but_of, of_several
from scorecard.measures.answers.rows import DEPENDS, HANGS_ON, LISTED, ROBUST, figure
from scorecard.measures.rag import limits_of_line, rag_of_line

_PRINTED_RED = "printed: red"
_PLACE = ("document", "line", "cell", "indicator", "period")


def with_verdict(latest: pl.DataFrame, measure: str) -> pl.DataFrame:
    """The answers to a question that have a verdict."""
    return latest.filter((pl.col("measure") == measure) & pl.col("verdict").is_not_null())


def with_colour(told: pl.DataFrame, latest: pl.DataFrame, *, red: bool = True) -> pl.DataFrame:
    """Messages that say of a measure if it is red besides, and of what got worse if it is green all the same.

    ``red``: not so where a message of its own tells that.
    """
    green = with_verdict(latest, "rag").filter((pl.col("verdict") == "green") & (pl.col("sure") == ROBUST))
    bands = pl.concat([_red(latest), green.filter("tolerances_of_its_time")]).select(
        *MEASURE, "period", pl.col("verdict").alias("band")
    )
    rows = told.join(bands, on=[*MEASURE, "period"], how="left", validate="m:1", maintain_order="left")
    all_the_same = (pl.col("band") == "green") & (pl.col("verdict") == "worse")
    besides = (
        pl.when((pl.col("band") == "red") & red)
        .then(pl.format("{} It is red by the printed tolerances.", "words"))
        .when(all_the_same)
        .then(pl.format("{} It is green by the printed tolerances all the same.", "words"))
        .otherwise("words")
    )
    return rows.with_columns(besides.alias("words")).drop("band")


def _red(latest: pl.DataFrame) -> pl.DataFrame:
    """Figures that are red whichever way one looks, by tolerances of their own time, where something is good."""
    polar = (pl.col("good") != "info") & pl.col("tolerances_of_its_time")
    return with_verdict(latest, "rag").filter((pl.col("verdict") == "red") & (pl.col("sure") == ROBUST) & polar)


def targets(latest: pl.DataFrame, told: list[pl.DataFrame], material: Material) -> pl.DataFrame:
    """Red figures of which nothing else is told, with the margin and what is printed as green; and those printed red
    that cannot be checked.
    """
    margin = latest.filter(pl.col("measure") == "margin-to-next-band").select(*MEASURE, pl.col("words").alias("far"))
    red = _red(latest).join(margin, on=MEASURE, how="left", validate="1:1", maintain_order="left")
    printed = latest.filter((pl.col("measure") == "rag") & pl.col("settings").str.starts_with(_PRINTED_RED))
    doubt = pl.col("settings").str.extract(f"{HANGS_ON}(.*)$", 1)
    doubted = pl.when(doubt.is_null()).then("words").otherwise(pl.format("{} It hangs on {}.", "words", doubt))
    unsure = printed.join(red, on=MEASURE, how="anti").with_columns(doubted.alias("words"))
    both = pl.concat([red.with_columns(pl.coalesce("far", "words").alias("words")).drop("far"), unsure])
    asked = limits_of_line(but_of(told, both), material.tables["thresholds"])
    green = pl.format(" Green is printed as {}.", "target").fill_null("")
    return asked.with_columns(pl.concat_str("words", green).alias("words"), pl.lit("target-missed").alias("kind"))


def with_year_of_tolerances(told: pl.DataFrame, material: Material) -> pl.DataFrame:
    """Messages of colours, which say so where the tolerances are those of a later financial year than the figure."""
    if told.is_empty():
        return told
    dated = material.tables["documents"].select("document", "as_at")
    year, own = (pl.col(c).dt.offset_by("-3mo").dt.year() for c in ("as_at", "period_end"))
    printed_for = pl.format(
        " The tolerances are those printed in {}/{}.", year, (year + 1).cast(pl.String).str.slice(2)
    )
    rows = told.join(dated, on="document", how="left", validate="m:1", maintain_order="left")
    later = (year > own).fill_null(False)
    return rows.with_columns(
        pl.when(later).then(pl.concat_str("words", printed_for)).otherwise("words").alias("words"),
        pl.when(later & (pl.col("sure") == ROBUST)).then(pl.lit(DEPENDS)).otherwise("sure").alias("sure"),
    ).drop("as_at")


def with_year_so_far(red: pl.DataFrame, material: Material) -> pl.DataFrame:
    """Red figures of a month, with the colour of their year to date where it is another one."""
    if red.is_empty():
        return red
    subject = ["document", "indicator", "authority", "area", "breakdown", "period_end"]
    so_far = with_bands(material).filter((pl.col("period_kind") == "year_to_date") & (pl.col("band") != "red"))
    said_so = pl.format(" For the year to date it is {}, {}.", figure(), "band")
    years = so_far.select(*subject, said_so.alias("so_far")).unique(subject, keep="none", maintain_order=True)
    joined = looked_up(red, years, subject)
    other = pl.col("so_far").is_not_null()
    return joined.with_columns(
        pl.concat_str("words", pl.col("so_far").fill_null("")).alias("words"),
        pl.when(other & (pl.col("sure") == ROBUST)).then(pl.lit(DEPENDS)).otherwise("sure").alias("sure"),
    ).drop("so_far")


def warned_of(latest: pl.DataFrame, material: Material) -> pl.DataFrame:
    """Figures that would be red by the printed tolerances, did their document not warn of them: in one message.

    What is printed red is told of as such.
    """
    polar = (pl.col("good") != "info") & pl.col("tolerances_of_its_time")
    as_such = pl.col("settings").str.starts_with(_PRINTED_RED).fill_null(False)
    asked = latest.filter((pl.col("measure") == "rag") & (pl.col("reason") == "under-caveat") & polar & ~as_such)
    free = asked.with_columns(pl.col("figure").alias("value"), pl.lit(None, pl.String).alias("not_judged"))
    red = rag_of_line(free, material.tables["thresholds"]).filter(pl.col("band") == "red")
    place = list(_PLACE)
    decimals = material.figures.select(*place, "decimals").unique(place, keep="first", maintain_order=True)
    shown = looked_up(red, decimals, place).with_columns(pl.col("of_unit").alias("unit")).sort("title")
    notes = looked_up(shown, _notes(material), place)
    named = pl.format("{} ({} in {}; {})", "title", figure(), said.period(), "noted")
    listed = notes.select(named.str.join(", ")).item()
    if not listed:
        return of_several([])
    many = words.counted(red.height, "measure")
    would_be = f"{many} would be red by the printed tolerances, but a note of the document warns of theirs: {listed}."
    return of_several([(would_be, DEPENDS, LISTED.join(red["inputs"]))])


def _notes(material: Material) -> pl.DataFrame:
    """``noted``, in words, per place of a figure: the note under which it is not judged, with its line."""
    meaning = material.caveat_kinds.select("kind", pl.col("words").alias("meaning"))
    told = material.figures.drop_nulls("under_caveat").explode("notes")
    note = pl.col("notes").struct
    asked = told.filter(note.field("kind") == pl.col("under_caveat")).join(
        meaning, left_on="under_caveat", right_on="kind"
    )
    noted = pl.format("line {}: {}", note.field("line"), "meaning")
    return asked.select(*_PLACE, noted.alias("noted")).unique(_PLACE, keep="first", maintain_order=True)
