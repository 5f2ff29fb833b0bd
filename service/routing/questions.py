"""Who must answer, and why: what `langnghe route` is asked. A question that cannot be read is told in one sentence.

What is not named is read from the text: the kind and the field, as far as the words are sure. Where they are not, the question says
what to choose from; it is not asked where every likely field leads to the same body.
"""

import csv
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date

import msgspec

from service.calendars.rules import Book as Calendar
from service.calendars.rules import Clock
from service.problems import CannotRun, Invalid, Text
from service.routing.answers import After, Answer, Asked, Fault, Known, Link, Named, Numbered, Owed, Wanted
from service.routing.rules import UNSURE, Ask, Guess, Question, Reason, Register, Route, check_day, named_in_letter, route
from service.terms import AgencyCode, AreaCode, FieldCode, Kind, Step

SURE = 0.5  # from here on a guess stands without being asked for
LAST_YEAR = 2099
MOST_NAMED = 60  # codes in a message
LONGEST_NAME = 2_000  # letters of who or where is meant
LIKELY = 0.1  # from here on a field could still be meant
_FEEDBACK = {Kind.PHAN_ANH_KIEN_NGHI, Kind.KHEN_NGOI}
_DUTIES = {True: (Step.ANSWER, Step.FIRST_ANSWER), False: (Step.ACCEPT, Step.FIRST_ANSWER)}
_WHICH_KIND = "Nội dung này là phản ánh, khen ngợi, khiếu nại hay tố cáo? Xin ghi loại."
_WHICH_FIELD = "Chưa chắc việc này thuộc lĩnh vực nào. Xin chọn một lĩnh vực."


def answer(asked: Asked, known: Known) -> Answer:
    """Find who must answer."""
    around = known.registers[day_of(asked.on, known.today)]
    check_day(around.day)
    kinds, fields = (known.model.kinds(asked.text), known.model.fields(asked.text)) if asked.text and known.model else ([], [])
    if not (asked.kind or asked.text):
        raise CannotRun("route needs --kind or --text")
    question = _read(
        asked, around, kinds[0].code if kinds else Kind.PHAN_ANH_KIEN_NGHI, fields[0].code if fields else UNSURE if asked.text else ""
    )
    found = route(question, around)
    asks = [_wanted(ask) for ask in found.asks]
    if asked.text and not asked.field and _differ(question, found, fields, around):
        options = [(one.code, around.book.fields[FieldCode(one.code)].name, ", ".join(one.words)) for one in fields]
        asks.insert(0, Wanted("linh_vuc", _WHICH_FIELD, options))
    if not asked.kind and (not kinds or kinds[0].score < SURE):
        asks.insert(0, Wanted("loai", _WHICH_KIND, [(code, code, "") for code in [one.code for one in kinds] or [*Kind]]))
    return _answer(question, found, asks, (kinds, fields), (around, known))


def typed(lines: Iterable[str]) -> list[tuple[int, Asked]]:
    """The questions of a table, each with its line: tabs between, the first line names its columns as the options are called."""
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
    columns = {name: name.strip().lower().replace("-", "_") for name in table.fieldnames or [""]}
    allowed = set(Asked.__struct_fields__)
    if unknown := sorted(set(columns.values()) - allowed):
        raise CannotRun(f"the first line names the columns; {unknown[0]!r} is none of {', '.join(sorted(allowed))}")
    return [
        (table.line_num, _typed({columns[name]: (cell or "").strip() for name, cell in row.items() if name in columns})) for row in table
    ]


def _typed(cells: dict[str, str]) -> Asked:
    flags = {name: cells.get(name, "").lower() in {"1", "true", "yes", "x"} for name in ("leads", "private")}
    return msgspec.convert({**cells, **flags}, Asked)


def answers(asked: Iterable[tuple[int, Asked]], known: Known) -> Iterator[Numbered | Fault]:
    """The answer to each, or why there is none."""
    for line, one in asked:
        try:
            yield Numbered(line, answer(one, known))
        except CannotRun as wrong:
            yield Fault(line, str(wrong))
        except Invalid as wrong:
            yield Fault(line, "; ".join(_said(why) for why in wrong.fields.values()))


def days(asked: Iterable[Asked], today: date) -> set[date]:
    """The days that are asked about; what is no day is told with its own answer."""
    found = {today}
    for one in asked:
        with suppress(CannotRun):
            found.add(day_of(one.on, today))
    return found


