import pytest

from renkei.desk.coverage import CoverageRow, absences, by_forum, coverage
from renkei.desk.followed import followed
from renkei.desk.institutions import institutions
from renkei.desk.pairs import pairs
from sample_world import World, event, instrument, promise


def topics(sample: World, as_of: str) -> dict[str, CoverageRow]:
    return {row.topic: row for row in coverage(sample.view(as_of)).rows}


def test_a_narrower_topic_puts_the_broader_one_on_the_table(sample: World) -> None:
    told = topics(sample, "2024-01-01")
    assert (str(told["fish"].last_on_a_table), told["fish"].meetings) == ("2023-06-30", 4)
    assert (str(told["food"].last_on_a_table), told["food"].meetings) == ("2023-06-30", 5)
    assert told["food"].narrower == ("fish",)


def test_a_broader_topic_does_not_put_the_narrower_one_on_the_table(sample: World) -> None:
    assert str(topics(sample, "2022-01-01")["fish"].last_on_a_table) == "2020-02-20"
    assert str(topics(sample, "2022-01-01")["food"].last_on_a_table) == "2021-09-15"


def test_a_topic_on_no_table_stands_with_the_forums_whose_field_it_is(sample: World) -> None:
    ports = topics(sample, "2021-01-01")["ports"]
    assert (ports.last_on_a_table, ports.days_since, ports.meetings) == (None, None, 0)
    assert [(table.forum, table.mandate, table.meetings) for table in ports.forums] == [("north", True, 0)]


def test_contacts_in_no_forum_are_a_table_too(sample: World) -> None:
    tables = {table.forum: table.meetings for table in topics(sample, "2024-01-01")["wool"].forums}
    assert tables == {"south": 2, None: 1}


@pytest.mark.parametrize(("days", "silent"), [(185, {"wool", "ports"}), (184, {"wool", "ports", "fish", "food"})])
def test_only_topics_silent_for_more_than_so_many_days_are_told(sample: World, days: int, silent: set[str]) -> None:
    """From 30 June 2023 to 1 January 2024 are 185 days."""
    assert {row.topic for row in coverage(sample.view("2024-01-01"), silent_days=days).rows} == silent


def test_topics_on_no_table_are_listed(sample: World) -> None:
    assert coverage(sample.view("2024-01-01")).summary["on_no_table"] == ["ports"]


def test_one_topic_is_told_with_its_narrower_ones_and_one_forum_with_its_own(sample: World) -> None:
    view = sample.view("2024-01-01")
    assert {row.topic for row in coverage(view, topic="food").rows} == {"food", "fish"}
    assert {row.topic for row in coverage(view, forum="south").rows} == {"wool"}


def test_a_topic_looked_for_and_not_there_is_told_apart_from_one_not_noted(sample: World) -> None:
    told = {row.topic: row.absent for row in absences(sample.view("2024-01-01"), "north").rows}
    assert told == {"ports": "checked", "wool": "not noted"}


def test_a_forum_that_never_met_has_no_absences(sample: World) -> None:
    assert absences(sample.view("2019-06-30"), "south").rows == ()


def test_each_forum_shows_its_meetings_documents_and_promises(sample: World) -> None:
    rows = {row.forum: row for row in by_forum(sample.view("2024-01-01")).rows}
    north, south = rows["north"], rows["south"]
    assert (north.meetings, north.documents, north.promises, north.fulfilled) == (8, 1, 14, 4)
    assert (south.meetings, south.documents, south.promises, south.fulfilled) == (2, 1, 1, 0)
    assert south.parties == ("NZ", "UY", "IS")


def test_pairs_count_promises_of_two_agencies_and_bureaus_as_their_departments(sample: World) -> None:
    sample.put("commitments", promise("c-bureau", "2020-01-01", owners=["is-customs", "nz-trade"]))
    sample.put("commitments", promise("c-inside", "2020-01-01", owners=["is-customs", "is-trade"]))
    answer = pairs(sample.view("2024-01-01"))
    (row,) = answer.rows
    assert (row.agencies, row.shared, row.of) == (("is-trade", "nz-trade"), 14, 14)
    assert "c-bureau" in row.promises
    assert answer.summary == {"joint_promises": 14, "promises": 17}


def test_countries_are_not_agencies(sample: World) -> None:
    assert "c-now-and-then" not in {name for row in pairs(sample.view("2024-01-01")).rows for name in row.promises}


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2021-04-30", "not set up"),
        ("2021-05-01", "standing"),
        ("2023-07-31", "standing"),
        ("2023-08-01", "undone"),
    ],
)
def test_an_institution_stands_from_the_day_it_was_set_up_to_the_day_it_was_undone(
    sample: World, as_of: str, state: str
) -> None:
    (row,) = institutions(sample.view(as_of)).rows
    assert (row.institution, row.state) == ("harbour-lab", state)


def test_an_institution_set_up_again_stands_again(sample: World) -> None:
    sample.put("events", event("e-lab-again", "2024-02-02", sets_up=["harbour-lab"]))
    (row,) = institutions(sample.view("2024-02-02")).rows
    assert (row.state, str(row.set_up)) == ("standing", "2024-02-02")


def test_an_instrument_follows_a_promise_of_the_same_topic_by_one_of_its_owners(sample: World) -> None:
    rows = [row for row in followed(sample.view("2024-01-01")).rows if row.promise == "c-kept"]
    assert [(row.instrument, row.stage, row.days_after, row.topic) for row in rows] == [
        ("i-rule", "effective", 541, "fish")
    ]


def test_an_instrument_follows_by_the_stage_it_had_reached(sample: World) -> None:
    (row,) = [row for row in followed(sample.view("2020-08-31")).rows if row.promise == "c-kept"]
    assert (row.stage, row.days_after) == ("published", 306)


@pytest.mark.parametrize(
    "other",
    [{"topics": ["wool"]}, {"issuer": "uy-trade"}, {"issuer": None}, {"stages": {"effective": "2019-03-10"}}],
)
def test_another_topic_issuer_or_earlier_day_does_not_follow(sample: World, other: dict[str, object]) -> None:
    rule = instrument("i-rule", {"published": "2020-01-10"}, issuer="is-customs", topics=["fish"]) | other
    sample.put("instruments", {key: value for key, value in rule.items() if value is not None})
    assert "c-kept" not in {row.promise for row in followed(sample.view("2024-01-01")).rows}


def test_an_instrument_not_yet_public_or_not_yet_begun_does_not_follow(sample: World) -> None:
    sample.change("instruments", "i-rule", public="2022-01-01")
    assert followed(sample.view("2021-01-01", "2021-12-31")).rows == ()
    assert followed(sample.view("2020-01-09")).rows == ()
    assert followed(sample.view("2021-01-01", "2022-01-01")).rows != ()


def test_instruments_are_found_by_any_topic_they_share_with_the_promise(on) -> None:
    pairs = {(r.promise, r.instrument) for r in followed(on("2026-06-30"), "ai").rows}
    assert ("c-bis-aidr-replace", "i-bis-2026-01") in pairs
