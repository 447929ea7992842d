"""What holds for every chain, cut and parameter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.supply.figures import OTHER
from renkei.supply.stopping.buyers import Supplied, levels
from renkei.supply.stopping.chain import Chain
from renkei.supply.stopping.losses import ABROAD, WORLD, Stopped, stopped
from renkei.supply.stopping.parameters import NONE, Parameters, setting
from renkei.supply.stopping.ranges import Range, exactly
from renkei.supply.stopping.running import run
from supply.stopping.random_chains import GOODS, chains, cuts, parameters, ranges

ROUNDING = 1e-6


def key(found: Stopped) -> dict[tuple[str, str, str], tuple[float, float]]:
    return {(each.place, each.good, each.what): (each.lost.low, each.lost.high) for each in found.losses}


def never_less(more: Stopped, less: Stopped) -> None:
    """Every loss of `less` is in `more`, at both ends at least as large."""
    larger = key(more)
    for name, (low, high) in key(less).items():
        found = larger_one(larger, *name)
        assert found[0] >= low - ROUNDING, name
        assert found[1] >= high - ROUNDING, name


def larger_one(larger: dict[tuple[str, str, str], tuple[float, float]], place: str, good: str, what: str):
    """What a place loses; buyers who all fare alike are told once, as the world or as abroad, else each for itself."""
    if (place, good, what) in larger or what == "made":
        return larger.get((place, good, what), (0.0, 0.0))
    for wider in (WORLD, ABROAD):
        if place != WORLD and (wider, good, what) in larger:
            return larger[wider, good, what]
    if place == ABROAD:  # where nobody names is abroad for every exporter
        return larger.get((OTHER, good, what), (0.0, 0.0))
    each = [lost for name, lost in larger.items() if name[1:] == (good, what)] or [(0.0, 0.0)]
    return min(lost[0] for lost in each), min(lost[1] for lost in each)


@given(chains(), parameters(), st.lists(cuts(), min_size=1, max_size=3))
def test_a_cut_of_nothing_loses_nothing(chain, given_, made) -> None:
    assert not stopped(chain, [replace(cut, share=exactly(0.0)) for cut in made], given_).losses


@given(chains(), parameters(), st.lists(cuts(), min_size=1, max_size=3))
def test_no_day_loses_less_than_nothing_or_more_than_all(chain, given_, made) -> None:
    for loss in stopped(chain, made, given_).losses:
        assert min(loss.least) >= 0
        assert max(loss.most) <= 100 + ROUNDING
        assert all(a <= b + ROUNDING for a, b in zip(loss.least, loss.most, strict=True))
        assert 0 <= loss.lost.low <= loss.lost.high + ROUNDING
        assert loss.worst.low <= loss.worst.high + ROUNDING


@given(chains(), parameters(), cuts(), st.integers(0, 100), st.integers(0, 100))
def test_loss_grows_with_the_part_that_is_cut(chain, given_, cut, one, other) -> None:
    small, large = (replace(cut, share=exactly(float(each))) for each in sorted((one, other)))
    never_less(stopped(chain, [large], given_), stopped(chain, [small], given_))


@given(chains(), parameters(), cuts(), st.integers(1, 40), st.integers(1, 40))
def test_loss_grows_with_the_days_of_the_cut(chain, given_, cut, one, other) -> None:
    short, long = (replace(given_, days=exactly(float(each))) for each in sorted((one, other)))
    never_less(stopped(chain, [cut], long), stopped(chain, [cut], short))


@settings(max_examples=25)  # of five parameters each
@given(chains(), parameters(), cuts(), ranges(0, 30))
@pytest.mark.parametrize("name", ["stocks", "extra", "reexport", "substitutes", "life"])
def test_more_of_what_helps_never_loses_more(name, chain, given_, cut, less) -> None:
    less = Range(less.low + 1, less.high + 1)
    more = Range(less.low + 20, less.high + 20)
    helped, bare = (replace(given_, **{name: each}) for each in (more, less))
    never_less(stopped(chain, [cut], bare), stopped(chain, [cut], helped))


@given(chains(), parameters(), cuts())
def test_a_place_with_no_share_can_be_cut_without_loss(chain, given_, cut) -> None:
    assert not stopped(chain, [replace(cut, place="NZ")], given_).losses


@given(chains(), parameters(), cuts(), cuts())
def test_two_cuts_lose_at_least_what_each_loses(chain, given_, one, other) -> None:
    given_ = replace(given_, extra=NONE)  # what is made on top of normal is not counted against stocks; see the docs
    both = stopped(chain, [one, other], given_)
    for each in (one, other):
        never_less(both, stopped(chain, [each], given_))


@given(chains(), parameters(), st.lists(cuts(), min_size=1, max_size=2), st.data())
def test_whatever_the_true_values_are_what_is_lost_by_any_day_lies_within_the_range(chain, given_, made, data) -> None:
    part = lambda: data.draw(st.floats(0, 1))  # noqa: E731
    picked = {
        name: round(each.at(part())) if name == "days" else each.at(part()) for name, each in given_.items().items()
    }
    true = {good: share_vector(each, data) for good, each in chain.shares.items()}
    truth = Chain(chain.goods, true, chain.links)
    doubts = {link: data.draw(st.booleans()) for link in chain.links}
    one = setting(picked, tuple(cut.share.at(part()) for cut in made), lambda _: 0.0, lambda link: doubts[link])
    ends = stopped(chain, made, given_)
    for good, found in run(truth, made, one).goods.items():
        lost = 1 - found.made
        loss = ends.of(good)
        if loss is None:
            assert lost.max() <= ROUNDING
            continue
        days = min(len(lost), len(loss.most))
        so_far = 100 * np.cumsum(lost[:days])
        assert (so_far <= np.cumsum(loss.most[:days]) + 1e-3).all()
        assert (so_far >= np.cumsum(loss.least[:days]) - 1e-3).all()


def share_vector(bounds: dict[str, Range], data) -> dict[str, Range]:
    """One choice of shares within the bounds that adds up to 100."""
    low = {place: each.low for place, each in bounds.items()}
    rest = 100 - sum(low.values())
    for place in data.draw(st.permutations(list(bounds))):
        more = min(bounds[place].high - low[place], rest)
        low[place] += more
        rest -= more
    return {place: exactly(each) for place, each in low.items()}


@given(chains(exact=True, whole=True), cuts(GOODS), st.integers(1, 30))
def test_without_stocks_or_help_what_is_lost_is_the_share(chain, cut, days) -> None:
    """By other means: the level of a good is the product of nothing but shares, worked out good by good."""
    cut = replace(cut, to=None, share=exactly(100.0))
    level: dict[str, float] = {}
    for good in GOODS:
        inputs = [level[link.input] for link in chain.into[good]]
        share = chain.shares[good][cut.place].low / 100 if cut.of(good) else 0.0
        level[good] = (1 - share) * min([1.0, *inputs])
    found = stopped(chain, [cut], Parameters(days=exactly(float(days))))
    for good in GOODS:
        loss = found.of(good, WORLD)
        expected = days * (1 - level[good])
        assert (loss.lost.low if loss else 0.0) == pytest.approx(expected, abs=1e-6)
        assert (loss.lost.high if loss else 0.0) == pytest.approx(expected, abs=1e-6)


@st.composite
def supplied(draw: st.DrawFn, days: int, *, plain: bool) -> Supplied:
    """An input whose deliveries come and go."""
    steps = st.lists(st.integers(0, 4), min_size=days, max_size=days)
    arrives = np.array(draw(steps)) / 4
    beyond = np.zeros(days) if plain else np.array(draw(steps)) / 8 * (arrives == 1)
    instead = np.zeros(days) if plain else np.array(draw(steps)) / 8
    return Supplied(arrives, beyond, instead, draw(st.sampled_from([None, None, 2.0, 40.0])))


def followed(inputs: list[Supplied], stocks: float, days: int) -> list[float]:
    """The recursions of docs/method/chain.md as they stand there, day by day."""
    held = [stocks for _ in inputs]
    working = [1.0 for _ in inputs]
    found = []
    for day in range(days):
        level = 1.0
        for place, each in enumerate(inputs):
            reach = held[place] + each.arrives[day] + each.instead[day]
            level = min(level, reach if each.life is None else max(0.0, working[place]))
        found.append(level)
        for place, each in enumerate(inputs):
            if each.life is None:
                taken = min(each.instead[day], max(0.0, level - each.arrives[day]))
                left = held[place] + each.arrives[day] - (level - taken)
                held[place] = max(left, min(stocks, left + each.beyond[day]))
            else:
                missing = 1 - min(1.0, each.arrives[day] + each.instead[day]) - each.beyond[day]
                working[place] = min(1.0, working[place] - missing / each.life)
    return found


@given(st.data(), st.integers(1, 25), st.integers(0, 6), st.booleans())
def test_all_days_at_once_are_the_days_one_by_one(data, days, stocks, plain) -> None:
    inputs = [data.draw(supplied(days, plain=plain)) for _ in range(data.draw(st.integers(1, 3)))]
    assert levels(inputs, float(stocks), days) == pytest.approx(
        np.array(followed(inputs, float(stocks), days)), abs=1e-9
    )