def day_of(text: str, today: date) -> date:
    """The day that was named, today when none was."""
    try:
        day = date.fromisoformat(text.strip()) if text else today
    except ValueError:
        raise CannotRun(f"{text!r} is no date; a date is written 2026-12-03") from None
    if day.year > LAST_YEAR:
        raise CannotRun(f"nothing is known of {day}: the last year is {LAST_YEAR}")
    return day


def _differ(question: Question, found: Route, fields: list[Guess], around: Register) -> bool:
    """Whether the field is unsure, and another likely one leads to another body."""
    if fields and fields[0].score >= SURE:
        return False
    others = [one.code for one in fields[1:] if one.score >= LIKELY]
    to = {_code(route(msgspec.structs.replace(question, field=FieldCode(code)), around)) for code in others}
    return not fields or bool(to - {_code(found)})


def _code(found: Route) -> AgencyCode | None:
    return found.agency.code if found.agency else None


def _answer(
    question: Question, found: Route, asks: list[Wanted], guesses: tuple[list[Guess], list[Guess]], among: tuple[Register, Known]
) -> Answer:
    around, known = among
    field = around.book.fields.get(question.field) if question.field else None
    area = around.areas.get(found.area) if found.area else None
    return Answer(
        source=known.source,
        on=around.day,
        kinds=guesses[0],
        fields=guesses[1],
        kind=question.kind,
        field=Named(field.code, field.name) if field else None,
        area=Named(area.code, area.name) if area else None,
        agency=Named(found.agency.code, found.agency.name) if found.agency else None,
        contact=found.contact.vi,
        levels=[After(level.agency, _said(level.who), _said(level.article)) for level in found.levels],
        due=list(_owed(question.kind, around.day, known.calendar)),
        reasons=[_link(reason) for reason in found.reasons],
        asks=asks,
    )


def _owed(kind: Kind, day: date, calendar: Calendar) -> Iterator[Owed]:
    for step in _DUTIES[kind in _FEEDBACK]:
        try:
            clock: Clock = calendar.start(kind, step, day)
        except LookupError:
            continue
        yield Owed(step, clock.due.day, calendar.by_code[clock.limit_code].article)


def _read(asked: Asked, around: Register, kind: str, field: str) -> Question:
    for option in ("against", "area"):
        if len(getattr(asked, option)) > LONGEST_NAME:
            raise CannotRun(f"--{option} is longer than {LONGEST_NAME} letters; a name is enough")
    area = next((code for code in around.areas if code == asked.area.strip()), None)
    field = _known("field", asked.field or field, around.book.fields) if asked.field or field else ""
    meant = Kind(_known("kind", asked.kind or kind, set(Kind)))
    return Question(
        kind=meant,
        apart=named_in_letter(asked.text, around.bodies) if meant == Kind.TO_CAO else (),
        field=FieldCode(field) if field else None,
        area=AreaCode(area) if area else None,
        area_text="" if area else asked.area,
        against=next((code for code in around.bodies if code == asked.against.strip()), None),
        against_text=asked.against,
        leads=asked.leads,
        level=int(_known("level", asked.level or "1", {"1", "2"})),
        settled_by=AgencyCode(_known("body", asked.settled_by, around.bodies)) if asked.settled_by else None,
        official=not asked.private,
    )


def _known(what: str, typed: str, allowed: Collection[str]) -> str:
    word = typed.strip().replace("-", "_") if what == "kind" else typed.strip()
    found = next((one for one in allowed if one.casefold() == word.casefold()), None)
    if found is None:
        few = sorted(allowed)[:MOST_NAMED]
        raise CannotRun(f"{typed!r} is no {what}; there are {', '.join(few)}{' …' if len(allowed) > len(few) else ''}")
    return found


def _link(reason: Reason) -> Link:
    return Link(_said(reason.why), _said(reason.article))


def _wanted(ask: Ask) -> Wanted:
    return Wanted(ask.field, _said(ask.why), [(code, name.vi, hint) for code, name, hint in ask.options])


def _said(text: object) -> str:
    """A sentence as its source has it."""
    return text.message % {name: _said(value) for name, value in text.values.items()} if isinstance(text, Text) else str(text)
