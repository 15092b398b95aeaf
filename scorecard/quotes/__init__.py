"""What running text says: figures found, paired, dated and linked, and what it warns of; never a sentence."""

from scorecard.quotes.caveats import COLUMNS as CAVEAT_COLUMNS
from scorecard.quotes.caveats import SCOPES, find_caveats
from scorecard.quotes.find import COLUMNS, RELATIONS, Row, claims_of, find_claims
from scorecard.quotes.meaning.subjects import Vocabulary, vocabulary_of
from scorecard.quotes.passages import Passages, passages_of

__all__ = [
    "CAVEAT_COLUMNS",
    "COLUMNS",
    "RELATIONS",
    "SCOPES",
    "Passages",
    "Row",
    "Vocabulary",
    "claims_of",
    "find_caveats",
    "find_claims",
    "passages_of",
    "vocabulary_of",
]
