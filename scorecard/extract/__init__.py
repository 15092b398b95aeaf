"""Documents become raw tables and quoted figures: cell for cell, with their place, without meaning."""

from scorecard.extract.documents import Extracted, NotAllTaken, each_of, extract_documents
from scorecard.extract.record import load_document

__all__ = ["Extracted", "NotAllTaken", "each_of", "extract_documents", "load_document"]
