"""Denunciations once they are accepted: extended and at rest; written from the Law on Denunciations."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.casework.rules import Paper, denunciations, legal
from service.problems import Conflict, Invalid
from service.terms import Complexity, Step
from tests.casework.cases import (
    ACCEPTED,
    accepted_denunciation,
    after,
    by,
    dues,
    settling,
)

TEXT = "Xin xem giấy kèm theo."
DAY = timedelta(days=1)


STEPS = st.lists(
    st.tuples(st.sampled_from(["extend", "rest", "again"]), st.integers(0, 40), st.sets(st.sampled_from(list(Complexity)), max_size=3)),
    max_size=12,
)


# Extending (Điều 30; NĐ 31/2019, Điều 3)


@pytest.mark.parametrize(("criteria", "times"), [(1, 1), (2, 2), (7, 2)])
def test_complex_is_extended_once_and_especially_complex_twice(criteria: int, times: int):
    case, chosen = accepted_denunciation(), list(Complexity)[:criteria]
    for number in range(1, times + 1):
        case = after(denunciations.extend(case, by(ACCEPTED), chosen, TEXT, Paper(f"{number}/QĐ", ACCEPTED)))
        assert settling(case)[0] == ACCEPTED + (30 + 30 * number) * DAY
    with pytest.raises(Conflict):
        denunciations.extend(case, by(ACCEPTED), chosen, TEXT, Paper("9/QĐ", ACCEPTED))


def test_a_second_criterion_found_later_allows_the_second_extension():
    case = after(denunciations.extend(accepted_denunciation(), by(ACCEPTED), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", ACCEPTED)))
    case = after(denunciations.extend(case, by(ACCEPTED), ["FOREIGN_ELEMENT"], TEXT, Paper("2/QĐ", ACCEPTED)))
    assert settling(case)[0] == ACCEPTED + 90 * DAY


@pytest.mark.parametrize(("day", "lawfully"), [(date(2027, 1, 4), True), (date(2027, 1, 5), False)])
def test_it_is_extended_until_the_last_day_and_not_after(day: date, lawfully: bool):
    """Thirty days end on Saturday 02/01/2027, so Monday is the last."""
    if lawfully:
        assert settling(after(denunciations.extend(accepted_denunciation(), by(day), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", day))))[
            0
        ] == date(2027, 2, 1)
        return
    with pytest.raises(Conflict):
        denunciations.extend(accepted_denunciation(), by(day), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", date(2027, 1, 4)))


@pytest.mark.parametrize(
    ("criteria", "reason", "paper", "wrong"),
    [
        ([], TEXT, Paper("1/QĐ", ACCEPTED), {"tieu_chi"}),
        (["MANY_PEOPLE"], "", Paper("", None), {"ly_do", "so_van_ban", "ngay_van_ban"}),
        (["MANY_PEOPLE"], TEXT, Paper("1/QĐ", ACCEPTED + DAY), {"ngay_van_ban"}),
        (["MANY_PEOPLE"], TEXT, Paper("1/QĐ", ACCEPTED - DAY), {"ngay_van_ban"}),
    ],
)
def test_each_extension_is_a_written_decision_with_a_criterion(criteria: list[str], reason: str, paper: Paper, wrong: set[str]):
    with pytest.raises(Invalid) as caught:
        denunciations.extend(accepted_denunciation(), by(ACCEPTED), criteria, reason, paper)
    assert set(caught.value.fields) == wrong


@given(st.dates(date(2026, 7, 1), date(2028, 12, 1)), STEPS)
def test_never_more_than_ninety_days_are_counted(day: date, steps: list[tuple[str, int, set[Complexity]]]):
    """Whatever is tried, on whatever day: the days that were not rested never come to more than 90."""
    case, began, rested = accepted_denunciation(day), day, 0
    suspended: tuple[date, date, int] | None = None
    for what, wait, criteria in steps:
        day += wait * DAY
        before = case.clock(Step.SETTLE)
        try:
            if what == "extend":
                case = after(denunciations.extend(case, by(day), criteria, TEXT, Paper("1/QĐ", day)))
            elif what == "rest" and before:
                case = after(legal.suspend(case, by(day), "ASSESSMENT", TEXT, Paper("1/QĐ", day)))
                suspended = (day, before.started_on, before.extra)
            elif what == "again" and suspended:
                since, started_on, extra = suspended
                case = after(legal.continue_(case, by(day), TEXT, Paper("1/QĐ", day), (started_on, extra)))
                rested, suspended = rested + (day - since).days, None
        except (Conflict, Invalid):
            continue
        running = case.clock(Step.SETTLE)
        assert case.matter.extensions <= 2
        if running and running.raw_due > day:
            assert (running.raw_due - began).days - rested <= 30 + 30 * case.matter.extensions <= 90


def test_extended_then_suspended_then_continued_keeps_the_days_that_were_left():
    case = after(
        denunciations.extend(accepted_denunciation(), by(date(2026, 12, 10)), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", date(2026, 12, 10)))
    )
    case = after(legal.suspend(case, by(date(2026, 12, 23)), "OTHER_BODY", TEXT, Paper("2/QĐ", date(2026, 12, 23))))
    assert dues(case) == {"SEND_ORDER": date(2026, 12, 30), "TELL_ACCEPTANCE": date(2026, 12, 10)}  # 5 working days
    case = after(legal.continue_(case, by(date(2027, 2, 1)), TEXT, Paper("3/QĐ", date(2027, 2, 1)), (ACCEPTED, 30)))
    assert settling(case)[0] == date(2027, 2, 1) + (60 - 20) * DAY


@pytest.mark.parametrize("ground", ["OBSTACLE", "TIRED"])
def test_only_what_the_law_names_suspends_a_denunciation(ground: str):
    """Điều 34(1)."""
    with pytest.raises(Invalid) as caught:
        legal.suspend(accepted_denunciation(), by(ACCEPTED), ground, TEXT, Paper("1/QĐ", ACCEPTED))
    assert set(caught.value.fields) == {"can_cu"}


def test_those_accepted_before_july_go_on_under_the_amended_decree():
    """NĐ 156/2026, Điều 10(1)."""
    june, july = date(2026, 6, 22), date(2026, 7, 6)
    case = after(denunciations.extend(accepted_denunciation(june), by(july), ["MANY_PEOPLE"], TEXT, Paper("1/QĐ", july)))
    assert settling(case)[0] == june + 60 * DAY
    assert set(dues(after(legal.suspend(case, by(july), "ASSESSMENT", TEXT, Paper("2/QĐ", july))))) == {"SEND_ORDER", "TELL_ACCEPTANCE"}
