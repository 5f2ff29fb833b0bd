"""What complaints and denunciations need, promise and leave open; which kind a text sounds like. Without a database."""

from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from service.casework.rules import OpenClock
from service.filing import rules
from service.filing.rules import Draft, Particulars
from service.filing.rules.legal import WhoForm, body_meant, identity, lodged_late, obstacle, obstacle_days
from service.filing.rules.onward import Standing, check_onward, onward
from service.matters.rules import Matter
from service.problems import Conflict, Invalid, TooLate
from service.routing.rules import Body, Guess
from service.terms import AgencyCode, AreaCode, CaseState, FieldCode, Kind
from tests.calendars.facts import book

KEY = UUID("6f1f0a52-2f43-4a57-9b8c-0d8f3f1f2a10")
BOOK = book()
TODAY = date(2026, 11, 23)
PLACED = Draft(KEY, Kind.KHIEU_NAI, "Bị cắt trợ cấp", AreaCode("18943"), "Kim Phú", FieldCode("R16"))
WHOLE = rules.telling(
    replace(PLACED, name="Bưởi", address="Thôn 1", contact_asked=True),
    Particulars(against="UBND xã", against_agency=AgencyCode("X1"), request="Trả lại", id_number="044178001234"),
)


def faults(check, *given):
    with pytest.raises(Invalid) as wrong:
        check(*given)
    return set(wrong.value.fields)


def telling(draft: Draft = WHOLE, **own) -> Draft:
    return rules.telling(draft, replace(draft.own, **own))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Xã ra quyết định cắt trợ cấp của tôi", Kind.KHIEU_NAI),
        ("can bo khong cho toi lam the", Kind.KHIEU_NAI),
        ("Họ CẮT TRỢ CẤP của mẹ tôi", Kind.KHIEU_NAI),
        ("Ông Tư tham ô tiền Tết", Kind.TO_CAO),
        ("ba Lan voi tien dan ngheo", Kind.TO_CAO),
        ("quyết định ấy là do ông Ba ăn chặn", Kind.TO_CAO),
        ("Đường vào thôn hỏng đã lâu", None),
        ("Em tham quan nhà văn hóa", None),
        ("", None),
    ],
)
def test_a_text_sounds_like_a_kind(text: str, kind: Kind | None):
    assert rules.sounds_like(Kind.PHAN_ANH_KIEN_NGHI, text) == kind
    assert rules.sounds_like(Kind.KHEN_NGOI, text) is None


@pytest.mark.parametrize(("score", "kind"), [(0.95, Kind.TO_CAO), (0.69, None)])
def test_what_was_learnt_must_be_sure_where_no_word_says_it(score: float, kind: Kind | None):
    guesses = [Guess(Kind.TO_CAO, score, ("lấy tiền",)), Guess(Kind.PHAN_ANH_KIEN_NGHI, 1 - score, ())]
    assert rules.sounds_like(Kind.PHAN_ANH_KIEN_NGHI, "Ông ấy lấy tiền của dân", guesses) == kind
    assert rules.sounds_like(Kind.PHAN_ANH_KIEN_NGHI, "Họ CẮT TRỢ CẤP của mẹ tôi", guesses) == Kind.KHIEU_NAI
    assert rules.sounds_like(Kind.KHEN_NGOI, "Ông ấy lấy tiền của dân", guesses) is None


@pytest.mark.parametrize(
    ("draft", "step"),
    [
        (replace(PLACED, area_code=None), "noi"),
        (replace(PLACED, field_code=None), "linh-vuc"),
        (PLACED, "quyet-dinh"),
        (telling(PLACED, against="UBND xã"), "yeu-cau"),
        (telling(PLACED, against="UBND xã", request="Trả lại"), "nguoi"),
        (WHOLE, "xem-lai"),
        (telling(id_number=""), "nguoi"),
        (telling(group="Một mình"), "nguoi"),
        (replace(PLACED, kind=Kind.TO_CAO), "bi-to-cao"),
        (telling(replace(PLACED, kind=Kind.TO_CAO), against="Ông Tư"), "xem-lai"),
    ],
)
def test_the_next_screen_is_the_first_with_something_to_ask(draft: Draft, step: str):
    assert rules.next_step(draft) == step


def test_no_draft_of_a_denunciation_holds_who_sends_it():
    kept = rules.storable(replace(telling(group="A, B"), kind=Kind.TO_CAO, phone="0912345678"))
    assert (kept.name, kept.phone, kept.address, kept.own.id_number, kept.own.group) == ("", "", "", "", "")
    assert rules.storable(WHOLE) == WHOLE


