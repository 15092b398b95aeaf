"""Labels of rows that open with the number of their measure: ``CS03 Visits in time``."""

from __future__ import annotations

import re
from dataclasses import replace

from scorecard.clean.tables.general.roles import TableRoles

_CODED = re.compile(r"(?P<code>(?P<series>[A-Z]{2,5}[ /-]?)[0-9]{1,3}[a-z]?)[ :.–-]+(?P<name>[A-Za-z%£].{5,})")
_NO_SERIES = frozenset(("KS", "AGE", "TERM", "YEAR", "WEEK", "DAY"))
"""Capitals before a number that are part of a name: ``KS4 pupils``."""
_FEWEST = 2


def with_codes_apart(roles: TableRoles) -> TableRoles:
    """A table whose rows are called by their measures alone, where each label opens with another number of one series.

    So a measure has one name in the list that numbers it in a column and in the report that does not.
    """
    if roles.rows != "measure" or roles.of_role("number"):
        return roles
    coded = [(row, _CODED.fullmatch(row.label)) for row in roles.body if row.label]
    found = [(row, code) for row, code in coded if code]
    series = {code["series"].strip(" /-") for _, code in found}
    codes = {code["code"] for _, code in found}
    if len(found) < _FEWEST or len(found) < len(coded) or len(series) > 1 or series & _NO_SERIES:
        return roles
    if len(codes) < len(found):
        return roles
    told = {id(row): replace(row, label=code["name"], number=code["code"]) for row, code in found}
    return replace(roles, body=tuple(told.get(id(row), row) for row in roles.body))
