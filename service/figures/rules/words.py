"""What the parts of figures are called, for the pages that show them. Pure."""

from collections.abc import Mapping

from service.index.rules.periods import Period
from service.problems import N_, Text

CRITERIA = {
    "access": N_("Tiếp cận dịch vụ"),
    "procedure": N_("Thủ tục"),
    "staff": N_("Công chức giải quyết"),
    "result": N_("Kết quả nhận được"),
    "handling": N_("Tiếp nhận góp ý"),
}
MEASURES = {
    "satisfaction": N_("H – Hài lòng"),
    "trust": N_("T – Mức độ tin tưởng của người dân"),
    "K": N_("K – Kết quả giải quyết"),
    "K1": N_("K1 – Đúng hạn ban đầu"),
    "K2": N_("K2 – Không phải giải quyết lại"),
    "K3": N_("K3 – Có cơ sở và đã khắc phục"),
    "K4": N_("K4 – Hài lòng với câu trả lời"),
}
BRIEF = {"satisfaction": N_("Hài lòng"), "trust": N_("Tin tưởng"), "K1": N_("Đúng hạn ban đầu")}  # the same in narrow tables
GROUPINGS = {
    "sex": N_("Giới tính"),
    "age": N_("Nhóm tuổi"),
    "ethnic": N_("Dân tộc"),
    "area_type": N_("Loại địa bàn"),
    "disability": N_("Khuyết tật"),
}
UNTOLD = N_("không nêu")
LEVELS: Mapping[str, Mapping[str, Text]] = {
    "sex": {"F": N_("Nữ"), "M": N_("Nam")},
    "age": {"18-39": N_("18–39 tuổi"), "40-59": N_("40–59 tuổi"), "60+": N_("Từ 60 tuổi")},
    "ethnic": {"KINH": N_("Dân tộc Kinh"), "OTHER": N_("Dân tộc thiểu số")},
    "area_type": {"urban": N_("Đô thị"), "rural": N_("Nông thôn"), "mountain": N_("Miền núi")},
    "disability": {"yes": N_("Người khuyết tật"), "no": N_("Người không khuyết tật")},
}
OTHERS = N_("những người còn lại")  # in a gap, whom a group is held against where no one level is named
STRATA = {
    "DIRECT": N_("Giao dịch trực tiếp"),
    "ONLINE": N_("Giao dịch điện tử"),
    "VOLUNTARY": N_("BHXH tự nguyện và BHYT hộ gia đình"),
    "PENSION": N_("Người hưởng lương hưu, trợ cấp"),
    "PATIENT": N_("Người khám, chữa bệnh bằng thẻ BHYT"),
}
KINDS = {
    "PHAN_ANH_KIEN_NGHI": N_("Phản ánh, kiến nghị"),
    "KHIEU_NAI": N_("Khiếu nại"),
    "": N_("Mọi loại hồ sơ, tính chung"),
}


def level_words(grouping: str, code: str) -> Text:
    """A level of a grouping; none: not told."""
    return LEVELS.get(grouping, {}).get(code, UNTOLD)


def against_words(grouping: str, code: str) -> Text:
    """Whom a group is held against."""
    return level_words(grouping, code) if code else OTHERS


def joined(code: str, names: Mapping[str, str]) -> str:
    """Of fields or communes: small ones stand together, their codes joined by "+"; what is not told has no name."""
    return " + ".join(names.get(one, one) for one in code.split("+") if one)


def period_words(period: Period) -> Text:
    """A year or a quarter, both of the official year, which begins in December."""
    first, last = (day.strftime("%d/%m/%Y") for day in (period.first, period.last))
    year, _, place = period.name.partition("-Q")
    if place:
        return N_("Quý %(quarter)s năm %(year)s (%(first)s–%(last)s)", quarter=place, year=year, first=first, last=last)
    return N_("Năm %(year)s (%(first)s–%(last)s)", year=year, first=first, last=last)


def named_words(period: Period) -> Text:
    """The same without its days."""
    year, _, place = period.name.partition("-Q")
    return N_("Quý %(quarter)s năm %(year)s", quarter=place, year=year) if place else N_("Năm %(year)s", year=year)


def short(period: Period) -> str:
    """The same beneath a chart."""
    year, _, place = period.name.partition("-Q")
    return f"Q{place}/{year}" if place else year
