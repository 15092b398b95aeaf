"""One indicator on a card: what it is, what was said of it last, and where its figures are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl
from markupsafe import Markup

from scorecard import words
from scorecard.analyst.bench import Bench, open_bench
from scorecard.analyst.questions import figures, trend
from scorecard.html.markup import el, join
from scorecard.html.pictures import styled
from scorecard.registry.asked import Named

_LATEST = 6


@dataclass(frozen=True, eq=False, repr=False)
class Card:
    """An indicator of the registry with its figures; shows itself in a notebook.

    ``changes``: one row per change of the measure (``changed``, ``kind``, ``reason``). ``printed``: one row per family,
    number and spelling. ``figures`` and ``trend`` are those of `questions`.
    """

    named: Named
    bench: Bench

    @property
    def id(self) -> str:
        return self.named.indicator

    @property
    def title(self) -> str:
        return self.named.title

    @cached_property
    def rules(self) -> dict[str, object]:
        """What the registry says of it: its unit, what good looks like, its definition; empty if it is not there."""
        rows = self.bench.material.rules.filter(pl.col("indicator") == self.id)
        return rows.row(0, named=True) if rows.height else {}

    @cached_property
    def changes(self) -> pl.DataFrame:
        """The changes of the measure, by date."""
        known = self.bench.registry.change_frame().filter(pl.col("indicator") == self.id)
        return known.drop("indicator").sort("changed")

    @cached_property
    def printed(self) -> pl.DataFrame:
        """How the report families print it."""
        rows = [
            (name.family, name.number, spelling)
            for name in self.bench.registry.names_of(self.id)
            for spelling in name.names
        ]
        schema = {"family": pl.String, "number": pl.String, "name": pl.String}
        return pl.DataFrame(rows, schema=schema, orient="row")

    @cached_property
    def figures(self) -> pl.DataFrame:
        return figures(self.id, bench=self.bench)

    @cached_property
    def trend(self) -> pl.DataFrame:
        return trend(self.id, bench=self.bench)

    def _facts(self) -> list[tuple[str, str]]:
        rules = self.rules
        unit = words.unit_name(str(rules.get("unit", "")))
        good = words.GOOD_WORDS.get(str(rules.get("good")), "")
        printed = words.listed([f"{number} in {family}" for family, number in dict.fromkeys(self.named.numbers)])
        changed = [f"{words.day(day)}: {reason}" for day, reason in self.changes.select("changed", "reason").rows()]
        latest = [f"{text}" for text in self.trend["words"].tail(1).to_list()]
        facts = [
            ("id", self.id),
            ("printed as", printed or "without a number"),
            ("unit", unit),
            ("what good is", good),
            ("definition", str(rules.get("description") or "")),
            ("changed", "; ".join(changed)),
            ("latest", "; ".join(latest)),
            ("figures", f"{self.figures['value'].count():,} known"),
        ]
        return [(name, text) for name, text in facts if text]

    def __repr__(self) -> str:
        return "\n".join([self.title, *(f"  {name}: {text}" for name, text in self._facts())])

    def _repr_html_(self) -> str:
        rows = join([el("tr", el("th", name, scope="row"), el("td", text)) for name, text in self._facts()])
        return str(styled(Markup(el("table", el("caption", self.title), el("tbody", rows)))))


def indicator(name: str, *, family: str | None = None, bench: Bench | None = None) -> Card:
    """The card of an indicator: by its printed number, its id or words of its name (see `figures`)."""
    asked = bench or open_bench()
    wanted = asked.indicator(name, family)
    return Card(next(one for one in asked.names if one.indicator == wanted), asked)
