"""A tiny made-up rulebook: two kinds of tools, a kit for one of them, software, and whatever rules a test writes.

`book()` has the words; `ruled(when={...})` adds provisions, each a condition as it stands in a rule file, in force
since 2024-01-01; `judged(...)`, `asked(...)` judge one item under them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from renkei.controls.answering import OfRegime, answer
from renkei.controls.conditions import ALWAYS, Not, both
from renkei.controls.facts import Facts, Value
from renkei.controls.grammar import Grammar
from renkei.controls.in_force import InForce, in_force
from renkei.controls.judging import Judge, Judged
from renkei.controls.quantities import Unit, Units
from renkei.controls.rulebook import (
    Attribute,
    Bounds,
    Kind,
    Member,
    PlaceSet,
    Provision,
    Regime,
    Requirement,
    RequirementVersion,
    Review,
    Rulebook,
    Version,
)

START, DAY = date(2024, 1, 1), date(2024, 6, 1)
TOOLS = frozenset({"printer", "kit"})


def units() -> Units:
    table = [
        Unit("nm", "length", Fraction(1)),
        Unit("µm", "length", Fraction(1000)),
        Unit("Å", "length", Fraction(1, 10)),
        Unit("K", "temperature", Fraction(1)),
        Unit("°C", "temperature", Fraction(1), Fraction("273.15")),
        Unit("°F", "temperature", Fraction(5, 9), Fraction(45967, 180)),
        Unit("kPa", "pressure", Fraction(1000)),
        Unit("Torr", "pressure", Fraction(101325, 760)),
        Unit("GB/s", "bandwidth", Fraction(1)),
    ]
    spelled = {"um": "µm", "micron": "µm", "マイクロメートル": "µm", "℃": "°C", "torr": "Torr", "トル": "Torr"}
    return Units({each.symbol: each for each in table}, spelled)


def attribute(name: str, type_: Any, kinds: frozenset[str], ja: str, **more: Any) -> Attribute:
    return Attribute(name, kinds, type_, {"en": name.replace("_", " "), "ja": ja}, "tools", **more)


def attributes() -> dict[str, Attribute]:
    values = {"dry": {"en": "dry", "ja": "乾式"}, "wet": {"en": "wet", "ja": "湿式"}}
    films = {each: {"en": each, "ja": ja} for each, ja in (("cobalt", "コバルト"), ("tin", "すず"), ("zinc", "亜鉛"))}
    formula = Grammar(
        {"bits": attribute("bits", "number", TOOLS, ""), "ops": attribute("ops", "number", TOOLS, "")}, units()
    )
    found = [
        attribute("wavelength", "number", TOOLS, "波長", unit="nm", bounds=Bounds(Fraction(0), False)),
        attribute("aperture", "number", TOOLS, "開口数", bounds=Bounds(Fraction(0), False, Fraction(2), False)),
        attribute("overlay", "number", TOOLS, "重ね合わせ精度", unit="nm", also=("DCO",)),
        attribute("heat", "number", frozenset({"oven"}), "温度", unit="°C"),
        attribute("width", "number", TOOLS, "幅"),
        attribute("height", "number", TOOLS, "高さ"),
        attribute("bits", "number", TOOLS, "ビット長"),
        attribute("ops", "number", TOOLS, "演算数"),
        attribute("power", "number", TOOLS, "総合性能", formula=formula.term("bits * ops")),
        attribute("fast", "flag", TOOLS, "高速"),
        attribute("meant_for_war", "judgement", TOOLS, "軍事用"),
        attribute("chemistry", "choice", TOOLS, "方式", values=values),
        attribute("films", "set", TOOLS, "膜", values=films),
    ]
    places = [attribute(name, "place", frozenset(), "") for name in ("destination", "headquarters")]
    return {each.name: each for each in (*found, *places)}


def grammar(provisions: Sequence[str] = ()) -> Grammar:
    return Grammar(attributes(), units(), tuple(provisions))


def version(when: Any, unless: Any = None, *, since: date = START, names: Sequence[str] = (), **more: Any) -> Version:
    reads = grammar(names)
    condition = reads.read(when)
    if unless is not None:
        condition = both(condition, Not(reads.read({"any": unless})))
    rest: dict[str, Any] = {
        "until": None,
        "public": None,
        "license": (),
        "how": "official",
        "state": "modelled",
        "sources": (),
    }
    return Version(since=since, instrument="Order 1", when=condition, **(rest | more))


def requirement(name: str, when: Any = None, review: Sequence[tuple[Any, str]] = ()) -> Requirement:
    reads = grammar()
    lines = tuple(Review(ALWAYS if line is None else reads.read(line), policy, "Order 2") for line, policy in review)
    condition = ALWAYS if when is None else reads.read(when)
    made = RequirementVersion(
        since=START,
        until=None,
        public=None,
        when=condition,
        review=lines,
        exceptions=(),
        how="official",
        sources=(),
    )
    return Requirement(name, "xx", "Order 2", {"en": name, "ja": name}, (), (made,))


def provision(name: str, *versions: Version, goods: Sequence[str] = ("printer",)) -> Provision:
    title = {"en": name, "ja": name}
    return Provision(name, "xx", name.removeprefix("xx-"), {}, "tools", title, tuple(goods), versions)


def book(provisions: Sequence[Provision] = (), requirements: Sequence[Requirement] = ()) -> Rulebook:
    kinds = {
        "printer": Kind("printer", "tools", {"en": "printer", "ja": "露光装置"}),
        "oven": Kind("oven", "tools", {"en": "oven", "ja": "炉"}),
        "kit": Kind("kit", "tools", {"en": "kit", "ja": "改造キット"}, also_of=("printer",)),
        "software": Kind("software", "tools", {"en": "software", "ja": "プログラム"}, of_goods=True),
        "spoon": Kind("spoon", "tools", {"en": "spoon", "ja": "匙"}),
    }
    name = {"en": "Exland", "ja": "某国"}
    return Rulebook(
        units=units(),
        topics={"tools": {"en": "tools", "ja": "装置"}},
        kinds=kinds,
        attributes=attributes(),
        regimes={
            "xx": Regime("xx", name, name, name, frozenset(kinds) - {"spoon"}, date(2023, 1, 1), date(2026, 1, 1))
        },
        provisions={each.id: each for each in provisions},
        requirements={each.id: each for each in requirements},
        sets={
            "xx.far": PlaceSet(
                "xx.far",
                {"en": "the far places", "ja": "遠方"},
                (Member("CN"), Member("NI", date(2024, 3, 15)), Member("RU", None, date(2024, 4, 1))),
                date(2023, 1, 1),
                date(2025, 1, 1),
            )
        },
        hash="0" * 64,
    )


def ruled(conditions: Mapping[str, Any], goods: Sequence[str] = ("printer",), **more: Any) -> Rulebook:
    """A rulebook with a provision for each condition; more arguments go to every version."""
    names = [f"xx-{each}" for each in conditions]
    return book(
        [provision(f"xx-{each}", version(when, names=names, **more), goods=goods) for each, when in conditions.items()]
    )


def item(rules: Rulebook, kind: str | None = "printer", of_goods: str | None = None, **values: Any) -> Facts:
    """What is known of an item; numbers may be written as text, such as `"1.35"`."""
    about = frozenset(name for name, each in rules.kinds.items() if each.of_goods)
    return Facts(
        kind, {name: _value(rules, name, each) for name, each in values.items()}, rules.attributes, of_goods, about
    )


def _value(rules: Rulebook, name: str, value: Any) -> Value:
    return Fraction(value) if rules.attributes[name].type == "number" and isinstance(value, (str, int)) else value


def rules_of(rules: Rulebook, day: date = DAY, known_on: date | None = None) -> InForce:
    return in_force(rules, "xx", day, known_on)


def judged(when: Any, kind: str = "printer", of_goods: str | None = None, **values: Any) -> Judged:
    """One condition, judged for one item."""
    rules = book()
    return Judge(rules_of(rules), item(rules, kind, of_goods, **values)).condition(grammar().read(when))


def asked(rules: Rulebook, kind: str | None = "printer", of_goods: str | None = None, **values: Any) -> OfRegime:
    """What the regime says of one item."""
    return answer(rules_of(rules), item(rules, kind, of_goods, **values))
