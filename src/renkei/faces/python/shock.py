"""`shock`: what happens when a place, a link or a share of a stage stops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from renkei.desk.shock import ShockAnswer, SweepAnswer, shock_sweep
from renkei.desk.shock import shock as ask
from renkei.faces.python.given import day_of, day_or_none
from renkei.faces.python.progress import progress
from renkei.faces.python.reply import Reply
from renkei.faces.python.saying import AsOf, Day, Says, question
from renkei.faces.python.shock_writing import ShockWriter, SweepWriter
from renkei.faces.python.supply import FiguresKnownOn, Own, supply_with
from renkei.ground.errors import BadInput, BadOption
from renkei.supply.scenarios.scenario import Scenario, read_cut, read_range
from renkei.supply.scenarios.sweeping import Swept
from renkei.supply.stopping.cuts import Cut
from renkei.supply.stopping.losses import Loss
from renkei.supply.stopping.ranges import Range

Amount = str | float | tuple[float, float]
"""A number, or the bounds between which it lies: `30`, `(30, 60)`, `"30-60"`, `"20%"`."""

Layout = Literal["wiod", "exiobase3", "oecd", "eora26", "gloria", "saved"]
Rationing = Literal["proportional", "priority"]
Step = Literal["day", "week"]


@question
def shock(
    *,
    cut: Annotated[
        str | Iterable[str] | None,
        Says(
            "What stops: a place (`CN`), a good, family or stage of it (`CN:gallium`), a link (`CN>JP:gallium`), "
            "all exports (`CN>*:gallium`), or a part (`CN:gallium=50%`); may be repeated."
        ),
    ] = None,
    days: Annotated[Amount | None, Says("How long, such as `180` or `90-180`. Default: 180.")] = None,
    share: Annotated[Amount | None, Says("What part stops of cuts that say none, such as `50%`.")] = None,
    stocks: Annotated[
        Amount | None, Says("Days of use that every buyer holds, such as `30` or `30-60`. Default: none.")
    ] = None,
    extra: Annotated[
        Amount | None, Says("What places that are not cut can make on top of normal, such as `20%`.")
    ] = None,
    ramp: Annotated[Amount | None, Says("Days until they do. Default: 90.")] = None,
    reexport: Annotated[
        Amount | None, Says("Of a cut link, what still arrives through third places, such as `20%`.")
    ] = None,
    substitutes: Annotated[
        Amount | None, Says("Of a use, what the substitutes named for it can take over, such as `30%`.")
    ] = None,
    restart: Annotated[Amount | None, Says("Days until what stopped is made in full again.")] = None,
    life: Annotated[Amount | None, Says("Days until a machine or program is worn out. Default: 3650.")] = None,
    scenario: Annotated[str | Path | None, Says("A scenario file, or the name of a built-in one.")] = None,
    sweep: Annotated[
        bool,
        Says("Cut every place from everything it makes, one at a time; with cuts, only what they speak of."),
    ] = False,
    runs: Annotated[int | None, Says("Draw everything doubtful at random, so many times.")] = None,
    seed: Annotated[int | None, Says("The seed of the draws. Default: 1.")] = None,
    table: Annotated[
        str | Path | None,
        Says(
            "Ask the economy engine with this table of inputs and outputs: a folder of `Z.csv`, `Y.csv` and "
            "perhaps `x.csv`; places and goods are then its regions and sectors."
        ),
    ] = None,
    layout: Annotated[
        Layout | None, Says("The table is in this publisher's own layout, read by pymrio if you have it.")
    ] = None,
    rationing: Annotated[
        Rationing | None,
        Says("With a table: who is served when there is too little; everybody alike, or industries first."),
    ] = None,
    guaranteed: Annotated[
        Amount | None, Says("With a table: what is served of every order before anything else, such as `30%`.")
    ] = None,
    psi: Annotated[
        Amount | None,
        Says("With a table: part of usual stock below which an input limits an industry. Default: 80%."),
    ] = None,
    restoration: Annotated[
        Amount | None, Says("With a table: days in which missing stock is ordered again. Default: 60.")
    ] = None,
    each: Annotated[Step, Says("The steps of time in JSON and CSV.")] = "week",
    own: Own = None,
    as_of: AsOf = None,
    known_on: FiguresKnownOn = None,
) -> Reply[Loss] | Reply[Swept]:
    """What happens when a place, a link or a share of a stage stops: what is lost where and when along the chain.

    A row for each place and good that loses something, at the worse end of every range; of a sweep, one for each cut.
    Losses are days of normal output, parts are percent, days are counted from the first day of the cut.

    Raises:
        BadDay: if a day is not a whole, existing one.
        BadOption: if nothing is cut, or parameters do not fit one another.
        BadScenario: if a scenario, cut or range cannot be read.
        BadCut: if a place or good to be cut is unknown.
        BadInput: if figures or a table cannot be used.
    """
    _fits(sweep=sweep, runs=runs, seed=seed)
    given = {
        "days": days,
        "stocks": stocks,
        "extra": extra,
        "ramp": ramp,
        "reexport": reexport,
        "substitutes": substitutes,
        "restart": restart,
        "life": life,
        "guaranteed": guaranteed,
        "psi": psi,
        "restoration": restoration,
    }
    cuts = [cut] if isinstance(cut, str) else list(cut or ())
    asked = _asked(scenario, cuts, share, given, sweep=sweep, economy=table is not None)
    drawn, seeded = _runs(runs), 1 if seed is None else seed
    if table is not None:
        _no_clock(known_on, own)
        found = _of_table(Path(table), layout, rationing, as_of, asked, drawn, seeded, sweep=sweep)
        return _reply(found, each)
    if layout is not None or rationing is not None:
        message = "`--layout` and `--rationing` are of a table, and none is given"
        raise BadOption(message, "add `--table FOLDER`, or leave them out")
    day, known = day_of(as_of), day_or_none(known_on)
    supply = supply_with(own)
    if sweep:
        return _reply(shock_sweep(supply, day, known, asked, progress=progress("cutting")), each)
    return _reply(ask(supply, day, known, asked, runs=drawn, seed=seeded, progress=progress("drawing")), each)


def _of_table(
    table: Path,
    layout: Layout | None,
    rationing: Rationing | None,
    as_of: Day | None,
    asked: Scenario,
    runs: int,
    seed: int,
    *,
    sweep: bool,
) -> ShockAnswer | SweepAnswer:
    """The answer of the economy engine."""
    from renkei.desk.shock_economy import EconomyModel
    from renkei.desk.shock_table import table_in, table_shock, table_sweep

    model = EconomyModel(table_in(table, layout), rationing or "proportional")
    if sweep:
        return table_sweep(model, day_of(as_of), asked, progress=progress("cutting"))
    return table_shock(model, day_of(as_of), asked, runs=runs, seed=seed, progress=progress("drawing"))


def _reply(found: ShockAnswer | SweepAnswer, each: Step) -> Reply[Loss] | Reply[Swept]:
    if isinstance(found, SweepAnswer):
        return Reply("shock", found.as_of, found.known_on, found.rows, found, SweepWriter(found))
    return Reply("shock", found.as_of, found.known_on, found.found.losses, found, ShockWriter(found, each))


def _fits(*, sweep: bool, runs: int | None, seed: int | None) -> None:
    """Refuse draws that are not drawn.

    Raises:
        BadOption: if parameters do not fit.
    """
    if seed is not None and runs is None:
        message = f"`--seed {seed}` seeds no draws"
        raise BadOption(message, "add `--runs 1000`")
    if sweep and runs is not None:
        message = "a sweep is not drawn at random"
        raise BadOption(message, "leave out `--runs` or `--sweep`")


def _no_clock(known_on: Day | None, own: object) -> None:
    """That nothing is asked of a table that only the record knows.

    Raises:
        BadOption: if it is.
    """
    if known_on is not None or own:
        message = "`--known-on` and `--with` speak of the figures on record, not of a table"
        raise BadOption(message, "leave them out, or leave out `--table`")


def _runs(given: int | None) -> int:
    if given is not None and given < 1:
        message = f"`--runs {given}` draws nothing"
        raise BadOption(message, "give a number from 1 on")
    return given or 0


def _asked(
    scenario: str | Path | None,
    cuts: list[str],
    share: Amount | None,
    given: dict[str, Amount | None],
    *,
    sweep: bool,
    economy: bool,
) -> Scenario:
    """The scenario of a file or of the parameters; parameters stand above the file.

    Raises:
        BadOption: if nothing is cut, or both a file and cuts are given.
    """
    from renkei.supply.scenarios.files import find

    assumed = {name: _range(f"--{name}", text) for name, text in given.items() if text is not None}
    if scenario is not None:
        if cuts or share is not None:
            message = "cuts are given beside a scenario, which has its own"
            raise BadOption(message, "leave out `--cut` and `--share`, or the scenario")
        found = find(str(scenario))
        if economy != (found.engine == "economy"):
            message = f"the scenario `{found.id}` is for the {found.engine} engine"
            raise BadOption(message, "leave out `--table`" if economy else "add `--table FOLDER`")
        why = {name: text for name, text in found.why.items() if name not in assumed}
        return replace(found, assumed={**found.assumed, **assumed}, why=why)
    if not cuts and not sweep:
        message = "nothing is cut"
        raise BadOption(message, "add `--cut CN:gallium`, `--scenario NAME` or `--sweep`")
    return Scenario("", "economy" if economy else "chain", tuple(_cuts(cuts, share)), assumed)


def _cuts(given: list[str], share: Amount | None) -> list[Cut]:
    part = _range("--share", share) if share is not None else None
    found = [read_cut(each) for each in given]
    if part is None:
        return found
    return [each if "=" in text else replace(each, share=part) for each, text in zip(found, given, strict=True)]


def _range(option: str, given: Amount) -> Range:
    """The value of a parameter; a complaint begins with the option."""
    low_high = given if isinstance(given, (tuple, list)) else (given,)
    text = given if isinstance(given, str) else "-".join(f"{each:.9f}".rstrip("0").rstrip(".") for each in low_high)
    try:
        return read_range(text)
    except BadInput as error:
        message = f"`{option}`: {error.message}"
        raise type(error)(message, error.help) from None
