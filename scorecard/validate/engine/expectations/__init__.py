"""Custom GX expectations. Importing this package registers every class: GX silently drops those it does not know."""

from scorecard.validate.engine.expectations.integrity import (
    ExpectCorrectionsToSayWhatWasMended,
    ExpectMissingMarksToHaveNoNumbers,
    ExpectNumeratorNotToExceedDenominator,
    ExpectPeriodToAgreeWithItsKindAndDates,
    ExpectReportedFiguresToHaveTheirNumbers,
    ExpectSignalToBeReadAsOneOfItsKind,
    ExpectUnitToBoundItsValues,
    ExpectValueToHaveNoMoreDecimalsThanPrinted,
)
from scorecard.validate.engine.expectations.percentage import (
    ExpectPercentageNotToHideChildren,
    ExpectPublishedPercentageToMatchItsCounts,
    ExpectTableToRoundPercentagesHalfUp,
)
from scorecard.validate.engine.expectations.published import RULE_EXPECTATIONS

CUSTOM_EXPECTATIONS = (
    ExpectCorrectionsToSayWhatWasMended,
    ExpectMissingMarksToHaveNoNumbers,
    ExpectNumeratorNotToExceedDenominator,
    ExpectPercentageNotToHideChildren,
    ExpectPeriodToAgreeWithItsKindAndDates,
    ExpectPublishedPercentageToMatchItsCounts,
    ExpectReportedFiguresToHaveTheirNumbers,
    ExpectSignalToBeReadAsOneOfItsKind,
    ExpectTableToRoundPercentagesHalfUp,
    ExpectUnitToBoundItsValues,
    ExpectValueToHaveNoMoreDecimalsThanPrinted,
    *RULE_EXPECTATIONS.values(),
)

__all__ = [
    "CUSTOM_EXPECTATIONS",
    "RULE_EXPECTATIONS",
    "ExpectCorrectionsToSayWhatWasMended",
    "ExpectMissingMarksToHaveNoNumbers",
    "ExpectNumeratorNotToExceedDenominator",
    "ExpectPercentageNotToHideChildren",
    "ExpectPeriodToAgreeWithItsKindAndDates",
    "ExpectPublishedPercentageToMatchItsCounts",
    "ExpectReportedFiguresToHaveTheirNumbers",
    "ExpectSignalToBeReadAsOneOfItsKind",
    "ExpectTableToRoundPercentagesHalfUp",
    "ExpectUnitToBoundItsValues",
    "ExpectValueToHaveNoMoreDecimalsThanPrinted",
]
