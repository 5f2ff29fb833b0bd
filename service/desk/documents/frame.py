"""What all documents share: the frame of a notice, a decision, a citizen's own paper; names and laws as official writing spells them."""

from datetime import date

from msgspec.structs import replace

from service import naming
from service.desk.documents.facts import Person, Record, Sender
from service.letters import DOTS, LONG_DOTS, Letter, Look, Paragraph, Signature, Table, day_words, told
from service.terms import Kind

COMPLAINT_LAW = "Luật Khiếu nại số 02/2011/QH13"
DENUNCIATION_LAW = "Luật Tố cáo số 25/2018/QH14"
RECEPTION_LAW = "Luật Tiếp công dân số 42/2013/QH13"
AMENDMENT = "Luật sửa đổi, bổ sung một số điều của Luật Tiếp công dân, Luật Khiếu nại, Luật Tố cáo số 136/2025/QH15"
COMPLAINT_DECREE = (
    "Nghị định số 124/2020/NĐ-CP ngày 19 tháng 10 năm 2020 của Chính phủ quy định chi tiết một số điều và biện pháp thi hành Luật Khiếu nại"
    ", được sửa đổi, bổ sung bởi Nghị định số 155/2026/NĐ-CP ngày 15 tháng 5 năm 2026"
)
DENUNCIATION_DECREE = (
    "Nghị định số 31/2019/NĐ-CP ngày 10 tháng 4 năm 2019 của Chính phủ quy định chi tiết một số điều và biện pháp tổ chức thi hành Luật "
    "Tố cáo, được sửa đổi, bổ sung bởi Nghị định số 156/2026/NĐ-CP ngày 15 tháng 5 năm 2026"
)
RECEPTION_DECREE = (
    "Nghị định số 154/2026/NĐ-CP ngày 15 tháng 5 năm 2026 của Chính phủ quy định chi tiết một số điều và biện pháp tổ chức thi hành "
    "Luật Tiếp công dân"
)
COMPLAINT_LAWS = (COMPLAINT_LAW, AMENDMENT, COMPLAINT_DECREE)
DENUNCIATION_LAWS = (DENUNCIATION_LAW, AMENDMENT, DENUNCIATION_DECREE)
RECEPTION_LAWS = (RECEPTION_LAW, AMENDMENT, RECEPTION_DECREE)

SEAL = "(Ký, ghi rõ họ tên, đóng dấu)"
BY_HAND = "(Ký, ghi rõ họ tên hoặc điểm chỉ)"
KEPT = "Lưu: VT, hồ sơ"
ID_WORDS = "Số căn cước/định danh cá nhân/giấy chứng nhận căn cước/hộ chiếu"
LEVELS = {"1": "lần đầu", "2": "lần hai"}
_HEADS = {"Ủy ban nhân dân": "Chủ tịch", "Sở": "Giám đốc", "Trung tâm": "Giám đốc", "Bảo hiểm xã hội": "Giám đốc", "Thanh tra": "Chánh"}


def spelled(name: str) -> str:
    """Official writing spells the names of bodies out."""
    return name.replace("UBND", "Ủy ban nhân dân").replace("HĐND", "Hội đồng nhân dân").strip()


def head(record: Record) -> str:
    """The head of the body, by whom a complaint or denunciation is settled."""
    if record.head:
        return spelled(record.head)
    agency = spelled(record.agency)
    if not agency:
        return DOTS
    return f"{next((title for start, title in _HEADS.items() if agency.startswith(start)), 'Thủ trưởng')} {agency}"


def leader(record: Record) -> Signature:
    """Who signs for the body."""
    title = record.leader_title
    if not title:
        known = head(record)
        title = next((word for word in ("Chủ tịch", "Giám đốc", "Chánh Thanh tra") if known.startswith(word)), "Thủ trưởng cơ quan")
    return Signature(title, record.leader, SEAL)


def clause(text: str, dots: str = DOTS) -> str:
    """Words inside a sentence that has its own full stop."""
    return told(text.strip().rstrip(".;/ "), dots)


def block(text: str) -> Paragraph:
    """A text that was written, or room for one: three lines for a pen."""
    return Paragraph(text.strip() or "\n".join([LONG_DOTS] * 3))


def written(name: str) -> str:
    """A person in a sentence."""
    return f"ông (bà) {told(name)}"


