"""Adding a name: what is written can be read again, and what is wrong is refused before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.registry import __main__ as command
from scorecard.registry import load_registry
from scorecard.workspace import Workspace
from tests.unit.registry.test_loader import PLACES, write_words


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    write_words(tmp_path)
    return [f"--registry={tmp_path / 'registry'}", f"--councils={tmp_path / 'councils'}"]


def reloaded(folder: Path, elsewhere: Path) -> Workspace:
    """The words once more under another path, since a registry is read once per folder and process."""
    (folder / "councils").rename(elsewhere)
    return Workspace(registry=folder / "registry", councils=elsewhere)


def test_a_name_is_added_and_read_again(folders: list[str], tmp_path: Path) -> None:
    name = 'Apples: "red" # and green'
    assert command.main([*folders, "add", "basket", "picked", name, "Apples", "--number", "2.10", "--page=detail"]) == 0
    registry = load_registry(reloaded(tmp_path, tmp_path / "again"))
    added = registry.names_of("picked", "basket")[-1]
    assert (added.number, added.names, added.page, added.unit) == ("2.10", [name, "Apples"], "detail", None)
    assert len(registry.names_of("picked", "basket")) == 2


def test_the_dictionary_is_brought_up_to_date(folders: list[str], tmp_path: Path) -> None:
    dictionary = tmp_path / "dictionary.md"
    assert command.main([*folders, f"--dictionary={dictionary}", "add", "basket", "picked", "Apples in baskets"]) == 0
    assert "Basket report: without number: Apples in baskets" in dictionary.read_text(encoding="utf-8")


def test_the_first_name_of_a_family_makes_its_file(folders: list[str], tmp_path: Path) -> None:
    (tmp_path / PLACES["names"]).unlink()
    assert command.main([*folders, "add", "basket", "picked", "Apples"]) == 0
    added = load_registry(reloaded(tmp_path, tmp_path / "again")).names_of("picked")
    assert [(name.number, name.names) for name in added] == [(None, ["Apples"])]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["baskit", "picked", "Apples"], "there is no report family 'baskit'; did you mean basket?"),
        (["basket", "plucked", "Apples"], "there is no indicator 'plucked'; did you mean picked?"),
        (["basket", "ripe_percent", "Apples", "--number=1.9", "--unit=count"], "also belongs to picked"),
        (["basket", "picked", "Apples", "--unit=crates"], "there is no unit crates"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_written(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    before = (tmp_path / PLACES["names"]).read_bytes()
    assert command.main([*folders, "add", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert (tmp_path / PLACES["names"]).read_bytes() == before


def test_without_a_command_the_dictionary_is_printed(folders: list[str], capfdbinary) -> None:
    assert command.main(folders) == 0
    assert "# Data dictionary" in capfdbinary.readouterr().out.decode("utf-8")
