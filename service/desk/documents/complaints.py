"""The documents of a complaint: Luật Khiếu nại 2011, NĐ 124/2020 as amended by NĐ 155/2026, with the forms of its annex."""

from service.desk.documents.facts import Facts, Record
from service.desk.documents.frame import (
    BY_HAND,
    COMPLAINT_LAW,
    COMPLAINT_LAWS,
    LEVELS,
    alone,
    block,
    clause,
    decision,
    earlier,
    grounds,
    head,
    identity,
    minutes,
    notice,
    spelled,
    target,
    text,
    until,
    written,
)
from service.letters import Letter, Look, Paragraph, Signature, day_words, told

SECOND = "2"
ROMAN = ("I", "II", "III", "IV", "V", "VI")


def level(record: Record) -> str:
    """Lần đầu or lần hai."""
    return LEVELS.get(record.level, "lần ……")


def acceptance(facts: Facts) -> Letter:
    """Mẫu số 03 of NĐ 155/2026: to the complainant, the body that forwarded it and the inspectorate (Điều 27, 36)."""
    record, sender = facts.record, facts.sender
    told_to = [f"Ông (bà) {told(sender.name)}", *(spelled(body) for body in (record.forwarded_by, record.inspectorate) if body)]
    body = text(
        f"{day_words(record.filed).capitalize()}, {head(record)} đã nhận được đơn khiếu nại của: {written(sender.name)}.",
        f"Địa chỉ: {told(sender.address)}.",
        identity(sender),
        f"Khiếu nại về việc: {clause(record.about)}.",
        f"Sau khi xem xét nội dung đơn khiếu nại, căn cứ quy định của pháp luật về khiếu nại, {head(record)} nhận thấy đơn khiếu nại "
        "đủ điều kiện thụ lý.",
        f"Khiếu nại được thụ lý giải quyết {level(record)} kể từ {day_words(record.accepted)}. Thời hạn giải quyết "
        f"{until(record.due, record.due_article)}. Số hồ sơ: {told(record.case_number)}.",
        f"Vậy thông báo để {written(sender.name)} được biết./.",
    )
    return notice(record, ("Thông báo", "Về việc thụ lý giải quyết khiếu nại", "TB"), body, to=tuple(told_to))


def refusal(facts: Facts) -> Letter:
    """Mẫu số 04 of NĐ 155/2026: the reason must be told (Điều 11, 27)."""
    record, sender = facts.record, facts.sender
    body = text(
        f"{day_words(record.filed).capitalize()}, {head(record)} đã nhận được đơn khiếu nại của {written(sender.name)}, "
        f"địa chỉ: {told(sender.address)}, khiếu nại về việc: {clause(record.about)}.",
        f"Sau khi xem xét nội dung đơn khiếu nại, căn cứ Điều 11 của Luật Khiếu nại, {head(record)} nhận thấy đơn khiếu nại của "
        f"{written(sender.name)} không đủ điều kiện để thụ lý giải quyết vì: {clause(record.reasons)}.",
        *([record.text] if record.text else []),
        f"Vậy thông báo để {written(sender.name)} được biết./.",
    )
    names = ("Thông báo", "Về việc không thụ lý giải quyết khiếu nại", "TB")
    return alone(record, names, body, sender)


def complexity(facts: Facts) -> Letter:
    """That a case is complex is put in writing and kept in the file (NĐ 124/2020, Điều 3a(2)); the total is Điều 28 or 37 of the law."""
    record = facts.record
    body = (
        *grounds(COMPLAINT_LAWS, record),
        *text(
            f"{head(record)} đã thụ lý giải quyết {level(record)} khiếu nại của {written(facts.sender.name)} về việc "
            f"{clause(record.about)} từ {day_words(record.accepted)}.",
            "Qua xem xét hồ sơ, vụ việc thuộc trường hợp phức tạp theo khoản 1 Điều 3a Nghị định số 124/2020/NĐ-CP, cụ thể:",
        ),
        *(Paragraph(f"- {clause(criterion)};", Look.ITEM) for criterion in record.criteria or ("",)),
        *text(
            f"Lý do: {clause(record.reasons)}.",
            f"Thời hạn giải quyết vụ việc là {until(record.extended_to, record.due_article)}.",
            "Văn bản này được lưu trong hồ sơ giải quyết khiếu nại./.",
        ),
    )
    told_to = ("Người khiếu nại, người bị khiếu nại",)
    return notice(record, ("Thông báo", "Về việc xác định vụ việc khiếu nại phức tạp", "TB"), body, recipients=told_to)


