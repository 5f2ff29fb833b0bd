"""The papers of reception and of processing a petition (Luật Tiếp công dân, NĐ 154/2026), and the forms a citizen signs."""

from msgspec.structs import replace

from service.desk.documents.facts import Facts, Record
from service.desk.documents.frame import (
    BY_HAND,
    DENUNCIATION_LAW,
    RECEPTION_LAWS,
    alone,
    block,
    clause,
    grounds,
    head,
    identity,
    minutes,
    notice,
    spelled,
    text,
    until,
    written,
)
from service.letters import DOTS, LONG_DOTS, Letter, Look, Paragraph, Signature, Table, day_words, told
from service.terms import Kind

_BRINGS = {Kind.KHIEU_NAI: "khiếu nại", Kind.TO_CAO: "tố cáo", Kind.PHAN_ANH_KIEN_NGHI: "kiến nghị, phản ánh", Kind.KHEN_NGOI: "phản ánh"}
_EMPTY_ROWS = 4
_PAPER_WIDTHS = (14, 86, 25, 40)


def receipt(facts: Facts) -> Letter:
    """Mẫu số 02/TCD of NĐ 154/2026: what was handed in, sheet by sheet (Điều 15(4))."""
    record, sender = facts.record, facts.sender
    meeting = record.meeting
    rows = [(str(number), paper.name, paper.pages, paper.condition) for number, paper in enumerate(record.papers, 1)]
    rows += [("", "", "", "")] * (0 if rows else _EMPTY_ROWS)
    body = (
        *text(
            f"Vào {told(meeting.hour, '…… giờ ……')}, {day_words(record.filed)}, tại: {told(meeting.venue or spelled(record.agency))}.",
            f"Tôi là: {told(record.officer)}. Chức vụ: {told(record.officer_title)}.",
            f"Đã nhận của {written(sender.name)}, địa chỉ: {told(sender.address)}.",
            identity(sender),
            f"Số hồ sơ: {told(record.case_number)}. Đã nhận các thông tin, tài liệu sau:",
        ),
        Table((("STT", "Tên thông tin, tài liệu", "Số trang", "Tình trạng"), *rows), _PAPER_WIDTHS),
        *text(
            f"Giấy biên nhận này được lập thành {told(record.copies, '……')} bản, giao cho người cung cấp thông tin, tài liệu 01 bản./.",
        ),
    )
    giver = Signature("Người cung cấp\nthông tin, tài liệu", sender.name, BY_HAND)
    letter = minutes(record, "Giấy biên nhận", "Thông tin, tài liệu", body, (giver, Signature("Người nhận", record.officer)))
    return _dated(letter, record)


def transfer(facts: Facts) -> Letter:
    """A petition or feedback goes to the competent body (Luật Tiếp công dân, Điều 26(2)); a denunciation has a slip of its own."""
    record, sender = facts.record, facts.sender
    body = text(
        f"{day_words(record.filed).capitalize()}, {spelled(told(record.agency))} nhận được {_BRINGS[record.kind]} của "
        f"{written(sender.name)}, địa chỉ: {told(sender.address)}. Số hồ sơ: {told(record.case_number)}.",
        f"Nội dung: {clause(record.contents or record.about)}.",
        f"Căn cứ Điều 26 Luật Tiếp công dân, nội dung trên thuộc thẩm quyền của {spelled(told(record.receiver))}. "
        f"{spelled(told(record.agency))} chuyển hồ sơ và tài liệu kèm theo (nếu có) để quý cơ quan xem xét, trả lời theo quy định.",
        f"Đề nghị thông báo kết quả cho người gửi và cho {spelled(told(record.agency))} trong thời hạn 07 ngày làm việc kể từ ngày có kết "
        "quả (Điều 27 Luật Tiếp công dân)./.",
    )
    recipients = ("Như trên", f"Ông (bà) {told(sender.name)} (để biết)")
    names = ("Phiếu chuyển", "Chuyển đơn đến cơ quan có thẩm quyền", "PC")
    return notice(record, names, body, to=(spelled(record.receiver),), recipients=recipients)


