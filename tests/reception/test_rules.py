"""The law of the register, without a database."""

from datetime import date

import pytest
from msgspec.structs import replace

from service.problems import NotFound
from service.reception.rules import duties, register
from service.reception.rules.duties import DutyForm
from service.reception.rules.refusals import TOLD_IN_WRITING, WORDS, Refusal
from service.reception.rules.register import Entry
from service.terms import AccountId, AgencyCode, Role
from tests.reception.forms import BOOK, HERE, NOW, TODAY, VISIT, faults


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
    new = duties.duty(form, TODAY, BOOK)
    assert (new.due.raw, new.due.day) == (date(2026, 11, 28), date(2026, 11, 30))
    assert list(faults(duties.duty, replace(form, han="2026-11-22"), TODAY, BOOK)) == ["han"]
    assert list(faults(duties.duty, replace(form, han="2096-11-22"), TODAY, BOOK)) == ["han"]
    assert set(faults(duties.duty, DutyForm(), TODAY, BOOK)) == {"ket_luan", "viec", "nguoi_lam", "han"}
    assert duties.duty(replace(form, han="23/11/2026"), TODAY, BOOK).due.day == TODAY


def test_a_result_needs_a_word():
    assert list(faults(duties.words_of, "  ")) == ["ket_qua"]
    assert list(faults(duties.words_of, "x" * 1001)) == ["ket_qua"]


@pytest.mark.parametrize("cell", ["=1+1", "+84912", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str):
    assert register.safe_cell(cell) == f"'{cell}"
    assert register.safe_cell(f"Thôn {cell}") == f"Thôn {cell}"