def suspension(facts: Facts) -> Letter:
    """Mẫu số 14a: issued at once (NĐ 124/2020, Điều 28b(1)); the time that rests is not counted (Luật, Điều 11a(1))."""
    record = facts.record
    articles = (
        (
            f"Tạm đình chỉ giải quyết khiếu nại {level(record)} của {complaint(facts)}, theo {earlier(record, 'Thông báo thụ lý')}.\n"
            f"Lý do: {clause(record.reasons)}."
        ),
        (
            "Quyết định này có hiệu lực thi hành kể từ ngày ký. Thời gian tạm đình chỉ không tính vào thời hạn giải quyết khiếu nại. "
            "Khi căn cứ tạm đình chỉ không còn, việc giải quyết khiếu nại được tiếp tục."
        ),
        _carried_out(facts),
    )
    return decision(record, "Về việc tạm đình chỉ giải quyết khiếu nại", COMPLAINT_LAWS, articles)


def continuation(facts: Facts) -> Letter:
    """Mẫu số 14b: the time runs on from the day of this decision (NĐ 124/2020, Điều 28b(2))."""
    record = facts.record
    articles = (
        (
            f"Tiếp tục giải quyết khiếu nại {level(record)} của {complaint(facts)}, tạm đình chỉ theo {earlier(record, 'Quyết định')}.\n"
            f"Lý do: {clause(record.reasons)}."
        ),
        (
            "Quyết định này có hiệu lực thi hành kể từ ngày ký. Thời hạn giải quyết khiếu nại tiếp tục được tính từ ngày ban hành Quyết "
            f"định này, {until(record.due, record.due_article)}."
        ),
        _carried_out(facts),
    )
    return decision(record, "Về việc tiếp tục giải quyết khiếu nại", COMPLAINT_LAWS, articles)


def termination(facts: Facts) -> Letter:
    """Mẫu số 14a: all was withdrawn, or nobody takes the complaint over (Luật, Điều 11a(2))."""
    record = facts.record
    articles = (
        (
            f"Đình chỉ giải quyết khiếu nại {level(record)} của {complaint(facts)}, theo {earlier(record, 'Thông báo thụ lý')}.\n"
            f"Lý do: {clause(record.reasons)}."
        ),
        "Quyết định này có hiệu lực thi hành kể từ ngày ký.",
        _carried_out(facts),
    )
    return decision(record, "Về việc đình chỉ giải quyết khiếu nại", COMPLAINT_LAWS, articles)


def settlement(facts: Facts) -> Letter:
    """The decision with every content of Điều 31 (first level) or Điều 40 (second level); what is not written yet is left open."""
    record, found, is_second = facts.record, facts.record.findings, facts.record.level == SECOND
    wish = f"Yêu cầu: {record.request}" if record.request else ""
    sections = [
        ("NỘI DUNG KHIẾU NẠI", "\n".join(part for part in (record.contents or record.about, wish) if part)),
        *([("KẾT QUẢ GIẢI QUYẾT KHIẾU NẠI LẦN ĐẦU", found.first_decision)] if is_second else []),
        ("KẾT QUẢ XÁC MINH NỘI DUNG KHIẾU NẠI", found.verified),
        ("KẾT QUẢ ĐỐI THOẠI", found.dialogue),
        ("CĂN CỨ PHÁP LUẬT ĐỂ GIẢI QUYẾT KHIẾU NẠI", found.law),
        ("KẾT LUẬN (khiếu nại đúng, đúng một phần hoặc sai toàn bộ)", found.conclusion),
    ]
    before = (
        Paragraph(
            f"Xét đơn khiếu nại {day_words(record.signed)} của {written(facts.sender.name)}, địa chỉ: {told(facts.sender.address)}, "
            f"đối với {target(record)}."
        ),
        *(
            part
            for number, (title, content) in enumerate(sections)
            for part in (Paragraph(f"{ROMAN[number]}. {title}", Look.HEADING), block(content))
        ),
    )
    articles = (
        f"{told(found.measures)}" if found.measures else _measures(is_second=is_second),
        f"Về việc bồi thường thiệt hại (nếu có): {clause(found.compensation)}.",
        _next_way(is_second=is_second),
        _carried_out(facts),
    )
    subject = f"Về việc giải quyết khiếu nại của {written(facts.sender.name)} ({level(record)})"
    return decision(record, subject, COMPLAINT_LAWS, articles, before=before)


