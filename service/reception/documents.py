"""The papers of a reception, filled from a line of the register. They are written in Vietnamese, the language of administration."""

from service.desk.documents import petitions
from service.desk.documents.facts import Facts, Findings, Meeting, Paper, Record, Sender
from service.letters import Letter
from service.reception.rules.duties import Duty
from service.reception.rules.refusals import WORDS
from service.reception.rules.register import Visit
from service.terms import Kind

CONCLUSION_LAW = "Nghị định số 154/2026/NĐ-CP, Điều 25(2)"


def receipt(visit: Visit, agency: str) -> Letter:
    """Mẫu 02/TCD: what was handed in."""
    return petitions.receipt(_facts(visit, agency))


def refusal(visit: Visit, agency: str) -> Letter:
    """Mẫu 01/TCD: why somebody was not received."""
    return petitions.no_reception(_facts(visit, agency))


def conclusion(visit: Visit, duty: Duty, agency: str) -> Letter:
    """The notice of the head's conclusion."""
    return petitions.after_reception(_facts(visit, agency, duty))


def _facts(visit: Visit, agency: str, duty: Duty | None = None) -> Facts:
    """A line without its person when somebody denounces: the register does not know them, so a pen fills the dots."""
    record = Record(
        case_number=visit.case_number or "",
        kind=Kind(visit.type),
        agency=agency,
        officer=visit.officer,
        about=visit.content,
        contents=visit.content,
        filed=visit.day,
        reasons=WORDS[visit.refusal].message if visit.refusal else "",
        papers=(Paper("Giấy tờ kèm theo", str(visit.papers)),) if visit.papers else (),
        receiver=duty.doer if duty else visit.accepted_by,
        due=duty.due if duty else None,
        due_article=CONCLUSION_LAW if duty else "",
        text=duty.task if duty else "",
        findings=Findings(conclusion=f"{duty.conclusion}\n{duty.task}") if duty else Findings(),
        meeting=Meeting(hour=f"{visit.received_at:%H giờ %M}", day=visit.day, venue=agency),
    )
    return Facts(record, Sender(name=visit.name, address=visit.address, id_number=visit.id_number))
