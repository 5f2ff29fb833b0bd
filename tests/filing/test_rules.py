"""What a submission needs, what it promises, and what opens it again."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.calendars.rules import Book as Calendar
from service.calendars.rules import TimeLimit, calendar_of
from service.clock import ZONE
from service.filing import rules
from service.filing.rules import Draft
from service.problems import Invalid
from service.routing.rules import Book, Duty, Field, Guess, Named
from service.routing.rules.danger import Danger
from service.terms import AgencyCode, AreaCode, CaseNumber, FieldCode, Kind, Level

KEY = UUID("6f1f0a52-2f43-4a57-9b8c-0d8f3f1f2a10")
SECRET = "s" * 32
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
SINCE = date(2025, 7, 1)


def limit(step: str, number: int, unit: str) -> TimeLimit:
    what = (step, Kind.PHAN_ANH_KIEN_NGHI, step, "any", "any", "", number, unit, "after")
    return TimeLimit(*what, "law", f"Điều {number}", f"Article {number}", SINCE, None)


CALENDAR = Calendar(
    calendar_of({date(2026, 11, 24): "off"}),
    (limit("TRANSFER", 5, "working_day"), limit("FIRST_ANSWER", 10, "working_day"), limit("ANSWER", 20, "calendar_day")),
)
PENSION = Field(FieldCode("R16"), "Hưu trí xã hội", "Social pension", "", "", ["tiền người già"], "II.5a", Level.COMMUNE, SINCE, None)
DUTY = Duty(PENSION.code, Level.COMMUNE, Kind.PHAN_ANH_KIEN_NGHI, None, "Phòng", "Division", "Nghị định", "Decree", SINCE, None)
DUTIES = Book(
    {PENSION.code: PENSION},
    {(PENSION.code, Level.COMMUNE, Kind.PHAN_ANH_KIEN_NGHI): DUTY},
    {AreaCode("18943"): AgencyCode("X18943")},
    {AgencyCode("X18943"): Named(AgencyCode("X18943"), "UBND xã Kim Phú", "People's Committee of Kim Phú")},
)
WHOLE = Draft(KEY, Kind.PHAN_ANH_KIEN_NGHI, "Chưa nhận tiền", AreaCode("18943"), "Kim Phú", PENSION.code, contact_asked=True)


def faults(check, *given):
    with pytest.raises(Invalid) as wrong:
        check(*given)
    return set(wrong.value.fields)


def test_a_text_is_needed_and_ends_somewhere():
    assert faults(rules.check_content, "PHAN_ANH_KIEN_NGHI", "") == {"noi_dung"}
    assert faults(rules.check_content, "PHAN_ANH_KIEN_NGHI", "a" * 10_001) == {"noi_dung"}
    assert faults(rules.check_content, "DANH_GIA", "a") == {"loai"}
    rules.check_content("KHEN_NGOI", "ă" * 10_000)


def test_who_sends_may_stay_unsaid_but_not_be_nonsense():
    rules.check_contact("", "", "")
    rules.check_contact("Hoa", "+84 912 345 678", "Thôn 1")
    assert faults(rules.check_contact, "", "không có", "") == {"dien_thoai"}
    assert faults(rules.check_contact, "a" * 121, "0" * 31, "b" * 301) == {"ho_ten", "dien_thoai", "dia_chi"}


@pytest.mark.parametrize(
    ("draft", "step"),
    [
        (Draft(KEY, Kind.KHEN_NGOI, "a"), "noi"),
        (Draft(KEY, Kind.KHEN_NGOI, "a", AreaCode("18943")), "linh-vuc"),
        (Draft(KEY, Kind.KHEN_NGOI, "a", AreaCode("18943"), field_code=PENSION.code), "lien-he"),
        (WHOLE, "xem-lai"),
    ],
)
def test_the_next_screen_is_the_first_with_something_to_ask(draft: Draft, step: str):
    assert rules.next_step(draft) == step


def test_a_promise_names_body_rule_and_days():
    made = rules.promise(WHOLE, DUTIES, CALENDAR, date(2026, 11, 23))
    assert made.proposal.agency.code == "X18943"
    assert made.answer.due.raw == date(2026, 12, 13)  # a Sunday
    assert made.answer.due.day == date(2026, 12, 14)
    assert made.first.due.day == date(2026, 12, 8)  # ten working days, 24 November being none
    assert made.days_left == 14
    assert made.answer_limit.article == "Điều 20"


def test_no_promise_without_place_field_or_duty():
    today = date(2026, 11, 23)
    assert faults(rules.promise, Draft(KEY, "KHEN_NGOI", "a"), DUTIES, CALENDAR, today) == {"noi"}
    assert faults(rules.promise, Draft(KEY, "KHEN_NGOI", "a", AreaCode("18943")), DUTIES, CALENDAR, today) == {"linh_vuc"}
    praise = Draft(KEY, "KHEN_NGOI", "a", AreaCode("18943"), field_code=PENSION.code)
    assert faults(rules.promise, praise, DUTIES, CALENDAR, today) == {"linh_vuc"}


def test_a_case_keeps_what_was_promised_and_no_code():
    new = rules.filing(WHOLE, rules.promise(WHOLE, DUTIES, CALENDAR, NOW.date()), prefix="LN", secret=SECRET, at=NOW)
    assert (new.original_due, new.next_step, new.next_due) == (date(2026, 12, 14), "TRANSFER", date(2026, 12, 1))
    assert new.code_hash == rules.code_hash(SECRET, rules.access_code(SECRET, KEY))


@given(st.uuids())
def test_a_code_has_sixteen_digits_and_follows_from_the_key(key: UUID):
    code = rules.access_code(SECRET, key)
    assert len(code) == 16
    assert code.isdecimal()
    assert code == rules.access_code(SECRET, key)
    assert code != rules.access_code("t" * 32, key)
    assert rules.tidy_code(rules.in_fours(code)) == code


@pytest.mark.parametrize("typed", ["", "1234", "1" * 17, "mã của tôi", "\u0661" * 16])
def test_what_is_no_code(typed: str):
    assert rules.tidy_code(typed) == ""


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("LN26-000123", "LN26-000123"),
        (" ln 26 - 000123 ", "LN26-000123"),
        ("LN26-123", "LN26-000123"),
        ("x", "x"),
        ("LN26-1234567", "LN26-1234567"),
    ],
)
def test_numbers_as_people_type_them(typed: str, number: str):
    assert rules.tidy_number(typed) == number


def test_a_cookie_opens_its_case_for_its_time():
    number = CaseNumber("LN26-000001")
    sealed = rules.seal(SECRET, number, NOW + rules.OPEN_FOR)
    assert rules.opens(SECRET, number, sealed, NOW)
    assert not rules.opens(SECRET, CaseNumber("LN26-000002"), sealed, NOW)
    assert not rules.opens("t" * 32, number, sealed, NOW)
    assert not rules.opens(SECRET, number, sealed, NOW + rules.OPEN_FOR + timedelta(seconds=1))


@given(st.text(max_size=80) | st.none())
def test_no_other_cookie_opens_anything(sealed: str | None):
    assert not rules.opens(SECRET, CaseNumber("LN26-000001"), sealed, NOW)


@pytest.mark.parametrize("ends", ["9" * 30, "²", "1e9", "-1", "9999999999999"])
def test_a_cookie_with_an_odd_end_is_none(ends: str):
    assert not rules.opens(SECRET, CaseNumber("LN26-000001"), f"{ends}.00", NOW)


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("Cháu bị bố dượng đánh đập", True),
        ("chau bi bo duong danh dap", True),
        ("Cán bộ làm từ từ", False),
        ("Nó nói muốn tự tử", True),
        ("Chưa nhận được tiền trợ cấp", False),
        ("", False),
    ],
)
def test_danger_is_noticed(text: str, *, danger: bool):
    assert rules.speaks_of_danger(text) is danger


@pytest.mark.parametrize(
    ("dangers", "guesses", "codes"),
    [
        ((), [("R28", 0.3)], ["R28"]),
        (("113",), [("R20", 0.3)], ["R20"]),
        (("111",), [], ["R19"]),
        (("113", "111"), [], ["R19", "R20"]),
        (("111", "115"), [("R28", 0.4), ("R19", 0.2), ("R31", 0.1)], ["R19", "R28", "R31"]),
        (("111", "113"), [("R20", 0.4), ("R28", 0.3), ("R19", 0.2)], ["R19", "R20", "R28"]),
        (("111", "113"), [("R28", 0.9), ("R31", 0.02)], ["R28", "R31"]),
    ],
)
def test_where_a_child_is_in_danger_children_are_proposed_first_unless_something_is_surer(dangers, guesses, codes: list[str]):
    told = [Danger(number, ("bị đánh",)) for number in dangers]
    found = rules.with_danger([Guess(code, score, ("vì",)) for code, score in guesses], told)
    assert [one.code for one in found] == codes
    assert all(one.words for one in found)


def test_neighbours_are_counted_together():
    assert rules.network("203.0.113.77") == "203.0.113.0/24"
    assert rules.network("2001:db8:1:2::3") == "2001:db8:1::/48"
    assert rules.network("") == "-"


@pytest.mark.parametrize(
    "text", ["", "\u200b", "\u3164 \u3164", "\u2800\n\u2800", "\u2060\ufeff\u00ad", "\u0301", "\u115f\uffa0", "\U000e0041"]
)
def test_what_nobody_can_see_says_nothing(text: str):
    assert rules.said(text) == ""
    with pytest.raises(Invalid) as wrong:
        rules.check_content(Kind.KHEN_NGOI, text)
    assert set(wrong.value.fields) == {"noi_dung"}


@pytest.mark.parametrize("text", ["ă", "\u200bchào", "👍", "?", "5"])
def test_whatever_can_be_seen_is_kept_as_it_is(text: str):
    assert rules.said(text) == text


@pytest.mark.parametrize("phone", ["--------", "+       1", "() - () .", "1234567", "12 34 56 7"])
def test_a_telephone_number_has_eight_digits(phone: str):
    with pytest.raises(Invalid):
        rules.check_contact("", phone, "")


@pytest.mark.parametrize("phone", ["", "0912 345 678", "+84 (912) 345-678", "02323822"])
def test_a_telephone_number_is_written_as_people_write_it(phone: str):
    rules.check_contact("", phone, "")


def test_an_address_of_ipv4_is_one_however_it_comes():
    assert rules.network("::ffff:203.0.113.77") == rules.network("203.0.113.77") != rules.network("::ffff:198.51.100.1")
