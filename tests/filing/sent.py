"""A submission as a browser sends it."""

import re

KEY = "6f1f0a52-2f43-4a57-9b8c-0d8f3f1f2a10"
TEXT = "Mẹ tôi 78 tuổi, không có lương hưu, chưa nhận được tiền người già."
FIRST = {
    "khoa": "",
    "loai": "PHAN_ANH_KIEN_NGHI",
    "noi_dung": TEXT,
    "noi": "",
    "linh_vuc": "",
    "ho_ten": "",
    "dien_thoai": "",
    "dia_chi": "",
}
WHOLE = FIRST | {"khoa": KEY, "noi": "thuong hoa", "xa": "18943", "noi_cu": "thuong hoa", "linh_vuc": "R16"}
HTMX = {"hx-request": "true"}
IN = {"vi": {"accept-language": "vi"}, "en": {"accept-language": "en"}}


async def follow(client, form: dict[str, str] = WHOLE):
    """File, and go to the receipt; number and code."""
    looked_over = (await client.post("/gui", data=form)).headers["location"]
    sent = await client.post(looked_over.replace("xem-lai", "gui"))
    receipt = await client.get(sent.headers["location"])
    return re.search(r"LN26-\d{6}", receipt.text)[0], re.search(r"(\d{4} ){3}\d{4}", receipt.text)[0]
