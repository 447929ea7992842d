"""The user's own record laid over another: what is added, amended and withdrawn, and how answers tell it apart."""

from datetime import date

import pytest

from renkei.desk.met import MetFilter, met
from renkei.ground.errors import BadRecord, UnknownWord
from renkei.record.keeping import Record
from renkei.record.knowing import View
from sample_world import World, agency, event, meeting


def the_fault(own: World, below: Record) -> tuple[str, str]:
    with pytest.raises(BadRecord) as caught:
        own.over(below)
    (fault,) = caught.value.faults
    assert fault.help
    return fault.code, fault.message


def test_a_new_id_adds_a_row(sample: World, own: World) -> None:
    own.put("meetings", meeting("m-n6", "north", "ministerial", "2024-02-02"))
    record = own.over(sample.record())
    assert record.meetings["m-n6"].layer == "added"
    assert record.meetings["m-n5"].layer == "built-in"
    assert len(record.meetings) == len(sample.record().meetings) + 1


def test_an_amendment_replaces_the_fields_it_names_and_keeps_the_others(sample: World, own: World) -> None:
    below = sample.record()
    own.put("meetings", {"change": "amend", "id": "m-n2", "date": "2020-02-21", "topics": ["ports"]})
    row = own.over(below).meetings["m-n2"]
    assert (row.date.text, row.topics, row.layer) == ("2020-02-21", ["ports"], "amended")
    kept = {"date", "topics", "layer"}
    assert row.model_dump(exclude=kept) == below.meetings["m-n2"].model_dump(exclude=kept)


@pytest.mark.parametrize(
    "table", ["forums", "meetings", "people", "agencies", "documents", "commitments", "instruments", "events"]
)
def test_an_amendment_of_nothing_but_a_note_leaves_every_row_of_the_built_in_record_as_it_is(
    built_in: Record, own: World, table: str
) -> None:
    for name in built_in.tables[table]:
        own.put(table, {"change": "amend", "id": name, "note": {"en": "seen"}})
    changed = own.over(built_in).tables[table]
    for name, row in built_in.tables[table].items():
        assert changed[name].model_dump(exclude={"note", "layer"}) == row.model_dump(exclude={"note", "layer"})
        assert changed[name].note is not None


def test_a_withdrawn_row_is_gone(sample: World, own: World) -> None:
    own.put("meetings", {"change": "withdraw", "id": "m-b1", "reason": "it was another week"})
    record = own.over(sample.record())
    assert "m-b1" not in record.meetings
    assert ("meetings", "m-b1") not in record.files


def test_the_record_below_stays_as_it_is(sample: World, own: World) -> None:
    below = sample.record()
    own.put("meetings", {"change": "withdraw", "id": "m-b1", "reason": "it was another week"})
    own.put("meetings", {"change": "amend", "id": "m-n2", "date": "2020-02-21"}, name="m-n2")
    own.over(below)
    assert below == sample.record()


def test_a_row_is_not_withdrawn_without_a_reason(sample: World, own: World) -> None:
    own.put("meetings", {"change": "withdraw", "id": "m-b1"})
    assert the_fault(own, sample.record()) == ("no-reason", "a row is withdrawn without a reason")


@pytest.mark.parametrize("change", ["amend", "withdraw"])
def test_only_rows_of_the_record_below_can_be_changed(sample: World, own: World, change: str) -> None:
    own.put("meetings", {"change": change, "id": "m-n9", "reason": "gone"})
    assert the_fault(own, sample.record()) == ("unknown-id", f"there is no `m-n9` to {change}")


def test_an_id_of_another_table_is_unknown(sample: World, own: World) -> None:
    own.put("events", {"change": "amend", "id": "m-n1", "date": "2020-01-01"})
    assert the_fault(own, sample.record())[0] == "unknown-id"


def test_a_row_cannot_be_added_under_an_id_that_is_taken(sample: World, own: World) -> None:
    own.put("meetings", meeting("m-n1", "north", "ministerial", "2024-02-02"))
    assert the_fault(own, sample.record()) == ("duplicate-id", "the id `m-n1` is already in the record below")


