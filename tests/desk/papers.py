"""A case with all it can say, for the documents that are filled from it."""

from datetime import date

from msgspec.structs import replace

from service.desk.documents import DOCUMENTS
from service.desk.documents.facts import Facts, Findings, Meeting, Paper, Person, Record, Sender
from service.letters import Letter, words
from service.terms import Kind

SENDER = Sender(
    name="Nguyễn Thị Hồng Thắm",
    address="Thôn 3, xã Kim Phú, tỉnh Quảng Trị",
    phone="0912 345 678",
    id_number="044185001234",
    id_day=date(2022, 2, 3),
    id_place="Cục Cảnh sát QLHC về TTXH",
)
MEETING = Meeting(
    hour="08 giờ 30",
    day=date(2026, 12, 9),
    venue="Phòng họp UBND xã Kim Phú",
    chair=Person("Trần Văn Bình", "Chủ tịch", "UBND xã Kim Phú"),
    clerk=Person("Lê Thị Cúc", "Công chức", "UBND xã Kim Phú"),
    respondents=(Person("Phạm Văn Dũng", "Phó Trưởng phòng", "Phòng Văn hóa - Xã hội"),),
    copies="04",
)
FINDINGS = Findings(
    first_decision="Quyết định số 10/QĐ-UBND giữ nguyên việc chi trả.",
    verified="Hồ sơ đủ, chi trả chậm ba tháng.",
    law="Nghị định số 20/2021/NĐ-CP.",
    conclusion="Nội dung đúng một phần.",
    measures="Chi trả đủ trong tháng 12 năm 2026.",
)
RECORD = Record(
    case_number="LN26-000123",
    superior="",
    agency="UBND xã Kim Phú",
    agency_code="UBND",
    place="Kim Phú",
    leader="Trần Văn Bình",
    officer="Lê Thị Cúc",
    officer_title="Công chức Văn hóa - Xã hội",
    number="12",
    day=date(2026, 11, 23),
    about="chậm chi trả trợ cấp xã hội hằng tháng",
    contents="Trợ cấp ba tháng 8, 9, 10 năm 2026 chưa được chi trả.",
    request="Chi trả đủ trợ cấp.",
    target="Phạm Văn Dũng",
    target_title="Phó Trưởng phòng Văn hóa - Xã hội",
    filed=date(2026, 11, 16),
    signed=date(2026, 11, 15),
    accepted=date(2026, 11, 23),
    due=date(2026, 12, 23),
    due_article="Điều 28 Luật Khiếu nại",
    extended_to=date(2027, 1, 6),
    earlier_number="11/QĐ-UBND",
    earlier_day=date(2026, 11, 20),
    criteria=("Phải xác minh từ 02 địa điểm trở lên",),
    reasons="Chờ kết quả của cơ quan bảo hiểm xã hội.",
    text="Toàn bộ nội dung đã nêu.",
    receiver="Sở Y tế",
    inspectorate="Thanh tra tỉnh",
    papers=(Paper("Đơn viết tay", "2", "bản gốc"), Paper("Quyết định trợ cấp", "1", "bản sao")),
    meeting=MEETING,
    findings=FINDINGS,
)


def facts(kind: Kind = Kind.KHIEU_NAI, sender: Sender = SENDER, **known: object) -> Facts:

    return Facts(replace(RECORD, kind=kind, **known), sender)


def made(slug: str, kind: Kind = Kind.KHIEU_NAI, **known: object) -> Letter:
    return DOCUMENTS[slug].make(facts(kind, **known))


def said(slug: str, kind: Kind = Kind.KHIEU_NAI, **known: object) -> str:
    return words(made(slug, kind, **known))
