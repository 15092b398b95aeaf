"""Which indicator of the nation a measure may be: proposed with how sure that is, and taken by nobody but a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scorecard.clean.names.alike import EXACTLY, AlikeNames
from scorecard.clean.names.wording import Wording
from scorecard.registry import Registry
from scorecard.registry.models import DerivedMeasure, Indicator

CERTAIN, LIKELY, POSSIBLE = "certain", "likely", "possible"
_LEAST_OF = {CERTAIN: EXACTLY, LIKELY: 0.9, POSSIBLE: 0.8}
"""How alike a name must be to the one of an indicator."""
_SAME_UNITS = (("percent", "ratio"), ("count", "cases", "fte"))


@dataclass(frozen=True)
class Proposal:
    """A measure of a document and the national indicator that it may be; ``likeness`` of their names from 0 to 1."""

    measure: str
    name: str
    indicator: str
    title: str
    sure: str
    likeness: float


def proposals(measures: Sequence[DerivedMeasure], registry: Registry) -> Iterator[Proposal]:
    """For each measure the indicator whose name is most like its own, if unit and kind agree.

    One of whose names a word speaks against is none.

    Names are those of the nation and of every council's packs.
    """
    known = [(i, name) for i in registry.indicators.values() for name in _names(i, registry)]
    alike, wording = AlikeNames(name for _, name in known), Wording(registry)
    for measure in measures:
        if "(" in measure.name and measure.share_of is None and measure.name.endswith("ator)"):
            continue  # the x or the y of another
        scores = alike.to(measure.name, _LEAST_OF[POSSIBLE]) if known else ()
        fitting = [
            (float(score), name, indicator)
            for score, (indicator, name) in zip(scores, known, strict=True)
            if score >= _LEAST_OF[POSSIBLE] and _agree(measure, indicator)
        ]
        best = max(fitting, key=lambda one: (one[0], one[2].id), default=None)
        if best is None or wording.speaks_of_another(measure.name, [best[1]], numbers_agree=False):
            continue
        score, _, indicator = best
        rivals = {one.id for other, _, one in fitting if score - other < _A_TIE}
        sure = next(name for name, least in _LEAST_OF.items() if score >= least)
        sure = POSSIBLE if len(rivals) > 1 else sure
        yield Proposal(measure.id, measure.name, indicator.id, indicator.name, sure, round(score, 2))


_A_TIE = 0.02
"""Names of two indicators that differ less in likeness leave open which is meant."""


def _names(indicator: Indicator, registry: Registry) -> list[str]:
    printed = [name for entry in registry.names_of(indicator.id) for name in entry.names]
    return list(dict.fromkeys([indicator.name, *printed]))


def _agree(measure: DerivedMeasure, indicator: Indicator) -> bool:
    """Whether unit and kind can be the same; nothing tells a stock from a flow, so these two agree."""
    same_unit = measure.unit == indicator.unit or any({measure.unit, indicator.unit} <= set(s) for s in _SAME_UNITS)
    flows = {"stock", "flow"}
    same_kind = measure.kind == indicator.kind or {measure.kind, indicator.kind} <= flows
    return same_unit and same_kind and measure.breakdown == indicator.breakdown
