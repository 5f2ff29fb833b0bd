"""The dialogue of a complaint: it is announced, held and written down (Luật Khiếu nại, Điều 30 and 39; NĐ 124/2020, Điều 28)."""

from service.desk.documents.complaints import complaint, level
from service.desk.documents.facts import Facts
from service.desk.documents.frame import (
    BY_HAND,
    COMPLAINT_LAWS,
    SEAL,
    block,
    clause,
    grounds,
    head,
    identity,
    minutes,
    notice,
    people,
    text,
)
from service.letters import Letter, Look, Paragraph, Signature, day_words, told


def invitation(facts: Facts) -> Letter:
    """Time, place and what is to be spoken of, at least five days before (NĐ 124/2020, Điều 28(1))."""
    record, sender, meeting = facts.record, facts.sender, facts.record.meeting
    others = [told(somebody.name) for somebody in (*meeting.concerned, *meeting.bodies)]
    body = (
        *grounds(COMPLAINT_LAWS, record),
        *text(
            f"{head(record)} thông báo tổ chức đối thoại để giải quyết khiếu nại {level(record)} của {complaint(facts)}, như sau:",
            f"1. Thời gian: {told(meeting.hour, '…… giờ ……')}, {day_words(meeting.day)}.",
            f"2. Địa điểm: {clause(meeting.venue)}.",
            f"3. Nội dung đối thoại: {clause(meeting.topic or record.about)}.",
            f"4. Người chủ trì: {clause(meeting.chair.name)}.",
            "5. Người tham gia đối thoại có quyền trình bày ý kiến, bổ sung thông tin, tài liệu, bằng chứng và yêu cầu của mình. "
            "Khi đến, đề nghị mang theo giấy tờ tùy thân và thông báo này.",
            "6. Trường hợp người khiếu nại không tham gia đối thoại mà không có lý do chính đáng thì việc giải quyết khiếu nại vẫn được "
            "tiếp tục (khoản 6 Điều 30 Luật Khiếu nại). Nếu có lý do chính đáng, đề nghị báo trước cho cơ quan.",
            "Đề nghị những người được mời có mặt đúng thời gian và địa điểm nêu trên./.",
        ),
    )
    told_to = (f"Ông (bà) {told(sender.name)} (người khiếu nại)", f"{told(record.target)} (người bị khiếu nại)", *others)
    return notice(record, ("Thông báo", "Về việc tổ chức đối thoại trong giải quyết khiếu nại", "TB"), body, to=told_to)


def dialogue(facts: Facts) -> Letter:
    """Mẫu số 14 of NĐ 155/2026: who came and who did not, what was agreed and what not; at least three copies (Điều 28(4))."""
    sender, meeting = facts.sender, facts.record.meeting
    complainant = Paragraph(f"Ông (bà): {told(sender.name)}. {identity(sender)}", Look.ITEM)
    absence = Paragraph(f"Người khiếu nại vắng mặt: {clause(meeting.absence)}.", Look.ITEM)
    body = (
        Paragraph(f"Vào hồi {told(meeting.hour, '…… giờ ……')}, {day_words(meeting.day)}, tại {clause(meeting.venue)}."),
        Paragraph("I. THÀNH PHẦN THAM GIA ĐỐI THOẠI", Look.HEADING),
        Paragraph("1. Người giải quyết khiếu nại, người được phân công chủ trì đối thoại:"),
        *people((meeting.chair,)),
        Paragraph("2. Người ghi biên bản:"),
        *people((meeting.clerk,)),
        Paragraph("3. Người khiếu nại (hoặc người đại diện, người được ủy quyền khiếu nại):"),
        complainant,
        *([absence] if meeting.absence else []),
        Paragraph("4. Người bị khiếu nại (hoặc người đại diện, người được ủy quyền):"),
        *people(meeting.respondents),
        Paragraph("5. Người có quyền, nghĩa vụ liên quan (nếu có):"),
        *people(meeting.concerned),
        Paragraph("6. Đại diện cơ quan, tổ chức, cá nhân có liên quan (nếu có):"),
        *people(meeting.bodies),
        Paragraph("II. NỘI DUNG ĐỐI THOẠI", Look.HEADING),
        Paragraph("1. Người chủ trì nêu mục đích, yêu cầu của việc đối thoại, tóm tắt kết quả xác minh và những nội dung đối thoại:"),
        block(meeting.opening),
        Paragraph("2. Ý kiến của những người tham gia đối thoại về từng nội dung đối thoại:"),
        block(meeting.opinions),
        Paragraph("III. KẾT QUẢ ĐỐI THOẠI", Look.HEADING),
        Paragraph("1. Những nội dung đã thống nhất:"),
        block(meeting.agreed),
        Paragraph("2. Những vấn đề còn ý kiến khác nhau và những ý kiến khác (nếu có):"),
        block(meeting.differing),
        Paragraph(f"Buổi đối thoại kết thúc hồi {told(meeting.ended, '…… giờ ……')}, {day_words(meeting.day)}."),
        Paragraph("Biên bản đã được đọc lại cho những người tham gia đối thoại nghe và ký xác nhận. Người không ký và lý do: ………………………………"),
        Paragraph(f"Biên bản được lập thành {told(meeting.copies, '……')} bản (ít nhất 03 bản), mỗi bên giữ 01 bản./."),
    )
    return minutes(facts.record, "Biên bản", "Đối thoại với người khiếu nại", body, _at_the_dialogue(facts))


def _at_the_dialogue(facts: Facts) -> tuple[Signature, ...]:
    meeting = facts.record.meeting
    respondent = meeting.respondents[0].name if meeting.respondents else ""
    return (
        Signature("Người bị khiếu nại", respondent),
        Signature("Người giải quyết khiếu nại\n(hoặc người chủ trì)", meeting.chair.name, SEAL),
        Signature("Người khiếu nại\n(hoặc người đại diện)", facts.sender.name, BY_HAND),
        Signature("Đại diện cơ quan, tổ chức,\ncá nhân có liên quan"),
        Signature("Người có quyền, nghĩa vụ\nliên quan", "", BY_HAND),
        Signature("Người ghi biên bản", meeting.clerk.name),
    )
