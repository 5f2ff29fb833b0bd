"""What the form of a duty is filled with: the days of a hole, never the ground of before."""

import re

import pytest

from tests.administration.keeping import FIELD, NEW, TABLE, keeps

NEW_PAGE = f"{TABLE}/linh-vuc/{FIELD}/moi"


@pytest.fixture
async def keeper(client, db):
    return await keeps(client, db)


def seen(text: str) -> str:
    """What the preview was made from."""
    return re.search(r'name="da_xem" value="(\w+)"', text)[1]


@pytest.mark.parametrize("verb", ["moi", "sua"])
async def test_the_ground_is_typed_for_each_change_and_the_old_one_only_shown(keeper, connection, verb):
    await connection.execute("update duty set article = 'Quyết định cũ', article_en = 'Old decision' where field_code = 'R15'")
    if verb == "sua":
        await connection.execute("update duty set valid = '[2026-12-01,)' where field_code = 'R15' and level = 'province'")
    asked = "cap=province&loai=KHEN_NGOI" + ("&dong=2026-12-01" if verb == "sua" else "")
    address = f"{TABLE}/linh-vuc/{FIELD}/{verb}"
    form = (await keeper.get(f"{address}?{asked}")).text
    assert 'value="Quyết định cũ"' not in form
    assert 'value="Old decision"' not in form
    assert "Đang ghi: Quyết định cũ" in form
    assert "Đang ghi: Old decision" in form
    back = await keeper.post(address, data=NEW | {"loai": "KHEN_NGOI", "dong": "2026-12-01", "can_cu": "", "can_cu_en": ""})
    assert back.status_code == 422
    assert "Xin ghi căn cứ: văn bản nào giao việc này." in back.text
    assert "bằng tiếng Anh." not in back.text
    assert "Đang ghi: Quyết định cũ" in back.text


async def test_a_hole_is_mended_by_the_link_beside_it(keeper, connection):
    await connection.execute("delete from duty where field_code = 'R15' and level = 'province' and kind = 'KHEN_NGOI'")
    await connection.execute(
        "insert into duty (field_code, level, kind, agency_code, contact, contact_en, article, article_en, source, valid)"
        " select 'R15', 'province', 'KHEN_NGOI', 'SYT', 'a', 'a', 'a', 'a', 'a', v::daterange"
        " from unnest(array['[2025-07-01,2026-03-01)', '[2027-01-01,)']) v"
    )
    overview = (await keeper.get(TABLE)).text
    link = re.search(r'href="([^"]+/moi[^"]+)">Phân công cho những ngày này', overview)[1].replace("&amp;", "&")
    assert link in (await keeper.get(f"{TABLE}/linh-vuc/R15")).text.replace("&amp;", "&")
    form = (await keeper.get(link)).text
    assert 'value="2026-11-23"' in form
    assert 'value="2026-12-31"' in form
    typed = NEW | {"loai": "KHEN_NGOI", "tu": "2026-11-23", "den": "2026-12-31"}
    look = await keeper.post(NEW_PAGE, data=typed)
    assert (await keeper.post(NEW_PAGE, data=typed | {"da_xem": seen(look.text)})).status_code == 303
    overview = (await keeper.get(TABLE)).text
    assert "Phân công cho những ngày này" not in overview
    assert f'href="{TABLE}/nhap">Ngày đã qua: chỉ sửa được bằng tệp' in overview


@pytest.mark.parametrize("verb", ["sua", "ket-thuc"])
@pytest.mark.parametrize("asked", ["cap=x&loai=y&dong=z", "cap=province&loai=KHEN_NGOI&dong=2001-01-01", ""])
async def test_a_row_that_is_not_in_the_table_has_no_form(keeper, verb: str, asked: str):
    assert (await keeper.get(f"{TABLE}/linh-vuc/{FIELD}/{verb}?{asked}")).status_code == 404


async def test_a_ground_in_vietnamese_alone_stands_in_both_languages(keeper, connection):
    address = f"{TABLE}/linh-vuc/{FIELD}/moi"
    typed = NEW | {"loai": "KHEN_NGOI", "can_cu_en": ""}
    preview = await keeper.post(address, data=typed)
    assert preview.status_code == 200
    assert (await keeper.post(address, data=typed | {"da_xem": seen(preview.text), "biet": "co"})).status_code == 303
    (row,) = await connection.fetch(
        "select article, article_en from duty where field_code = $1 and agency_code = 'SNV' and kind = 'KHEN_NGOI' and level = 'province'",
        FIELD,
    )
    assert row["article_en"] == row["article"] == NEW["can_cu"]


async def test_the_page_of_the_file_says_what_each_column_is_and_which_day_is_the_last(keeper):
    text = (await keeper.get(f"{TABLE}/nhap")).text
    assert "last_day: ngày cuối cùng còn hiệu lực." in text
    assert "hết ngày 31/12/2026" in text
    assert "field_code: mã lĩnh vực" in text
