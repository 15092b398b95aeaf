"""A year's figure of what is counted at its end, beside the last month that an earlier pack prints."""

from __future__ import annotations

from scorecard.validate.rules import between_packs
from tests.unit.validate.rule_frames import failing, figure, pack
from tests.unit.validate.rules.in_detail import REGISTRY, TWO, only


def run(*rows):
    return between_packs.compare(pack(list(rows), documents=TWO), REGISTRY)


def old(label: str, value: str, **more):
    return figure("children", label, value, line=7, document="old", basis="month-end", **more)


def new(label: str, value: str, **more):
    return figure("children", label, value, line=3, document="new", **more)


def test_a_year_that_is_its_last_month_holds():
    result = run(old("2020-03", "500"), new("2019/20", "500"))
    assert result.rows.height == 1 and failing(result).is_empty()


def test_a_year_that_is_not_its_last_month_is_a_change():
    row = only(run(old("2020-03", "500"), new("2019/20", "498")))
    assert row["explanation"] == (
        "Children, 2019/20: 498 is printed, but for March 2020, which ends on the same day, line 7 of old prints 500."
    )
    assert (row["severity"], row["nature"], row["compared_with"]) == ("information", "change", "old:7:2")


def test_a_month_beside_the_year_of_an_earlier_pack():
    assert only(run(old("2019/20", "500"), new("2020-03", "498")))["line"] == 3


def test_a_restatement_is_told_of_its_own_kind():
    rows = (old("2020-03", "500"), old("2019/20", "498", cell=3), new("2019/20", "498"))
    assert failing(run(*rows)).is_empty()


def test_another_month_is_not_the_last():
    assert run(old("2020-02", "500"), new("2019/20", "498")).rows.is_empty()


def test_what_is_counted_over_a_year_has_no_last_month():
    rows = (
        figure("visits", "2020-03", "50", line=7, document="old"),
        figure("visits", "2019/20", "700", line=3, document="new"),
    )
    assert run(*rows).rows.is_empty()
