"""The reference files, sql/reference/*.csv: dated facts, each with its source, checked and loaded.

`valid_from` is the first day a row holds, `valid_to` the first day it no longer does; empty means since ever and until further
notice. A body, area, field or time limit that ends keeps its row, because papers that name it remain: rows are never taken out.
What is wrong with the files is said all at once, as `file:line: sentence`; then nothing is loaded.
"""

import csv
import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from service.administration import store as administration
from service.administration.actions import reorganisation_files as reorganised
from service.agencies import store as agencies
from service.agencies.rules import search_key
from service.agencies.store import AgencyFact, AreaFact, SuccessionFact
from service.calendars import store as calendars
from service.calendars.holidays import SATURDAY, missing
from service.calendars.rules import Unit
from service.calendars.store import HolidayFact, TimeLimitFact
from service.db import SYSTEM, Db, Tx
from service.problems import CannotRun
from service.routing import actions as learning
from service.routing import store as routing
from service.routing.rules import NO_FIELD
from service.routing.rules.coverage import faults as coverage
from service.routing.rules.learning import Sentence, train
from service.routing.rules.model import Model
from service.routing.store import DutyFact, FieldFact
from service.terms import AgencyCode, AreaCode, Kind, Level, Step, Subject

FILES = ("areas.csv", "agencies.csv", "succession.csv", "fields.csv", "duties.csv", "time_limits.csv", "holidays.csv", "sentences.csv")
KEPT = "{}: kept as the administrator has it; import it at /quan-tri/phan-cong"
FIELD_CODE = re.compile(r"R\d\d")
AGENCY_KINDS = {
    "people_committee", "district_people_committee", "people_council", "ministry", "department", "inspectorate", "office", "board", "unit",
    "insurance", "bank", "police", "military", "front", "mass_organisation",
}  # fmt: skip
TRIGGERS = {
    "received", "known", "asked", "accepted", "extended", "decided", "decision_received", "acted", "published", "answered", "last_update",
    "overdue", "created", "event", "month",
}  # fmt: skip
EITHER = ("any", "yes", "no")
LEVELS = ("", "1", "2", "commune", "province", "department", "unit")
Fact = TypeVar("Fact", bound=msgspec.Struct)
Dated = AreaFact | AgencyFact | FieldFact | DutyFact | TimeLimitFact
DatedFact = TypeVar("DatedFact", bound=Dated)


class BrokenReference(CannotRun):
    """The files contradict themselves or what was loaded before; `faults` says where, a line each."""

    def __init__(self, faults: Sequence[str]) -> None:
        """Carry every fault."""
        super().__init__("\n".join(faults))
        self.faults = list(faults)


class Line(msgspec.Struct, Generic[Fact], frozen=True):
    """A row and where it stands: `areas.csv:12`."""

    where: str
    fact: Fact


class Facts(msgspec.Struct, frozen=True):
    """All files, read."""

    areas: list[Line[AreaFact]]
    agencies: list[Line[AgencyFact]]
    succession: list[Line[SuccessionFact]]
    fields: list[Line[FieldFact]]
    duties: list[Line[DutyFact]]
    time_limits: list[Line[TimeLimitFact]]
    holidays: list[Line[HolidayFact]]
    sentences: list[Line[Sentence]]


async def load(db: Db, folder: Path) -> list[str]:
    """Bring the tables in line with the files, in one transaction; a line for each file, none when no file has changed."""
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES if (folder / name).is_file()}
    async with db.transaction(SYSTEM) as tx:
        await agencies.lock_loads(tx)
        if digests == {loaded.file: loaded.digest for loaded in await agencies.loads(tx)}:
            return []
        facts, kept = read(folder), await administration.kept_files(tx)
        told = await _save(tx, facts, kept)
        for name, digest in digests.items():
            await agencies.mark_loaded(tx, name, digest)
    return [KEPT.format(name) if name in kept else f"{name}: {len(getattr(facts, Path(name).stem))}" for name in FILES] + told


def read(folder: Path) -> Facts:
    """Read and check the files; BrokenReference with every fault."""
    faults: list[str] = []
    facts = Facts(
        areas=_lines(folder / "areas.csv", AreaFact, faults),
        agencies=_lines(folder / "agencies.csv", AgencyFact, faults),
        succession=_lines(folder / "succession.csv", SuccessionFact, faults),
        fields=_lines(folder / "fields.csv", FieldFact, faults),
        duties=_lines(folder / "duties.csv", DutyFact, faults),
        time_limits=_lines(folder / "time_limits.csv", TimeLimitFact, faults),
        holidays=_lines(folder / "holidays.csv", HolidayFact, faults),
        sentences=_lines(folder / "sentences.csv", Sentence, faults),
    )
    if not faults:  # otherwise a row that could not be read would be missed by every row that names it
        faults.extend(_contradictions(facts))
    if faults:
        raise BrokenReference(faults)
    return facts


