"""Places: ISO 3166-1 codes and the groups the record speaks of, named in both languages."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from renkei.ground.kept import made_of
from renkei.ground.languages import LANGS, Lang

GROUPS: dict[str, tuple[str, str]] = {
    "EU": ("European Union", "欧州連合"),
    "G7": ("G7", "G7"),
    "G20": ("G20", "G20"),
    "IPEF": ("IPEF partners", "IPEF参加国"),
    "QUAD": ("Quad partners", "日米豪印"),
}
"""Groups that promise or act as one: English and Japanese name."""

_SHORT = {
    ("US", "en"): "United States",
    ("US", "ja"): "米国",
    ("KR", "en"): "Republic of Korea",
    ("GB", "ja"): "英国",
    ("NL", "en"): "Netherlands",
    ("KR", "ja"): "韓国",
    ("TW", "ja"): "台湾",
    ("AE", "ja"): "アラブ首長国連邦",
    ("CD", "en"): "DR Congo",
    ("CD", "ja"): "コンゴ民主共和国",
    ("CG", "en"): "Republic of the Congo",
    ("CG", "ja"): "コンゴ共和国",
    ("HK", "en"): "Hong Kong",
    ("HK", "ja"): "香港",
    ("MM", "en"): "Myanmar",
    ("MM", "ja"): "ミャンマー",
}

_ALSO = {
    "hong kong": "HK",
    "香港": "HK",
    "macau": "MO",
    "macao": "MO",
    "マカオ": "MO",
    "south korea": "KR",
    "korea": "KR",
    "north korea": "KP",
    "uk": "GB",
    "great britain": "GB",
    "usa": "US",
    "prc": "CN",
    "中華人民共和国": "CN",
    "the netherlands": "NL",
    "holland": "NL",
    "burma": "MM",
    "turkey": "TR",
    "czech republic": "CZ",
    "uae": "AE",
    "russian federation": "RU",
    "viet nam": "VN",
    "アメリカ": "US",
    "アメリカ合衆国": "US",
    "大韓民国": "KR",
}
"""Other names people give places."""

_NOWHERE = {"ZZ", "XA", "XB"}
"""Codes that the locale data names though they stand for no place: the unknown region and two that test programs."""


def known(code: str) -> bool:
    """Whether `code` is a country code or a group the record may name."""
    return code in GROUPS or (len(code) == 2 and code.isupper() and code not in _NOWHERE and code in _names("en"))


def place_name(code: str, lang: Lang) -> str:
    """The place's usual name; a joint body such as `US-JP` is named by its members."""
    if code in GROUPS:
        return GROUPS[code][0 if lang == "en" else 1]
    if (code, lang) in _SHORT:
        return _SHORT[code, lang]
    if "-" in code:
        return ("・" if lang == "ja" else "-").join(place_name(part, lang) for part in code.split("-"))
    return _names(lang).get(code, code)


def find_place(text: str) -> str | None:
    """The code of the place or group that `text` names, by code or by name in English or Japanese; None if none is."""
    written = unicodedata.normalize("NFKC", text).strip()
    if known(written.upper()) and (len(written) == 2 or written.upper() in GROUPS):
        return written.upper()
    return _by_name().get(written.casefold())


@cache
def _names(lang: Lang) -> dict[str, str]:
    """The name of every territory in one language, by code, as the locale data have them."""
    found = find_spec("babel")
    if found is None or found.origin is None:
        return _read(lang)
    place = Path(found.origin).with_name("locale-data")
    try:
        files = [(name, (place / name).stat()) for name in ("root.dat", f"{lang}.dat")]
    except OSError:
        return _read(lang)
    names: dict[str, str] = made_of(f"places_{lang}", place, files, lambda: _read(lang))
    return names


def _read(lang: Lang) -> dict[str, str]:
    from babel import Locale  # only the first command after a change reads the locale data themselves

    return {code: str(name) for code, name in Locale(lang).territories.items()}


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for lang in LANGS:
        for code, name in _names(lang).items():
            if len(code) == 2 and code not in _NOWHERE:
                found.setdefault(unicodedata.normalize("NFKC", name).casefold(), code)
    for (code, _), name in _SHORT.items():
        found[name.casefold()] = code
    return found | _ALSO