def guidance(facts: Facts) -> Letter:
    """The citizen is told once which body to turn to (Luật Tiếp công dân, Điều 26(1)b); the papers come back with it."""
    record, sender = facts.record, facts.sender
    what = _BRINGS[record.kind]
    body = text(
        f"{day_words(record.filed).capitalize()}, {spelled(told(record.agency))} nhận được đơn {what} của {written(sender.name)} về việc "
        f"{clause(record.about)}.",
        f"Sau khi xem xét, căn cứ quy định của pháp luật về {what} và Điều 26 Luật Tiếp công dân, nội dung trên không thuộc thẩm quyền "
        f"giải quyết của {head(record)}" + (f" vì: {clause(record.reasons)}." if record.reasons else "."),
        f"Đề nghị {written(sender.name)} gửi đơn và tài liệu kèm theo đến {spelled(told(record.receiver))} để được giải quyết.",
        *([record.text] if record.text else []),
        "Gửi trả ông (bà) các giấy tờ, tài liệu gốc đã nộp (nếu có)./.",
    )
    return alone(record, ("", f"V/v hướng dẫn người {what}", ""), body, sender)


def no_reception(facts: Facts) -> Letter:
    """Mẫu số 01/TCD of NĐ 154/2026: within 3 working days (Luật Tiếp công dân, Điều 9(3); NĐ 154/2026, Điều 4)."""
    record, sender = facts.record, facts.sender
    body = text(
        f"{day_words(record.filed).capitalize()}, {written(sender.name)}.",
        identity(sender),
        f"Địa chỉ: {told(sender.address)}, đến {spelled(told(record.agency))} để {_BRINGS[record.kind]} về việc {clause(record.about)}.",
        "Căn cứ khoản 3 Điều 9 Luật Tiếp công dân và khoản 1 Điều 4 Nghị định số 154/2026/NĐ-CP ngày 15 tháng 5 năm 2026 của Chính phủ quy "
        f"định chi tiết một số điều và biện pháp tổ chức thi hành Luật Tiếp công dân, {spelled(told(record.agency))} từ chối tiếp nhận nội "
        f"dung {_BRINGS[record.kind]} của {written(sender.name)}.",
        f"Lý do: {clause(record.reasons)}.",
        f"Vậy thông báo để {written(sender.name)} được biết./.",
    )
    return alone(record, ("Thông báo", "Về việc từ chối tiếp công dân", "TB"), body, sender)


def after_reception(facts: Facts) -> Letter:
    """The head's conclusion is written and sets a time for the settlement (NĐ 154/2026, Điều 25(2))."""
    name = facts.sender.name
    return _concluded(facts.record, f"{written(name)}, địa chỉ: {told(facts.sender.address)}", (f"Ông (bà) {told(name)}",))


def after_denouncer(record: Record) -> Letter:
    """The same after a denouncer was received: the body that is charged with it does not learn by whom (Luật Tố cáo, Điều 56)."""
    return _concluded(record, "công dân đến tố cáo", ())


def _concluded(record: Record, whom: str, recipients: tuple[str, ...]) -> Letter:
    meeting = record.meeting
    body = (
        *grounds(RECEPTION_LAWS, record),
        *text(f"{day_words(meeting.day).capitalize()}, tại {clause(meeting.venue)}, {head(record)} đã tiếp {whom}."),
        Paragraph("1. Nội dung công dân trình bày:", Look.HEADING),
        block(record.contents or record.about),
        Paragraph("2. Kết luận:", Look.HEADING),
        block(record.findings.conclusion or record.text),
        Paragraph("3. Giao trách nhiệm và thời hạn giải quyết:", Look.HEADING),
        *text(
            f"Giao {spelled(told(record.receiver))} giải quyết, thời hạn {until(record.due, record.due_article)}; báo cáo kết quả với "
            f"{head(record)} để thông báo cho công dân.",
            f"Trên đây là kết luận của {head(record)} tại buổi tiếp công dân, thông báo để cơ quan, đơn vị, cá nhân liên quan thực hiện./.",
        ),
    )
    names = ("Thông báo", "Kết luận tại buổi tiếp công dân", "TB")
    return notice(record, names, body, recipients=(*recipients, spelled(record.receiver) or DOTS))


