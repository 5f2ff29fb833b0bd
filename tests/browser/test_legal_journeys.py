"""A complaint and a denunciation from the phone to the end, and a visitor who cannot write, in a real browser."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from service import clock
from tests.browser.conftest import Meeting, Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DECISION = "Hủy quyết định số 12/QĐ-UBND; trả lại trợ cấp từ tháng 9."
CONCLUSION = "Ngày 20/11/2026: nội dung tố cáo đúng một phần, theo Luật Tố cáo, Điều 35. Số tiền đã được trả lại cho các hộ."
NAME = "Phạm Kín Đáo"


async def begin(who: Person, kind: str, story: str, field: str) -> None:
    """The first screen, and where and about what: with scripts at once, without them one by one."""
    await who.at("/gui")
    await who.choose("loai", kind)
    await who.page.fill("[name=noi_dung]", story)
    await who.page.locator("[name=noi_dung]").blur()
    await who.page.wait_for_load_state("networkidle")  # what axe leaves in the page must not meet a proposal that comes later
    await who.look("1-form")
    await who.press("/gui")
    for _ in range(4):
        if who.page.url.endswith("/noi"):
            await who.page.fill("[name=noi]", "kim phu")
            await who.press("/noi")
        elif who.page.url.endswith("/linh-vuc"):
            await who.page.locator("summary").first.click()
            await who.choose("linh_vuc", field)
            await who.press("/linh-vuc")


async def sent(who: Person) -> tuple[str, str]:
    """The button, and what the receipt says: number and code."""
    await who.press("/gui")
    await who.page.wait_for_url(re.compile("/bien-nhan$"))
    await who.look("6-receipt")
    return await who.page.inner_text("dd.code.big >> nth=0"), await who.page.inner_text("dd.code.big >> nth=1")


async def track(who: Person, code: str) -> None:
    """With the code, to the case."""
    await who.at("/tra-cuu")
    await who.page.fill("[name=ma]", code)
    await who.press("/tra-cuu")


async def do(who: Person, number: str, slug: str, **fields: str) -> None:
    """One step on the case page: open its form, fill it, send it."""
    await who.at(f"/co-quan/ho-so/{number}?viec={slug}")
    for name, value in fields.items():
        field = who.page.locator(f"form[action$='/{slug}'] [name={name}]").first
        if await field.get_attribute("type") in {"radio", "checkbox"}:
            for one in value.split():
                await who.choose(name, one)
        else:
            await field.fill(value)
    await who.press(f"/{slug}")
    assert await who.page.locator("[role=status]").count() == 1, f"{slug}: {await who.text()}"


def paper(number: str) -> dict[str, str]:
    today = datetime.now(clock.ZONE).date()  # the server's day, not the one other tests stand still at
    return {"so_van_ban": number, "ngay_van_ban": today.isoformat()}


async def complain(who: Person) -> tuple[str, str]:
    """From the first screen to the receipt."""
    await begin(who, "KHIEU_NAI", "Tháng 9 xã ra quyết định cắt trợ cấp của mẹ tôi mà không nói lý do.", "R15")
    await who.look("2-decision")
    await who.page.fill("[name=co_quan]", "UBND xã Kim Phú")
    await who.page.fill("[name=so_quyet_dinh]", "12/QĐ-UBND")
    await who.press("/quyet-dinh")
    await who.page.fill("[name=yeu_cau]", "Hủy quyết định và trả lại trợ cấp từ tháng 9.")
    await who.look("3-wish")
    await who.press("/yeu-cau")
    for field, value in {"ho_ten": "Trần Thị Bưởi", "dia_chi": "Thôn Cà Xen", "so_giay_to": "044178001234"}.items():
        await who.page.fill(f"[name={field}]", value)
    await who.look("4-who")
    await who.press("/nguoi")
    await who.look("5-look-over")
    assert "UBND xã Kim Phú" in await who.text()
    return await sent(who)


async def sign(who: Person, code: str, photograph: Path) -> None:
    """Print, sign, photograph, send: the clocks begin."""
    await track(who, code)
    assert "chưa tính" in await who.text()
    await who.look("7-to-sign")
    Image.new("RGB", (600, 800), "white").save(photograph)
    await who.page.set_input_files("[name=tep]", photograph)
    await who.press("/ky")
    assert "Đơn chưa ký" not in await who.text()
    await who.look("8-signed")


async def settle(meet: Meeting, number: str, name: str) -> Person:
    """Accept, verify, draft, approve, issue, send; the clerk who did the first and the last."""
    clerk = await meet.officer("tiepnhan", name=f"{name}-clerk")
    await clerk.at(f"/co-quan/ho-so/{number}")
    await clerk.look("9-case")
    await do(clerk, number, "thu-ly")
    handler = await meet.officer("chuyenvien", name=f"{name}-handler")
    await do(handler, number, "xac-minh", ket_qua="khop", noi_dung="Đã đối chiếu hồ sơ hưởng trợ cấp.")
    await handler.page.fill("[name=tra_loi]", DECISION)
    await handler.choose("ket_luan", "UNFOUNDED")
    await handler.press("/trinh")
    leader = await meet.officer("lanhdao", name=f"{name}-leader")
    await leader.at(f"/co-quan/ho-so/{number}")
    await leader.look("10-to-approve")
    await leader.press("/duyet")
    await do(leader, number, "ban-hanh", **paper("15/QĐ-UBND"))
    await leader.look("11-issued")
    await do(clerk, number, "gui-ket-qua")
    await clerk.look("12-sent")
    return clerk


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
async def test_a_complaint_from_the_phone_to_the_second_level(meet: Meeting, tmp_path: Path, scripts: bool):
    name = f"complaint-{'js' if scripts else 'nojs'}"
    resident = await meet.resident(name, scripts=scripts)
    number, code = await complain(resident)
    await sign(resident, code, tmp_path / "don.jpg")
    clerk = await settle(meet, number, name)

    await track(resident, code)
    assert DECISION in await resident.text()
    await resident.look("13-decision")
    await resident.press("/khieu-nai-lan-hai")
    await resident.page.wait_for_url(re.compile("/xem-lai$|/gui/"))
    if not resident.page.url.endswith("/xem-lai"):
        await resident.at(re.sub(r"(/gui/[^/]+)/.*", r"\1/xem-lai", resident.page.url))
    assert "UBND tỉnh Quảng Trị" in await resident.text()
    assert "Trần Thị Bưởi" in await resident.text()
    await resident.look("14-second-level")
    second, _ = await sent(resident)
    await track(resident, code)
    assert second in await resident.text()
    await clerk.at(f"/co-quan/ho-so/{number}")
    assert second in await clerk.text()


async def denounce(who: Person) -> tuple[str, str]:
    """From the first screen to the receipt; the name is asked for last, and nothing stays on the phone."""
    await begin(who, "TO_CAO", "Một công chức xã ăn chặn tiền Tết của hộ nghèo, có danh sách ký giả.", "R47")
    await who.look("2-accused")
    await who.page.fill("[name=bi_to_cao]", "Ông Khống, công chức văn hóa xã hội")
    await who.page.fill("[name=co_quan]", "UBND xã Kim Phú")
    await who.press("/bi-to-cao")
    await who.choose("danh_tinh", "co_ten")
    for field, value in {"ho_ten": NAME, "dia_chi": "Xóm Lặng", "lien_he": "0987 111 222"}.items():
        await who.page.fill(f"[name={field}]", value)
    await who.look("5-look-over")
    receipt = await sent(who)
    assert await who.page.evaluate("JSON.stringify([localStorage, sessionStorage])") == "[{},{}]"
    return receipt


async def nobody_else_knows(meet: Meeting, number: str) -> None:
    """The accused's own body finds neither line nor page."""
    stranger = await meet.officer("tiepnhan", name="denunciation-stranger")
    await stranger.at("/co-quan")
    assert number not in await stranger.text()
    await stranger.at(f"/co-quan/ho-so/{number}")
    assert "Không tìm thấy" in await stranger.text()


