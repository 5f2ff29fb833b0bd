"""What leads to a person is masked however people write it; what leads to nobody stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.desk.redaction import MASK, redact


@pytest.mark.parametrize(
    "told",
    [
        *("0912 - 345 - 678", "0912/345/678", "0912\u200b345\u200b678", "0912\n345\n678", "0912, 345, 678", "09\u00ad12 (345)·678"),
        *("0912345678", "0912 345 678", "0912.345.678", "091-234-5678", "+84 912 345 678", "0912,345,678", "0912\u00a0345\u00a0678"),
        *("(0232) 3822 456", "02323822456"),
        *("044123456789", "044 123 456 789", "191234567", "1903 4567 8901 2345", "ngoc.hoa+1@gmail.com", "GD4440123456789", "B1234567"),
    ],
)
def test_what_leads_to_a_person_is_masked(told: str):
    assert redact(f"Xin liên hệ tôi: {told}, cảm ơn.") == f"Xin liên hệ tôi: {MASK}, cảm ơn."


def test_a_number_is_masked_though_letters_stand_at_it():
    assert redact("sdt0912345678nhé") == f"sdt{MASK}nhé"


@pytest.mark.parametrize("told", ["STK 1234567 Agribank", "số tài khoản: 123 456 7", "CMND số 1234567", "tai khoan 7654321"])
def test_a_short_number_is_masked_where_its_name_says_what_it_is(told: str):
    masked = redact(told)
    assert MASK in masked
    assert not any(digit in masked for digit in "1234567")


@pytest.mark.parametrize(
    "told",
    [
        *("ngày 20/11/2025", "hồ sơ LN26-000123", "1.200.000.000 đồng", "500.000đ một tháng", "từ 2025 đến 2026"),
        *("Nghị định 20/2021/NĐ-CP", "thôn 3, tổ 12", "500.000 đồng", "20/11/2026", "1.200.000, 300.000 đồng"),
        *("20/11/2026 - 25/11/2026", "ngày 20/11/2026 (500.000 đồng)", "các năm 2024, 2025, 2026", "07/2025-12/2025"),
        *("20/11, 21/11, 22/11", "LN26-000123, LN26-000124 (2026)", "CMND cấp ngày 20/11/2026"),
    ],
)
def test_what_leads_to_nobody_stays(told: str):
    assert redact(told) == told


def test_the_name_of_the_sender_goes_however_it_is_written():
    text = "Tôi tên NGUYỄN THỊ HOA (nguyen thi hoa), nhà có vườn hoa."
    assert redact(text, ["Nguyễn Thị Hoa", ""]) == f"Tôi tên {MASK} ({MASK}), nhà có vườn hoa."


@pytest.mark.parametrize("between", ["  ", "\n", "\u200b", " \u200b ", "\u00a0"])
def test_the_name_of_the_sender_goes_however_it_is_spaced(between: str):
    assert redact(f"Tôi là {between.join(('Nguyễn', 'Thị', 'Hoa'))}, ở đây.", ["Nguyễn Thị  Hoa"]) == f"Tôi là {MASK}, ở đây."


@pytest.mark.parametrize("told", ["0912 x 345 x 678", "(+84) 912:345:678", "84912345678", "912*345*678"])
def test_the_number_of_the_sender_goes_whatever_stands_between(told: str):
    assert not any(digit in redact(f"Gọi {told} nhé", ["0912345678"]) for digit in "912345678")


@pytest.mark.parametrize("piece", ["1 ", "1,2/", "stk ", "20/11/", "1.200", "12, ", "Hoa  ", "Hoa ", "0912 - ", "a.a@", "2024, "])
def test_a_long_text_is_redacted_as_a_short_one_is(piece: str):
    """A search that took the square of the length would not come back from this."""
    known = ["Hoa Hoa Hoa Nam", "0912345678"]
    assert set(redact(piece * 16_000, known)) <= set(redact(piece * 20, known))


@given(st.text(), st.text(alphabet="0123456789", min_size=9, max_size=12), st.sampled_from(["", " ", ".", "-"]))
def test_no_long_number_survives_whatever_stands_around_it(text: str, digits: str, between: str):
    written = between.join(digits)
    masked = redact(f"{text} {written} .")
    assert written not in masked
    assert redact(masked) == masked


@given(st.text(), st.lists(st.text(max_size=20), max_size=3))
def test_redacting_never_fails(text: str, known: list[str]):
    assert isinstance(redact(text, known), str)