def test_another_kind_asks_anew_who_sends():
    assert not rules.of_kind(replace(WHOLE, kind=Kind.PHAN_ANH_KIEN_NGHI), Kind.KHIEU_NAI, "a").contact_asked
    assert not rules.of_kind(WHOLE, Kind.TO_CAO, "a").name
    assert rules.of_kind(WHOLE, Kind.KHIEU_NAI, "a").contact_asked


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("", []),
        ("  \n\n", []),
        ("Lê Một, Thôn 1", [("Bưởi", "Thôn 1"), ("Lê Một", "Thôn 1")]),
        ("Lê Một - Thôn 1, Kim Phú", [("Bưởi", "Thôn 1"), ("Lê Một", "Thôn 1, Kim Phú")]),
        ("Lê-Một; Thôn 1", [("Bưởi", "Thôn 1"), ("Lê-Một", "Thôn 1")]),
    ],
)
def test_a_group_is_one_person_a_line_after_the_sender(typed: str, people: list[tuple[str, str]]):
    assert [(one.name, one.address) for one in rules.group(telling(group=typed))] == people


@pytest.mark.parametrize("typed", ["Lê Một", "Lê Một,", ", Thôn 1", "a" * 121 + ", b", "a, " + "b" * 301, "a, b\n" * 501])
def test_a_line_that_is_no_person_is_told(typed: str):
    assert faults(rules.group, telling(group=typed)) == {"nhom"}


@pytest.mark.parametrize(
    ("typed", "day"), [("", None), ("2026-11-02", date(2026, 11, 2)), ("02/11/2026", date(2026, 11, 2)), ("2.11.2026", date(2026, 11, 2))]
)
def test_days_are_read_as_people_write_them(typed: str, day: date | None):
    assert rules.day_of(typed, "ngay", TODAY) == day


@pytest.mark.parametrize("typed", ["hôm qua", "2026-11-24", "31/02/2026", "01/01/0026"])
def test_what_is_no_day_yet_is_told(typed: str):
    assert faults(rules.day_of, typed, "ngay", TODAY) == {"ngay"}


def test_ninety_days_are_counted_without_those_of_an_obstacle():
    known = date(2026, 8, 20)
    assert lodged_late(telling(known_on=known), BOOK, TODAY) == date(2026, 11, 18)
    assert lodged_late(telling(known_on=known, obstacle_days=5), BOOK, TODAY) is None
    assert lodged_late(telling(known_on=known, level=2), BOOK, TODAY) is None
    assert lodged_late(WHOLE, BOOK, TODAY) is None
    assert lodged_late(telling(known_on=None, decision_on=known), BOOK, TODAY) == date(2026, 11, 18)
    assert lodged_late(telling(known_on=TODAY, decision_on=known), BOOK, TODAY) is None
    assert obstacle(telling(excuses=("ILLNESS", "OTHER"), obstacle_days=5)) == "Ốm đau; Trở ngại khách quan khác (5 ngày)"
    assert (obstacle_days(""), obstacle_days("20")) == (0, 20)
    assert faults(obstacle_days, "vài") == faults(obstacle_days, "99999") == {"so_ngay"}


def body(code: str, name: str, *, in_force: bool = True) -> Body:
    return Body(AgencyCode(code), name, name, "province", "department", None, name.lower(), in_force, [])


BODIES = {one.code: one for one in (body("A", "Chi cuc mot"), body("B", "Chi cuc mot hai"), body("C", "Phong"))}


@pytest.mark.parametrize(
    ("code", "text", "seen", "meant"),
    [
        ("A", "chi cuc", "chi cuc", "A"),
        ("A", "", "x", "A"),
        ("A", "Phong", "chi cuc", "C"),
        ("", "phong", "", "C"),
        ("", "Chi cuc mot", "", "A"),
        ("KHAC", "Hội nào đó", "", None),
        ("", "", "", None),
    ],
)
def test_a_body_is_meant_when_chosen_or_alone(code: str, text: str, seen: str, meant: str | None):
    assert body_meant(BODIES, code, text, seen_with=seen, needed=False) == meant


@pytest.mark.parametrize("text", ["chi cuc", "không có", "", "a" * 201])
def test_a_body_that_is_not_clear_is_asked_for(text: str):
    with pytest.raises(Invalid) as wrong:
        body_meant(BODIES, "", text, seen_with="", needed=True)
    assert set(wrong.value.fields) == {"co_quan"}


