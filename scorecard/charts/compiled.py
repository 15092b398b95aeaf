"""Vega-Lite compiled to Vega once for all charts of one form: those that differ only in their numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

Spec: TypeAlias = dict[str, Any]
_MARK = "inline-data"
_PLACE = 7_000_000_000
"""Numbers from here on, up or down, hold the place of another while a form is compiled; no chart has such figures."""
_LARGE = re.compile(r"\d{7,}")
_SIZES = {"width": _PLACE + 90, "height": _PLACE + 91}
"""What holds the place of a chart's own width and height in pixels."""


def compiled(chart: Spec) -> Spec:
    """A chart as Vega.

    Compiling takes as long as drawing, and what it depends on is form, not figures. So inline data, size and padding of
    the sheet and the limits of axes are taken out, the form is compiled once, and they are put in again. Limits keep
    their order and their sign, of which the compiler decides whether an axis has a zero. Where it does anything else
    with such numbers than hand them on, the chart is compiled as it is.

    What is said to screen readers of each mark is not made: the picture is one picture to them (see `svg.tidy`).
    """
    inline: list[Any] = []
    bare = _without_data(chart, inline)
    bare["config"] = {**bare.get("config", {}), "aria": False}
    sheet = {key: bare.pop(key) for key in ("padding",) if key in bare}
    sizes = {key: bare[key] for key in _SIZES if isinstance(bare.get(key), int | float)}
    limits = _places({number for domain in _domains(bare) for number in domain})
    general = _replaced(bare, limits) | {key: _SIZES[key] for key in sizes}
    vega = _form(json.dumps(general, sort_keys=True))
    if vega is None:
        return _filled(_compile(json.dumps(bare, sort_keys=True)), {}, inline) | sheet
    return _filled(vega, {place: number for number, place in limits.items()}, inline) | sheet | sizes


def _without_data(node: Any, inline: list[Any]) -> Any:
    """``node`` with each list of inline data taken out into ``inline`` and its number left in its place."""
    if isinstance(node, list):
        return [_without_data(child, inline) for child in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("values"), list) and set(node) <= {"values", "name"}:
        inline.append(node["values"])
        return {"values": [{_MARK: len(inline) - 1}]}
    return {key: _without_data(child, inline) for key, child in node.items() if key != "description"}


def _is_limits(key: str, value: Any) -> bool:
    """Whether a value is the numbers that an axis begins and ends with."""
    return (
        key == "domain"
        and isinstance(value, list)
        and all(isinstance(number, int | float) and not isinstance(number, bool) for number in value)
    )


def _domains(node: Any) -> Iterator[list[float]]:
    """The limits of all axes of a chart, or of a compiled one."""
    if isinstance(node, list):
        for child in node:
            yield from _domains(child)
    elif isinstance(node, dict):
        for key, child in node.items():
            if _is_limits(key, child):
                yield child
            else:
                yield from _domains(child)


def _places(limits: set[float]) -> dict[float, float]:
    """A number in the place of each limit, in the same order and of the same sign; nought is itself."""
    below, above = sorted((n for n in limits if n < 0), reverse=True), sorted(n for n in limits if n > 0)
    places: dict[float, float] = {number: -(_PLACE + rank) for rank, number in enumerate(below)}
    places |= {number: _PLACE + rank for rank, number in enumerate(above)}
    return {0: 0} | places


def _replaced(node: Any, limits: Mapping[float, float]) -> Any:
    """``node`` with each limit of an axis as ``limits`` has it."""
    if isinstance(node, list):
        return [_replaced(child, limits) for child in node]
    if not isinstance(node, dict):
        return node
    return {
        key: [limits[number] for number in child] if _is_limits(key, child) else _replaced(child, limits)
        for key, child in node.items()
    }


@lru_cache(maxsize=256)
def _form(bare: str) -> str | None:
    """A form as Vega; null if a number that holds the place of another went anywhere else than where that belongs."""
    text = _compile(bare)
    vega = json.loads(text)
    limits = [number for domain in _domains(vega) for number in domain]
    sizes = [vega.get(key) == place for key, place in _SIZES.items()]
    handed_on = sum(abs(number) >= _PLACE for number in limits) + sum(sizes)
    return text if len(_LARGE.findall(text)) == handed_on else None


def _compile(bare: str) -> str:
    import vl_convert

    vega = vl_convert.vegalite_to_vega(bare)
    return vega if isinstance(vega, str) else json.dumps(vega)


def _filled(vega: str, places: Mapping[float, float], inline: list[Any]) -> Spec:
    """The compiled form with the limits and the data of a chart."""
    made: Spec = json.loads(vega)
    for source in made["data"]:
        mark = source.get("values")
        if isinstance(mark, list) and len(mark) == 1 and isinstance(mark[0], dict) and _MARK in mark[0]:
            source["values"] = inline[mark[0][_MARK]]
    for domain in _domains({key: part for key, part in made.items() if key != "data"}):
        domain[:] = [places.get(number, number) for number in domain]
    return made
