"""Whatever is posted is read, or refused in words; never a fault."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from service.forms import MOST_FIELDS, parse
from service.problems import Unreadable

FORM = {"content-type": "application/x-www-form-urlencoded"}


class Sent(msgspec.Struct):
    """Two lines and a list of boxes."""

    loi: str
    them: str = "chưa viết"
    chon: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (b"loi=xin+chao", "xin chao"),
        (b"loi=a&loi=b", "b"),
        (b"la=x&loi=y", "y"),
        (b"", ""),
        (b"loi", ""),
        (b"loi=%20%20c%C3%B3%0D%0Amai%20", "có\nmai"),
        ("loi=Lắng".encode(), "Lắng"),
        (b"loi=La%CC%86%CC%81ng", "Lắng"),
        (b"loi=100%&x=%zz", "100%"),
    ],
)
def test_a_line(body: bytes, read: str):
    assert parse(body, Sent).loi == read


def test_boxes_keep_all_and_what_was_not_sent_keeps_its_default():
    assert parse(b"chon=1&chon=2", Sent) == Sent(loi="", them="chưa viết", chon=("1", "2"))


@pytest.mark.parametrize("body", [b"loi=%ff%fe", b"loi=%00", b"loi=a%07b", b"loi=%EF%BF%BF", b"loi=%ed%a0%80"])
def test_broken_text_is_refused(body: bytes):
    with pytest.raises(Unreadable):
        parse(body, Sent)


def test_thousands_of_fields_are_not_read():
    assert parse(b"chon=1&" * (MOST_FIELDS * 3), Sent).chon == ("1",) * MOST_FIELDS


@given(some.binary() | some.text().map(str.encode))
def test_any_bytes_are_read_or_refused(body: bytes):
    try:
        read = parse(b"loi=" + body, Sent)
    except Unreadable:
        return
    assert "\0" not in read.loi


async def test_a_form_arrives(room):
    assert (await room.post("/viet", data={"loi": "Đường hỏng", "chon": ["1", "2"]})).json() == {"loi": "Đường hỏng", "chon": ["1", "2"]}


@pytest.mark.parametrize(
    ("content", "kind", "status", "words"),
    [
        (b"loi=" + b"a" * 2000, "application/x-www-form-urlencoded", 413, "Nội dung quá dài"),
        (b"loi=%ff", "application/x-www-form-urlencoded", 400, "bị hỏng"),
        (b"--x", "multipart/form-data; boundary=x", 400, "không nhận tệp"),
        (b"{}", "application/json", 400, "gửi từ biểu mẫu"),
    ],
)
async def test_what_cannot_be_read_is_told(room, content: bytes, kind: str, status: int, words: str):
    answer = await room.post("/viet", content=content, headers={"content-type": kind})
    assert answer.status_code == status
    assert words in answer.text
    assert "vẫn còn ở trang trước" in answer.text


async def test_a_body_without_a_length_is_not_read_to_its_end(room):
    taken = []

    async def endless():
        for _ in range(1000):
            taken.append(1)
            yield b"loi=" + b"a" * 400

    assert (await room.post("/viet", content=endless(), headers=FORM)).status_code == 413
    assert len(taken) < 10
