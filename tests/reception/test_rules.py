"""The law of reception, without a database. Monday 23 November 2026 is worked, Tuesday the 24th is a holiday."""

from datetime import date, datetime, time
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from service.clock import ZONE
from service.problems import Conflict, Invalid, NotAllowed, NotFound
from service.reception.rules import assisted, register, schedule
from service.reception.rules.assisted import AssistedForm, Checked, Sent
from service.reception.rules.refusals import TOLD_IN_WRITING, WORDS, Refusal
from service.reception.rules.register import DutyForm, Entry, VisitForm
from service.reception.rules.schedule import Day, DayForm
from service.routing.rules import Named
from service.terms import AccountId, AgencyCode, CaseNumber, Role
from tests.calendars.facts import book, calendar

BOOK = book()
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
HERE = AgencyCode("X18943")
DAY = DayForm(ngay="2026-12-01", tu="07:30", den="11:30", noi="Trụ sở UBND xã", nguoi="Trần Văn An", chuc_vu="Chủ tịch UBND xã")
VISIT = VisitForm(khoa=str(uuid4()), loai="PHAN_ANH_KIEN_NGHI", ho_ten="Lê Thị Mơ", noi_dung="Đường thôn bị ngập.", tham_quyen="co")
BODIES = {HERE: Named(HERE, "UBND xã Kim Phú", "People's Committee of Kim Phú")}
HELPED = AssistedForm(
    khoa=str(uuid4()), noi_dung="Đường thôn bị ngập.", noi="18943", linh_vuc="R15", ly_do="ELDERLY", da_doc="co", dong_y="co", ky="da_ky"
)


def a_day(day: date, *, published: bool = True, cancelled: bool = False, unscheduled: str = "", id_: int = 1) -> Day:
    at, why = (NOW, "Bận họp") if cancelled else (None, "")
    return Day(
        id_, day, time(7, 30), time(11, 30), "Trụ sở", "An", "Chủ tịch", "IN_PERSON", unscheduled, NOW if published else None, at, why
    )


def faults(work, *args, **more) -> dict[str, str]:
    with pytest.raises(Invalid) as problem:
        work(*args, **more)
    return {field: words.message for field, words in problem.value.fields.items()}


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 12, 1), date(2026, 11, 23)),  # over the holiday of the 24th and a weekend
        (date(2026, 11, 30), date(2026, 11, 20)),
        (date(2026, 12, 10), date(2026, 12, 3)),
    ],
)
def test_a_day_is_posted_five_working_days_before(day: date, last: date):
    assert schedule.last_day_to_post(day, BOOK) == last
    assert not schedule.is_late(day, last, BOOK)
    assert schedule.is_late(day, last.replace(day=last.day + 1), BOOK)


@pytest.mark.parametrize(
    ("day", "article"),
    [
        ("2026-11-20", "Điều 24(4)"),  # gone
        ("2026-12-05", "Điều 111"),  # a Saturday
        ("2026-12-06", "Điều 111"),  # a Sunday
        ("2026-11-24", "Điều 112"),  # a holiday
        ("2027-01-01", "Điều 112"),
    ],
)
def test_a_day_gone_or_of_rest_is_refused_with_the_article(day: str, article: str):
    told = faults(schedule.new_day, replace(DAY, ngay=day, dot_xuat="Việc gấp"), TODAY, BOOK)
    assert list(told) == ["ngay"]
    assert article in told["ngay"]


def test_a_saturday_worked_in_exchange_is_a_working_day():
    made_up = min(day for day in calendar().make_up if day > date(2026, 1, 9))
    early = date(2026, 1, 5) if made_up.year == 2026 and made_up.month == 1 else made_up.replace(day=1)
    assert schedule.new_day(replace(DAY, ngay=str(made_up), dot_xuat="Việc gấp"), early, BOOK).day == made_up


