"""The duty table as a browser sees it."""

import re

import pytest

from service.terms import Role
from tests.administration.keeping import FIELD, NEW, TABLE, administrator, keeps, spans
from tests.desk.desk import HERE, filed, officer, sign_in

NEW_PAGE = f"{TABLE}/linh-vuc/{FIELD}/moi"


@pytest.fixture
async def keeper(client, db):
    return await keeps(client, db)


def seen(text: str) -> str:
    """What the preview was made from."""
    return re.search(r'name="da_xem" value="(\w+)"', text)[1]


@pytest.mark.parametrize(
    "path", ["/quan-tri", TABLE, f"{TABLE}.csv", f"{TABLE}/nhap", f"{TABLE}/lich-su", NEW_PAGE, f"{TABLE}/linh-vuc/R15"]
)
async def test_only_administrators_of_the_two_keepers_come_in(client, db, path):
    await officer(db, "lanhdao", HERE, Role.LEADER, Role.INTAKE)
    await administrator(db, "soyte", "SYT")
    await administrator(db, "tiepdan", "BTCD")
    assert (await client.get(path)).status_code == 303
    for login, status in (("lanhdao", 403), ("soyte", 404), ("tiepdan", 200)):
        await sign_in(client, login)
        assert (await client.get(path)).status_code == status, login


@pytest.mark.parametrize("path", [NEW_PAGE, f"{TABLE}/hoan-tac/1", f"{TABLE}/nhap", f"{TABLE}/nhap/0c8b2a8e-54c5-4f6f-9f0f-0d6f0a1a1a1a"])
async def test_nobody_else_changes_anything(client, db, path):
    await officer(db, "lanhdao", HERE, Role.LEADER)
    await administrator(db, "soyte", "SYT")
    for login, status in (("lanhdao", 403), ("soyte", 404)):
        await sign_in(client, login)
        assert (await client.post(path, data=NEW)).status_code == status
    assert await spans(db) == [("SYT", "2025-07-01", "")]


async def test_the_way_in_is_shown_to_whom_it_is_open(client, db):
    await officer(db, "soyte", "SYT", Role.ADMINISTRATOR, Role.LEADER)
    await officer(db, "tiepdan", "BTCD", Role.ADMINISTRATOR, Role.LEADER)
    for login, shown in (("soyte", False), ("tiepdan", True)):
        await sign_in(client, login)
        assert ('href="/quan-tri"' in (await client.get("/co-quan")).text) == shown


async def test_whoever_is_administrator_alone_begins_in_the_right_room(client, db):
    await administrator(db)
    answer = await client.post("/co-quan/dang-nhap", data={"ten_dang_nhap": "quantri", "mat_khau": "mười hai chữ cái"})
    assert answer.headers["location"] == "/quan-tri"
    page = (await client.get("/quan-tri")).text
    assert TABLE in page
    assert "/quan-tri/ke-thua" in page
    assert 'href="/co-quan' not in page


async def test_all_fields_stand_on_the_overview(keeper):
    text = (await keeper.get(TABLE)).text
    assert len(re.findall(r'<th scope="row"><a href="/quan-tri/phan-cong/linh-vuc/R\d\d">', text)) == 54
    assert "đúng một nơi trả lời" in text
    assert "mười giây" in text


async def test_a_hole_is_told_on_the_overview_with_its_days(keeper, connection):
    await connection.execute(
        "update duty set valid = '[2025-07-01,2026-03-01)' where field_code = 'R15' and level = 'commune' and kind = 'PHAN_ANH_KIEN_NGHI'"
    )
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", (await keeper.get(TABLE)).text))
    assert "R15, phản ánh, kiến nghị, cấp xã: không có ai từ 01/03/2026" in text
    assert "1 chỗ thiếu hoặc trùng" in text


async def test_a_change_is_looked_at_and_then_saved(keeper, db):
    form = (await keeper.get(f"{NEW_PAGE}?cap=province")).text
    assert 'value="2026-11-24"' in form
    look = await keeper.post(NEW_PAGE, data=NEW)
    assert look.status_code == 200
    assert "Sở Nội vụ" in look.text
    assert "Hồ sơ đã nhận vẫn ở cơ quan đang giữ" in look.text
    assert await spans(db) == [("SYT", "2025-07-01", "")]
    answer = await keeper.post(NEW_PAGE, data=NEW | {"da_xem": seen(look.text)})
    assert answer.status_code == 303
    assert await spans(db) == await spans(db, kind="PHAN_ANH_KIEN_NGHI") == [("SYT", "2025-07-01", "2026-12-01"), ("SNV", "2026-12-01", "")]
    page = (await keeper.get(answer.headers["location"])).text
    assert "Đã ghi phân công mới." in page
    assert "9/QĐ-UBND" in page
    assert "Sắp xếp lại." in page


