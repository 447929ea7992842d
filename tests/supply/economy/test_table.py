"""What a table needs to be one."""

from __future__ import annotations

import numpy as np
import pytest

from renkei.supply.economy.engine import simulate
from renkei.supply.economy.errors import BadEconomicTable
from renkei.supply.economy.shocks import CapacityLoss, EconomicScenario
from renkei.supply.economy.table import economic_table

Z = np.array([[1.0, 2.0], [3.0, 1.0]])
Y = np.array([[4.0], [5.0]])


def test_output_is_the_sum_of_a_row_and_value_added_what_is_left_of_it() -> None:
    table = economic_table(["A"], ["s", "t"], Z, Y)
    assert table.output.tolist() == [7, 9]
    assert table.value_added.tolist() == [3, 6]
    assert table.notes == ()


def test_all_that_is_wrong_is_said() -> None:
    with pytest.raises(BadEconomicTable) as caught:
        economic_table(["A"], ["s", "t"], Z[:1], Y.T, np.ones(3))
    assert len(caught.value.faults) == 3
    with pytest.raises(BadEconomicTable) as caught:
        economic_table(["A"], ["s", "t"], np.array([[np.nan, 1], [1, np.inf]]), Y)
    assert "2 cells of flows are no numbers" in caught.value.line()
    with pytest.raises(BadEconomicTable, match="more than once"):
        economic_table(["A", "A"], ["s"], Z, np.ones((2, 2)))
    with pytest.raises(BadEconomicTable, match="no industry makes anything"):
        economic_table(["A"], ["s", "t"], Z * 0, Y * 0)


def test_an_unbalanced_table_names_its_worst_rows_first() -> None:
    with pytest.raises(BadEconomicTable) as caught:
        economic_table(["A"], ["s", "t"], Z, Y, np.array([8.0, 19.0]))
    line = caught.value.line()
    assert "2 rows" in line
    assert line.index("A.t (row 9, output 19)") < line.index("A.s (row 7, output 8)")
    assert economic_table(["A"], ["s", "t"], Z, Y, np.array([7.001, 9.0])).notes[0].startswith("rows differ")


def test_negative_final_demand_counts_as_zero_and_is_told_or_is_refused() -> None:
    table = economic_table(["A"], ["s", "t"], Z, np.array([[4.0], [-1.0]]), np.array([7.0, 3.0]))
    assert table.final.tolist() == [[4], [0]]
    assert table.output.tolist() == [7, 4]
    assert "1 negative cells of final demand, 1e+06 USD in all, count as zero" in table.notes[0]
    with pytest.raises(BadEconomicTable, match="negative_final"):
        economic_table(["A"], ["s", "t"], Z, -Y, negative_final="refuse")


def test_industries_that_make_nothing_are_kept_and_do_no_harm() -> None:
    z = np.zeros((3, 3))
    z[:2, :2] = Z
    table = economic_table(["A"], ["s", "t", "idle"], z, np.array([[4.0], [5.0], [0.0]]))
    assert "1 industries make nothing" in table.notes[0]
    found = simulate(table, EconomicScenario((CapacityLoss(0.5, 2, 10),)), 100)
    assert found.production is not None
    assert np.isfinite(found.production).all()
    assert found.lost[2] == 0
    assert found.first_below.tolist()[2] == -1
    smaller = simulate(economic_table(["A"], ["s", "t"], Z, Y), EconomicScenario((CapacityLoss(0.5, 2, 10),)), 100)
    np.testing.assert_allclose(found.lost[:2], smaller.lost, rtol=1e-12)