def test_a_day_too_near_is_unscheduled_and_says_why():
    near = replace(DAY, ngay="2026-11-26")
    assert "Điều 24(4)" in faults(schedule.new_day, near, TODAY, BOOK)["dot_xuat"]
    assert schedule.new_day(replace(near, dot_xuat="Sạt lở"), TODAY, BOOK).unscheduled == "Sạt lở"
    assert schedule.new_day(replace(DAY, dot_xuat="Sạt lở"), TODAY, BOOK).unscheduled == ""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ngay": ""}, "ngay"),
        ({"ngay": "ngày mai"}, "ngay"),
        ({"ngay": "9999-12-31"}, "ngay"),
        ({"tu": "sáng"}, "tu"),
        ({"den": "07:30"}, "den"),
        ({"den": ""}, "den"),
        ({"noi": " \u2800"}, "noi"),
        ({"nguoi": ""}, "nguoi"),
        ({"chuc_vu": ""}, "chuc_vu"),
        ({"noi": "x" * 201}, "noi"),
        ({"hinh_thuc": "PHONE"}, "hinh_thuc"),
    ],
)
def test_what_is_missing_of_a_day_is_named(change: dict[str, str], field: str):
    assert list(faults(schedule.new_day, replace(DAY, **change), TODAY, BOOK)) == [field]


def test_a_day_may_be_typed_where_there_is_no_calendar():
    assert schedule.day_of("01/12/2026") == schedule.day_of("2026-12-01") == date(2026, 12, 1)
    assert schedule.month_of("2026-12", TODAY) == date(2026, 12, 1)
    assert schedule.month_of("2026-13", TODAY) == schedule.month_of("0001-01", TODAY) == date(2026, 11, 1)
    assert schedule.month_end(date(2026, 12, 1)) == date(2026, 12, 31)
    assert schedule.month_after(date(2026, 1, 1), -1) == date(2025, 12, 1)


def test_a_draft_that_became_late_is_posted_as_unscheduled_only():
    draft = a_day(date(2026, 11, 26), published=False)
    assert "ly_do" in faults(schedule.publish, draft, "", TODAY, BOOK)
    assert schedule.publish(draft, "Sạt lở", TODAY, BOOK) == "Sạt lở"
    assert schedule.publish(a_day(date(2026, 12, 1), published=False), "Sạt lở", TODAY, BOOK) == ""


def test_a_day_is_posted_once_and_cancelled_once_and_not_when_gone():
    with pytest.raises(Conflict):
        schedule.publish(a_day(date(2026, 12, 1)), "", TODAY, BOOK)
    with pytest.raises(Conflict):
        schedule.cancel(a_day(date(2026, 12, 1), cancelled=True), "Bận", TODAY)
    with pytest.raises(Conflict):
        schedule.cancel(a_day(date(2026, 11, 20)), "Bận", TODAY)
    assert "ly_do" in faults(schedule.cancel, a_day(date(2026, 12, 1)), "", TODAY)
    assert schedule.cancel(a_day(date(2026, 12, 1)), "Bận họp", TODAY) == "Bận họp"


@pytest.mark.parametrize(
    ("level", "month", "need", "article"),
    [
        ("commune", date(2026, 12, 1), 2, "Điều 15"),
        ("province", date(2026, 12, 1), 1, "Điều 12"),
        ("department", date(2026, 12, 1), 1, "Điều 18"),
        ("unit", date(2026, 12, 1), 1, "Điều 10"),
    ],
)
def test_a_month_has_so_many_days_by_law(level: str, month: date, need: int, article: str):
    limit = schedule.least(BOOK, month, level)
    assert limit is not None
    found = schedule.month([a_day(date(2026, 12, 1))], month, limit)
    assert found is not None
    assert (found.have, found.need, found.missing) == (1, need, need - 1)
    assert article in found.article


