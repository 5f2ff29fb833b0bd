"""Whether a text names somebody: however it is written, and no more than that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.casework.rules.shared import readable
from service.desk.documents.facts import Sender
from service.desk.documents.frame import names as document_names
from service.desk.redaction import MASK, redact
from service.naming import home_parts, masked, names
from service.problems import Invalid

NAME, HOME = "Nguyễn Thị Hoa", "Thôn Đông Dương, xã Kim Phú, tỉnh Quảng Trị"
NAMED = [
    *("NGUYỄN THỊ HOA", "nguyen thi hoa", "Nguyễn  Thị\nHoa", "NguyễnThịHoa", "Nguyễn-Thị-Hoa", "Nguyễn_Thị_Hoa"),
    *("Nguyễn\u200b Thị\u00ad Hoa", "Ng\u0335uyễn Thị Hoa", "Nguye\u0302\u0303n Thi\u0323 Hoa", "\uff2e\uff47uyễn Thị Hoa"),
]
CALLED = [
    "0912345678",
    "0912.345.678",
    "0912 - 345 - 678",
    "+84 912 345 678",
    "84912345678",
    "0912/345/678",
    "(0912) 345678",
    "0912345678".translate({48 + n: 0xFF10 + n for n in range(10)}),
]


@pytest.mark.parametrize("written", NAMED)
def test_all_three_know_a_name_however_it_is_written(written: str):
    text = f"Bà {written} trình bày."
    assert names(text, [NAME])
    assert document_names(text, Sender(name=NAME))
    assert MASK in redact(text, [NAME])
    with pytest.raises(Invalid):
        readable(text, [NAME])


@pytest.mark.parametrize("written", CALLED)
@pytest.mark.parametrize(
    "contact", ["0912 345 678", "+84 912345678 (gọi buổi tối)", "Zalo 0912.345.678, chị Mai", "0987654321, 0912345678"]
)
def test_all_three_know_a_number_whatever_was_written_beside_it(written: str, contact: str):
    text = f"Gọi {written} nhé."
    assert names(text, [contact])
    assert document_names(text, Sender(phone=contact))
    assert not any(sign.isdigit() for sign in masked(text, [contact], MASK))
    with pytest.raises(Invalid):
        readable(text, [contact])


def test_words_beside_a_number_name_nobody():
    assert not names("Gọi buổi tối cho Zalo của cơ quan.", ["0912345678 (gọi buổi tối)", "Zalo 0912345678"])


def test_an_address_for_letters_of_the_net_is_known():
    assert names("Thư: HOA.nguyen@gmail.com.", ["0912345678, hoa.nguyen@gmail.com"])


def test_a_name_of_one_word_counts_as_a_whole_word():
    assert names("Chị THẮM nói.", ["Thắm"])
    assert not names("Hồ nước xanh thẳm.", ["Tha"])
    assert not names("An toàn.", ["An"])
    assert not names("Nguyễn Thị Hoàn", [NAME])


def test_of_an_address_every_part_counts_but_places_that_many_live_in():
    assert home_parts(HOME) == ("Thôn Đông Dương",)
    assert home_parts("Số 12 đường Lê Lợi; Kim Phú", "Xã Kim Phú") == ("Số 12 đường Lê Lợi",)
    assert home_parts("Thôn 2 xã Kim Phú") == ("Thôn 2",)
    assert home_parts("thị trấn Quy Đạt, huyện Minh Hóa") == home_parts("xa Kim Phu") == ()
    assert names("ở thôn đông dương này", [HOME])
    assert not names("UBND xã Kim Phú, tỉnh Quảng Trị trả lời.", [HOME])
    assert not document_names("UBND xã Kim Phú", Sender(address="xã Kim Phú"))


@given(st.text(), st.lists(st.text(max_size=30), max_size=3))
def test_a_text_names_somebody_exactly_where_something_is_masked(text: str, known: list[str]):
    assert names(text, known) == (masked(text, known, "\N{SNOWMAN}") != text)


@pytest.mark.parametrize("piece", ["1 ", "Hoa  ", "Nguyễn Thị ", "0912 - ", "a,", "thôn "])
def test_a_long_text_is_compared_in_no_time(piece: str):
    assert not names(piece * 16_000, ["Hoa Hoa Hoa Nam", "0912345678", HOME, NAME])
