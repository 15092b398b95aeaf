"""Of which measures a warning speaks: the things of the trade whose figures its sentence names, and who has them.

"Visit data could not be loaded" warns of visits alone, though figures of other things stand under the same heading.
"""

from __future__ import annotations

from scorecard.passages.wordings import Wordings
from scorecard.text.plain import without_brackets


def things_warned_of(sentence: str, says: Wordings) -> frozenset[str]:
    """The signs of things whose figures a sentence names, by the words right before or right after them.

    A group of children is none: most measures of a section are of one group.
    """
    scan, lexicon = says.lexicon.scan(sentence), says.lexicon
    lower = sentence.lower()
    return frozenset(
        sign
        for sign, first, last in scan.marks
        if sign in lexicon.signs - lexicon.populations
        and (says.warned["after"].match(lower[last:]) or says.warned["before"].search(lower[:first]))
    )


def things_named(name: str, says: Wordings) -> frozenset[str]:
    """The signs of the things that a measure's printed name holds; what stands in brackets names none."""
    return says.lexicon.scan(without_brackets(name)).signs() & says.lexicon.signs
