"""Several cases about one matter, and one answer to all of them. Pure.

Nobody learns from an answer who else has written (Luật Bảo vệ dữ liệu cá nhân 2025): it names no sender and repeats nobody's words.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import msgspec

from service import naming
from service.agencies.rules import fold
from service.problems import Invalid, N_, Text
from service.terms import AreaCode, CaseId, CaseNumber, CaseState, FieldCode

COMPARED_FOR = timedelta(days=120)
MOST_COMPARED = 300
MOST_A_TURN = 500
MOST_BACKGROUND = 400
MOST_SHOWN = 30
MOST_TOGETHER = 200
MOST_AT_ONCE = 50
LONGEST_QUOTE = 15  # words in a row: fewer may be an article that everybody names
OPEN = (CaseState.RECEIVED, CaseState.IN_PROGRESS, CaseState.NEEDS_INFO, CaseState.AWAITING_APPROVAL, CaseState.APPROVED)
NOT_TICKED = N_("Xin đánh dấu ít nhất một hồ sơ.")
_VILLAGE = re.compile(r"(?:thon|xom|ban|ap|buon|lang|to|khu|khu pho|tieu khu|to dan pho)(?: [^\W_]+){1,3}")
_WORD = re.compile(r"[^\W_]+")
_CALLED = ("ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cụ", "cháu", "mệ", "dì", "cậu", "thím", "ông/bà", "tên", "họ tên")


class Beside(msgspec.Struct, frozen=True):
    """How many other cases may be about the same as a case, and how many are."""

    id: CaseId
    proposed: int
    together: int


NONE = Beside(CaseId(0), 0, 0)


class Told(msgspec.Struct, frozen=True):
    """A case beside others: what was said and how it stands. `added_at` is when it became part of a confirmed matter."""

    id: CaseId
    number: CaseNumber
    version: int
    state: str
    content: str
    language: str
    filed_at: datetime
    original_due: date
    answered_at: datetime | None
    field_code: FieldCode
    area_code: AreaCode
    danger: str
    danger_due: datetime | None
    score: float = 1.0
    added_at: datetime | None = None


class Cluster(msgspec.Struct, frozen=True):
    """A confirmed matter; the answer is written on the case that leads."""

    id: int
    lead_id: CaseId
    lead_number: CaseNumber
    made_at: datetime
    made_by: str


class Group(msgspec.Struct, frozen=True):
    """A confirmed matter that what may be the same is part of, as one choice; `matter` is what everybody reads of it, 0 if nothing."""

    id: int
    lead_number: CaseNumber
    lead_version: int
    cases: int
    ids: tuple[CaseId, ...]
    matter: int
    title: str


class Confirmed(msgspec.Struct, frozen=True):
    """A confirmed matter as one line of a list."""

    id: int
    lead_number: CaseNumber
    opening: str
    field_name: str
    field_name_en: str
    area_name: str
    made_at: datetime
    cases: int
    answered: int


class Sender(msgspec.Struct, frozen=True):
    """Who sent a case, and what they wrote, to be compared and never shown."""

    number: CaseNumber
    name: str
    phone: str
    address: str
    id_number: str
    area_name: str
    content: str


class Ticked(msgspec.Struct, frozen=True):
    """A case that was ticked, in the version the page showed."""

    number: CaseNumber
    version: int


def ticked(values: Iterable[str]) -> list[Ticked]:
    """The cases that were ticked, each once; Invalid when none was, or too many."""
    found: dict[str, Ticked] = {}
    for one in values:
        number, _, version = one.rpartition(":")
        if number and version.isascii() and version.isdecimal() and len(version) < len(str(2**31)):
            found[number] = Ticked(CaseNumber(number), int(version))
    if not found:
        raise Invalid({"chon": NOT_TICKED})
    if len(found) > MOST_AT_ONCE:
        raise Invalid({"chon": N_("Mỗi lần làm được nhiều nhất %(most)s hồ sơ.", most=MOST_AT_ONCE)})
    return list(found.values())


def known(senders: Iterable[Sender]) -> list[str]:
    """What leads to the senders: names, ways to reach them, homes, numbers of papers and of cases.

    A village is no home: hundreds live there, and it is often where the matter lies. A name of one syllable is also a word (Hoa, hóa đơn):
    it names somebody where it stands as people are called.
    """
    words: list[str] = []
    for one in senders:
        homes = naming.home_parts(one.address, one.area_name)
        called = [one.name] if len(one.name.split()) > 1 else [f"{how} {one.name}" for how in _CALLED if one.name]
        words += [*called, one.phone, one.id_number, *(home for home in homes if not _VILLAGE.fullmatch(_plain(home)))]
    return [word for word in words if word.strip()]


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def why_not_for_all(answer: str, senders: Sequence[Sender]) -> Text | None:
    """Why an answer cannot go to everybody: it names one of them, or tells one the words of another."""
    if naming.names(answer, [*known(senders), *(one.number for one in senders)]):
        return N_("Câu trả lời nêu tên, địa chỉ, số điện thoại hoặc số hồ sơ của một người gửi. Xin bỏ đi rồi trình lại.")
    runs = _runs(answer)
    said = [runs & _runs(one.content) for one in senders] if runs else []
    if said and set[int]().union(*said) != said[0].intersection(*said):
        return N_("Câu trả lời chép lại lời của một người gửi. Xin viết bằng lời của cơ quan rồi trình lại.")
    return None


def _runs(text: str) -> set[int]:
    """The words in a row of a text, hashed: each text is read once, however many there are to compare."""
    words = _plain(text).split()
    return {hash(tuple(words[at : at + LONGEST_QUOTE])) for at in range(len(words) - LONGEST_QUOTE + 1)}