def test_who_denounces_is_whole_or_not_said_and_never_printed():
    whole = WhoForm("co_ten", "Kín", "Xóm", "0912")
    assert "Kín" not in repr(whole)
    assert identity(WhoForm("khong_ten", "Kín")) is None
    found = identity(whole)
    assert found
    assert (found.name, found.address, found.phone) == ("Kín", "Xóm", "0912")
    assert faults(identity, WhoForm("co_ten")) == {"ho_ten", "dia_chi", "lien_he"}
    assert faults(identity, WhoForm("", "Kín")) == {"danh_tinh"}


def standing(state: CaseState, *, kind: Kind = Kind.KHIEU_NAI, level: int = 1, remote: bool = False, **dues: date) -> Standing:
    clocks = tuple(OpenClock(n, step, "", TODAY, due, due) for n, (step, due) in enumerate(dues.items()))
    return Standing(kind, state, Matter(level=level, remote=remote), clocks, dues.get("APPEAL"))


BEFORE, AFTER = date(2026, 11, 20), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("case", "way", "is_open", "until", "overdue", "court"),
    [
        (standing(CaseState.ANSWERED, APPEAL=AFTER), "second_level", True, AFTER, False, True),
        (standing(CaseState.ANSWERED, APPEAL=BEFORE), "second_level", False, BEFORE, False, True),
        (standing(CaseState.EFFECTIVE, APPEAL=BEFORE), "second_level", False, BEFORE, False, True),
        (standing(CaseState.EFFECTIVE), "second_level", False, None, False, True),
        (standing(CaseState.CLOSED, APPEAL=AFTER), "second_level", False, AFTER, False, False),
        (standing(CaseState.DECIDED, SEND_DECISION=BEFORE), "second_level", True, None, True, True),
        (standing(CaseState.DECIDED, SEND_DECISION=AFTER), "", False, None, False, False),
        (standing(CaseState.CLOSED, kind=Kind.TO_CAO), "again", True, None, False, False),
        (standing(CaseState.DECIDED, kind=Kind.TO_CAO, SEND_DECISION=BEFORE), "", False, None, False, False),
        (standing(CaseState.IN_PROGRESS, SETTLE=AFTER), "", False, None, False, False),
        (standing(CaseState.IN_PROGRESS, SETTLE=BEFORE), "second_level", True, date(2026, 12, 21), True, True),
        (standing(CaseState.IN_PROGRESS, remote=True, SETTLE=BEFORE), "second_level", True, date(2027, 1, 4), True, True),
        (standing(CaseState.IN_PROGRESS, SETTLE=date(2026, 9, 1)), "second_level", False, date(2026, 10, 1), True, True),
        (standing(CaseState.SUSPENDED), "", False, None, False, False),
        (standing(CaseState.ANSWERED, level=2), "", False, None, False, True),
        (standing(CaseState.ANSWERED, kind=Kind.TO_CAO), "again", True, None, False, False),
        (standing(CaseState.IN_PROGRESS, kind=Kind.TO_CAO, SETTLE=BEFORE), "again", True, None, True, False),
        (standing(CaseState.IN_PROGRESS, kind=Kind.TO_CAO, SETTLE=AFTER), "", False, None, False, False),
        (standing(CaseState.ANSWERED, kind=Kind.PHAN_ANH_KIEN_NGHI), "", False, None, False, False),
    ],
)
def test_what_is_left_to_whoever_is_not_content(case: Standing, way: str, is_open: bool, until: date | None, overdue: bool, court: bool):
    found = onward(case, TODAY, BOOK)
    assert (found.way, found.is_open, found.until, found.overdue, found.court) == (way, is_open, until, overdue, court)


def test_going_on_too_late_names_the_last_day_and_too_early_waits():
    with pytest.raises(TooLate) as late:
        check_onward(standing(CaseState.ANSWERED, APPEAL=BEFORE), "second_level", TODAY, BOOK)
    assert late.value.text
    assert late.value.text.values == {"day": BEFORE}
    with pytest.raises(Conflict):
        check_onward(standing(CaseState.IN_PROGRESS, SETTLE=AFTER), "second_level", TODAY, BOOK)
    with pytest.raises(Conflict):
        check_onward(standing(CaseState.ANSWERED, APPEAL=AFTER), "again", TODAY, BOOK)
