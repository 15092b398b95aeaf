"""A sample of figures to check by eye: drawn so that every document has its share, told beside its printed row.

Which figures are drawn is decided by a hash of the seed and the figure's place, so that the same seed draws the same
figures of the same data on any machine. What the answers prove is the exact one-sided bound of a binomial proportion
(Clopper and Pearson 1934): none wrong of 59 is at most 4.95 % wrong, at 95 % confidence. A sample that gives each
document and status its share is held to be as good as a simple random one.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
from scipy.stats import beta

from scorecard.errors import InputError
from scorecard.files import write_atomic
from scorecard.schema import read_table
from scorecard.workspace import Workspace

CONFIDENCE = 0.95
YES, NO, UNSURE = "yes", "no", "unsure"
_STRATUM = ["document", "status"]
_PLACE = ["document", "line", "cell", "part"]
_READ_AS = ["indicator", "breakdown", "area", "period", "published", "value", "unit", "numerator", "denominator"]
COLUMNS = [*_PLACE, *_READ_AS, "status", "answer"]
Ask = Callable[[str], str]


def draw(observations: pl.DataFrame, size: int, seed: str) -> pl.DataFrame:
    """So many figures, all if there are fewer: one row each, `COLUMNS` with ``answer`` null, in order of place.

    Each document and status has its share of the sample, by largest remainders; within them the hash decides.
    """
    figures = observations.filter(pl.col("value").is_not_null())
    size = min(size, figures.height)
    place = pl.concat_str(*_PLACE, separator=":")
    lots = figures.select(
        *COLUMNS[:-1], place.map_elements(lambda at: _lot(seed, at), return_dtype=pl.String).alias("lot")
    )
    strata = lots.group_by(_STRATUM).agg(pl.len().alias("many")).sort(_STRATUM)
    exact = pl.col("many") * size / figures.height
    shares = strata.with_columns(exact.floor().cast(pl.Int64).alias("given"), (exact - exact.floor()).alias("rest"))
    left = size - int(shares["given"].sum() or 0)
    given = shares.sort("rest", *_STRATUM, descending=[True, False, False]).with_columns(
        (pl.col("given") + (pl.int_range(pl.len()) < left).cast(pl.Int64)).alias("given")
    )
    drawn = (
        lots.join(given.select(*_STRATUM, "given"), on=_STRATUM)
        .filter(pl.col("lot").rank("ordinal").over(_STRATUM) <= pl.col("given"))
        .sort(_PLACE)
    )
    return drawn.with_columns(pl.lit(None, pl.String).alias("answer")).select(COLUMNS)


def _lot(seed: str, place: str) -> str:
    return hashlib.sha256(f"{seed}:{place}".encode()).hexdigest()


def upper_bound(wrong: int, checked: int, confidence: float = CONFIDENCE) -> float:
    """At most so great a share of all figures is wrong, at that confidence (Clopper and Pearson 1934, one-sided)."""
    return 1.0 if wrong >= checked else float(beta.ppf(confidence, wrong + 1, checked - wrong))


def stated(answers: pl.DataFrame) -> str:
    """What the answers say, in a sentence."""
    told = answers["answer"]
    checked, wrong = int(told.is_in([YES, NO]).sum()), int((told == NO).sum())
    open_ones = answers.height - checked
    rest = f"; {open_ones} not answered, or not sure" if open_ones else ""
    if not checked:
        return f"no figure is checked yet, of {answers.height} drawn"
    bound = f"at most {100 * upper_bound(wrong, checked):.2f} % of all figures are wrong, at 95 % confidence"
    return f"{wrong} wrong of {checked} checked: {bound}{rest}"


def shown(row: dict[str, object], cells: Sequence[str] | None, number: int, of: int) -> str:
    """A figure as a person checks it: its printed row with the cell marked, and what was read."""
    place = f"[{number}/{of}] {row['document']}, line {row['line']}, cell {row['cell']}"
    marked = [f">>{cell}<<" if at == row["cell"] else cell for at, cell in enumerate(cells or (), 1)]
    counts = "" if row["denominator"] is None else f" ({_plain(row['numerator'])} of {_plain(row['denominator'])})"
    whose = ", ".join(str(row[name]) for name in ("indicator", "breakdown", "area", "period") if row[name] is not None)
    read_as = f"{_plain(row['value'])} {row['unit']}{counts}, {row['status']}: {whose}"
    return f"{place}\n  printed: {' | '.join(marked) or row['published']}\n  read as: {read_as}"


def _plain(value: object) -> str:
    return "?" if value is None else f"{value:g}"


def printed_row(workspace: Workspace, document: str, line: int) -> list[str] | None:
    """The cells of a raw table's row, as printed; null if no table has it."""
    for table in sorted((workspace.raw / document).glob("[0-9]*.tsv")):
        for row in table.read_text(encoding="utf-8").split("\n"):
            at, *cells = row.split("\t")
            if at == str(line):
                return cells
    return None


