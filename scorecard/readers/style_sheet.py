"""What a web page's own style sheets say of its elements: what is hidden, raised, and the colour behind it.

Only selectors of one element are understood (``td``, ``.red``, ``td.red``, ``#total``), of rules that hold on a screen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_OTHER_MEDIA = re.compile(
    r"@(?!media\s+(?:all|screen)\s*\{)[\w-][^{};@]*(?:\{(?:[^{}]|\{[^{}]*\})*\}|;)", re.IGNORECASE
)
"""Rules for a printer, for a narrow screen and so on: they may not hold."""
_SCREEN = re.compile(r"@media\s+(?:all|screen)\s*\{", re.IGNORECASE)
_SELECTOR = re.compile(r"([a-z][\w-]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|clip(?:-path)?\s*:\s*(?:rect|inset)|"
    r"left\s*:\s*-\d{3,}|text-indent\s*:\s*-\d{3,}|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_RAISED = re.compile(r"vertical-align\s*:\s*super|mso-text-raise\s*:\s*[1-9]", re.IGNORECASE)
_FOR_THE_EAR = {
    *("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only"),
    "govuk-visually-hidden",
}
"""Classes of words that are read aloud and not shown, whose rules stand in a file of their own."""
_NEVER_SHOWN = {"hidden", "d-none"}
_SHOWN_SOMEWHERE = re.compile(r"d-.+|.*:.+")
"""Classes that show what such a class hides, on a screen that is wide enough."""


@dataclass(frozen=True)
class _Rule:
    """What an element must be, its tag (empty for any), its classes and its id, and what is said of its looks."""

    order: int
    tag: str
    marks: frozenset[str]
    said: str


@dataclass
class StyleSheet:
    """The rules of a page by one thing that an element must be for each: a class, an id or else its tag."""

    rules: dict[str, list[_Rule]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def declared(self, element: Any) -> str:
        """All that is said of an element's looks, its own style last."""
        key = (str(element.tag), element.get("class") or "", element.get("id") or "")
        if key not in self._known:
            marks = {*(f".{name}" for name in key[1].split()), f"#{key[2]}"}
            near = [rule for mark in (*marks, key[0], "") for rule in self.rules.get(mark, ())]
            holding = [rule for rule in near if rule.tag in ("", key[0]) and rule.marks <= marks]
            self._known[key] = ";".join(rule.said for rule in sorted(holding, key=lambda rule: rule.order))
        return f"{self._known[key]};{element.get('style') or ''}"

    def hides(self, element: Any) -> bool:
        """Whether an element is not shown, or has words that are only read aloud."""
        if element.get("hidden") is not None:
            return True
        classes = set((element.get("class") or "").split())
        if classes & _FOR_THE_EAR:
            return True
        if classes & _NEVER_SHOWN and not any(map(_SHOWN_SOMEWHERE.fullmatch, classes - _NEVER_SHOWN)):
            return True
        return bool(_HIDDEN.search(self.declared(element)))

    def raises(self, element: Any) -> bool:
        """Whether an element stands above the line."""
        return element.tag == "sup" or bool(_RAISED.search(self.declared(element)))


def style_sheet_of(root: Any) -> StyleSheet:
    """The rules of a page's style elements, in their order."""
    text = _COMMENT.sub(" ", "\n".join(element.text or "" for element in root.iter("style")))
    sheet = StyleSheet()
    for order, (tag, marks, said) in enumerate(_rules(_SCREEN.sub("", _OTHER_MEDIA.sub(" ", text)))):
        sheet.rules[min(marks, default=tag)].append(_Rule(order, tag, marks, said))
    return sheet


def _rules(text: str) -> Iterator[tuple[str, frozenset[str], str]]:
    for rule in text.split("}"):
        selectors, _, said = rule.partition("{")
        for selector in selectors.split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match and match[0]:
                tag = (match[1] or "").lower().removeprefix("*")
                yield tag, frozenset(re.findall(r"[.#][\w-]+", match[2])), said
