"""Which good and which statistic a row of the USGS Mineral Commodity Summaries speaks of.

The summaries name a chapter's commodity, and put kinds of it (ferrosilicon, kaolin), stages (mine, refinery) and forms
(oxide, scrap) into a second text. A kind is a good of its own here, a stage is a statistic, and so is a form imported.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_GOODS = {
    "feldspar-and-nepheline-syenite": "feldspar",
    "gemanium": "germanium",
    "granite-only": "granite",
    "nitrogen-ammonia": "nitrogen-fixed-ammonia",
    "pumice-pumicite": "pumice-and-pumicite",
    "quartz": "industrial-cultured-quartz-crystal",
    "talc-crude": "talc-and-pyrophyllite",
    "tio2-pigment": "titanium-dioxide-pigment",
    "titanium-titanium-dioxide": "titanium-sponge-metal",
    "zirconium-and-hafnium": "zirconium",
}
"""Commodities whose good is not simply named like them; the key is the commodity without what stands in parentheses."""

_TOLD_APART = {
    "rare earths (heavy)": "heavy-rare-earths",
    "sand and gravel (construction)": "sand-and-gravel-construction",
    "sand and gravel (industrial)": "sand-and-gravel-industrial",
    "stone (crushed)": "stone-crushed",
    "stone (dimension)": "stone-dimension",
}
"""Commodities that only the parentheses tell apart."""

_KINDS: dict[str, tuple[tuple[str, str], ...]] = {
    "abrasives": (
        ("fused aluminum oxide", "fused-aluminum-oxide"),
        ("silicon carbide", "silicon-carbide"),
        ("metallic abrasives", "metallic-abrasives"),
    ),
    "bauxite": (("alumina", "alumina"),),
    "clays": (("bentonite", "bentonite"), ("fuller.s earth", "fullers-earth"), ("kaolin", "kaolin")),
    "iron-and-steel": (("pig iron", "pig-iron"), ("raw steel", "raw-steel")),
    "mica": (("scrap and flake", "scrap-and-flake-mica"), ("sheet", "sheet-mica")),
    "platinum-group-metals": (("palladium", "palladium"), ("platinum(?!-)", "platinum")),
    "silicon": (("ferr?osilicon", "ferrosilicon"), ("silicon metal", "silicon-metal")),
    "titanium-mineral-concentrates": (
        (r"ilmenite and rutile", "titanium-mineral-concentrates"),
        (r"ilment?ite", "ilmenite"),
        ("rutile", "rutile"),
    ),
    "titanium-sponge-metal": (("pigment", "titanium-dioxide-pigment"),),
}
"""Kinds that are goods of their own, found in the text beside the commodity, first match first."""

KIND_OF = {
    "bentonite": "clays",
    "erbium": "heavy-rare-earths",
    "ferrosilicon": "silicon",
    "fullers-earth": "clays",
    "fused-aluminum-oxide": "abrasives",
    "granite": "stone-dimension",
    "ground-high-purity-quartz": "quartz",
    "heavy-rare-earths": "rare-earths",
    "holmium": "heavy-rare-earths",
    "ilmenite": "titanium-mineral-concentrates",
    "industrial-cultured-quartz-crystal": "quartz",
    "kaolin": "clays",
    "lutetium": "heavy-rare-earths",
    "metallic-abrasives": "abrasives",
    "palladium": "platinum-group-metals",
    "pig-iron": "iron-and-steel",
    "platinum": "platinum-group-metals",
    "raw-steel": "iron-and-steel",
    "rutile": "titanium-mineral-concentrates",
    "scrap-and-flake-mica": "mica",
    "sheet-mica": "mica",
    "silicon-carbide": "abrasives",
    "silicon-metal": "silicon",
    "terbium": "heavy-rare-earths",
    "ytterbium": "heavy-rare-earths",
    "yttrium": "rare-earths",
}
"""The wider good that a good is one sort of."""

_STAGES = (
    (r"synthetic", "synthetic-production"),
    (r"slag production", "slag-production"),
    (r"iron content", "mine-production-content"),
    (r"mine p\w*duction", "mine-production"),
    (r"refinery production", "refinery-production"),
    (r"smelter production", "smelter-production"),
    (r"primary production", "primary-production"),
    (r"plant production", "plant-production"),
)
"""Stages of production, found in the text beside the commodity, first match first; one edition misspells a word."""

_STAGE_OF = {
    "alumina": "refinery-production",
    "arsenic": "plant-production",
    "ferrosilicon": "plant-production",
    "kyanite-and-related-minerals": "mine-production",
    "lime": "plant-production",
    "magnesium-metal": "smelter-production",
    "perlite": "mine-production",
    "salt": "mine-production",
    "scrap-and-flake-mica": "mine-production",
    "silicon-metal": "plant-production",
}
"""The stage of goods whose table names it in one edition and not in the other, so that years stand together."""

_FORMS = {
    "arsenic acid": "acid",
    "arsenic metal": "metal",
    "arsenic trioxide": "trioxide",
    "bort, grit, and dust and powder; natural and synthetic": "grit-and-powder",
    "celestite": "ores-and-concentrates",
    "chromite (ores and concentrates)": "ores-and-concentrates",
    "chromium metal": "metal",
    "chromium-containing chemicals": "chemicals",
    "chromium-containing scrap": "waste-and-scrap",
    "copper content of blister and anodes": "blister-and-anodes",
    "copper content of matte, ash, and precipitate": "matte-ash-and-precipitate",
    "copper content of ore and concentrate": "ores-and-concentrates",
    "copper content of scrap": "waste-and-scrap",
    "cultured quartz crystal (piezoelectric quartz, unmounted)": "",
    "ferrochromium": "ferroalloy",
    "ferromanganese": "ferroalloy",
    "ferromolybdenum": "ferroalloy",
    "ferroniobium and niobium metal": "ferroalloy-and-metal",
    "ferrovanadium": "ferroalloy",
    "fused aluminum oxide (crude)": "crude",
    "fused aluminum oxide, ground and refined": "ground-and-refined",
    "germanium dioxide (ge content)": "dioxide",
    "germanium metal": "metal",
    "hafnium, unwrought": "unwrought",
    "hafnium, wrought": "wrought",
    "magnesium alloys (magnesium content)": "alloys",
    "magnesium chloride": "chloride",
    "magnesium hydroxide": "hydroxide",
    "magnesium metal (99.8% purity)": "metal",
    "magnesium sulfates": "sulfates",
    "manganese contained in principal manganese imports": "",
    "manganese ore": "ores-and-concentrates",
    "mineral concentrates": "ores-and-concentrates",
    "molybdenum ore and concentrates": "ores-and-concentrates",
    "nickel-containing scrap, including nickel content of stainless-steel scrap": "waste-and-scrap",
    "niobium and tantalum ores and concentrates": "ores-and-concentrates",
    "niobium oxide": "oxide",
    "ore and concentrates": "ores-and-concentrates",
    "ores and concentrates (monazite)": "ores-and-concentrates",
    "primary nickel": "primary-metal",
    "refined copper": "refined-metal",
    "refined metal": "refined-metal",
    "refined tin": "refined-metal",
    "refined zinc": "refined-metal",
    "rhenium metal": "metal",
    "scrap": "waste-and-scrap",
    "selenium dioxide": "dioxide",
    "selenium": "metal",
    "sheet, powder, and other (magnesium content)": "sheet-powder-and-other",
    "silicon carbide, crude": "crude",
    "silicon carbide, ground and refined": "ground-and-refined",
    "stones, natural and synthetic": "stones",
    "stones, primarily natural": "stones",
    "strontium compounds": "compounds",
    "tantalum metal and powder": "metal-and-powder",
    "tantalum ores and concentrates": "ores-and-concentrates",
    "tantalum waste and scrap": "waste-and-scrap",
    "thorium compounds": "compounds",
    "unwrought metal and powder": "unwrought-metal-and-powder",
    "vanadium pentoxide": "pentoxide",
    "waste and scrap (gross weight)": "waste-and-scrap",
    "zirconium ores and concentrates": "ores-and-concentrates",
    "zirconium, compounds": "compounds",
    "zirconium, unwrought": "unwrought",
    "zirconium, wrought": "wrought",
}
"""Forms of imports under one name for all commodities; empty: it stands for everything. Others are named as printed."""

_UNITS = {
    ("ilmenite", "metric tons"): "thousand metric tons",
    ("rutile", ""): "thousand metric tons",
    ("rutile", "metric tons"): "thousand metric tons",
    ("sand-and-gravel-industrial", "metric tons"): "thousand metric tons",
    ("titanium-mineral-concentrates", "metric tons"): "thousand metric tons",
}
"""Units that one edition writes by mistake, or leaves out; the other edition and its figures say which is meant."""

_UNITS_OF_RESERVES = {
    ("iron-ore", "thousand metric tons"): "million metric tons",
    ("molybdenum", "metric tons"): "thousand metric tons",
    ("vanadium", "metric tons"): "thousand metric tons",
}
"""The same for reserves, which the chapters of these goods count in another unit than production."""


@dataclass(frozen=True)
class Subject:
    """What a row speaks of.

    Attributes:
        form: the form imported as part of an id, where it is not everything.
    """

    good: str
    statistic: str
    form: str = ""


def plain(text: str) -> str:
    """A cell without blanks at its ends, and with ordinary ones inside."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def slug(text: str) -> str:
    """A text as an id: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text).casefold().replace("’", "").replace("'", "")).strip("-")


def unit_of(subject: Subject, written: str) -> tuple[str, str]:
    """The unit of a figure, and what is to be said where the table writes another."""
    words = {"percent": "%", "thousands of carats": "thousand carats"}.get(plain(written), plain(written))
    key = subject.good, words
    meant = (_UNITS_OF_RESERVES.get(key) if subject.statistic.startswith("reserves") else None) or _UNITS.get(key)
    return (meant, f"the table says {words or 'no unit'} by mistake") if meant else (words, "")


def good_of(commodity: str, detail: str) -> str:
    """The good of a commodity and the text beside it."""
    name = plain(commodity).casefold()
    told = _TOLD_APART.get(name)
    if told is None:
        short = slug(re.sub(r"\(.*?\)", "", name))
        told = _GOODS.get(short, short)
    words = plain(detail).casefold()
    return next((kind for pattern, kind in _KINDS.get(told, ()) if re.search(pattern, words)), told)


def production_of(commodity: str, detail: str) -> Subject:
    """Whose making a row tells."""
    good, words = good_of(commodity, detail), plain(detail).casefold()
    if good == "soda-ash" and re.search(r"natural and synthetic|total natural", words):
        return Subject(good, "production")
    stage = next((each for pattern, each in _STAGES if re.search(pattern, words)), None)
    return Subject(good, stage or _STAGE_OF.get(good, "production"))


def capacity_of(commodity: str, detail: str) -> Subject:
    """Whose ability to make a row tells."""
    good = good_of(commodity, detail)
    return Subject(good, "clinker-capacity" if "clinker" in detail.casefold() else "capacity")


def reserves_of(commodity: str, detail: str) -> Subject:
    """Whose reserves a row tells: of ore, or of what is wanted from it, where the table gives both."""
    words = plain(detail).casefold()
    good = "platinum-group-metals" if "pgm" in words else good_of(commodity, detail)
    if good in {"chromium", "iron-ore", "potash"}:
        ore = re.search(r"\bore\b", words) and not re.search(r"content|equivalent", words)
        return Subject(good, "reserves-ore" if ore else "reserves-content")
    if good == "soda-ash" and "synthetic" in words:
        return Subject(good, "reserves-synthetic" if "natural" not in words else "reserves-total")
    return Subject(good, "reserves")


def imports_of(commodity: str, detail: str) -> Subject:
    """Of which good, and in which form, a row tells the sources of imports."""
    return Subject(good_of(commodity, detail), "import-sources", _form(commodity, detail))


def reliance_of(commodity: str, detail: str, nth: int) -> Subject:
    """Of which good, and in which form, a row tells the net reliance on imports.

    `nth` rows of the same commodity, text and year stand before this one: the chapter of mica does not say which is
    which, and prints scrap and flake first.
    """
    form = plain(detail).casefold().partition("net import reliance")[2].partition(": ")[2]
    if good_of(commodity, "") == "mica":
        return Subject(("scrap-and-flake-mica", "sheet-mica")[min(nth, 1)], "net-import-reliance")
    inside = re.search(r"diamond \((.*)\)", plain(commodity).casefold())
    said = inside[1] if inside else form
    return Subject(good_of(commodity, form), "net-import-reliance", _form(commodity, said) if said else "")


def _form(commodity: str, detail: str) -> str:
    """The form a text names, as part of an id; empty where it stands for everything."""
    words = plain(detail).casefold()
    if words in _FORMS:
        return _FORMS[words]
    short = slug(re.sub(r"\(.*?\)", "", words.removesuffix(", all grades")))
    a_kind = any(re.fullmatch(pattern, words) for pattern, _ in _KINDS.get(good_of(commodity, ""), ()))
    whole = a_kind or re.match(r"(?:all|(?:combined )?total)\b", words)
    return "" if whole or short in {good_of(commodity, detail), slug(commodity)} else short
