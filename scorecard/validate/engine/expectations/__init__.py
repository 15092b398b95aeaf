"""Custom GX expectations. GX knows a class once its module is imported, and silently drops those it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorecard.validate.engine.expectations.base import RowExpectation


def register_expectations() -> tuple[type[RowExpectation], ...]:
    """Make every class of our own known to GX, which this imports; returns them."""
    from scorecard.validate.engine.expectations import integrity, percentage, published

    return (
        integrity.ExpectPeriodToAgreeWithItsKindAndDates,
        integrity.ExpectValueToHaveNoMoreDecimalsThanPrinted,
        percentage.ExpectPercentageNotToHideChildren,
        percentage.ExpectPublishedPercentageToMatchItsCounts,
        percentage.ExpectTableToRoundPercentagesHalfUp,
        published.ExpectPublishedFiguresToAgree,
    )
