"""Units are data: what each is called and how its figures are written stands in ``registry/units.yml`` alone."""

from __future__ import annotations

import pytest

from scorecard import words
from scorecard.errors import InputError
from scorecard.units import load_units, units, units_in, units_that_add_up
from scorecard.workspace import PROJECT, Workspace


def test_every_unit_has_a_name_of_its_own() -> None:
    assert len({unit.name for unit in units().values()}) == len(units())


def test_a_rate_says_for_how_many_people_it_is_and_nothing_else_does() -> None:
    assert all((unit.form == "rate") == (unit.per is not None) for unit in units().values())


def test_forms_part_the_units() -> None:
    every = [id_ for form in ("amount", "share", "rate", "pair") for id_ in units_in(form)]
    assert sorted(every) == sorted(units())
    assert set(units_that_add_up()) == {"count", "gbp"}


def test_a_unit_that_is_not_known_is_written_as_a_bare_number() -> None:
    assert words.figure(7, "bananas") == "7"
    assert words.change(-7, "bananas") == "−7"
    assert words.unit_name("bananas") == "bananas"


def test_no_code_lists_the_units() -> None:
    """A module that names most units has a list of its own, which a new unit would have to be added to."""
    readers = (path for path in (PROJECT / "scorecard").rglob("*.py") if "quotes" not in path.parts)
    for path in readers:
        named = [unit for unit in units() if f'"{unit}"' in path.read_text(encoding="utf-8")]
        assert len(named) < 6, (path.name, named)


def test_a_process_reads_the_units_of_the_registry_that_it_is_given(tmp_path, monkeypatch) -> None:
    text = (Workspace().registry / "units.yml").read_text(encoding="utf-8")
    (tmp_path / "units.yml").write_text(
        text + '- {id: fortnights, name: fortnights, form: amount, after: " fortnights"}\n', "utf-8"
    )
    assert "fortnights" not in units()
    monkeypatch.setenv("SCORECARD_REGISTRY", str(tmp_path))
    assert words.figure(7, "fortnights") == "7 fortnights"
    monkeypatch.undo()
    assert "fortnights" not in units()


def test_a_wrong_file_of_units_is_refused(tmp_path) -> None:
    wrong = tmp_path / "units.yml"
    text = (Workspace().registry / "units.yml").read_text(encoding="utf-8")
    wrong.write_text(text.replace("form: pair", "form: pear"), encoding="utf-8")
    with pytest.raises(InputError, match=r"units.yml, entry ratio: form"):
        load_units(wrong)
