"""Rows of the duty table, and what of it is changed: whole changes, undone as they were made. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from hashlib import sha256
from unicodedata import category

import msgspec
from msgspec.structs import replace

from service.problems import Conflict, N_, Text
from service.routing.rules import Duty, Field
from service.routing.rules.coverage import DutyFact, Fault, end, faults, new_holes
from service.terms import AgencyCode, FieldCode

LONGEST = 1_000
LEAST = 10  # cases: fewer are not counted aloud
FIRST_YEAR, LAST_YEAR = 1945, 2199
COMMITTEE = N_("UBND xã, phường nơi có việc")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # what a spreadsheet would take for one
UNSEEN = {"Cc", "Cf", "Zl", "Zp"}


class Existing(msgspec.Struct, frozen=True):
    """A body, and when it is there."""

    code: AgencyCode
    level: str
    kind: str
    name: str
    name_en: str
    valid_from: date | None
    valid_to: date | None


class Change(msgspec.Struct, frozen=True):
    """What stands in the place of what, for one field, level and kind: only rows that differ."""

    field_code: FieldCode
    level: str
    kind: str
    before: list[DutyFact]
    after: list[DutyFact]

    @property
    def effective(self) -> date:
        """The first day on which something else stands."""
        before, after = (sorted(rows, key=lambda row: row.valid_from) for rows in (self.before, self.after))
        days = sorted({day for row in (*before, *after) for day in (row.valid_from, end(row))})
        return next((day for day in days if _on(day, before) != _on(day, after)), days[0])


def _on(day: date, rows: Sequence[DutyFact]) -> DutyFact | None:
    """What stands on a day, whenever it began or will end; the rows are one after another."""
    place = bisect_right(rows, day, key=lambda row: row.valid_from) - 1
    if place < 0 or day >= end(rows[place]):
        return None
    return replace(rows[place], valid_from=date.min, valid_to=None)


def day_of(typed: str) -> date | None:
    """A day as browsers and spreadsheets write it."""
    parts = typed.split("-") if "-" in typed else typed.split("/")[::-1]
    try:
        year, month, day = map(int, parts)
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def digest(rows: Iterable[DutyFact]) -> str:
    """By which one sees whether the table has changed since."""
    return sha256(msgspec.json.encode(sorted(rows, key=place))).hexdigest()[:32]


def place(row: DutyFact) -> tuple[str, str, str, date]:
    """What no two rows have in common."""
    return row.field_code, row.level, row.kind, row.valid_from


def unfit(words: str, *, lines: bool = False) -> Text | None:
    """What must not stand in the table, because it is taken away as a spreadsheet. `lines`: it may have several."""
    return misshapen(words, lines=lines) or reckoned(words)


def misshapen(words: str, *, lines: bool = False) -> Text | None:
    """Too long, or with signs nobody sees: they would turn words round, or hide some."""
    if len(words) > LONGEST:
        return N_("Ô này dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST)
    if not lines and ("\n" in words or "\r" in words):
        return N_("Ô này có xuống dòng. Xin viết liền một dòng.")
    unseen = next((sign for sign in words if category(sign) in UNSEEN and sign not in "\r\n"), None)
    return N_("Ô này có ký tự ẩn (%(sign)s). Xin xóa ký tự ấy.", sign=f"U+{ord(unseen):04X}") if unseen else None


def reckoned(words: str) -> Text | None:
    """What a spreadsheet would take for a formula."""
    if words.startswith(FORMULA):
        return N_("Ô này không được bắt đầu bằng dấu %(sign)s, vì bảng tính hiểu là công thức.", sign=words[0])
    return None


def taken(row: DutyFact) -> Text:
    """Which row stands in the way."""
    who: Text | str = row.agency_code or COMMITTEE
    if row.valid_to is None:
        return N_("Từ %(first)s đã có dòng khác: %(who)s. Xin chọn ngày khác hoặc sửa dòng đó.", first=row.valid_from, who=who)
    last = row.valid_to - timedelta(days=1)
    return N_(
        "Từ %(first)s đến %(last)s đã có dòng khác: %(who)s. Xin chọn ngày khác hoặc sửa dòng đó.",
        first=row.valid_from, last=last, who=who,
    )  # fmt: skip


def there(body: Existing, row: Duty) -> bool:
    """Whether a body exists during all of a duty."""
    return (body.valid_from or date.min) <= row.valid_from and end(row) <= (body.valid_to or date.max)


def replaced(rows: Iterable[DutyFact], changes: Iterable[Change]) -> list[DutyFact]:
    """The table after the changes."""
    made = list(changes)
    gone = {place(row) for change in made for row in change.before}
    return [*(row for row in rows if place(row) not in gone), *(row for change in made for row in change.after)]


def holes(fields: Sequence[Field], rows: Sequence[DutyFact], after: Sequence[DutyFact]) -> list[Fault]:
    """The days nobody would answer any more."""
    return new_holes(faults(fields, rows), faults(fields, after))


def taken_back(change: Change, rows: Iterable[DutyFact], today: date) -> Change:
    """The change that undoes one, as long as its first day has not come."""
    if change.effective <= today:
        raise Conflict(N_("Thay đổi này đã có hiệu lực từ %(day)s nên không hoàn tác được. Xin phân công mới.", day=change.effective))
    own = [row for row in rows if (row.field_code, row.level, row.kind) == (change.field_code, change.level, change.kind)]
    after = set(change.after)
    rest = [row for row in own if row not in after]
    if len(own) - len(rest) != len(change.after):
        raise Conflict(N_("Sau đó đã có thay đổi khác ở đúng dòng này. Xin hoàn tác thay đổi sau trước."))
    for row in change.before:
        for other in rest:
            if other.valid_from < end(row) and row.valid_from < end(other):
                raise Conflict(taken(other))
    return msgspec.structs.replace(change, before=change.after, after=change.before)
