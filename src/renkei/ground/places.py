"""Places: ISO 3166-1 codes and the groups the record speaks of, named in both languages."""

from __future__ import annotations

from renkei.ground.texts import Lang

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
}


_NOWHERE = {"ZZ", "XA", "XB"}
"""Codes that the locale data names though they stand for no place: the unknown region and two that test programs."""


def known(code: str) -> bool:
    """Whether `code` is a country code or a group the record may name."""
    from babel import Locale

    return code in GROUPS or (
        len(code) == 2 and code.isupper() and code not in _NOWHERE and code in Locale("en").territories
    )


def place_name(code: str, lang: Lang) -> str:
    """The place's usual name; a joint body such as `US-JP` is named by its members."""
    from babel import Locale

    if code in GROUPS:
        return GROUPS[code][0 if lang == "en" else 1]
    if (code, lang) in _SHORT:
        return _SHORT[code, lang]
    if "-" in code:
        return ("・" if lang == "ja" else "-").join(place_name(part, lang) for part in code.split("-"))
    return str(Locale(lang).territories.get(code, code))
