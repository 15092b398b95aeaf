"""Key messages: what a quarter's figures say, in sentences that are earned.

A message is made of verified figures only, and none of a figure under an error. What is said plainly is robust: every
reasonable way of looking at it agrees. The order is that of consequence: a colour that changed, a figure out of the
ordinary, a target missed, a change; what cannot be told comes last, with the reasons.
"""

from __future__ import annotations

import polars as pl

from scorecard import column_words as said
from scorecard import words
from scorecard.frames import looked_up
from scorecard.measures.answers.bands import with_bands
from scorecard.measures.answers.change import (
    LEAST_POINTS,
    LEAST_SHARE,
    STEPS,
    change_since,
    compared,
    in_between,
    with_events,
)
from scorecard.measures.answers.crossings import RANK, crossings
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.over_packs import (
    forecast_inputs,
    forecast_words,
    forecasts,
    no_longer_reported,
)
from scorecard.measures.answers.rows import DEPENDS, HANGS_ON, LISTED, REASONS, ROBUST, decimals_of, figure
from scorecard.measures.rag import limits_of_line, rag_of_line
from scorecard.periods import Quarter

KINDS = {
    "crossed-worse": "Crossed into a worse colour",
    "crossed-better": "Crossed into a better colour",
    "signal": "Out of the ordinary",
    "target-missed": "Other measures that are red",
    "declined": "Got worse",
    "improved": "Got better",
    "worse-depends": "Worse, but not plainly",
    "better-depends": "Better, but not plainly",
    "came-true": "Forecast, and what came",
    "not-clear": "Not clear",
    "not-reported": "Not found again",
    "not-known": "Not yet known",
}
"""Kinds of messages in the order of consequence, and what pages call them."""
_SHOWN = 12
"""So many of a long list are named."""
_LOST = ("kind", "words", "sure", "inputs", "document")
_WHOSE = ["authority", "indicator"]
_MEASURE = [*_WHOSE, "of_unit"]
_PRINTED_RED = "printed: red"
SCHEMA = {
    "kind": pl.String,
    "indicator": pl.String,
    "title": pl.String,
    "period": pl.String,
    "words": pl.String,
    "sure": pl.String,
    "inputs": pl.String,
    "facts": pl.String,
    "document": pl.String,
    "line": pl.Int32,
    "cell": pl.Int32,
}
_HEADLINES = {"change-on-year": 0, "change-on-quarter": 1, "change-since": 2}
"""The changes that make a headline, the first that is told before the other; one month says little."""
_END_OF_YEAR, _A_QUARTER, _A_TERM = 3, 3, 4
_A_YEAR = "-12mo"