async def conclude(officer: Person, number: str) -> None:
    """Sign at the counter, accept, tell, verify, conclude, send, act, publish, close."""
    await do(officer, number, "ky", cach_ky="counter")
    await officer.look("7-signed")
    assert NAME not in await officer.page.content()
    await do(officer, number, "thu-ly", dieu_kien="form capacity competence basis", **paper("3/QĐ-UBND"))
    await do(officer, number, "thong-bao", noi_dung="Thông báo số 4/TB-UBND gửi người tố cáo và người bị tố cáo.")
    await do(officer, number, "xac-minh", noi_dung="Đã đối chiếu danh sách ký nhận.")
    await officer.page.fill("[name=tra_loi]", CONCLUSION)
    await officer.press("/trinh")
    await officer.press("/duyet")
    await do(officer, number, "ban-hanh", **paper("9/KL-UBND"))
    await do(officer, number, "gui-ket-qua")
    await do(officer, number, "xu-ly-ket-luan", noi_dung="Đã yêu cầu trả lại tiền cho các hộ.")
    await officer.at(f"/co-quan/ho-so/{number}?viec=cong-khai")
    await officer.look("8-to-publish")
    await do(officer, number, "cong-khai")
    await officer.press("/ket-thuc")
    await officer.look("9-closed")
    assert "Đã kết thúc" in await officer.page.inner_text("h1")
    assert NAME not in await officer.page.content()


async def test_a_denunciation_from_the_phone_to_the_end(meet: Meeting):
    resident = await meet.resident("denunciation", scripts=True)
    number, code = await denounce(resident)
    await nobody_else_knows(meet, number)
    officer = await meet.officer("ubndtinh", name="denunciation-officer")
    await officer.at("/co-quan?xem=cho")
    await officer.look("6-waiting")
    assert number in await officer.text()
    await conclude(officer, number)
    await track(resident, code)
    assert "Hồ sơ đã kết thúc" in await resident.text()
    await resident.look("10-closed")


async def test_a_visitor_who_cannot_write_is_entered_and_takes_a_receipt_home(meet: Meeting):
    clerk = await meet.officer("tiepnhan", name="reception")
    await clerk.at("/co-quan/tiep-dan/nhap-ho")
    await clerk.look("1-entry")
    await clerk.choose("ly_do", "CANNOT_READ")
    await clerk.page.fill("[name=noi_dung]", "Bà cụ chưa nhận được tiền trợ cấp người cao tuổi tháng này.")
    await clerk.page.select_option("[name=linh_vuc]", "R15")
    await clerk.press("/nhap-ho")
    assert await clerk.page.locator("[data-focus], .wrong").count() > 0, "what was not ticked by hand is asked for"
    await clerk.look("2-told")
    for tick in ("da_doc", "dong_y"):
        await clerk.page.check(f"[name={tick}]")
    await clerk.choose("ky", "chua_ky")
    await clerk.press("/nhap-ho")
    await clerk.look("3-receipt")
    text = await clerk.text()
    code = re.search(r"(\d{4} ){3}\d{4}", text)
    assert code
    resident = await meet.resident("reception-home")
    await track(resident, code[0])
    assert "đang chờ tiếp nhận" in await resident.text()
    await clerk.at("/co-quan/tiep-dan")
    await clerk.look("4-register")
    await clerk.at("/co-quan/tiep-dan/lich")
    await clerk.look("5-schedule")
    await resident.at("/lich-tiep-dan")
    await resident.look("2-schedule")
