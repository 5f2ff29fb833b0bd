"""What each situation adds to the counts of a period. The period is the official year 2026, looked at from its last day."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from service.index.rules.results import results
from service.results.rules import Answer, Promise, Settling, counted
from service.terms import AgencyCode, CaseState, Kind
from tests.calendars.facts import book

FIRST, AFTER = date(2025, 12, 1), date(2026, 12, 1)
TODAY = date(2026, 11, 30)
CALENDAR = book().calendar
DAY = date(2026, 6, 15)
HERE = AgencyCode("X18943")
KEPT = Promise(Kind.PHAN_ANH_KIEN_NGHI, "R15", HERE, CaseState.CLOSED, DAY, DAY, None, None)
OPEN = replace(KEPT, state=CaseState.IN_PROGRESS, answered_on=None)
COMPLAINT = replace(KEPT, kind=Kind.KHIEU_NAI, state=CaseState.EFFECTIVE)
ANSWER = Answer(
    kind=Kind.PHAN_ANH_KIEN_NGHI, field_code="R15", agency_code=HERE, on=DAY, first=True, last=True,
    verdict="NOT_OURS", remedy_due=None, verified_on=None, again_on=None,
)  # fmt: skip
RIGHT = replace(ANSWER, verdict="SUBSTANTIATED", remedy_due=DAY + timedelta(30), verified_on=DAY + timedelta(30))
REJECTED = replace(ANSWER, verdict="UNFOUNDED")
REOPENED = replace(REJECTED, last=False, again_on=DAY + timedelta(60), later=((None, None),))


def counts(*given_: Promise | Answer, today: date = TODAY) -> dict[str, int]:
    """What is not nothing."""
    rows = counted(
        [one for one in given_ if isinstance(one, Promise)],
        [one for one in given_ if isinstance(one, Answer)],
        (FIRST, AFTER),
        today,
        CALENDAR,
    )
    assert len(rows) <= 1
    told = {name: getattr(row.handled, name) for row in rows for name in row.handled.__struct_fields__}
    told |= {name: getattr(row, name) for row in rows for name in ("reopened", "unsaid", "not_ours", "resting")}
    return {name: count for name, count in told.items() if count}


def said(words: str) -> dict[str, int]:
    return dict.fromkeys(words.split(), 1)


# A complaint accepted on 4 May 2026, to be settled by 3 June; day by day as casework starts its clocks.
SETTLE = Settling(date(2026, 5, 4), date(2026, 6, 3), date(2026, 6, 3))
LONGER = Settling(date(2026, 5, 4), date(2026, 6, 18), date(2026, 6, 18))  # extended by fifteen days
RESUMED = Settling(date(2026, 7, 1), date(2026, 7, 21), date(2026, 7, 21))  # after ten days it rested until 1 July
EXTENDED = replace(COMPLAINT, day=LONGER.due, settling=(SETTLE, LONGER))


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        pytest.param(KEPT, "due on_time", id="answered on the last day"),
        pytest.param(replace(KEPT, answered_on=DAY + timedelta(1)), "due", id="a day late"),
        pytest.param(OPEN, "due", id="silent and overdue"),
        pytest.param(replace(OPEN, day=TODAY), "", id="its day is not over"),
        pytest.param(replace(KEPT, day=TODAY, answered_on=DAY), "", id="early, but its day is not over"),
        pytest.param(replace(KEPT, day=FIRST - timedelta(1)), "", id="of the year before"),
        pytest.param(replace(OPEN, state=CaseState.IN_PROGRESS, answered_on=DAY), "due on_time", id="opened again"),
        pytest.param(replace(KEPT, state=CaseState.REFUSED), "due on_time", id="refused in time is an answer"),
        pytest.param(replace(OPEN, state=CaseState.WITHDRAWN, left_on=DAY), "", id="withdrawn by its day"),
        pytest.param(replace(OPEN, state=CaseState.WITHDRAWN, left_on=DAY + timedelta(1)), "due", id="withdrawn when it was late"),
        pytest.param(replace(OPEN, state=CaseState.JOINED, left_on=DAY), "", id="goes on in another"),
        pytest.param(replace(OPEN, state=CaseState.SPLIT, left_on=DAY + timedelta(9)), "due", id="split when it was late"),
        pytest.param(replace(COMPLAINT, state=CaseState.TERMINATED), "", id="ended by its day"),
        pytest.param(replace(COMPLAINT, state=CaseState.TERMINATED, answered_on=DAY + timedelta(1)), "due", id="ended late"),
        pytest.param(replace(OPEN, state=CaseState.SUSPENDED, rests_since=DAY), "resting", id="rests since before its day was over"),
        pytest.param(replace(OPEN, state=CaseState.SUSPENDED, rests_since=DAY + timedelta(1)), "due", id="rests, and was late before"),
        pytest.param(replace(OPEN, state=CaseState.APPEALED), "due", id="went to the superior without a decision"),
        pytest.param(replace(OPEN, state=CaseState.AWAITING_SIGNATURE), "", id="not signed"),
        pytest.param(replace(EXTENDED, answered_on=date(2026, 6, 3)), "due on_time", id="extended, and in time all the same"),
        pytest.param(replace(EXTENDED, answered_on=date(2026, 6, 18)), "due extended", id="in time by the extension alone"),
        pytest.param(replace(EXTENDED, answered_on=date(2026, 6, 19)), "due", id="late by the extension too"),
        pytest.param(
            replace(COMPLAINT, day=RESUMED.due, settling=(SETTLE, RESUMED), answered_on=date(2026, 7, 21)), "due on_time", id="rested"
        ),
        pytest.param(
            replace(
                COMPLAINT, day=date(2026, 8, 5), answered_on=date(2026, 8, 5),
                settling=(SETTLE, LONGER, replace(RESUMED, raw=date(2026, 8, 5), due=date(2026, 8, 5))),
            ),
            "due extended", id="extended, then rested: the rest moves the day, the extension does not",
        ),
        pytest.param(
            replace(
                COMPLAINT, day=SETTLE.due, answered_on=date(2026, 7, 2),
                settling=(SETTLE, replace(RESUMED, raw=date(2026, 6, 20), due=date(2026, 6, 20))),
            ),
            "due", id="was late when it rested",
        ),
    ],
)  # fmt: skip
def test_k1_by_situation(promise: Promise, expected: str):
    assert counts(promise) == said(expected)


def test_an_extension_never_moves_the_original_day():
    late = replace(EXTENDED, answered_on=date(2026, 6, 10))
    without = replace(late, day=SETTLE.due, settling=(SETTLE,))
    share = [counts(one).get("on_time", 0) for one in (late, without)]
    assert share == [0, 0]
    assert counts(late)["due"] == counts(without)["due"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(replace(ANSWER, verdict=None), "matured asked unsaid", id="an old answer without a verdict"),
        pytest.param(ANSWER, "matured asked not_ours", id="another body's"),
        pytest.param(RIGHT, "matured asked substantiated remedied", id="put right on the last day"),
        pytest.param(replace(RIGHT, verdict="PARTLY", verified_on=DAY + timedelta(31)), "matured asked substantiated", id="a day late"),
        pytest.param(replace(RIGHT, verified_on=None), "matured asked substantiated", id="nobody confirmed it"),
        pytest.param(replace(RIGHT, remedy_due=TODAY), "matured asked", id="the day of the remedy is not over"),
        pytest.param(replace(RIGHT, on=FIRST - timedelta(90), remedy_due=DAY, verified_on=DAY), "substantiated remedied", id="of before"),
        pytest.param(REJECTED, "matured asked rejected", id="rejected"),
        pytest.param(replace(REJECTED, judged="RIGHT"), "matured asked rejected audited", id="rejected, rightly"),
        pytest.param(replace(REJECTED, judged="WRONG"), "matured asked rejected audited wrongly_rejected", id="rejected, wrongly"),
        pytest.param(replace(ANSWER, treated=4), "matured asked answered satisfied not_ours", id="satisfied"),
        pytest.param(replace(ANSWER, treated=3), "matured asked answered not_ours", id="not satisfied"),
        pytest.param(REOPENED, "matured reopened", id="opened again, the second answer waits"),
        pytest.param(replace(REOPENED, later=(("UNFOUNDED", False),)), "matured reopened", id="opened again, nothing else found"),
        pytest.param(replace(REOPENED, later=(("PARTLY", False),)), "matured reopened upheld", id="opened again, more found"),
        pytest.param(replace(REOPENED, later=(("UNFOUNDED", True),)), "matured reopened upheld", id="opened again, and said to be right"),
        pytest.param(replace(REOPENED, verdict="SUBSTANTIATED", later=(("PARTLY", False),)), "matured reopened", id="less found"),
        pytest.param(replace(REOPENED, verdict=None, later=(("SUBSTANTIATED", False),)), "matured reopened", id="nothing to compare with"),
        pytest.param(replace(REOPENED, again_on=DAY + timedelta(61), later=(("PARTLY", True),)), "matured", id="after sixty days"),
        pytest.param(replace(ANSWER, first=False, verdict="PARTLY", remedy_due=DAY), "asked substantiated", id="a second answer"),
        pytest.param(replace(ANSWER, on=FIRST - timedelta(60)), "matured", id="of the sixty days before"),
        pytest.param(replace(ANSWER, on=FIRST - timedelta(61)), "", id="before those"),
        pytest.param(replace(ANSWER, on=TODAY - timedelta(60)), "asked not_ours", id="its sixty days are not over"),
        pytest.param(replace(ANSWER, on=TODAY - timedelta(61)), "matured asked not_ours", id="they just are"),
        pytest.param(replace(ANSWER, on=TODAY), "", id="today is not over"),
    ],
)  # fmt: skip
def test_k2_to_k4_by_situation(answer: Answer, expected: str):
    assert counts(answer) == said(expected)


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_each_answer_and_each_day_falls_into_exactly_one_quarter(on: date, due: date):
    quarters = [date(2024 + month // 12, month % 12 + 1, 1) for month in range(2, 56, 3)]
    promise, answer = replace(OPEN, day=due), replace(RIGHT, on=on, remedy_due=due)
    seen = dict.fromkeys(("due", "matured", "substantiated", "asked"), 0)
    for first, after in pairwise(quarters):
        for row in counted([promise], [answer], (first, after), date(2029, 1, 1), CALENDAR):
            seen = {name: seen[name] + getattr(row.handled, name) for name in seen}
    assert set(seen.values()) == {1}


def test_bodies_kinds_and_fields_are_counted_apart():
    other = replace(KEPT, kind=Kind.KHIEU_NAI), replace(KEPT, agency_code=AgencyCode("SYT")), replace(KEPT, field_code="R16")
    rows = counted([KEPT, *other], [], (FIRST, AFTER), TODAY, CALENDAR)
    assert [(row.agency_code, row.kind, row.field_code, row.handled.due) for row in rows] == [
        ("SYT", Kind.PHAN_ANH_KIEN_NGHI, None, 1), (HERE, Kind.KHIEU_NAI, None, 1), (HERE, Kind.PHAN_ANH_KIEN_NGHI, None, 2),
    ]  # fmt: skip
    by_field = counted([KEPT, *other], [], (FIRST, AFTER), TODAY, CALENDAR, by_field=True)
    assert [row.field_code for row in by_field] == ["R15", "R15", "R15", "R16"]
    assert sum(row.handled.due for row in by_field) == 4


ENOUGH = (KEPT, RIGHT, replace(ANSWER, treated=5))


def k(*given_: Promise | Answer) -> float:
    (row,) = counted(
        [one for one in given_ if isinstance(one, Promise)],
        [one for one in given_ if isinstance(one, Answer)],
        (FIRST, AFTER),
        TODAY,
        CALENDAR,
    )
    share = results(row.handled).share
    assert share is not None
    return share


@given(st.lists(st.sampled_from([KEPT, OPEN, RIGHT, REJECTED, REOPENED, replace(ANSWER, treated=2)]), max_size=8))
def test_one_more_who_waits_in_silence_never_raises_k(others: list[Promise | Answer]):
    assert k(*ENOUGH, *others, OPEN) <= k(*ENOUGH, *others)


def k3(substantiated: int, remedied: int, wrong: int, rejected: int, drawn: int) -> float:
    """K3 over every sample that could be drawn, each as likely."""
    share: list[float] = []
    for sample in combinations(range(rejected), min(drawn, rejected)):
        judged = [replace(REJECTED, judged=("WRONG" if one < wrong else "RIGHT") if one in sample else None) for one in range(rejected)]
        right = [RIGHT] * remedied + [replace(RIGHT, verified_on=None)] * (substantiated - remedied)
        (row,) = counted([], [*right, *judged], (FIRST, AFTER), TODAY, CALENDAR)
        part = results(row.handled).parts["K3"]
        share.append(part[0] if part else 0.0)
    return sum(share) / len(share)


@pytest.mark.parametrize("drawn", [1, 2, 4])
@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_rejecting_one_more_never_raises_k3_in_expectation(wrong: int, drawn: int):
    before = k3(6, 4, wrong, 4, drawn)
    assert k3(6, 4, wrong, 5, drawn) <= before  # rightly
    assert k3(6, 4, wrong + 1, 5, drawn) <= before  # wrongly


@pytest.mark.parametrize("drawn", [1, 2, 4, 6])
def test_rejecting_what_was_right_instead_of_putting_it_right_wins_less_than_half_a_case(drawn: int):
    """Jeffreys' half case is what a small sample cannot see; it shrinks with the sample, and putting it right is always worth more."""
    honest, rejecting, remedying = k3(6, 4, 0, 5, drawn), k3(5, 4, 1, 6, drawn), k3(6, 5, 0, 5, drawn)
    assert rejecting < remedying
    assert rejecting - honest < 4 / (6 - 0.5) - 4 / 6
    assert results(counted([], [RIGHT] * 4 + [REJECTED], (FIRST, AFTER), TODAY, CALENDAR)[0].handled).remedied_unaudited == 1
