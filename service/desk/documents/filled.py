"""What the file of a case says, as the facts a document is filled with. Pure: what is not known stays empty, a dotted line for a pen."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec

from service import clock
from service.attachments.store import Paper as Kept
from service.calendars.rules import Book
from service.casework.rules import Matter, Signer
from service.casework.store import CaseView, Draft, Event, RanClock
from service.desk.documents.facts import Facts, Findings, Meeting, Paper, Record, Sender
from service.terms import AgencyCode, Kind, Step, Verb

OPENING = 200  # letters of a content that stand for what it is about
_COMMITTEE = re.compile(r"UBND (?:xã|phường|đặc khu) (.+)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FROM: dict[str, tuple[Verb, ...]] = {
    "thu-ly": (Verb.ACCEPT,),
    "quyet-dinh-thu-ly": (Verb.ACCEPT,),
    "thu-ly-nguoi-bi-to-cao": (Verb.ACCEPT,),
    "khong-thu-ly": (Verb.REFUSE,),
    "huong-dan": (Verb.GUIDE,),
    "phieu-chuyen": (Verb.TRANSFER, Verb.PASS_ON),
    "bao-chuyen": (Verb.TRANSFER, Verb.PASS_ON),
    "gia-han": (Verb.EXTEND,),
    "tam-dinh-chi": (Verb.SUSPEND,),
    "tiep-tuc": (Verb.CONTINUE,),
    "dinh-chi": (Verb.TERMINATE,),
    "moi-doi-thoai": (Verb.INVITE,),
    "bien-ban-doi-thoai": (Verb.DIALOGUE,),
    "quyet-dinh": (Verb.DECIDE,),
    "ket-luan": (Verb.CONCLUDE,),
    "bao-ket-luan": (Verb.CONCLUDE,),
    "don-xin-rut": (Verb.WITHDRAW,),
    "rut-don": (Verb.WITHDRAW,),
}  # the document and the events whose number, day, reasons and recipient it repeats
_NUMBERED = frozenset({"quyet-dinh-thu-ly", "gia-han", "tam-dinh-chi", "tiep-tuc", "dinh-chi", "quyet-dinh", "ket-luan"})
_AFTER = {"tiep-tuc": Verb.SUSPEND, "bao-ket-luan": Verb.CONCLUDE, "bao-chuyen": Verb.TRANSFER}  # else it follows the acceptance

Words = Callable[[Event], tuple[str, tuple[str, ...]]]


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A case with all that is kept of it; `named` are the agencies, `words` says the ground and the criteria of an event."""

    view: CaseView
    matter: Matter
    signers: Sequence[Signer]
    clocks: Sequence[RanClock]
    events: Sequence[Event]
    draft: Draft | None
    papers: Sequence[Kept]
    book: Book
    named: Mapping[AgencyCode, str]
    officer: str
    today: date
    words: Words

    def last(self, *verbs: Verb) -> Event | None:
        """The latest event of one of these verbs."""
        return next((event for event in reversed(self.events) if event.verb in verbs), None)


def facts(file: File, slug: str) -> Facts:
    """The facts for a document. Who denounced is sealed and not among them: that line is filled by hand."""
    view, matter = file.view, file.matter
    source = file.last(*_FROM.get(slug, ()))
    before = file.last(_AFTER.get(slug, Verb.ACCEPT))
    ground, criteria = file.words(source) if source else ("", ())
    committee = _COMMITTEE.fullmatch(view.agency_name)
    target = matter.against or file.named.get(matter.against_agency or AgencyCode(""), "")
    record = Record(
        case_number=view.number,
        kind=Kind(view.kind),
        level=str(matter.level),
        agency=view.agency_name,
        agency_code="UBND" if committee else view.agency_code,
        place=committee[1] if committee else "Quảng Trị",
        officer=file.officer,
        number=_text(source, "number") if slug in _NUMBERED else "",
        day=(_day(source) if slug in _NUMBERED else None) or file.today,
        about=_about(file),
        contents=view.content,
        request=matter.request,
        target=target,
        filed=clock.on(view.filed_at),
        signed=matter.signed_on,
        accepted=clock.on(view.accepted_at) if view.accepted_at else None,
        earlier_number=_text(before, "number"),
        earlier_day=_day(before),
        criteria=criteria,
        reasons=". ".join(part for part in (ground, _text(source, "text")) if part),
        text=_text(source, "text") if slug in {"rut-don", "don-xin-rut"} else "",
        receiver=file.named.get(AgencyCode(_text(source, "to")), _text(source, "to")),
        forwarded_by=matter.forwarded_by,
        papers=tuple(Paper(kept.title, str(kept.pages)) for kept in file.papers),
        meeting=_meeting(file),
        findings=_findings(file),
    )
    return Facts(_dated(record, file, slug), _sender(file))


def _dated(record: Record, file: File, slug: str) -> Record:
    """With the days of settling: an extension names the new one and the one before it."""
    settling = [ran for ran in file.clocks if ran.step == Step.SETTLE]
    if not settling:
        return record
    last, first = settling[-1], settling[-2] if slug == "gia-han" and len(settling) > 1 else settling[-1]
    article = next((limit.article for limit in file.book.limits if limit.code == last.limit_code), "")
    extended = last.due if slug == "gia-han" else None
    return msgspec.structs.replace(record, due=first.due, due_article=article, extended_to=extended)


def _sender(file: File) -> Sender:
    view = file.view
    if view.kind == Kind.TO_CAO:
        return Sender()
    speaks = ", ".join(one.name for one in file.signers if one.represents and one.left_on is None)
    return Sender(view.name, view.address, view.phone, view.id_number, representative=speaks)


def _about(file: File) -> str:
    matter = file.matter
    if matter.decision_no:
        day = f" ngày {matter.decision_on:%d/%m/%Y}" if matter.decision_on else ""
        return f"Quyết định số {matter.decision_no}{day}"
    first = file.view.content.strip().split("\n")[0]
    return first if len(first) <= OPENING else f"{first[:OPENING].rsplit(' ', 1)[0]}…"


def _meeting(file: File) -> Meeting:
    held = file.last(Verb.DIALOGUE)
    absence = "không có lý do chính đáng" if held and held.data.get("how") == "absent" else ""
    return Meeting(
        day=file.matter.invited_for,
        venue=_text(file.last(Verb.INVITE), "text"),
        absence=absence,
        opinions="" if absence else _text(held, "text"),
    )


def _findings(file: File) -> Findings:
    return Findings(
        verified=_text(file.last(Verb.VERIFY), "text"),
        dialogue=_text(file.last(Verb.DIALOGUE), "text"),
        conclusion=file.draft.body if file.draft else "",
    )


def _text(event: Event | None, name: str) -> str:
    return str(event.data.get(name) or "") if event else ""


def _day(event: Event | None) -> date | None:
    """The day of the document an event keeps, or of the event itself."""
    if event is None:
        return None
    written = _text(event, "on")
    return date.fromisoformat(written) if _DAY.fullmatch(written) else clock.on(event.at)
