"""The documents of a denunciation: Luật Tố cáo 2018, NĐ 31/2019 as amended by NĐ 156/2026.

What takes a `Record` may be read by the accused or by another body and knows nothing of who denounced; what takes `Facts` goes to the
denouncer alone.
"""

from service.desk.documents.facts import Facts, Record
from service.desk.documents.frame import (
    BY_HAND,
    DENUNCIATION_LAWS,
    alone,
    block,
    clause,
    decision,
    earlier,
    grounds,
    head,
    minutes,
    notice,
    spelled,
    target,
    text,
    until,
    written,
)
from service.letters import Letter, Look, Paragraph, Signature, day_words, told

SECRECY = "Họ tên, địa chỉ, bút tích và thông tin khác về người tố cáo được giữ bí mật theo Điều 9 và Điều 56 Luật Tố cáo."
ACCUSED = "Người bị tố cáo"


def acceptance(record: Record) -> Letter:
    """The decision to accept: date, grounds, what is accepted, the time limit (Luật, Điều 29(2))."""
    articles = (
        f"Thụ lý tố cáo đối với {target(record)}.\nNội dung tố cáo được thụ lý: {clause(record.contents or record.about)}.",
        f"Thời hạn giải quyết tố cáo là 30 ngày kể từ ngày thụ lý, {until(record.due, record.due_article)}.",
        f"Cơ quan, tổ chức, cá nhân có liên quan và {target(record)} chịu trách nhiệm thi hành Quyết định này kể từ ngày ký. {SECRECY}/.",
    )
    return decision(record, "Về việc thụ lý tố cáo", DENUNCIATION_LAWS, articles)


def told_denouncer(facts: Facts) -> Letter:
    """To the denouncer within 5 working days of the decision (Luật, Điều 29(3))."""
    record, sender = facts.record, facts.sender
    body = text(
        f"{day_words(record.accepted).capitalize()}, {head(record)} đã ban hành Quyết định số {told(record.earlier_number, '………')} "
        f"{day_words(record.earlier_day)} thụ lý tố cáo của {written(sender.name)}.",
        f"Nội dung tố cáo được thụ lý: {clause(record.contents or record.about)}.",
        f"Thời hạn giải quyết tố cáo là 30 ngày kể từ ngày thụ lý, {until(record.due, record.due_article)}. "
        f"Số hồ sơ: {told(record.case_number)}.",
        "Ông (bà) có quyền được giữ bí mật họ tên, địa chỉ, bút tích và thông tin cá nhân khác; được đề nghị áp dụng các biện pháp bảo vệ "
        "khi có căn cứ theo quy định của Luật Tố cáo.",
        f"Vậy thông báo để {written(sender.name)} được biết./.",
    )
    return alone(record, ("Thông báo", "Về việc thụ lý tố cáo", "TB"), body, sender)


def told_accused(record: Record) -> Letter:
    """To the accused: the content, never who denounced (Luật, Điều 29(3), 56)."""
    body = text(
        f"{day_words(record.accepted).capitalize()}, {head(record)} đã thụ lý tố cáo đối với {target(record)} theo "
        f"Quyết định số {told(record.earlier_number, '………')} {day_words(record.earlier_day)}.",
        f"Nội dung tố cáo: {clause(record.contents or record.about)}.",
        f"Thời hạn giải quyết tố cáo: {until(record.due, record.due_article)}.",
        "Đề nghị giải trình bằng văn bản về nội dung bị tố cáo và gửi kèm thông tin, tài liệu liên quan. Nghiêm cấm đe dọa, trả thù, trù "
        "dập hoặc tìm cách làm lộ thông tin về người tố cáo (Điều 8 Luật Tố cáo).",
        f"Vậy thông báo để {told(record.target)} được biết và thực hiện./.",
    )
    names = ("Thông báo", "Về việc thụ lý tố cáo và nội dung tố cáo", "TB")
    return notice(record, names, body, to=(target(record),))


def refusal(facts: Facts) -> Letter:
    """Why it is not accepted, at once (Luật, Điều 24(1), 29(1))."""
    record, sender = facts.record, facts.sender
    body = text(
        f"{day_words(record.filed).capitalize()}, {head(record)} nhận được tố cáo của {written(sender.name)} "
        f"về việc {clause(record.about)}.",
        f"Sau khi kiểm tra, xác minh thông tin về người tố cáo và điều kiện thụ lý, căn cứ Điều 24 và Điều 29 Luật Tố cáo, {head(record)} "
        f"không thụ lý tố cáo vì: {clause(record.reasons)}.",
        *([record.text] if record.text else []),
        f"Vậy thông báo để {written(sender.name)} được biết./.",
    )
    return alone(record, ("Thông báo", "Về việc không thụ lý tố cáo", "TB"), body, sender)


