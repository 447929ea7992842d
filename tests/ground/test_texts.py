import pytest
from pydantic import ValidationError

from renkei.ground.texts import Text


def test_a_text_is_given_in_the_language_asked_for() -> None:
    name = Text(en="Japan", ja="日本")
    assert (name["en"], name["ja"]) == ("Japan", "日本")


def test_english_stands_in_where_no_japanese_is_written() -> None:
    assert Text(en="Japan")["ja"] == "Japan"


@pytest.mark.parametrize(
    "parts",
    [{}, {"ja": "日本"}, {"en": ""}, {"en": "Japan", "ja": ""}, {"en": "Japan", "fr": "Japon"}, "Japan"],
)
def test_a_text_without_english_or_with_other_languages_is_refused(parts: object) -> None:
    with pytest.raises(ValidationError):
        Text.model_validate(parts)


@pytest.mark.parametrize(
    ("parts", "both"),
    [
        ({"en": "Raimondo", "ja": "レモンド"}, "Raimondo (レモンド)"),
        ({"en": "Ahn", "local": "안덕근"}, "Ahn (안덕근)"),
        ({"en": "Ahn", "ja": "安", "local": "안"}, "Ahn (安)"),
        ({"en": "NSTC", "ja": "NSTC"}, "NSTC"),
        ({"en": "NSTC"}, "NSTC"),
    ],
)
def test_both_scripts_stand_together_only_where_they_differ(parts: dict[str, str], both: str) -> None:
    assert Text(**parts).both() == both