def learnt(facts: Facts) -> Model:
    """The model of the files, where there is no database to keep it."""
    return train(_facts(facts.sentences), _facts(facts.fields))


async def _save(tx: Tx, facts: Facts, kept: Collection[str]) -> list[str]:
    rows = await reorganised.rows(tx, _facts(facts.areas), _facts(facts.agencies), _facts(facts.succession))
    gone = {
        "areas.csv": await agencies.areas_besides(tx, [row.code for row in rows.areas]),
        "agencies.csv": await agencies.agencies_besides(tx, [row.code for row in rows.agencies]),
        "fields.csv": await routing.fields_besides(tx, [line.fact.code for line in facts.fields]),
        "time_limits.csv": await calendars.time_limits_besides(tx, [line.fact.code for line in facts.time_limits]),
    }
    if any(gone.values()):
        raise BrokenReference(
            [f"{name}: {code} was loaded before and has no row now; end it with valid_to" for name, codes in gone.items() for code in codes]
        )
    await agencies.load_areas(tx, rows.areas)
    await agencies.load_agencies(tx, rows.agencies)
    await agencies.load_succession(tx, rows.succession)
    await routing.load_fields(tx, _facts(facts.fields))
    if "duties.csv" not in kept:
        await routing.load_duties(tx, _facts(facts.duties))
    await calendars.load_time_limits(tx, _facts(facts.time_limits))
    await calendars.load_holidays(tx, _facts(facts.holidays))
    await routing.load_sentences(tx, _facts(facts.sentences))
    await learning.learn_sentences(tx)
    return rows.lines


def _facts(lines: Iterable[Line[Fact]]) -> list[Fact]:
    return [line.fact for line in lines]


