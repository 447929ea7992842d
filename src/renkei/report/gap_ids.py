"""What a difference is called by machines: the same on every day on which the same values decide."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from renkei.controls.cells import plain_number
from renkei.controls.comparing.boxes import Key, Space
from renkei.controls.comparing.plainly import Referred, Subject
from renkei.controls.comparing.relating import Region
from renkei.controls.conditions import Has, Meets, Within
from renkei.controls.possible_values import Numbers, Stretch, Words
from renkei.desk.gaps import Gap, GapsAnswer


def goods_id(subject: Subject) -> str:
    """A kind of goods; of software and so on, with the goods it is for: `software:scanner`."""
    return subject.kind if subject.of_goods is None else f"{subject.kind}:{subject.of_goods}"


def region_id(answer: GapsAnswer, gap: Gap, region: Region) -> str:
    """Who controls what, whom it is free under, and which values decide, such as `us>jp us-3B993.f.3 …`."""
    mine, other = answer.left.regime.id, answer.right.regime.id
    if region.by == "right":
        mine, other = other, mine
    decides = sorted(f"{about(gap.relation.space, key)}={_values(each)}" for key, each in region.deciding.items()) or [
        "everything"
    ]
    return f"{mine}>{other} {region.provision} {' '.join(decides)}"


def deciding_json(gap: Gap, region: Region) -> list[dict[str, Any]]:
    """The values that decide, exactly."""
    space = gap.relation.space
    return [{"about": about(space, key), **_plain(space, key, each)} for key, each in region.deciding.items()]


def about(space: Space, key: Key) -> str:
    """What a key asks about: the name of an attribute, or of several with what is done to them."""
    if isinstance(key, str):
        return key
    if isinstance(key, frozenset):
        powers = sorted(key, key=lambda each: (-each[1], each[0]))
        return "*".join(name if power == 1 else f"{name}^{power}" for name, power in powers)
    match space.atoms[key]:
        case Has(name, values, _):
            return f"{name}:{'+'.join(values)}"
        case Referred(provisions, _):
            return f"for:{'+'.join(provisions)}"
        case Meets(id_):
            return id_
        case Within(name, set_id):
            return f"{name}:{set_id}"
        case _:
            return "".join(_plainly(key).split())


def exact(value: Fraction) -> str:
    """A number as a decimal where that is exact, else as a fraction."""
    text = plain_number(value)
    return text if Fraction(text) == value else str(value)


def _plainly(key: object) -> str:
    """A key made of numbers and names, the same whenever it is written."""
    if isinstance(key, Fraction):
        return exact(key)
    if isinstance(key, frozenset):
        return "{" + ",".join(sorted(map(_plainly, key))) + "}"
    if isinstance(key, tuple):
        return "(" + ",".join(map(_plainly, key)) + ")"
    return str(key)


def _plain(space: Space, key: Key, values: Numbers | Words) -> dict[str, Any]:
    if not isinstance(values, Numbers):
        return {"values": sorted(values.words), "any_other": values.others, "none": values.none}
    attribute = space.book.attributes.get(key) if isinstance(key, str) else None
    return {
        "unit": attribute.unit if attribute else None,
        "from_to": [
            {
                "low": None if each.low is None else exact(each.low),
                "low_included": each.low is not None and each.low_included,
                "high": None if each.high is None else exact(each.high),
                "high_included": each.high is not None and each.high_included,
            }
            for each in values.stretches
        ],
        "none": values.none,
    }


def _values(values: Numbers | Words) -> str:
    if isinstance(values, Numbers):
        told = [_stretch(each) for each in values.stretches]
    else:
        told = (
            [("!" if values.others else "") + "|".join(sorted(values.words))] if values.words or values.others else []
        )
    return "".join([*told, *(["or-none"] if values.none else [])])


def _stretch(each: Stretch) -> str:
    low = "(" if each.low is None else ("[" if each.low_included else "(") + exact(each.low)
    high = ")" if each.high is None else exact(each.high) + ("]" if each.high_included else ")")
    return f"{low},{high}"