async def test_the_way_back_from_the_look_keeps_everything_typed(keeper):
    text = (await keeper.post(NEW_PAGE, data=NEW | {"lai": "1"})).text
    for typed in ("Phòng Bảo trợ", "Social protection division", "2026-12-01", "9/QĐ-UBND"):
        assert f'value="{typed}"' in text
    assert "Sắp xếp lại." in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"tu": "2026-11-22"}, "Ngày này đã qua."),
        ({"tu": "mai"}, "Xin ghi ngày bắt đầu theo mẫu"),
        ({"den": "2026-11-30"}, "Ngày cuối phải từ ngày bắt đầu trở đi."),
        ({"den": "31/02/2027"}, "Xin ghi ngày theo mẫu"),
        ({"co_quan": ""}, "Việc cấp tỉnh phải có một cơ quan."),
        ({"co_quan": "KHONG-CO"}, "Không có cơ quan này."),
        ({"co_quan": "QB-SNV"}, "QB-SNV không còn từ"),
        ({"cap": "huyen"}, "Xin chọn cấp xã hay cấp tỉnh."),
        ({"loai": "TO_CAO"}, "Xin chọn loại ý kiến."),
        ({"so_van_ban": ""}, "Xin ghi số văn bản"),
        ({"ly_do": ""}, "Xin ghi lý do thay đổi."),
        ({"lien_he_en": ""}, "bằng tiếng Anh."),
        ({"lien_he": "=1+1"}, "không được bắt đầu bằng dấu ="),
        ({"can_cu": "x" * 1001}, "dài quá 1.000 chữ cái"),
    ],
)
async def test_what_is_wrong_is_said_and_everything_typed_is_still_there(keeper, db, typed, sentence):
    answer = await keeper.post(NEW_PAGE, data=NEW | {"lien_he": "Phòng rất riêng"} | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    for name, value in typed.items():
        if name in {"tu", "den", "lien_he", "can_cu"}:
            assert f'value="{value}"' in answer.text
    assert typed.get("lien_he", "Phòng rất riêng") in answer.text
    assert await spans(db) == [("SYT", "2025-07-01", "")]


async def test_what_overlaps_is_refused_by_naming_the_other(keeper):
    look = await keeper.post(NEW_PAGE, data=NEW)
    await keeper.post(NEW_PAGE, data=NEW | {"da_xem": seen(look.text)})
    same_day = await keeper.post(NEW_PAGE, data=NEW | {"co_quan": "SXD"})
    assert same_day.status_code == 422
    assert "Từ thứ Ba, 01/12/2026 đã có dòng khác: SNV." in same_day.text
    before = await keeper.post(NEW_PAGE, data=NEW | {"co_quan": "SXD", "tu": "2026-11-25"})
    assert "Từ thứ Ba, 01/12/2026 đã có dòng khác: SNV." in before.text
    assert 'id="den-loi"' in before.text


async def test_a_table_that_changed_meanwhile_is_a_conflict_and_nothing_is_saved(keeper, db):
    stale = seen((await keeper.post(NEW_PAGE, data=NEW)).text)
    await keeper.post(NEW_PAGE, data=NEW | {"cap": "commune", "co_quan": "", "da_xem": stale})
    answer = await keeper.post(NEW_PAGE, data=NEW | {"da_xem": stale})
    assert answer.status_code == 409
    assert "Bảng phân công vừa được người khác thay đổi." in answer.text
    assert await spans(db) == [("SYT", "2025-07-01", "")]


async def test_a_change_that_leaves_days_to_nobody_needs_a_word(keeper, db):
    form = NEW | {"den": "2026-12-31"}
    look = await keeper.post(NEW_PAGE, data=form)
    assert "không có ai" in look.text
    assert "từ 01/01/2027" in look.text
    refused = await keeper.post(NEW_PAGE, data=form | {"da_xem": seen(look.text)})
    assert refused.status_code == 422
    assert "Tôi biết" in refused.text
    assert (await keeper.post(NEW_PAGE, data=form | {"da_xem": seen(look.text), "biet": "co"})).status_code == 303
    assert await spans(db) == [("SYT", "2025-07-01", "2026-12-01"), ("SNV", "2026-12-01", "2027-01-01")]


async def test_cases_are_counted_from_ten_and_denunciations_never(keeper, db, connection):
    for _ in range(10):
        await filed(db, agency="SYT")
    await filed(db)
    text = (await keeper.post(NEW_PAGE, data=NEW)).text
    assert "Sở Y tế: 10 hồ sơ đang giải quyết" in text
    assert "Dưới 10 hồ sơ ở mỗi nơi sau:" in text
    assert "UBND xã Kim Phú" in text or "Ủy ban nhân dân xã Kim Phú" in text
    await connection.execute("update case_file set kind = 'TO_CAO' where agency_code = $1", HERE)
    text = (await keeper.post(NEW_PAGE, data=NEW)).text
    assert "xã Kim Phú" not in text


async def test_a_change_is_undone_before_its_first_day_with_a_reason(keeper, db):
    look = await keeper.post(NEW_PAGE, data=NEW)
    await keeper.post(NEW_PAGE, data=NEW | {"da_xem": seen(look.text)})
    page = (await keeper.get(f"{TABLE}/linh-vuc/{FIELD}")).text
    first, second = re.findall(r'action="(/quan-tri/phan-cong/hoan-tac/\d+)"', page)
    refused = await keeper.post(first, data={"ly_do": ""})
    assert refused.status_code == 422
    assert "Xin ghi lý do hoàn tác." in refused.text
    answer = await keeper.post(first, data={"ly_do": "Ghi nhầm."})
    assert answer.headers["location"] == f"{TABLE}/linh-vuc/{FIELD}?da=hoan-tac"
    again = await keeper.post(first, data={"ly_do": "Ghi nhầm."})
    assert again.status_code == 409
    assert "đã được hoàn tác rồi" in again.text
    assert await spans(db) == [("SYT", "2025-07-01", "")]
    assert len(await spans(db, kind="PHAN_ANH_KIEN_NGHI")) == 2
    history = (await keeper.get(f"{TABLE}/lich-su?linh_vuc={FIELD}")).text
    assert history.count("Hiệu lực từ") == 3
    assert "đã được hoàn tác" in history
    assert "Ghi nhầm." in history
    assert (await keeper.post(second, data={"ly_do": "Cũng nhầm."})).status_code == 303


async def test_a_body_shows_what_it_answers_for_and_a_committee_what_names_nobody(keeper):
    look = await keeper.post(NEW_PAGE, data=NEW)
    await keeper.post(NEW_PAGE, data=NEW | {"da_xem": seen(look.text)})
    health = (await keeper.get(f"{TABLE}/co-quan/SYT")).text
    assert "từ 01/07/2025 đến hết 30/11/2026" in health
    assert "Sắp tới" in (await keeper.get(f"{TABLE}/co-quan/SNV")).text
    commune = (await keeper.get(f"{TABLE}/co-quan/{HERE}")).text
    assert commune.count("linh-vuc/R15") == 2
    assert (await keeper.get(f"{TABLE}/co-quan/KHONG-CO")).status_code == 404


@pytest.mark.parametrize(
    "path", ["linh-vuc/R99", "linh-vuc/R99/moi", "linh-vuc/R15/xoa", "nhap/khong-co", "nhap/0c8b2a8e-54c5-4f6f-9f0f-0d6f0a1a1a1a"]
)
async def test_what_is_not_there_is_not_found(keeper, path):
    assert (await keeper.get(f"{TABLE}/{path}")).status_code == 404


async def test_english_has_the_pages_too(keeper):
    keeper.cookies.set("ngon_ngu", "en")
    for path in (
        TABLE,
        f"{TABLE}/linh-vuc/R15",
        f"{TABLE}/linh-vuc/R15/moi?cap=province",
        f"{TABLE}/lich-su",
        f"{TABLE}/nhap",
        f"{TABLE}/co-quan/SYT",
    ):
        answer = await keeper.get(path)
        assert answer.status_code == 200
        assert 'lang="en"' in answer.text


@pytest.mark.parametrize("verb", ["sua", "ket-thuc"])
async def test_a_row_that_is_gone_is_a_conflict(keeper, verb):
    answer = await keeper.post(f"{TABLE}/linh-vuc/R15/{verb}", data=NEW | {"loai": "KHEN_NGOI", "dong": "2026-12-24"})
    assert answer.status_code == 409
    assert "Dòng này không còn trong bảng." in answer.text
