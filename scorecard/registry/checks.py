"""Checks across entries: every reference leads somewhere, every printed number to one indicator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scorecard.errors import InputError
from scorecard.registry.models import Indicator
from scorecard.registry.registry import Registry


def references(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Key and id of every other indicator that an entry points to."""
    i = indicator
    if i.share_of:
        if i.share_of.numerator:
            yield "share_of.numerator", i.share_of.numerator
        yield "share_of.denominator", i.share_of.denominator
    if i.rate_of:
        yield "rate_of.count", i.rate_of.count
    if i.flow:
        yield "flow.stock", i.flow.stock
        yield "flow.inflow", i.flow.inflow
        yield "flow.outflow", i.flow.outflow
    for key, value in (("parts_of", i.parts_of), ("subset_of", i.subset_of), ("rolling_of", i.rolling_of)):
        if value:
            yield key, value
    for part in i.includes:
        yield "includes", part


def _fail(folder: Path, indicator: Indicator, what: str, **advice: str) -> InputError:
    path = folder / "indicators" / f"{indicator.theme}.yml"
    return InputError(f"{path.name}, entry {indicator.id}: {what}", where=str(path), **advice)


def _check_references(registry: Registry, folder: Path) -> None:
    for indicator in registry.indicators.values():
        for key, target in references(indicator):
            if target not in registry.indicators:
                raise _fail(
                    folder,
                    indicator,
                    f"{key}: there is no indicator {target}",
                    expected="the id of another entry",
                    do="mend the id or add the entry",
                )
            if target == indicator.id and key != "flow.stock":
                raise _fail(folder, indicator, f"{key}: an indicator cannot refer to itself")
        for family in indicator.names:
            if family not in registry.families:
                raise _fail(
                    folder,
                    indicator,
                    f"names: there is no report family {family}",
                    expected=f"one of {', '.join(registry.families)}",
                )


def _check_kinds(registry: Registry, folder: Path) -> None:
    for i in registry.indicators.values():
        if i.share_of and i.unit != "percent":
            raise _fail(folder, i, f"share_of: only a percentage is a share, this is a {i.unit}")
        if i.rate_of and not i.unit.startswith("rate"):
            raise _fail(folder, i, f"rate_of: only a rate is one, this is a {i.unit}")
        if i.adds_up and i.kind != "flow":
            raise _fail(folder, i, f"adds_up: only a flow adds up over the months, this is a {i.kind}")
        if i.categories and not i.breakdown:
            raise _fail(folder, i, "categories: only an indicator with breakdown: true has categories")


def _normal(name: str) -> str:
    return " ".join(name.lower().split())


def _check_numbers(registry: Registry, folder: Path) -> None:
    """A number and unit lead to one indicator of a family unless both say ``shared``; then names differ."""
    for family in registry.families:
        seen: dict[tuple[str, str], tuple[Indicator, bool]] = {}
        names: dict[tuple[str, str, str], Indicator] = {}
        for row in registry.numbered(family):
            indicator = registry.indicators[row.indicator]
            other = seen.setdefault((row.number, row.unit), (indicator, row.shared))
            if other[0].id != indicator.id and not (row.shared and other[1]):
                raise _fail(
                    folder,
                    indicator,
                    f"names.{family}: number {row.number} with unit {row.unit} also belongs to {other[0].id}",
                    expected="one indicator for each number and unit of a report family",
                    do="mend the number, or mark both with shared: true if print really repeats it",
                )
            for name in row.names:
                same = names.setdefault((row.number, row.unit, _normal(name)), indicator)
                if same.id != indicator.id:
                    raise _fail(folder, indicator, f"names.{family}: number {row.number}, {name!r} is also {same.id}")


def _check_areas(registry: Registry, folder: Path) -> None:
    seen: dict[str, str] = {}
    for area in registry.areas.values():
        for spelling in (area.name, *area.aliases):
            other = seen.setdefault(_normal(spelling), area.name)
            if other != area.name:
                raise InputError(
                    f"areas.yml, entry {area.name}: the spelling {spelling!r} also belongs to {other}",
                    where=str(folder / "areas.yml"),
                    do="leave it with one of the two",
                )
        if area.part_of and area.part_of not in registry.areas:
            raise InputError(
                f"areas.yml, entry {area.name}: part_of: there is no area {area.part_of}",
                where=str(folder / "areas.yml"),
            )


def check_registry(registry: Registry, folder: Path) -> None:
    """Raise InputError for the first reference, number or spelling that does not hold together."""
    _check_references(registry, folder)
    _check_kinds(registry, folder)
    _check_numbers(registry, folder)
    _check_areas(registry, folder)
