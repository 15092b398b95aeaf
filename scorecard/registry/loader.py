"""Reading the registry's YAML files, with errors that name the file, the entry and the key."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from scorecard.errors import InputError
from scorecard.registry.checks import check_registry
from scorecard.registry.models import Area, Family, Indicator, Theme
from scorecard.registry.registry import Registry

FOLDER = Path(__file__).resolve().parent
_YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Model = TypeVar("_Model", bound=BaseModel)


def _read_yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_YAML_LOADER)
    except FileNotFoundError:
        raise InputError(f"the registry file {path.name} is missing", where=str(path)) from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is not UTF-8 text", where=str(path), do="save the file as UTF-8") from error
    except OSError as error:
        raise InputError(f"cannot read {path.name}: {error.strerror or error}", where=str(path)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}, line {mark.line + 1}" if mark else str(path)
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise InputError(f"{path.name} is not valid YAML: {problem}", where=place, do="mend the line") from error


def _advice(error: dict[str, Any]) -> str:
    kind, key = error["type"], str(error["loc"][-1]) if error["loc"] else "the entry"
    if kind == "missing":
        return f"add {key}: it has no default, because a guessed value would be wrong without anybody noticing"
    if kind == "extra_forbidden":
        return f"remove {key} or mend its spelling"
    if kind == "string_type" and isinstance(error["input"], int | float):
        return f'write {key} in quotes: without them YAML makes a number of it and 6.10 becomes 6.1 ("6.10")'
    return f"mend {key}"


def _validated(model: type[_Model], entry: Any, path: Path, label: str) -> _Model:
    try:
        return model.model_validate(entry)
    except ValidationError as problem:
        errors = problem.errors()
        first: dict[str, Any] = dict(errors[0])
        key = ".".join(str(part) for part in first["loc"]) or "the entry"
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise InputError(
            f"{path.name}, {label}: {key}: {first['msg'].lower()}{more}",
            where=str(path),
            expected="a registry entry as scorecard/registry/models.py describes it",
            do=_advice(first),
        ) from problem


def _entries(path: Path, key: str) -> tuple[dict[str, Any], list[Any]]:
    """The mapping of a file and the list under ``key``."""
    content = _read_yaml(path)
    if not isinstance(content, dict) or not isinstance(content.get(key), list):
        raise InputError(f"{path.name} must hold a list under {key}", where=str(path))
    return content, content[key]


def _label(entry: Any, identity: str, position: int) -> str:
    name = entry.get(identity) if isinstance(entry, dict) else None
    return f"entry {name}" if name else f"entry number {position + 1}"


def _unique(found: dict[str, _Model], identity: str, path: Path, model: _Model) -> None:
    if identity in found:
        raise InputError(
            f"{path.name}, entry {identity}: this id stands in the registry twice",
            where=str(path),
            expected="one entry for each permanent id",
            do="remove one of the two or give it another id",
        )
    found[identity] = model


def _load_list(path: Path, key: str, model: type[_Model], identity: str) -> dict[str, _Model]:
    content, entries = _entries(path, key)
    unknown = sorted(set(content) - {key})
    if unknown:
        raise InputError(f"{path.name}: unknown key {unknown[0]}", where=str(path), expected=f"only {key}")
    found: dict[str, _Model] = {}
    for position, entry in enumerate(entries):
        item = _validated(model, entry, path, _label(entry, identity, position))
        _unique(found, getattr(item, identity), path, item)
    return found


def _load_indicators(folder: Path, themes: dict[str, Theme]) -> dict[str, Indicator]:
    """All indicators in the order of the themes, then of their files."""
    files = {path.stem: path for path in sorted(folder.glob("*.yml"))}
    stray = sorted(set(files) - set(themes))
    if stray:
        raise InputError(
            f"{files[stray[0]].name}: there is no theme {stray[0]}",
            where=str(files[stray[0]]),
            expected=f"a file named after one of the themes: {', '.join(themes)}",
            do="rename the file or add the theme to themes.yml",
        )
    found: dict[str, Indicator] = {}
    for theme in sorted(themes.values(), key=lambda t: t.order):
        if path := files.get(theme.id):
            _add_indicators(found, path, theme.id)
    return found


def _add_indicators(found: dict[str, Indicator], path: Path, theme: str) -> None:
    content, entries = _entries(path, "indicators")
    unknown = sorted(set(content) - {"indicators"})
    if unknown:
        raise InputError(f"{path.name}: unknown key {unknown[0]}", where=str(path), expected="only indicators")
    for position, entry in enumerate(entries):
        label = _label(entry, "id", position)
        if isinstance(entry, dict) and "theme" in entry:
            raise InputError(f"{path.name}, {label}: theme: the file's name is the theme", where=str(path))
        full = {**entry, "theme": theme} if isinstance(entry, dict) else entry
        indicator = _validated(Indicator, full, path, label)
        _unique(found, indicator.id, path, indicator)


@lru_cache(maxsize=8)
def _load(folder: Path) -> Registry:
    themes = _load_list(folder / "themes.yml", "themes", Theme, "id")
    registry = Registry(
        indicators=_load_indicators(folder / "indicators", themes),
        themes=dict(sorted(themes.items(), key=lambda item: item[1].order)),
        families=_load_list(folder / "families.yml", "families", Family, "id"),
        areas=_load_list(folder / "areas.yml", "areas", Area, "name"),
    )
    check_registry(registry, folder)
    return registry


def load_registry(folder: Path | None = None) -> Registry:
    """The registry of ``folder`` (the package's own by default), read once per folder.

    Raises InputError, naming file, entry and key, for anything malformed, unknown, doubled or dangling.
    """
    return _load((folder or FOLDER).resolve())
