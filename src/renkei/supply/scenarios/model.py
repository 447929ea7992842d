"""What an engine has to be able to do, and the chain engine in that form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol

from renkei.supply.figures import OTHER
from renkei.supply.scenarios.scenario import BadScenario, Engine, Scenario
from renkei.supply.stopping.chain import Chain
from renkei.supply.stopping.cuts import Cut
from renkei.supply.stopping.losses import Stopped
from renkei.supply.stopping.parameters import Parameters
from renkei.supply.stopping.ranges import Range

if TYPE_CHECKING:
    from numpy.random import Generator


class Model(Protocol):
    """An engine together with what it knows of the world; sent to other processes, so it must be picklable."""

    @property
    def engine(self) -> Engine:
        """Which scenarios it answers."""

    def outcome(self, scenario: Scenario, *, daily: bool = True) -> Stopped:
        """What is lost, between the least and the most.

        Raises:
            BadInput: if the scenario does not fit the model.
        """

    @property
    def block(self) -> int:
        """How many scenarios of a sweep are best answered together."""

    def outcomes(self, scenarios: Sequence[Scenario]) -> Iterator[Stopped]:
        """What each of several scenarios loses that differ in their cuts alone, without what is lost on each day."""

    def drawn(self, scenario: Scenario, random: Generator) -> tuple[Stopped, Mapping[str, float]]:
        """What is lost with one value, drawn at random, for everything that is doubtful; and the parameters drawn."""

    def single_cuts(self) -> Iterator[Cut]:
        """Every place cut from everything it makes, one at a time."""


@dataclass(frozen=True)
class ChainModel:
    """The chain engine with a chain."""

    chain: Chain
    block: int = 4

    @property
    def engine(self) -> Engine:
        """The chain engine."""
        return "chain"

    def outcome(self, scenario: Scenario, *, daily: bool = True) -> Stopped:
        """What is lost, between the least and the most."""
        from renkei.supply.stopping.losses import stopped

        return stopped(self.chain, scenario.cuts, chain_parameters(scenario), daily=daily)

    def outcomes(self, scenarios: Sequence[Scenario]) -> Iterator[Stopped]:
        """What each of several scenarios loses, one by one."""
        return (self.outcome(each, daily=False) for each in scenarios)

    def drawn(self, scenario: Scenario, random: Generator) -> tuple[Stopped, Mapping[str, float]]:
        """Every range drawn evenly, every doubtful link as if by a coin."""
        from renkei.supply.stopping.losses import stopped_once
        from renkei.supply.stopping.parameters import setting

        given = chain_parameters(scenario).items()
        picked = {name: each.at(random.random()) for name, each in given.items()}
        picked["days"] = float(random.integers(int(given["days"].low), int(given["days"].high), endpoint=True))
        parts = tuple(cut.share.at(random.random()) for cut in scenario.cuts)
        lean = dict(zip(self.chain.order, random.random(len(self.chain.order)).tolist(), strict=True))
        coins = random.random(len(self.chain.links)) < 0.5
        needed = {(each.good, each.input) for each, coin in zip(self.chain.links, coins, strict=True) if coin}
        one = setting(picked, parts, lean.__getitem__, lambda link: (link.good, link.input) in needed)
        return stopped_once(self.chain, scenario.cuts, one), picked

    def single_cuts(self) -> Iterator[Cut]:
        """Every place cut from everything it makes, one at a time."""
        for good in self.chain.order:
            for place, share in sorted(self.chain.shares.get(good, {}).items()):
                if share.high > 0 and place != OTHER and "-" not in place:
                    yield Cut(place, good)


def chain_parameters(scenario: Scenario) -> Parameters:
    """What a scenario assumes, as the chain engine takes it.

    Raises:
        BadScenario: if it names a parameter the engine does not have.
        BadParameter: if a value is outside of what it can be.
    """
    known = Parameters().items()
    for name in scenario.assumed:
        if name not in known:
            near = get_close_matches(name, known, 1)
            message = f"the chain engine has no parameter `{name}`"
            raise BadScenario(message, f"did you mean `{near[0]}`?" if near else f"it has {', '.join(known)}")
    return replace(Parameters(), **_ranges(scenario.assumed))


def _ranges(given: Mapping[str, Range]) -> dict[str, Range]:
    return dict(given)
