"""Which notes are published: those in which every figure is confirmed; and what is said of the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from scorecard.council_quarter import SEPARATOR, council_of, parse_quarter, time_of
from scorecard.errors import InputError, UsageError
from scorecard.measures.answers.material import Material
from scorecard.measures.by_council import are_several, councils
from scorecard.measures.quarter_page import latest_in_quarter
from scorecard.measures.quarters import in_quarter
from scorecard.measures.slices import Slices
from scorecard.notes.claims import Subject, claims_in, not_for_a_page, not_read
from scorecard.notes.held import Held, held, what_is_known
from scorecard.notes.read import Note, Paragraph, as_html, own_figures, read_notes
from scorecard.periods import Quarter
from scorecard.registry import Registry, load_registry
from scorecard.registry.asked import Named, meant, names_of
from scorecard.schema import read_if_there, read_tables
from scorecard.workspace import Workspace

_LARGEST = 1_000_000
_NOT_NOTES = ("readme.md",)
SCHEMA = {
    "quarter": pl.String,
    "authority": pl.String,
    "indicator": pl.String,
    "title": pl.String,
    "line": pl.Int32,
    "html": pl.String,
    "figures": pl.Int32,
    "own": pl.Int32,
}
"""One row per published note: ``html`` is safe to put on a page; ``figures`` were confirmed, ``own`` are not held
against anything; ``line`` is that of its heading in ``notes/<quarter>.md``, of one of several councils in
``notes/<quarter>@<council>.md``."""


class NotesRefused(InputError):
    """Notes that are not published, each with its file, line, figure and what was expected (exit code 2)."""


@dataclass(frozen=True)
class Problem:
    """Why a note is not published: the file, the line, the figure as it is written, and what should stand there."""

    file: str
    line: int
    figure: str
    what: str
    expected: str | None = None

    def __str__(self) -> str:
        figure = f" {self.figure}:" if self.figure else ""
        expected = f"; expected {self.expected}" if self.expected else ""
        return f"{self.file}:{self.line}:{figure} {self.what}{expected}"


@dataclass(frozen=True)
class _Asked:
    """What notes are held against: the figures, the answers, and the names of indicators."""

    material: Material
    answers: pl.DataFrame
    named: Sequence[Named]

    @property
    def registry(self) -> Registry:
        return self.material.registry


def notes_for(quarter: Quarter, folder: Path, material: Material, answers: pl.DataFrame) -> pl.DataFrame:
    """One row per note of a quarter that may be published, in the order of the file; the columns are `SCHEMA`.

    A note with a figure that the data contradict, or do not confirm, is left out: `problems_of` says which. ``answers``
    is the table ``measures``. Empty where the quarter has no file in ``folder``.
    """
    rows, _ = _judged(quarter, folder / f"{quarter}.md", material, answers)
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def problems_of(quarter: Quarter, folder: Path, material: Material, answers: pl.DataFrame) -> list[Problem]:
    """What keeps notes of a quarter from being published, in order of line; none where all may be."""
    _, problems = _judged(quarter, folder / f"{quarter}.md", material, answers)
    return sorted(problems, key=lambda problem: problem.line)


def refuse_notes(workspace: Workspace) -> None:
    """The end of a command that publishes. Raises NotesRefused with every note that is not published, and why."""
    files = sorted(path for path in workspace.notes.glob("*.md") if path.name.lower() not in _NOT_NOTES)
    if not files:
        return
    registry = load_registry(workspace)
    tables = read_tables(workspace.processed) | {"measures": read_if_there(workspace.processed, "measures")}
    slices = Slices(tables)
    problems = [problem for path in files for problem in _of_file(path, slices, registry)]
    if problems:
        raise NotesRefused(
            "\n".join([f"{_counted(problems)} not published:", *(f"  {problem}" for problem in problems)]),
            where=str(workspace.notes),
            expected="every figure of a note confirmed by the data; one in backticks is the analyst's own",
            do="mend the notes, then run the same command again",
        )


def _counted(problems: Sequence[Problem]) -> str:
    files = len({problem.file for problem in problems})
    return f"{files} file{'s' if files > 1 else ''} with notes that are"


def _of_file(path: Path, slices: Slices, registry: Registry) -> Iterable[Problem]:
    """What keeps the notes of a file from being published; among several councils they are held against one's data."""
    if problem := _misnamed(path, slices.tables["documents"]):
        return [problem]
    quarter = parse_quarter(path.stem)
    tables = slices.of_council(council_of(quarter)).tables
    return problems_of(quarter, path.parent, Material.of(tables, registry), tables["measures"])


