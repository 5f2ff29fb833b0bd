"""What a document is filled with. Everything may be empty: an empty place becomes a dotted line.

A denouncer's name, address and handwriting are secret (Luật Tố cáo 2018, Điều 9(1)b, Điều 56). Therefore who sent a paper is a Struct
of its own: what goes to the accused or to another body is made from the `Record` alone and cannot reach the `Sender`.
"""

from datetime import date

import msgspec

from service.terms import Kind


class Sender(msgspec.Struct, frozen=True):
    """Who complains, denounces or tells."""

    name: str = ""
    address: str = ""
    phone: str = ""
    id_number: str = ""
    id_day: date | None = None
    id_place: str = ""
    representative: str = ""  # or whoever was given a written mandate
    representative_id: str = ""


class Person(msgspec.Struct, frozen=True):
    """Somebody at a dialogue: a title and a body, or an address."""

    name: str = ""
    title: str = ""
    body: str = ""


class Meeting(msgspec.Struct, frozen=True):
    """A dialogue or a working session. Hours are words: “08 giờ 30”."""

    hour: str = ""
    day: date | None = None
    venue: str = ""
    topic: str = ""
    chair: Person = Person()
    clerk: Person = Person()
    respondents: tuple[Person, ...] = ()
    concerned: tuple[Person, ...] = ()
    bodies: tuple[Person, ...] = ()
    absence: str = ""  # of the complainant, with or without a reason
    opening: str = ""
    opinions: str = ""
    agreed: str = ""
    differing: str = ""
    ended: str = ""
    copies: str = ""


class Findings(msgspec.Struct, frozen=True):
    """What a decision or a conclusion must contain (Luật Khiếu nại, Điều 31 and 40; Luật Tố cáo, Điều 35)."""

    first_decision: str = ""
    verified: str = ""
    dialogue: str = ""
    law: str = ""
    conclusion: str = ""
    measures: str = ""
    compensation: str = ""
    proposals: str = ""


class Paper(msgspec.Struct, frozen=True):
    """A paper that was handed in."""

    name: str
    pages: str = ""
    condition: str = ""  # original, copy, certified copy


class Record(msgspec.Struct, frozen=True):
    """What the file says, without who sent it."""

    case_number: str = ""
    kind: Kind = Kind.KHIEU_NAI
    level: str = "1"  # of a complaint: "1" or "2"
    superior: str = ""
    agency: str = ""
    agency_code: str = ""  # as it stands in a document's symbol: UBND, SNV
    place: str = ""
    head: str = ""  # “Chủ tịch UBND xã Kim Phú”; derived from the agency when empty
    leader: str = ""
    leader_title: str = ""  # “KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH”; derived when empty
    officer: str = ""
    officer_title: str = ""
    number: str = ""
    day: date | None = None
    about: str = ""
    contents: str = ""
    request: str = ""
    target: str = ""  # the body or person complained of or accused
    target_title: str = ""
    target_address: str = ""
    filed: date | None = None
    signed: date | None = None
    accepted: date | None = None
    due: date | None = None
    due_article: str = ""
    extended_to: date | None = None
    earlier_number: str = ""  # of the acceptance that is suspended, or of the suspension that ends
    earlier_day: date | None = None
    grounds: tuple[str, ...] = ()  # further “Căn cứ” lines
    criteria: tuple[str, ...] = ()  # what makes the matter complex
    reasons: str = ""
    text: str = ""
    receiver: str = ""  # the body it is transferred to, or the resident is guided to
    forwarded_by: str = ""
    inspectorate: str = ""
    papers: tuple[Paper, ...] = ()
    copies: str = ""
    recipients: tuple[str, ...] = ()
    meeting: Meeting = Meeting()
    findings: Findings = Findings()


class Facts(msgspec.Struct, frozen=True):
    """What the file says and who sent it."""

    record: Record = Record()
    sender: Sender = Sender()
