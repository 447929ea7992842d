"""Tables are read from files as people have them, and every fault of a file is told at once."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from renkei.supply.economy.errors import BadEconomicTable, NoTableReader
from renkei.supply.economy.reading import from_pymrio, read_published, read_tables

FLOWS = """,JP.chips,JP.cars,US.chips,US.cars
JP.chips,1,2,3,4
JP.cars,1,2,0,1
US.chips,2,2,2,2
US.cars,0,1,1,3
"""
FINAL = """,JP,US
JP.chips,5,5
JP.cars,6,6
US.chips,10,2
US.cars,5,5
"""
OUTPUT = ",output\nJP.chips,20\nJP.cars,16\nUS.chips,20\nUS.cars,15\n"


def write(folder: Path, **files: str) -> list[Path]:
    paths = []
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def faults(folder: Path, **files: str) -> list[str]:
    with pytest.raises(BadEconomicTable) as caught:
        read_tables(*write(folder, **files))
    assert all("\n" not in each for each in caught.value.lines())
    return list(caught.value.faults)


def test_three_plain_files_are_a_table(tmp_path: Path) -> None:
    table = read_tables(*write(tmp_path, z=FLOWS, y=FINAL, x=OUTPUT), unit="JPY", year=2020)
    assert table.regions == ("JP", "US")
    assert table.sectors == ("chips", "cars")
    assert table.flows[0].tolist() == [1, 2, 3, 4]
    assert table.output.tolist() == [20, 16, 20, 15]
    assert (table.unit, table.year, table.name) == ("JPY", 2020, "z.csv")


def test_the_order_of_rows_and_columns_and_what_stands_between_them_is_free(tmp_path: Path) -> None:
    plain = read_tables(*write(tmp_path, z=FLOWS, y=FINAL, x=OUTPUT))
    lines = FLOWS.splitlines()
    turned = [lines[0]] + [lines[each] for each in (1, 4, 2, 3)]
    columns = [0, 1, 3, 2, 4]
    z = "\n".join(";".join(line.split(",")[each] for each in columns) for line in turned)
    other = read_tables(*write(tmp_path, z2="\ufeff" + z, y=FINAL, x2=OUTPUT.replace(",", "\t")))
    back = [other.industries.index(each) for each in plain.industries]
    assert (other.flows[np.ix_(back, back)] == plain.flows).all()
    assert (other.final[back] == plain.final).all()


def test_gzipped_files_and_kinds_of_final_demand_are_read(tmp_path: Path) -> None:
    z, _ = write(tmp_path, z=FLOWS, y=FINAL)
    packed = tmp_path / "z.csv.gz"
    packed.write_bytes(gzip.compress(z.read_bytes()))
    y = tmp_path / "kinds.csv"
    rows = [f"{line.split(',')[0]},1,2,3,4" for line in FINAL.splitlines()[1:]]
    y.write_text("\n".join([",JP.homes,US.homes,JP.state,US.state", *rows]))
    table = read_tables(packed, y)
    assert table.categories == ("homes", "state")
    assert table.final[0].tolist() == [1, 3, 2, 4]
    assert table.final_by_region()[0].tolist() == [4, 6]


def test_every_cell_that_is_no_number_is_told_with_line_and_column(tmp_path: Path) -> None:
    told = faults(tmp_path, z=FLOWS.replace("1,2,3,4", "x,,nan,1_0").replace("0,1,1,3", '0,1,"1,5",inf'), y=FINAL)
    assert len(told) == 6
    assert told[0] == "z.csv:2: column `JP.chips`: `x` is no number; write it like 1234.5, and 0 where nothing is sold"
    assert told[1].startswith("z.csv:2: column `JP.cars`: the cell is empty")
    assert any("`1,5` is no number" in each for each in told)
    assert any("`inf` is no number" in each for each in told)


def test_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    told = faults(tmp_path, z=FLOWS.replace("JP.cars,1,2,0,1", "JP.cars,1,2,0"), y=FINAL.replace("6,6", "?,6"), x="")
    assert any(each.startswith("z.csv:3: 3 numbers") for each in told)
    assert any(each.startswith("y.csv:3: column `JP`: `?`") for each in told)
    assert any(each.startswith("x.csv: the file is empty") for each in told)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"z": FLOWS.replace("US.cars,0", "US.chips,0"), "y": FINAL}, "`US.chips` stands already in line 4"),
        ({"z": FLOWS.replace("US.cars,0", "USA,0"), "y": FINAL}, "`USA` is no label of an industry"),
        (
            {"z": FLOWS.replace("US.cars,0", "US.trucks,0"), "y": FINAL},
            "region `JP` has no row for 1 sectors (`trucks`)",
        ),
        ({"z": FLOWS.replace(",US.cars\n", ",US.wine\n"), "y": FINAL}, "no column `US.cars`"),
        (
            {"z": FLOWS.replace(",US.cars\n", ",US.chips\n"), "y": FINAL},
            "`US.chips` stands more than once in the first row",
        ),
        ({"z": FLOWS, "y": FINAL.replace("US.cars", "US.wine")}, "y.csv: row `US.wine` is no row of the flows"),
        ({"z": FLOWS, "y": FINAL.replace("JP,US", "JP,DE")}, "column of `DE`, which has no industries"),
        ({"z": FLOWS, "y": FINAL.replace("JP,US", "JP.homes,US.state")}, "no column `JP.state`"),
        ({"z": "a\nb\n", "y": FINAL}, "the first row has no labels"),
        ({"z": FLOWS.splitlines()[0], "y": FINAL}, "no rows below the labels"),
        ({"z": FLOWS, "y": FINAL.replace("5,5", "5,-5")}, ""),
        (
            {"z": FLOWS.replace("1,2,3,4", "1,2,3,-4"), "y": FINAL},
            "1 cells of flows are negative (the lowest is -4 in row 1",
        ),
        ({"z": FLOWS, "y": FINAL, "x": OUTPUT.replace("16", "99")}, "JP.cars (row 16, output 99)"),
        ({"z": FLOWS, "y": FINAL, "x": OUTPUT.replace("16", "-16")}, "1 outputs are negative"),
    ],
)
def test_what_does_not_hold_together_is_said(tmp_path: Path, files: dict[str, str], said: str) -> None:
    if said:
        assert any(said in each for each in faults(tmp_path, **files)), files
    else:
        notes = read_tables(*write(tmp_path, **files)).notes
        assert any("2 negative cells of final demand" in each and "count as zero" in each for each in notes)


def test_a_file_that_is_missing_a_folder_broken_or_no_text_is_one_line(tmp_path: Path) -> None:
    _, y = write(tmp_path, z=FLOWS, y=FINAL)
    broken = tmp_path / "broken.csv.gz"
    broken.write_bytes(gzip.compress(FLOWS.encode())[:20])
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\xff\xfe\x00\x01")
    for path, said in (
        (tmp_path / "none.csv", "there is no file"),
        (tmp_path, "it is a folder"),
        (broken, "it cannot be read"),
        (binary, "no UTF-8 CSV"),
    ):
        with pytest.raises(BadEconomicTable) as caught:
            read_tables(path, y)
        assert said in caught.value.line()
        assert "\n" not in caught.value.line()


def test_a_million_faults_are_not_told_one_by_one(tmp_path: Path) -> None:
    n = 40
    labels = [f"A.s{each}" for each in range(n)]
    z = "\n".join([",".join(["", *labels]), *(",".join([label, *["1;5"] * n]) for label in labels)])
    y = "\n".join([",A", *(f"{label},1" for label in labels)])
    with pytest.raises(BadEconomicTable) as caught:
        read_tables(*write(tmp_path, z=z, y=y))
    assert len(caught.value.lines()) <= 52


class Frame:
    """As much of a data frame as is read."""

    def __init__(self, values: object, index: list[tuple[str, str]], columns: list[tuple[str, str]]) -> None:
        self.values, self.index, self.columns = np.array(values, float), index, columns

    def to_numpy(self) -> np.ndarray:
        return self.values


INDEX = [("JP", "chips"), ("JP", "cars"), ("US", "chips"), ("US", "cars")]
Z = [[1, 2, 3, 4], [1, 2, 0, 1], [2, 2, 2, 2], [0, 1, 1, 3]]
Y = [[5, 5], [6, 6], [10, 2], [5, 5]]


def test_a_system_of_pymrio_is_a_table_whatever_its_order() -> None:
    order = [3, 0, 2, 1]
    index = [INDEX[each] for each in order]
    z = Frame(np.array(Z)[np.ix_(order, order)], index, index)
    y = Frame(np.array(Y)[order], index, [("JP", "final"), ("US", "final")])
    table = from_pymrio(SimpleNamespace(Z=z, Y=y, x=None, name="small"))
    assert table.name == "small"
    assert table.regions == ("US", "JP")
    assert table.output[table.industries.index(("JP", "chips"))] == 20
    assert table.final[table.industries.index(("US", "chips"))].tolist() == [2, 10]


def test_a_system_of_pymrio_that_is_not_calculated_or_ragged_is_refused() -> None:
    with pytest.raises(BadEconomicTable, match="calc_all"):
        from_pymrio(SimpleNamespace(Z=None, Y=None))
    z = Frame(Z, INDEX, list(reversed(INDEX)))
    y = Frame(Y, INDEX, [("JP", "final"), ("US", "other")])
    with pytest.raises(BadEconomicTable) as caught:
        from_pymrio(SimpleNamespace(Z=z, Y=y))
    assert len(caught.value.faults) == 2


def test_a_published_layout_without_its_library_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pymrio", None)
    with pytest.raises(NoTableReader, match="not installed"):
        read_published(tmp_path, "wiod")
    with pytest.raises(BadEconomicTable, match="no layout `excel`"):
        read_published(tmp_path, "excel")


def test_what_the_library_raises_becomes_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(path: Path, year: int) -> None:
        told = f"no sheet\nin {path.name} of {year}"
        raise KeyError(told)

    monkeypatch.setitem(sys.modules, "pymrio", SimpleNamespace(parse_wiod=broken))
    with pytest.raises(BadEconomicTable) as caught:
        read_published(tmp_path, "wiod", year=2011)
    assert "\n" not in caught.value.line()
    assert "pymrio cannot read it as `wiod`" in caught.value.line()
