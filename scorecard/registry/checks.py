"""Checks across entries: every reference leads somewhere, every printed number to one indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scorecard.errors import InputError
from scorecard.registry.council import Council
from scorecard.registry.models import Indicator
from scorecard.registry.registry import NumberedName, Registry, plain_spelling


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
    if i.difference_of:
        yield "difference_of.whole", i.difference_of.whole
        yield "difference_of.part", i.difference_of.part
    if i.share_of and i.share_of.at_most:
        yield "share_of.at_most", i.share_of.at_most
    for held in i.share_of.at_least if i.share_of else []:
        yield "share_of.at_least", held
    for key in ("parts_of", "subset_of", "rolling_of", "average_of", "remainder_of", "share_of_target"):
        value = getattr(i, key)
        if value:
            yield key, value
    for part in i.includes:
        yield "includes", part


def check_registry(registry: Registry, national: Path, councils: Path) -> None:
    """Raise InputError for the first reference, number or spelling that does not hold together."""
    owner = {own.id: council.id for council in registry.councils.values() for own in council.indicators}
    places = _Places(national, councils, owner)
    _check_references(registry, places)
    _check_kinds(registry, places)
    _check_orders(registry, national)
    _check_families(registry, councils)
    for council in registry.councils.values():
        alone = registry.of(council.authority.name)
        folder = councils / council.id
        _check_comparators(council, registry, folder / "council.yml")
        _check_council(council, alone, folder)
        _check_numbers(council, registry, folder)
        _check_areas(alone, folder)


# ---- national -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Places:
    """Where indicators stand: ``owner`` is the council of each that only one council has."""

    national: Path
    councils: Path
    owner: Mapping[str, str]

    def of(self, indicator: Indicator) -> Path:
        if council := self.owner.get(indicator.id):
            return self.councils / council / "indicators.yml"
        return self.national / "indicators" / f"{indicator.theme}.yml"


def _fail(places: _Places, indicator: Indicator, what: str, **advice: str) -> InputError:
    path = places.of(indicator)
    return InputError(f"{path.name}, entry {indicator.id}: {what}", where=str(path), **advice)


def _check_references(registry: Registry, places: _Places) -> None:
    for indicator in registry.indicators.values():
        for key, target in references(indicator):
            if target not in registry.indicators:
                raise _fail(
                    places,
                    indicator,
                    f"{key}: there is no indicator {target}",
                    expected="the id of another entry",
                    do="mend the id or add the entry",
                )
            if places.owner.get(target) not in (None, places.owner.get(indicator.id)):
                raise _fail(places, indicator, f"{key}: {target} is an indicator of one council only")
            if target == indicator.id and key != "flow.stock":
                raise _fail(places, indicator, f"{key}: an indicator cannot refer to itself")


def _check_kinds(registry: Registry, places: _Places) -> None:
    for i in registry.indicators.values():
        unit = registry.units.get(i.unit)
        if unit is None:
            known = f"one of units.yml: {', '.join(registry.units)}"
            raise _fail(places, i, f"unit: there is no unit {i.unit}", expected=known, do="mend it or add the unit")
        if i.share_of and unit.form != "share":
            raise _fail(places, i, f"share_of: only a percentage is a share, this is a {i.unit}")
        if i.rate_of and unit.form != "rate":
            raise _fail(places, i, f"rate_of: only a rate is one, this is a {i.unit}")
        if i.adds_up and i.kind != "flow":
            raise _fail(places, i, f"adds_up: only a flow adds up over the months, this is a {i.kind}")


# ---- councils -----------------------------------------------------------------------------------------------


def _told(path: Path, entry: str, what: str, **advice: str) -> InputError:
    return InputError(f"{path.name}, entry {entry}: {what}", where=str(path), **advice)


def _check_families(registry: Registry, councils: Path) -> None:
    """A family's id belongs to one council, and so does a council's name."""
    owners: dict[str, str] = {}
    names: dict[str, str] = {}
    for council in registry.councils.values():
        for family in council.families:
            other = owners.setdefault(family, council.id)
            if other != council.id:
                path = councils / council.id / "families.yml"
                raise _told(path, family, f"this id also belongs to councils/{other}", do="give it another id")
        other = names.setdefault(plain_spelling(council.authority.name), council.id)
        if other != council.id:
            path = councils / council.id / "council.yml"
            raise InputError(f"{path.name}: name: councils/{other} has the same name", where=str(path))


def _check_council(council: Council, alone: Registry, folder: Path) -> None:
    """Names, layouts and breaks of a council speak of its own families and of indicators that there are."""
    for family, names in council.names.items():
        path = folder / "names" / f"{family}.yml"
        if family not in council.families:
            raise InputError(
                f"{path.name}: there is no report family {family}",
                where=str(path),
                expected=f"a file named after one of the families: {', '.join(council.families)}",
                do="rename the file or add the family to families.yml",
            )
        for name in names:
            _check_known(alone, name.indicator, path, name.indicator, "indicator")
            if name.unit is not None and name.unit not in alone.units:
                known = f"one of units.yml: {', '.join(alone.units)}"
                raise _told(path, name.indicator, f"unit: there is no unit {name.unit}", expected=known)
    path = folder / "layouts.yml"
    for layout in council.layouts:
        if layout.family not in council.families:
            known = ", ".join(council.families)
            raise _told(path, layout.id, f"family: there is no report family {layout.family}", expected=known)
        for indicator in layout.indicators():
            _check_known(alone, indicator, path, layout.id, "indicator")
    if twice := [id_ for id_, times in Counter(layout.id for layout in council.layouts).items() if times > 1]:
        raise _told(path, twice[0], "this id stands in the file twice", do="give one of the two another id")
    path = folder / "categories.yml"
    for id_ in council.categories:
        _check_known(alone, id_, path, id_, "indicator")
        if not alone.indicators[id_].breakdown:
            raise _told(path, id_, "only an indicator with breakdown: true has categories")
    for one in council.breaks:
        for indicator in one.indicators:
            _check_known(alone, indicator, folder / "breaks.yml", one.date.isoformat(), "indicators")


def _check_orders(registry: Registry, folder: Path) -> None:
    path = folder / "comparators.yml"
    for one in registry.comparators.values():
        if one.no_worse_than and one.no_worse_than not in registry.comparators:
            raise _told(path, one.name, f"no_worse_than: there is no comparator {one.no_worse_than}")


def _check_comparators(council: Council, registry: Registry, path: Path) -> None:
    for name in council.authority.comparators:
        if name not in registry.comparators:
            raise InputError(
                f"{path.name}: comparators: there is no comparator {name}",
                where=str(path),
                expected=f"one of: {', '.join(registry.comparators)}",
                do="mend the name, or add the comparator to registry/comparators.yml",
            )


def _check_known(registry: Registry, indicator: str, path: Path, entry: str, key: str) -> None:
    if indicator not in registry.indicators:
        raise _told(
            path,
            entry,
            f"{key}: there is no indicator {indicator}",
            expected="an id of registry/indicators",
            do="mend the id or add the indicator",
        )


def _check_numbers(council: Council, registry: Registry, folder: Path) -> None:
    """A number and unit lead to one indicator of a family unless both say ``shared``; then names differ."""
    for family in council.families:
        path = folder / "names" / f"{family}.yml"
        seen: dict[tuple[str, str], NumberedName] = {}
        names: dict[tuple[str, str, str], str] = {}
        for row in registry.numbered(family):
            other = seen.setdefault((row.number, row.unit), row)
            if other.indicator != row.indicator and not (row.shared and other.shared):
                raise _told(
                    path,
                    row.indicator,
                    f"number {row.number} with unit {row.unit} also belongs to {other.indicator}",
                    expected="one indicator for each number and unit of a report family",
                    do="mend the number, or mark both with shared: true if print really repeats it",
                )
            for name in row.names:
                same = names.setdefault((row.number, row.unit, plain_spelling(name)), row.indicator)
                if same != row.indicator:
                    raise _told(path, row.indicator, f"number {row.number}: {name!r} is also {same}")


def _check_areas(alone: Registry, folder: Path) -> None:
    """A spelling stands for one area of a council, or for one comparator."""
    seen: dict[str, str] = {}
    for area in alone.areas.values():
        for spelling in (area.name, *area.spellings):
            other = seen.setdefault(plain_spelling(spelling), area.name)
            if other != area.name:
                raise InputError(
                    f"{folder.name}, area {area.name}: the spelling {spelling!r} also belongs to {other}",
                    where=str(folder),
                    expected="one area or comparator for each spelling in council.yml, areas.yml and comparators.yml",
                    do="leave it with one of the two",
                )
