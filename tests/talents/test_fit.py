"""Why two neighbors suit each other, in words that a manager can weigh."""

from datetime import UTC, datetime, timedelta

from services.talents.matching.model import LATELY, Fit
from services.talents.times.model import common, from_mask, suiting, to_mask, unsuiting
from shared.contracts.codes import TimeOfDay

TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
MORNING: list[TimeOfDay] = ["weekday_morning"]


def fit(
    times: list[TimeOfDay] | None = None,
    *,
    times_known: bool = True,
    same_house: bool = False,
    asked: timedelta | None = None,
    helped: int = 0,
) -> Fit:
    return Fit(times or [], times_known, same_house, None if asked is None else TODAY - asked, helped)


def codes(one: Fit) -> list[str]:
    return [reason.code for reason in one.reasons(TODAY)]


def best_first(*fits: Fit) -> list[Fit]:
    return sorted(fits, key=lambda one: one.order(TODAY))


def test_a_common_skill_is_always_said() -> None:
    assert codes(fit())[0] == "same_skill"


def test_near_free_in_the_morning_asked_a_month_ago() -> None:
    month_ago = timedelta(days=30)
    assert codes(fit(MORNING, same_house=True, asked=month_ago)) == [
        "same_skill", "same_house", "common_time", "not_asked_lately",
    ]  # fmt: skip


def test_the_common_times_and_the_day_of_asking_go_with_their_reasons() -> None:
    said = {reason.code: reason for reason in fit(MORNING, asked=timedelta(days=30)).reasons(TODAY)}
    assert said["common_time"].times == MORNING
    assert said["not_asked_lately"].since == TODAY - timedelta(days=30)


def test_what_speaks_against_is_said_too() -> None:
    said = codes(fit(asked=timedelta(days=2)))
    assert "no_common_time" in said
    assert "asked_lately" in said


def test_silence_about_time_is_neither_for_nor_against() -> None:
    silent = fit(times_known=False)
    assert silent.fits
    assert "time_unknown" in codes(silent)
    assert not {"common_time", "no_common_time"} & set(codes(silent))


def test_other_times_do_not_fit() -> None:
    assert not fit().fits
    assert fit(MORNING).fits


def test_three_weeks_after_being_asked_one_may_be_asked_again() -> None:
    assert fit(asked=LATELY - timedelta(seconds=1)).asked_lately(TODAY)
    assert not fit(asked=LATELY).asked_lately(TODAY)
    assert not fit().asked_lately(TODAY)


def test_having_helped_is_said_only_of_those_who_have() -> None:
    assert "helped_before" in codes(fit(helped=2))
    assert "helped_before" not in codes(fit())


def test_a_common_time_goes_before_the_same_house() -> None:
    in_time, near = fit(MORNING), fit(same_house=True)
    assert best_first(near, in_time) == [in_time, near]


def test_a_near_neighbor_goes_before_a_far_one() -> None:
    near, far = fit(MORNING, same_house=True), fit(MORNING)
    assert best_first(far, near) == [near, far]


def test_whoever_was_asked_lately_goes_after_the_rested() -> None:
    tired, rested = fit(MORNING, asked=timedelta(days=1), helped=9), fit(MORNING, asked=timedelta(days=90))
    assert best_first(tired, rested) == [rested, tired]


def test_times_survive_the_small_number_they_are_kept_as() -> None:
    for mask in range(16):
        assert to_mask(from_mask(mask)) == mask


def test_common_times_are_those_of_both() -> None:
    assert common(["weekday_morning", "weekend"], ["weekend", "weekday_day"]) == ["weekend"]
    assert common(["weekday_morning"], ["weekend"]) == []
    assert common([], ["weekend"]) == []


def test_every_pattern_of_times_either_suits_or_does_not() -> None:
    for mask in range(16):
        times = from_mask(mask)
        assert sorted(suiting(times) + unsuiting(times)) == list(range(16))
        assert 0 in suiting(times)


def test_whoever_says_nothing_about_time_may_suit_everybody() -> None:
    assert suiting([]) == list(range(16))
    assert unsuiting([]) == []
