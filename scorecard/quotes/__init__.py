"""Figures quoted in prose and captions: found, paired, dated and linked; never a sentence."""

from scorecard.quotes.find import COLUMNS, RELATIONS, Row, find_claims
from scorecard.quotes.meaning.subjects import Vocabulary, vocabulary_of

__all__ = ["COLUMNS", "RELATIONS", "Row", "Vocabulary", "find_claims", "vocabulary_of"]