def test_what_is_not_posted_cancelled_or_unscheduled_does_not_count_and_a_day_counts_once():
    days = [
        a_day(date(2026, 12, 1)),
        a_day(date(2026, 12, 1), id_=2),
        a_day(date(2026, 12, 8), published=False),
        a_day(date(2026, 12, 9), cancelled=True),
        a_day(date(2026, 12, 10), unscheduled="Sạt lở"),
    ]
    found = schedule.month(days, date(2026, 12, 1), schedule.least(BOOK, date(2026, 12, 1), "commune"))
    assert found is not None
    assert (found.have, found.missing) == (1, 1)
    assert schedule.month(days, date(2013, 1, 1), schedule.least(BOOK, date(2013, 1, 1), "commune")) is None


@pytest.mark.parametrize(
    ("level", "kind", "expected"),
    [
        ("commune", "people_committee", "commune"),
        ("province", "people_committee", "province"),
        ("province", "department", "department"),
        ("province", "inspectorate", "department"),
        ("province", "unit", "unit"),
    ],
)
def test_which_minimum_a_body_has(level: str, kind: str, expected: str):
    assert schedule.body_level(level, kind) == expected


def test_only_intake_and_leaders_arrange():
    schedule.may_arrange(frozenset({Role.INTAKE}))
    schedule.may_arrange(frozenset({Role.LEADER, Role.HANDLER}))
    with pytest.raises(NotAllowed):
        schedule.may_arrange(frozenset({Role.HANDLER}))


def test_a_denouncer_is_not_written_into_the_register():
    new = register.entered(replace(VISIT, loai="TO_CAO", dia_chi="Thôn 2", so_giay_to="044190001234"), HERE, NOW, BOOK)
    assert (new.name, new.address, new.id_number) == ("", "", "")
    assert new.content == VISIT.noi_dung


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"loai": ""}, "loai"),
        ({"loai": "DANH_GIA"}, "loai"),
        ({"ho_ten": ""}, "ho_ten"),
        ({"ho_ten": "x" * 121}, "ho_ten"),
        ({"noi_dung": ""}, "noi_dung"),
        ({"noi_dung": "x" * 10_001}, "noi_dung"),
        ({"so_nguoi": "0"}, "so_nguoi"),
        ({"so_nguoi": "²"}, "so_nguoi"),
        ({"so_nguoi": "9" * 30}, "so_nguoi"),
        ({"so_trang": "-1"}, "so_trang"),
        ({"so_giay_to": "<b>"}, "so_giay_to"),
        ({"tham_quyen": ""}, "tham_quyen"),
        ({"tham_quyen": "khong"}, "huong_dan"),
        ({"tu_choi": "BORED"}, "tu_choi"),
        ({"khoa": "cũ"}, "noi_dung"),
    ],
)
def test_what_is_missing_of_a_visit_is_named(change: dict[str, str], field: str):
    assert list(faults(register.entered, replace(VISIT, **change), HERE, NOW, BOOK)) == [field]


def test_a_refused_visitor_need_not_be_named_and_is_told_in_writing_for_two_grounds_only():
    refused = replace(VISIT, ho_ten="", tham_quyen="")
    assert set(WORDS) == set(Refusal)
    assert {Refusal.SETTLED_FOR_GOOD, Refusal.REPEATED} == TOLD_IN_WRITING
    for ground in Refusal:
        new = register.entered(replace(refused, tu_choi=ground), HERE, NOW, BOOK)
        told = ground in TOLD_IN_WRITING
        assert new.refusal_notice_due == (date(2026, 11, 27) if told else None)  # three working days, the 24th is a holiday
        assert not new.competent


def test_the_same_form_is_one_line_and_another_text_another():
    key = register.entered(VISIT, HERE, NOW, BOOK).key
    assert register.entered(VISIT, HERE, NOW, BOOK).key == key
    assert register.entered(replace(VISIT, noi_dung="Việc khác"), HERE, NOW, BOOK).key != key
    assert register.entered(VISIT, AgencyCode("SYT"), NOW, BOOK).key != key


