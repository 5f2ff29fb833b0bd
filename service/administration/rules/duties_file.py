"""The duty table as a file: read with every fault told by its line and column, compared with what stands. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from service.administration.rules.duties_sheet import BEYOND, COLUMNS, LAST_DAY, Unreadable, cells, unmarked
from service.administration.rules.duty_rows import Change, Existing, day_of, misshapen, place, reckoned, there
from service.problems import N_, Text
from service.routing.rules.coverage import KINDS, DutyFact, end, slot
from service.terms import AgencyCode, FieldCode, Kind, Level

MAY_BE_EMPTY = frozenset({"agency_code", "article_en", LAST_DAY})
YEAR = timedelta(days=365)
LARGEST = 24 * 1024 * 1024
FAULTS_SHOWN, LINES_SHOWN = 500, 200
WORDS = ("contact", "contact_en", "article", "article_en", "source")


class Fault(msgspec.Struct, frozen=True):
    """What is wrong at a line of a file; at line 0 with the whole of it."""

    line: int
    text: Text


class Read(msgspec.Struct, frozen=True):
    """What a file holds, or what is wrong with it."""

    rows: list[DutyFact]
    faults: list[Fault]


class What(StrEnum):
    """How a row differs from what stands."""

    ADDED = "ADDED"
    ENDED = "ENDED"
    CHANGED = "CHANGED"
    REMOVED = "REMOVED"


class Difference(msgspec.Struct, frozen=True):
    """A row of the file, or one that the file no longer has; `was`: as it stands now.

    `past`: it touches days gone by, `long_past`: it begins over a year ago.
    """

    what: What
    row: DutyFact
    was: DutyFact | None
    past: bool
    long_past: bool = False

    @property
    def english_left(self) -> bool:
        """Whether the ground is another and its English still that of before."""
        was, row = self.was, self.row
        return was is not None and row.article != was.article and row.article_en == was.article_en != row.article

    @property
    def cells(self) -> list[tuple[str, str, str]]:
        """Column by column, which words are others: before and after."""
        told = [(name, getattr(self.was, name, ""), getattr(self.row, name)) for name in WORDS]
        return [one for one in told if one[1] != one[2]]


class Known(msgspec.Struct, frozen=True):
    """What a row may name."""

    fields: frozenset[FieldCode]
    bodies: Mapping[AgencyCode, Existing]


def read(data: bytes, known: Known) -> Read:
    """The rows, or every fault."""
    lines: list[tuple[int, DutyFact]] = []
    faults: list[Fault] = []
    try:
        for number, row in cells(data):
            found = list(_wrong(row, known))
            faults += [Fault(number, fault) for fault in found]
            if not found:
                lines.append((number, _row(row)))
    except Unreadable as broken:
        return Read([], [*faults, Fault(broken.line, broken.text)])
    faults += _overlaps(lines)
    if not lines and not faults:
        faults.append(Fault(0, N_("Tệp không có dòng nào ngoài tên cột.")))
    return Read([row for _, row in lines] if not faults else [], sorted(faults, key=lambda fault: fault.line))


def _wrong(cells: Mapping[str, str], known: Known) -> Iterator[Text]:
    if cells.get(BEYOND):
        yield N_("Có nhiều ô hơn số cột. Ô có dấu phẩy phải đặt trong ngoặc kép.")
    for name in COLUMNS:
        if not cells[name] and name not in MAY_BE_EMPTY:
            yield N_("Ô %(name)s không được trống.", name=name)
        elif fault := reckoned(cells[name]) or misshapen(unmarked(cells[name])):
            yield N_("Ô %(name)s: %(fault)s", name=name, fault=fault)
    if cells["field_code"] and FieldCode(cells["field_code"]) not in known.fields:
        yield N_("Không có lĩnh vực %(code)s.", code=cells["field_code"])
    if cells["level"] and cells["level"] not in set(Level):
        yield N_("Cấp phải là commune hoặc province, không phải %(level)s.", level=cells["level"])
    if cells["kind"] in {Kind.KHIEU_NAI, Kind.TO_CAO}:
        yield N_("Khiếu nại, tố cáo theo cơ quan bị khiếu nại, tố cáo, không theo lĩnh vực. Xin bỏ dòng này.")
    elif cells["kind"] and cells["kind"] not in set(KINDS):
        yield N_("Loại phải là PHAN_ANH_KIEN_NGHI hoặc KHEN_NGOI, không phải %(kind)s.", kind=cells["kind"])
    yield from _wrong_days(cells)
    yield from _wrong_body(cells, known.bodies)


def _wrong_days(cells: Mapping[str, str]) -> Iterator[Text]:
    first, last = day_of(cells["valid_from"]), day_of(cells[LAST_DAY])
    for name, day in (("valid_from", first), (LAST_DAY, last)):
        if cells[name] and day is None:
            yield N_("Ô %(name)s: %(cell)s không phải ngày. Mẫu: 2026-12-31.", name=name, cell=cells[name][:20])
    if first and last and last < first:
        yield N_("last_day phải từ valid_from trở đi: đó là ngày cuối cùng còn hiệu lực.")


def _wrong_body(cells: Mapping[str, str], bodies: Mapping[AgencyCode, Existing]) -> Iterator[Text]:
    code = cells["agency_code"]
    if not code:
        if cells["level"] == Level.PROVINCE:
            yield N_("Việc cấp tỉnh phải có agency_code.")
        return
    body = bodies.get(AgencyCode(code))
    if body is None:
        yield N_("Không có cơ quan %(code)s.", code=code)
    elif day_of(cells["valid_from"]) and not there(body, _row(cells)):
        yield N_("%(code)s không tồn tại suốt thời gian được giao việc.", code=code)


def _row(cells: Mapping[str, str]) -> DutyFact:
    first, last = day_of(cells["valid_from"]), day_of(cells[LAST_DAY])
    return DutyFact(
        field_code=FieldCode(cells["field_code"]),
        level=cells["level"],
        kind=cells["kind"],
        agency_code=AgencyCode(cells["agency_code"]) if cells["agency_code"] else None,
        contact=unmarked(cells["contact"]),
        contact_en=unmarked(cells["contact_en"]),
        article=unmarked(cells["article"]),
        article_en=unmarked(cells["article_en"] or cells["article"]),
        valid_from=first or date.min,
        valid_to=last + timedelta(days=1) if last else None,
        source=unmarked(cells["source"]),
    )


def _overlaps(lines: Iterable[tuple[int, DutyFact]]) -> Iterator[Fault]:
    """Two rows for the same field, level and kind at the same time."""
    latest: dict[tuple[str, str, str], tuple[int, DutyFact]] = {}
    for number, row in sorted(lines, key=lambda line: (line[1].valid_from, line[0])):
        before = latest.get(slot(row))
        if before and row.valid_from < end(before[1]):
            yield Fault(max(number, before[0]), N_("Trùng thời gian với dòng %(line)s.", line=str(min(number, before[0]))))
        if before is None or end(row) > end(before[1]):
            latest[slot(row)] = number, row


def differences(old: Iterable[DutyFact], new: Iterable[DutyFact], today: date) -> list[Difference]:
    """What an import would change, row by row, in the order of the file; what it takes out stands last."""
    standing = {place(row): row for row in old}
    found: list[Difference] = []
    for row in new:
        was = standing.pop(place(row), None)
        if was is None:
            found.append(Difference(What.ADDED, row, None, past=row.valid_from < today, long_past=row.valid_from < today - YEAR))
        elif row != was:
            only_end = msgspec.structs.replace(row, valid_to=was.valid_to) == was
            found.append(
                Difference(What.ENDED if only_end else What.CHANGED, row, was, past=_in_the_past(row, was, today, only_end=only_end))
            )
    return [*found, *(Difference(What.REMOVED, row, row, past=row.valid_from < today) for row in standing.values())]


def _in_the_past(row: DutyFact, was: DutyFact, today: date, *, only_end: bool) -> bool:
    return min(end(row), end(was)) < today if only_end else row.valid_from < today


def changes(old: Iterable[DutyFact], new: Iterable[DutyFact]) -> list[Change]:
    """The same, slot by slot, as it is kept."""
    before, after = _by_slot(old), _by_slot(new)
    found: list[Change] = []
    for name in sorted(before.keys() | after.keys()):
        was, row = before.get(name, []), after.get(name, [])
        gone, come = _without(was, row), _without(row, was)
        if gone or come:
            found.append(Change(FieldCode(name[0]), name[1], name[2], gone, come))
    return found


def _without(rows: Sequence[DutyFact], others: Sequence[DutyFact]) -> list[DutyFact]:
    known = {place(row): row for row in others}
    return [row for row in rows if known.get(place(row)) != row]


def _by_slot(rows: Iterable[DutyFact]) -> dict[tuple[str, str, str], list[DutyFact]]:
    found: dict[tuple[str, str, str], list[DutyFact]] = {}
    for row in rows:
        found.setdefault(slot(row), []).append(row)
    return found
