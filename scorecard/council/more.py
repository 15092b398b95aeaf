"""Adding to a council's folder what later packs have more: behind what stands there, of which nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from scorecard.council.areas import Areas, areas_of
from scorecard.council.check import council_folder, pack_read
from scorecard.council.columns import new_columns, with_columns
from scorecard.council.found import Measure, give_ids, measures_of, propose, with_nameless
from scorecard.council.packs import Pack, read_packs, tables_of
from scorecard.council.same import Proposer
from scorecard.council.standing import Standing
from scorecard.council.trial import fill, trial
from scorecard.council.write import area_entries, indicator_entries, name_entries
from scorecard.errors import InputError, UsageError
from scorecard.preview.unknown import unknown_indicators
from scorecard.registry import Registry, load_registry
from scorecard.registry.council import Council
from scorecard.registry.draft_words import draft_words
from scorecard.registry.loader import read_anew
from scorecard.registry.open_entries import raw_entries
from scorecard.text.letters import letters
from scorecard.workspace import Workspace


def continue_council(
    name: str, paths: Sequence[Path], workspace: Workspace, *, publisher: str | None = None
) -> Standing:
    """Add to ``councils/<name>/`` the measures and areas that packs print and it does not have, and ask about columns.

    Raises UsageError where there is no such folder, and for packs of another council; InputError for a pack whose title
    has the marks of no family of it, and for one that cannot be read. Then nothing is written.
    """
    folder = council_folder(name, workspace)
    registry = load_registry(workspace)
    council = registry.councils[name]
    packs = read_packs(paths, workspace, publisher)
    _refuse_strangers(packs, council)
    own, proposer = registry.of(council.authority.name), Proposer(registry, draft_words(workspace))
    added = _measures(packs, council, own, proposer, folder)
    tables = [table for pack in packs for table in tables_of(pack, own)]
    areas = areas_of(tables, council.authority.name, proposer.words)
    every = [measure for measures in added.values() for measure in measures]
    more = {
        **{f"names/{family}.yml": ("names", name_entries(mine, proposer)) for family, mine in added.items()},
        "indicators.yml": ("indicators", indicator_entries(every, proposer)),
        "areas.yml": ("areas", area_entries(_new_areas(areas, folder))),
    }
    entries = {file: (key, list(lines)) for file, (key, lines) in more.items()}
    texts = {file: _behind(folder / file, key, lines) for file, (key, lines) in entries.items() if lines}
    if columns := _columns(packs, council, own, folder, areas):
        texts["families.yml"] = with_columns(folder / "families.yml", columns)
    with trial(workspace, name, texts) as tried:
        read = [pack_read(path, tried, publisher) for path in paths]
    fill(folder, texts)
    read_anew()
    return Standing.of(folder, read)


def _refuse_strangers(packs: Sequence[Pack], council: Council) -> None:
    for pack in packs:
        if pack.authority != council.authority.name:
            raise UsageError(
                f"{pack.path.name} is of {pack.authority}, and councils/{council.id} of {council.authority.name}",
                do="name the folder of its own council, or say whose it is with --publisher NAME",
            )
        if pack.document.entry.get("family") not in council.families:
            marks = ", ".join(mark for family in council.families.values() for mark in family.marks)
            raise InputError(
                f"{pack.path.name} has the marks of no family of councils/{council.id}",
                where=str(pack.path),
                expected=f"one of these in its title: {marks}",
                do="add words of its title to marks in families.yml, if it is a pack of a kind that is there",
            )


def _measures(
    packs: Sequence[Pack], council: Council, own: Registry, proposer: Proposer, folder: Path
) -> dict[str, list[Measure]]:
    """By family the measures that its names do not have yet."""
    added: dict[str, list[Measure]] = {}
    for family in council.families:
        mine = _of_family(packs, family)
        tables = [table for pack in mine for table in tables_of(pack, own, family)]
        known = {letters(n) for e in _names(folder / "names" / f"{family}.yml") for n in e}
        unknown = [one for pack in mine for one in unknown_indicators(pack.tables)]
        measures = with_nameless(measures_of(tables, proposer, own), unknown, proposer)
        fresh = [m for m in measures if not known & set(map(letters, m.names))]
        propose(fresh, proposer)
        if fresh:
            added[family] = fresh
    taken = {str(entry.get("id")) for entry in raw_entries(folder / "indicators.yml", "indicators")}
    give_ids([m for measures in added.values() for m in measures], council.id, proposer, taken)
    return added


def _of_family(packs: Sequence[Pack], family: str) -> list[Pack]:
    return [pack for pack in packs if pack.document.entry.get("family") == family]


def _columns(
    packs: Sequence[Pack], council: Council, own: Registry, folder: Path, areas: Areas
) -> dict[str, list[str]]:
    """By family the words over its columns that leave open what these hold, and that nobody has been asked about."""
    told: dict[str, list[str]] = {}
    for family in council.families:
        tables = [table for pack in _of_family(packs, family) for table in tables_of(pack, own, family)]
        if words := new_columns(tables, family, own, folder, areas):
            told[family] = words
    return told


def _names(path: Path) -> Iterable[list[str]]:
    """The printed names of every entry of a file, answered or not."""
    return ([str(name) for name in entry.get("names") or []] for entry in raw_entries(path, "names"))


def _new_areas(areas: Areas, folder: Path) -> Areas:
    entries = raw_entries(folder / "areas.yml", "areas")
    known = {letters(str(text)) for e in entries for text in (e.get("name") or "", *(e.get("spellings") or []))}
    return Areas(
        localities=[name for name in areas.localities if letters(name) not in known],
        unsure=[name for name in areas.unsure if letters(name) not in known],
    )


def _behind(path: Path, key: str, lines: Sequence[str]) -> str:
    """A file with entries behind those of its list, which stay as written. Raises InputError if that cannot be."""
    added = "\n".join(lines) + "\n"
    if not path.exists():
        return f"{key}:\n{added}"
    text = path.read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    if content == {key: []} and text.rstrip().endswith(f"{key}: []"):
        return text.rstrip().removesuffix("[]").rstrip() + "\n" + added
    whole = text.rstrip("\n") + "\n" + added
    try:
        listed = yaml.safe_load(whole)[key]
    except (yaml.YAMLError, TypeError, KeyError):
        listed = None
    if not isinstance(listed, list) or len(listed) <= len(content.get(key) or ()):
        raise InputError(
            f"{path.name} is written in a way that nothing can be added behind its entries",
            where=str(path),
            expected=f"{key}: as the only key, its entries below it from the margin, each with a hyphen",
        )
    return whole
