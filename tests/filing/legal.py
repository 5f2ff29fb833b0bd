"""A complaint and a denunciation as a browser sends them, screen by screen."""

import re
from io import BytesIO

from PIL import Image

from service import clock
from service.filing import rules
from service.terms import CaseNumber

KEY = "0b6f2c1e-7a57-4d0a-9d38-1a2b3c4d5e6f"
STORY = "Tháng 9 xã ra quyết định cắt trợ cấp của mẹ tôi mà không nói lý do."
COMPLAINT = {"khoa": KEY, "loai": "KHIEU_NAI", "noi_dung": STORY, "noi": "kim phu", "xa": "18943", "noi_cu": "kim phu", "linh_vuc": "R16"}
DECISION = {"co_quan": "UBND xã Kim Phú", "so_quyet_dinh": "12/QĐ-UBND", "ngay_quyet_dinh": "2026-11-02", "ngay_biet": "2026-11-05"}
WISH = {"yeu_cau": "Hủy quyết định và trả lại trợ cấp từ tháng 9."}
SENDER = {"ho_ten": "Trần Thị Bưởi", "dia_chi": "Thôn Cà Xen", "so_giay_to": "044178001234", "dien_thoai": "0912 345 678", "nhom": ""}
EVIL = "Ông Khống, công chức xã, ăn chặn tiền Tết của hộ nghèo, có chữ ký giả."
DENUNCIATION = {**COMPLAINT, "loai": "TO_CAO", "noi_dung": EVIL, "linh_vuc": "R47"}
ACCUSED = {"bi_to_cao": "Ông Khống, công chức", "co_quan": "UBND xã Kim Phú"}
WHO = {
    "danh_tinh": "co_ten",
    "ho_ten": "Phạm Kín Đáo",
    "dia_chi": "Xóm Lặng, nhà cuối",
    "lien_he": "0987 111 222",
    "so_giay_to": "044099008877",
}
NAMELESS = {"danh_tinh": "khong_ten"}


async def walk(client, first: dict[str, str], *answers: tuple[str, dict[str, str]]) -> str:
    """Answer one question a screen; where the last of them leads."""
    at = (await client.post("/gui", data=first)).headers["location"]
    for step, answer in answers:
        assert at == f"/gui/{KEY}/{step}"
        assert (await client.get(at)).status_code == 200
        at = (await client.post(at, data=answer)).headers["location"]
    return at


async def complain(client, sender: dict[str, str] = SENDER) -> str:
    """File a complaint; its number."""
    await walk(client, COMPLAINT, ("quyet-dinh", DECISION), ("yeu-cau", WISH), ("nguoi", sender))
    return await send(client)


async def denounce(client, who: dict[str, str] = WHO) -> str:
    """File a denunciation; its number."""
    await walk(client, DENUNCIATION, ("bi-to-cao", ACCUSED))
    return await send(client, who)


async def send(client, who: dict[str, str] | None = None, key: str = KEY) -> str:
    sent = await client.post(f"/gui/{key}/gui", data=who or {})
    assert sent.status_code == 303, sent.text
    receipt = await client.get(sent.headers["location"])
    return re.search(r"LN26-\d{6}", receipt.text)[0]


def open_here(client, number: str) -> None:
    """As after the code was typed again."""
    client.cookies.clear()
    client.cookies.set(rules.COOKIE, rules.seal("x" * 32, CaseNumber(number), clock.now() + rules.OPEN_FOR))


def photo(colour: str = "white") -> bytes:
    """A picture as a telephone takes it."""
    drawn = BytesIO()
    Image.new("RGB", (40, 60), colour).save(drawn, "JPEG")
    return drawn.getvalue()


async def sign(client, number: str, **more: str):
    """Send the photographs of the signed paper."""
    files = [("tep", ("1.jpg", photo("white"), "image/jpeg")), ("tep", ("2.jpg", photo("grey"), "image/jpeg"))]
    return await client.post(f"/ho-so/{number}/ky", data=more, files=files)
