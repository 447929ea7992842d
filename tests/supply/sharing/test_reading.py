"""Files into a case: what is read, and what is refused with file and line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from renkei.supply.sharing.case import Case, Role
from renkei.supply.sharing.faults import BadSharingFiles
from renkei.supply.sharing.reading import read_case

NEEDS = "place,good,month,amount,unit\n"
STOCKS = "place,good,amount,unit\n"
ONE = "JP,resin,2027-01,10,t\n"


class Files:
    """Files in a folder, written by role."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: dict[Role, Path] = {}

    def put(self, role: Role, text: str | bytes) -> Files:
        path = self.folder / f"{role}.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        self.written[role] = path
        return self

    def case(self) -> Case:
        if "stocks" not in self.written:
            self.put("stocks", STOCKS + "US,resin,4,t\n")
        return read_case(self.written)

    def faults(self) -> list[tuple[str, int, str]]:
        with pytest.raises(BadSharingFiles) as error:
            self.case()
        return [(each.file.name, each.line, each.code) for each in error.value.faults]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_masses_are_converted_exactly_into_the_unit_of_the_first_need(files: Files) -> None:
    case = files.put("needs", NEEDS + ONE).put("stocks", STOCKS + "US,resin,2500,kg\nKR,resin,1,g\n").case()
    assert case.units == {"resin": "t"}
    assert [each.amount for each in case.stocks] == [Decimal("2.5"), Decimal("0.000001")]


def test_harm_and_minimum_are_converted_with_the_amount(files: Files) -> None:
    text = "place,good,month,amount,unit,minimum,harm\nJP,resin,2027-01,10,t,2,6\nUS,resin,2027-01,4000,kg,25%,0.003\n"
    first, second = files.put("needs", text).case().needs
    assert (second.asked, second.least, second.harm) == (4, 1, 3)
    assert (first.asked, first.least, first.harm) == (10, 2, 6)


def test_other_units_are_only_equal_to_themselves(files: Files) -> None:
    files.put("needs", NEEDS + "JP,valve,2027-01,10,pcs\n").put("stocks", STOCKS + "US,valve,1,boxes\n")
    assert files.faults() == [("stocks.csv", 2, "wrong-unit")]


def test_rows_may_stand_in_any_order_and_months_are_put_in_theirs(files: Files) -> None:
    case = files.put("needs", NEEDS + "JP,resin,2027-11,1,t\nJP,resin,2026-02,1,t\nUS,resin,2027-01,1,t\n").case()
    assert case.months == ("2026-02", "2027-01", "2027-11")
    assert [each.month for each in case.needs] == [2, 0, 1]


def test_places_are_read_by_name_in_either_language(files: Files) -> None:
    case = files.put("needs", NEEDS + "Japan,resin,2027-01,1,t\n韓国,resin,2027-01,1,t\n").case()
    assert [each.place for each in case.needs] == ["JP", "KR"]


def test_japanese_headings_and_shift_jis_are_read(files: Files) -> None:
    case = files.put("needs", "国・地域,品目,年月,数量,単位\n日本,樹脂,2027-01,１０,t\n".encode("cp932")).case()
    assert [(each.place, each.good, each.asked) for each in case.needs] == [("JP", "樹脂", 10)]


def test_semicolons_tabs_and_remarks_are_read(files: Files) -> None:
    case = files.put("needs", "place\tgood\tmonth\tamount\tunit\tnote\t#x\nJP\tresin\t2027-01\t1\tt\ta, b\t=1\n").case()
    assert len(case.needs) == 1


def test_spelling_of_a_good_may_differ_in_case_and_space(files: Files) -> None:
    case = files.put("needs", NEEDS + ONE).put("stocks", STOCKS + "US, Resin ,4,t\n").case()
    assert case.stocks[0].good == "resin"


def test_a_need_of_nothing_is_left_out(files: Files) -> None:
    assert len(files.put("needs", NEEDS + ONE + "US,resin,2027-01,0,t\n").case().needs) == 1


def test_needs_without_priority_come_after_all_others(files: Files) -> None:
    text = "place,good,month,amount,unit,priority\nJP,resin,2027-01,1,t,\nUS,resin,2027-01,1,t,2\n"
    assert [each.order for each in files.put("needs", text).case().needs] == [3, 2]


