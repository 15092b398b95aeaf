"""``expectations/acknowledged.yml``: facts that somebody has looked at, who, when, and what they say.

A fact that changes a conclusion (an error) is looked at by two: whoever analyses the pack, and a reviewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import polars as pl
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from scorecard import words
from scorecard.errors import FindingsNotAcknowledged, InputError
from scorecard.files import read_yaml, write_atomic

FILE = "acknowledged.yml"
Role = Literal["analyst", "reviewer"]
ROLES: tuple[Role, ...] = get_args(Role)
_LISTED = 20
_EXPECTED = (
    "a list `acknowledgements` of entries with fact, who, role (analyst or reviewer), when (2024-05-31) and note"
)
_BETWEEN = "; "
"""What stands between several acknowledgements of one fact."""


class Acknowledgement(BaseModel):
    """One person's, or team's, look at one fact."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: str = Field(pattern=r"^fact-[a-z0-9-]+$")
    who: str = Field(min_length=2)
    role: Role = "analyst"
    when: date
    note: str = Field(min_length=3)

    @field_validator("who", "note")
    @classmethod
    def _says_something(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("must not be blank")
        return text.strip()

    def __str__(self) -> str:
        return f"{self.who} ({self.role}), {self.when.isoformat()}"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    acknowledgements: list[Acknowledgement]


def load_acknowledgements(folder: Path) -> list[Acknowledgement]:
    """All acknowledgements; none if there is no file. Raises InputError with the entry that is wrong."""
    path = folder / FILE
    if not path.exists():
        return []
    try:
        entries = _File.model_validate(read_yaml(path)).acknowledgements
    except ValidationError as error:
        raise InputError(
            f"{FILE} cannot be used: {_problem(error)}",
            where=str(path),
            expected=_EXPECTED,
            do="mend the entry; `python pipeline.py findings` prints the ids of facts",
        ) from error
    given = [(entry.fact, entry.role) for entry in entries]
    twice = sorted({f"{fact} by an {role}" for fact, role in given if given.count((fact, role)) > 1})
    if twice:
        raise InputError(
            f"{FILE} acknowledges facts twice: {', '.join(twice)}",
            where=str(path),
            do="keep one entry for each fact and role",
        )
    return entries


def _problem(error: ValidationError) -> str:
    first = error.errors()[0]
    place = [str(part) if isinstance(part, str) else f"entry {part + 1}" for part in first["loc"]]
    return f"{', '.join(place)}: {first['msg']}" if place else str(first["msg"])


def add_acknowledgement(folder: Path, entry: Acknowledgement) -> Path:
    """Write one more entry at the end of the file, whose comments stay as they are; returns its path.

    Raises InputError if the file cannot be used, has this fact and role already, or is laid out in a way that an entry
    cannot be added to: then the message holds the entry.
    """
    path = folder / FILE
    known = load_acknowledgements(folder)
    if any((one.fact, one.role) == (entry.fact, entry.role) for one in known):
        raise InputError(
            f"{entry.fact} is acknowledged by an {entry.role} already",
            where=str(path),
            do=f"change that entry, or add another role ({', '.join(ROLES)})",
        )
    text = path.read_text(encoding="utf-8") if path.exists() else "acknowledgements: []\n"
    written = yaml.safe_dump([entry.model_dump()], allow_unicode=True, sort_keys=False, width=1000)
    block = "".join(f"  {line}\n" for line in written.splitlines())
    longer = text.rstrip().removesuffix("[]").rstrip() + "\n" + block
    if not _holds(longer, [*known, entry]):
        raise InputError(
            f"{FILE} is laid out in a way that no entry can be added to",
            where=str(path),
            do=f"add this to its list by hand:\n{block}",
        )
    write_atomic(path, longer)
    return path


def _holds(text: str, entries: Sequence[Acknowledgement]) -> bool:
    try:
        return _File.model_validate(yaml.safe_load(text)).acknowledgements == list(entries)
    except (yaml.YAMLError, ValidationError):
        return False


def acknowledge(findings: pl.DataFrame, entries: Sequence[Acknowledgement]) -> pl.DataFrame:
    """``findings`` with ``acknowledged`` (who, in which role, when) and ``note`` of their facts' entries.

    An error that only one role has looked at is not acknowledged yet; its note is there all the same.
    """
    known = pl.DataFrame(
        [{"fact": e.fact, "_by": str(e), "_note": e.note, "_role": e.role} for e in entries],
        schema=dict.fromkeys(("fact", "_by", "_note", "_role"), pl.String()),
    )
    of_fact = known.group_by("fact", maintain_order=True).agg(
        pl.col("_by", "_note").str.join(_BETWEEN), pl.col("_role").n_unique().alias("_roles")
    )
    grave = (pl.col("severity") == "error").any().over("fact")
    enough = pl.col("_roles") >= pl.when(grave).then(len(ROLES)).otherwise(1)
    joined = findings.join(of_fact, on="fact", how="left", validate="m:1", maintain_order="left")
    return joined.with_columns(pl.when(enough).then("_by").alias("acknowledged"), pl.col("_note").alias("note")).select(
        findings.columns
    )


def stale_acknowledgements(findings: pl.DataFrame, entries: Sequence[Acknowledgement]) -> list[str]:
    """Ids that are acknowledged but no longer found."""
    current = set(findings["fact"])
    return sorted({entry.fact for entry in entries if entry.fact not in current})


def refuse_unacknowledged(findings: pl.DataFrame, stale: list[str], stopped: list[str]) -> None:
    """For ``--strict``: raises FindingsNotAcknowledged, listing errors that are not acknowledged, acknowledgements
    that no longer apply, and rules that stopped on a fault of their own."""
    leading = findings.filter(pl.col("role") == "leading")
    open_errors = leading.filter((pl.col("severity") == "error") & pl.col("acknowledged").is_null())
    if open_errors.is_empty() and not stale and not stopped:
        return
    lines = [f"    {row}" for row in open_errors.select(_line()).to_series().head(_LISTED)]
    if open_errors.height > _LISTED:
        lines.append(f"    … and {open_errors.height - _LISTED} more: python pipeline.py findings --severity error")
    lines += [f"    {one}: acknowledged, but no longer found" for one in stale]
    lines += [f"    rule {rule} could not be run" for rule in stopped]
    raise FindingsNotAcknowledged(
        f"{words.counted(open_errors.height, 'error')} not acknowledged, "
        f"{words.counted(len(stale), 'acknowledgement')} out of date, "
        f"{words.counted(len(stopped), 'rule')} that could not be run\n" + "\n".join(lines),
        where=f"expectations/{FILE}",
        expected="an analyst and a reviewer have looked at every error, and every acknowledgement belongs to a fact",
        do='look at reports/validation.html, then: python pipeline.py acknowledge FACT --note "…" --role analyst',
    )


def _line() -> pl.Expr:
    place = pl.format("{} line {}", "document", pl.col("line").cast(pl.String).fill_null("?"))
    return pl.format("{}: {}: {}", "fact", place, pl.col("explanation").fill_null(""))
