"""What the named styles of a Word document say of its text: which is hidden, and which is raised above the line."""

from __future__ import annotations

from typing import Any

from scorecard.readers.xml import attribute, local

_OFF = ("0", "false", "off")
_SETTINGS = {"r": "rPr", "p": "pPr"}
_NAMED_BY = {"r": "rStyle", "p": "pStyle"}
_HIDDEN, _RAISED = "vanish", "superscript"


def settle_styles(body: Any, styles: Any | None) -> None:
    """Take hidden text out of a document's body, and give the runs that their style raises that setting themselves."""
    by_style = _marks_of_styles(styles) if styles is not None else {}
    for run in [element for element in body.iter() if local(element) == "r"]:
        paragraph = next((above for above in run.iterancestors() if local(above) == "p"), None)
        of_paragraph = by_style.get(style_of(paragraph, "p"), {})
        marks = of_paragraph | by_style.get(style_of(run, "r"), {}) | _marks(_settings(run))
        if marks.get(_HIDDEN):
            _take_out(run)
        elif marks.get(_RAISED):
            run.set(_RAISED, "true")


def is_raised(run: Any) -> bool:
    """Whether a run stands above the line, by itself or by its style."""
    return run.get(_RAISED) is not None or bool(_marks(_settings(run)).get(_RAISED))


def _take_out(run: Any) -> None:
    """Empty a run of all that it prints."""
    for child in list(run):
        if local(child) != "rPr":
            run.remove(child)


def _settings(element: Any, kind: str = "r") -> list[Any]:
    """The settings of a run, or of the paragraph."""
    return [one for child in element if local(child) == _SETTINGS[kind] for one in child]


def _marks(settings: list[Any]) -> dict[str, bool]:
    """Whether settings hide or raise the text; what they do not say is not there."""
    marks: dict[str, bool] = {}
    for one in settings:
        if local(one) == _HIDDEN:
            marks[_HIDDEN] = (attribute(one, "val") or "").lower() not in _OFF
        if local(one) == "vertAlign":
            marks[_RAISED] = attribute(one, "val") == _RAISED
    return marks


def style_of(element: Any, kind: str = "p") -> str | None:
    """The name of the style that a paragraph or a run says; null where it says none."""
    if element is None:
        return None
    return next((attribute(one, "val") for one in _settings(element, kind) if local(one) == _NAMED_BY[kind]), None)


def _marks_of_styles(styles: Any) -> dict[str | None, dict[str, bool]]:
    """What each style says, with what the styles say that it is based on."""
    own: dict[str | None, dict[str, bool]] = {}
    based: dict[str | None, str | None] = {}
    for style in styles:
        if local(style) == "style":
            name = attribute(style, "styleId")
            own[name] = _marks(_settings(style))
            based[name] = next((attribute(child, "val") for child in style if local(child) == "basedOn"), None)
    return {name: _with_base(name, own, based) for name in own}


def _with_base(
    name: str | None, own: dict[str | None, dict[str, bool]], based: dict[str | None, str | None]
) -> dict[str, bool]:
    marks: dict[str, bool] = {}
    seen: set[str | None] = set()
    while name in own and name not in seen:
        seen.add(name)
        marks = own[name] | marks
        name = based[name]
    return marks