def complaint(facts: Facts) -> Letter:
    """Mẫu số 01 of NĐ 155/2026 with all contents of Luật Khiếu nại, Điều 8(2): to be printed, signed or fingerprinted, and handed in."""
    record, sender = facts.record, facts.sender
    papers = "; ".join(paper.name for paper in record.papers)
    body = (
        Paragraph("1. Thông tin người khiếu nại:", Look.HEADING),
        *text(
            f"- Họ và tên: {told(sender.name)}.",
            f"- Địa chỉ: {told(sender.address)}. Điện thoại: {told(sender.phone)}.",
            f"- {identity(sender)}",
        ),
        Paragraph("2. Người đại diện hoặc người được ủy quyền khiếu nại (nếu có):", Look.HEADING),
        *text(f"- Họ và tên: {told(sender.representative)}. Số căn cước/hộ chiếu: {told(sender.representative_id)}."),
        Paragraph("3. Cơ quan, tổ chức, cá nhân bị khiếu nại:", Look.HEADING),
        *text(f"- Tên: {told(record.target)}.", f"- Địa chỉ: {told(record.target_address)}."),
        Paragraph("4. Khiếu nại về việc (quyết định hành chính, hành vi hành chính):", Look.HEADING),
        *text(f"{clause(record.about, LONG_DOTS)}."),
        Paragraph("5. Nội dung, lý do khiếu nại:", Look.HEADING),
        block(record.contents),
        Paragraph("6. Yêu cầu giải quyết:", Look.HEADING),
        block(record.request),
        Paragraph(f"Tài liệu, chứng cứ kèm theo (nếu có): {clause(papers, LONG_DOTS)}."),
        *_case_line(record),
    )
    return _own(facts, "Đơn khiếu nại", body, "Người khiếu nại")


def denunciation(facts: Facts) -> Letter:
    """All contents of Luật Tố cáo, Điều 23: day, name, address, way of contact, the act, the accused, signature or fingerprint."""
    record, sender = facts.record, facts.sender
    papers = "; ".join(paper.name for paper in record.papers)
    body = (
        Paragraph("1. Người tố cáo:", Look.HEADING),
        *text(f"- Họ và tên: {told(sender.name)}.", f"- Địa chỉ: {told(sender.address)}.", f"- Cách thức liên hệ: {told(sender.phone)}."),
        *text(f"- {identity(sender)}"),
        Paragraph("2. Người bị tố cáo:", Look.HEADING),
        *text(
            f"- Họ và tên hoặc tên cơ quan, tổ chức: {told(record.target)}.",
            f"- Chức vụ, nơi công tác: {told(record.target_title)}. Địa chỉ: {told(record.target_address)}.",
        ),
        Paragraph("3. Hành vi vi phạm pháp luật bị tố cáo:", Look.HEADING),
        block(record.contents or record.about),
        Paragraph("4. Thông tin khác có liên quan và yêu cầu:", Look.HEADING),
        block(record.request),
        *text(
            f"Tài liệu, chứng cứ kèm theo (nếu có): {clause(papers, LONG_DOTS)}.",
            "Tôi chịu trách nhiệm trước pháp luật về nội dung tố cáo. Tôi đề nghị được giữ bí mật họ tên, địa chỉ, bút tích và thông tin "
            f"cá nhân khác (Điều 9 {DENUNCIATION_LAW}).",
        ),
        *_case_line(record),
    )
    return _own(facts, "Đơn tố cáo", body, "Người tố cáo")


def withdrawal_request(facts: Facts) -> Letter:
    """For a denunciation Mẫu số 02 of NĐ 156/2026; for a complaint Luật Khiếu nại, Điều 10."""
    record, sender = facts.record, facts.sender
    what = _BRINGS[record.kind]
    body = (
        *text(
            f"Tên tôi là: {told(sender.name)}.",
            f"Địa chỉ: {told(sender.address)}.",
            f"Cách thức liên hệ: {told(sender.phone)}.",
            f"Nội dung {what} được rút (toàn bộ hoặc từng nội dung):",
        ),
        block(record.text),
        *text(f"Tôi tự nguyện làm đơn này, đề nghị cơ quan có thẩm quyền chấp nhận việc rút {what} nêu trên./."),
        *_case_line(record),
    )
    return _own(facts, f"Đơn rút {what}", body, f"Người {what}\nrút {what}")


def _own(facts: Facts, name: str, body: tuple[Paragraph | Table, ...], who: str) -> Letter:
    """A citizen's own paper: no agency above it, signed or fingerprinted."""
    record = facts.record
    signature = Signature(who, facts.sender.name, BY_HAND)
    return Letter(name, place=record.place, day=record.signed, to=(head(record),), body=body, signatures=(signature,))


def _case_line(record: Record) -> tuple[Paragraph, ...]:
    return text(f"Số hồ sơ điện tử: {record.case_number}.") if record.case_number else ()


def _dated(letter: Letter, record: Record) -> Letter:
    """The receipt is dated above as well."""
    return replace(letter, dated=True, place=record.place, day=record.day)
