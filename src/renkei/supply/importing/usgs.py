"""The data releases of the USGS Mineral Commodity Summaries, as published, in the layouts of 2025 and 2026."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from renkei.ground.errors import Fault
from renkei.supply.importing import usgs_long, usgs_wide
from renkei.supply.importing.imported import BadImport, Imported
from renkei.supply.importing.tables import Row, Table
from renkei.supply.importing.usgs_names import KIND_OF
from renkei.supply.importing.usgs_rows import Found, forms_as_statistics, one_row_a_place, tables_of_places, twice

MAX_BYTES = 50_000_000
"""The largest file read; the published ones have 0.1 and 3.2 million bytes."""

_ADVICE = "give the file of the data release as the USGS publishes it"

_EDITIONS: dict[int, tuple[str, str, str]] = {
    2025: ("2025-04-08", "https://doi.org/10.5066/P13XCP3R", "USGS.6797fd93d34ea8c18376e195"),
    2026: ("2026-02-06", "https://doi.org/10.5066/P1WKQ63T", "USGS.69837e43b66b01367d7ec7c7"),
}
"""Day of publication, address, and name in the catalog of the USGS, which states both."""

WORLD_ONLY = "tables that give a world total and name no place"


def read_usgs(path: Path) -> Imported:
    """One data release: country production, capacity and reserves; import sources and reliance where it has them.

    Raises:
        BadImport: if the file is no such table. Rows that cannot be placed are told in `faults` instead.
    """
    unread: list[Fault] = []
    table = Table(path, (), unread, any_western=True, most=MAX_BYTES)
    rows = list(table.rows())
    if unread and not table.headings:
        raise BadImport(unread)
    edition, found, faults, left_out = _read(table, rows)
    kept, totals = tables_of_places(one_row_a_place(forms_as_statistics(found)))
    if totals:
        left_out[WORLD_ONLY] += totals
    faults += [
        Fault(path, each.row, "duplicate", f"`{each.printed}` stands here again, first in row {before.row}", _ADVICE)
        for each, before in twice(kept)
    ]
    if not kept and not faults:
        raise _bad(path, 0, "empty-file", "the table holds no country's figures")
    release = _release(edition)
    return Imported(
        release=release,
        figures=[each.line() for each in kept],
        goods=[_good(name, release) for name in sorted({each.good for each in kept})],
        statistics={name: _statistic(name) for name in sorted({each.statistic for each in kept})},
        faults=sorted({*unread, *faults}),
        left_out=dict(left_out),
    )


def _read(table: Table, rows: list[Row]) -> tuple[int, list[Found], list[Fault], Counter[str]]:
    """The edition, and what is found in its layout.

    Raises:
        BadImport: if the headings are those of neither layout, or nothing tells the edition.
    """
    have = set(table.headings)
    lacking = [[each for each in layout.COLUMNS if each not in have] for layout in (usgs_long, usgs_wide)]
    if all(lacking):
        missing = ", ".join(f"`{each}`" for each in min(lacking, key=len)[:4])
        raise _bad(table.path, 1, "missing-column", f"columns are missing: {missing}")
    if not rows:
        raise BadImport(table.faults)
    layout = usgs_wide if lacking[0] else usgs_long
    edition = layout.edition_of(rows)
    if edition is None:
        raise _bad(table.path, 0, "bad-table", "the table does not say of which edition it is")
    found, faults, left_out = layout.read(rows, table.path)
    return edition, found, faults, left_out


def _bad(path: Path, line: int, code: str, message: str) -> BadImport:
    return BadImport([Fault(path, line, code, message, _ADVICE)])


def _release(edition: int) -> dict[str, Any]:
    title = f"Mineral Commodity Summaries {edition}"
    release: dict[str, Any] = {
        "id": f"usgs-mcs-{edition}",
        "title": {"en": title, "ja": f"鉱物商品概要 {edition}年版"},
        "publisher": {"en": "U.S. Geological Survey", "ja": "米国地質調査所"},
        "public": str(edition),
        "license": {
            "en": "work of the United States Government, in the public domain",
            "ja": "米国政府の著作物（パブリックドメイン）",
        },
        "basis": "place",
        "sources": [
            {
                "address": "https://www.usgs.gov/centers/national-minerals-information-center/mineral-commodity-summaries",
                "how": "official",
                "title": title,
            }
        ],
    }
    if edition in _EDITIONS:
        day, address, catalog = _EDITIONS[edition]
        release["public"] = day
        release["sources"] = [
            {"address": address, "how": "official", "title": f"{title} Data Release", "dated": day},
            {
                "address": f"https://data.usgs.gov/datacatalog/metadata/{catalog}.xml",
                "how": "official",
                "read": "yes",
                "title": f"{title} in the data catalog of the USGS",
                "dated": day,
            },
        ]
    return release


def _good(name: str, release: dict[str, Any]) -> dict[str, Any]:
    words = name.replace("-", " ")
    good: dict[str, Any] = {"id": name, "name": {"en": words}, "family": "mineral", "stage": "minerals"}
    if name in KIND_OF:
        good["type_of"] = KIND_OF[name]
    return good | {"sources": release["sources"][:1]}


def _statistic(name: str) -> dict[str, Any]:
    for start, measures in (
        ("import-sources", "imports"),
        ("net-import-reliance", "reliance"),
        ("reserves", "reserves"),
    ):
        if name.startswith(start):
            form = name.removeprefix(start).strip("-").replace("-", " ")
            return {"name": {"en": start.replace("-", " ") + (f": {form}" if form else "")}, "measures": measures}
    measures = "capacity" if name.endswith("capacity") else "production"
    return {"name": {"en": name.replace("-", " ")}, "measures": measures}
