"""Reading ``registry/`` and ``councils/``, with errors that name the file, the entry and the key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from scorecard.comparators import Comparator, load_comparators
from scorecard.entries import add, by_id, load_list, load_one
from scorecard.errors import InputError
from scorecard.files import of_the_system
from scorecard.registry.authorities import NationalAuthority, PublisherWords
from scorecard.registry.checks import check_registry
from scorecard.registry.council import Council
from scorecard.registry.families import Family
from scorecard.registry.headings import DocumentWords, Headers, SignWords
from scorecard.registry.layouts import Layout
from scorecard.registry.models import (
    Authority,
    Break,
    Categories,
    Indicator,
    LocalIndicator,
    Locality,
    PrintedName,
    Theme,
)
from scorecard.registry.open_entries import is_open, open_names, raw_entries
from scorecard.registry.prose import CaveatMeaning, Prose, joined
from scorecard.registry.registry import Registry
from scorecard.suggest import closest
from scorecard.units import load_units
from scorecard.workspace import Workspace

FILES = (
    "council.yml",
    "families.yml",
    "areas.yml",
    "signs.yml",
    "layouts.yml",
    "indicators.yml",
    "categories.yml",
    "breaks.yml",
    "prose.yml",
)
"""What a council's folder may hold, beside names/."""
_Model = TypeVar("_Model", bound=BaseModel)


def load_registry(workspace: Workspace | None = None) -> Registry:
    """The words of a workspace (the project's own by default): national ones and those of every council.

    Read once per pair of folders and process. Raises InputError, naming file, entry and key, for anything
    malformed, unknown, doubled or dangling.
    """
    where = workspace or Workspace()
    return _load(where.registry.resolve(), where.councils.resolve())


def read_anew() -> None:
    """Let the words be read anew: somebody has changed a file of them since they were read."""
    _load.cache_clear()


@lru_cache(maxsize=8)
def _load(national: Path, councils: Path) -> Registry:
    themes = by_id(load_list(national / "themes.yml", "themes", Theme), national / "themes.yml")
    headers = national / "headers.yml"
    own = {folder.name: _load_council(folder) for folder in _folders(councils)}
    indicators = _load_indicators(national / "indicators", themes)
    for council in own.values():
        indicators = _with_local(indicators, council, themes, councils / council.id / "indicators.yml")
    registry = Registry(
        indicators=indicators,
        themes=dict(sorted(themes.items(), key=lambda item: item[1].order)),
        comparators=_with_own(load_comparators(national / "comparators.yml"), own.values()),
        councils=own,
        headers=load_one(headers, Headers, "the headers"),
        units=load_units(national / "units.yml"),
        prose=cache(partial(_load_prose, sorted((national / "words").glob("*.yml")))),
        document_words=partial(load_one, national / "documents.yml", DocumentWords, "the words of documents"),
        authorities=_load_authorities(national / "authorities.yml"),
        publishers=load_one(national / "publishers.yml", PublisherWords, "the words of publishers"),
        caveats=_load_caveats(national / "caveats.yml"),
    )
    check_registry(registry, national, councils)
    return registry


# ---- national -----------------------------------------------------------------------------------------------


def _load_authorities(path: Path) -> dict[str, NationalAuthority]:
    """The national list by name. Raises InputError for a code or a name that stands there twice."""
    entries = load_list(path, "authorities", NationalAuthority)
    by_id(entries, path, "code")
    return by_id(entries, path, "name")


def _load_caveats(path: Path) -> dict[str, CaveatMeaning]:
    """The kinds of warning, by kind; none where a registry knows of none."""
    return by_id(_if_there(path, "kinds", CaveatMeaning), path, "kind")


def _load_indicators(folder: Path, themes: dict[str, Theme]) -> dict[str, Indicator]:
    """All indicators in the order of the themes, then of their files."""
    files = {path.stem: path for path in sorted(folder.glob("*.yml"))}
    if stray := sorted(set(files) - set(themes)):
        raise InputError(
            f"{files[stray[0]].name}: there is no theme {stray[0]}",
            where=str(files[stray[0]]),
            expected=f"a file named after one of the themes: {', '.join(themes)}",
            do="rename the file or add the theme to themes.yml",
        )
    indicators: dict[str, Indicator] = {}
    for theme in sorted(themes.values(), key=lambda t: t.order):
        if path := files.get(theme.id):
            told = {"theme": theme.id}
            add(indicators, load_list(path, "indicators", Indicator, told), path)
    return indicators


