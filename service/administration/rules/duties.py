"""Changes of the duty table: a body answers from a day on, a row that has not begun is mended, an end is moved. Pure.

A row is never rewritten once it has begun: who had to answer on a day of the past stays what it was (Luật Tiếp công dân 2013, Điều 26(2)).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from service.administration.rules.duty_rows import Change, Existing, day_of, taken, there, unfit
from service.problems import Conflict, Invalid, N_, Text
from service.routing.rules.coverage import KINDS, DutyFact, end
from service.terms import AgencyCode, FieldCode, Level

ASSIGN, MEND, END = "moi", "sua", "ket-thuc"
VERBS = (ASSIGN, MEND, END)
PASSED = N_("Ngày này đã qua. Việc đã phân công trong những ngày đã qua không đổi được.")
NO_DAY = N_("Xin ghi ngày theo mẫu 31/12/2026, hoặc để trống.")
TOO_EARLY = N_("Ngày cuối phải từ ngày bắt đầu trở đi.")


class DutyForm(msgspec.Struct, frozen=True):
    """A change as it was typed. `loai` empty: both kinds; `dong`: the first day of the row it is about; `da_xem`: what was looked at.

    `lai`: back to the form, with all of it.
    """

    cap: str = ""
    loai: str = ""
    dong: str = ""
    co_quan: str = ""
    lien_he: str = ""
    lien_he_en: str = ""
    can_cu: str = ""
    can_cu_en: str = ""
    tu: str = ""
    den: str = ""
    so_van_ban: str = ""
    ly_do: str = ""
    biet: str = ""
    da_xem: str = ""
    lai: str = ""


class Table(msgspec.Struct, frozen=True):
    """What a change is decided by: the rows of a field, the bodies of all dates, the day."""

    field: FieldCode
    rows: Sequence[DutyFact]
    bodies: Mapping[AgencyCode, Existing]
    today: date


def changed(verb: str, form: DutyForm, table: Table) -> list[Change]:
    """What a form asks for, kind by kind. Invalid names every field that is missing or wrong."""
    if verb == END:
        return [_ended(form, table)]
    wrong = _wordless(form) | _bodiless(form, table.bodies)
    first, until = _span(form, wrong, table.today)
    kinds = [str(kind) for kind in KINDS if form.loai in {"", kind}]
    if form.cap not in set(Level):
        wrong["cap"] = N_("Xin chọn cấp xã hay cấp tỉnh.")
    if not kinds or (verb == MEND and not form.loai):
        wrong["loai"] = N_("Xin chọn loại ý kiến.")
    if wrong or first is None:
        raise Invalid(wrong)
    new = [_row(form, table.field, kind, first, until) for kind in kinds]
    if fault := _nonexistent(new[0], table.bodies):
        raise Invalid({"co_quan": fault})
    return [_mended(form, table, row) if verb == MEND else _assigned(table.rows, row) for row in new]


def _row(form: DutyForm, field: FieldCode, kind: str, first: date, until: date | None) -> DutyFact:
    return DutyFact(
        field_code=field,
        level=form.cap,
        kind=kind,
        agency_code=AgencyCode(form.co_quan) if form.co_quan else None,
        contact=form.lien_he,
        contact_en=form.lien_he_en,
        article=form.can_cu,
        article_en=form.can_cu_en or form.can_cu,
        valid_from=first,
        valid_to=until,
        source=form.so_van_ban,
    )


def _assigned(rows: Iterable[DutyFact], new: DutyFact) -> Change:
    """From a day on another row; the one that stands until then ends that day."""
    own = _own(rows, new)
    before = [row for row in own if row.valid_from < new.valid_from < end(row)]
    if any(row.agency_code != new.agency_code and (row.contact, row.article) == (new.contact, new.article) for row in before):
        raise Invalid({"lien_he": N_("Cơ quan đã đổi mà nơi làm và căn cứ vẫn như cũ. Xin ghi lại hai ô này.")})
    _no_other(new, [row for row in own if row not in before])
    return _change(new, before, [*(replace(row, valid_to=new.valid_from) for row in before), new])


def _mended(form: DutyForm, table: Table, new: DutyFact) -> Change:
    """A row that has not begun is another; the one before it, where it ended on its first day, ends on the new one."""
    own = _own(table.rows, new)
    old = _found(own, form.dong)
    if old.valid_from <= table.today:
        raise Conflict(N_("Dòng này đã có hiệu lực nên không sửa được. Xin phân công mới từ một ngày sắp tới."))
    before = [row for row in own if row.valid_to == old.valid_from and row.valid_from < new.valid_from != old.valid_from]
    _no_other(new, [row for row in own if row != old and row not in before])
    return _change(new, [*before, old], [*(replace(row, valid_to=new.valid_from) for row in before), new])


def _ended(form: DutyForm, table: Table) -> Change:
    """A row ends earlier or later than it did."""
    own = [row for row in table.rows if (row.level, row.kind) == (form.cap, form.loai)]
    old = _found(own, form.dong)
    if end(old) <= table.today:
        raise Conflict(N_("Dòng này đã hết hiệu lực nên không sửa được."))
    wrong = _unsaid(form)
    last = day_of(form.den) if form.den else None
    new = replace(old, valid_to=_after(last))
    fault = _wrong_end(form.den, last, table.today) or _nonexistent(new, table.bodies)
    if fault:
        wrong["den"] = fault
    elif end(new) <= new.valid_from:
        wrong["den"] = TOO_EARLY
    elif new == old:
        wrong["den"] = N_("Ngày này không khác ngày đang ghi.")
    if wrong:
        raise Invalid(wrong)
    _no_other(new, [row for row in own if row != old])
    return _change(new, [old], [new])


def _after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None


def _wrong_end(typed: str, last: date | None, today: date) -> Text | None:
    if typed and last is None:
        return NO_DAY
    return PASSED if last and last < today else None


def _own(rows: Iterable[DutyFact], like: DutyFact) -> list[DutyFact]:
    return [row for row in rows if (row.field_code, row.level, row.kind) == (like.field_code, like.level, like.kind)]


def _found(rows: Iterable[DutyFact], first: str) -> DutyFact:
    for row in rows:
        if row.valid_from.isoformat() == first:
            return row
    raise Conflict(N_("Dòng này không còn trong bảng. Có người vừa thay đổi; xin tải lại trang."))


def _change(like: DutyFact, before: list[DutyFact], after: list[DutyFact]) -> Change:
    return Change(like.field_code, like.level, like.kind, before, after)


def _no_other(new: DutyFact, others: Iterable[DutyFact]) -> None:
    """One body at a time: the database refuses it, too."""
    for row in sorted(others, key=lambda row: row.valid_from):
        if row.valid_from < end(new) and new.valid_from < end(row):
            raise Invalid({"tu" if row.valid_from <= new.valid_from else "den": taken(row)})


def _wordless(form: DutyForm) -> dict[str, Text]:
    faults = _unsaid(form)
    asked = {
        "lien_he": N_("Xin ghi nơi trực tiếp làm việc, ví dụ: Phòng Văn hóa – Xã hội."),
        "lien_he_en": N_("Xin ghi nơi làm việc bằng tiếng Anh."),
        "can_cu": N_("Xin ghi căn cứ: văn bản nào giao việc này."),
    }
    return faults | {name: words for name, words in asked.items() if not getattr(form, name)} | _unfit(form, (*asked, "can_cu_en"))


def _unsaid(form: DutyForm) -> dict[str, Text]:
    """What every change says: by which decision, and why."""
    asked = {"so_van_ban": N_("Xin ghi số văn bản của quyết định."), "ly_do": N_("Xin ghi lý do thay đổi.")}
    return {name: words for name, words in asked.items() if not getattr(form, name)} | _unfit(form, asked)


def _unfit(form: DutyForm, names: Iterable[str]) -> dict[str, Text]:
    return {name: fault for name in names if (fault := unfit(getattr(form, name), lines=name == "ly_do"))}


def _bodiless(form: DutyForm, bodies: Mapping[AgencyCode, Existing]) -> dict[str, Text]:
    if form.co_quan and AgencyCode(form.co_quan) not in bodies:
        return {"co_quan": N_("Không có cơ quan này. Xin chọn trong danh sách.")}
    if form.cap == Level.PROVINCE and not form.co_quan:
        return {"co_quan": N_("Việc cấp tỉnh phải có một cơ quan. Xin chọn trong danh sách.")}
    return {}


def _span(form: DutyForm, wrong: dict[str, Text], today: date) -> tuple[date | None, date | None]:
    """First day, and the first day after. What is wrong is put into `wrong`."""
    first, last = day_of(form.tu), day_of(form.den) if form.den else None
    if first is None:
        wrong["tu"] = N_("Xin ghi ngày bắt đầu theo mẫu 31/12/2026.")
    elif first < today:
        wrong["tu"] = PASSED
    if form.den and last is None:
        wrong["den"] = NO_DAY
    elif first and last and last < first:
        wrong["den"] = TOO_EARLY
    return first, _after(last)


def _nonexistent(row: DutyFact, bodies: Mapping[AgencyCode, Existing]) -> Text | None:
    """Why a body cannot have a duty: it is not there all that time."""
    body = bodies.get(row.agency_code) if row.agency_code else None
    if body is None or there(body, row):
        return None
    if body.valid_from and body.valid_from > row.valid_from:
        return N_("%(who)s chỉ có từ %(day)s.", who=body.code, day=body.valid_from)
    return N_(
        "%(who)s không còn từ %(day)s. Xin ghi ngày kết thúc trước ngày đó, hoặc chọn cơ quan khác.", who=body.code, day=body.valid_to
    )