def key_messages(material: Material, measures: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    """One row per message about the whole authority in a quarter, by consequence; `SCHEMA`.

    ``measures`` are the answers of the material. Each measure is told of at its latest figure in the quarter, and once;
    but one that is red and better or worse, though not plainly, is told of as both.
    """
    latest = _latest(material, measures, quarter)
    crossed = _with_year_of_tolerances(crossings(material, latest.filter("tolerances_of_its_time")), material)
    changed = _changes(latest, crossed)
    signals = _signals(latest, [crossed, changed], material)
    red = _with_year_of_tolerances(_targets(latest, [crossed, changed, signals], material), material)
    red = _with_year_so_far(red, material)
    unsure = _printed_too(_depending(latest, [crossed, changed, signals]), material)
    told = [_with_doubts(one, material) for one in (crossed, signals, red, changed, unsure)]
    told += [_forecasts(material, quarter), _not_reported(material, quarter), _warned_of(latest, material)]
    told += [_not_known(latest)]
    order = {kind: at for at, kind in enumerate(KINDS)}
    positions = material.rules.select("indicator", "position")
    messages = pl.concat([one.select(*SCHEMA) for one in told if one.height] or [pl.DataFrame(schema=SCHEMA)])
    rank = pl.col("kind").replace_strict(order, return_dtype=pl.Int8)
    ordered = messages.with_row_index("_at").join(positions, on="indicator", how="left", maintain_order="left")
    return ordered.sort(rank, "position", "indicator", "_at", nulls_last=True).drop("position", "_at")


def _latest(material: Material, measures: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    """The answers about the whole authority at each measure's latest month in a quarter, or at the quarter itself.

    With the changes since the end of the last financial year. Added: ``good``, ``tolerances_of_its_time`` (are those of
    its document not those of a later year?) and ``compared`` (has a figure of the same end a verdict, be it the
    quarter's beside that of its last month?). Without the colours under the
    tolerances of earlier packs, and without counts of which the share or the rate is told.
    """
    since = _since_march(material, quarter)
    asked = pl.concat([measures, *since]).filter(
        pl.col("period_end").is_between(quarter.start, quarter.end),
        pl.col("period_kind").is_in(["month", "quarter", "academic_term"]),
        pl.col("area_kind") == "authority",
        pl.col("breakdown").is_null(),
        (pl.col("measure") != "rag") | pl.col("against").is_null(),
    )
    key = _MEASURE
    month = pl.col("period_kind") == "month"
    ends = asked.select(*key, "period", "period_end", month.alias("month")).unique()
    last = ends.sort("period_end", "month").unique(key, keep="last", maintain_order=True)
    judged = asked.filter(pl.col("measure").is_in(list(_HEADLINES)) & pl.col("verdict").is_not_null())
    compared = judged.select(*key, "period_end", pl.lit(True).alias("compared")).unique()
    told = asked.join(last.select(*key, "period"), on=[*key, "period"], how="semi").pipe(
        looked_up, compared, [*key, "period_end"]
    )
    rules = material.rules.select("indicator", "good", "numerator", "rate_count")
    printed = rules.join(told.select("indicator").unique(), on="indicator", how="semi")
    counted = pl.concat([printed["numerator"], printed["rate_count"]]).drop_nulls()
    dated = material.tables["documents"].select("document", "as_at")
    own_time = pl.col("period_end") > pl.col("as_at").dt.offset_by(_A_YEAR)
    return (
        told.filter(~pl.col("indicator").is_in(counted.implode()))
        .join(rules.drop("numerator", "rate_count"), on="indicator", how="left", validate="m:1", maintain_order="left")
        .join(dated, on="document", how="left", validate="m:1", maintain_order="left")
        .with_columns(own_time.fill_null(False).alias("tolerances_of_its_time"))
        .drop("as_at")
    )


def _since_march(material: Material, quarter: Quarter) -> list[pl.DataFrame]:
    """The changes of figures of the quarter's months since March, and of terms since the one before."""
    told = [change_since(material, _A_TERM, "the term before", "academic_term")]
    for month in quarter.months:
        year, number = int(month[:4]), int(month[5:])
        months = (number - _END_OF_YEAR) % 12
        if months and months != _A_QUARTER:
            changed = change_since(material, months, f"March {year - (number <= _END_OF_YEAR)}")
            told.append(changed.filter(pl.col("period") == month))
    return told


def _of(latest: pl.DataFrame, measure: str) -> pl.DataFrame:
    return latest.filter((pl.col("measure") == measure) & pl.col("verdict").is_not_null())


def _signals(latest: pl.DataFrame, told: list[pl.DataFrame], material: Material) -> pl.DataFrame:
    """Figures out of the ordinary of which nothing else is told, with what happened within the year up to them."""
    told_of = pl.concat([one.select(*_WHOSE) for one in told])
    rows = _of(latest, "variation").filter((pl.col("verdict") != "common-cause") & (pl.col("sure") == ROBUST))
    since = rows.with_columns(pl.col("period_end").dt.offset_by(_A_YEAR).alias("previous_period_start"))
    happened = with_events(since.join(told_of, on=_WHOSE, how="anti"), material.events)
    sentence = pl.concat_str(pl.col("words").str.strip_suffix("."), in_between(), pl.lit("."))
    return _with_colour(happened.with_columns(sentence.alias("words")), latest).with_columns(
        pl.lit("signal").alias("kind")
    )


def _with_colour(told: pl.DataFrame, latest: pl.DataFrame) -> pl.DataFrame:
    """Messages that say of a measure if it is red besides, and of what got worse if it is green all the same."""
    green = _of(latest, "rag").filter((pl.col("verdict") == "green") & (pl.col("sure") == ROBUST))
    bands = pl.concat([_red(latest), green.filter("tolerances_of_its_time")]).select(
        *_MEASURE, pl.col("verdict").alias("band")
    )
    rows = told.join(bands, on=_MEASURE, how="left", validate="m:1", maintain_order="left")
    all_the_same = (pl.col("band") == "green") & (pl.col("verdict") == "worse")
    besides = (
        pl.when(pl.col("band") == "red")
        .then(pl.format("{} It is red by the printed tolerances.", "words"))
        .when(all_the_same)
        .then(pl.format("{} It is green by the printed tolerances all the same.", "words"))
        .otherwise("words")
    )
    return rows.with_columns(besides.alias("words")).drop("band")


def _red(latest: pl.DataFrame) -> pl.DataFrame:
    """Figures that are red whichever way one looks, by tolerances of their own time, where something is good."""
    polar = (pl.col("good") != "info") & pl.col("tolerances_of_its_time")
    return _of(latest, "rag").filter((pl.col("verdict") == "red") & (pl.col("sure") == ROBUST) & polar)


def _targets(latest: pl.DataFrame, told: list[pl.DataFrame], material: Material) -> pl.DataFrame:
    """Red figures of which nothing else is told, with the margin and what is printed as green; and those printed red
    that cannot be checked.
    """
    told_of = pl.concat([one.select(*_WHOSE) for one in told])
    margin = latest.filter(pl.col("measure") == "margin-to-next-band").select(*_MEASURE, pl.col("words").alias("far"))
    red = _red(latest).join(margin, on=_MEASURE, how="left", validate="1:1", maintain_order="left")
    printed = latest.filter((pl.col("measure") == "rag") & pl.col("settings").str.starts_with(_PRINTED_RED))
    doubt = pl.col("settings").str.extract(f"{HANGS_ON}(.*)$", 1)
    doubted = pl.when(doubt.is_null()).then("words").otherwise(pl.format("{} It hangs on {}.", "words", doubt))
    unsure = printed.join(red, on=_MEASURE, how="anti").with_columns(doubted.alias("words"))
    both = pl.concat([red.with_columns(pl.coalesce("far", "words").alias("words")).drop("far"), unsure])
    asked = limits_of_line(both.join(told_of, on=_WHOSE, how="anti"), material.tables["thresholds"])
    green = pl.format(" Green is printed as {}.", "target").fill_null("")
    return asked.with_columns(pl.concat_str("words", green).alias("words"), pl.lit("target-missed").alias("kind"))


def _with_year_of_tolerances(told: pl.DataFrame, material: Material) -> pl.DataFrame:
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


def _with_year_so_far(red: pl.DataFrame, material: Material) -> pl.DataFrame:
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


def _with_doubts(told: pl.DataFrame, material: Material) -> pl.DataFrame:
    """Messages with what the document says of their figures, and of changes: that is never left out beside them."""
    if told.is_empty():
        return told
    subject = ["indicator", "authority", "area", "breakdown", "period"]
    besides = material.figures.select(*subject, "besides", "changes_besides").unique(subject, keep="first")
    changed = ~pl.col("kind").is_in(["signal", "target-missed"])
    rows = looked_up(told.drop("besides", "changes_besides", strict=False), besides, subject)
    doubt = pl.when(changed).then("changes_besides").otherwise("besides")
    return rows.with_columns(
        pl.concat_str("words", pl.format(" The document says that {}.", doubt).fill_null("")).alias("words"),
        pl.when(doubt.is_not_null() & (pl.col("sure") == ROBUST)).then(pl.lit(DEPENDS)).otherwise("sure").alias("sure"),
    )


def _changes(latest: pl.DataFrame, crossed: pl.DataFrame) -> pl.DataFrame:
    """What got better or worse, and what is better one way and worse another; what is red besides says so."""
    at = pl.col("measure").replace_strict(_HEADLINES, return_dtype=pl.Int8)
    judged, key = _of_a_size(latest), _MEASURE
    mixed = pl.col("verdict").n_unique().over(key) > 1
    clear = judged.filter((pl.col("sure") == ROBUST) & ~mixed).sort(at).unique(key, keep="first", maintain_order=True)
    kind = pl.when(pl.col("verdict") == "worse").then(pl.lit("declined")).otherwise(pl.lit("improved"))
    unclear = (
        judged.filter(mixed)
        .sort(at)
        .group_by(key, maintain_order=True)
        .agg(
            pl.col("words").str.join(" ").alias("words"),
            pl.col("inputs").str.join(LISTED).alias("inputs"),
            pl.exclude("words", "inputs").first(),
        )
        .with_columns(pl.lit("not-clear").alias("kind"), pl.lit(DEPENDS).alias("sure"))
    )
    told = pl.concat([clear.with_columns(kind.alias("kind")), unclear], how="diagonal").join(
        crossed, on=_WHOSE, how="anti"
    )
    return _with_colour(told, latest)


def _of_a_size(latest: pl.DataFrame) -> pl.DataFrame:
    """The changes for the better or the worse that are of a size to speak of."""
    judged = latest.filter(pl.col("measure").is_in(list(_HEADLINES)) & pl.col("verdict").is_in(["better", "worse"]))
    earlier = (pl.col("figure") - pl.col("value")).abs()
    points = pl.col("value").abs() >= LEAST_POINTS
    share = pl.col("value").abs() >= LEAST_SHARE * earlier
    return judged.filter(pl.when(pl.col("of_unit") == "percent").then(points).otherwise(share))


def _depending(latest: pl.DataFrame, told: list[pl.DataFrame]) -> pl.DataFrame:
    """Changes of which nothing else is told, as not every way of looking agrees: each with the ways that do not."""
    told_of = pl.concat([one.select(*_WHOSE) for one in told])
    at = pl.col("measure").replace_strict(_HEADLINES, return_dtype=pl.Int8)
    judged = _of_a_size(latest).filter(pl.col("sure") != ROBUST).join(told_of, on=_WHOSE, how="anti")
    first = judged.sort(at).unique(_MEASURE, keep="first", maintain_order=True)
    ways = latest.filter(pl.col("measure") == "robustness").select(
        *_MEASURE, pl.col("against").alias("measure"), pl.col("settings").alias("ways")
    )
    listed = looked_up(first, ways.unique([*_MEASURE, "measure"], keep="first"), [*_MEASURE, "measure"])
    agree = pl.format(": {}", "verdict")
    others = (
        listed.select("ways", agree.alias("agree"))
        .with_row_index("_row")
        .with_columns(pl.col("ways").str.split(LISTED))
        .explode("ways")
        .filter(~pl.col("ways").str.ends_with(pl.col("agree")))
        .with_columns(_in_plain_words("ways"))
        .group_by("_row", maintain_order=True)
        .agg(pl.col("ways").unique(maintain_order=True).str.join(LISTED))
    )
    because = looked_up(listed.drop("ways").with_row_index("_row"), others, "_row")["ways"]
    alone = pl.lit("there is no second way of looking at it")
    # what happened in between is told with the plain messages: here it would only be one more reason to doubt
    bare = pl.col("words").str.replace(r" \(in between: .*\)\.$", ".")
    words_of_it = pl.format("{} Not plainly: {}.", bare, pl.coalesce("ways", alone))
    kind = pl.format("{}-depends", "verdict")
    return listed.with_columns(because).with_columns(words_of_it.alias("words"), kind.alias("kind")).drop("ways")


def _printed_too(told: pl.DataFrame, material: Material) -> pl.DataFrame:
    """Messages on the quarter or year before with what a document prints besides for one of the two times."""
    if told.is_empty():
        return told
    key = [*_MEASURE, "period", "measure"]
    pairs = [
        compared(material, measure)
        .filter((pl.col("area_kind") == "authority") & pl.col("breakdown").is_null())
        .with_columns(pl.lit(measure).alias("measure"), pl.col("unit").alias("of_unit"))
        for measure in STEPS
    ]
    asked = pl.concat(pairs).join(told.select(key), on=key, how="semi")
    then = said.period("previous_period", "period_kind", "previous_period_start")
    each = pl.concat(
        asked.select(*key, "unit", pl.col(others).alias("value"), when.alias("when"))
        for others, when in (("same_document", said.period()), ("previous_same_document", then))
    ).explode("value")
    shown = pl.format("{} is printed too for {}", figure("value", "places"), "when")
    besides = (
        each.drop_nulls("value")
        .with_columns(decimals_of(pl.col("value")).alias("places"))
        .group_by(key, maintain_order=True)
        .agg(shown.unique(maintain_order=True).str.join("; ").alias("too"))
    )
    rows = looked_up(told, besides, key)
    return rows.with_columns(pl.concat_str("words", pl.format(" {}.", "too").fill_null("")).alias("words")).drop("too")


def _in_plain_words(ways: str) -> pl.Expr:
    """What a way of looking at a change says against it, as a reader would."""
    few = "the percentage may be of fewer than 20 cases"
    plain = {
        r"^.* disputed: no answer$": "a finding disputes one of the two figures",
        r"^(.*), of enough cases: .*$": f"on ${{1}}, {few}",
        r"^(.*), of a size to speak of: .*$": "on ${1}, the change is too small to speak of",
        r"^(.*), from x of y: (.*)$": "on ${1} by its counts it is ${2}",
        r"^(.*), as printed: (.*)$": "on ${1} it is ${2}",
    }
    said_so = pl.col(ways)
    for pattern, words_of_it in plain.items():
        said_so = said_so.str.replace(pattern, words_of_it)
    return said_so.str.replace("no-change", "no change", literal=True)


def _forecasts(material: Material, quarter: Quarter) -> pl.DataFrame:
    """Forecasts for a time that ends in the quarter, beside what a later pack prints for it."""
    ended = forecasts(material).filter(pl.col("forecast_end").is_between(quarter.start, quarter.end))
    return ended.with_columns(
        pl.lit("came-true").alias("kind"),
        pl.col("told_period").alias("period"),
        forecast_words().alias("words"),
        forecast_inputs().alias("inputs"),
        pl.lit(ROBUST).alias("sure"),
        pl.col("facts").list.join(LISTED).replace("", None).alias("facts"),
    )


def _not_reported(material: Material, quarter: Quarter) -> pl.DataFrame:
    """Measures that the council's pack before printed and this quarter's does not, with their last figures."""
    lost = no_longer_reported(material, with_bands(material)).filter(
        pl.col("as_at").is_between(quarter.start, quarter.end)
    )
    colour = pl.when(pl.col("band").is_null()).then(pl.lit("")).otherwise(pl.format(", {}", "band"))
    shown = pl.format("{} ({} in {}{})", "title", figure(), said.period(), colour)
    order = pl.col("band").replace_strict(RANK, default=len(RANK), return_dtype=pl.Int8)
    told = (
        lost.sort(order, "position")
        .group_by("document", "before", maintain_order=True)
        .agg(
            pl.len().alias("many"),
            shown.head(_SHOWN).str.join(", ").alias("shown"),
            pl.col("place").head(_SHOWN).str.join(LISTED).alias("inputs"),
        )
    )
    rest = (
        pl.when(pl.col("many") > _SHOWN).then(pl.format(" and {} more", pl.col("many") - _SHOWN)).otherwise(pl.lit(""))
    )
    counted = pl.when(pl.col("many") == 1).then(pl.lit("1 measure")).otherwise(pl.format("{} measures", "many"))
    verb = pl.when(pl.col("many") == 1).then(pl.lit("stands")).otherwise(pl.lit("stand"))
    empty = [pl.lit(None, kind).alias(name) for name, kind in SCHEMA.items() if name not in _LOST]
    return told.with_columns(
        *empty,
        pl.lit("not-reported").alias("kind"),
        pl.format(
            "Of the themes that both packs have, {} of {} {} under no known name in {}: {}{}.",
            counted,
            "before",
            verb,
            "document",
            "shown",
            rest,
        ).alias("words"),
        pl.lit(ROBUST).alias("sure"),
    )


def _warned_of(latest: pl.DataFrame, material: Material) -> pl.DataFrame:
    """Figures that would be red by the printed tolerances, did their document not warn of them: in one message.

    What is printed red is told of as such.
    """
    polar = (pl.col("good") != "info") & pl.col("tolerances_of_its_time")
    as_such = pl.col("settings").str.starts_with(_PRINTED_RED).fill_null(False)
    asked = latest.filter((pl.col("measure") == "rag") & (pl.col("reason") == "under-caveat") & polar & ~as_such)
    free = asked.with_columns(pl.col("figure").alias("value"), pl.lit(None, pl.String).alias("not_judged"))
    red = rag_of_line(free, material.tables["thresholds"]).filter(pl.col("band") == "red")
    place = ["document", "line", "cell", "indicator", "period"]
    decimals = material.figures.select(*place, "decimals").unique(place, keep="first", maintain_order=True)
    shown = looked_up(red, decimals, place).with_columns(pl.col("of_unit").alias("unit")).sort("title")
    listed = shown.select(pl.format("{} ({} in {})", "title", figure(), said.period()).str.join(", ")).item()
    if not listed:
        return pl.DataFrame(schema=SCHEMA)
    words_of_it = (
        f"{words.counted(red.height, 'measure')} would be red by the printed tolerances, but the document itself warns "
        f"of the figures: {listed}."
    )
    row = ("not-known", None, None, None, words_of_it, DEPENDS, LISTED.join(red["inputs"]), None, None, None, None)
    return pl.DataFrame([row], schema=SCHEMA, orient="row")


def _not_known(latest: pl.DataFrame) -> pl.DataFrame:
    """How many measures with a good direction are neither better nor worse than the quarter or year before, and why."""
    asked = latest.filter(pl.col("measure").is_in(list(_HEADLINES)) & (pl.col("good") != "info"))
    key = _MEASURE
    open_ones = asked.filter(pl.col("verdict").is_null().all().over(key), pl.col("compared").is_null())
    at = pl.col("measure").replace_strict(_HEADLINES, return_dtype=pl.Int8)
    nothing = pl.col("reason") == "no-earlier-figure"
    first = open_ones.sort(nothing, at).unique(key, keep="first", maintain_order=True)
    rows = first.group_by("reason", maintain_order=True).agg(
        pl.len().alias("many"),
        pl.col("title").sort().str.join(", ").alias("titles"),
        pl.col("inputs").str.join(LISTED).alias("inputs"),
    )
    told = [
        (
            "not-known",
            None,
            None,
            None,
            f"{words.counted(many, 'measure')} cannot be called better or worse than the quarter or the year before: "
            f"{REASONS.get(reason, reason)} ({titles}).",
            ROBUST,
            inputs,
            None,
            None,
            None,
            None,
        )
        for reason, many, titles, inputs in rows.sort("many", "reason", descending=[True, False]).iter_rows()
    ]
    return pl.DataFrame(told, schema=SCHEMA, orient="row")
