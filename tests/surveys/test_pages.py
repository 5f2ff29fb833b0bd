"""The rooms: the agency's register, the inspector's draws, what everybody may read."""

import re
from datetime import timedelta
from io import BytesIO

import pytest

from service import clock
from service.surveys import store
from service.surveys.actions import draws, invitations, registers
from service.surveys.pages.register import EXAMPLES
from service.surveys.rules import sheets
from service.surveys.rules.registers import COLUMNS
from service.terms import Role
from tests.desk.desk import HERE, officer, sign_in
from tests.surveys.surveyed import AFTER, HEADER, QUARTER, codes, drawn, handed_in, inspector, line_of, many

REGISTER, DRAWS = "/co-quan/so-giao-dich", "/giam-sat/khao-sat"


async def at_the_desk(client, db, role: Role = Role.INTAKE) -> None:
    await officer(db, "soquay", HERE, role)
    await sign_in(client, "soquay")


async def sent(client, data: bytes, name: str = "so.csv", quarter: str = QUARTER):
    return await client.post(REGISTER, data={"ky": quarter}, files={"tep": (name, data)})


async def test_a_file_goes_in_by_two_steps(client, db):
    await at_the_desk(client, db)
    answer = await sent(client, many(40))
    assert answer.status_code == 303
    page = (await client.get(answer.headers["location"])).text
    assert "Chưa nhập" in page
    assert "Trợ giúp" in page or "R15" in page
    done = await client.post(answer.headers["location"])
    assert done.headers["location"] == f"{REGISTER}?da=nhap"
    assert "đã nhập" in (await client.get(done.headers["location"])).text


async def test_faults_are_told_by_line_and_nothing_is_kept(client, db):
    await at_the_desk(client, db)
    answer = await sent(client, (HEADER + line_of(1) + line_of(2, linh_vuc="R77", dien_thoai="1")).encode())
    assert answer.status_code == 422
    assert re.findall(r"dòng (\d+):", answer.text) == ["3", "3"]
    assert f'<option value="{QUARTER}" selected' in answer.text, "the quarter that was chosen stays"
    assert "chờ xác nhận" not in answer.text


@pytest.mark.parametrize(
    ("data", "quarter", "said"), [(b"", QUARTER, "Xin chọn tệp"), ("é".encode("latin-1"), QUARTER, "UTF-8"), (b"x", "", "Xin chọn quý")]
)
async def test_what_cannot_be_read_is_told(client, db, data: bytes, quarter: str, said: str):
    await at_the_desk(client, db)
    answer = await (client.post(REGISTER, data={"ky": quarter}) if not data else sent(client, data, quarter=quarter))
    assert answer.status_code == 422
    assert said in answer.text


async def test_the_template_is_a_file_that_can_be_handed_in(client, db):
    await at_the_desk(client, db)
    template = await client.get(f"{REGISTER}/mau.csv")
    assert template.content.startswith("\ufeff".encode())
    rows = list(sheets.lines(template.content))
    assert rows[0][1] == list(COLUMNS)
    assert (await sent(client, template.content)).status_code == 303, EXAMPLES


async def test_handlers_and_others_do_not_come_in(client, db, settings):
    await handed_in(db, settings, many(5))
    await at_the_desk(client, db, Role.HANDLER)
    assert (await client.get(REGISTER)).status_code == 403
    assert (await client.get(DRAWS)).status_code == 403
    await officer(db, "noikhac", "SYT", Role.LEADER)
    await sign_in(client, "noikhac")
    assert "so.csv" not in (await client.get(REGISTER)).text