def test_an_id_that_stands_in_two_files_is_told_with_the_other_file(sample: World, own: World) -> None:
    first = own.put("events", event("e-x", "2020-01-01"), name="a")
    own.put("events", event("e-x", "2020-01-02"), name="b")
    code, message = the_fault(own, sample.record())
    assert code == "duplicate-id"
    assert str(first) in message


def test_one_file_cannot_change_a_row_that_another_changes_too(sample: World, own: World) -> None:
    own.put("meetings", {"change": "amend", "id": "m-n1", "date": "2019-03-11"}, name="a")
    own.put("meetings", {"change": "withdraw", "id": "m-n1", "reason": "gone"}, name="b")
    assert the_fault(own, sample.record())[0] == "duplicate-id"


def test_a_change_nobody_knows_is_told(sample: World, own: World) -> None:
    own.put("meetings", {"change": "delete", "id": "m-n1"})
    assert the_fault(own, sample.record()) == ("unknown-change", "`change: delete` is not known")


def test_an_amendment_that_breaks_a_row_is_told(sample: World, own: World) -> None:
    own.put("meetings", {"change": "amend", "id": "m-n1", "date": "2019-02-29"})
    assert the_fault(own, sample.record())[0] == "impossible-date"


def test_answers_tell_whose_rows_they_rest_on(sample: World, own: World) -> None:
    own.put("meetings", meeting("m-n6", "north", "ministerial", "2023-07-07"))
    own.put("meetings", {"change": "amend", "id": "m-n2", "topics": ["ports"]})
    own.put("meetings", {"change": "withdraw", "id": "m-n3", "reason": "it was another week"})
    view = View(own.over(sample.record()), date(2024, 1, 1))
    answer = met(view, MetFilter(forum="north"), each=True)
    layers = {source.id: source.layer for source in answer.sources if source.table == "meetings"}
    assert layers["m-n6"] == "added"
    assert layers["m-n2"] == "amended"
    assert layers["m-n1"] == "built-in"
    assert "m-n3" not in layers
    told = {caveat.code: caveat.values for caveat in answer.caveats}
    assert told["own_added"] == {"n": 1, "ids": ["m-n6"]}
    assert told["own_amended"] == {"n": 1, "ids": ["m-n2"]}


def test_an_answer_without_own_rows_says_nothing_of_them(sample: World) -> None:
    codes = {caveat.code for caveat in met(sample.view("2024-01-01")).caveats}
    assert codes.isdisjoint({"own_added", "own_amended"})


def test_the_day_up_to_which_a_record_was_looked_after_stays_unless_the_own_record_says_another(
    sample: World, own: World
) -> None:
    sample.raw("checked.yaml", "through: 2023-12-31\n")
    own.put("agencies", agency("x", "IS"))
    assert str(own.over(sample.record()).checked_through) == "2023-12-31"
    own.raw("checked.yaml", "through: 2024-06\n")
    assert str(own.over(sample.record()).checked_through) == "2024-06"


def test_rows_are_kept_in_the_order_of_their_ids(built_in: Record) -> None:
    for rows in built_in.tables.values():
        assert list(rows) == sorted(rows)


@pytest.mark.parametrize(
    ("table", "word", "name"),
    [
        ("forums", "epcc", "epcc"),
        ("forums", "EPCC", "epcc"),
        ("agencies", "METI", "jp-meti"),
        ("agencies", "経産省", "jp-meti"),
        ("agencies", "経済産業省", "jp-meti"),
        ("topics", "semiconductors", "semiconductors"),
        ("topics", " Semiconductors ", "semiconductors"),
        ("people", "林芳正", "hayashi"),
    ],
)
def test_a_row_is_known_by_its_id_and_its_names_in_both_languages(
    built_in: Record, table: str, word: str, name: str
) -> None:
    assert built_in.known(table, word) == name


def test_an_unknown_word_is_told_with_what_may_have_been_meant(built_in: Record) -> None:
    with pytest.raises(UnknownWord) as caught:
        built_in.known("forums", "epc")
    assert caught.value.message == "no forum is called `epc`"
    assert "`epcc`" in caught.value.help
    with pytest.raises(UnknownWord, match="no person is called"):
        built_in.known("people", "nobody at all of that name")
