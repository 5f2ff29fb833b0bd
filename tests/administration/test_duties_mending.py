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
    assert "Xin ghi căn cứ bằng tiếng Anh." in back.text
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
