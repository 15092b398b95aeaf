"""How far a council's folder has come: the questions that are open, and what its packs are read as with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from scorecard.registry.open_entries import Question, questions
from scorecard.words import counted, many

_MOST_REASONS = 6
_PLACES = 3
_DERIVED = "unknown_"
_NO_NAME = "its measure has no indicator yet: the names of its family do not have it, or have a blank for it"


@dataclass(frozen=True)
class PackRead:
    """What a pack is read as: its id, its family (null if none is known), figures read and not read.

    One that is read of a measure that nobody has named counts as not read. ``reasons`` are those of the figures not
    read, with their number and first lines.
    """

    document: str
    family: str | None
    read: int
    unread: int
    reasons: tuple[tuple[str, int, tuple[int, ...]], ...] = ()

    @classmethod
    def of(cls, document: str, tables: dict[str, pl.DataFrame]) -> PackRead:
        figures = tables["observations"].filter(pl.col("status") != "missing")
        nameless = pl.col("indicator").str.starts_with(_DERIVED)
        unread = pl.concat(
            [
                tables["unread"].select("line", "reason"),
                figures.filter(nameless).select("line", pl.lit(_NO_NAME).alias("reason")),
            ]
        )
        reasons = (
            unread.group_by("reason")
            .agg(figures=pl.len(), lines=pl.col("line").unique().sort().head(_PLACES))
            .sort("figures", "reason", descending=[True, False])
        )
        read = figures.filter(~nameless).height
        family = tables["documents"]["family"].item()
        told = tuple((reason, count, tuple(lines)) for reason, count, lines in reasons.rows())
        return cls(document, family, read, unread.height, told)


@dataclass(frozen=True)
class Standing:
    """The folder of a council with its open questions, and its packs."""

    folder: Path
    open: Sequence[Question]
    packs: Sequence[PackRead]

    @classmethod
    def of(cls, folder: Path, packs: Sequence[PackRead]) -> Standing:
        return cls(folder, questions(folder), packs)

    def told(self) -> Iterator[str]:
        """Lines for the screen: the packs, then the questions with their places."""
        for pack in self.packs:
            family = "" if pack.family else "; its title has the marks of no family of this council"
            yield f"{pack.document}: {many(pack.read, 'figure')} read, {pack.unread:,} not read{family}"
            for reason, figures, lines in pack.reasons[:_MOST_REASONS]:
                where = ", ".join(map(str, lines))
                yield f"  {counted(figures, 'figure')} ({'lines' if len(lines) > 1 else 'line'} {where}): {reason}"
            if len(pack.reasons) > _MOST_REASONS:
                yield f"  … and {len(pack.reasons) - _MOST_REASONS} more reasons"
        if not self.open:
            yield "no question is open"
            return
        yield f"{counted(len(self.open), 'question')} {'is' if len(self.open) == 1 else 'are'} open:"
        for question in self.open:
            place = f"{question.path.relative_to(self.folder).as_posix()}:{question.line}"
            yield f"  {place}: {question.key} of {question.entry or 'the council'}"