async def test_an_inspector_plans_draws_prints_and_reproduces(client, db, settings):
    await handed_in(db, settings, many(200, phones=False))
    await inspector(db)
    await sign_in(client, "thanhtra")
    wrong = await client.post(DRAWS, data={"ky": QUARTER, "co_quan": HERE, "so_moi": "0", "it_nhat": "5"})
    assert wrong.status_code == 422
    assert 'value="5"' in wrong.text
    planned = await client.post(DRAWS, data={"ky": QUARTER, "co_quan": HERE, "so_moi": "40", "it_nhat": "5"})
    place = planned.headers["location"]
    assert "Hết quý mới rút được mẫu" in (await client.get(place)).text
    assert (await client.post(f"{place}/rut")).status_code == 409
    with clock.frozen(AFTER):
        await sign_in(client, "thanhtra")
        assert (await client.post(f"{place}/rut")).status_code == 303
        slips = (await client.get(f"{place}/phieu")).text
        assert len(re.findall(r'class="qr"', slips)) == 40
        made = await codes(db, settings, int(place.rpartition("/")[2]))
        assert all(code.upper() in slips for code in made)
        assert (await client.post(f"{place}/giao")).status_code == 303
        assert (await client.get(f"{place}/khung.csv")).status_code == 404
    with clock.frozen(AFTER + timedelta(days=31)):
        await sign_in(client, "thanhtra")
        await draws.close_ended(db, settings)
        page = (await client.get(place)).text
        assert page.count("✓ đúng") == 3
        assert "Dưới 20%" in page, "nobody has answered"
        frame = (await client.get(f"{place}/khung.csv")).text.splitlines()
        assert sum(line.endswith(",1") for line in frame) == 40
        assert len(frame) == 201
        assert "Không có phiếu nào" in (await client.get(f"{place}/phieu")).text


async def test_what_an_agency_takes_back_is_seen_by_inspectors_with_its_reason(client, db, settings):
    by = await handed_in(db, settings, (HEADER + line_of(1, tre_han="có") + line_of(2)).encode())
    async with db.read() as tx:
        (file,) = await store.imports(tx, HERE)
    await registers.withdraw(db, by, file.id, "Gửi nhầm tệp.")
    await inspector(db)
    await sign_in(client, "thanhtra")
    page = (await client.get(f"{DRAWS}?ky={QUARTER}")).text
    assert "Gửi nhầm tệp." in page
    assert re.search(r'data-is="Dòng">2<.*data-is="Trễ hạn">1<', page)
    assert "Chưa cơ quan nào nộp sổ" in page


async def test_everybody_reads_the_sum_of_a_seed_before_and_the_seed_after(client, db, settings):
    id_ = await drawn(db, settings, many(60), wanted=20)
    before = (await client.get("/khao-sat")).text
    assert "công bố khi hết hạn trả lời" in before
    with clock.frozen(AFTER + timedelta(days=31)):
        await invitations.follow(db, settings)
    async with db.read() as tx:
        row = await tx.connection.fetchrow("select seed, seed_hash from survey_draw where id = $1", id_)
    assert row["seed_hash"] in before
    assert row["seed"] not in before
    assert row["seed"] in (await client.get("/khao-sat")).text


async def test_of_few_people_no_number_of_answers_is_told(client, db, settings):
    id_ = await drawn(db, settings, many(60), wanted=8)
    await sign_in(client, "thanhtra")
    assert "Dưới 10 người được mời" in (await client.get(f"{DRAWS}/{id_}")).text


def workbook(rows: list[list[str]]) -> bytes:
    """The smallest workbook: strings in cells."""
    from zipfile import ZipFile  # noqa: PLC0415 - only here

    kind = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    cells = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{chr(65 + c)}{n}" t="inlineStr"><is><t>{cell}</t></is></c>' for c, cell in enumerate(row))
        + "</row>"
        for n, row in enumerate(rows, 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/></Types>',  # noqa: E501
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',  # noqa: E501
        "xl/workbook.xml": f'<workbook {kind} xmlns:r="{office}"><sheets><sheet name="So" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',  # noqa: E501
        "xl/worksheets/sheet1.xml": f"<worksheet {kind}><sheetData>{cells}</sheetData></worksheet>",
    }
    packed = BytesIO()
    with ZipFile(packed, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return packed.getvalue()


async def test_a_workbook_goes_in_like_a_csv_file(client, db):
    await at_the_desk(client, db)
    rows = [line.split(",") for line in (HEADER + line_of(1) + line_of(2)).splitlines()]
    assert list(sheets.lines(workbook(rows)))[1][1] == rows[1][:-1]  # what is empty at the end does not come back
    assert (await sent(client, workbook(rows), "so.xlsx")).status_code == 303
    rows[2][1] = "R88"
    broken = await sent(client, workbook(rows), "so.xlsx")
    assert re.findall(r"dòng (\d+):", broken.text) == ["3"]
