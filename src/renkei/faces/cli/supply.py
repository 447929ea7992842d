"""`supply import`: tables from the caller's own copies, written as a folder that lies over the built-in figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from renkei.faces.cli.places import place_given
from renkei.faces.cli.writing import write
from renkei.ground.days import day_asked
from renkei.ground.errors import BadOption
from renkei.ground.languages import Lang
from renkei.ground.words import Words

if TYPE_CHECKING:
    from renkei.supply.importing.imported import Imported
    from renkei.supply.importing.trade import Codes
    from renkei.supply.importing.writing import Written

supply = App(name="supply", help="Bring your own copies of supply tables in: chip data, trade, minerals.")
importing = App(name="import", help="Read a publisher's tables from your own copy into a folder for `--with`.")
supply.command(importing)

Into = Annotated[
    Path,
    Parameter(help="The folder to write; what an earlier import wrote there is replaced, nothing else."),
]
Published = Annotated[
    str | None, Parameter(help="The day your copy was published, for `--known-on`. Default: as it tells, else today.")
]
Force = Annotated[
    bool, Parameter(help="Write even where other files stand; they are moved aside and kept.", negative="")
]
Language = Annotated[Lang, Parameter(help="The language of what is told.")]
Goods = Annotated[
    str | None,
    Parameter(help="Only these goods, by id, or codes such as `8486.20`, with commas between. Default: all."),
]
Importers = Annotated[str | None, Parameter(help="Only imports of these places, such as `US,JP,KR`. Default: of all.")]
Files = Annotated[list[Path], Parameter(help="Your files; several years or downloads may be given.")]


@importing.command
def eto(
    folder: Annotated[
        Path, Parameter(help="The folder of its five CSV files: inputs, stages, providers, provision, sequence.")
    ],
    /,
    *,
    into: Into,
    published: Published = None,
    force: Force = False,
    lang: Language = "en",
) -> int:
    """The Emerging Technology Observatory's chip data set (CC BY-NC 4.0): inputs, links, shares of countries."""
    from renkei.supply.importing.eto import read_eto

    _put(read_eto(folder, day_asked(published)), into, "eto", lang, force=force, dated=published is not None)
    return 0


@importing.command
def baci(
    files: Files,
    /,
    *,
    into: Into,
    goods: Goods = None,
    importers: Importers = None,
    published: Published = None,
    force: Force = False,
    lang: Language = "en",
) -> int:
    """CEPII's BACI (Etalab Open Licence 2.0): who each place's imports come from, and exports, by value."""
    from renkei.supply.importing.baci import read_baci

    read = read_baci(_files(files), _codes(goods), day_asked(published), _importers(importers))
    _put([read], into, "baci", lang, force=force, dated=published is not None or read.release["id"] != "baci")
    return 0


@importing.command
def comtrade(
    files: Files,
    /,
    *,
    into: Into,
    goods: Goods = None,
    importers: Importers = None,
    published: Published = None,
    force: Force = False,
    lang: Language = "en",
) -> int:
    """A download from UN Comtrade, classic or new: imports by partner, and exports, by value as reported."""
    from renkei.supply.importing.comtrade import read_comtrade

    read = read_comtrade(_files(files), _codes(goods), day_asked(published), _importers(importers))
    _put([read], into, "comtrade", lang, force=force, dated=published is not None)
    return 0


@importing.command
def usgs(
    files: Files,
    /,
    *,
    into: Into,
    force: Force = False,
    lang: Language = "en",
) -> int:
    """A data release of the USGS Mineral Commodity Summaries (public domain), such as a newer one than is built in."""
    from renkei.supply.importing.usgs import read_usgs

    _put([read_usgs(each) for each in _files(files)], into, "usgs", lang, force=force, dated=True)
    return 0


def _files(files: Sequence[Path]) -> Sequence[Path]:
    if len({each.resolve() for each in files}) < len(files):
        message = "a file is given twice"
        raise BadOption(message, "give each file once")
    return files


def _codes(goods: str | None) -> Codes:
    from renkei.ground.shipped import shipped
    from renkei.supply.importing.trade import codes_of
    from renkei.supply.reading import read_supply

    asked = [each.strip() for each in (goods or "").split(",") if each.strip()]
    if goods is not None and not asked:
        message = f"`--goods {goods}` names nothing"
        raise BadOption(message, "name goods or codes, or leave it out for all")
    goods_known = {each.id: each for each in read_supply(shipped("supply")).goods.values()}
    return codes_of(goods_known, asked)


def _importers(text: str | None) -> frozenset[str] | None:
    if text is None:
        return None
    places = {place_given("--importers", each) for each in text.split(",") if each.strip()}
    if not places - {None}:
        message = f"`--importers {text}` names no place"
        raise BadOption(message, "name places such as `US,JP`, or leave it out for all")
    return frozenset(each for each in places if each is not None)


def _put(parts: Sequence[Imported], into: Path, what: str, lang: Lang, *, force: bool, dated: bool) -> None:
    from renkei.supply.importing.writing import write_imported

    done = write_imported(parts, into, what, date.today(), force=force)  # noqa: DTZ011 - the reader's own today
    write("\n".join(_told(parts, into, done, Words(lang), dated=dated)) + "\n", None)


def _told(parts: Sequence[Imported], into: Path, done: Written, words: Words, *, dated: bool) -> list[str]:
    """What was written, what was left out, under which license, and how to use it."""
    figures = [row for part in parts for row in part.figures]
    years = sorted({row["year"] for row in figures})
    named = parts[0].release
    lines = [
        words(
            "supply_import.written",
            n=len(figures),
            goods=len({row["good"] for row in figures}),
            first=years[0],
            last=years[-1],
            folder=str(into),
        )
    ]
    links = sum(len(good.get("needs", ())) for part in parts for good in part.goods)
    if links:
        lines.append(words("supply_import.links", n=links))
    for part in parts:
        lines += [_left_out(reason, n, words) for reason, n in part.left_out.items()]
    if done.replaced:
        lines.append(words("supply_import.replaced"))
    if done.kept is not None:
        lines.append(words("supply_import.kept", folder=str(done.kept)))
    if not dated:
        lines.append(words("supply_import.undated", day=str(named["public"])))
    license_ = named["license"]
    lines.append(words("supply_import.license", license=license_.get(words.lang, license_["en"])))
    return [*lines, words("supply_import.use", folder=str(into))]


def _left_out(reason: str, n: int, words: Words) -> str:
    key, _, codes = reason.partition(": ")
    known = f"supply_import.left_out.{key}"
    if words.has(known):
        return words(known, n=n, codes=codes)
    return words("supply_import.left_out.rows", n=n, reason=reason)
