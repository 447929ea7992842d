"""Each numbered rule of reading, on the made-up world; every day was counted by hand."""

from collections.abc import Callable
from datetime import date

import pytest

from renkei.record.knowing import View
from renkei.record.readings import Judged, Reading, Timing, judge
from sample_world import World, due_by, proof


def judged(view: View, promise: str) -> Judged:
    return judge(view.record.commitments[promise], view)


def read(sample: World, promise: str, as_of: str) -> tuple[str, int]:
    verdict = judged(sample.view(as_of), promise)
    return verdict.reading.value, verdict.rule


def test_rule_1_a_promise_is_met_from_the_day_of_its_fulfilment(sample: World) -> None:
    assert read(sample, "c-kept", "2020-02-19") == ("open", 6)
    assert read(sample, "c-kept", "2020-02-20") == ("met", 1)
    assert str(judged(sample.view("2024-01-01"), "c-kept").since) == "2020-02-20"


@pytest.mark.parametrize(
    ("promise", "timing"),
    [
        ("c-kept", Timing.ON_TIME),
        ("c-late", Timing.LATE),
        ("c-between", Timing.BY_READING),
        ("c-parts", None),
    ],
)
def test_a_promise_that_was_met_is_on_time_late_or_late_on_one_reading(
    sample: World, promise: str, timing: Timing | None
) -> None:
    assert judged(sample.view("2024-01-01"), promise).timing is timing


def test_a_promise_met_on_its_last_day_is_on_time(sample: World) -> None:
    sample.change("commitments", "c-kept", due=due_by("2020-02-20"))
    assert judged(sample.view("2024-01-01"), "c-kept").timing is Timing.ON_TIME
    sample.change("commitments", "c-kept", due=due_by("2020-02-19"))
    assert judged(sample.view("2024-01-01"), "c-kept").timing is Timing.LATE


def test_a_promise_met_in_the_month_it_was_due_is_on_time(sample: World) -> None:
    sample.change("commitments", "c-kept", due=due_by("2020-02"))
    assert judged(sample.view("2024-01-01"), "c-kept").timing is Timing.ON_TIME


def test_a_promise_met_late_stays_met_and_is_no_longer_overdue(sample: World) -> None:
    verdict = judged(sample.view("2024-01-01"), "c-late")
    assert (verdict.reading, verdict.overdue_since) == (Reading.MET, None)


def test_a_promise_not_yet_kept_is_overdue_only_after_its_day(sample: World) -> None:
    assert judged(sample.view("2020-06-30"), "c-late").overdue_since is None
    assert judged(sample.view("2020-07-01"), "c-late").overdue_since == date(2020, 6, 30)


def test_a_promise_with_two_due_days_is_overdue_only_after_the_later(sample: World) -> None:
    sample.change("commitments", "c-between", evidence=[])
    assert judged(sample.view("2020-12-31"), "c-between").overdue_since is None
    assert judged(sample.view("2021-01-01"), "c-between").overdue_since == date(2020, 12, 31)


def test_rule_1_a_promise_of_two_is_met_when_both_did_their_part(sample: World) -> None:
    assert read(sample, "c-parts", "2020-02-20") == ("partly", 4)
    assert read(sample, "c-parts", "2021-09-14") == ("partly", 4)
    assert read(sample, "c-parts", "2021-09-15") == ("met", 1)
    assert str(judged(sample.view("2024-01-01"), "c-parts").since) == "2021-09-15"


def test_one_owner_doing_the_same_part_twice_does_not_do_the_others(sample: World) -> None:
    twice = [
        proof("m-n2", "2020-02-20", "fulfills", part="is-trade"),
        proof("m-n3", "2021-09-15", "fulfills", part="is-trade"),
    ]
    sample.change("commitments", "c-parts", evidence=twice)
    assert read(sample, "c-parts", "2024-01-01") == ("partly", 4)


def test_evidence_of_the_whole_meets_a_promise_of_several(sample: World) -> None:
    sample.change("commitments", "c-parts", evidence=[proof("m-n2", "2020-02-20", "fulfills")])
    assert read(sample, "c-parts", "2020-02-20") == ("met", 1)


def test_a_machine_s_candidate_never_counts(sample: World) -> None:
    assert read(sample, "c-machine", "2020-03-01") == ("open", 7)
    assert judged(sample.view("2024-01-01"), "c-machine").evidence == ()


def test_rule_2_a_promise_whose_object_is_gone_is_overtaken(sample: World) -> None:
    assert read(sample, "c-gone", "2023-07-31") == ("unknown", 7)
    assert read(sample, "c-gone", "2023-08-01") == ("overtaken", 2)
    assert str(judged(sample.view("2024-01-01"), "c-gone").since) == "2023-08-01"


def test_a_promise_kept_before_it_was_overtaken_stays_met(sample: World) -> None:
    kept = proof("m-n2", "2020-02-20", "fulfills")
    sample.change("commitments", "c-kept", evidence=[kept, proof("e-lab-gone", "2023-08-01", "overtakes")])
    assert read(sample, "c-kept", "2024-01-01") == ("met", 1)


def test_a_promise_kept_in_part_is_overtaken_when_its_object_is_gone(sample: World) -> None:
    step = proof("m-n2", "2020-02-20", "advances")
    sample.change("commitments", "c-step", evidence=[step, proof("e-lab-gone", "2023-08-01", "overtakes")])
    assert read(sample, "c-step", "2024-01-01") == ("overtaken", 2)


