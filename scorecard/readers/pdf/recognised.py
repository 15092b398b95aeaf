"""Pages that are pictures, as of a scan: their text recognised by Tesseract, where that program is installed.

What is recognised may be wrong. So the place of every figure says how it was read, and a word with a digit that the
program is not sure of gets a question mark, with which no cell is a figure.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2

from scorecard.errors import InputError
from scorecard.readers.pdf.marks import Box, Marks, Rule, Sign

_PROGRAM = "tesseract"
_DOTS = 300 / 72
"""Dots for each point: Tesseract reads print of 300 dots to the inch best."""
_SURE = 85.0
"""Of a word that Tesseract is less sure of than this (of 100) the digits are not taken."""
_OF_ITS_HEIGHT = 0.7
"""The box of a word reaches from the top of its capitals to its line: so much of the size of print."""
_DARK = 200
"""Grey below this (of 255) is ink."""
_LONGEST_WORD = 40.0
"""A run of ink longer than this, in points, is a rule and no sign."""
_MOST_SECONDS = 120
_BLANK_PART = "-1"


def recogniser(content: bytes) -> Callable[[Marks], Marks]:
    """What recognises a page of a PDF. Raises InputError where Tesseract is not installed."""
    program = shutil.which(_PROGRAM)
    if program is None:
        raise InputError(
            "scanned pages cannot be recognised: the program Tesseract is not installed",
            expected=f"{_PROGRAM} on the path",
            do="install it (Debian, Ubuntu: apt-get install tesseract-ocr; macOS: brew install tesseract; Windows:"
            " winget install UB-Mannheim.TesseractOCR), or leave out --ocr",
        )

    def recognise(marks: Marks) -> Marks:
        page = pypdfium2.PdfDocument(content)[marks.number - 1]
        page.set_cropbox(*page.get_mediabox())
        image = page.render(scale=_DOTS).to_pil().convert("L")
        across, down = _rules(np.asarray(image) < _DARK)
        signs = tuple(sign for word in _words(program, image) for sign in _signs(word))
        return replace(marks, signs=signs, across=across, down=down, recognised=True)

    return recognise


def _words(program: str, image: Any) -> Iterator[dict[str, str]]:
    """The words that Tesseract finds, each with its box in dots and how sure it is of it."""
    stream = io.BytesIO()
    image.save(stream, format="PNG")
    command = [program, "stdin", "stdout", "--psm", "11", "--dpi", "300", "tsv"]
    try:
        run = subprocess.run(command, input=stream.getvalue(), capture_output=True, timeout=_MOST_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise InputError(
            f"Tesseract could not recognise a page ({type(error).__name__})",
            do="try it by hand on a picture of the page, or leave out --ocr",
        ) from error
    rows = csv.DictReader(io.StringIO(run.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return (row for row in rows if row["conf"] != _BLANK_PART and (row["text"] or "").strip())


def _signs(word: dict[str, str]) -> Iterator[Sign]:
    """The signs of a word, as wide as each other."""
    text = word["text"].strip()
    if float(word["conf"]) < _SURE and any(sign.isdigit() for sign in text):
        text += "?"
    left, top, width, height = (float(word[name]) / _DOTS for name in ("left", "top", "width", "height"))
    size, each = height / _OF_ITS_HEIGHT, width / len(text)
    for at, sign in enumerate(text):
        yield Sign(sign, Box(left + at * each, top, left + (at + 1) * each, top + height), size)


def _rules(ink: Any) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Straight runs of ink that are longer than words, across and down."""
    return tuple(_runs(ink)), tuple(_runs(ink.T))


def _runs(ink: Any) -> Iterator[Rule]:
    shortest = int(_LONGEST_WORD * _DOTS)
    for at in np.flatnonzero(ink.sum(axis=1) >= shortest):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], ink[at].astype(np.int8), [0]))))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if end - start >= shortest:
                yield Rule(float(at) / _DOTS, float(start) / _DOTS, float(end) / _DOTS)
