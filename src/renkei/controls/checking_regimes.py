"""Do the regimes say what they hold? Goods with and without provisions, and paragraphs left out that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renkei.controls.rulebook import Regime
from renkei.controls.under_check import UnderCheck
from renkei.ground.errors import Fault
from renkei.ground.reading import fault_at

_ENTRY = re.compile(r"\d[A-Z]\d{3}(?:\.[a-z0-9]+)*")
_SPAN = re.compile(r"(\d[A-Z]\d{3}) to (\d[A-Z]\d{3})")


def regime_faults(rules: UnderCheck) -> Iterator[Fault]:
    """Every fault of every regime's own file."""
    for regime in rules.book.regimes.values():
        if regime.verified < regime.since:
            message = f"its texts were read as of {regime.verified}, before the rules begin on {regime.since}"
            path = rules.folder / regime.id / "regime.yaml"
            yield fault_at(path, ("verified",), "impossible-date", message, "correct one of the two days")
        yield from _goods(rules, regime)
        yield from _left_out(rules, regime)


def _goods(rules: UnderCheck, regime: Regime) -> Iterator[Fault]:
    path = rules.folder / regime.id / "regime.yaml"
    held = {kind: each for each in rules.book.of(regime.id) for kind in each.goods}
    told = _told(regime)
    for kind in rules.book.kinds:
        name = rules.book.kinds[kind].names["en"]
        if kind in regime.goods and kind not in held and re.sub(r"\s*\(.*", "", name).casefold() not in told:
            message = f"no provision is for `{kind}`, so that such an item is never controlled, and nothing says why"
            advice = (
                f"write the provision, take the kind out of `goods`, or say in the note that the list names no {name}"
            )
            yield fault_at(path, ("goods",), "goods-without-provision", message, advice)
        if kind in held and kind not in regime.goods:
            message = f"`{held[kind].id}` is for `{kind}`, which `goods` leaves out, so that nobody is ever told of it"
            yield fault_at(path, ("goods",), "goods-not-listed", message, "add the kind to `goods`")


def _told(regime: Regime) -> str:
    """Everything the regime says in English of what it does not hold."""
    texts = [regime.note, *regime.not_modelled, *(each.why for each in regime.left_out)]
    return "\n".join(text.get("en", "") for text in texts).casefold()


def _left_out(rules: UnderCheck, regime: Regime) -> Iterator[Fault]:
    path = rules.folder / regime.id / "regime.yaml"
    for place, each in enumerate(regime.left_out):
        for provision in rules.book.of(regime.id):
            if names(each.paragraph, provision.paragraph):
                message = f"`{each.paragraph}` stands as left out, and `{provision.id}` holds it"
                advice = "remove the line, or name only what is left out"
                yield fault_at(path, ("left_out", place, "paragraph"), "left-out-held", message, advice)
                break


def names(listed: str, paragraph: str) -> bool:
    """Whether a line such as `3C001 to 3C006, 3C992` names a paragraph or something it is part of.

    A line that holds any other word is taken as it stands.
    """
    if listed == paragraph:
        return True
    parts = [part.strip() for part in re.split(r",|\band\b", listed)]
    if not all(_ENTRY.fullmatch(part) or _SPAN.fullmatch(part) for part in parts):
        return False
    for part in parts:
        span = _SPAN.fullmatch(part)
        if span and span[1] <= paragraph[:5] <= span[2] and span[1][:2] == span[2][:2] == paragraph[:2]:
            return True
        if paragraph == part or paragraph.startswith(part + "."):
            return True
    return False
