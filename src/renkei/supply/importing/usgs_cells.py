"""Cells of the USGS Mineral Commodity Summaries: places, amounts, and what the footnotes say, in our words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renkei.ground.places import find_place
from renkei.supply.figures import OTHER, WORLD
from renkei.supply.importing.usgs_names import plain

_PLACES = {
    "congo (kinshasa)": "CD",
    "congo (brazzaville)": "CG",
    "korea, north": "KP",
    "korea, republic of": "KR",
    "the bahamas": "BS",
    "trinidad and tobago": "TT",
}
"""Names of countries that only these summaries use."""

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"

_WORDS = {
    "": ("unknown", "blank in the table"),
    "—": ("0", ""),
    "W": ("withheld", ""),
    "NA": ("unknown", ""),
    "XX": ("unknown", "not applicable"),
    "E": ("<=0", "net exporter"),
    "s": ("unknown", ""),
    "large": ("made", "large"),
    "moderate": ("made", "moderate"),
    "moderate to large": ("made", "moderate to large"),
    "small": ("made", "small"),
    "very small": ("made", "very small"),
}
"""What stands in place of a number, and what that says."""

_SAID: tuple[tuple[str, str], ...] = (
    (r"excludes u\.s\. production|does not include production in the united states", "without the United States"),
    (r"world totals cannot be calculated", "no total: places count in different forms"),
    (r"included in .world total", "counted in the world total only"),
    (r"included with .?other countries", "counted among other countries"),
    (r"are included with ilmenite", "counted under ilmenite"),
    (r"less than (?:½|1/2)", "less than half a unit"),
    (r"feldspar only", "feldspar only"),
    (r"includes hong kong", "with Hong Kong"),
    (r"includes puerto rico", "with Puerto Rico"),
    (r"includes? (?:of )?pyrophyllite", "with pyrophyllite"),
    (r"includes pozzolan", "with pozzolan or volcanic tuff"),
    (r"includes production of crude ore", "with crude ore"),
    (r"^crude ore\.?$", "crude ore"),
    (r"includes natural and synthetic", "natural and synthetic"),
    (r"includes hydraulic lime", "with hydraulic lime"),
    (r"u\.s\. production of attapulgite", "without attapulgite of the United States"),
    (r"reported import data for china", "estimated from what China reports as imported"),
    (r"china nonferrous metals industry association", "estimated from a Chinese industry association"),
    (r"production quota", "the quota, without what is made beside it"),
    (r"export sales reported by the only producer", "exports of the only producer"),
    (r"titaniferous magnetite", "titaniferous magnetite, mostly made into slag"),
    (r"roaster residues", "recovered from roaster residues of Belgium, Chile, Mexico and Peru"),
    (r"extracted from canada", "with helium from Canada, purified in the United States"),
    (r"overseas territory of france", "overseas territory of France"),
    (r"large mines only", "large mines only"),
    (r"company-reported probable", "probable reserves that a company reports"),
    (r"a\+b\+c1\+c2", "by the Russian classes A+B+C1+C2"),
    (r"a and b categories", "by the Soviet classes A and B"),
    (r"shipping grade", "ore of shipping grade"),
    (r"sold (?:and|or) used by producers|sold or used by producers", "what producers sold or used"),
    (r"synthetic soda ash; however", "with synthetic soda ash, which is the lesser part"),
    (r"reassigned to japan", "with oxide refined in Japan and entered as Philippine"),
    (r"were derived from mineral concentrates", "made from concentrates of other places"),
    (r"metal and compounds were derived from", "nearly all from concentrates processed in China"),
    (r"no reliable data .* rubidium", "the makers, as nothing reliable is known since 1988"),
    (r"capacity owned|may have produced|may have been produced", "others may make it too"),
    (r"^gross weight for reserves", "gross weight"),
    (r"mine production and ore reserves are reported in gross weight", "gross weight"),
    (r"^zro2 content|calculated zro2", "zirconium dioxide content"),
    (r"mined in afghanistan before being milled", "much of it mined in Afghanistan"),
    (r"preclude calculation of a meaningful", "investors' unreported purchases leave no meaningful figure"),
    (r"meaningful net import reliance could not be calculated", "no meaningful figure"),
)
"""What a footnote says, and how we say it. Others - sources, definitions, rounding - are left in the publication."""

_JORC = re.compile(
    r"australia, joint ore reserves committee-compliant .*? were (?:estimated to be )?(.*?)\.?$", re.IGNORECASE
)
_NAMED = re.compile(
    r"other countries (?:with reported reserves|estimated to still have .*? capacity) include (.*?)\.?$", re.IGNORECASE
)


@dataclass(frozen=True)
class Place:
    """A place as printed.

    Attributes:
        beside: what stands in parentheses beside the name.
    """

    code: str
    printed: str
    beside: str = ""


def place_of(text: str) -> Place | None:
    """The place that a cell names; None if it names none that is known."""
    printed = plain(text)
    name = printed.casefold()
    if name.startswith("world total"):
        return Place(WORLD, printed)
    if name.startswith("other countries"):
        return Place(OTHER, printed, _beside(printed))
    code = _country(name)
    if code is None:
        code = _country(re.sub(r"\(.*\)", "", name).strip())
        return Place(code, printed, _beside(printed)) if code else _joint(name, printed)
    return Place(code, printed)


def _beside(printed: str) -> str:
    found = re.search(r"\((.*)\)", printed)
    words = "" if found is None or found[1] == "rounded" else found[1]
    return re.sub(r"^includes ", "with ", words)


def _country(name: str) -> str | None:
    return _PLACES.get(name) or find_place(name)


def _joint(name: str, printed: str) -> Place | None:
    codes = [_country(each) for each in re.split(r",? and |, ", name)]
    if len(codes) < 2 or not all(codes):
        return None
    return Place("-".join(code for code in codes if code), printed)


def amount_of(text: str, note: str) -> tuple[str, str] | None:
    """The amount a cell prints, as our tables write it, and what is to be said of it; None if it cannot be read."""
    written = plain(text)
    told = _WORDS.get(written) or _WORDS.get(written.casefold())
    if told is not None:
        if written in {"", "s"} and re.search(r"less than (?:½|1/2)", note, re.IGNORECASE):
            return "<0.5", ""
        if written in {"", "s"} and re.search(r"(?:included in|included with)\b", note, re.IGNORECASE):
            return "made", ""
        return told
    if re.fullmatch(rf"[<>]?{_NUMBER}", written):
        return written.replace(",", ""), ""
    span = re.fullmatch(rf"({_NUMBER}) ?[-–] ?({_NUMBER})", written)
    return (f"{span[1]}-{span[2]}".replace(",", ""), "") if span else None


def said(note: str) -> list[str]:
    """What of a footnote matters to a reader of the figure, in our words."""
    found: list[str] = []
    for each in re.split(r" -- |\.-- ", plain(note)):
        words = each.strip()
        found += [ours for pattern, ours in _SAID if re.search(pattern, words, re.IGNORECASE)]
        if jorc := _JORC.search(words):
            found.append(f"by the JORC code {jorc[1]}")
        if named := _NAMED.search(words):
            found.append(f"others: {named[1]}")
    return list(dict.fromkeys(found))
