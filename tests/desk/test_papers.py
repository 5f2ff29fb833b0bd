"""The file of a case at the desk: numbered papers, scans, documents filled from the case; a denouncer's papers behind a reason."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from service.attachments import store as papers
from service.casework import actions
from service.desk.documents import available
from service.desk.documents.offered import FOR_DENOUNCER
from service.identities import store as identities
from service.terms import AgencyCode, CaseNumber, Kind, Role
from tests.attachments.papers import PDF, photo, picture
from tests.casework.lodged import HOA, lodged, office
from tests.desk.desk import THERE, filed, officer, page, send, sign_in, verbs, view
from tests.desk.legal import KN, PAPER, TC, TEXT, Bench, accepted, dialogue_due, issued, resting, sent, unsigned

WHY = "Mời làm việc để xác minh nội dung"
SCAN = {"ten_tep": "Biên bản làm việc", "loai_tep": "MINUTES"}


@pytest.fixture
async def bench(db, settings) -> Bench:
    return Bench(db, settings, (await office(db)).head)


async def listed(bench: Bench, number: CaseNumber) -> list[papers.Paper]:
    found = await view(bench.db, number)
    async with bench.db.read() as tx:
        return await papers.listed(tx, found.id)


async def read_for(bench: Bench, number: CaseNumber) -> list[str]:
    found = await view(bench.db, number)
    async with bench.db.read() as tx:
        return [one.reason for one in await identities.readings(tx, found.id)]


async def upload(client, number: str, name: str = "quet.pdf", data: bytes = PDF, slug: str = "tep", **form: str):
    return await client.post(page(number, slug), data=form, files={"tep": (name, data, "application/octet-stream")} if data else None)


def text_of(docx: bytes) -> str:
    with ZipFile(BytesIO(docx)) as file:
        return b"".join(file.read(name) for name in file.namelist()).decode("utf-8", "ignore")


async def test_a_scan_comes_into_the_file_and_is_handed_out_again(client, bench: Bench):
    number = await accepted(bench, KN)
    await sign_in(client, "chutich")
    assert (await upload(client, number, **SCAN)).headers["location"] == f"{page(number)}?da=tep#tep-ho-so"
    assert (await upload(client, number, "anh.jpg", photo(), ten_tep="Ảnh hiện trạng", loai_tep="PHOTO")).status_code == 303
    one, two = await listed(bench, number)
    assert (one.title, one.kind, one.source, one.pages, two.first_page) == ("Biên bản làm việc", "MINUTES", "officer", 2, 3)
    text = (await client.get(page(number))).text
    assert "Biên bản làm việc" in text
    assert "1–2" in text
    saved = await client.get(page(number, f"tep/{one.id}"))
    assert saved.content == PDF
    assert saved.headers["content-disposition"] == 'attachment; filename="Bien-ban-lam-viec.pdf"'
    assert saved.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in saved.headers["cache-control"]
    shown = await client.get(page(number, f"tep/{two.id}"))
    assert shown.headers["content-disposition"].startswith("inline")
    assert shown.headers["content-type"].startswith("image/jpeg")


FAULTS = [
    ("tep", b"", SCAN, "Xin chọn một tệp."),
    ("loai_tep", PDF, SCAN | {"loai_tep": "DOCUMENT"}, "Xin chọn loại tài liệu."),
    ("ten_tep", PDF, SCAN | {"ten_tep": ""}, "Xin ghi tên tài liệu."),
    ("tep", b"<script>", SCAN, "Chúng tôi chỉ nhận ảnh"),
    ("so_trang", PDF, SCAN | {"so_trang": "0"}, "Xin ghi số trang"),
]


@pytest.mark.parametrize(("field", "data", "form", "sentence"), FAULTS)
async def test_what_cannot_be_kept_is_told_with_what_was_typed(client, bench: Bench, field: str, data: bytes, form, sentence: str):
    number = await accepted(bench, KN)
    await sign_in(client, "chutich")
    answer = await upload(client, number, data=data, **form)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'href="#{field}"' in answer.text
    assert form["ten_tep"] in answer.text
    assert await listed(bench, number) == []


async def test_pages_are_corrected_and_all_that_follow_move(client, bench: Bench):
    number = await accepted(bench, KN)
    await sign_in(client, "chutich")
    await upload(client, number, **SCAN)
    await upload(client, number, "a.png", picture("PNG"), ten_tep="Ảnh", loai_tep="PHOTO")
    one, _ = await listed(bench, number)
    assert (await send(client, number, f"tep/{one.id}/so-trang", so_trang="7")).status_code == 303
    assert [(paper.first_page, paper.last_page) for paper in await listed(bench, number)] == [(1, 7), (8, 8)]
    wrong = await send(client, number, f"tep/{one.id}/so-trang", so_trang="nhiều")
    assert wrong.status_code == 422
    assert "Xin ghi số trang" in wrong.text
    assert (await send(client, number, "tep/999999/so-trang", so_trang="2")).status_code == 404


async def test_the_file_of_another_agency_does_not_open(client, bench: Bench):
    number = await accepted(bench, KN)
    await sign_in(client, "chutich")
    await upload(client, number, **SCAN)
    (one,) = await listed(bench, number)
    await officer(bench.db, "coquankhac", THERE, Role.INTAKE, Role.HANDLER, Role.LEADER)
    await sign_in(client, "coquankhac")
    assert (await client.get(page(number, f"tep/{one.id}"))).status_code == 404
    assert (await upload(client, number, **SCAN)).status_code == 404
    assert (await send(client, number, f"tep/{one.id}/so-trang", so_trang="7")).status_code == 404
    assert (await send(client, number, "van-ban/thu-ly")).status_code == 404
    theirs = await filed(bench.db, agency=THERE)
    assert (await client.get(page(theirs, f"tep/{one.id}"))).status_code == 404
    assert len(await listed(bench, number)) == 1


async def test_signed_at_the_counter_the_scan_is_in_the_file(client, bench: Bench):
    number = await unsigned(bench, KN)
    await sign_in(client, "chutich")
    form = {"phien_ban": "1", "cach_ky": "counter", "ngay_ky": "23/11/2026"}
    wrong = await upload(client, number, "don.pdf", b"khong phai pdf", "ky", **form)
    assert wrong.status_code == 422
    assert (await view(bench.db, number)).state == "AWAITING_SIGNATURE"
    assert (await upload(client, number, "don.pdf", PDF, "ky", **form)).status_code == 303
    assert (await view(bench.db, number)).state == "RECEIVED"
    (paper,) = await listed(bench, number)
    assert (paper.title, paper.kind) == ("Đơn đã ký", "SIGNED_FORM")
    again = await upload(client, number, "don.pdf", photo(), "ky", **form | {"phien_ban": "2"})
    assert again.status_code == 409
    assert len(await listed(bench, number)) == 1


async def test_a_denouncers_paper_opens_with_a_reason_only(client, bench: Bench):
    number = await unsigned(bench, TC)
    await sign_in(client, "chutich")
    await upload(client, number, "don.pdf", PDF, "ky", phien_ban="1", cach_ky="paper")
    (paper,) = await listed(bench, number)
    address = page(number, f"tep/{paper.id}")
    asked = await client.get(address)
    assert "Muốn mở, xin ghi lý do." in asked.text
    assert PDF not in asked.content
    refused = await client.post(address, data={"ly_do": "xem"})
    assert refused.status_code == 422
    assert await read_for(bench, number) == []
    opened = await client.post(address, data={"ly_do": WHY})
    assert (opened.status_code, opened.content) == (200, PDF)
    assert await read_for(bench, number) == [WHY]


DOCUMENTS = [(kind, slug) for kind in Kind for slug in available(kind)]


@pytest.mark.parametrize(("kind", "slug"), DOCUMENTS)
async def test_every_document_is_filled_kept_and_downloaded(client, bench: Bench, kind: Kind, slug: str):
    number = await (sent(bench, kind) if kind in {KN, TC} else filed(bench.db, kind=kind))
    before = (await view(bench.db, number)).version
    await sign_in(client, "chutich")
    answer = await send(client, number, f"van-ban/{slug}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page(number)}?da=van-ban#lap-van-ban")
    (paper,) = await listed(bench, number)
    assert (paper.kind, paper.source) == ("DOCUMENT", "service")
    saved = await client.get(page(number, f"tep/{paper.id}"))
    assert saved.headers["content-disposition"].endswith('.docx"')
    told = text_of(saved.content)
    if kind == TC:
        for secret in (HOA.name, HOA.address, HOA.phone, HOA.id_number):
            assert secret not in told
    assert (await view(bench.db, number)).version == before


async def test_a_decision_carries_what_the_file_says(client, bench: Bench):
    number = await issued(bench, KN)
    await sign_in(client, "chutich")
    await send(client, number, "van-ban/quyet-dinh")
    (paper,) = await listed(bench, number)
    told = text_of((await client.get(page(number, f"tep/{paper.id}"))).content)
    for known in ("12/QĐ-UBND", HOA.name, "Nội dung khiếu nại đúng một phần.", "CHỦ TỊCH", "Kim Phú"):
        assert known in told


async def test_an_order_names_its_ground_and_the_dialogue_its_day(client, bench: Bench):
    rest, talk = await resting(bench, KN), await dialogue_due(bench, KN)
    await sign_in(client, "chutich")
    for number, slug, known in (
        (rest, "tam-dinh-chi", "Phải chờ kết quả của cơ quan khác"),
        (talk, "moi-doi-thoai", "ngày 23 tháng 11 năm 2026"),
    ):
        await send(client, number, f"van-ban/{slug}")
        (paper,) = await listed(bench, number)
        assert known in text_of((await client.get(page(number, f"tep/{paper.id}"))).content)


async def test_a_document_for_others_in_which_an_officer_named_the_denouncer_is_not_written(client, bench: Bench):
    number = await accepted(bench, TC)
    await actions.submit(bench.db, bench.head, number, f"Theo đơn của bà {HOA.name}, có vi phạm.")
    await sign_in(client, "chutich")
    answer = await send(client, number, "van-ban/ket-luan")
    assert answer.status_code == 409
    assert "Văn bản còn ghi họ tên" in answer.text
    assert await listed(bench, number) == []
    assert await read_for(bench, number) == ["Máy đối chiếu văn bản trước khi in, không hiện ra cho ai"]


@pytest.mark.parametrize("slug", sorted(set(available(TC)) - FOR_DENOUNCER))
async def test_what_others_read_is_compared_with_the_identity_each_time(client, bench: Bench, slug: str):
    number = await accepted(bench, TC)
    await sign_in(client, "chutich")
    assert (await send(client, number, f"van-ban/{slug}")).status_code == 303
    assert len(await read_for(bench, number)) == 1


async def test_an_extension_names_the_new_day_and_the_one_before(client, bench: Bench):
    number = await accepted(bench, TC)
    await sign_in(client, "chutich")
    version = str((await view(bench.db, number)).version)
    await send(client, number, "gia-han", phien_ban=version, ly_do=TEXT, tieu_chi="SEVERAL_PLACES", **PAPER)
    assert (await verbs(bench.db, number))[-1] == "EXTEND"
    await send(client, number, "van-ban/gia-han")
    (paper,) = await listed(bench, number)
    told = text_of((await client.get(page(number, f"tep/{paper.id}"))).content)
    assert "Phải xác minh ở từ hai nơi trở lên" in told
    assert "ngày 22 tháng 01 năm 2027" in told
    assert "ngày 23 tháng 12 năm 2026" in told


async def test_there_is_no_document_of_another_kind(client, bench: Bench):
    number = await lodged(bench.db, bench.settings, KN, against_agency=AgencyCode("SYT"))
    await sign_in(client, "chutich")
    for slug in ("ket-luan", "khong-co", "%00"):
        assert (await client.post(f"{page(number)}/van-ban/{slug}")).status_code in {400, 404}
    assert (await client.get(page(number, "van-ban/thu-ly"))).headers["location"] == page(number)


async def test_a_scan_sent_when_the_session_is_over_leads_to_sign_in(client, bench: Bench):
    number = await accepted(bench, KN)
    client.cookies.clear()
    answer = await upload(client, number, **SCAN)
    assert answer.status_code in {303, 401}
    assert await listed(bench, number) == []
