"""What a row must be: each fault is told with its file, its line and what to do."""

from typing import Any

import pytest

from sample_world import World, due_by, proof


def the_fault(sample: World, table: str, name: str, **fields: Any) -> tuple[str, str, str, str]:
    """The one fault of a changed row: its code, the text of its line, what is wrong and what to do."""
    path = sample.change(table, name, **fields)
    (fault,) = [each for each in sample.faults() if each.file == path]
    return fault.code, path.read_text().splitlines()[fault.line - 1], fault.message, fault.help


def test_a_field_nobody_knows_is_told(sample: World) -> None:
    told = the_fault(sample, "meetings", "m-n1", moood="good")
    assert told == (
        "unknown-field",
        "moood: good",
        "`moood` is not a field here",
        "remove it or correct its name",
    )


def test_a_field_nobody_knows_deep_in_a_row_is_told_where_it_stands(sample: World) -> None:
    code, line, message, _ = the_fault(
        sample, "commitments", "c-kept", evidence=[proof("m-n2", "2020-02-20", "fulfills", mood="good")]
    )
    assert (code, line, message) == ("unknown-field", "  mood: good", "`evidence.0.mood` is not a field here")


@pytest.mark.parametrize("field", ["level", "date", "mode", "status"])
def test_a_missing_field_is_told_by_name(sample: World, field: str) -> None:
    code, _, message, advice = the_fault(sample, "meetings", "m-n4", **{field: None})
    assert (code, message) == ("missing-field", f"`{field}` is missing")
    assert advice.startswith("add it")


def test_a_promise_without_owner_is_told(sample: World) -> None:
    code, line, message, advice = the_fault(sample, "commitments", "c-kept", owners=[])
    assert (code, line, message) == ("no-owner", "owners: []", "`owners` is empty")
    assert advice == "a promise needs somebody who made it"


def test_a_promise_whose_owners_are_left_out_is_told(sample: World) -> None:
    assert the_fault(sample, "commitments", "c-kept", owners=None)[2] == "`owners` is missing"


@pytest.mark.parametrize("how", ["official", "mirror", "press"])
def test_a_source_without_address_is_told(sample: World, how: str) -> None:
    code, line, message, advice = the_fault(sample, "events", "e-lab", sources=[{"how": how, "read": "yes"}])
    assert (code, line) == ("no-address", f"- how: {how}")
    assert message == "a source without address"
    assert advice.startswith("give its `address`")


@pytest.mark.parametrize("written", ["2023-02-30", "2023-13", "0000", "2023-05-21/2023-05-19", "tomorrow", ""])
def test_an_impossible_date_is_told_with_what_was_written(sample: World, written: str) -> None:
    code, line, message, advice = the_fault(sample, "meetings", "m-n4", date=written)
    assert code == "impossible-date"
    assert line.startswith("date:")
    assert f"`{written}`" in message
    assert advice


def test_an_impossible_date_deep_in_a_row_is_told_on_its_own_line(sample: World) -> None:
    code, line, _, _ = the_fault(sample, "commitments", "c-kept", due=due_by("2020-03-31", "2021-02-29"))
    assert (code, line.strip()) == ("impossible-date", "by: 2021-02-29")


@pytest.mark.parametrize(
    ("table", "name", "fields", "code"),
    [
        ("meetings", "m-n4", {"level": "minister"}, "unknown-word"),
        ("meetings", "m-n4", {"status": "happened"}, "unknown-word"),
        ("meetings", "m-n4", {"ordinal": "second"}, "bad-form"),
        ("meetings", "m-n4", {"forum": "North Forum"}, "bad-form"),
        ("meetings", "m-n4", {"chairs": "anna"}, "bad-value"),
        ("meetings", "m-n4", {"place": "Reykjavik"}, "bad-value"),
        ("forums", "north", {"parties": ["IS"]}, "missing-field"),
        ("people", "anna", {"offices": []}, "missing-field"),
        ("people", "anna", {"country": "Iceland"}, "bad-form"),
        ("documents", "d-n1", {"binding": "maybe"}, "bad-value"),
        ("documents", "d-n1", {"binding": "true"}, "bad-value"),
        (
            "events",
            "e-money",
            {"amount": {"value": "much", "currency": "USD", "basis": "pledged"}},
            "bad-value",
        ),
        (
            "events",
            "e-money",
            {"amount": {"value": "5", "currency": "dollars", "basis": "pledged"}},
            "bad-form",
        ),
        ("events", "e-money", {"sources": [{"how": "press", "address": "www.example.org"}]}, "bad-value"),
        (
            "events",
            "e-money",
            {"disputes": [{"about": "date", "readings": [{"says": {"en": "x"}, "by": "y"}]}]},
            "missing-field",
        ),
        ("commitments", "c-kept", {"every": "P12M"}, "bad-value"),
        ("commitments", "c-yearly", {"counts": None}, "bad-value"),
        ("commitments", "c-yearly", {"every": "P"}, "bad-value"),
        ("commitments", "c-yearly", {"every": "yearly"}, "bad-value"),
        ("commitments", "c-kept", {"evidence": [proof("m-n2", "2020-02-20", "proves")]}, "unknown-word"),
        ("commitments", "c-kept", {"standing": "1"}, "bad-value"),
        ("instruments", "i-rule", {"jurisdiction": "Iceland"}, "bad-form"),
    ],
)
def test_a_value_that_does_not_fit_is_told_by_its_kind(
    sample: World, table: str, name: str, fields: dict[str, Any], code: str
) -> None:
    found, line, _, advice = the_fault(sample, table, name, **fields)
    assert found == code
    assert line
    assert advice


