"""The fields proposed on the form: with the words that spoke, or a kind word where the text says too little."""

import re

import pytest

from tests.filing.sent import HTMX, WHOLE

UNKNOWN = "Chúng tôi chưa đoán được lĩnh vực. Không sao"
PROPOSED = "Chúng tôi gợi ý theo những gì ông/bà viết."


async def proposed(client, text: str, chosen: str = "") -> str:
    return (await client.post("/gui/linh-vuc", data=WHOLE | {"noi_dung": text, "linh_vuc": chosen}, headers=HTMX)).text


async def test_the_words_stand_on_a_line_of_their_own_as_they_were_written(client):
    block = await proposed(client, "Mẹ tôi KHUYẾT TẬT nặng mà UBND xã quyết định cắt trợ cấp, tôi đề nghị xem lại")
    assert PROPOSED in block
    lines = re.findall(r"<small>Vì có chữ: ([^<]+)\.</small>", block)
    assert "“KHUYẾT TẬT nặng”" in lines[0]
    assert not re.search("UBND|quyết định|đề nghị|“tôi", " ".join(lines))
    assert all(line.count("“") <= 3 for line in lines)


@pytest.mark.parametrize("chosen", ["", "R16"])
async def test_where_nothing_can_be_guessed_that_is_said_kindly(client, chosen: str):
    block = await proposed(client, "Xin chào", chosen)
    assert UNKNOWN in block
    assert PROPOSED not in block
    assert 'value="R54"' in block


async def test_a_choice_made_before_does_not_hide_what_is_proposed(client):
    assert PROPOSED in await proposed(client, "rac vut day bo song, hoi thoi lam", "R43")