def _with_local(
    indicators: dict[str, Indicator], council: Council, themes: dict[str, Theme], path: Path
) -> dict[str, Indicator]:
    """The indicators with those of a council, each behind the one that it names or at the end of its theme."""
    order = list(indicators.values())
    for own in council.indicators:
        if own.theme not in themes:
            raise InputError(f"{path.name}, entry {own.id}: theme: there is no theme {own.theme}", where=str(path))
        places = [n for n, i in enumerate(order) if i.theme == own.theme and own.after in (None, i.id)]
        if own.after and not places:
            what = f"after: the theme {own.theme} has no indicator {own.after}"
            raise InputError(f"{path.name}, entry {own.id}: {what}", where=str(path))
        order.insert(places[-1] + 1 if places else len(order), own)
    return by_id(order, path)


def _with_own(national: dict[str, Comparator], councils: Iterable[Council]) -> dict[str, Comparator]:
    """The comparators of the nation, and behind them those that only columns of councils name."""
    known = dict(national)
    for council in councils:
        for name in council.own_comparators():
            if name not in known:
                id_ = "_".join(re.findall("[a-z0-9]+", f"{council.id} {name}".lower()))
                known[name] = Comparator(id=id_, name=name, title=name, shown=["table"])
    return known


# ---- councils -----------------------------------------------------------------------------------------------


def _folders(councils: Path) -> list[Path]:
    if not councils.is_dir():
        return []
    return sorted(p for p in councils.iterdir() if p.is_dir() and not of_the_system(p.name))


def _load_council(folder: Path) -> Council:
    """One council's folder. ``council.yml`` and ``families.yml`` must be there; other files only where needed."""
    _refuse_other_files(folder)
    families, categories = folder / "families.yml", folder / "categories.yml"
    own = folder / "indicators.yml"
    names = {path.stem: path for path in sorted((folder / "names").glob("*.yml"))}
    layouts = _if_there(folder / "layouts.yml", "tables", Layout)
    named = {str(entry.get("indicator")) for path in names.values() for entry in raw_entries(path, "names")}
    counts = partial(_counts, named=named.union(*(layout.indicators() for layout in layouts)))
    blank = {str(entry.get("id")) for entry in raw_entries(own, "indicators") if is_open(entry)}
    return Council(
        id=folder.name,
        authority=load_one(folder / "council.yml", Authority, "the council"),
        localities=_if_there(folder / "areas.yml", "areas", Locality, asked=is_open),
        families=by_id(load_list(families, "families", Family), families),
        names={family: _load_names(path, blank) for family, path in names.items()},
        open_names={family: tuple(open_names(path, blank)) for family, path in names.items()},
        layouts=layouts,
        breaks=_if_there(folder / "breaks.yml", "breaks", Break),
        indicators=tuple(filter(counts, _if_there(own, "indicators", LocalIndicator, asked=is_open))),
        categories=by_id(_if_there(categories, "categories", Categories), categories, "indicator"),
        signs=load_one(signs, SignWords, "the signs") if (signs := folder / "signs.yml").exists() else SignWords(),
        prose=cache(partial(_load_prose, sorted(folder.glob("prose.yml")))),
    )


def _refuse_other_files(folder: Path) -> None:
    """A misspelt file would not be missed: everything it says would be left out without a word."""
    others = sorted(path.name for path in folder.glob("*.y*ml") if path.name not in FILES)
    if others:
        meant = closest(others[0], FILES)
        raise InputError(
            f"{others[0]} is no file of a council" + (f"; did you mean {meant}?" if meant else ""),
            where=str(folder / others[0]),
            expected=f"one of: {', '.join(FILES)}",
        )


def _load_prose(files: Iterable[Path]) -> Prose:
    """The words of prose of several files, in their order."""
    return joined(load_one(file, Prose, "the words of prose") for file in files)


def _load_names(path: Path, blank: Set[str]) -> tuple[PrintedName, ...]:
    """The names of a family; those whose indicator is not told yet, or not all of it (``blank``), are left out."""
    told = {"family": path.stem}
    return tuple(load_list(path, "names", PrintedName, told, label="indicator", asked=partial(is_open, blank=blank)))


def _if_there(
    path: Path, key: str, model: type[_Model], *, asked: Callable[[Mapping[str, Any]], bool] | None = None
) -> tuple[_Model, ...]:
    return tuple(load_list(path, key, model, asked=asked)) if path.exists() else ()


def _counts(own: LocalIndicator, named: Set[str]) -> bool:
    """Whether an indicator of a council counts: one that is only there in case a name says it waits for that."""
    return not own.if_named or own.id in named