def _misnamed(path: Path, documents: pl.DataFrame) -> Problem | None:
    """What is wrong with the name of a file: it is a quarter, and among several councils that of one of them."""
    here = list(councils(documents).values()) if are_several(documents) else []
    try:
        quarter = parse_quarter(path.stem)
    except ValueError:
        quarter = None
    if quarter is None or str(quarter) != path.stem:
        like = f"2020-21-Q1{SEPARATOR}{here[0]}.md" if here else "2020-21-Q1.md"
        return Problem(path.name, 1, "", "the name of the file is no quarter", f"one like {like}")
    council = council_of(quarter)
    if council in here or (council is None and not here):
        return None
    what = f"there is no council {council!r}" if here else "there are packs of one council alone"
    if council is None:
        what = "the name of the file does not say of which council its notes are"
    names = [f"{time_of(quarter)}{SEPARATOR}{name}.md" for name in here] or [f"{time_of(quarter)}.md"]
    return Problem(path.name, 1, "", what, " or ".join(names))


def _judged(
    quarter: Quarter, path: Path, material: Material, answers: pl.DataFrame
) -> tuple[list[tuple[object, ...]], list[Problem]]:
    if not path.is_file():
        return [], []
    notes, loose = read_notes(_text(path))
    printed = pl.concat([material.known["indicator"], material.tables["claims"]["indicator"]]).drop_nulls()
    asked = _Asked(material, answers, names_of(material.registry, printed.unique(maintain_order=True)))
    problems = [
        Problem(path.name, line, "", "stands under no indicator", "a heading above it, like: ## 6.20")
        for line in loose[:1]
    ]
    rows: list[tuple[object, ...]] = []
    for note in notes:
        row, found = _of_note(note, quarter, path.name, asked)
        problems += found
        rows += [row] if row is not None else []
    return rows, problems


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path.name} is larger than {_LARGEST // 1_000_000} MB", where=str(path))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is not UTF-8 text", where=str(path), do="save the file as UTF-8") from error
    except OSError as error:
        raise InputError(f"cannot read {path.name}: {error.strerror or error}", where=str(path)) from error


def _of_note(note: Note, quarter: Quarter, file: str, asked: _Asked) -> tuple[tuple[object, ...] | None, list[Problem]]:
    """The row of a note that may be published, or what keeps it from that."""
    try:
        subject, title = _subject(note.heading, quarter, asked)
    except UsageError as error:
        return None, [Problem(file, note.line, "", error.what, " ".join((error.expected or "").split()))]
    unfit = [
        Problem(file, paragraph.first_line, "", f"a paragraph {why}, which no page shows")
        for paragraph in note.paragraphs
        if (why := not_for_a_page(paragraph))
    ]
    if unfit:
        return None, unfit
    figures, problems = _held(note, subject, quarter, file, asked)
    if problems:
        return None, problems
    html = str(as_html(note))
    return (
        str(quarter), subject.authority, subject.indicator, title, note.line, html, figures, own_figures(note),
    ), []  # fmt: skip


def _subject(heading: str, quarter: Quarter, asked: _Asked) -> tuple[Subject, str]:
    """What a heading names: ``6.20``, ``lac_number``, ``Children in care``; with ``(Authority)`` behind where several
    authorities have figures of it."""
    name, authority = heading, None
    authorities = sorted(set(asked.material.figures["authority"]))
    for one in authorities:
        if heading.endswith(f"({one})"):
            name, authority = heading.removesuffix(f"({one})").strip(), one
    indicator = _meant(name, quarter, asked)
    own = asked.material.figures.filter(
        pl.col("indicator") == indicator, pl.col("area_kind") == "authority", pl.col("breakdown").is_null()
    )
    mine = sorted(set(own["authority"])) if authority is None else [authority]
    if len(mine) != 1:
        raise UsageError(
            f"{heading!r} is printed by {len(mine)} authorities",
            expected=f"one of them behind it: ({') or ('.join(mine)})",
        )
    whole = pl.col("breakdown").is_null() & (pl.col("area_kind") == "authority") & (pl.col("authority") == mine[0])
    latest = latest_in_quarter(asked.material.figures.filter(whole), quarter)
    named = next(one for one in asked.named if one.indicator == indicator)
    rules = asked.registry.indicators.get(indicator)
    unit = rules.unit if rules else str(own["unit"][0])
    return Subject(indicator, unit, mine[0], dict(latest.select("indicator", "period").iter_rows())), named.title


def _meant(name: str, quarter: Quarter, asked: _Asked) -> str:
    """The indicator of a heading; ``6.20 Visits …`` has the number before the name.

    A number that several families print is that of the one with a figure in the quarter.
    """
    known = asked.material.figures.filter(in_quarter(quarter))["indicator"]
    of_quarter = [one for one in asked.named if one.indicator in set(known)]
    first, _, rest = name.partition(" ")
    numbered = [one for one in asked.named if first in {number for _, number in one.numbers}]
    tries = [(name, of_quarter), *([(rest.strip(" :-–"), numbered)] if rest and numbered else [])]
    for text, among in tries:
        with suppress(UsageError):
            return meant(text, among)
    return meant(name, asked.named)


def _held(note: Note, subject: Subject, quarter: Quarter, file: str, asked: _Asked) -> tuple[int, list[Problem]]:
    """How many figures of a note the data confirm, and a problem for each of the others.

    Each is read twice: as its words say, and as of the heading's measure; one reading that holds is enough.
    """
    readings = []
    for heading_first in (False, True):
        claims = claims_in(note.paragraphs, subject, quarter, asked.registry, heading_first=heading_first)
        readings.append((claims.to_dicts(), held(claims, asked.material, quarter, asked.answers)))
    (as_said, first), (as_headed, second) = readings
    problems = []
    for said, one, headed, other in zip(as_said, first, as_headed, second, strict=True):
        if (one.confirmed and not one.wrong) or (other.confirmed and not other.wrong):
            continue
        claim, why = (headed, other) if other.wrong or not one.wrong else (said, one)
        problems.append(_problem(note.paragraphs[int(claim["line"]) - 1], claim, why, file, asked))
    problems += [
        Problem(file, _line_of(paragraph, figure), figure, "is not read as a figure of a measure", _WAYS)
        for number, paragraph in enumerate(note.paragraphs, 1)
        for figure in not_read(paragraph, [str(claim["published"]) for claim in as_said if claim["line"] == number])
    ]
    return len(as_said), problems


def _problem(paragraph: Paragraph, claim: dict[str, object], found: Held, file: str, asked: _Asked) -> Problem:
    figure = str(claim["published"])
    line = _line_of(paragraph, figure)
    known = what_is_known(claim, asked.material)
    if found.wrong:
        moved = claim["relation"] in ("change", "target")
        expected = found.expected if moved else known or found.expected
        return Problem(file, line, figure, "disagrees with the data", expected)
    if claim["indicator"] is None:
        return Problem(file, line, figure, "is of no measure that the words name, so nothing confirms it", _WAYS)
    return Problem(file, line, figure, found.why or "nothing in the data confirms it", known or _WAYS)


_WAYS = "the measure's name and the month beside it, or backticks round a figure of one's own"


def _line_of(paragraph: Paragraph, figure: str) -> int:
    """The line of a paragraph on which a figure stands; its first line where print and claim are not written alike."""
    pieces = [piece for piece in figure.replace("/", " ").split() if any(sign.isdigit() for sign in piece)] or [figure]
    return next(
        (number for number, line in enumerate(paragraph.lines, paragraph.first_line) if pieces[0] in line),
        paragraph.first_line,
    )