def test_every_fault_of_every_file_is_told_at_once(files: Files) -> None:
    files.put(
        "needs",
        "place,good,month,amount,unit,priority,minimum\n"
        "JP,resin,2027-01,120,t,1,130\n"
        "Nowhere,resin,2027-13,-5,kgs,first,\n"
        "US,resin,2027-01,=A1,t,1,150%\n"
        "KR,resin,,1 000,,,\n",
    )
    files.put("stocks", "place,good,amount,unit,keep\nUS,resin,10,t,20\nUS,valve,nan,pcs,\n")
    files.put("pledges", "from,to,good,month,amount\nUS,US,resin,2027-01,1\n")
    assert files.faults() == [
        ("needs.csv", 2, "impossible-value"),
        ("needs.csv", 3, "unknown-place"),
        ("needs.csv", 3, "bad-month"),
        ("needs.csv", 3, "impossible-value"),
        ("needs.csv", 3, "wrong-unit"),
        ("needs.csv", 3, "not-a-number"),
        ("needs.csv", 4, "formula-cell"),
        ("needs.csv", 5, "bad-cell"),
        ("needs.csv", 5, "not-a-number"),
        ("needs.csv", 5, "wrong-unit"),
        ("stocks.csv", 2, "impossible-value"),
        ("stocks.csv", 3, "not-a-number"),
        ("pledges.csv", 2, "bad-cell"),
    ]


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("needs", NEEDS + ONE + ONE),
        ("needs", NEEDS + ONE + "日本,RESIN,2027-01,3,kg\n"),
        ("stocks", STOCKS + "US,resin,1,t\nUS,resin,2,t\n"),
        ("capacities", "place,good,month,amount\nUS,resin,2027-01,1\nUS,resin,2027-01,1\n"),
        ("pledges", "from,to,good,month,amount\nUS,JP,resin,2027-01,1\nUS,JP,resin,2027-01,1\n"),
    ],
)
def test_two_rows_about_the_same_thing_are_refused(files: Files, role: Role, text: str) -> None:
    if role != "needs":
        files.put("needs", NEEDS + ONE)
    assert files.put(role, text).faults() == [(f"{role}.csv", 3, "duplicate-row")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad-table"),
        ("\n\n", "bad-table"),
        (NEEDS, "bad-table"),
        ("place,good,amount,unit\nJP,resin,1,t\n", "unknown-column"),
        ('place,good,month,amount,unit\nJP,"resin,2027-01,1,t\n', "bad-table"),
        (NEEDS + "JP,resin,2027-01,1,000,t\n", "bad-table"),
        (b"\x00\x01\x02\x03" * 9, "bad-table"),
        (NEEDS + "JP,resin,2027-01,1234567890123456,t\n", "not-a-number"),
        (NEEDS + "JP,resin,2027-01,1e5,t\n", "not-a-number"),
        (NEEDS + "JP,resin,2027-01,inf,t\n", "not-a-number"),
        (NEEDS + "JP,resin,2027-1,1,t\n", "bad-month"),
        (NEEDS + "JP,resin,March,1,t\n", "bad-month"),
        (NEEDS + "JP,resin,2027-01,0,t\n", "bad-cell"),
        (NEEDS + "JP," + "x" * 101 + ",2027-01,1,t\n", "bad-cell"),
        ("place,good,month,amount,unit,harm\nJP,resin,2027-01,1,t,0\n", "impossible-value"),
        ("place,good,month,amount,unit,harm\nJP,resin,2027-01,1,t,\n", "bad-cell"),
        ("place,good,month,amount,unit,priority\nJP,resin,2027-01,1,t,0\n", "not-a-number"),
    ],
)
def test_files_that_cannot_be_used_are_refused_by_kind(files: Files, text: str | bytes, code: str) -> None:
    assert {found for _, _, found in files.put("needs", text).faults()} == {code}


def test_a_file_that_is_not_there_is_told_as_a_file(files: Files) -> None:
    files.written["needs"] = files.folder / "nothing.csv"
    assert files.faults() == [("nothing.csv", 0, "bad-table")]


def test_a_huge_file_is_refused_unread(files: Files) -> None:
    path = files.folder / "needs.csv"
    with path.open("wb") as out:
        out.truncate(60_000_000)
    files.written["needs"] = path
    assert files.faults() == [("needs.csv", 0, "bad-table")]


def test_a_pledge_nobody_asked_for_and_one_over_a_closed_way_are_refused(files: Files) -> None:
    files.put("needs", NEEDS + ONE + "US,resin,2027-01,3,t\n")
    files.put("closed", "from,to,good,month\nKR,JP,,2027-01\n")
    files.put("pledges", "from,to,good,month,amount\nUS,JP,resin,2027-02,1\nKR,JP,resin,2027-01,1\n")
    assert files.faults() == [("pledges.csv", 2, "empty-pledge"), ("pledges.csv", 3, "empty-pledge")]


def test_a_row_without_unit_is_refused_where_the_good_is_asked_for_in_several(files: Files) -> None:
    files.put("needs", NEEDS + ONE + "US,resin,2027-01,3,kg\n")
    files.put("capacities", "place,good,month,amount\nUS,resin,2027-01,1\n")
    assert files.faults() == [("capacities.csv", 2, "wrong-unit")]


def test_a_good_nobody_has_and_one_nobody_asks_for_are_noted_with_the_likeness(files: Files) -> None:
    notices = files.put("needs", NEEDS + "JP,resins,2027-01,1,t\n").case().notices
    assert [(each.code, each.values["good"]) for each in notices] == [
        ("nobody_has", "resins"),
        ("nobody_asks", "resin"),
    ]
    assert notices[0].values["near"] == "resin"


def test_a_workbook_is_read_by_the_sheet_named_after_the_role(files: Files) -> None:
    path = files.folder / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("cover").write_row(0, 0, ["nothing here"])
        for name, rows in (
            ("Stocks", [["place", "good", "amount", "unit"], ["US", "resin", 2.5, "t"]]),
            ("Needs", [["place", "good", "month", "amount", "unit"], [], ["JP", "resin", "2027-01", 10, "t"]]),
        ):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    case = read_case({"needs": path, "stocks": path})
    assert (case.needs[0].asked, case.needs[0].line.number, case.stocks[0].amount) == (10, 3, Decimal("2.5"))


def test_a_formula_in_a_workbook_is_refused_in_its_row(files: Files) -> None:
    path = files.folder / "needs.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["place", "good", "month", "amount", "unit"])
        sheet.write_row(1, 0, ["JP", "resin", "2027-01", 10, "t"])
        sheet.write_formula(1, 3, "=5+5", None, 10)
    files.written["needs"] = path
    assert files.faults() == [("needs.xlsx", 2, "formula-cell")]


def test_what_only_pretends_to_be_a_workbook_is_refused(files: Files) -> None:
    assert files.put("needs", b"PK\x03\x04 not a workbook").faults() == [("needs.csv", 0, "bad-table")]
