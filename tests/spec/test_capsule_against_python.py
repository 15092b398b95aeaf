"""The capsule's JavaScript against the project's Python: ten thousand invented cases, numbers and words as printed.

The two were written apart. One process of node answers all cases; a fixed seed makes them the same everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest

from scorecard.audit.capsule.code import arithmetic
from scorecard.clean.contract.bands import amber_below_red, beside_range
from scorecard.measures.answers.bands import nearest_margins
from scorecard.measures.direction import with_direction
from scorecard.measures.rag import rag
from scorecard.text.numbers import number_of
from scorecard.text.tolerances import RELATIVE, TOLERANCE_SCHEMA, read_tolerance
from scorecard.validate.rules.shared import rounding
from tests.fixtures.javascript import ask

SEED = 20_200_630
SHARES, COLOURS, ARROWS = 4_000, 3_500, 2_500
CLASSES = {
    rounding.OK: "half up",
    rounding.TIE_TO_EVEN: "half to even",
    rounding.TRUNCATED: "cut off",
    rounding.ROUNDED_UP: "always up",
    rounding.MISMATCH: "mismatch",
    rounding.UNDEFINED: "undefined",
}
Case = dict[str, Any]


# ---- percentages: x, y and the printed percentage


def share(draw: random.Random) -> Case:
    """Mostly what one of the roundings prints, sometimes a slip; now and then a share of nothing, or more than all."""
    y = draw.choice([0, 1, 3, 7, 8, 16, 40, 200, *[draw.randint(1, 3_000)] * 12])
    x = draw.randint(0, y) if draw.random() < 0.9 else y + draw.randint(0, 9)
    decimals = draw.choice([0, 1, 1, 1, 2])
    units, rest = divmod(x * 10 ** (decimals + 2), y or 1)
    units += draw.choice([0, 0, 1 if 2 * rest >= (y or 1) else 0, 1 if rest else 0, draw.choice([-10, -1, 1, 9])])
    units = max(units, 0)
    whole, part = divmod(units, 10**decimals)
    return {"x": str(x), "y": f"{y:,}", "p": f"{whole}.{part:0{decimals}d}%" if decimals else f"{whole}%"}


def classes(cases: list[Case]) -> list[str]:
    """The class that the project gives each percentage."""
    printed = [case["p"].removesuffix("%") for case in cases]
    decimals = [len(text.partition(".")[2]) for text in printed]
    counts = [[number_of(case[name]) for case in cases] for name in ("x", "y")]
    columns = (np.array(column, dtype=float) for column in ([float(p) for p in printed], decimals, *counts))
    return [CLASSES[int(code)] for code in rounding.classify(rounding.read_shares(*columns))]


# ---- tolerances as printed, the band of a figure, and the way to the next

STARTS = (
    "{}%>",
    "{}%+",
    "{} +",
    "≥{}%",
    ">={}",
    "at least {}%",
    "{} or more",
    "no less than {}",
    "{} min",
    "{}% and above",
)
ENDS = ("<{}%", "{}%<", "< {}", "less than {}", "fewer than {}", "below {}%", "under {}")
CLOSED_ENDS = ("≤{}", "<={}%", "no more than {}", "at most {}%", "{} or less", "up to {}")
OVER = (">{}%", "more than {}", "above {}", "over {}%")
BETWEEN = (
    "{}-{}%",
    "{} – {}",
    "between {}% and {}%",
    "{} to {}",
    ">{}% <{}%",
    "{}%<{}%",
    ">={}% & <{}%",
    "from {} to {}",
)
AROUND = ("+/-{} of {}", "within {} of {}", "up to +/-{} of {}", "±{} of {}")
BESIDE_A_RANGE = (
    "+/-{}",
    "more than +/-{}",
    "{}+ above range",
    "{} above range",
    "over {} above range",
    "{} below range",
)
WORDS = (
    "n/a",
    "TBC",
    "range to be set",
    "-",
    "to reduce",
    "Additional {}",
    "{} {} {}",
    "<{}>",
    "{}",
    "",
    "{} families",
)
UNITS = ("percent", "percent", "percent", "count", "days", "rate_per_10k")


def tolerance(draw: random.Random, edges: list[str]) -> str:
    forms = draw.choice([STARTS, STARTS, ENDS, ENDS, CLOSED_ENDS, OVER, BETWEEN, AROUND, BESIDE_A_RANGE, WORDS])
    text = draw.choice(forms)
    numbers = sorted(draw.choices(edges, k=text.count("{}")), key=float, reverse=draw.random() < 0.1)
    return text.format(*numbers)


def colour(draw: random.Random) -> Case:
    """Three bands as packs print them (most often the usual three, sometimes anything), and a figure near them."""
    decimals = draw.choice([0, 0, 1])
    low, high = sorted(draw.sample(range(2, 99), 2))
    edges = [f"{n + draw.choice([0, 0.5]) * decimals:.{decimals}f}" for n in (low, high)]
    usual = [
        (f"<{edges[0]}%", f"{edges[0]}%>", f"{edges[1]}%+"),
        (f"{edges[1]}%+", f"{edges[1]}%>", f"{edges[0]}%<"),
        (f"{edges[1]}+", f"{edges[0]}>", f"{edges[0]}<"),
        (f"{high}+", f"{high - 1}>", f"{low}<"),
        (f"more than +/-{edges[1]}", f"+/-{edges[1]}", f"+/-{edges[0]} of {high + low}"),
        ("1+ above range", "1 above range", f"{low}-{high}"),
        ("over 2 above range", "2 above range", f"{low}-{high}"),
    ]
    texts = draw.choice(usual) if draw.random() < 0.6 else [tolerance(draw, edges) for _ in range(3)]
    value = float(draw.choice(edges)) + draw.choice([0, 0, 0.1, -0.1, 1, -1, draw.randint(-20, 20)])
    prints = [
        {"band": band, "text": text, "line": "1"} for band, text in zip(("red", "amber", "green"), texts, strict=True)
    ]
    kept = prints[draw.choice([0, 0, 0, 0, 1, 2]) :]
    figure = f"{max(value, 0):.{draw.choice([decimals, 1])}f}"
    return {"prints": kept, "value": figure, "good": draw.choice(["high", "low", "info"]), "unit": draw.choice(UNITS)}


def bands(cases: list[Case]) -> list[list[str | None]]:
    """Band, margin down and margin up by the project, all cases at once."""
    printed = [
        {
            "document": str(at),
            "line": 1,
            "cell": cell,
            "indicator": "i",
            **one,
            "good": case["good"],
            "unit": case["unit"],
        }
        for at, case in enumerate(cases)
        for cell, one in enumerate(case["prints"], 1)
    ]
    frame = pl.DataFrame(printed).with_columns(pl.lit(1, pl.Int32).alias("line"))
    read = pl.DataFrame(
        [read_tolerance(one["text"], one["good"], one["unit"]) for one in printed],
        schema=TOLERANCE_SCHEMA,
        orient="row",
    )
    bare = pl.col("lower").is_null() & pl.col("upper").is_null()
    thresholds = (
        frame.drop("good", "unit")
        .hstack(read)
        .with_columns(relative=pl.col("side").is_not_null())
        .pipe(beside_range)
        .pipe(amber_below_red)
        .with_columns(reason=pl.when(bare).then(pl.coalesce("reason", pl.when("relative").then(pl.lit(RELATIVE)))))
    )
    figures = pl.DataFrame(
        {
            "document": [str(at) for at in range(len(cases))],
            "indicator": "i",
            "line": 1,
            "value": [float(case["value"]) for case in cases],
            "decimals": [len(case["value"].partition(".")[2]) for case in cases],
            "unit": [case["unit"] for case in cases],
        },
        schema_overrides={"line": pl.Int32},
    )
    banded = rag(figures, thresholds).with_row_index("_row")
    margins = nearest_margins(banded, thresholds).select("_row", "down", "up")
    told = banded.join(margins, on="_row", how="left", maintain_order="left").select("band", "down", "up")
    return [[band, *(None if move is None else f"{move:.2f}" for move in moves)] for band, *moves in told.rows()]


# ---- arrows


def arrow(draw: random.Random) -> Case:
    before = draw.randint(0, 4_000)
    now = before if draw.random() < 0.25 else max(0, before + draw.randint(-40, 40))
    form = draw.choice(["{:,.0f}", "{:.0f}", "{:.1f}%", "{:.2f}", "£{:,.0f}", "-£{:,.0f}", "{:.1f} %"])
    good, meaning = (
        draw.choice(["high", "low", "info", "within-limits", None]),
        draw.choice(["number", "performance", None]),
    )
    return {"before": form.format(before), "now": form.format(now), "good": good, "meaning": meaning}


def directions(cases: list[Case]) -> list[str | None]:
    columns = {
        "value": [number_of(case["now"]) for case in cases],
        "previous": [number_of(case["before"]) for case in cases],
        "good": [case["good"] for case in cases],
        "arrows_mean": [case["meaning"] for case in cases],
    }
    return with_direction(pl.DataFrame(columns))["arrow"].to_list()


# ---- both

ANSWERS = """{
  shares: given.shares.map(function (one) {
    return roundingOf(readFigure(one.x).value, readFigure(one.y).value, readFigure(one.p).value);
  }),
  colours: given.colours.map(function (one) {
    const tolerances = readTolerances(one.prints, one.good, one.unit), value = readFigure(one.value).value;
    const margin = marginOf(value, tolerances, one.unit) || { down: null, up: null };
    const said = (move) => (move === null ? null : writtenOut(plus(move, { units: 0n, places: 2 })));
    return [bandOf(value, tolerances).band || null, said(margin.down), said(margin.up)];
  }),
  arrows: given.arrows.map(function (one) {
    return arrowFor(readFigure(one.before).value, readFigure(one.now).value, one.good, one.meaning);
  }),
}"""
"""What the script says of all cases, in JavaScript."""


@pytest.fixture(scope="module")
def cases() -> dict[str, list[Case]]:
    draw = random.Random(SEED)
    return {
        "shares": [share(draw) for _ in range(SHARES)],
        "colours": [colour(draw) for _ in range(COLOURS)],
        "arrows": [arrow(draw) for _ in range(ARROWS)],
    }


@pytest.fixture(scope="module")
def answers(cases: dict[str, list[Case]]) -> dict[str, list[Any]]:
    return dict(ask(ANSWERS, cases))


def different(cases: list[Case], ours: list[Any], theirs: list[Any]) -> list[tuple[Case, Any, Any]]:
    return [row for row in zip(cases, ours, theirs, strict=True) if row[1] != row[2]]


def test_there_are_ten_thousand(cases: dict[str, list[Case]]) -> None:
    assert sum(map(len, cases.values())) == 10_000


def test_percentages_are_of_the_same_class(cases: dict[str, list[Case]], answers: dict[str, list[Any]]) -> None:
    ours = classes(cases["shares"])
    assert set(ours) == set(CLASSES.values())
    assert different(cases["shares"], ours, answers["shares"])[:3] == []


def test_figures_have_the_same_colour_and_are_as_far_from_the_next(
    cases: dict[str, list[Case]], answers: dict[str, list[Any]]
) -> None:
    ours = bands(cases["colours"])
    assert {band for band, _, _ in ours} == {"red", "amber", "green", None}
    assert sum(one[0] is not None for one in ours) > COLOURS / 3
    assert different(cases["colours"], ours, answers["colours"])[:3] == []


def test_arrows_point_the_same_way(cases: dict[str, list[Case]], answers: dict[str, list[Any]]) -> None:
    ours = directions(cases["arrows"])
    assert set(ours) == {"up", "down", "level", None}
    assert different(cases["arrows"], ours, answers["arrows"])[:3] == []


@pytest.mark.parametrize(
    ("right", "slip", "asked", "project"),
    [
        ("twice >= share.of", "twice > share.of", "shares", classes),
        ("below === 0 && made.lowerClosed", "below === 0", "colours", bands),
        ('good === "low" && meaning === "performance"', 'good === "low"', "arrows", directions),
    ],
)
def test_a_slip_in_the_script_would_be_seen(
    cases: dict[str, list[Case]], right: str, slip: str, asked: str, project: Callable[[list[Case]], list[Any]]
) -> None:
    assert arithmetic().count(right) == 1
    told = ask(ANSWERS, cases, code=arithmetic().replace(right, slip))
    assert different(cases[asked], project(cases[asked]), told[asked])