def identity(sender: Sender) -> str:
    """The line every form of the decrees has."""
    day = f"{sender.id_day.day:02}/{sender.id_day.month:02}/{sender.id_day.year}" if sender.id_day else "……/……/………"
    return f"{ID_WORDS}: {told(sender.id_number)}, ngày cấp {day}, nơi cấp {told(sender.id_place)}."


def target(record: Record) -> str:
    """The body or person it is about, with their title and address where known."""
    return ", ".join(part for part in (told(record.target), record.target_title, record.target_address) if part)


def earlier(record: Record, what: str) -> str:
    """An earlier document of the file by number and day."""
    return f"{what} số {told(record.earlier_number, '………')} {day_words(record.earlier_day)} của {head(record)}"


def until(day: date | None, article: str) -> str:
    """The last day of a time limit and where it stands written."""
    return f"đến hết {day_words(day)}" + (f" ({clause(article)})" if article else "")


def person(somebody: Person) -> str:
    """A line of a list of those present."""
    known = [f"Ông (bà): {told(somebody.name)}", f"chức vụ (địa chỉ): {told(somebody.title)}", told(somebody.body)]
    return ", ".join(known if somebody.body or not somebody.title else known[:2]) + "."


def people(list_of: tuple[Person, ...]) -> list[Paragraph]:
    """Those present, or a line for a pen."""
    return [Paragraph(person(somebody), Look.ITEM) for somebody in list_of or (Person(),)]


def text(*lines: str) -> tuple[Paragraph, ...]:
    """Ordinary paragraphs."""
    return tuple(Paragraph(line) for line in lines)


def grounds(laws: tuple[str, ...], record: Record) -> tuple[Paragraph, ...]:
    """The “Căn cứ” lines: the laws, then what the officer added."""
    return tuple(Paragraph(f"Căn cứ {clause(law)};", Look.GROUND) for law in (*laws, *record.grounds))


def symbol(record: Record, code: str) -> str:
    """The number of a document with its symbol; a number that has one already is kept."""
    if "/" in record.number:
        return f"Số: {record.number}"
    return f"Số: {told(record.number, '………')}/{code}{'-' if code else ''}{told(record.agency_code, '………')}"


def notice(record: Record, names: tuple[str, str, str], body: tuple[Paragraph | Table, ...], **parts: tuple[str, ...]) -> Letter:
    """A notice of the body. `names`: kind, subject, code in the symbol; `parts`: to, recipients."""
    name, subject, code = names
    return Letter(
        name,
        subject,
        superior=spelled(record.superior),
        agency=spelled(record.agency) or DOTS,
        number=symbol(record, code),
        place=record.place,
        day=record.day,
        to=parts.get("to", ()),
        body=body,
        recipients=(*parts.get("recipients", ("Như trên",)), *record.recipients, KEPT),
        signatures=(leader(record),),
    )


def alone(record: Record, names: tuple[str, str, str], body: tuple[Paragraph | Table, ...], sender: Sender) -> Letter:
    """A notice to the sender. Of a denunciation nobody else gets a copy."""
    record = replace(record, recipients=()) if record.kind is Kind.TO_CAO else record
    return notice(record, names, body, to=(f"Ông (bà) {told(sender.name)}",))


def decision(
    record: Record, subject: str, laws: tuple[str, ...], articles: tuple[str, ...], *, before: tuple[Paragraph, ...] = ()
) -> Letter:
    """A decision of the head: grounds, then numbered articles; the last one says who carries it out, and they get it."""
    body = (
        Paragraph(head(record).upper(), Look.CENTRE),
        *grounds(laws, record),
        *before,
        Paragraph("QUYẾT ĐỊNH:", Look.CENTRE),
        *(Paragraph(article, lead=f"Điều {number}.") for number, article in enumerate(articles, 1)),
    )
    return notice(record, ("Quyết định", subject, "QĐ"), body, recipients=(f"Như Điều {len(articles)}",))


def minutes(record: Record, name: str, subject: str, body: tuple[Paragraph | Table, ...], signatures: tuple[Signature, ...]) -> Letter:
    """Minutes of the body: they say in their first sentence when and where."""
    return Letter(
        name,
        subject,
        superior=spelled(record.superior),
        agency=spelled(record.agency) or DOTS,
        body=body,
        signatures=signatures,
        dated=False,
    )


def names(somewhere: str, sender: Sender) -> bool:
    """Whether a text tells who sent it."""
    known = (sender.name, sender.representative, sender.phone, sender.id_number, *naming.home_parts(sender.address))
    return naming.names(somewhere, known)
