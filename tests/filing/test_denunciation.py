"""A denunciation as a browser sends it; who denounces is nowhere but sealed."""

import io
from datetime import timedelta

import pytest

from service.casework import store as casework
from service.clock import frozen
from service.db import Actor, Db
from service.filing import actions
from service.identities import actions as identities
from service.identities import store as sealed
from service.matters import store as matters
from service.settings import Settings
from service.terms import CaseNumber, Role
from tests.attachments import papers
from tests.conftest import NOW
from tests.filing.legal import ACCUSED, DENUNCIATION, EVIL, KEY, NAMELESS, WHO, denounce, send, sign, walk
from tests.filing.sent import IN

SECRETS = ("Phạm Kín Đáo", "Xóm Lặng", "0987 111 222", "044099008877")
EACH_LANGUAGE = pytest.mark.parametrize("language", ["vi", "en"])


async def filed(db: Db, number: str):
    async with db.read() as tx:
        case = await casework.case_view(tx, CaseNumber(number))
        return case, await matters.matter(tx, case.id), await casework.open_clocks(tx, case.id)


async def dump(connection) -> str:
    """Every table as text."""
    out = io.StringIO()
    for row in await connection.fetch("select tablename from pg_tables where schemaname = current_schema()"):
        for line in await connection.fetch(f'select t::text from "{row["tablename"]}" t'):
            out.write(line[0] + "\n")
    return out.getvalue()


@EACH_LANGUAGE
async def test_who_denounces_is_asked_on_the_last_screen_only(client, language: str):
    assert await walk(client, DENUNCIATION, ("bi-to-cao", ACCUSED)) == f"/gui/{KEY}/xem-lai"
    for step in ("noi-dung", "noi", "linh-vuc", "bi-to-cao"):
        page = await client.get(f"/gui/{KEY}/{step}", headers=IN[language])
        assert page.status_code == 200
        assert 'name="ho_ten"' not in page.text
        assert f'action="/gui/{KEY}/xoa"' in page.text
    assert (await client.get(f"/gui/{KEY}/lien-he")).headers["location"] == f"/gui/{KEY}/xem-lai"
    assert 'name="ho_ten"' in (await client.get(f"/gui/{KEY}/xem-lai", headers=IN[language])).text


async def test_it_never_goes_to_the_body_of_the_accused(client, db: Db):
    case, told, clocks = await filed(db, await denounce(client))
    assert (case.state, case.agency_code, clocks) == ("AWAITING_SIGNATURE", "UBNDT", [])
    assert (told.against_agency, told.against, told.anonymous) == ("X18943", "Ông Khống, công chức", False)


async def test_a_dump_of_all_tables_holds_the_name_nowhere(client, db: Db, connection, settings: Settings):
    await walk(client, DENUNCIATION | {"ho_ten": WHO["ho_ten"], "dien_thoai": WHO["lien_he"]}, ("bi-to-cao", ACCUSED))
    whole = await dump(connection)
    assert EVIL in whole
    assert [secret for secret in SECRETS if secret in whole] == []
    number = await send(client, WHO)
    await sign(client, number)
    whole = await dump(connection)
    assert EVIL in whole
    assert [secret for secret in SECRETS if secret in whole] == []
    case, _, _ = await filed(db, number)
    async with db.read() as tx:
        assert await sealed.kept(tx, case.id)


async def test_who_has_the_right_reads_who_denounced(client, db: Db, connection, settings: Settings):
    case, _, _ = await filed(db, await denounce(client))
    reader = Actor("officer", await papers.account(connection, "Lê Thị Thu"), "UBNDT")
    who = await identities.read(db, settings, reader, case.id, "xác minh người tố cáo", roles=frozenset({Role.DENUNCIATION_READER}))
    assert (who.name, who.address, who.phone, who.id_number) == (WHO["ho_ten"], WHO["dia_chi"], WHO["lien_he"], WHO["so_giay_to"])


@EACH_LANGUAGE
@pytest.mark.parametrize(
    ("who", "field"),
    [
        ({}, "danh_tinh"),
        (WHO | {"danh_tinh": ""}, "danh_tinh"),
        (WHO | {"ho_ten": ""}, "ho_ten"),
        (WHO | {"dia_chi": ""}, "dia_chi"),
        (WHO | {"lien_he": ""}, "lien_he"),
        (WHO | {"ho_ten": "a" * 200}, "ho_ten"),
    ],
)
async def test_what_is_missing_comes_back_from_the_post_and_from_nowhere_else(
    client, connection, who: dict[str, str], field: str, language: str
):
    await walk(client, DENUNCIATION, ("bi-to-cao", ACCUSED))
    answer = await client.post(f"/gui/{KEY}/gui", data=who, headers=IN[language])
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert all(typed in answer.text for typed in who.values())
    whole = await dump(connection)
    assert [secret for secret in SECRETS if secret in whole] == []
    again = (await client.get(f"/gui/{KEY}/xem-lai", headers=IN[language])).text
    assert [secret for secret in SECRETS if secret in again] == []


