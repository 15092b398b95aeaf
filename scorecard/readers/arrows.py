"""Arrows that fonts of pictures print as letters or as signs of a private area."""

from __future__ import annotations

import re

_PRIVATE = 0xF000
"""Fonts of pictures have their signs from here on: the code of the letter is added."""
_WINGDINGS = {
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE3: "↖", 0xE4: "↗", 0xE5: "↙", 0xE6: "↘",
    0xE7: "←", 0xE8: "→", 0xE9: "↑", 0xEA: "↓", 0xEB: "↖", 0xEC: "↗", 0xED: "↙", 0xEE: "↘",
    0xEF: "←", 0xF0: "→", 0xF1: "↑", 0xF2: "↓", 0xF3: "↔", 0xF4: "↕",
}  # fmt: skip
_WINGDINGS_3 = {
    0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x74: "◄", 0x75: "►",
    0x21: "←", 0x22: "→", 0x23: "↑", 0x24: "↓", 0x31: "↔",
}  # fmt: skip
_WEBDINGS = {0x33: "◄", 0x34: "►", 0x35: "▲", 0x36: "▼"}
_DINGBATS = {0x73: "▲", 0x74: "▼", 0xD4: "→", 0xD5: "→", 0xD6: "↔", 0xD7: "↕", 0xD9: "→", 0xDB: "→"}
"""ZapfDingbats, which every PDF may print without embedding it."""
_SYMBOL = {
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xDC: "←",
    0xDD: "↑",
    0xDE: "→",
    0xDF: "↓",
    0x2D: "−",
    0xA3: "≤",
    0xB1: "±",
    0xB3: "≥",
    0xB7: "•",
    0xB9: "≠",
}
_FONTS = (
    *(("wingdings3", _WINGDINGS_3), ("wingdings", _WINGDINGS), ("webdings", _WEBDINGS)),
    *(("dingbats", _DINGBATS), ("symbol", _SYMBOL)),
)
_BY_NUMBER = re.compile(r"\(cid:(\d{1,3})\)")
"""How a sign is told whose font says no more than its number."""
_BLACK = {"➔": "→", "➜": "→", "➙": "→", "🡑": "↑", "🡓": "↓", "🡒": "→", "🡐": "←", "⇧": "↑", "⇩": "↓", "⇨": "→", "⇦": "←"}
"""Arrows of other shapes, as those that everybody prints."""
ARROWS = frozenset("←→↑↓↔↕↖↗↘↙▲▼◄►⬆⬇➡⬅")


def is_of_pictures(font: str) -> bool:
    """Whether a font prints pictures in the place of letters."""
    named = _plain(font)
    return any(name in named for name, _ in _FONTS)


def _plain(font: str) -> str:
    return font.lower().replace(" ", "").replace("-", "")


def as_arrows(text: str, font: str = "") -> str:
    """``text`` with the arrows that its font prints; other signs stay as they are.

    >>> as_arrows("á", "ABCDEF+Wingdings"), as_arrows("\\uf0e2"), as_arrows("á", "Arial")
    ('↑', '↓', 'á')
    """
    named = _plain(font)
    codes = next((codes for name, codes in _FONTS if name in named), None)
    if codes is not None and (number := _BY_NUMBER.fullmatch(text)):
        text = chr(int(number[1]))
    return "".join(_arrow(sign, codes) for sign in text)


def _arrow(sign: str, codes: dict[int, str] | None) -> str:
    code = ord(sign)
    if _PRIVATE < code <= _PRIVATE + 0xFF:
        return (_WINGDINGS if codes is None else codes).get(code - _PRIVATE, sign)
    if codes is not None and code in codes:
        return codes[code]
    return _BLACK.get(sign, sign)
