"""A reorganisation is told whole: duties of every commune, what goes back, names in both languages, and what stands in the way."""

import html

import httpx
import pytest

from service import clock
from service.administration.actions import reorganising
from service.administration.actions.reorganised import carry_out
from service.administration.rules.reorganisations import Change
from service.db import SYSTEM, Db
from service.terms import AgencyCode, Kind, Role
from tests.administration.reorganising import HANDING, MERGER, MOVING, NIGHT, RENAMING, SPLIT, contents, form, keeper, recorded
from tests.desk.desk import filed, officer, sign_in, verbs, view

ROOM = "/quan-tri/ke-thua"
OF_COMMUNES = MOVING | {"cap": "commune", "den": "SYT"}
ONE_KIND = {"loai": ("PHAN_ANH_KIEN_NGHI",)}


@pytest.fixture
async def browser(client: httpx.AsyncClient, db: Db) -> httpx.AsyncClient:
    await officer(db, "ubnd", AgencyCode("UBNDT"), Role.ADMINISTRATOR)
    await sign_in(client, "ubnd")
    return client


async def preview(browser: httpx.AsyncClient, slug: str, fields: dict[str, object]) -> str:
    return html.unescape((await browser.post(f"{ROOM}/moi/{slug}", data=fields)).text)


async def test_a_duty_of_the_communes_takes_the_open_cases_of_all_of_them_along(db: Db):
    here, there = await filed(db), await filed(db, agency=AgencyCode("X18901"))
    praise, elsewhere, other = await filed(db, kind=Kind.KHEN_NGOI), await filed(db, agency=AgencyCode("SNV")), await filed(db)
    async with db.transaction(SYSTEM) as tx:
        await tx.connection.execute("update case_file set field_code = 'R19' where number = $1", other)
    await recorded(db, Change.MOVE_DUTY, OF_COMMUNES | ONE_KIND)
    with clock.frozen(NIGHT):
        await carry_out(db)
    assert [(await view(db, number)).agency_code for number in (here, there)] == ["SYT", "SYT"]
    assert [(await view(db, number)).agency_code for number in (praise, elsewhere, other)] == ["X18943", "SNV", "X18943"]
    assert (await verbs(db, there))[-1] == "SUCCEED"


async def test_the_preview_counts_the_cases_of_all_communes_together(browser: httpx.AsyncClient, db: Db):
    for code in ("X18943", "X18901"):
        for _ in range(6):
            await filed(db, agency=AgencyCode(code))
    text = await preview(browser, "chuyen-nhiem-vu", OF_COMMUNES)
    assert "Từ các UBND xã, phường sang Sở Y tế: phản ánh, kiến nghị: <b>12</b>" in text


async def test_a_duty_of_the_communes_is_taken_back_whole(db: Db):
    by = await keeper(db)
    before, number = await contents(db), await filed(db)
    id_ = await reorganising.record(db, by, Change.MOVE_DUTY, form(OF_COMMUNES))
    await reorganising.undo(db, by, id_)
    assert await contents(db) == before
    with clock.frozen(NIGHT):
        await carry_out(db)
    assert (await view(db, number)).agency_code == "X18943"


async def test_a_pending_duty_of_the_communes_hinders_no_merger_of_two_of_them(db: Db):
    by = await keeper(db)
    for change, fields in (
        (Change.MOVE_DUTY, OF_COMMUNES),
        (Change.MERGE, MERGER),
    ):
        assert await reorganising.record(db, by, change, form(fields))


async def test_one_page_says_what_goes_back_before_it_does(browser: httpx.AsyncClient, db: Db):
    id_ = await recorded(db, Change.SPLIT, SPLIT | {"phan_ten_en": ("", "Department of Culture and Society")})
    address = f"{ROOM}/so/{id_}"
    assert '<form method="post"' not in (await browser.get(address)).text.partition("<main")[2]
    text = html.unescape((await browser.get(f"{address}/hoan-tac")).text)
    assert "Sở Văn hóa và Xã hội không thành lập nữa." in text
    assert "Sở Y tế tiếp tục như hiện nay." in text
    assert f'action="{address}/hoan-tac"' in text
    assert (await browser.post(f"{address}/hoan-tac")).status_code == 303
    text = html.unescape((await browser.get(address)).text)
    for typed in ("12/NQ-HĐND", "Sắp xếp bộ máy của tỉnh", "Sở Văn hóa và Xã hội", "Mọi việc khác", "Department of Culture and Society"):
        assert typed in text


