import pytest
from pydantic import ValidationError

from renkei.ground.sources import How, Source, Sourced, best, to_cite


def source(how: str, *, read: bool = True, address: str | None = "https://example.org/a") -> Source:
    return Source(how=How(how), read=read, address=address if how != "memory" else None)


def test_a_source_without_address_is_refused_unless_it_is_memory() -> None:
    for how in ("official", "mirror", "press"):
        with pytest.raises(ValidationError, match="a source without address"):
            Source(how=How(how))
    assert Source(how=How.MEMORY).address is None


@pytest.mark.parametrize(
    "address",
    [
        "example.org/page",
        "ftp://example.org",
        "https://localhost",
        "https://example.org/a b",
        "javascript:alert(1)",
        "https://",
        "see above",
        "",
    ],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="is not a web address"):
        Source(how=How.PRESS, address=address)


def test_an_unknown_way_of_checking_is_refused() -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({"how": "hearsay", "address": "https://example.org"})


def test_a_fact_is_checked_as_well_as_its_best_source_that_was_read() -> None:
    assert best([source("press"), source("mirror")]) is How.MIRROR
    assert best([source("official", read=False), source("press")]) is How.PRESS


def test_a_fact_none_of_whose_sources_was_read_rests_on_memory() -> None:
    assert best([source("official", read=False)]) is How.MEMORY
    assert best([]) is How.MEMORY
    assert Sourced().checked is How.MEMORY


def test_the_official_address_is_cited_even_where_only_a_copy_was_read() -> None:
    official = source("official", read=False, address="https://official.example.org")
    assert to_cite([source("press"), official, source("mirror")]) is official


def test_of_two_equal_sources_the_one_read_is_cited() -> None:
    read = source("press", address="https://read.example.org")
    assert to_cite([source("press", read=False), read]) is read


def test_memory_is_never_cited() -> None:
    assert to_cite([source("memory")]) is None
    assert to_cite([]) is None


def test_only_official_texts_and_their_copies_verify() -> None:
    assert [how.value for how in How if how.verified] == ["official", "mirror"]


@pytest.mark.parametrize(
    ("address", "site"),
    [("https://www.meti.go.jp/press/", "meti.go.jp"), ("https://nist.gov", "nist.gov"), (None, "")],
)
def test_a_site_is_named_without_www(address: str | None, site: str) -> None:
    assert Source(how=How.OFFICIAL if address else How.MEMORY, address=address).site == site
