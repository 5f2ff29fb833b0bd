"""What a submission needs, what it promises, and the secrets that open it again. Pure.

Nothing of the secret code is stored: it follows from the submission's key, so that a retry shows the same code, and the
case keeps only a keyed hash of it.
"""

import hmac
import re
from datetime import date, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network
from unicodedata import category
from uuid import UUID, uuid5

import msgspec

from service.agencies.rules import fold
from service.calendars import rules as calendars
from service.calendars.rules import Clock, TimeLimit
from service.casework import rules as casework
from service.problems import Invalid, N_, Text
from service.routing import rules as routing
from service.routing.rules import Proposal
from service.terms import AreaCode, CaseNumber, FieldCode, Kind, Step

STEPS = ("noi-dung", "noi", "linh-vuc", "lien-he")
LOOK_OVER = "xem-lai"
KEPT_UNSENT = timedelta(days=7)
RECEIPT_SHOWN = timedelta(hours=24)
OPEN_FOR = timedelta(hours=12)
CODE_DIGITS = 16
TRIES_WITHIN = timedelta(minutes=10)
MOST_TRIES = 60  # a whole commune may sit behind one address of its carrier
PATIENCE = 10  # so many times as long a right code still opens its case
COOKIE = "ho_so"
FEWEST_DIGITS = 8
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and a sign by name, and nothing to see
IPV4 = 4
WHICH_FIELD = N_("Xin chọn một lĩnh vực. Nếu không rõ, xin chọn mục “chưa rõ”.")
_LONGEST = {"ho_ten": 120, "dien_thoai": 30, "dia_chi": 300}

_DANGER = (
    *("đánh đập", "bạo hành", "bạo lực", "xâm hại", "hiếp dâm", "dâm ô", "dọa giết", "đòi giết", "chém", "đâm chết", "đánh chết"),
    *("tự tử", "muốn chết", "nguy kịch", "nguy hiểm tính mạng", "cấp cứu", "cháy nhà", "đuối nước", "bỏ đói", "bắt cóc", "giam giữ"),
)


class Draft(msgspec.Struct, frozen=True):
    """What was typed so far."""

    key: UUID
    kind: str
    content: str
    area_code: AreaCode | None = None
    area_text: str = ""
    field_code: FieldCode | None = None
    name: str = ""
    phone: str = ""
    address: str = ""
    contact_asked: bool = False
    language: str = "vi"


class Promise(msgspec.Struct, frozen=True):
    """Who will answer, why, and by when under which rule: what the look-over screen shows and the case then keeps."""

    proposal: Proposal
    clocks: tuple[Clock, ...]
    answer: Clock
    answer_limit: TimeLimit
    first: Clock
    first_limit: TimeLimit
    days_left: int


def check_content(kind: str, content: str) -> None:
    """A submission has a kind and some text."""
    faults: dict[str, Text] = {}
    if kind not in set(Kind):
        faults["loai"] = N_("Xin chọn một trong hai loại ý kiến.")
    if not said(content):
        faults["noi_dung"] = N_("Xin viết chuyện gì đã xảy ra. Một hai câu cũng được.")
    elif len(content) > casework.MAX_TEXT:
        faults["noi_dung"] = N_(
            "Nội dung dài %(length)s chữ cái, nhiều nhất là %(max)s. Xin rút ngắn lại.", length=len(content), max=casework.MAX_TEXT
        )
    _raise(faults)


def said(text: str) -> str:
    """The text; empty when there is nothing in it that one could see: keyboards and copied pages leave signs without ink."""
    return text if any(category(sign)[0] in "LNPS" and sign not in BLANKS for sign in text) else ""


