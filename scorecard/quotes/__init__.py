"""Figures quoted in running text: found, paired, dated and linked; never a sentence."""

from scorecard.quotes.find import COLUMNS, RELATIONS, Row, claims_of, find_claims
from scorecard.quotes.meaning.subjects import Vocabulary, vocabulary_of, vocabulary_with

__all__ = [
    "COLUMNS",
    "RELATIONS",
    "Row",
    "Vocabulary",
    "claims_of",
    "find_claims",
    "vocabulary_of",
    "vocabulary_with",
]
