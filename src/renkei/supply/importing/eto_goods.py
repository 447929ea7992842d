"""Inputs and stages of the ETO chip data set as goods: which of them are goods of ours, and what sort the rest are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from renkei.ground.errors import Fault
from renkei.supply.importing.tables import Row, Table, is_formula

SAME = {
    "N8": "crystal-growing-equipment",
    "N17": "ion-implanters",
    "N19": "lithography-equipment",
    "N20": "euv-scanners",
    "N21": "arf-dry-scanners",
    "N22": "arf-immersion-scanners",
    "N26": "silicon-wafers",
    "N31": "photoresists",
    "N32": "resist-tracks",
    "N33": "photomasks",
    "N36": "deposition-equipment",
    "N71": "dicing-equipment",
    "N84": "eda-software",
    "N85": "core-ip",
    "N86": "cmp-equipment",
    "N91": "electronic-gases",
    "N92": "wet-chemicals",
    "N93": "lead-frames",
    "N94": "bonding-wire",
    "N96": "package-substrates",
    "S3": "assembly-test-packaging",
}
"""Ids of inputs and stages to ids of ours, where both mean the same thing; every other gets an id of its own."""

SAME_SINCE_2026 = {
    "N0": "chip-design",
    "N60": "process-control-equipment",
    "N105": "krf-scanners",
    "N106": "i-line-scanners",
    "N119": "assembly-equipment",
    "N120": "test-equipment",
    "S1": "chip-design",
    "S2": "chip-fabrication",
}
"""Those that are the same only in the newer layout; the 2022 release counts logic chips alone, or a step of making."""

_SORTS = {
    ("process", "S1"): ("process", "design"),
    ("process", "S2"): ("process", "fabrication"),
    ("process", "S3"): ("process", "assembly"),
    ("tool_resource", ""): ("equipment", "equipment"),
    ("material_resource", ""): ("material", "materials"),
    ("design_resource", ""): ("process", "design"),
    ("ultimate_output", ""): ("product", "products"),
}
"""The type and stage of an input to the family and stage of a good."""

_PROGRAMS = {"eda-software": ("software", "design"), "core-ip": ("software", "design")}
"""Goods of ours that the data set files under tools and materials."""


@dataclass
class Input:
    """An input or stage as a good.

    Attributes:
        good: the id it has here.
        about: the text above its market shares, which says what they count.
        sized: the text on the size of its market, which names a year.
        needs: ids of the data set of what goes into it, with the row that says so.
        type_of: id of the data set of the wider input.
    """

    good: str
    name: str
    family: str
    stage: str
    about: str
    sized: str
    needs: dict[str, int]
    type_of: str | None = None


def read_inputs(inputs: Table, stages: Table, *, newer: bool) -> dict[str, Input]:
    """Inputs and stages by their ids in the data set; what is at fault is told in the tables' faults."""
    found: dict[str, Input] = {}
    same = SAME | SAME_SINCE_2026 if newer else SAME
    for row in stages.rows():
        _put(found, stages, row, "stage", ("process", row["stage_id"]), same)
    for row in inputs.rows():
        _put(found, inputs, row, "input", (row["type"], row["stage_id"]), same)
    return found


def _put(
    found: dict[str, Input], table: Table, row: Row, what: str, sort: tuple[str, str], same: dict[str, str]
) -> None:
    own, name = row[f"{what}_id"], row[f"{what}_name"]
    if not own or not own.isascii() or not own.isalnum():
        message = f"`{own}` is no id of an {what}" if what == "input" else f"`{own}` is no id of a stage"
        table.faults.append(Fault(table.path, row.line, "bad-value", message, "ids are a letter and a number"))
        return
    if own in found:
        message = f"`{own}` stands twice"
        table.faults.append(Fault(table.path, row.line, "duplicate", message, "give the file as published"))
        return
    if not name or is_formula(name):
        message = f"`{name}` is no name"
        table.faults.append(Fault(table.path, row.line, "bad-value", message, "give the file as published"))
        return
    if sort not in _SORTS:
        message = f"an input of type `{sort[0]}` in stage `{sort[1]}` is not known"
        advice = f"the types are {', '.join(dict.fromkeys(each for each, _ in _SORTS))}; the stages S1, S2 and S3"
        table.faults.append(Fault(table.path, row.line, "bad-value", message, advice))
        return
    good = same.get(own, f"eto-{own.lower()}")
    family, stage = _PROGRAMS.get(good, _SORTS[sort])
    about, sized = (row[f"market_share_chart_{each}"] for each in ("caption", "global_market_size_info"))
    found[own] = Input(good, name, family, stage, about, sized, {})


def read_links(sequence: Table, inputs: dict[str, Input]) -> None:
    """What goes into what, and what is a sort of what, put with the inputs."""
    for row in sequence.rows():
        ids = {column: row[column] for column in ("input_id", "goes_into_id", "is_type_of_id") if row[column]}
        unknown = [each for each in ids.values() if each not in inputs]
        if unknown or "input_id" not in ids or len(ids) < 2:
            message = f"`{unknown[0]}` is no input" if unknown else "the row links nothing"
            advice = "give `inputs.csv`, `stages.csv` and `sequence.csv` of the same release"
            sequence.faults.append(Fault(sequence.path, row.line, "unknown-id", message, advice))
            continue
        if "goes_into_id" in ids:
            inputs[ids["goes_into_id"]].needs.setdefault(ids["input_id"], row.number)
        if "is_type_of_id" in ids:
            inputs[ids["input_id"]].type_of = ids["is_type_of_id"]


def goods_of(inputs: dict[str, Input], source: dict[str, Any]) -> list[dict[str, Any]]:
    """Each good once, as its file holds it, in the order of the data set; names are those of the data set."""
    goods: dict[str, dict[str, Any]] = {}
    for each in inputs.values():
        good = goods.setdefault(
            each.good,
            {
                "id": each.good,
                "name": {"en": each.name},
                "family": each.family,
                "stage": each.stage,
                "needs": [],
                "sources": [source],
            },
        )
        if each.type_of is not None and inputs[each.type_of].good != each.good:
            good.setdefault("type_of", inputs[each.type_of].good)
        have = {need["good"] for need in good["needs"]}
        for name, row in each.needs.items():
            into = inputs[name].good
            if into not in have and into != each.good:
                role = {"en": "goes into it, as the ETO data set says", "ja": "ETOデータセットによる投入"}
                told = source | {"note": f"sequence.csv, row {row}"}
                good["needs"].append({"good": into, "role": role, "sources": [told]})
                have.add(into)
    for good in goods.values():
        if not good["needs"]:
            del good["needs"]
    return list(goods.values())