def transfer(record: Record) -> Letter:
    """To the competent body within 5 working days (Luật, Điều 24(2)). Who denounced goes apart, sealed (Điều 56)."""
    body = text(
        f"{day_words(record.filed).capitalize()}, {head(record)} nhận được tố cáo đối với {target(record)}. Số hồ sơ: "
        f"{told(record.case_number)}.",
        f"Nội dung tố cáo: {clause(record.contents or record.about)}.",
        f"Căn cứ khoản 2 Điều 24 Luật Tố cáo, tố cáo nêu trên không thuộc thẩm quyền giải quyết của {head(record)}. {head(record)} chuyển "
        f"tố cáo và tài liệu kèm theo (nếu có) đến {spelled(told(record.receiver))} để xem xét, giải quyết theo thẩm quyền.",
        f"{SECRECY} Thông tin này được niêm phong, gửi riêng cho người có thẩm quyền; phiếu này không ghi./.",
    )
    return notice(record, ("Phiếu chuyển", "Chuyển tố cáo đến cơ quan có thẩm quyền", "PC"), body, to=(spelled(record.receiver),))


def told_of_transfer(facts: Facts) -> Letter:
    """The denouncer learns where it went (Luật, Điều 24(2))."""
    record, sender = facts.record, facts.sender
    body = text(
        f"{day_words(record.filed).capitalize()}, {head(record)} nhận được tố cáo của {written(sender.name)} "
        f"về việc {clause(record.about)}.",
        f"Căn cứ khoản 2 Điều 24 Luật Tố cáo, tố cáo không thuộc thẩm quyền giải quyết của {head(record)} và đã được chuyển đến "
        f"{spelled(told(record.receiver))} theo Phiếu chuyển số {told(record.earlier_number, '………')} {day_words(record.earlier_day)}.",
        f"Đề nghị {written(sender.name)} liên hệ cơ quan trên để biết kết quả giải quyết./.",
    )
    return alone(record, ("Thông báo", "Về việc chuyển tố cáo", "TB"), body, sender)


def extension(record: Record) -> Letter:
    """Mẫu số 01: at most 30 days each time, once or twice (Luật, Điều 30(2)-(4)); the denouncer, the accused and others are told."""
    articles = (
        (
            f"Gia hạn thời hạn giải quyết tố cáo đối với {target(record)}, đã thụ lý theo {earlier(record, 'Quyết định')}.\n"
            f"Thời gian gia hạn: {until(record.extended_to, record.due_article)}, thay cho thời hạn cũ ({day_words(record.due)})."
        ),
        f"Lý do gia hạn: {'; '.join(clause(criterion) for criterion in record.criteria) or clause(record.reasons)}.",
        (
            f"Quyết định này có hiệu lực kể từ ngày ký. Người tố cáo, {target(record)} và cơ quan, tổ chức, cá nhân có liên quan chịu "
            "trách nhiệm thi hành./."
        ),
    )
    return decision(record, "Về việc gia hạn giải quyết tố cáo", DENUNCIATION_LAWS, articles)


def suspension(record: Record) -> Letter:
    """It rests while another body or an assessment is awaited; that time is not counted (Luật, Điều 34(1)-(2))."""
    return _order(
        record,
        "tạm đình chỉ",
        "Thời gian tạm đình chỉ không tính vào thời hạn giải quyết tố cáo. Khi căn cứ tạm đình chỉ không còn, việc giải quyết tiếp tục.",
    )


def continuation(record: Record) -> Letter:
    """It goes on as soon as the ground to rest is gone (Luật, Điều 34)."""
    return _order(record, "tiếp tục", f"Thời hạn giải quyết tố cáo tiếp tục được tính từ ngày ký, {until(record.due, record.due_article)}.")


def termination(record: Record) -> Letter:
    """It ends without a conclusion (Luật, Điều 34(3))."""
    return _order(record, "đình chỉ", "Các hồ sơ, tài liệu được lưu theo quy định.")


def _order(record: Record, verb: str, effect: str) -> Letter:
    before = earlier(record, "Quyết định tạm đình chỉ" if verb == "tiếp tục" else "Quyết định thụ lý")
    articles = (
        f"{verb.capitalize()} giải quyết tố cáo đối với {target(record)}, theo {before}.\nLý do: {clause(record.reasons)}.",
        f"Quyết định này có hiệu lực thi hành kể từ ngày ký. {effect}",
        f"Người tố cáo, {target(record)} và cơ quan, tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.",
    )
    return decision(record, f"Về việc {verb} giải quyết tố cáo", DENUNCIATION_LAWS, articles)


