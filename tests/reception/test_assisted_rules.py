"""Filing for somebody at a counter, without a database."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from service.reception.rules import assisted
from service.reception.rules.assisted import AssistedForm, Checked, Sent
from service.terms import AgencyCode, CaseNumber, Role
from tests.reception.forms import BODIES, HELPED, HERE, NOW, TODAY, faults


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
    early = replace(whole, ngay_quyet_dinh="02/11/2026", ngay_biet="01/11/2026")
    assert list(faults(assisted.check, early, BODIES, TODAY)) == ["ngay_biet"]


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
