"""Figures quoted in prose and captions: found, paired, dated and linked; never a sentence."""

from scorecard.quotes.find import COLUMNS, RELATIONS, Row, find_claims
from scorecard.quotes.meaning.subjects import Vocabulary, vocabulary_of
from scorecard.quotes.sentence.figures import NUMBER_WORDS

__all__ = ["COLUMNS", "NUMBER_WORDS", "RELATIONS", "Row", "Vocabulary", "find_claims", "vocabulary_of"]
