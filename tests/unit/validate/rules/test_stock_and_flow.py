"""End = start + in - out."""

from __future__ import annotations

from scorecard.registry import Flow
from scorecard.validate.rules import stock_and_flow
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry

REGISTRY = registry(
    indicator("children", kind="stock", flow=Flow(stock="children", inflow="came", outflow="went")),
    indicator("came", adds_up=True),
    indicator("went", adds_up=True),
)


def run(end: str, *, went: str | None = "5"):
    rows = [
        figure("children", "2020-05", "100", line=1),
        figure("children", "2020-06", end, line=2),
        figure("came", "2020-06", "12", line=2, cell=3),
        figure("went", "2020-06", went, line=2, cell=4),
    ]
    return stock_and_flow.compare(pack(rows), REGISTRY)


def test_a_balanced_month_holds():
    assert failing(run("107")).is_empty() and run("107").rows.height == 1


def test_a_gap_is_information_with_its_size():
    (row,) = failing(run("104")).rows(named=True)
    assert (row["severity"], row["expected"]) == ("information", "107")
    assert row["explanation"].endswith("104 is printed, 3 fewer. The other figure stands at line 1.")


def test_a_month_without_its_flows_is_not_compared():
    assert run("104", went=None).rows.is_empty()


def test_without_flows_in_the_registry_the_rule_does_not_run():
    result = stock_and_flow.compare(
        pack([figure("children", "2020-05", "100", line=1)]), registry(indicator("children"))
    )
    assert result.not_run
