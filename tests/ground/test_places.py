import pytest

from renkei.ground.places import GROUPS, known, place_name


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
