"""Reading ``registry/`` and ``councils/``, with errors that name the file, the entry and the key."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from scorecard.errors import InputError
from scorecard.files import read_yaml
from scorecard.registry.checks import check_registry
from scorecard.registry.council import Council
from scorecard.registry.layouts import Layout
from scorecard.registry.models import (
    Authority,
    Break,
    Comparator,
    Family,
    Headers,
    Indicator,
    Locality,
    PrintedName,
    Signs,
    Theme,
)
from scorecard.registry.registry import Registry
from scorecard.workspace import Workspace

_Model = TypeVar("_Model", bound=BaseModel)


def load_registry(workspace: Workspace | None = None) -> Registry:
    """The words of a workspace (the project's own by default): national ones and those of every council.

    Read once per pair of folders and process. Raises InputError, naming file, entry and key, for anything
    malformed, unknown, doubled or dangling.
    """
    where = workspace or Workspace()
    return _load(where.registry.resolve(), where.councils.resolve())


@lru_cache(maxsize=8)
def _load(national: Path, councils: Path) -> Registry:
    themes = _by(_load_list(national / "themes.yml", "themes", Theme), "id", national / "themes.yml")
    comparators = national / "comparators.yml"
    headers = national / "headers.yml"
    registry = Registry(
        indicators=_load_indicators(national / "indicators", themes),
        themes=dict(sorted(themes.items(), key=lambda item: item[1].order)),
        comparators=_by(_load_list(comparators, "comparators", Comparator), "name", comparators),
        councils={folder.name: _load_council(folder) for folder in _folders(councils)},
        headers=_load_one(headers, Headers, "the headers"),
    )
    check_registry(registry, national, councils)
    return registry


# ---- national -----------------------------------------------------------------------------------------------


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
            _add(indicators, _load_list(path, "indicators", Indicator, told), "id", path)
    return indicators


# ---- councils -----------------------------------------------------------------------------------------------


def _folders(councils: Path) -> list[Path]:
    return sorted(p for p in councils.iterdir() if p.is_dir()) if councils.is_dir() else []


def _load_council(folder: Path) -> Council:
    """One council's folder. ``council.yml`` and ``families.yml`` must be there; other files only where needed."""
    families = folder / "families.yml"
    return Council(
        id=folder.name,
        authority=_load_one(folder / "council.yml", Authority, "the council"),
        localities=_if_there(folder / "areas.yml", "areas", Locality),
        families=_by(_load_list(families, "families", Family), "id", families),
        names={path.stem: _load_names(path) for path in sorted((folder / "names").glob("*.yml"))},
        layouts=_if_there(folder / "layouts.yml", "tables", Layout),
        breaks=_if_there(folder / "breaks.yml", "breaks", Break),
        signs=_load_one(signs, Signs, "the signs") if (signs := folder / "signs.yml").exists() else Signs(),
    )


def _load_names(path: Path) -> tuple[PrintedName, ...]:
    return tuple(_load_list(path, "names", PrintedName, {"family": path.stem}, label="indicator"))


def _if_there(path: Path, key: str, model: type[_Model]) -> tuple[_Model, ...]:
    return tuple(_load_list(path, key, model)) if path.exists() else ()


# ---- one file -----------------------------------------------------------------------------------------------


def _load_list(
    path: Path, key: str, model: type[_Model], told: dict[str, str] | None = None, *, label: str | None = None
) -> list[_Model]:
    """The entries of the only list of a file; ``told`` is what the file's name says of each, so none may say it."""
    content = read_yaml(path)
    if not isinstance(content, dict) or not isinstance(content.get(key), list):
        raise InputError(f"{path.name} must hold a list under {key}", where=str(path))
    if unknown := sorted(map(str, set(content) - {key})):
        raise InputError(f"{path.name}: unknown key {unknown[0]}", where=str(path), expected=f"only {key}")
    models = []
    for position, entry in enumerate(content[key]):
        name = _label(entry, position, label)
        if said := sorted(set(told or {}) & set(entry if isinstance(entry, dict) else ())):
            raise InputError(f"{path.name}, {name}: {said[0]}: the file's name is the {said[0]}", where=str(path))
        models.append(_validated(model, {**entry, **(told or {})} if isinstance(entry, dict) else entry, path, name))
    return models


def _load_one(path: Path, model: type[_Model], label: str) -> _Model:
    """The one entry that a whole file is."""
    return _validated(model, read_yaml(path), path, label)


def _label(entry: Any, position: int, label: str | None) -> str:
    keys = (label,) if label else ("id", "name")
    named = next((entry[key] for key in keys if isinstance(entry, dict) and entry.get(key)), None)
    return f"entry {named}" if named else f"entry number {position + 1}"


def _by(models: Iterable[_Model], identity: str, path: Path) -> dict[str, _Model]:
    by_id: dict[str, _Model] = {}
    _add(by_id, models, identity, path)
    return by_id


def _add(by_id: dict[str, _Model], models: Iterable[_Model], identity: str, path: Path) -> None:
    for model in models:
        id_ = getattr(model, identity)
        if id_ in by_id:
            raise InputError(
                f"{path.name}, entry {id_}: this id stands in the registry twice",
                where=str(path),
                expected="one entry for each permanent id",
                do="remove one of the two or give it another id",
            )
        by_id[id_] = model


def _validated(model: type[_Model], entry: Any, path: Path, label: str) -> _Model:
    try:
        return model.model_validate(entry)
    except ValidationError as problem:
        errors = problem.errors()
        # an unknown key is most often the misspelt name of the one that is missed
        first: dict[str, Any] = dict(min(errors, key=lambda error: error["type"] != "extra_forbidden"))
        key = ".".join(str(part) for part in first["loc"]) or "the entry"
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise InputError(
            f"{path.name}, {label}: {key}: {first['msg'].lower()}{more}",
            where=str(path),
            expected=f"an entry as {model.__module__} describes it ({model.__name__})",
            do=_advice(first),
        ) from problem


def _advice(error: dict[str, Any]) -> str:
    kind, key = error["type"], str(error["loc"][-1]) if error["loc"] else "the entry"
    if kind == "missing":
        return f"add {key}: it has no default, because a guessed value would be wrong without anybody noticing"
    if kind == "extra_forbidden":
        return f"remove {key} or mend its spelling"
    if kind == "string_type" and isinstance(error["input"], int | float):
        return f'write {key} in quotes: without them YAML makes a number of it and 6.10 becomes 6.1 ("6.10")'
    return f"mend {key}"
