"""Which kind a text sounds like. It only proposes: the law looks at what a text says, and its writer decides what to send."""

from service.agencies.rules import fold
from service.terms import Kind

LONGEST = 10_000
_ACCUSES = (
    *("tham ô", "tham nhũng", "ăn chặn", "ăn bớt", "ăn tiền", "vòi tiền", "vòi vĩnh", "đòi tiền", "đòi hối lộ", "nhận hối lộ", "hối lộ"),
    *("đưa phong bì", "nhận phong bì", "tiền lót tay", "nhũng nhiễu", "sách nhiễu", "trục lợi", "biển thủ", "chiếm đoạt", "bớt xén"),
    *("khai khống", "làm giả hồ sơ", "làm giả giấy tờ", "hồ sơ giả", "giả chữ ký", "lợi dụng chức vụ", "lạm quyền", "bao che", "tố cáo"),
)
_HARMED = (
    *("quyết định", "không cho tôi", "không cho gia đình tôi", "không cho mẹ tôi", "không cho bố tôi", "không cho con tôi"),
    *("cắt trợ cấp", "cắt chế độ", "cắt tiền", "dừng trợ cấp", "thôi trợ cấp", "bác đơn", "bác hồ sơ", "từ chối hồ sơ", "trả hồ sơ"),
    *("loại tôi khỏi", "gạch tên", "đưa ra khỏi danh sách", "thu hồi tiền", "thu hồi đất", "bắt tôi trả lại", "xử phạt tôi"),
    *("không công nhận", "không xét cho", "khiếu nại"),
)


def sounds_like(kind: str, text: str) -> Kind | None:
    """The other kind a feedback may be: it accuses somebody, or says that a decision harmed its writer. Accents do not count."""
    if kind != Kind.PHAN_ANH_KIEN_NGHI:
        return None
    said = f" {' '.join(''.join(sign if sign.isalnum() else ' ' for sign in fold(text[:LONGEST])).split())} "
    if any(f" {fold(words)} " in said for words in _ACCUSES):
        return Kind.TO_CAO
    return Kind.KHIEU_NAI if any(f" {fold(words)} " in said for words in _HARMED) else None
