from pathlib import Path

import pytest
from babel import Locale

from renkei.ground import places
from renkei.ground.kept import CHANGES_SHOW
from renkei.ground.languages import LANGS, Lang
from renkei.ground.places import GROUPS, find_place, known, place_name


@pytest.mark.parametrize("code", ["US", "JP", "KR", "NL", "TW", "PH", "EU", "G7", "QUAD"])
def test_countries_and_groups_are_known_by_their_code(code: str) -> None:
    assert known(code)


@pytest.mark.parametrize("code", ["", "us", "USA", "ZZ", "XA", "QQ", "001", "jp-meti", "Japan", "G8", "🇯🇵"])
def test_anything_else_is_no_place(code: str) -> None:
    assert not known(code)


@pytest.mark.parametrize(
    ("code", "en", "ja"),
    [
        ("US", "United States", "米国"),
        ("JP", "Japan", "日本"),
        ("KR", "Republic of Korea", "韓国"),
        ("DE", "Germany", "ドイツ"),
        ("EU", "European Union", "欧州連合"),
        ("QUAD", "Quad partners", "日米豪印"),
        ("US-JP", "United States-Japan", "米国・日本"),
        ("QQ", "QQ", "QQ"),
    ],
)
def test_a_place_has_its_usual_name_in_both_languages(code: str, en: str, ja: str) -> None:
    assert (place_name(code, "en"), place_name(code, "ja")) == (en, ja)


def test_every_group_is_named_in_both_languages() -> None:
    assert all(en and ja for en, ja in GROUPS.values())


@pytest.mark.parametrize("lang", LANGS)
def test_names_are_those_of_the_locale_data_kept_or_not(
    lang: Lang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for kept in (False, True):
        assert bool(list(tmp_path.glob("renkei/places_*"))) == (kept and CHANGES_SHOW)
        places._names.cache_clear()
        assert list(places._names(lang).items()) == [(c, str(n)) for c, n in Locale(lang).territories.items()]
    places._names.cache_clear()


def test_places_are_named_where_nothing_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    places._names.cache_clear()
    places._by_name.cache_clear()
    assert find_place("中国") == find_place("China") == "CN"