@pytest.mark.parametrize(("people", "speakers"), [(1, None), (4, None), (5, (1, 2)), (10, (1, 2)), (11, (1, 5)), (300, (1, 5))])
def test_a_group_sends_representatives(people: int, speakers: tuple[int, int] | None):
    assert register.representatives(people) == speakers


def test_a_denunciation_is_read_by_its_writer_and_by_readers_only():
    me, other = AccountId(1), AccountId(2)
    assert register.may_read("KHIEU_NAI", other, me, frozenset())
    assert register.may_read("TO_CAO", me, me, frozenset())
    assert register.may_read("TO_CAO", other, me, frozenset({Role.DENUNCIATION_READER}))
    assert not register.may_read("TO_CAO", other, me, frozenset({Role.LEADER, Role.INTAKE}))


@pytest.mark.parametrize(("slug", "entry"), [("12-2026", Entry(2026, 12)), ("1-2025", Entry(2025, 1))])
def test_a_number_in_an_address(slug: str, entry: Entry):
    assert register.entry_of(slug) == entry
    assert entry.slug == slug


@pytest.mark.parametrize("slug", ["", "0-2026", "12", "12-26", "a-2026", "-1-2026", "\u0661-2026", "9999999999-2026"])
def test_what_is_no_number_is_not_found(slug: str):
    with pytest.raises(NotFound):
        register.entry_of(slug)


def test_the_last_day_of_a_duty_rolls_over_days_of_rest_and_is_not_gone():
    form = DutyForm(ket_luan="Sửa đường.", viec="Đắp lại", nguoi_lam="Ban quản lý", han="2026-11-28")
    new = register.duty(form, TODAY, BOOK)
    assert (new.due.raw, new.due.day) == (date(2026, 11, 28), date(2026, 11, 30))
    assert list(faults(register.duty, replace(form, han="2026-11-22"), TODAY, BOOK)) == ["han"]
    assert list(faults(register.duty, replace(form, han="2096-11-22"), TODAY, BOOK)) == ["han"]
    assert set(faults(register.duty, DutyForm(), TODAY, BOOK)) == {"ket_luan", "viec", "nguoi_lam", "han"}
    assert register.duty(replace(form, han="23/11/2026"), TODAY, BOOK).due.day == TODAY


def test_a_result_needs_a_word():
    assert list(faults(register.words_of, "  ")) == ["ket_qua"]
    assert list(faults(register.words_of, "x" * 1001)) == ["ket_qua"]


@pytest.mark.parametrize("cell", ["=1+1", "+84912", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str):
    assert register.safe_cell(cell) == f"'{cell}"
    assert register.safe_cell(f"Thôn {cell}") == f"Thôn {cell}"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"loai": "DANH_GIA"}, "loai"),
        ({"noi_dung": ""}, "noi_dung"),
        ({"noi": ""}, "noi"),
        ({"linh_vuc": ""}, "linh_vuc"),
        ({"dien_thoai": "abc"}, "dien_thoai"),
        ({"ly_do": ""}, "ly_do"),
        ({"da_doc": ""}, "da_doc"),
        ({"dong_y": ""}, "dong_y"),
        ({"ky": ""}, "ky"),
        ({"so_trang": "nhiều"}, "so_trang"),
    ],
)
def test_nothing_is_filed_for_somebody_before_it_was_read_back_and_agreed_to(change: dict[str, str], field: str):
    assert list(faults(assisted.check, replace(HELPED, **change), BODIES, TODAY)) == [field]


def test_the_ticks_are_not_set_beforehand_and_a_name_is_not_asked_for():
    assert (AssistedForm().da_doc, AssistedForm().dong_y, AssistedForm().ky) == ("", "", "")
    assert assisted.check(HELPED, BODIES, TODAY) == Checked(0)