def _lines(path: Path, into: type[Fact], faults: list[str]) -> list[Line[Fact]]:
    lines: list[Line[Fact]] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True, restval="", restkey="")
            columns = [column.name for column in msgspec.structs.fields(into) if column.name != "search_key"]
            if set(reader.fieldnames or ()) != set(columns):
                faults.append(f"{path.name}:1: the columns must be {', '.join(columns)}")
                return []
            for row in reader:
                where = f"{path.name}:{reader.line_num}"
                wrong = [f"{where}: {fault}" for fault in _wrong_cells(row, into)]
                faults.extend(wrong)
                if not wrong:
                    lines.append(Line(where, _fact(row, into)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        faults.append(f"{path.name}: cannot be read: {error}")
    return lines


def _wrong_cells(row: dict[str, str], into: type[msgspec.Struct]) -> Iterator[str]:
    if "" in row:
        yield "there are more cells than columns; a cell with a comma needs quotation marks"
    for column in msgspec.structs.fields(into):
        if column.name == "search_key":
            continue
        cell = row[column.name]
        try:
            msgspec.convert(_cell(column.name, cell), column.type, strict=False)
        except msgspec.ValidationError as error:
            yield f"{column.name} must not be empty" if not cell.strip() else f"{column.name} {cell!r}: {error}"


def _fact(row: dict[str, str], into: type[Fact]) -> Fact:
    cells = {name: _cell(name, cell) for name, cell in row.items()}
    if into is AgencyFact:
        cells["search_key"] = search_key(row["name"], row["aliases"].split("|"))
    return msgspec.convert(cells, into, strict=False)


def _cell(name: str, cell: str) -> str | list[str] | None:
    text = unicodedata.normalize("NFC", cell).strip()
    if name in {"aliases", "fields"}:
        return [part.strip() for part in text.split("|") if part.strip()]
    if name == "words":
        return [part.strip() for part in text.split("|")] if text else None
    return text if name == "level" else text or None  # of a time limit it may be empty: any


def _contradictions(facts: Facts) -> Iterator[str]:
    areas = {line.fact.code: line.fact for line in facts.areas}
    bodies = {line.fact.code: line.fact for line in facts.agencies}
    yield from _area_faults(facts.areas, areas)
    yield from _agency_faults(facts.agencies, bodies, areas)
    yield from _twice(facts.succession, lambda row: (row.from_code, row.to_code, row.function))
    yield from _dangling(facts.succession, "from_code", bodies, "agencies.csv")
    yield from _dangling(facts.succession, "to_code", bodies, "agencies.csv")
    yield from _succession_faults(facts.succession, {line.fact.code for line in facts.fields})
    yield from _field_faults(facts.fields)
    yield from _duty_faults(facts.duties, {line.fact.code for line in facts.fields}, bodies)
    yield from _holes(facts)
    yield from _time_limit_faults(facts.time_limits)
    yield from _holiday_faults(facts.holidays)
    yield from _sentence_faults(facts.sentences, {line.fact.code for line in facts.fields})


def _area_faults(lines: Sequence[Line[AreaFact]], areas: dict[AreaCode, AreaFact]) -> Iterator[str]:
    yield from _twice(lines, lambda row: row.code)
    yield from _validity(lines)
    yield from _besides(lines, "level", Level)
    yield from _dangling(lines, "successor_code", areas, "areas.csv")
    for line in lines:
        row = line.fact
        if not row.name.startswith(f"{row.kind} "):
            yield f"{line.where}: name {row.name} does not begin with its kind, {row.kind}"
        if (row.valid_to is None) != (row.successor_code is None):
            yield f"{line.where}: {row.code} must have both valid_to and successor_code, or neither"
        successor = areas.get(row.successor_code) if row.successor_code else None
        if successor and successor.valid_to:
            yield f"{line.where}: the successor {successor.code} of {row.code} has ended itself"


def _agency_faults(
    lines: Sequence[Line[AgencyFact]], bodies: dict[AgencyCode, AgencyFact], areas: dict[AreaCode, AreaFact]
) -> Iterator[str]:
    yield from _twice(lines, lambda row: row.code)
    yield from _validity(lines)
    yield from _besides(lines, "level", (*Level, "district", "central"))
    yield from _besides(lines, "kind", AGENCY_KINDS)
    yield from _dangling(lines, "parent_code", bodies, "agencies.csv")
    yield from _dangling(lines, "area_code", areas, "areas.csv")
    for line in lines:
        if line.fact.level == Level.COMMUNE and line.fact.area_code is None:
            yield f"{line.where}: {line.fact.code} is a body of a commune and needs area_code"


def _succession_faults(lines: Sequence[Line[SuccessionFact]], fields: Collection[str]) -> Iterator[str]:
    for line in lines:
        unknown = [code for code in line.fact.fields if code not in fields and code != NO_FIELD]
        yield from (f"{line.where}: fields {code} has no row in fields.csv" for code in unknown)


def _field_faults(lines: Sequence[Line[FieldFact]]) -> Iterator[str]:
    yield from _twice(lines, lambda row: row.code)
    yield from _validity(lines)
    yield from _besides(lines, "first_level", Level)
    for line in lines:
        if not FIELD_CODE.fullmatch(line.fact.code):
            yield f"{line.where}: code {line.fact.code} is not R and two digits"
        if "" in line.fact.words:
            yield f"{line.where}: words has an empty word between two |"


def _duty_faults(lines: Sequence[Line[DutyFact]], fields: Collection[str], bodies: dict[AgencyCode, AgencyFact]) -> Iterator[str]:
    yield from _validity(lines)
    yield from _besides(lines, "level", Level)
    yield from _besides(lines, "kind", Kind)
    yield from _overlaps(lines, lambda row: (row.field_code, row.level, row.kind))
    yield from _dangling(lines, "field_code", fields, "fields.csv")
    yield from _dangling(lines, "agency_code", bodies, "agencies.csv")
    for line in lines:
        row = line.fact
        body = bodies.get(row.agency_code) if row.agency_code else None
        if row.level == Level.PROVINCE and row.agency_code is None:
            yield f"{line.where}: a duty of the province needs agency_code"
        if body and not _covers(body, row):
            yield f"{line.where}: {body.code} does not exist during all of the duty"


def _holes(facts: Facts) -> Iterator[str]:
    """What two rows hold at once is told with their lines."""
    for hole in coverage(_facts(facts.fields), _facts(facts.duties)):
        if not hole.rows:
            until = f" to {hole.last}" if hole.last else " on"
            yield f"duties.csv: {hole.field_code} {hole.kind}: nobody answers at the {hole.level} from {hole.first}{until}"


def _time_limit_faults(lines: Sequence[Line[TimeLimitFact]]) -> Iterator[str]:
    yield from _twice(lines, lambda row: row.code)
    yield from _validity(lines)
    yield from _besides(lines, "kind", (*Kind, *Subject))
    yield from _besides(lines, "step", Step)
    yield from _besides(lines, "unit", Unit)
    yield from _besides(lines, "basis", ("law", "target"))
    yield from _besides(lines, "trigger", TRIGGERS)
    yield from _besides(lines, "complex", EITHER)
    yield from _besides(lines, "remote", EITHER)
    yield from _besides(lines, "level", LEVELS)
    yield from _besides(lines, "counts", ("after", "before"))
    yield from _overlaps_when(lines)
    for line in lines:
        if line.fact.number < 0:
            yield f"{line.where}: number {line.fact.number} is less than 0, which means at once"


def _overlaps_when(lines: Sequence[Line[TimeLimitFact]]) -> Iterator[str]:
    """Two rules for the same kind, step, day and circumstances: "any" meets both."""
    for before, line in combinations(lines, 2):
        one, other = before.fact, line.fact
        same = (one.kind, one.step) == (other.kind, other.step) and _start(one) < _end(other) and _start(other) < _end(one)
        if same and all(_meet(getattr(one, column), getattr(other, column)) for column in ("complex", "remote", "level")):
            yield f"{line.where}: holds at the same time as {before.where}"


def _meet(one: str, other: str) -> bool:
    return one == other or bool({one, other} & {"any", ""})


def _holiday_faults(lines: Sequence[Line[HolidayFact]]) -> Iterator[str]:
    yield from _twice(lines, lambda row: row.day)
    yield from _besides(lines, "kind", ("off", "make_up"))
    for line in lines:
        weekend = line.fact.day.weekday() >= SATURDAY
        if weekend != (line.fact.kind == "make_up"):
            yield f"{line.where}: {line.fact.day} is {'' if weekend else 'not '}at a weekend; off is for weekdays, make_up for weekends"
    kinds = {line.fact.day: line.fact.kind for line in lines}
    for year in range(min(kinds).year, max(kinds).year + 1) if kinds else ():
        yield from (f"holidays.csv: {year}: {lacking}" for lacking in missing(kinds, year))


def _sentence_faults(lines: Sequence[Line[Sentence]], fields: Collection[str]) -> Iterator[str]:
    yield from _twice(lines, lambda row: row.text)
    yield from _besides(lines, "kind", Kind)
    yield from _dangling(lines, "field", fields, "fields.csv")
    first: dict[str, Line[Sentence]] = {}
    for line in lines:
        seen = first.setdefault(line.fact.family, line)
        if seen.fact.field != line.fact.field:
            yield f"{line.where}: family {line.fact.family} is about {seen.fact.field} at {seen.where}"


def _twice(lines: Iterable[Line[Fact]], key: Callable[[Fact], Hashable]) -> Iterator[str]:
    first: dict[Hashable, str] = {}
    for line in lines:
        seen = first.setdefault(key(line.fact), line.where)
        if seen != line.where:
            yield f"{line.where}: the same as {seen}"


def _dangling(lines: Iterable[Line[Fact]], column: str, known: Collection[str], file: str) -> Iterator[str]:
    for line in lines:
        code = getattr(line.fact, column)
        if code is not None and code not in known:
            yield f"{line.where}: {column} {code} has no row in {file}"


def _besides(lines: Iterable[Line[Fact]], column: str, allowed: Iterable[str]) -> Iterator[str]:
    values = [str(value) for value in allowed]
    for line in lines:
        if getattr(line.fact, column) not in values:
            yield f"{line.where}: {column} {getattr(line.fact, column)} is none of {', '.join(sorted(values))}"


def _validity(lines: Iterable[Line[DatedFact]]) -> Iterator[str]:
    for line in lines:
        if _start(line.fact) >= _end(line.fact):
            yield f"{line.where}: valid_to {line.fact.valid_to} is not after valid_from {line.fact.valid_from}"


def _overlaps(lines: Iterable[Line[DatedFact]], key: Callable[[DatedFact], Hashable]) -> Iterator[str]:
    latest: dict[Hashable, Line[DatedFact]] = {}
    for line in sorted(lines, key=lambda line: _start(line.fact)):
        before = latest.get(key(line.fact))
        if before and _start(line.fact) < _end(before.fact):
            yield f"{line.where}: holds at the same time as {before.where}"
        if before is None or _end(line.fact) > _end(before.fact):
            latest[key(line.fact)] = line


def _covers(whole: Dated, part: Dated) -> bool:
    return _start(whole) <= _start(part) and _end(part) <= _end(whole)


def _start(row: Dated) -> date:
    return row.valid_from or date.min


def _end(row: Dated) -> date:
    return row.valid_to or date.max
