"""The Advanced Semiconductor Supply Chain data set of the Emerging Technology Observatory, from the reader's own copy.

Five files: inputs, stages, providers, provision, sequence. Two layouts: that of the 2022 release (`61%`, a column of
negligible shares, no years) and the one since 2026 (`61.0`, a year for each row). Rows of countries become figures;
rows of firms are counted and left out. What the shares count, and whether by site or by headquarters, is what the text
above the data set's own charts says. From the data set's technical notes: in the 2022 release a share between 0 and 1
is printed as 1, and `negligible` is a share of 2 or less. A country without a share takes part; how much is not told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from renkei.ground.errors import Fault
from renkei.ground.places import find_place, known
from renkei.supply.figures import OTHER
from renkei.supply.importing.country_codes import by_letters
from renkei.supply.importing.eto_goods import Input, goods_of, read_inputs, read_links
from renkei.supply.importing.imported import BadImport, Imported
from renkei.supply.importing.tables import Row, Table, is_formula

MOST = 5_000_000
"""The largest of the five files read, in bytes; the real ones have at most 210,000."""

ROUNDED = Decimal(2)
"""Whole shares of one input may add up to so much over 100."""

LICENSE = "CC BY-NC 4.0: your own copy, for non-commercial use; not to be passed on with Renkei"
PAGE = "https://eto.tech/dataset-docs/chipexplorer"
TITLE = "Advanced Semiconductor Supply Chain Dataset"
PUBLISHER = "Emerging Technology Observatory, Georgetown University"

STATISTICS: dict[str, dict[str, Any]] = {
    "eto-market-share": {"name": {"en": "market share (ETO)", "ja": "市場シェア（ETO）"}, "measures": "sales"},
    "eto-capacity": {
        "name": {"en": "share of capacity (ETO)", "ja": "生産能力のシェア（ETO）"},
        "measures": "capacity",
    },
}

_COLUMNS = {
    "inputs": ("input_id", "input_name", "type", "stage_id"),
    "stages": ("stage_id", "stage_name", "market_share_chart_caption"),
    "providers": ("provider_id", "provider_name", "provider_type"),
    "provision": ("provider_name", "provider_id", "provided_id", "share_provided"),
    "sequence": ("input_id", "goes_into_id", "is_type_of_id"),
}

_LUMPS = {"Various", "Various countries", "EUR"}
"""Several countries together; Europe is wider than the European Union, so no code of ours stands for it."""

_OWN_LETTERS = {"MAL": "MY"}
"""Letters of the data set that are none of ISO 3166-1."""

_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)%?", re.ASCII)
_YEAR = re.compile(r"\((20\d\d)\)")
MOSTLY = 2019
"""The year that most of the 2022 release is of; taken where it names none."""


@dataclass(frozen=True)
class _Provider:
    place: str
    printed: str


def read_eto(folder: Path, published: date) -> tuple[Imported, ...]:
    """The data set in a folder: one publication for shares by headquarters, one for those by place where it has any.

    Args:
        folder: where the five files are.
        published: the day from which the figures count as known.

    Raises:
        BadImport: with every fault of the five files.
    """
    faults: list[Fault] = []
    if not folder.is_dir():
        faults.append(Fault(folder, 0, "unreadable-file", "it is no folder", "give the one of the five CSV files"))
        raise BadImport(faults)
    tables = {each: Table(folder / f"{each}.csv", columns, faults, most=MOST) for each, columns in _COLUMNS.items()}
    rows = list(tables["provision"].rows())
    newer = "year" in tables["provision"].headings
    inputs = read_inputs(tables["inputs"], tables["stages"], newer=newer)
    providers = _read_providers(tables["providers"])
    links: list[Fault] = []
    read_links(replace(tables["sequence"], faults=links), inputs)
    if faults:  # what the rows name is checked only against inputs and providers that could all be read
        raise BadImport(faults + [each for each in links if each.code != "unknown-id"])
    reading = _Reading(tables["provision"], inputs, providers, newer=newer)
    figures = reading.figures(rows)
    if faults or links:
        raise BadImport(faults + links)
    layout = "2026" if newer else "2022"
    source = {
        "address": PAGE,
        "how": "mirror",
        "read": "yes",
        "title": f"{TITLE} ({PUBLISHER})",
        "note": "read from your own copy of its files",
    }
    goods = goods_of(inputs, source)
    made = []
    for basis in ("headquarters", "place"):
        own = [row for row in figures if row["basis"] == basis]
        if own:
            made.append((basis, own))
    return tuple(
        Imported(
            release=_release(layout, basis, published, source),
            figures=[{name: value for name, value in row.items() if name != "basis"} for row in own],
            goods=goods if place == 0 else [],
            statistics=STATISTICS,
            left_out=reading.left_out if place == 0 else {},
        )
        for place, (basis, own) in enumerate(made)
    )


def _release(layout: str, basis: str, published: date, source: dict[str, Any]) -> dict[str, Any]:
    by = {"headquarters": ("by headquarters of the makers", "本社所在地別"), "place": ("by site", "所在地別")}[basis]
    return {
        "id": f"eto-{layout}-{basis}",
        "title": {
            "en": f"{TITLE}, layout of {layout}, {by[0]}",
            "ja": f"先端半導体サプライチェーン・データセット（{layout}年の形式、{by[1]}）",
        },
        "publisher": {"en": PUBLISHER},
        "public": published.isoformat(),
        "license": {
            "en": LICENSE,
            "ja": "CC BY-NC 4.0。利用者自身の写しであり、非営利目的に限る。Renkeiとともに配布しないこと",
        },
        "basis": basis,
        "sources": [source],
    }


def _read_providers(table: Table) -> dict[str, _Provider | None]:
    """Countries by the data set's ids; None for firms."""
    found: dict[str, _Provider | None] = {}
    for row in table.rows():
        own, name, kind = row["provider_id"], row["provider_name"], row["provider_type"]
        if not own or (own in found and not (found[own] is None and kind == "organization")):
            message = f"the id `{own}` stands twice" if own else "the provider has no id"
            table.faults.append(Fault(table.path, row.line, "duplicate", message, "give the file as published"))
        elif kind == "organization":  # a firm of two countries stands twice
            found[own] = None
        elif kind != "country":
            message = f"`{kind}` is no type of provider"
            table.faults.append(
                Fault(table.path, row.line, "bad-value", message, "the types are country, organization")
            )
        else:
            place = _place(name, row["alias"])
            if place is None:
                message = f"`{name}` is no country that is known"
                advice = "write three letters of ISO 3166-1, such as NLD"
                table.faults.append(Fault(table.path, row.line, "unknown-place", message, advice))
                place = OTHER
            found[own] = _Provider(place, row["alias"] or name)
    return found


