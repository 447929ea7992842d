"""Files into a case: rows typed, units made equal, months put in order, all faults of all files told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from renkei.supply.sharing import cells
from renkei.supply.sharing.case import Capacity, Case, Closed, File, Line, Need, Notice, Pledge, Role, Stock
from renkei.supply.sharing.faults import BadSharingFiles, Wrong
from renkei.supply.sharing.tables import SheetOfRows, read_sheet

ROLES: tuple[Role, ...] = ("needs", "stocks", "capacities", "pledges", "closed")

_T = TypeVar("_T")


def read_case(files: dict[Role, Path]) -> Case:
    """The case in some files; `needs` and `stocks` must be among them.

    Raises:
        BadSharingFiles: with every fault of every file.
    """
    reading = _Reading({role: read_sheet(files[role], role) for role in ROLES if role in files})
    return reading.case()


@dataclass
class _Row:
    """One row, cell by cell; the first fault of each cell is told and the row left out."""

    sheet: SheetOfRows
    line: int
    texts: dict[str, str]
    sound: bool = True

    def fault(self, error: Wrong) -> None:
        self.sheet.fault(self.line, error)
        self.sound = False

    def cell(self, name: str, read: Callable[[str, str], _T]) -> _T | None:
        if "!" + name in self.texts:
            self.sound = False
            return None
        try:
            return read(self.texts[name], name)
        except Wrong as error:
            self.fault(error)
            return None

    @property
    def at(self) -> Line:
        return Line(self.sheet.role, self.line)


@dataclass
class _Reading:
    sheets: dict[Role, SheetOfRows]
    units: dict[str, str] = field(default_factory=dict)
    mixed: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def case(self) -> Case:
        """The case, once nothing is wrong with it."""
        needs = self._needs()
        stocks = self._stocks()
        capacities = self._capacities()
        closed = self._closed()
        pledges = self._pledges(needs, closed)
        faults = [fault for sheet in self.sheets.values() for fault in sorted(sheet.faults, key=lambda each: each.line)]
        if not faults and not needs:
            self.sheets["needs"].fault(0, Wrong("nothing is asked for", "write an amount above 0", code="bad-cell"))
            faults = self.sheets["needs"].faults
        if faults:
            raise BadSharingFiles(faults)
        dated = (*needs, *capacities, *pledges)
        months = tuple(sorted({month for month, _ in dated} | {month for month, _ in closed if month}))
        number = {month: place for place, month in enumerate(months)}
        self._notice(needs, stocks, capacities)
        return Case(
            months,
            self.units,
            tuple(replace(need, month=number[month]) for month, need in needs),
            tuple(stocks),
            tuple(replace(each, month=number[month]) for month, each in capacities),
            tuple(replace(each, month=number[month]) for month, each in pledges),
            tuple(replace(each, month=number[month] if month else None) for month, each in closed),
            tuple(File(s.role, s.name, s.sha256, len(s.rows)) for s in self.sheets.values()),
            tuple(self.notices),
        )

    def _rows(self, role: Role) -> Iterable[_Row]:
        sheet = self.sheets.get(role)
        return (_Row(sheet, line, texts) for line, texts in sheet.rows) if sheet else ()

    def _good(self, row: _Row) -> str | None:
        """The good, spelled as it was first spelled."""
        found = row.cell("good", cells.read_good)
        return self.names.setdefault(" ".join(found.casefold().split()), found) if found is not None else None

    def _in_unit(self, row: _Row, good: str | None, amount: Decimal | None) -> Decimal | None:
        """The amount in the unit of its good."""
        if good is None or amount is None:
            return None
        if "unit" not in row.sheet.columns:
            if good in self.mixed:
                message = f"`{good}` is asked for in several units, and this row says none"
                row.fault(Wrong(message, "add a column `unit`", code="wrong-unit"))
            return amount
        unit = row.cell("unit", cells.read_unit)
        if unit is None:
            return None
        try:
            return cells.converted(amount, unit, self.units.setdefault(good, unit), good)
        except Wrong as error:
            row.fault(error)
            return None

    def _refuse_twice(self, row: _Row, seen: dict[object, int], key: object, told: str) -> None:
        """Refuse a row about the same thing as an earlier one."""
        if not row.sound:
            return
        if key in seen:
            message = f"{told} stands in line {seen[key]:,} already"
            row.fault(Wrong(message, "keep one of the two rows, or add them up", code="duplicate-row"))
        else:
            seen[key] = row.line

    def _needs(self) -> list[tuple[str, Need]]:
        found: list[tuple[str, Need]] = []
        seen: dict[object, int] = {}
        orders: list[int | None] = []
        weighed = "harm" in self.sheets["needs"].columns
        for row in self._rows("needs"):
            place, good = row.cell("place", cells.read_place), self._good(row)
            month, amount = row.cell("month", cells.read_month), row.cell("amount", cells.read_amount)
            written = row.cell("unit", cells.read_unit)
            if good and written and self.units.get(good, written) != written:
                self.mixed.add(good)
            asked = self._in_unit(row, good, amount) if written is not None else None
            order = row.cell("priority", cells.read_order)
            least = self._minimum(row, amount)
            harm = row.cell("harm", cells.read_harm) if weighed else None
            self._refuse_twice(row, seen, (place, good, month), f"the need of `{place}` for `{good}` in {month}")
            if not row.sound or asked is None or not asked or place is None or good is None or month is None:
                continue
            rate = asked / amount if amount else Decimal(1)
            orders.append(order)
            harm = harm / rate if harm is not None else None
            found.append((month, Need(place, good, 0, asked, row.at, (least or Decimal(0)) * rate, order or 0, harm)))
        last = 1 + max((each for each in orders if each), default=0)
        return [(month, need if need.order else replace(need, order=last)) for month, need in found]

    def _minimum(self, row: _Row, asked: Decimal | None) -> Decimal | None:
        """The guaranteed minimum, in the unit of the row."""
        if asked is None:
            return None
        least = row.cell("minimum", lambda text, column: cells.read_minimum(text, column, asked))
        if least is not None and least > asked:
            message = f"the minimum `{row.texts['minimum']}` is above the need `{row.texts['amount']}`"
            row.fault(Wrong(message, "guarantee at most what is asked for", code="impossible-value"))
        return least

    def _stocks(self) -> list[Stock]:
        found: list[Stock] = []
        seen: dict[object, int] = {}
        for row in self._rows("stocks"):
            place, good = row.cell("place", cells.read_place), self._good(row)
            amount = self._in_unit(row, good, row.cell("amount", cells.read_amount))
            kept = row.cell("keep", cells.read_amount) if row.texts["keep"] else Decimal(0)
            keep = self._in_unit(row, good, kept) if row.sound else None
            if amount is not None and keep is not None and keep > amount:
                message = f"`{row.texts['keep']}` is kept of a stock of `{row.texts['amount']}`"
                row.fault(Wrong(message, "keep at most what is there", code="impossible-value"))
            self._refuse_twice(row, seen, (place, good), f"the stock of `{good}` in `{place}`")
            if row.sound and place is not None and good is not None and amount is not None and keep is not None:
                found.append(Stock(place, good, amount, row.at, keep))
        return found

    def _capacities(self) -> list[tuple[str, Capacity]]:
        found: list[tuple[str, Capacity]] = []
        seen: dict[object, int] = {}
        for row in self._rows("capacities"):
            place, good = row.cell("place", cells.read_place), self._good(row)
            month = row.cell("month", cells.read_month)
            amount = self._in_unit(row, good, row.cell("amount", cells.read_amount))
            self._refuse_twice(row, seen, (place, good, month), f"the capacity of `{place}` for `{good}` in {month}")
            if row.sound and place is not None and good is not None and month is not None and amount is not None:
                found.append((month, Capacity(place, good, 0, amount, row.at)))
        return found

    def _closed(self) -> list[tuple[str | None, Closed]]:
        found: list[tuple[str | None, Closed]] = []
        for row in self._rows("closed"):
            giver, to = row.cell("from", cells.read_place), row.cell("to", cells.read_place)
            good = self._good(row) if row.texts["good"] else None
            month = row.cell("month", cells.read_month) if row.texts["month"] else None
            self._refuse_itself(row, giver, to)
            if row.sound and giver is not None and to is not None:
                found.append((month, Closed(giver, to, good, None, row.at)))
        return found

    def _pledges(
        self, needs: list[tuple[str, Need]], closed: list[tuple[str | None, Closed]]
    ) -> list[tuple[str, Pledge]]:
        found: list[tuple[str, Pledge]] = []
        seen: dict[object, int] = {}
        asked = {(need.place, need.good, month) for month, need in needs}
        for row in self._rows("pledges"):
            giver, to = row.cell("from", cells.read_place), row.cell("to", cells.read_place)
            good, month = self._good(row), row.cell("month", cells.read_month)
            amount = self._in_unit(row, good, row.cell("amount", cells.read_amount))
            self._refuse_itself(row, giver, to)
            self._refuse_twice(row, seen, (giver, to, good, month), f"what `{giver}` pledged to `{to}` in {month}")
            if not row.sound or giver is None or to is None or good is None or month is None or amount is None:
                continue
            if not self.sheets["needs"].faults and (to, good, month) not in asked:
                message = f"`{to}` asks for no `{good}` in {month}"
                row.fault(Wrong(message, "correct the pledge, or add the need", code="empty-pledge"))
            elif any(
                (c.giver, c.to) == (giver, to) and c.good in {None, good} and m in {None, month} for m, c in closed
            ):
                message = f"the way from `{giver}` to `{to}` is closed"
                row.fault(Wrong(message, "open the way, or leave out the pledge", code="empty-pledge"))
            elif amount:
                found.append((month, Pledge(giver, to, good, 0, amount, row.at)))
        return found

    def _refuse_itself(self, row: _Row, giver: str | None, to: str | None) -> None:
        if giver is not None and giver == to:
            row.fault(Wrong(f"`{giver}` stands on both sides", "name two places", code="bad-cell"))

    def _notice(
        self,
        needs: list[tuple[str, Need]],
        stocks: list[Stock],
        capacities: list[tuple[str, Capacity]],
    ) -> None:
        """Note goods that nobody has, and goods that nobody asks for."""
        asked = dict.fromkeys(need.good for _, need in needs)
        supplied = dict.fromkeys([each.good for each in stocks] + [each.good for _, each in capacities])
        for good in asked:
            if good not in supplied:
                near = get_close_matches(good, [each for each in supplied if each not in asked], 1)
                self.notices.append(Notice("nobody_has", {"good": good, "near": near[0] if near else ""}))
        for good in supplied:
            if good not in asked:
                self.notices.append(Notice("nobody_asks", {"good": good}))