@pytest.mark.parametrize(
    ("as_of", "reading"),
    [
        ("2019-03-10", "open"),
        ("2020-02-19", "open"),
        ("2020-02-20", "met"),
        ("2021-02-20", "met"),
        (
            "2021-02-21",
            "partly",
        ),  # more than a year since the last; but 2020 had its meeting and 2021 is not over
        ("2021-09-14", "partly"),
        ("2021-09-15", "met"),
        ("2022-09-15", "met"),
        ("2022-09-16", "partly"),
        ("2022-12-31", "partly"),
        ("2023-01-01", "not met"),  # the reported meeting of December 2022 does not count
        ("2023-06-29", "not met"),
        ("2023-06-30", "met"),
    ],
)
def test_rule_3_a_yearly_promise_is_read_by_both_readings_of_annual(sample: World, as_of: str, reading: str) -> None:
    assert read(sample, "c-yearly", as_of) == (reading, 3)


def test_a_broken_rhythm_is_read_as_its_silence_says(sample: World) -> None:
    sample.change("commitments", "c-yearly", silence=None)
    assert read(sample, "c-yearly", "2023-01-01") == ("unknown", 3)


def test_a_rhythm_broken_on_both_readings_is_overdue_since_the_later_of_the_two(sample: World) -> None:
    assert judged(sample.view("2023-01-01"), "c-yearly").overdue_since == date(2022, 12, 31)


def test_evidence_does_not_keep_a_rhythm(sample: World) -> None:
    sample.change("commitments", "c-yearly", evidence=[proof("d-s1", "2022-12-01", "fulfills")])
    assert read(sample, "c-yearly", "2023-01-01") == ("not met", 3)


def test_a_rhythm_that_was_replaced_is_overtaken(sample: World) -> None:
    sample.change("commitments", "c-yearly", evidence=[proof("e-lab-gone", "2023-08-01", "overtakes")])
    assert read(sample, "c-yearly", "2024-01-01") == ("overtaken", 2)


def test_rule_4_a_step_or_one_owners_part_is_partly(sample: World) -> None:
    assert read(sample, "c-step", "2022-05-04") == ("unknown", 7)
    assert read(sample, "c-step", "2022-05-05") == ("partly", 4)


def test_rule_5_silence_after_the_day_is_unknown_unless_it_would_have_been_seen(sample: World) -> None:
    assert read(sample, "c-lapsed", "2021-01-31") == ("open", 6)
    assert read(sample, "c-lapsed", "2021-02-01") == ("unknown", 5)
    assert read(sample, "c-missed", "2021-01-31") == ("open", 6)
    assert read(sample, "c-missed", "2021-02-01") == ("not met", 5)


def test_rule_6_a_promise_not_yet_due_or_without_end_is_open(sample: World) -> None:
    assert read(sample, "c-open", "2029-12-31") == ("open", 6)
    assert read(sample, "c-standing", "2100-01-01") == ("open", 6)


def test_rule_7_a_promise_without_a_day_is_open_for_twelve_months(sample: World) -> None:
    assert read(sample, "c-dayless", "2020-03-10") == ("open", 7)
    assert read(sample, "c-dayless", "2020-03-11") == ("unknown", 7)


def test_evidence_that_only_supports_or_undercuts_never_changes_a_reading(sample: World) -> None:
    verdict = judged(sample.view("2024-01-01"), "c-nudged")
    assert (verdict.reading, verdict.rule) == (Reading.OPEN, 6)
    assert [each.effect for each in verdict.evidence] == ["supports", "undercuts"]


def test_evidence_whose_row_was_not_yet_public_does_not_count(sample: World) -> None:
    sample.change("meetings", "m-n2", public="2020-06-01")
    assert judged(sample.view("2020-05-31", "2020-05-31"), "c-kept").reading is Reading.UNKNOWN
    assert judged(sample.view("2020-06-01", "2020-06-01"), "c-kept").reading is Reading.MET


def test_the_two_scales_score_what_they_have_a_place_for() -> None:
    assert {reading.value: reading.g7 for reading in Reading} == {
        "met": 1, "partly": 0, "not met": -1, "overtaken": None, "open": None, "unknown": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("promise", "step"),
    [("c-kept", "complete"), ("c-step", "limited"), ("c-missed", "not started"), ("c-lapsed", "no evidence available"), ("c-open", None),
     ("c-gone", None)],
)  # fmt: skip
def test_each_reading_has_its_step_on_the_scale_of_completion(sample: World, promise: str, step: str | None) -> None:
    assert judged(sample.view("2024-01-01"), promise).ogp == step


def test_a_whole_part_by_one_owner_is_substantial(sample: World) -> None:
    assert judged(sample.view("2020-02-20"), "c-parts").ogp == "substantial"


def test_the_promise_on_the_chip_research_centres_is_open_in_2023_and_overtaken_in_2025(
    on: Callable[..., View],
) -> None:
    assert judged(on("2023-10-15"), "c-jucip2-nstc").reading is Reading.OPEN
    assert judged(on("2024-05-26"), "c-jucip2-nstc").reading is Reading.OPEN
    assert judged(on("2024-05-27"), "c-jucip2-nstc").reading is Reading.UNKNOWN
    assert judged(on("2025-08-24"), "c-jucip2-nstc").reading is Reading.UNKNOWN
    assert judged(on("2025-08-25"), "c-jucip2-nstc").reading is Reading.OVERTAKEN
