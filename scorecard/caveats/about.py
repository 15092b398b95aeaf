"""Of which measures a warning speaks: the things of the trade whose figures its sentence names, and who has them.

"Visit data could not be loaded" warns of visits alone, though figures of other things stand under the same heading.
"""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.passages.wordings import Wordings, lexicon_of
from scorecard.registry import Registry
from scorecard.text.plain import without_brackets


def things_warned_of(sentence: str, says: Wordings) -> frozenset[str]:
    """The signs of things whose figures a sentence names, by the words right before or right after them.

    A group of children is none: most measures of a section are of one group.
    """
    lower, lexicon, beside = sentence.lower(), says.lexicon, says.warned
    things: set[str] = set()
    following: tuple[str, int] | None = None
    for sign, first, last in reversed([mark for mark in lexicon.scan(sentence).marks if mark[0] in lexicon.signs]):
        # visits and reviews data: what is joined to a thing that is warned of is warned of too
        joined = (
            following is not None and following[0] in things and beside["between"].fullmatch(lower[last : following[1]])
        )
        if sign in lexicon.populations:
            continue
        if joined or beside["after"].match(lower[last:]) or beside["before"].search(lower[:first]):
            things.add(sign)
        following = sign, first
    return frozenset(things)


def things_named(names: Iterable[str], registry: Registry) -> dict[str, frozenset[str]]:
    """The signs of the things that printed names of measures hold; what stands in brackets names none."""
    lexicon = lexicon_of(registry.prose_words())
    return {name: lexicon.scan(without_brackets(name)).signs() & lexicon.signs for name in names}