@pytest.mark.parametrize(
    ("reading", "message"),
    [
        ({}, "needs either `by`"),
        ({"by": "2020-01-01", "after": "2020-01-01", "count": "3", "unit": "days"}, "needs either `by`"),
        ({"after": "2020-01-01", "count": "3"}, "needs either `by`"),
        ({"after": "2020-01-01", "count": "3", "unit": "business days"}, "business days need a `calendar`"),
        ({"after": "2020-01-01", "count": "0", "unit": "days"}, "count"),
        ({"after": "2020-01-01", "count": "999999999", "unit": "business days", "calendar": "US"}, "count"),
        ({"after": "9999-12-01", "count": "3", "unit": "months"}, "too late to count from"),
    ],
)
def test_a_due_day_that_cannot_be_counted_is_told_as_a_bad_value(
    sample: World, reading: dict[str, str], message: str
) -> None:
    due = {"readings": [{"rule": {"en": "counted"}} | reading]}
    code, _, said, _ = the_fault(sample, "commitments", "c-kept", due=due)
    assert code == "bad-value"
    assert message in said


@pytest.mark.parametrize(
    ("reading", "day"),
    [
        ({"after": "2026-02-17", "count": "45", "unit": "business days", "calendar": "US"}, "2026-04-21"),
        ({"after": "2026-02-17", "count": "45", "unit": "business days", "calendar": "US+JP"}, "2026-04-23"),
        ({"after": "2024-01-31", "count": "1", "unit": "months"}, "2024-02-29"),
        ({"after": "2024-02-01", "count": "29", "unit": "days"}, "2024-03-01"),
        ({"after": "2024-02", "count": "1", "unit": "days"}, "2024-03-01"),
        ({"by": "2024-02"}, "2024-02"),
    ],
)
def test_a_due_day_is_counted_from_the_last_day_it_may_start(sample: World, reading: dict[str, str], day: str) -> None:
    sample.change("commitments", "c-open", due={"readings": [{"rule": {"en": "counted"}} | reading]})
    due = sample.record().commitments["c-open"].due
    assert due is not None
    assert [str(each.day) for each in due.readings] == [day]


@pytest.mark.parametrize("written", ["m n1", "M-N1", "m_n1", "-m", "x" * 81, "日本"])
def test_an_id_is_made_of_small_letters_digits_and_hyphens(sample: World, written: str) -> None:
    path = sample.put("topics", {"id": written, "name": {"en": "x"}}, name="x")
    assert [(fault.file, fault.line) for fault in sample.faults()] == [(path, 1)]


@pytest.mark.parametrize("written", ["", None, ["a"], {"a": "b"}])
def test_a_row_without_id_is_told(sample: World, written: object) -> None:
    sample.put("topics", {"name": {"en": "x"}} | ({} if written is None else {"id": written}), name="x")
    assert sample.codes() == {"no-id"}


def test_yes_and_no_are_the_only_words_for_it(sample: World) -> None:
    sample.change("documents", "d-n1", binding="yes")
    sample.change("documents", "d-s1", binding="no")
    documents = sample.record().documents
    assert (documents["d-n1"].binding, documents["d-s1"].binding) == (True, False)


def test_the_country_no_stays_norway(sample: World) -> None:
    sample.raw(
        "agencies/nfd.yaml",
        "id: nfd\nname: {en: Fisheries}\nshort: {en: Fisheries}\ncountry: NO\nsources:\n- how: memory\n",
    )
    assert sample.record().agencies["nfd"].country == "NO"
    assert sample.faults() == []