def conclusion(record: Record) -> Letter:
    """Every content of Luật Tố cáo, Điều 35; to the accused and the bodies concerned within 5 working days (Điều 35(3))."""
    found = record.findings
    sections = (
        ("1. Kết quả xác minh nội dung tố cáo", found.verified),
        ("2. Căn cứ pháp luật để xác định có hay không có hành vi vi phạm pháp luật", found.law),
        ("3. Kết luận (tố cáo đúng, đúng một phần hoặc sai; trách nhiệm của từng cơ quan, tổ chức, cá nhân)", found.conclusion),
        ("4. Biện pháp xử lý theo thẩm quyền", found.measures),
        ("5. Kiến nghị với cơ quan, tổ chức, cá nhân khác (nếu có)", found.proposals),
    )
    body = (
        *grounds(DENUNCIATION_LAWS, record),
        *text(
            f"{head(record)} đã thụ lý tố cáo đối với {target(record)} theo {earlier(record, 'Quyết định')}.",
            f"Nội dung tố cáo: {clause(record.contents or record.about)}.",
            "Căn cứ nội dung tố cáo, giải trình của người bị tố cáo, kết quả xác minh và tài liệu, chứng cứ liên quan, kết luận như sau:",
        ),
        *(part for title, content in sections for part in (Paragraph(title, Look.HEADING), block(content))),
        Paragraph(f"Kết luận này được công khai theo Điều 40 Luật Tố cáo. {SECRECY}/."),
    )
    names = ("Kết luận", f"Nội dung tố cáo đối với {told(record.target)}", "KL")
    return notice(record, names, body, recipients=(ACCUSED, "Cơ quan, tổ chức, cá nhân có liên quan"))


def told_conclusion(facts: Facts) -> Letter:
    """The denouncer is told of the conclusion within 5 working days (Luật, Điều 35(3))."""
    record, sender = facts.record, facts.sender
    body = (
        *text(
            f"{day_words(record.earlier_day).capitalize()}, {head(record)} đã ban hành Kết luận nội dung tố cáo số "
            f"{told(record.earlier_number, '………')} đối với tố cáo của {written(sender.name)}. Kết luận như sau:",
        ),
        block(record.findings.conclusion),
        *text(
            "Nếu có căn cứ cho rằng việc giải quyết không đúng pháp luật, ông (bà) có quyền tố cáo tiếp với người đứng đầu cơ quan cấp "
            "trên trực tiếp (Điều 37 Luật Tố cáo).",
            f"Vậy thông báo để {written(sender.name)} được biết./.",
        ),
    )
    return alone(record, ("Thông báo", "Về kết luận nội dung tố cáo", "TB"), body, sender)


def withdrawal(facts: Facts) -> Letter:
    """Mẫu số 03 of NĐ 156/2026: minutes of a withdrawal, whole or in part, before the conclusion (Luật, Điều 33)."""
    record, sender, meeting = facts.record, facts.sender, facts.record.meeting
    body = (
        Paragraph(f"Vào hồi {told(meeting.hour, '…… giờ ……')}, {day_words(meeting.day)}, tại {clause(meeting.venue)}."),
        Paragraph("I. THÀNH PHẦN LÀM VIỆC", Look.HEADING),
        Paragraph(f"1. Người lập biên bản: {told(record.officer)}, chức vụ: {told(record.officer_title)}."),
        Paragraph(f"2. Người tố cáo rút tố cáo: {told(sender.name)}, địa chỉ: {told(sender.address)}."),
        Paragraph(f"Cách thức liên hệ: {told(sender.phone)}."),
        Paragraph("II. NỘI DUNG TỐ CÁO ĐỀ NGHỊ RÚT (từng nội dung hoặc toàn bộ)", Look.HEADING),
        block(record.text),
        *text(
            f"Số hồ sơ: {told(record.case_number)}. Việc rút tố cáo thực hiện theo Điều 33 Luật Tố cáo và Điều 4 Nghị định số "
            "31/2019/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 156/2026/NĐ-CP.",
            "Biên bản đã được đọc lại cho người tố cáo nghe và ký xác nhận. Biên bản này thuộc hồ sơ được giữ bí mật về người tố cáo./.",
        ),
    )
    signatures = (Signature("Người tố cáo\nrút tố cáo", sender.name, BY_HAND), Signature("Người lập biên bản", record.officer))
    return minutes(record, "Biên bản", "Ghi nhận việc rút tố cáo", body, signatures)