def check_contact(name: str, phone: str, address: str) -> None:
    """Who sends may stay unsaid; what is said must be usable."""
    said = {"ho_ten": name, "dien_thoai": phone, "dia_chi": address}
    too_long = (field for field, words in said.items() if len(words) > _LONGEST[field])
    faults = {field: N_("Ô này dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=_LONGEST[field]) for field in too_long}
    if phone and not (re.fullmatch(r"\+?[\d .()-]+", phone) and len(re.findall(r"\d", phone)) >= FEWEST_DIGITS):
        faults["dien_thoai"] = N_("Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678. Nếu không muốn cho số, xin để trống.")
    _raise(faults)


def next_step(draft: Draft) -> str:
    """The first screen that still has something to ask."""
    if draft.area_code is None:
        return "noi"
    if draft.field_code is None:
        return "linh-vuc"
    return LOOK_OVER if draft.contact_asked else "lien-he"


def another_key(key: UUID, kind: str, content: str) -> UUID:
    """The key of another text under a key that was sent: it is another submission, and a retry of it the same."""
    return uuid5(key, f"{kind} {content}")


def promise(draft: Draft, duties: routing.Book, calendar: calendars.Book, on: date) -> Promise:
    """What is promised when it is sent on this day. Invalid names what is missing or no longer holds."""
    if draft.area_code is None:
        raise Invalid({"noi": N_("Xin chọn xã, phường nơi xảy ra sự việc.")})
    if draft.field_code is None:
        raise Invalid({"linh_vuc": WHICH_FIELD})
    kind = Kind(draft.kind)
    proposal = routing.propose(duties, kind, draft.field_code, draft.area_code)
    clocks = casework.first_clocks(kind, calendar, on)
    answer = casework.promised(clocks)
    return Promise(
        proposal=proposal,
        clocks=clocks,
        answer=answer,
        answer_limit=calendar.limit(kind, Step.ANSWER, on),
        first=next(running for running in clocks if running.step == Step.FIRST_ANSWER),
        first_limit=calendar.limit(kind, Step.FIRST_ANSWER, on),
        days_left=calendars.working_days_between(on, answer.due.day, calendar.calendar),
    )


def filing(draft: Draft, made: Promise, *, prefix: str, secret: str, at: datetime) -> casework.Filing:
    """The case that a draft becomes."""
    step, day = casework.next_duty((running.due.day, running.step) for running in made.clocks)
    return casework.Filing(
        number_prefix=prefix,
        submission_key=stored_key(secret, draft.key),
        code_hash=code_hash(secret, access_code(secret, draft.key)),
        kind=Kind(draft.kind),
        field_code=made.proposal.field.code,
        area_code=draft.area_code or AreaCode(""),
        agency_code=made.proposal.agency.code,
        content=draft.content,
        language=draft.language,
        name=draft.name,
        phone=draft.phone,
        address=draft.address,
        at=at,
        clocks=made.clocks,
        original_due=made.answer.due.day,
        next_step=step,
        next_due=day,
    )


def speaks_of_danger(text: str) -> bool:
    """Whether emergency numbers must come up at once. Accents count where the writer uses them: "từ từ" is no "tự tử"."""
    said = text.lower()
    plain = fold(text)
    return any((fold(words) if said == plain else words) in said for words in _DANGER)


def access_code(secret: str, key: UUID) -> str:
    """The sixteen digits that open the case a key has filed."""
    return f"{int.from_bytes(_keyed(secret, 'access code', key.hex)) % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def stored_key(secret: str, key: UUID) -> UUID:
    """What the case keeps of its submission key, so that nothing stored leads back to the code."""
    return UUID(bytes=_keyed(secret, "submission", key.hex)[:16])


def code_hash(secret: str, code: str) -> bytes:
    """What the case keeps of its access code."""
    return _keyed(secret, "code hash", code)


def in_fours(code: str) -> str:
    """The code as it is read aloud and typed: 1234 5678 9012 3456."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def tidy_code(typed: str) -> str:
    """The digits of a typed code; empty when they are not sixteen."""
    digits = "".join(sign for sign in typed if sign in "0123456789")
    return digits if len(digits) == CODE_DIGITS else ""


def tidy_number(typed: str) -> CaseNumber:
    """A case number as it is written, however it was typed: ln 26 000123, LN26-000123."""
    signs = re.sub(r"[^A-Z0-9]", "", typed.upper())
    found = re.fullmatch(r"([A-Z]{1,6}\d{2})(\d+)", signs)
    return CaseNumber(f"{found[1]}-{found[2]:0>6}" if found else typed.strip())


def seal(secret: str, number: CaseNumber, until: datetime) -> str:
    """The cookie that opens one case for a while."""
    return _sealed(secret, number, str(int(until.timestamp())))


def opens(secret: str, number: CaseNumber, sealed: str | None, now: datetime) -> bool:
    """Whether the cookie of this reader opens this case."""
    ends, _, _ = (sealed or "").partition(".")
    genuine = hmac.compare_digest(_sealed(secret, number, ends).encode(), (sealed or "").encode())
    return genuine and now.timestamp() <= int(ends)


def _sealed(secret: str, number: CaseNumber, ends: str) -> str:
    return f"{ends}.{_keyed(secret, 'case cookie', f'{number} {ends}').hex()}"


def network(host: str) -> str:
    """Whose look-ups are counted together: not one address, which would be personal data, but its neighbourhood."""
    try:
        address = ip_address(host)
    except ValueError:
        return "-"
    address = getattr(address, "ipv4_mapped", None) or address  # as a server that listens to both sees all of IPv4
    return str(ip_network((address, 24 if address.version == IPV4 else 48), strict=False))


def _keyed(secret: str, purpose: str, text: str) -> bytes:
    return hmac.digest(secret.encode(), f"{purpose}\0{text}".encode(), sha256)


def _raise(faults: dict[str, Text]) -> None:
    if faults:
        raise Invalid(faults)
