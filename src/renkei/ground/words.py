"""The program's own words in English and Japanese: labels, sentences, and days as each language writes them.

The catalogs are `data/words/en.yaml` and `data/words/ja.yaml`: the same keys, the same `{placeholders}`. A key with the
forms `one` and `other` is chosen by its `{n}`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renkei.ground.days import When
from renkei.ground.kept import made_of
from renkei.ground.languages import InBothLanguages, Lang
from renkei.ground.shipped import shipped

if TYPE_CHECKING:
    from renkei.ground.texts import Text

_ERAS = ((date(2019, 5, 1), "令和"), (date(1989, 1, 8), "平成"), (date(1926, 12, 25), "昭和"))


@cache
def catalog(lang: Lang) -> dict[str, str]:
    """Every word and sentence of one language, by dotted key."""
    path = shipped(f"words/{lang}.yaml")
    found: dict[str, str] = made_of(f"words_{lang}", path.parent, [(path.name, path.stat())], lambda: _read(path))
    return found


def _read(path: Path) -> dict[str, str]:
    import yaml  # only the first command after a change reads the file itself

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return dict(_flat("", yaml.load(path.read_text(encoding="utf-8"), Loader=loader)))  # noqa: S506 - strings only


def _flat(prefix: str, value: Any) -> Iterable[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _flat(f"{prefix}.{key}" if prefix else key, each)
    else:
        yield prefix, str(value)


class Words:
    """The words of one language, and its way of writing days, numbers and lists.

    Args:
        lang: `en` or `ja`.
        era: whether Japanese days are written with the era (令和5年) as well as the year.
        both: whether names are followed by the same name in its other script.
    """

    def __init__(self, lang: Lang = "en", *, era: bool = False, both: bool = False) -> None:
        self.lang: Lang = lang
        self.era = era
        self.both = both
        self._catalog = catalog(lang)

    def __call__(self, key: str, **values: Any) -> str:
        """The sentence under `key`, its placeholders filled in.

        Raises:
            KeyError: if the catalog has no such key, which the tests rule out.
        """
        if key not in self._catalog:
            key = f"{key}.{'one' if values.get('n') == 1 and f'{key}.one' in self._catalog else 'other'}"
        shown = {name: self._shown(value) for name, value in values.items()}
        days = {f"on_{name}": self.on(value) for name, value in values.items() if isinstance(value, date | When)}
        return self._catalog[key].format(**shown, **days)

    def has(self, key: str) -> bool:
        """Whether the catalog has `key`."""
        return key in self._catalog

    def label(self, group: str, word: str) -> str:
        """The label of a word from a closed list, such as the level `vice-ministerial`."""
        return self._catalog.get(f"{group}.{word}", word)

    def text(self, text: Text | None) -> str:
        """A bilingual text in this language; nothing for none."""
        return text[self.lang] if text else ""

    def name(self, text: Text) -> str:
        """A name in this language; with the same name in its other script behind it, if both are wanted."""
        own = text[self.lang]
        others = [form for form in (text.en, text.ja, text.local) if form and form != own]
        return own + self.aside(others[0]) if self.both and others else own

    def number(self, value: float) -> str:
        """A number with separators."""
        return f"{value:,}"

    def aside(self, text: str) -> str:
        """Something in brackets after a word: ` (text)`, or `（text）` without a space in Japanese."""
        return f"（{text}）" if self.lang == "ja" else f" ({text})"

    def join(self, items: Iterable[str]) -> str:
        """A list in running text."""
        return ("、" if self.lang == "ja" else ", ").join(items)

    def day(self, day: date | When | None) -> str:
        """A day in running text: `16 May 2023`, `2023年5月16日`, or with the era `2023年(令和5年)5月16日`."""
        if day is None:
            return self("none")
        if isinstance(day, date):
            return self._day(day)
        if day.span:
            first, _, last = day.text.partition("/")
            if len(first) == 10 and first[:7] == last[:7]:
                return self._span_in_month(day.earliest, day.latest)
            return self("days.span", first=day.earliest, last=day.latest)
        written = {"day": self._day, "month": self._month, "year": self._year}[day.precision](self._named(day))
        return self("days.about", day=written) if day.about else written

    def on(self, day: date | When) -> str:
        """A day with its preposition: `on 16 May 2023`, `in September 2022`; Japanese needs none."""
        if self.lang == "ja" or (isinstance(day, When) and (day.about or (day.span and not day.exact))):
            return self.day(day)
        whole = isinstance(day, date) or day.precision == "day"
        return f"{'on' if whole else 'in'} {self.day(day)}"

    def _named(self, day: When) -> date:
        parts = [int(part) for part in day.text.rstrip("~?%").split("-")]
        return date(*[*parts, 1, 1][:3])

    def _year(self, day: date) -> str:
        if self.lang == "en":
            return str(day.year)
        era = _era_year(day) if self.era else ""
        return f"{day.year}年({era})" if era else f"{day.year}年"

    def _month(self, day: date) -> str:
        return f"{self._year(day)}{day.month}月" if self.lang == "ja" else f"{day:%B} {day.year}"

    def _day(self, day: date) -> str:
        return f"{self._month(day)}{day.day}日" if self.lang == "ja" else f"{day.day} {day:%B} {day.year}"

    def _span_in_month(self, first: date, last: date) -> str:
        if self.lang == "ja":
            return f"{self._month(first)}{first.day}日〜{last.day}日"
        return f"{first.day}–{last.day} {first:%B} {first.year}"

    def _shown(self, value: Any) -> Any:
        if isinstance(value, InBothLanguages):
            return value[self.lang]
        if isinstance(value, date | When):
            return self.day(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.number(value)
        return value


def _era_year(day: date) -> str:
    for start, name in _ERAS:
        if day >= start:
            year = day.year - start.year + 1
            return f"{name}{'元' if year == 1 else year}年"
    return ""
