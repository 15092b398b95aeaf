"""Entries of YAML files as models, refused in one line that names the file, the entry and the key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from scorecard.errors import InputError
from scorecard.files import read_yaml

_Model = TypeVar("_Model", bound=BaseModel)


class Entry(BaseModel):
    """An entry of YAML that people write. It refuses unknown keys and values of another kind.

    So a misspelt key, or a number that YAML turned into a float (``6.10`` becomes 6.1), stops the load instead of
    changing a meaning silently.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def load_list(
    path: Path,
    key: str,
    model: type[_Model],
    told: dict[str, str] | None = None,
    *,
    label: str | None = None,
    asked: Callable[[Mapping[str, Any]], bool] | None = None,
) -> list[_Model]:
    """The entries of the only list of a file; ``told`` is what the file's name says of each, so none may say it.

    ``asked`` tells entries with a question that nobody has answered yet: they are left out.
    """
    content = read_yaml(path)
    if not isinstance(content, dict) or not isinstance(content.get(key), list):
        raise InputError(f"{path.name} must hold a list under {key}", where=str(path))
    if unknown := sorted(map(str, set(content) - {key})):
        raise InputError(f"{path.name}: unknown key {unknown[0]}", where=str(path), expected=f"only {key}")
    models = []
    for position, entry in enumerate(content[key]):
        if asked and isinstance(entry, dict) and asked(entry):
            continue
        name = _label(entry, position, label)
        if said := sorted(set(told or {}) & set(entry if isinstance(entry, dict) else ())):
            raise InputError(f"{path.name}, {name}: {said[0]}: the file's name is the {said[0]}", where=str(path))
        models.append(_validated(model, {**entry, **(told or {})} if isinstance(entry, dict) else entry, path, name))
    return models


def load_one(path: Path, model: type[_Model], label: str) -> _Model:
    """The one entry that a whole file is."""
    return _validated(model, read_yaml(path), path, label)


def _label(entry: Any, position: int, label: str | None) -> str:
    keys = (label,) if label else ("id", "name")
    named = next((entry[key] for key in keys if isinstance(entry, dict) and entry.get(key)), None)
    return f"entry {named}" if named else f"entry number {position + 1}"


def by_id(models: Iterable[_Model], path: Path, identity: str = "id") -> dict[str, _Model]:
    entries: dict[str, _Model] = {}
    add(entries, models, path, identity)
    return entries


def add(entries: dict[str, _Model], models: Iterable[_Model], path: Path, identity: str = "id") -> None:
    """Put models into a mapping by what identifies them. Raises InputError for one that stands there already."""
    for model in models:
        id_ = getattr(model, identity)
        if id_ in entries:
            raise InputError(
                f"{path.name}, entry {id_}: this id stands in the registry twice",
                where=str(path),
                expected="one entry for each permanent id",
                do="remove one of the two or give it another id",
            )
        entries[id_] = model


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
