"""Tables without rules between their columns: hairlines below their rows at most, columns told by the white."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.readers.pdf.blanks import cut_at_blanks
from scorecard.readers.pdf.marks import Fill, Rule
from scorecard.readers.pdf.parting import parted
from scorecard.readers.pdf.prose import is_page_number
from scorecard.readers.pdf.rows import are_ruled, bands_of
from scorecard.readers.pdf.runs import runs_of, without_captions
from scorecard.readers.pdf.stacks import stacks_of
from scorecard.readers.pdf.table import AlignedTable, table_of
from scorecard.readers.pdf.tinted import tinted_tables
from scorecard.readers.pdf.tints import bands_of_tints, edges_above
from scorecard.readers.pdf.upright import stands_of, upright_table
from scorecard.readers.pdf.white import rows_by_white, stretches
from scorecard.readers.pdf.within import lines_of_stack
from scorecard.readers.pdf.words import Line, Word, lines_of


def find_aligned(
    words: Sequence[Word],
    across: Sequence[Rule],
    drawn: Sequence[Rule],
    down: Sequence[Rule] = (),
    fills: Sequence[Fill] = (),
) -> list[AlignedTable]:
    """The tables of a page that rules or columns of words make, from the top.

    ``across``: what parts rows, drawn rules and edges of tints; ``drawn``: the rules alone; ``down``: those that part
    columns; ``fills``: the filled boxes that may tell rows.
    """
    edges = [rule.at for rule in drawn]
    lines = cut_at_blanks(_without_page_numbers(lines_of(words)))
    tables: list[AlignedTable] = []
    taken: set[int] = set()
    for stand in stands_of(down):
        inside = [at for at, line in enumerate(lines) if at not in taken and stand.holds(line)]
        table = upright_table(stand, [lines[at] for at in inside], across)
        if table:
            tables.append(table)
            taken |= set(inside)
    free = [(at, line) for at, line in enumerate(lines) if at not in taken]
    for table, own in tinted_tables([line for _, line in free], fills, drawn):
        tables.append(table)
        taken |= {free[at][0] for at in own}
    bands = bands_of_tints(fills)
    for stack in stacks_of(drawn, lines):
        rules = [*edges_above(stack[0], bands), *stack]
        inside = lines_of_stack(rules, lines, taken, edges)
        rows, told = _bands([lines[at] for at in inside], rules, across)
        for part in parted(rows, [rule.at for rule in rules], by_white=told):
            table = table_of(part, rules, across, edges, told=told)
            if table:
                tables.append(table)
                taken |= {at for at in inside if any(lines[at] is line for band in part for line in band)}
    tints = [rule.at for rule in across]
    for run in runs_of([(at, line) for at, line in enumerate(lines) if at not in taken]):
        for rows, told in stretches([line for _, line in run], tints):
            for part in parted(rows, [], by_white=told):
                table = table_of(without_captions(part), [], across, edges, told=told)
                if table:
                    tables.append(table)
    return sorted(tables, key=lambda table: table.box.top)


def _bands(lines: Sequence[Line], rules: Sequence[Rule], across: Sequence[Rule]) -> tuple[list[list[Line]], bool]:
    """The lines between each two rules, or where these do not part rows, those between white; and which it is."""
    edges = [rule.at for rule in rules]
    bands = bands_of(lines, edges)
    if not lines or are_ruled(lines, edges):
        return bands, False
    white = rows_by_white(lines, [*edges, *(rule.at for rule in across)])
    return (white, True) if white else (bands, False)


def _without_page_numbers(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines without the number of the page at its foot; figures of tables do not stand alone."""
    return lines[:-1] if lines and is_page_number(lines[-1].text) else lines
