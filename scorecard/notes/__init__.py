"""The analyst's notes: Markdown under headings that name an indicator, each figure of it held against the data."""

from scorecard.notes.publish import NotesRefused, notes_for, problems_of, refuse_notes

__all__ = ["NotesRefused", "notes_for", "problems_of", "refuse_notes"]
