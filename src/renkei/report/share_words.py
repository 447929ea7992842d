"""A sharing in words: amounts, shares, prices, proofs and what to bear in mind."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from renkei.desk.answers import Caveat
from renkei.desk.share import ShareAnswer
from renkei.ground.places import place_name
from renkei.ground.words import Words
from renkei.supply.sharing.prices import Price
from renkei.supply.sharing.sharing import Shared

MOST_PLACES = 4
"""Of more places that share a price only the number is told."""


def amount(value: Decimal) -> str:
    """An amount to a thousandth, with separators."""
    shown = value.quantize(Decimal("0.001")).normalize()
    return f"{shown:,f}"


def figure(value: float | Fraction) -> str:
    """A figure with four digits that count."""
    found = float(value)
    if found and abs(found) >= 1000:
        return f"{found:,.0f}"
    return f"{Decimal(f'{found:.4g}').normalize():f}"


def percent(share: float, words: Words) -> str:
    """A share in percent; one that is not all is never rounded to all."""
    tenths = round(share * 1000) if share >= 1 else min(round(share * 1000), 999)
    return words("share.percent", n=str(tenths // 10) if tenths % 10 == 0 else f"{tenths / 10:.1f}")


def places_told(places: Sequence[str], words: Words) -> str:
    """Places by name, or how many."""
    if len(places) > MOST_PLACES:
        return words("share.price.anywhere", n=len(places))
    return words.join(place_name(each, words.lang) for each in places)


def price_line(answer: ShareAnswer, price: Price, words: Words) -> str:
    """One price as a sentence."""
    case = answer.case
    at = ""
    if price.share is not None:
        at = words("share.price.at", n=price.claims, share=percent(float(price.share), words))
    line = words(
        f"share.price.{price.kind}",
        good=price.good,
        places=places_told(price.places, words),
        to=place_name(price.to, words.lang) if price.to else "",
        month=case.months[price.month],
        gain=_gain(price, case.units[price.good], words),
        at=at,
    )
    if len(price.lines) > MOST_PLACES:
        return line
    return line + words("share.price.where", lines=words.join(answer.name(each) for each in price.lines))


def _gain(price: Price, unit: str, words: Words) -> str:
    """What so many units bring, in figures that can be read."""
    harm = price.share is None
    gain = price.price if harm else price.price * 100
    by = 1
    while gain * by < Fraction(1, 100):
        by *= 1000
    kind = "harm" if harm else "share"
    return words(f"share.price.{kind}{'_small' if by > 1 else ''}", gain=figure(gain * by), unit=unit, by=by)


def gives_up(shared: Shared, answer: ShareAnswer, words: Words) -> str | None:
    """What a rule gives up against max-min and least harm; None if not both of them are there."""
    by_rule = {each.rule: each.measures for each in answer.shared}
    if "max-min" not in by_rule or "least-harm" not in by_rule:
        return None
    points = round(100 * (by_rule["max-min"].worst - shared.measures.worst), 1)
    more = shared.measures.harm - by_rule["least-harm"].harm
    much = more > 1e-9 * max(1.0, shared.measures.harm)
    name = words(f"share.rule.{shared.rule}")
    name = name[:1].upper() + name[1:]
    key = {(True, True): "", (True, False): "_worst", (False, True): "_harm", (False, False): "_nothing"}
    told = key[points > 0, much]
    line = words(f"share.gives_up{told}", rule=name, points=f"{points:g}", harm=figure(more))
    unused = round(100 * (max(each.covered for each in by_rule.values()) - shared.measures.covered), 1)
    return words("share.gives_up_unused", line=line, points=f"{unused:g}") if unused > 0 else line


def proof_line(shared: Shared, words: Words) -> str:
    """What was proved."""
    if shared.proved:
        return words("share.proved", n=sum(len(each.bounds) for each in shared.proofs.values()))
    open_ = {good: each for good, each in shared.proofs.items() if not (each.kept and each.optimal)}
    gap = max(abs(each.gap) for each in open_.values())
    return words("share.unproved", goods=words.join(open_), gap=figure(gap))


def caveat_line(caveat: Caveat, words: Words) -> str:
    """One thing to bear in mind."""
    code = caveat.code.removeprefix("share_")
    if words.has(f"share.caveat.{code}"):
        return words(f"share.caveat.{code}")
    near = caveat.values.get("near")
    line = words(f"share.notice.{code}", good=caveat.values["good"])
    return line + (" " if words.lang == "en" else "") + words("share.notice.near", near=near) if near else line
