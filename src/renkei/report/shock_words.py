"""Cuts, losses and assumptions in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from renkei.desk.answers import Caveat
from renkei.desk.shock import ShockAnswer, SweepAnswer, world_losses
from renkei.desk.shock_cuts import FAMILIES
from renkei.desk.shock_economy import EconomyStopped
from renkei.ground.places import place_name
from renkei.ground.words import Words
from renkei.report.exposure_words import publication_title
from renkei.supply.figures import OTHER
from renkei.supply.rows import STAGES
from renkei.supply.stopping.cuts import EVERY, WHOLLY, Cut
from renkei.supply.stopping.losses import ABROAD, WORLD, Loss
from renkei.supply.stopping.ranges import Range
from renkei.supply.stopping.steadiness import Warned

PERCENT = {"extra", "reexport", "substitutes", "psi", "guaranteed"}
"""Parameters counted in percent; the others are days."""

FEW = 8
"""So many names are listed before the rest is counted."""


class ShockWords:
    """How an answer about a shock is said in one language."""

    def __init__(self, answer: ShockAnswer | SweepAnswer, words: Words) -> None:
        self.answer, self.words = answer, words

    def good(self, id_: str) -> str:
        """The name of a good."""
        found = self.answer.supply.goods.get(id_)
        return found.name[self.words.lang] if found else id_

    def few(self, ids: Sequence[str]) -> str:
        """The names of goods, the first of many."""
        names = self.words.join(map(self.good, ids[:FEW]))
        return names if len(ids) <= FEW else self.words("shock.more_places", list=names, n=len(ids) - FEW)

    def stage(self, id_: str) -> str:
        """The stage of a good; nothing where it has none."""
        found = self.answer.supply.goods.get(id_)
        return self.words.label("exposure.stage", found.stage) if found else ""

    def place(self, code: str, good: str | None = None) -> str:
        """The name of a place; of a good whose makers nobody tells, that."""
        if code == ABROAD and isinstance(self.answer, ShockAnswer):
            sellers = [cut.asked.place for cut in self.answer.cuts if cut.asked.to == EVERY]
            return self.words("shock.all_but", list=self.words.join(map(self.place, dict.fromkeys(sellers))))
        if code == OTHER:
            known = good is None or isinstance(self.answer, SweepAnswer) or good in self.answer.counted
            return self.words("exposure.other" if known else "shock.makers_unknown")
        return place_name(code, self.words.lang)

    def cut(self, cut: Cut) -> str:
        """What stops, as a clause."""
        kind = "makes" if cut.to is None else "exports" if cut.to == EVERY else "sells"
        part = "none" if cut.share == WHOLLY else "less"
        if cut.good is None:
            part = "nothing" if part == "none" else "less_of_all"
        return self.words(
            f"shock.cut.{kind}_{part}",
            place=self.words("shock.every_place") if cut.place == EVERY else self.place(cut.place),
            good=self.goods_cut(cut.good) if cut.good is not None else "",
            to=self.place(cut.to) if cut.to not in {None, EVERY} and cut.to is not None else "",
            share=self.percent(cut.share),
        )

    def goods_cut(self, name: str) -> str:
        """What a cut is of: a good, a family or a stage."""
        if name in self.answer.supply.goods:
            return self.good(name)
        if name in FAMILIES:
            return self.words("shock.family_goods", family=self.words.label("shock.family", name))
        if name in STAGES:
            stage = self.words.label("exposure.stage", name)
            return self.words("shock.stage_goods", stage=stage[:1].lower() + stage[1:])
        return name

    def percent(self, share: Range) -> str:
        """A part, or what it can be."""
        low, high = number(share.low), number(share.high)
        return f"{low}%" if low == high else f"{low}–{high}%"

    def up_to(self, share: Range) -> str:
        """The same in a sentence: nothing to something is said as at most that."""
        if number(share.low) == "0" and share.high > 0:
            return self.words("shock.at_most", n=f"{number(share.high)}%")
        return self.percent(share)

    def lost(self, days: Range) -> str:
        """Days of output, or what they can be."""
        low, high = number(days.low), number(days.high)
        return low if low == high else f"{low}–{high}"

    def days(self, days: Range) -> str:
        """A number of days."""
        if days.exact is not None:
            return self.words("days.count", n=round(days.low))
        return self.words("shock.days_range", low=f"{days.low:,.0f}", high=f"{days.high:,.0f}")

    def day(self, days: tuple[int | None, int | None]) -> str:
        """The first day: at the worse end, and at the better one if that is later."""
        better, worse = days
        if worse is None:
            return self.words("shock.never")
        return f"{worse}" if better in {None, worse} else f"{worse}–{better}"

    def back(self, days: tuple[int | None, int | None], followed: int) -> str:
        """The first day on which all is whole again, at the worse end."""
        worse = days[1]
        return (
            str(worse)
            if worse is not None
            else self.words("shock.not_within", days=self.words("days.count", n=followed))
        )

    def value(self, name: str, value: Range) -> str:
        """The value of a parameter with its unit."""
        shown = f"{value.low:,g}" if value.exact is not None else f"{value.low:,g}–{value.high:,g}"
        unit = "percent_unit" if name in PERCENT else "day_unit"
        return self.words(f"shock.parameters.{unit}", n=shown)

    def parameter(self, name: str) -> str:
        """What a parameter is; its own name where it is not one of the chain's."""
        key = f"shock.parameters.{name}"
        return self.words(key) if self.words.has(key) else name

    def caveat(self, caveat: Caveat) -> str:
        """A caveat as a sentence, goods by name."""
        values = dict(caveat.values)
        if "ids" in values:
            values["ids"] = self.few(values["ids"])
        if "notes" in values:
            values["notes"] = "; ".join(values["notes"])
        return self.words(f"shock_caveats.{caveat.code}", **values)

    def warning(self, warned: Warned) -> str:
        """A warning as a sentence."""
        one = warned.unsteady
        if one is None:
            return self.words(f"shock_warnings.{warned.code}", n=len(warned.goods), ids=self.few(warned.goods))
        by = self.words(f"shock_warnings.{'more' if one.by > 0 else 'less'}", n=f"{abs(one.by):g}")
        before, after = (number(each) for each in one.lost)
        return self.words(
            "shock_warnings.unstable",
            parameter=one.parameter,
            by=by,
            good=self.good(one.good),
            before=before,
            after=after,
        )

    def source(self, id_: str, table: str) -> str:
        """What a source is called."""
        if table == "tables":
            return id_
        return publication_title(self.answer.supply, id_, self.words)

    def headline(self, answer: ShockAnswer) -> str:
        """The whole answer in a sentence."""
        if isinstance(answer.found, EconomyStopped):
            parts = [self._economy(answer.found)]
        else:
            parts = [each for each in (self._direct(answer), self._further(answer)) if each]
        lost = self.words("shock.and").join(parts) if parts else self.words("shock.nothing")
        return self.words("shock.answer", cuts=self._cuts(answer), days=self.days(answer.assumed["days"]), lost=lost)

    def title(self, answer: ShockAnswer) -> str:
        """What stops, for how long."""
        return self.words("shock.title", cuts=self._cuts(answer), days=self.days(answer.assumed["days"]))

    def _cuts(self, answer: ShockAnswer) -> str:
        return self.words.join(self.cut(each) for each in answer.scenario.cuts)

    def _economy(self, found: EconomyStopped) -> str:
        """What a whole table loses."""
        here = [each for each in found.losses if each.place != WORLD]
        if not here:
            return self.words("shock.economy_none")
        worst = max(here, key=lambda each: (each.lost.high, each.worst.high))
        return self.words(
            "shock.economy_lost",
            days=self.small(found.output),
            amount=self.lost(found.amount),
            good=self.good(worst.good),
            place=self.place(worst.place),
            share=self.up_to(worst.worst),
        )

    def small(self, days: Range) -> str:
        """Days of output of a whole table, with three decimals."""
        low, high = (f"{each:,.3f}" for each in (days.low, days.high))
        return low if low == high else f"{low}–{high}"

    def _direct(self, answer: ShockAnswer) -> str:
        """What is lost of what is cut."""
        goods = cut_goods(answer)
        made = [each for each in world_losses(answer.found) if each.good in goods]
        if made:
            worst = hardest(made)
            if len(made) > 1 and not named_alone(answer):
                return self.words(
                    "shock.lost_many", n=len(made), good=self.good(worst.good), share=self.up_to(worst.worst)
                )
            return self.words.join(
                self.words(
                    "shock.lost_world",
                    share=self.up_to(each.worst),
                    good=self.good(each.good),
                    day=self.day(each.first),
                )
                for each in (made if len(made) <= 2 else [worst])
            )
        used = [each for each in answer.found.losses if each.what == "used" and each.good in goods]
        if not used:
            return ""
        worst = hardest(used)
        key = {WORLD: "short_world", ABROAD: "short_places"}.get(worst.place, "short_at")
        return self.words(
            f"shock.{key}",
            good=self.good(worst.good),
            place=self.place(worst.place),
            share=self.up_to(worst.worst),
            day=self.day(worst.first),
        )

    def _further(self, answer: ShockAnswer) -> str:
        """What is lost further down the chain."""
        goods = cut_goods(answer)
        further = [each for each in world_losses(answer.found) if each.good not in goods]
        sure = [each for each in further if each.surely]
        maybe = [each for each in further if not each.surely]
        if not further:
            return ""
        worst = hardest(sure or maybe)
        told = {"good": self.good(worst.good), "share": self.up_to(worst.worst), "day": self.day(worst.first)}
        if not sure:
            return self.words("shock.further_only_may", n=len(maybe), **told)
        lead = self.words("shock.further_sure", n=len(sure), **told)
        more = self.words("shock.further_may", n=len(maybe)) if maybe else ""
        return self.words.join([lead, more]) if more else lead


