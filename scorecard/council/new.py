"""Drafting the folder of a council from its packs, and adding to it what a later pack has more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scorecard.clean.tables.general.columns import CALENDAR_YEAR
from scorecard.clean.tables.general.roles import TableRoles
from scorecard.council.areas import areas_of, open_headers
from scorecard.council.check import checked_slug, pack_read
from scorecard.council.found import ask_no_more_than, give_ids, measures_of, propose, with_nameless
from scorecard.council.packs import Pack, read_packs, tables_of
from scorecard.council.same import Proposer
from scorecard.council.signs import PrintedSigns, meaning_of, polarity_of, signs_of
from scorecard.council.standing import Standing
from scorecard.council.title import marks_of
from scorecard.council.trial import fill, trial
from scorecard.council.write import Drafted, DraftedFamily, files_of
from scorecard.errors import InputError, UsageError
from scorecard.folders import replace_folder
from scorecard.preview.look import look_at
from scorecard.preview.unknown import unknown_indicators
from scorecard.registry import Registry, load_registry
from scorecard.registry.draft_words import DraftWords, draft_words
from scorecard.registry.loader import read_anew
from scorecard.text.letters import letters
from scorecard.workspace import Workspace

_FEWEST_CELLS = 2
MOST_QUESTIONS = 12
"""So many questions a draft asks at most, as far as it can do without an answer."""


def new_council(name: str, paths: Sequence[Path], workspace: Workspace, *, publisher: str | None = None) -> Standing:
    """Draft ``councils/<name>/`` from one or more packs of a council; what it asks and what is read come back.

    Raises UsageError for a name that is none, and for a folder that is there: what a person wrote is never replaced.
    Raises InputError for packs that cannot be read, that are of several councils, or of one that has a folder.
    """
    folder = workspace.councils / checked_slug(name)
    if folder.exists():
        raise UsageError(
            f"councils/{name} is there already, and nothing in it is replaced",
            where=str(folder),
            do=f"see what is open: python pipeline.py council check {name} FILE…, or add what a pack has more: "
            f"python pipeline.py council new {name} FILE… --continue",
        )
    registry = load_registry(workspace)
    packs = read_packs(paths, workspace, publisher)
    _refuse_known(packs[0].authority, registry)
    words = draft_words(workspace)
    proposer = Proposer(registry, words)
    bare = _draft(name, packs, registry, words)
    with trial(workspace, name, files_of(bare, proposer)) as first:
        # once more with the words that the first look found: now its areas and columns are known
        own = load_registry(first).of(packs[0].authority)
        drafted = _with_measures(bare, packs, own, proposer)
    with trial(workspace, name, files_of(drafted, proposer)) as named:
        drafted = _with_nameless(drafted, packs, named, publisher, proposer)
    files = files_of(drafted, proposer)
    with trial(workspace, name, files) as second:
        read = [pack_read(pack.path, second, publisher) for pack in packs]
    replace_folder(folder, lambda staging: fill(staging, files))
    read_anew()
    return Standing.of(folder, read)


def _refuse_known(authority: str, registry: Registry) -> None:
    known = next((c.id for c in registry.councils.values() if c.authority.name == authority), None)
    if known:
        raise UsageError(
            f"{authority} has a folder already: councils/{known}",
            do=f"add what these packs have more: python pipeline.py council new {known} FILE… --continue",
        )


# ---- what the packs say ---------------------------------------------------------------------------------------------


def _draft(name: str, packs: Sequence[Pack], registry: Registry, words: DraftWords) -> Drafted:
    """The council, its areas and its families as the first look tells them; without measures."""
    authority = packs[0].authority
    tables = [table for pack in packs for table in tables_of(pack, registry)]
    families = [_family(name, title, group, registry, words) for title, group in _by_title(packs, registry, words)]
    return Drafted(name, authority, areas_of(tables, authority, words), _told_apart(families))


def _by_title(packs: Sequence[Pack], registry: Registry, words: DraftWords) -> list[tuple[str, list[Pack]]]:
    """The packs by the title that they have in common."""
    groups: dict[str, list[Pack]] = {}
    for pack in packs:
        marks = marks_of(pack, registry, words)
        if not marks:
            raise InputError(
                f"{pack.path.name} has no title by which the next pack could be known",
                where=str(pack.path),
                expected="a line such as “Children's Services Performance Scorecard” among its first lines",
                do="add such a line at the top of the text",
            )
        known = next((mark for mark in marks if mark in groups), marks[0])
        groups.setdefault(known, []).append(pack)
    return list(groups.items())


def _family(name: str, title: str, packs: Sequence[Pack], registry: Registry, words: DraftWords) -> DraftedFamily:
    kind = next((word for word in reversed(title.split()) if word in words.titles), "pack")
    tables = [table for pack in packs for table in tables_of(pack, registry)]
    headers = _headers(tables, words)
    documents = [pack.document.id for pack in packs]
    said = title[:1].upper() + title[1:]
    return DraftedFamily(f"{name}-{kind}", said, [title], PrintedSigns(), headers, documents=documents)


def _told_apart(families: Sequence[DraftedFamily]) -> list[DraftedFamily]:
    """The families, each with an id of its own."""
    seen: dict[str, int] = {}
    apart = []
    for family in families:
        seen[family.id] = seen.get(family.id, 0) + 1
        again = seen[family.id]
        apart.append(replace(family, id=f"{family.id}-{again}") if again > 1 else family)
    return apart


def _headers(tables: Sequence[TableRoles], words: DraftWords) -> dict[str, list[str]]:
    """The words of headers that nobody knows, over cells that say what their column is."""
    headers: dict[str, list[str]] = {}
    for table in tables:
        for column in table.of_role("other"):
            texts = [text for body in table.body if (text := body.row.text(column.position))]
            role = _role_of(texts, words)
            said = (column.words or column.header).lower()
            if role and said and said not in headers.get(role, []):
                headers.setdefault(role, []).append(said)
    return headers


def _role_of(texts: Sequence[str], words: DraftWords) -> str | None:
    """What cells of words say that their column is: what good looks like, colours or arrows."""
    if len(texts) < _FEWEST_CELLS:
        return None
    if all(polarity_of(text, words) for text in texts) and any(polarity_of(text, words) != "info" for text in texts):
        return "good"
    if all(meaning_of(text, ("red", "amber", "green"), words) for text in texts):
        return "rag"
    return "direction" if all(meaning_of(text, ("up", "down", "level"), words) for text in texts) else None


def _with_measures(bare: Drafted, packs: Sequence[Pack], own: Registry, proposer: Proposer) -> Drafted:
    """The draft with what its tables tell once its areas and header words are known."""
    families: list[DraftedFamily] = []
    for family in bare.families:
        mine = [pack for pack in packs if pack.document.id in family.documents]
        tables = [table for pack in mine for table in tables_of(pack, own, family.id)]
        signs, columns = signs_of(tables, proposer.words), open_headers(tables, family.id, own)
        unsure = [letters(words) for words in bare.areas.unsure]
        columns = [words for words in columns if letters(words) not in unsure]
        measures = measures_of(tables, proposer, own)
        years = [c.time.published for t in tables for c in t.columns if c.time and c.time.doubt == CALENDAR_YEAR]
        told = replace(family, signs=signs, columns=columns, measures=measures, calendar_years=years)
        families.append(told)
    return _identified(replace(bare, families=families), proposer)


def _with_nameless(
    drafted: Drafted, packs: Sequence[Pack], named: Workspace, publisher: str | None, proposer: Proposer
) -> Drafted:
    """The draft with the measures of tables of known forms, which are told only as these forms read them."""
    families: list[DraftedFamily] = []
    for family in drafted.families:
        mine = [pack.path for pack in packs if pack.document.id in family.documents]
        unknown = [one for path in mine for one in unknown_indicators(look_at(path, named, publisher=publisher).tables)]
        families.append(replace(family, measures=with_nameless(family.measures, unknown, proposer)))
    return _identified(replace(drafted, families=families), proposer)


def _identified(drafted: Drafted, proposer: Proposer) -> Drafted:
    """The draft with proposals for its measures, and with ids for those of its own."""
    for family in drafted.families:
        propose(family.measures, proposer)
    measures = [measure for family in drafted.families for measure in family.measures]
    ask_no_more_than(MOST_QUESTIONS - drafted.other_questions, measures)
    give_ids([measure for family in drafted.families for measure in family.measures], drafted.slug, proposer)
    return drafted