def _place(name: str, alias: str) -> str | None:
    if name in _LUMPS or alias in _LUMPS:
        return OTHER
    found = _OWN_LETTERS.get(name) or by_letters(name) or find_place(alias or name)
    return found if found and known(found) else None


class _Reading:
    """Rows of `provision.csv` into figures.

    Attributes:
        left_out: how many rows of firms there were.
    """

    def __init__(
        self, table: Table, inputs: dict[str, Input], providers: dict[str, _Provider | None], *, newer: bool
    ) -> None:
        self.left_out: dict[str, int] = {}
        self._table, self._inputs, self._providers, self._newer = table, inputs, providers, newer

    def figures(self, rows: list[Row]) -> list[dict[str, str]]:
        """One line for each country row, with `basis` beside the columns of a table of figures."""
        found: list[dict[str, str]] = []
        seen: dict[tuple[str, str, str], Row] = {}
        whole: dict[str, list[tuple[Row, Decimal]]] = {}
        for row in rows:
            given, provider = row["provided_id"], row["provider_id"]
            if given not in self._inputs or provider not in self._providers:
                what, name = ("provider", provider) if given in self._inputs else ("input", given)
                self._fault(row, f"no {what} has the id `{name}`", "give the five files of one release")
                continue
            country = self._providers[provider]
            if country is None:
                self.left_out["firms"] = self.left_out.get("firms", 0) + 1
                continue
            before = seen.setdefault((given, provider, row["year"]), row)
            if before is not row:
                message = f"`{row['provider_name']}` stands twice for `{given}`, first on line {before.line}"
                self._table.faults.append(
                    Fault(self._table.path, row.line, "duplicate", message, "keep one of the two")
                )
                continue
            line = self._figure(row, self._inputs[given], country)
            if line is not None:
                found.append(line)
                if line["amount"][0].isdigit() or line["amount"][0] == "~":
                    whole.setdefault(f"{given} {row['year']}", []).append((row, Decimal(line["amount"].lstrip("~"))))
        for shares in whole.values():
            total = sum((share for _, share in shares), Decimal(0))
            if total > 100 + ROUNDED:
                message = f"the shares of `{shares[0][0]['provided_id']}` add up to {total:f}"
                at = shares[0][0].line
                self._table.faults.append(
                    Fault(self._table.path, at, "over-100", message, "correct them; rounding explains 2 over 100")
                )
        return found

    def _fault(self, row: Row, message: str, advice: str) -> None:
        self._table.faults.append(Fault(self._table.path, row.line, "unknown-id", message, advice))

    def _figure(self, row: Row, given: Input, country: _Provider) -> dict[str, str] | None:
        told = self._amount(row)
        year = self._year(row, given)
        if told is None or year is None:
            return None
        amount, note = told
        by_site = re.search(r"\bsite\b", given.about) is not None
        capacity = "capacity" in given.about
        if year[1]:
            note = "; ".join(filter(None, (note, year[1])))
        return {
            "good": given.good,
            "statistic": "eto-capacity" if capacity else "eto-market-share",
            "year": year[0],
            "unit": "%",
            "place": country.place,
            "printed": country.printed,
            "amount": amount,
            "estimated": "no",
            "importer": "",
            "note": note,
            "row": str(row.number),
            "basis": "place" if by_site else "headquarters",
        }

    def _amount(self, row: Row) -> tuple[str, str] | None:
        """The share as an amount, and what to know of it; None if it cannot be read."""
        written = row["share_provided"]
        if not written:
            negligible = row["negligible_market_share"]
            if negligible == "negligible":
                return "<=2", "called negligible: 2 or less"
            if not negligible:
                return "made", ""
            written = negligible
        found = _SHARE.fullmatch(written)
        if found is None or Decimal(found[1]) > 100:
            if is_formula(written):
                message = f"`{written[:40]}` is a formula, not a share"
            else:
                message = f"`{written[:40]}` is no share"
            advice = "a share is a number from 0 to 100; leave it empty where it is not told"
            self._table.faults.append(Fault(self._table.path, row.line, "bad-value", message, advice))
            return None
        share = Decimal(found[1])
        if not self._newer and share == 1:
            return "<=1", "printed as 1, as all between 0 and 1 are"
        if self._newer and not share:
            return "<0.05", "printed as 0.0"
        return f"{share.normalize():f}", ""

    def _year(self, row: Row, given: Input) -> tuple[str, str] | None:
        """The year of a row, and what to know of it."""
        if not self._newer:
            named = _YEAR.search(given.sized)
            return (named[1], "") if named else (str(MOSTLY), "year not told; that of most of the release")
        year = row["year"]
        if year.isascii() and year.isdigit() and 1990 <= int(year) <= 2100:
            return year, ""
        message = f"`{year}` is no year"
        self._table.faults.append(Fault(self._table.path, row.line, "bad-value", message, "write it in four digits"))
        return None
