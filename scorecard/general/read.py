"""The general reader: the tables of a document that nobody has described, in the shape of the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from scorecard.clean.raw.grid import Grid
from scorecard.clean.tables.general.fractions import with_fractions
from scorecard.clean.tables.general.meanings import Meanings
from scorecard.clean.tables.general.numerators import with_numerators
from scorecard.clean.tables.general.roles import TableRoles, table_roles
from scorecard.clean.tables.left_over import left_over
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import Placement, TableReading
from scorecard.general.averages import Average, averages_of
from scorecard.general.captions import Above
from scorecard.general.cards import card_of
from scorecard.general.changes import Change, changes_of
from scorecard.general.codes import with_codes_apart
from scorecard.general.facts import TableFacts
from scorecard.general.ids import Named, named_measures
from scorecard.general.join import put_together
from scorecard.general.pairs import Pair
from scorecard.general.place import TablePlacer
from scorecard.general.printed import DENOMINATOR, NUMERATOR, OWN, ROLLING, PrintedCell, PrintedMeasure, PrintedTable
from scorecard.general.proved import adding_up, pairs_of
from scorecard.general.relative import with_relative_times
from scorecard.general.shares import with_shares_dated, with_shares_named
from scorecard.general.threes import with_threes
from scorecard.general.years import with_printed_years
from scorecard.periods import Period
from scorecard.registry import Registry
from scorecard.registry.models import Basis, DerivedMeasure, Indicator, Kind, ShareOf
from scorecard.schema import UNKNOWN_AUTHORITY
from scorecard.text.numbers import decimals_of

SHAPE = "general"
NO_THEME = "not-in-registry"
_UNKNOWN = "unknown"
"""What ids say for the publisher of a document that does not tell whose it is."""
_OVER_A_YEAR: Basis = "rolling-12-months"
_KINDS: Mapping[str, Kind] = {"share": "share", "rate": "rate", "pair": "share"}
_NOT_A_PART = frozenset(("percent", "ratio"))


@dataclass(frozen=True)
class GeneralReading:
    """The tables that were understood by their own words, with their readings, and the measures that they print.

    ``pairs`` are the percentages whose x and y stand in cells of their own; ``open_signs`` are by line and cell the
    periods that an arrow or a colour may be about beside the one it is placed at; ``changes`` are those that columns of
    changes print, which are no figures of a time; ``averages`` those whose two figures stand beside them.
    """

    tables: tuple[tuple[Grid, TableReading], ...]
    measures: tuple[DerivedMeasure, ...]
    pairs: tuple[Pair, ...] = ()
    open_signs: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    averages: tuple[Average, ...] = ()

    def registry(self, registry: Registry) -> Registry:
        """A registry that knows the measures of this document beside its own indicators."""
        own: dict[str, Indicator] = {measure.id: measure for measure in self.measures}
        return replace(registry, indicators={**registry.indicators, **own})

    def spoken(self, registry: Registry) -> Registry:
        """``registry`` with the measures that sentences name: without those over twelve months, which have the names of
        the monthly ones."""
        own: dict[str, Indicator] = {one.id: one for one in self.measures if one.basis != _OVER_A_YEAR}
        return replace(registry, indicators={**registry.indicators, **own})


def read_general(
    grids: Sequence[Grid],
    lexicon: Lexicon,
    *,
    above: Mapping[str, Above] | None = None,
    default: Period | None = None,
) -> GeneralReading:
    """Read tables by the words of their headers and cells alone, without a council's folder.

    ``above`` is by table what stands over it in its document; ``default`` is the period of figures for
    which nothing says any, the month of the document if it is null. A table without a header, a label or a figure
    gives a reading of shape ``unknown`` in which every figure is not read.
    """
    printed: list[tuple[Grid, PrintedTable | None]] = []
    for grid in put_together(grids, above or {}, lexicon):
        over = (above or {}).get(grid.table, Above())
        printed.append((grid, _printed(grid, over, default, lexicon)))
    understood = [table for _, table in printed if table]
    publisher = grids[0].authority if grids else UNKNOWN_AUTHORITY
    ids = named_measures(understood, _UNKNOWN if publisher == UNKNOWN_AUTHORITY else publisher)
    positions = {id(table): at for at, table in enumerate(understood)}
    tables = tuple(
        (grid, _reading(grid, table, ids, positions[id(table)], lexicon) if table else _unknown(grid, lexicon))
        for grid, table in printed
    )
    pairs = tuple(pair for table in understood for pair in pairs_of(table))
    changes = tuple(change for table in understood for change in changes_of(table.roles))
    averages = tuple(one for table in understood for one in averages_of(table))
    derived = tuple(_derived(understood, ids))
    return GeneralReading(tables, derived, pairs, _open_signs(understood), changes, averages)


def _printed(grid: Grid, over: Above, default: Period | None, lexicon: Lexicon) -> PrintedTable | None:
    """A table with all its cells placed; null for one without a header, a label or a figure that is no card either."""
    told = table_roles(grid, lexicon)
    card = None if told else card_of(grid, over.captions, lexicon)
    told = table_roles(card.grid, lexicon) if card else told
    if told is None:
        return None
    period = default or Period.month(grid.as_at.year, grid.as_at.month)
    facts = TableFacts(_completed(told, over, period, lexicon), lexicon, over.captions, period, over.cut)
    table = TablePlacer(facts).table()
    return card.put_back(table) if card else table


def _completed(roles: TableRoles, over: Above, default: Period, lexicon: Lexicon) -> TableRoles:
    """The roles of a table with what its figures and its years of the calendar tell."""
    timed = with_relative_times(with_printed_years(with_threes(with_codes_apart(roles)), over.captions), default)
    dated = with_shares_dated(timed)
    return with_fractions(with_shares_named(with_numerators(dated, Meanings(lexicon.registry))))


def _open_signs(tables: Sequence[PrintedTable]) -> dict[tuple[int, int], tuple[str, ...]]:
    every = (one for table in tables for one in table.cells if one.role == "signal" and one.others)
    return {(one.line, one.cell.index): tuple(period.label for period in one.others) for one in every}


def _unknown(grid: Grid, lexicon: Lexicon) -> TableReading:
    bare = TableReading("unknown", grid.family)
    return replace(bare, placements=left_over(grid, bare, lexicon.cells))


def _reading(grid: Grid, table: PrintedTable, ids: Named, at: int, lexicon: Lexicon) -> TableReading:
    placements = [_placement(one, ids, at) for one in table.cells if one.role != "skip"]
    first = table.roles.body[0].row.line
    reading = TableReading(SHAPE, grid.family, placements, list(table.headers), set(table.labels), first)
    # a bound, or a figure with words, of which nobody knows what it is about is told all the same
    skipped = {(one.line, one.cell.index) for one in table.cells if one.role == "skip" and not _has_digit(one)}
    rest = [p for p in left_over(grid, reading, lexicon.cells) if (p.line, p.cell) not in skipped]
    return replace(reading, placements=[*placements, *rest])


def _has_digit(one: PrintedCell) -> bool:
    return any(map(str.isdigit, one.cell.plain))


def _placement(one: PrintedCell, ids: Named, at: int) -> Placement:
    measure = one.measure
    return Placement(
        one.line,
        one.cell.index,
        one.cell.published,
        one.cell.text,
        one.role,
        part=one.cell.part,
        indicator=ids[at, measure] if measure else None,
        number=measure.number if measure else None,
        name=measure.name if measure else None,
        breakdown=one.breakdown,
        area=one.area,
        period=one.period,
        unit=measure.unit if measure else None,
        detail=one.detail,
        basis=_OVER_A_YEAR if measure and measure.part == ROLLING else None,
    )


def _derived(tables: Sequence[PrintedTable], ids: Named) -> list[DerivedMeasure]:
    """The measures of a document as entries of a registry, in printed order, each with what its tables say of it."""
    printed: dict[str, list[tuple[int, PrintedMeasure]]] = {}
    for (at, measure), id_ in ids.items():
        printed.setdefault(id_, []).append((at, measure))
    decimals: dict[str, int] = {}
    for at, table in enumerate(tables):
        for cell in table.cells:
            if cell.role == "value" and cell.measure:
                id_ = ids[at, cell.measure]
                decimals[id_] = max(decimals.get(id_, 0), min(decimals_of(cell.cell.plain), 3))
    parts = {(at, m.name, m.part): id_ for (at, m), id_ in ids.items()}
    sums = {ids[one] for one in adding_up(tables)}
    measures = (_measure(id_, mine, decimals.get(id_, 0), parts) for id_, mine in printed.items())
    added = {"adds_up": True, "basis": "in-month"}
    return [measure.model_copy(update=added) if measure.id in sums else measure for measure in measures]


def _measure(
    id_: str, printed: Sequence[tuple[int, PrintedMeasure]], decimals: int, parts: Mapping[tuple[int, str, str], str]
) -> DerivedMeasure:
    at, first = printed[0]
    every = [measure for _, measure in printed]
    share = None
    if first.part == OWN and first.unit in _NOT_A_PART:
        x, y = parts.get((at, first.name, NUMERATOR)), parts.get((at, first.name, DENOMINATOR))
        share = ShareOf(numerator=x, denominator=y) if x and y else None
    form = {"percent": "share", "ratio": "pair"}.get(first.unit, "rate" if first.unit.startswith("rate") else "")
    kind: Kind = _KINDS.get(form) or ("average" if decimals or first.unit == "days" else "flow")
    named = f"{first.name} ({first.part})" if first.part else first.name
    return DerivedMeasure(
        id=id_,
        name=named,
        theme=NO_THEME,
        unit=first.unit,
        decimals=decimals,
        good=next((m.good for m in every if m.good != "info"), "info"),
        kind=kind,
        adds_up=False,
        # how the months of a measure hang together nobody says: no rule that leans on it may run
        basis=_OVER_A_YEAR if first.part == ROLLING else "annual",
        description="As one document prints it.",
        share_of=share,
        breakdown=any(m.by_category for m in every),
        areas_add_up=any(m.adds_up_by_area for m in every),
        partition="whole" if any(m.makes_a_whole for m in every) else None,
    )
