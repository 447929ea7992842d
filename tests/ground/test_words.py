import ast
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import renkei
from renkei.ground.days import parse_when
from renkei.ground.texts import Text
from renkei.ground.words import Words, catalog

SOURCE = Path(renkei.__file__).parent


def placeholders(sentence: str) -> set[str]:
    """The names to fill in; `on_day` is `day` with the preposition that only English needs."""
    return {field.removeprefix("on_") for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


def literal_keys() -> Iterator[tuple[str, str]]:
    """Every key a call of the words names outright, such as `words("met.never")`, with where it stands."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in {"words", "said"} or (name == "self" and path.name == "words.py"):
                firsts = (
                    [node.args[0].body, node.args[0].orelse] if isinstance(node.args[0], ast.IfExp) else [node.args[0]]
                )
                for first in firsts:
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        yield first.value, f"{path.relative_to(SOURCE)}:{node.lineno}"


def literal_starts() -> Iterator[tuple[str, str]]:
    """The fixed beginnings of keys made at run time, such as `caveats.` in `words(f"caveats.{code}")`."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.JoinedStr):
                first = node.args[0].values[0]
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in {"words", "said"} and isinstance(first, ast.Constant):
                    yield str(first.value), f"{path.relative_to(SOURCE)}:{node.lineno}"


def test_both_catalogs_have_the_same_keys() -> None:
    assert set(catalog("en")) ^ set(catalog("ja")) == set()


def test_both_catalogs_have_the_same_placeholders() -> None:
    ja = catalog("ja")
    shown = {key: (placeholders(en), placeholders(ja[key])) for key, en in catalog("en").items()}
    assert {key: both for key, both in shown.items() if both[0] != both[1]} == {}


def test_no_sentence_is_empty_in_one_language_alone() -> None:
    ja = catalog("ja")
    blank = {key for key, en in catalog("en").items() if bool(en.strip()) != bool(ja[key].strip())}
    assert blank <= {"update.place_unknown"}  # where no place is known, Japanese still needs a particle


def test_a_key_with_number_forms_has_both() -> None:
    for lang in ("en", "ja"):
        keys = catalog(lang)
        ones = {key.removesuffix(".one") for key in keys if key.endswith(".one")}
        assert {key for key in ones if f"{key}.other" not in keys} == set()


def test_every_key_the_code_names_is_in_the_catalog() -> None:
    keys = catalog("en")
    named = list(literal_keys())
    assert len(named) > 20
    assert [(key, place) for key, place in named if key not in keys and f"{key}.other" not in keys] == []


def test_every_beginning_of_a_key_the_code_makes_is_in_the_catalog() -> None:
    keys = catalog("en")
    begun = list(literal_starts())
    assert begun
    assert [(start, place) for start, place in begun if not any(key.startswith(start) for key in keys)] == []


@pytest.mark.parametrize(
    ("written", "en", "on", "ja"),
    [
        ("2023-05-16", "16 May 2023", "on 16 May 2023", "2023年5月16日"),
        ("2022-09", "September 2022", "in September 2022", "2022年9月"),
        ("2021", "2021", "in 2021", "2021年"),
        ("2019~", "about 2019", "about 2019", None),
        ("2023-05-19/2023-05-21", "19–21 May 2023", "on 19–21 May 2023", "2023年5月19日〜21日"),
        ("2023-05-30/2023-06-02", "30 May 2023 to 2 June 2023", "on 30 May 2023 to 2 June 2023", None),
    ],
)
def test_each_language_writes_days_its_own_way(written: str, en: str, on: str, ja: str | None) -> None:
    when = parse_when(written)
    english, japanese = Words("en"), Words("ja")
    assert (english.day(when), english.on(when)) == (en, on)
    if ja:
        assert japanese.day(when) == japanese.on(when) == ja


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2019, 4, 30), "2019年(平成31年)4月30日"),
        (date(2019, 5, 1), "2019年(令和元年)5月1日"),
        (date(2023, 5, 16), "2023年(令和5年)5月16日"),
        (date(1989, 1, 7), "1989年(昭和64年)1月7日"),
        (date(1989, 1, 8), "1989年(平成元年)1月8日"),
        (date(1926, 12, 24), "1926年12月24日"),
    ],
)
def test_eras_change_on_their_own_day(day: date, written: str) -> None:
    assert Words("ja", era=True).day(day) == written


def test_english_never_writes_eras() -> None:
    assert Words("en", era=True).day(date(2023, 5, 16)) == "16 May 2023"


@pytest.mark.parametrize(("n", "said"), [(1, "1 day"), (0, "0 days"), (2, "2 days"), (1475, "1,475 days")])
def test_the_number_chooses_the_form(n: int, said: str) -> None:
    assert Words("en")("days.count", n=n) == said


def test_a_missing_key_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(KeyError):
        Words("en")("no.such.key")


def test_a_label_falls_back_to_the_word_itself() -> None:
    assert Words("en").label("level", "vice-ministerial") == "vice-ministerial"
    assert Words("ja").label("level", "no-such-level") == "no-such-level"


def test_texts_and_lists_are_written_in_the_language() -> None:
    assert Words("ja").text(Text(en="Japan", ja="日本")) == "日本"
    assert Words("en").text(None) == ""
    assert (Words("en").join(["a", "b"]), Words("ja").join(["a", "b"])) == ("a, b", "a、b")
    assert Words("en").day(None) == catalog("en")["none"]
