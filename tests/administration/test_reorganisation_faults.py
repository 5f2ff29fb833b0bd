"""What an administrator may write wrongly: a clear sentence at its field, and everything typed still there."""

import html

import httpx
import pytest

from service.terms import AgencyCode, Role
from tests.administration.reorganising import HANDING, INTO, MERGER, MOVING, PAPER, RENAMING, SPLIT
from tests.desk.desk import officer, sign_in

ROOM = "/quan-tri/ke-thua"
UNSEEN = "Ô này có ký tự ẩn (U+200B). Xin xóa ký tự ấy."
LONG = "Tên dài quá 200 chữ cái. Xin rút ngắn lại."
ALONE = "UBND một xã, phường chỉ lo địa bàn của mình. Xin chọn cơ quan cấp tỉnh."


@pytest.fixture
async def keeper(client: httpx.AsyncClient, db):
    """A browser of the administrator of the province."""
    await officer(db, "ubnd", AgencyCode("UBNDT"), Role.ADMINISTRATOR)
    await sign_in(client, "ubnd")
    return client


def shown(text: str) -> str:
    return html.unescape(text)


@pytest.mark.parametrize(
    ("slug", "fields", "told"),
    [
        ("gop", MERGER | {"nguon": ("X18943", "KHONG-CO")}, "Không có cơ quan “KHONG-CO” vào ngày ấy."),
        ("gop", MERGER | {"hieu_luc": "2026-11-22"}, "Ngày này đã qua."),
        ("gop", MERGER | {"hieu_luc": "2206-01-01"}, "Ngày này còn quá xa."),
        ("gop", MERGER | {"ngay_van_ban": "2026-12-01"}, "Xin ghi ngày ký văn bản"),
        ("gop", MERGER | {"so_van_ban": ""}, "Xin ghi số, ký hiệu văn bản"),
        ("gop", MERGER | {"ly_do": ""}, "Xin ghi lý do"),
        ("gop", MERGER | {"ma_xa": "1899"}, "Mã xã, phường gồm đúng năm chữ số."),
        ("gop", MERGER | {"ma_xa": "18880"}, "Mã này đã có."),
        ("gop", MERGER | {"ten_xa": ""}, "bắt đầu bằng Xã, Phường hoặc Đặc khu"),
        ("gop", MERGER | {"nguon": ("X18943",)}, "Xin ghi ít nhất hai cơ quan khác nhau."),
        ("gop", MERGER | {"nguon": ("X18943", "SYT")}, "UBND xã, phường chỉ gộp với UBND xã, phường."),
        ("gop", MERGER | {"nguon": ("X18943", "X18901"), "den": "SYT"}, "UBND xã, phường chỉ gộp với UBND xã, phường."),
        ("gop", INTO | {"den": "SYT", "ten_moi": "Sở Mới"}, "Mã này đã có. Xin ghi mã khác"),
        ("gop", INTO | {"den": "SMOI"}, "Chưa có cơ quan mã này. Xin ghi tên cơ quan mới"),
        ("gop", INTO | {"nguon": ("TTT", "SNGV")}, "không kết thúc ở đây được"),
        ("tach", SPLIT | {"phan_linh_vuc": ("0:R99",)}, "Không có lĩnh vực “R99”."),
        ("tach", SPLIT | {"phan_linh_vuc": ("0:R15", "1:R16")}, "đúng một nơi phải nhận mọi việc còn lại"),
        ("tach", HANDING | {"phan_linh_vuc": ()}, "xin chọn lĩnh vực của từng nơi nhận"),
        ("tach", HANDING | {"phan_den": ("SYT",)}, "khác cơ quan được tách"),
        ("doi-ten", RENAMING | {"ten_moi": ""}, "Xin ghi tên mới"),
        ("doi-ten", RENAMING | {"ten_moi": "Sở Y tế"}, "Tên mới giống tên đang dùng."),
        ("chuyen-nhiem-vu", MOVING | {"den": "SYT"}, "Cơ quan này đang có nhiệm vụ ấy rồi."),
        ("chuyen-nhiem-vu", PAPER | {"linh_vuc": "R15", "cap": "", "loai": ()}, "Xin chọn cấp xã hoặc cấp tỉnh."),
        ("gop", MERGER | {"ten_xa": "Xã Hóa\u200b Sơn"}, UNSEEN),
        ("gop", MERGER | {"ten_xa": "Xã " + "Hóa" * 14_000}, LONG),
        ("gop", MERGER | {"ten_xa": "Xã Dân Hóa"}, "Vào ngày ấy đã có UBND xã Dân Hóa (X"),
        ("gop", MERGER | {"so_van_ban": "12\u200b/NQ-HĐND"}, UNSEEN),
        ("gop", MERGER | {"ly_do": "Sắp xếp\u200b"}, UNSEEN),
        ("gop", MERGER | {"nguon": tuple(f"X{n}" for n in range(9))}, "Mỗi lần ghi nhiều nhất 8 cơ quan."),
        ("gop", INTO | {"den": "SMOI", "ten_moi": "Sở Y tế"}, "Vào ngày ấy đã có Sở Y tế (SYT). Xin ghi tên khác."),
        ("gop", INTO | {"den": "SMOI", "ten_moi": "…"}, "Tên phải có chữ cái."),
        ("gop", INTO | {"den": "SMOI", "ten_moi": "Sở Mới", "ten_moi_en": "x" * 201}, LONG),
        ("gop", INTO | {"nguon": ("SNGV", "Sở Lao động – Thương binh và Xã hội tỉnh Quảng Bình")}, "không còn từ thứ Bảy, 01/03/2025."),
        ("gop", INTO | {"nguon": ("SNGV", "Sở Nội")}, "Gần giống: Sở Nội vụ (SNV). Xin ghi mã hoặc tên đầy đủ."),
        ("tach", SPLIT | {"phan_ten": ("", "Sở Nội vụ")}, "Vào ngày ấy đã có Sở Nội vụ (SNV)."),
        ("tach", SPLIT | {"phan_den": ("X18943", "SVHXH")}, ALONE),
        ("tach", SPLIT | {"nguon": ("X18943",)}, "Không tách UBND xã, phường theo lĩnh vực."),
        ("tach", SPLIT | {"phan_nhiem_vu": ("Bảo trợ\u200b", "")}, UNSEEN),
        ("doi-ten", RENAMING | {"ten_moi": "Sở Nội vụ"}, "Vào ngày ấy đã có Sở Nội vụ (SNV)."),
        ("doi-ten", RENAMING | {"ten_moi": "Sở\u202e Y"}, "Ô này có ký tự ẩn (U+202E)."),
        ("doi-ten", RENAMING | {"nguon": ("X18943",), "ten_xa": "Xã Kim Phú"}, "Tên mới giống tên đang dùng."),
        ("chuyen-nhiem-vu", MOVING | {"den": "X18943"}, ALONE),
    ],
)
async def test_what_cannot_be_comes_back_with_all_that_was_typed(
    keeper: httpx.AsyncClient, slug: str, fields: dict[str, object], told: str
):
    answer = await keeper.post(f"{ROOM}/moi/{slug}", data=fields)
    assert answer.status_code == 422
    text = shown(answer.text)
    assert told in text
    for typed in fields.values():
        for one in (typed,) if isinstance(typed, str) else typed:
            assert one.removeprefix("0:") in text