def cut_goods(answer: ShockAnswer) -> frozenset[str]:
    """The goods that are cut themselves."""
    cuts = [each for cut in answer.cuts for each in cut.cuts]
    if any(each.good is None for each in cuts):
        return frozenset(answer.supply.goods)
    return frozenset(each.good for each in cuts if each.good is not None)


def named_alone(answer: ShockAnswer) -> bool:
    """Whether the caller named every good that is cut, and only a few."""
    return all(cut.speaks == "good" and len(cut.cuts) == 1 for cut in answer.cuts)


def by_stage(answer: ShockAnswer, losses: Iterable[Loss]) -> list[Loss]:
    """The losses by stage, within a stage in the order of the chain; what has no stage stands last."""

    def stage(loss: Loss) -> int:
        found = answer.supply.goods.get(loss.good)
        return STAGES.index(found.stage) if found else len(STAGES)

    return sorted(losses, key=stage)


def hardest(losses: Iterable[Loss]) -> Loss:
    """The loss that is largest on its worst day, for certain before possibly."""
    return max(losses, key=lambda each: (each.worst.low, each.worst.high, each.lost.high))


def number(value: float) -> str:
    """A number with one decimal, none if it is whole; what is not nothing never reads as nothing."""
    shown = f"{value:,.1f}"
    if value > 0 and shown == "0.0":
        return "<0.1"
    return shown.removesuffix(".0")
