"""What tables of several pages show of a figure: its name, itself, its marks, its colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from scorecard import words
from scorecard.html.markup import band_tag, el, join
from scorecard.measures.rag import UNDECIDED
from scorecard.provenance import sha256_of

Row = Mapping[str, Any]
CAVEATS = "caveats"
"""The place on a data-quality page that says what the documents warn of."""


def _small(*content: object) -> Markup:
    return el("span", *content, class_="small")


def lines(*parts: object) -> Markup:
    """Parts one below the other; those that are null are left out."""
    return join([p for p in parts if p is not None and p != ""], "")


def indicator(row: Row) -> Markup:
    """Number and name of the indicator, its unit and what good looks like."""
    number = el("span", row.get("indicator_number") or "", class_="nr")
    about = [words.unit_name(row["unit"]), words.GOOD_WORDS.get(row.get("good") or "")]
    where = [row["breakdown"]] if row.get("breakdown") else []
    if row.get("area_kind") == "locality" or row.get("show_area"):
        where.append(row["area"])
    name = join([row["title"], *where], ": ")
    return join([number, " ", el("span", name, _small("; ".join(filter(None, about))), class_="name")])


def shown_figure(row: Row, column: str = "value") -> str:
    """A figure with its unit; an "x of y" without a percentage as it is printed."""
    if row.get(column) is None and row["unit"] == "ratio":
        return words.x_of_y(row.get("numerator"), row.get("denominator")) or words.NO_DATA
    return words.figure(row.get(column), row["unit"], row["decimals"], short=True)


def finding_mark(findings: Sequence[str] | None, period: str, page: str) -> Markup | None:
    """A link to the first finding about a figure, saying how many there are; null if there is none."""
    if not findings:
        return None
    said = words.many(len(findings), "finding")
    about = el("span", f" about the figure of {words.period(period)}", class_="hidden")
    return el("a", "† ", said, about, href=f"{page}#{findings[0]}", class_="mark")


def marks(row: Row) -> list[Markup]:
    """The marks of a figure that stands in a cell of its own: what was found, and what its document warns of."""
    both = (
        finding_mark(row["findings"], row["period"], row["finding_page"]),
        caveat_mark(row, row["caveat_page"]),
    )
    return [mark for mark in both if mark]


def caveat_mark(row: Row, page: str) -> Markup | None:
    """A link to what the document itself warns of, of this figure among others; null if it does not."""
    if not row.get("caveats"):
        return None
    about = el("span", f" of the figure of {words.period(row['period'])}", class_="hidden")
    return el("a", "‡ ", "warned of", about, href=f"{page}#{caveat_of(row)}", class_="mark")


def caveat_of(row: Row) -> str:
    """Where the first warning about a figure stands on a page that lists those of its document (``notes``)."""
    notes = row.get("notes")
    return caveat_anchor(row["document"], notes[0]["line"]) if notes else CAVEATS


def caveat_anchor(document: str, line: int) -> str:
    """The place of one warning among all; short, as pages have hundreds of marks: of the document a hash of its name.

    >>> caveat_anchor("pack-june", 545)
    'w-faaeda-545'
    """
    return f"w-{sha256_of(document.encode())[:6]}-{line}"


def colour(row: Row) -> Markup | None:
    """The printed colour as word and shape; ours beside it where it differs or where none is printed."""
    printed, ours = row["printed_band"], row["band"]
    if printed is None and ours is None:
        return _small("none printed; ", UNDECIDED[row["undecided"] or "no-target"])
    if printed is None:
        return lines(band_tag(ours), _small("not printed; by the printed tolerances"))
    if ours is None:
        return lines(
            band_tag(printed), _small("printed; cannot be checked: ", UNDECIDED.get(row["undecided"] or "", ""))
        )
    if printed != ours:
        return lines(band_tag(printed), _small("printed; ", el("b", "by the tolerances "), band_tag(ours)))
    return lines(band_tag(printed), _small("as printed"))


def better_or_worse(word: str | None) -> str:
    """How a figure stands to a benchmark, in a word; empty where that is not told."""
    return {"better": ": better", "worse": ": worse", "same": ": the same"}.get(word or "", "")