async def test_without_a_name_it_is_looked_at_under_article_25_at_once(client, db: Db):
    number = await denounce(client, NAMELESS)
    case, told, clocks = await filed(db, number)
    assert (case.state, told.anonymous, told.signed_on) == ("RECEIVED", True, None)
    assert {running.step for running in clocks} == {"ACCEPT", "TRANSFER", "FIRST_ANSWER"}
    async with db.read() as tx:
        assert not await sealed.kept(tx, case.id)
    assert "Điều 25" in (await client.get(f"/gui/{KEY}/bien-nhan")).text
    assert "Điều 25" in (await client.get(f"/ho-so/{number}")).text


async def test_the_paper_to_sign_leaves_the_name_to_the_hand(client):
    page = (await client.get(f"/ho-so/{await denounce(client)}/don")).text
    assert "ĐƠN TỐ CÁO" in page
    assert EVIL in page
    assert [secret for secret in SECRETS if secret in page] == []


async def test_photographs_of_the_signed_paper_start_the_clocks(client, db: Db):
    number = await denounce(client)
    assert (await sign(client, number)).status_code == 303
    case, told, clocks = await filed(db, number)
    assert (case.state, told.signed_how) == ("RECEIVED", "photo")
    assert {running.step for running in clocks} == {"ACCEPT", "TRANSFER", "FIRST_ANSWER"}


async def test_its_draft_is_gone_with_the_sending(client, connection):
    await denounce(client)
    assert await connection.fetchval("select count(*) from filing_draft") == 0


async def test_its_draft_is_wiped_by_a_button(client, connection):
    await walk(client, DENUNCIATION, ("bi-to-cao", ACCUSED))
    answer = await client.post(f"/gui/{KEY}/xoa")
    assert answer.headers["location"] == "/gui/da-xoa"
    assert "storage" in answer.headers["clear-site-data"]
    assert await connection.fetchval("select count(*) from filing_draft") == 0
    assert (await client.get("/gui/da-xoa")).status_code == 200
    assert (await client.get(f"/gui/{KEY}/xem-lai")).status_code == 410


@pytest.mark.parametrize(("hours", "swept"), [(23, 0), (25, 1)])
async def test_its_draft_is_swept_after_a_day(client, db: Db, hours: int, swept: int):
    await walk(client, DENUNCIATION, ("bi-to-cao", ACCUSED))
    with frozen(NOW + timedelta(hours=hours)):
        assert await actions.sweep(db) == swept


async def test_a_named_draft_that_becomes_a_denunciation_loses_the_name(client, connection):
    await client.post("/gui", data=DENUNCIATION | {"loai": "PHAN_ANH_KIEN_NGHI", "ho_ten": WHO["ho_ten"], "dia_chi": WHO["dia_chi"]})
    assert WHO["ho_ten"] in await dump(connection)
    assert "Đổi thành tố cáo" in (await client.get(f"/gui/{KEY}/xem-lai")).text
    assert (await client.post(f"/gui/{KEY}/doi-loai", data={"loai": "TO_CAO"})).headers["location"] == f"/gui/{KEY}/bi-to-cao"
    assert await connection.fetchval("select name || address from filing_draft") == ""


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"bi_to_cao": ""}, "bi_to_cao"), (ACCUSED | {"co_quan": "sở"}, "co_quan"), (ACCUSED | {"bi_to_cao": "a" * 501}, "bi_to_cao")],
)
async def test_what_is_wrong_about_the_accused_is_told(client, wrong: dict[str, str], field: str):
    await client.post("/gui", data=DENUNCIATION)
    answer = await client.post(f"/gui/{KEY}/bi-to-cao", data=wrong)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text


async def test_nobody_named_goes_to_the_chairman_of_the_province_for_an_inspector_may_be_meant(client, db: Db):
    await walk(client, DENUNCIATION, ("bi-to-cao", {"bi_to_cao": "Một người tự xưng cán bộ"}))
    case, told, _ = await filed(db, await send(client, WHO))
    assert (case.agency_code, told.against_agency) == ("UBNDT", None)


async def test_its_timeline_shows_nothing_its_sender_wrote(client, db: Db, connection):
    number = await denounce(client)
    said = "Tôi là Phạm Kín Đáo, xin rút một phần."
    assert (await client.post(f"/ho-so/{number}/rut", data={"rut": "part", "noi_dung": said})).status_code == 303
    page = (await client.get(f"/ho-so/{number}")).text
    assert "Rút một phần." in page
    assert said not in page


async def test_sent_twice_it_is_one_case_with_one_seal(client, connection):
    await denounce(client)
    assert (await client.post(f"/gui/{KEY}/gui", data=WHO)).headers["location"] == f"/gui/{KEY}/bien-nhan"
    assert await connection.fetchval("select count(*) from identity") == 1


async def test_whom_the_letter_alone_names_is_kept_out(client, db: Db):
    """The accused's field names a person; the letter says of which body (Luật Tố cáo, Điều 8, 56)."""
    letter = DENUNCIATION | {"noi_dung": "Ông A là Phó Chánh Thanh tra tỉnh Quảng Trị, đã nhận tiền."}
    await walk(client, letter, ("bi-to-cao", {"bi_to_cao": "Nguyễn Văn A"}))
    case, told, _ = await filed(db, await send(client, WHO))
    assert "TTT" in told.accused_agencies
    assert case.agency_code == "UBNDT"
