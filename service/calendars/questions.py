"""Until when, and which rule says so: what `langnghe due` is asked. A question that cannot be read is told in one sentence."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta, timezone

import msgspec

from service.calendars.rules import Book, Condition, TimeLimit, Unit, due, due_at
from service.problems import CannotRun

VIETNAM = timezone(timedelta(hours=7))


class Question(msgspec.Struct, frozen=True):
    """What was typed, unread: capitals do not matter, and "-" is as good as "_"."""

    kind: str
    step: str
    start: str
    complex: bool = False
    remote: bool = False
    level: str = ""


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The last day (of hours: the moment), as counted and as it binds, and the whole rule."""

    source: str
    kind: str
    step: str
    when: Condition
    start: date | datetime = msgspec.field(name="from")
    raw: date | datetime
    rolled: date | datetime
    unit: str
    article: str
    article_en: str
    calendar_known: bool  # whether the holidays of the years in question are in
    code: str
    rule: TimeLimit
    days: int | None = None
    hours: int | None = None


class Listing(msgspec.Struct, frozen=True):
    """Every rule in force on a day."""

    source: str
    on: date
    rules: list[TimeLimit]


def answer(question: Question, book: Book, source: str) -> Answer:
    """Find the rule and count."""
    start = moment(question.start)
    rows = _rows(question, book)
    in_force = [row for row in rows if row.valid_on(start.date())]
    if not in_force:
        spans = sorted({f"from {row.valid_from}{f' to before {row.valid_to}' if row.valid_to else ' on'}" for row in rows})
        raise CannotRun(f"{rows[0].kind} {rows[0].step} has no rule on {start.date()}; it has {', '.join(spans)}")
    when = Condition(question.complex, question.remote, _level(question.level, in_force))
    rule = book.limit(rows[0].kind, rows[0].step, start.date(), when)
    try:
        return _counted(rule, when, start, book, source)
    except OverflowError:
        raise CannotRun(f"from {question.start}: the calendar ends before that limit does") from None


def listing(on: str, book: Book, source: str, today: date) -> Listing:
    """Every rule in force on a day, today when none is given."""
    day = moment(on).date() if on else today
    return Listing(source, day, [limit for limit in book.limits if limit.valid_on(day)])


def moment(text: str) -> datetime:
    """A day, or a day and a time as clocks in Vietnam show it; a day alone begins at 00:00."""
    try:
        read = datetime.fromisoformat(text.strip())
        return read.astimezone(VIETNAM).replace(tzinfo=None) if read.tzinfo else read
    except (ValueError, OverflowError):
        raise CannotRun(f"{text!r} is no date; a date is written 2026-12-03, with a time 2026-12-03T15:30") from None


def _rows(question: Question, book: Book) -> list[TimeLimit]:
    kind = _known("kind", question.kind, {limit.kind for limit in book.limits})
    step = _known(f"step of {kind}", question.step, {limit.step for limit in book.limits if limit.kind == kind})
    return book.by_step[kind, step]


def _known(what: str, typed: str, allowed: Collection[str]) -> str:
    word = typed.strip().upper().replace("-", "_")
    if word not in allowed:
        raise CannotRun(f"{typed!r} is no {what}; there are {', '.join(sorted(allowed))}")
    return word


def _level(typed: str, rows: Iterable[TimeLimit]) -> str:
    """The level that was named; the first instance when none was and the rules differ by instance."""
    allowed = {row.level for row in rows}
    level = typed.strip().lower() or ("1" if "1" in allowed else "")
    if level not in allowed and (allowed != {""} or level not in {"1", "2"}):
        raise CannotRun(f"{f'{typed!r} is no level here' if typed else 'a level is needed'}; there are {', '.join(sorted(allowed))}")
    return level


def _counted(rule: TimeLimit, when: Condition, start: datetime, book: Book, source: str) -> Answer:
    if rule.unit == Unit.DAY_PER_MONTH:
        raise CannotRun(f"{rule.code} says how often ({rule.number} a month, {rule.article_en}), not until when")
    in_hours = rule.unit == Unit.HOUR
    begun = start if in_hours else start.date()
    end = due(rule, start.date(), book.calendar)
    raw, last = (due_at(rule, start), due_at(rule, start)) if in_hours else (end.raw, end.day)
    return Answer(
        source=source,
        kind=rule.kind,
        step=rule.step,
        when=when,
        start=begun,
        raw=raw,
        rolled=last,
        unit=rule.unit,
        article=rule.article,
        article_en=rule.article_en,
        calendar_known=all(book.calendar.knows(day) for day in (start.date(), end.raw, end.day)),
        code=rule.code,
        rule=rule,
        days=None if in_hours else rule.number,
        hours=rule.number if in_hours else None,
    )