def test_a_complaint_says_who_against_whom_and_what_is_asked():
    bare = replace(HELPED, loai="KHIEU_NAI")
    missing = faults(assisted.check, bare, BODIES, TODAY)
    assert {"co_quan", "yeu_cau", "ho_ten", "dia_chi", "so_giay_to"} <= set(missing)
    whole = replace(bare, co_quan=HERE, yeu_cau="Trả lại trợ cấp", ho_ten="Lê Thị Mơ", dia_chi="Thôn 2", so_giay_to="044190001234")
    own = assisted.check(replace(whole, ngay_biet="02/11/2026"), BODIES, TODAY).own
    assert (own.against, own.against_agency, own.known_on) == ("UBND xã Kim Phú", HERE, date(2026, 11, 2))
    assert "ngay_biet" in faults(assisted.check, replace(whole, ngay_biet="2026-12-24"), BODIES, TODAY)


def test_a_denouncer_says_all_or_nothing_and_stands_in_no_draft_and_no_register():
    bare = replace(HELPED, loai="TO_CAO", bi_to_cao="Cán bộ A", co_quan=HERE, dung_dau="co")
    nameless = assisted.check(bare, BODIES, TODAY)
    assert (nameless.who, nameless.own.against, nameless.own.leads) == (None, "Cán bộ A", True)
    assert {"dia_chi", "dien_thoai"} == set(faults(assisted.check, replace(bare, ho_ten="Người Kín"), BODIES, TODAY))
    whole = replace(bare, ho_ten="Người Kín", dia_chi="Thôn 9", dien_thoai="0912345678", so_giay_to="044190001234")
    checked = assisted.check(whole, BODIES, TODAY)
    assert checked.who is not None
    kept = (
        assisted.draft(whole, uuid4(), None, None, own=checked.own),
        assisted.visit(whole, uuid4(), 0, Sent(CaseNumber("LN26-000001"), HERE, ""), here=HERE, at=NOW),
    )
    assert not any(secret in repr(kept) for secret in ("Người Kín", "Thôn 9", "0912345678", "044190001234"))
    assert HELPED.noi_dung not in repr(kept[1])
    assert list(faults(assisted.check, replace(bare, bi_to_cao=""), BODIES, TODAY)) == ["bi_to_cao"]
    assert list(faults(assisted.check, replace(bare, co_quan="KHONG"), BODIES, TODAY)) == ["co_quan"]


def test_a_signature_is_noted_at_once_only_where_the_complaint_stays():
    form, here, intake = replace(HELPED, loai="KHIEU_NAI"), Sent(CaseNumber("LN26-000001"), HERE, ""), frozenset({Role.INTAKE})
    assert assisted.signs(form, here, HERE, intake)
    assert not assisted.signs(replace(form, ky="chua_ky"), here, HERE, intake)
    assert not assisted.signs(form, here, AgencyCode("SYT"), intake)
    assert not assisted.signs(form, here, HERE, frozenset({Role.HANDLER}))
    assert not assisted.signs(HELPED, here, HERE, intake)
    denounces = replace(form, loai="TO_CAO", ho_ten="Người Kín")
    assert not assisted.signs(denounces, here, HERE, intake)
    assert assisted.signs(denounces, here, HERE, intake | {Role.DENUNCIATION_READER})


def test_the_clerks_key_is_not_the_key_of_the_case():
    key = assisted.key_of(HELPED, HERE)
    assert assisted.case_key("a" * 32, key) == assisted.case_key("a" * 32, key)
    assert len({key, UUID(HELPED.khoa), assisted.case_key("a" * 32, key), assisted.case_key("b" * 32, key)}) == 4


def test_the_code_is_shown_until_it_is_handed_over_and_for_an_hour():
    assert assisted.code_shown(NOW, None, NOW.replace(minute=59))
    assert not assisted.code_shown(NOW, None, NOW.replace(hour=10))
    assert not assisted.code_shown(NOW, NOW, NOW.replace(minute=1))
