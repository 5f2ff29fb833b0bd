"""When somebody must take up what tells of danger, how it is said, and that nothing of a child in danger becomes public."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import Struct
from msgspec.structs import replace

from service import clock
from service.casework import rules
from service.desk.rules import may_publish
from service.i18n import say
from service.problems import Invalid, NotAllowed
from service.terms import AgencyCode, CaseState, Role
from tests.casework.cases import BOOK, by, received, resident

DANGER = "Chồng tôi đang cầm dao đòi giết mẹ con tôi, cứu với."
HOUR, HALF_A_DAY = timedelta(hours=1), timedelta(hours=12)


@pytest.mark.parametrize("numbers", ["111", "113", "111 113", "114 115"])
def test_whatever_it_calls_for_somebody_takes_it_up_within_an_hour(numbers: str):
    assert rules.emergencies.until(numbers, BOOK, clock.now()) == clock.now() + HOUR


def test_the_twelve_hours_of_the_law_for_a_child_bind_where_the_target_is_longer():
    """NĐ 56/2017, Điều 26(3)."""
    slow = replace(BOOK, limits=tuple(replace(one, number=24) if one.code == "TRIAGE-HT" else one for one in BOOK.limits))
    spans = [rules.emergencies.until(numbers, slow, clock.now()) - clock.now() for numbers in ("113", "111", "111 113")]
    assert spans == [timedelta(days=1), HALF_A_DAY, HALF_A_DAY]


def test_what_calls_for_nobody_waits_for_nobody():
    assert rules.emergencies.until("", BOOK, clock.now()) is None


@pytest.mark.parametrize(("before", "after"), [(-20, -20), (10, 10), (59, 59), (700, 60), (None, 60)])
def test_danger_heard_again_never_puts_off_what_was_due_before(before: int | None, after: int):
    due = clock.now() + timedelta(minutes=before) if before is not None else None
    asked = replace(received(), state=CaseState.NEEDS_INFO, danger="111", danger_due=due)
    loud = rules.supply(asked, resident(clock.today()), DANGER)
    assert (loud.danger, loud.danger_due) == ("111 113", clock.now() + timedelta(minutes=after))


@pytest.mark.parametrize(("before", "after"), [(-20, -20), (10, 10), (700, 60), (None, 60)])
def test_a_mark_that_is_changed_keeps_the_earlier_moment_and_takes_the_shorter_limit(before: int | None, after: int):
    due = clock.now() + timedelta(minutes=before) if before is not None else None
    more = rules.emergencies.mark(replace(received(), danger="111", danger_due=due), by(), ("111", "113"), "Cha cháu cầm dao.")
    assert more.danger_due == clock.now() + timedelta(minutes=after)


def test_danger_told_while_asking_to_look_again_is_heard():
    answered = replace(received(), state=CaseState.ANSWERED, accepted_at=clock.now(), answered_at=clock.now())
    again = rules.reopen(answered, resident(clock.today()), DANGER)
    assert ("113" in again.danger.split(), again.danger_due) == (True, clock.now() + HOUR)
    assert rules.reopen(answered, resident(clock.today()), "Tiền vẫn chưa về.").danger_due is None


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (65, "phải có người nhận trước 10:05 hôm nay"),
        (0, "phải có người nhận trước 09:00 hôm nay"),
        (900, "phải có người nhận trước 00:00 ngày mai"),
        (60 * 48, "phải có người nhận trước 09:00, 25/11/2026"),
        (-0.5, "quá 1 phút chưa ai nhận"),
        (-20, "quá 20 phút chưa ai nhận"),
        (-60, "quá 1 giờ chưa ai nhận"),
        (-47 * 60, "quá 47 giờ chưa ai nhận"),
        (-49 * 60, "quá 2 ngày chưa ai nhận"),
    ],
)
def test_how_long_is_left_is_said_in_words(minutes: float, words: str):
    due = (clock.now() + timedelta(minutes=minutes)).astimezone(UTC)  # as the database tells it
    assert say(rules.emergencies.pressing(due, clock.now()), "vi") == words


@pytest.mark.parametrize(("danger", "public"), [("", True), ("113", True), ("111", False), ("113 111", False)])
def test_what_tells_of_a_child_in_danger_is_never_made_public(danger: str, *, public: bool):
    answered = replace(received(), state=CaseState.ANSWERED, accepted_at=clock.now(), answered_at=clock.now(), danger=danger)
    if public:
        assert rules.publish(answered, by(), "Đã giải quyết.", ()).data == {"text": "Đã giải quyết."}
    else:
        with pytest.raises(NotAllowed):
            rules.publish(answered, by(), "Đã giải quyết.", ())
        with pytest.raises(NotAllowed):
            may_publish("R15", danger)


def test_whoever_accepts_takes_it_up_and_the_mark_stays():
    case = replace(received(), danger="113", danger_due=clock.now() + HOUR)
    for move, due in (
        (rules.accept(case, by()), None),
        (rules.refuse(case, by(), "UNCLEAR", "Không rõ."), None),
        (rules.ask_more(case, by(), "Ở đâu?"), case.danger_due),
        (rules.transfer(case, by(), AgencyCode("SYT"), "Việc của Sở.", rules.Around({AgencyCode("SYT")}, set())), case.danger_due),
    ):
        assert (move.danger, move.danger_due) == ("113", due), move.verb


def test_what_was_accepted_and_goes_elsewhere_must_be_taken_up_there():
    case = replace(received(), state=CaseState.IN_PROGRESS, accepted_at=clock.now(), danger="114")
    move = rules.transfer(case, by(), AgencyCode("SYT"), "Việc của Sở.", rules.Around({AgencyCode("SYT")}, set()))
    assert move.danger_due == clock.now() + HOUR


def test_what_the_sender_adds_may_raise_it():
    asked = replace(received(), state=CaseState.NEEDS_INFO)
    quiet = rules.supply(asked, resident(clock.today()), "Tôi ở thôn 2.")
    loud = rules.supply(replace(asked, danger="115"), resident(clock.today()), DANGER)
    assert (quiet.danger, quiet.danger_due, "danger" in quiet.data) == ("", None, False)
    assert set(loud.danger.split()) >= {"113", "115"}
    assert loud.danger_due == clock.now() + HOUR
    later = rules.supply(replace(asked, accepted_at=clock.now()), resident(clock.today()), DANGER)
    assert later.danger_due == clock.now() + HOUR


def test_an_officer_takes_the_mark_off_or_sets_it_with_a_reason():
    case = replace(received(), danger="113", danger_due=clock.now() + HOUR)
    off = rules.emergencies.mark(case, by(), (), "Đã gọi: nhầm.")
    assert (off.danger, off.danger_due) == ("", None)
    on = rules.emergencies.mark(received(), by(), ("111", "113"), "Người gửi gọi đến.")
    assert (on.danger, on.danger_due) == ("111 113", clock.now() + HOUR)
    for numbers, reason, field in (((), "", "ly_do"), (("112",), "Vì sao.", "so_khan")):
        with pytest.raises(Invalid) as wrong:
            rules.emergencies.mark(case, by(), numbers, reason)
        assert field in wrong.value.fields
    with pytest.raises(NotAllowed):
        rules.emergencies.mark(case, by(roles=frozenset({Role.INSPECTOR})), ("113",), "Vì sao.")


@pytest.mark.parametrize("role", [Role.INTAKE, Role.HANDLER, Role.LEADER])
@pytest.mark.parametrize(("numbers", "less"), [((), True), (("113",), True), (("114", "115"), True), (("111", "113"), False)])
def test_only_a_leader_takes_a_number_off(role: Role, numbers: tuple[str, ...], *, less: bool):
    case = replace(received(), danger="111 113", danger_due=clock.now() + HOUR)
    if less and role != Role.LEADER:
        with pytest.raises(Invalid) as wrong:
            rules.emergencies.mark(case, by(roles=frozenset({role})), numbers, "Đã gọi.")
        assert "so_khan" in wrong.value.fields
    else:
        move = rules.emergencies.mark(case, by(roles=frozenset({role})), numbers, "Đã gọi.")
        assert move.data == {"before": "111 113", "danger": " ".join(numbers), "text": "Đã gọi."}


class Line(Struct):
    """A line of the timeline."""

    verb: str
    at: datetime
    data: dict[str, object] = {}


@pytest.mark.parametrize(
    ("happened", "taken_up"),
    [
        ("FILE!", None),
        ("FILE! MARK_DANGER!", None),
        ("FILE! ACCEPT MARK_DANGER!", 1),
        ("FILE ACCEPT SUPPLY!", None),
        ("FILE ACCEPT SUPPLY", 1),
        ("FILE ACCEPT SUPPLY! MARK_DANGER!", 3),
        ("FILE! ACCEPT TRANSFER", None),
        ("FILE! ACCEPT TRANSFER MARK_DANGER!", None),
        ("FILE! ACCEPT TRANSFER ACCEPT", 3),
        ("FILE! ACCEPT SUCCEED", None),
        ("FILE! ACCEPT SUCCEED MARK_DANGER!", 3),
        ("FILE ACCEPT MARK_DANGER+", 2),
        ("FILE ACCEPT MARK_DANGER&", None),
    ],
)
def test_when_somebody_took_it_up_is_told_by_what_happened_since_it_was_last_heard(happened: str, taken_up: int | None):
    data = {
        "!": {"danger": "113", "before": "113"},
        "+": {"danger": "113", "before": ""},
        "&": {"danger": "113", "before": "", "joined": "1"},
    }
    words = happened.split()
    lines = [Line(word.rstrip("!+&"), clock.now() + n * HOUR, data.get(word[-1], {})) for n, word in enumerate(words)]
    assert rules.emergencies.taken_up(lines) == (None if taken_up is None else lines[taken_up].at)