@pytest.mark.parametrize(("slug", "fields"), [("chuyen-nhiem-vu", MOVING), ("tach", HANDING)])
async def test_the_preview_says_what_residents_will_read_in_both_languages(
    browser: httpx.AsyncClient, slug: str, fields: dict[str, object]
):
    text = await preview(browser, slug, fields)
    for told in ("Bộ phận tiếp công dân. 12/NQ-HĐND ngày 20/11/2026", "Citizen reception desk. 12/NQ-HĐND of 20/11/2026"):
        assert told in text


async def test_a_new_body_is_called_in_english_as_it_was_written(browser: httpx.AsyncClient):
    assert 'name="phan_ten_en"' in (await browser.get(f"{ROOM}/moi/tach")).text
    text = await preview(browser, "tach", SPLIT | {"phan_ten_en": ("", "Department of Culture and Society")})
    assert "Tên tiếng Anh của Sở Văn hóa và Xã hội: Department of Culture and Society." in text


@pytest.mark.parametrize("typed", ["Hóa Sơn Commune", "People's Committee of Hóa Sơn Commune", "People’s Committee of Hóa Sơn Commune", ""])
async def test_a_committee_is_never_called_as_its_commune(browser: httpx.AsyncClient, typed: str):
    text = await preview(browser, "gop", MERGER | {"ten_moi_en": typed})
    assert "Tên tiếng Anh của UBND xã Hóa Sơn: People's Committee of Hóa Sơn Commune." in text


async def test_a_moved_duty_and_a_division_of_other_fields_stand_side_by_side(db: Db):
    by = await keeper(db)
    for change, fields in (
        (Change.MOVE_DUTY, MOVING),
        (Change.SPLIT, HANDING | {"phan_linh_vuc": ("0:R16",)}),
        (Change.MOVE_DUTY, MOVING | {"cap": "commune"}),
    ):
        assert await reorganising.record(db, by, change, form(fields))


async def test_one_kind_of_a_field_may_go_after_the_other(db: Db):
    by = await keeper(db)
    for change, fields in (
        (Change.MOVE_DUTY, MOVING | ONE_KIND),
        (Change.MOVE_DUTY, MOVING | {"loai": ("KHEN_NGOI",)}),
    ):
        assert await reorganising.record(db, by, change, form(fields))


async def test_what_stands_in_the_way_is_named_and_linked(browser: httpx.AsyncClient, db: Db):
    id_ = await recorded(db, Change.MOVE_DUTY, MOVING)
    answer = await browser.post(f"{ROOM}/moi/tach", data=HANDING)
    assert answer.status_code == 422
    assert "theo 12/NQ-HĐND" in answer.text
    assert f'<a href="{ROOM}/so/{id_}">Xem việc sắp xếp đang vướng</a>' in answer.text


async def test_whoever_moves_feedback_alone_reads_that_praise_stays(browser: httpx.AsyncClient):
    assert "Khen ngợi vẫn ở cơ quan cũ." in await preview(browser, "chuyen-nhiem-vu", MOVING | ONE_KIND)
    assert "vẫn ở cơ quan cũ" not in await preview(browser, "chuyen-nhiem-vu", MOVING)


async def test_the_history_of_a_duty_offers_no_undoing_of_what_was_undone(browser: httpx.AsyncClient, db: Db):
    id_ = await recorded(db, Change.MOVE_DUTY, MOVING)
    page = "/quan-tri/phan-cong/linh-vuc/R15"
    assert "Mở việc ấy để hoàn tác." in (await browser.get(page)).text
    await browser.post(f"{ROOM}/so/{id_}/hoan-tac")
    text = (await browser.get(page)).text
    assert "Mở việc ấy để hoàn tác." not in text
    assert "Xem việc ấy." in text


async def test_a_division_offers_the_fields_of_the_body_first(browser: httpx.AsyncClient):
    text = html.unescape((await browser.post(f"{ROOM}/moi/tach", data={"nguon": "SYT", "buoc": "chon"})).text)
    own, _, others = (
        text.partition("<legend>Nơi nhận 1</legend>")[2].partition("</fieldset>")[0].partition("<summary>Lĩnh vực khác</summary>")
    )
    assert 'value="0:R15"' in own
    assert 'value="0:R01"' not in own
    assert 'value="0:R01"' in others


async def test_it_says_from_which_day(browser: httpx.AsyncClient):
    answer = await browser.post(f"{ROOM}/moi/doi-ten", data=RENAMING | {"buoc": "ghi"})
    assert "Việc sắp xếp có hiệu lực từ ngày 01/01/2027." in (await browser.get(answer.headers["location"])).text