def take_sample(
    workspace: Workspace, size: int, seed: str, file: Path | None, *, ask: Ask | None, report: Callable[[str], None]
) -> str:
    """Draw figures, ask about those that have no answer yet, keep the answers in a file, and return what they say.

    ``file``: where the answers stand, audit/sample-<size>-<seed>.csv if none is named. ``ask`` is null where nobody can
    be asked: then the file is for filling in, its column ``answer`` with yes, no or unsure. Raises InputError for a
    file of another sample, or with another answer.
    """
    sample = draw(read_table(workspace.processed, "observations"), size, seed)
    path = file or workspace.audit / f"sample-{size}-{_name(seed)}.csv"
    if path.exists():
        sample = _with_answers(sample, path)
    answers = sample["answer"].to_list()
    for at, row in enumerate(sample.iter_rows(named=True)):
        if answers[at] is not None:
            continue
        report(shown(row, printed_row(workspace, row["document"], row["line"]), at + 1, sample.height))
        if ask is not None:
            answers[at] = _asked(ask)
            if answers[at] is None:
                break
            _keep(sample, answers, path)
    _keep(sample, answers, path)
    if ask is None and None in answers:
        report(f"to fill in: the column answer of {path}, with yes, no or unsure; then the same command again")
    return stated(sample.with_columns(pl.Series("answer", answers, dtype=pl.String)))


def _name(seed: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in seed)


def _asked(ask: Ask) -> str | None:
    """An answer; null where somebody wants to stop."""
    known = {"y": YES, "n": NO, "u": UNSURE}
    while True:
        said = ask("  right? [y]es, [n]o, [u]nsure, [s]top: ").strip().lower()[:1]
        if said in known:
            return known[said]
        if said == "s":
            return None


def _keep(sample: pl.DataFrame, answers: Sequence[str | None], path: Path) -> None:
    kept = sample.with_columns(pl.Series("answer", answers, dtype=pl.String))
    write_atomic(path, kept.write_csv())


def _with_answers(sample: pl.DataFrame, path: Path) -> pl.DataFrame:
    read = pl.read_csv(io.BytesIO(path.read_bytes()), infer_schema=False, encoding="utf8-lossy")
    places = sample.select(pl.concat_str(_PLACE, separator=":"))
    same = set(_PLACE) | {"answer"} <= set(read.columns) and places.to_series().to_list() == (
        read.select(pl.concat_str(_PLACE, separator=":")).to_series().to_list()
    )
    if not same:
        raise InputError(
            f"{path.name} holds the answers of another sample",
            where=str(path),
            expected="the figures that this size and seed draw from the data as they are",
            do="name another file, or the size and seed of that one",
        )
    given = read["answer"].str.strip_chars().str.to_lowercase().replace("", None)
    if wrong := sorted(set(given.drop_nulls()) - {YES, NO, UNSURE}):
        raise InputError(
            f"{path.name} has an answer that is none: {wrong[0][:40]}",
            where=f"{path}, line {given.to_list().index(wrong[0]) + 2}",
            expected=f"{YES}, {NO} or {UNSURE}",
            do="correct it and give the same command again",
        )
    return sample.with_columns(given.alias("answer"))
