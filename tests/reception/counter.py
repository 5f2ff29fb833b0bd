"""What a clerk types at the counter, and where it leads."""

import re
from uuid import uuid4

HOME = "/co-quan/tiep-dan"
DAY = {"ngay": "2026-12-01", "tu": "07:30", "den": "11:30", "noi": "Trụ sở UBND xã", "nguoi": "Trần Văn An", "chuc_vu": "Chủ tịch"}
VISIT = {"loai": "PHAN_ANH_KIEN_NGHI", "ho_ten": "Lê Thị Mơ", "noi_dung": "Đường thôn bị ngập.", "tham_quyen": "co", "so_nguoi": "1"}
HELPED = {
    "loai": "PHAN_ANH_KIEN_NGHI",
    "noi_dung": "Đường thôn bị ngập cả tháng nay.",
    "noi": "18943",
    "linh_vuc": "R15",
    "ho_ten": "Hồ Thị Sáu",
    "ly_do": "CANNOT_READ",
    "da_doc": "co",
    "dong_y": "co",
    "ky": "da_ky",
    "so_trang": "2",
}


async def added(client, **change: str) -> str:
    """A day added; its id."""
    answer = await client.post(f"{HOME}/lich", data=DAY | change)
    assert answer.status_code == 303, answer.text[-2000:]
    page = await client.get(answer.headers["location"])
    return re.findall(r"/lich/(\d+)/huy", page.text)[-1]


async def entered(client, **change: str) -> str:
    """A visit written down; the address of its page."""
    answer = await client.post(f"{HOME}/moi", data=VISIT | {"khoa": str(uuid4())} | change)
    assert answer.status_code == 303, answer.text[-2000:]
    return answer.headers["location"].partition("?")[0]