def _measures(*, is_second: bool) -> str:
    if is_second:
        return (
            "Yêu cầu (sửa đổi, hủy bỏ một phần hay toàn bộ quyết định hành chính, chấm dứt hành vi hành chính bị khiếu nại; hoặc thực hiện "
            "nghiêm chỉnh quyết định, hành vi hành chính bị khiếu nại): ………………………………"
        )
    return (
        "Giữ nguyên, sửa đổi, hủy bỏ một phần hay toàn bộ quyết định hành chính, chấm dứt hành vi hành chính bị khiếu nại; giải quyết các "
        "vấn đề cụ thể trong nội dung khiếu nại: ………………………………"
    )


def _next_way(*, is_second: bool) -> str:
    """Where one who does not agree may turn (Điều 31(2), 33(1), 40, 42)."""
    if is_second:
        return "Người khiếu nại không đồng ý có quyền khởi kiện vụ án hành chính tại Tòa án theo quy định của pháp luật tố tụng hành chính."
    return (
        "Trong thời hạn 30 ngày kể từ ngày nhận được Quyết định này (vùng sâu, vùng xa đi lại khó khăn: không quá 45 ngày), người khiếu "
        "nại không đồng ý có quyền khiếu nại lần hai đến người đứng đầu cơ quan cấp trên trực tiếp, hoặc khởi kiện "
        "vụ án hành chính tại Tòa án."
    )


def complaint(facts: Facts) -> str:
    """Whose complaint about what, in a sentence."""
    record = facts.record
    return f"{written(facts.sender.name)}, địa chỉ: {told(facts.sender.address)}, về việc {clause(record.about)}"


def _carried_out(facts: Facts) -> str:
    return (
        f"Ông (bà) {told(facts.sender.name)}, {told(facts.record.target)} "
        "và cơ quan, tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./."
    )


def withdrawal(facts: Facts) -> Letter:
    """Minutes of a withdrawal, whole or in part, at any time (Luật, Điều 10 as amended)."""
    record, sender, meeting = facts.record, facts.sender, facts.record.meeting
    body = (
        Paragraph(f"Vào hồi {told(meeting.hour, '…… giờ ……')}, {day_words(meeting.day)}, tại {clause(meeting.venue)}."),
        Paragraph("I. THÀNH PHẦN", Look.HEADING),
        Paragraph(f"1. Người lập biên bản: {told(record.officer)}, chức vụ: {told(record.officer_title)}."),
        Paragraph(
            f"2. Người khiếu nại rút khiếu nại: {written(sender.name)}, địa chỉ: {told(sender.address)}, điện thoại: {told(sender.phone)}."
        ),
        Paragraph(identity(sender)),
        Paragraph("II. NỘI DUNG KHIẾU NẠI ĐƯỢC RÚT (toàn bộ hoặc từng nội dung)", Look.HEADING),
        block(record.text),
        *text(
            "Người khiếu nại xác nhận tự nguyện rút nội dung khiếu nại nêu trên, không bị ép buộc hay đe dọa.",
            f"Số hồ sơ: {told(record.case_number)}.",
            f"Căn cứ: Điều 10 {COMPLAINT_LAW}, được sửa đổi, bổ sung bởi Luật số 136/2025/QH15.",
            "Biên bản đã được đọc lại cho người khiếu nại nghe và ký xác nhận./.",
        ),
    )
    signatures = (Signature("Người khiếu nại\nrút khiếu nại", sender.name, BY_HAND), Signature("Người lập biên bản", record.officer))
    return minutes(record, "Biên bản", "Ghi nhận việc rút khiếu nại", body, signatures)
