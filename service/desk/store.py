"""The statements of desk.sql, typed. Reads are nouns, writes are verbs."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from service import db
from service.casework.rules import By
from service.casework.rules.lists import Line, Sieve
from service.db import Tx
from service.desk.rules import Ask, Template
from service.terms import AccountId, AgencyCode, CaseId, CaseNumber

sql = db.queries("desk")


class Note(msgspec.Struct, frozen=True):
    """Words among colleagues."""

    at: datetime
    author: str
    body: str


class Kept(msgspec.Struct, frozen=True):
    """A template of an agency."""

    id: int
    name: str
    body: str
    author: str
    changed_at: datetime


class Filter(msgspec.Struct, frozen=True):
    """A list under a name of one's own."""

    id: int
    name: str
    query: str


class Asked(msgspec.Struct, frozen=True):
    """An opinion asked on a case, as the agency that has the case sees it."""

    id: int
    agency_code: AgencyCode
    agency_name: str
    agency_name_en: str
    asked_by: AgencyCode
    asked_at: datetime
    question: str
    due: date
    answered_at: datetime | None
    officer: str | None
    contribution: str | None


class HandedOn(msgspec.Struct, frozen=True):
    """A case that was handed to another agency: when, and to whom."""

    number: CaseNumber
    at: datetime
    agency_name: str
    agency_name_en: str


class Owed(msgspec.Struct, frozen=True):
    """An opinion asked of an agency, as one line of its list."""

    id: int
    number: CaseNumber
    agency_name: str
    agency_name_en: str
    field_name: str
    field_name_en: str
    question: str
    due: date
    answered_at: datetime | None


class Opinion(msgspec.Struct, frozen=True):
    """An opinion asked of an agency, with the text of the case: nothing of who sent it."""

    id: int
    number: CaseNumber
    agency_name: str
    agency_name_en: str
    field_name: str
    field_name_en: str
    area_name: str
    content: str
    language: str
    filed_at: datetime
    asked_at: datetime
    question: str
    due: date
    answered_at: datetime | None
    officer: str | None
    contribution: str | None


class Load(msgspec.Struct, frozen=True):
    """What one officer has; handler 0 is nobody yet."""

    handler_id: AccountId
    open: int
    overdue: int
    soon: int
    age: float


class Ticked(msgspec.Struct, frozen=True):
    """A case that was ticked in a list, as it stands now."""

    number: CaseNumber
    version: int
    kind: str
    state: str
    opening: str
    handed_on: bool


class Cursor(msgspec.Struct, frozen=True):
    """How far events have been read, and the last case of a rebuild under way."""

    tx: str
    rebuilt: int | None


class Horizon(msgspec.Struct, frozen=True):
    """How far can be read now; `lost` when the cursor makes no sense in this cluster."""

    tx: str
    lost: bool


class _Version(msgspec.Struct, frozen=True):
    id: CaseId
    version: int


class _Answered(msgspec.Struct, frozen=True):
    handler_id: AccountId
    answered: int


class _Named(msgspec.Struct, frozen=True):
    id: AccountId
    name: str


async def add_note(tx: Tx, by: By, number: CaseNumber, body: str, at: datetime, *, denunciations: bool) -> int:
    """Keep a note; 0 when the agency does not have the case."""
    return await tx.run(
        sql.add_note, author_id=by.account, at=at, body=body, number=number, agency_code=by.agency, denunciations=denunciations
    )


async def notes(tx: Tx, case_id: CaseId, agencies: Sequence[AgencyCode]) -> list[Note]:
    """What an agency, and those it took over from, have noted on a case."""
    return await tx.all(sql.notes, Note, case_id=case_id, agencies=agencies)


async def templates(tx: Tx, agency: AgencyCode) -> list[Kept]:
    """The templates an agency uses."""
    return await tx.all(sql.templates, Kept, agency_code=agency)


async def template(tx: Tx, agency: AgencyCode, one: int) -> Kept:
    """One of them; NotFound when it is retired or another agency's."""
    return await tx.one(sql.template, Kept, id=one, agency_code=agency)


async def add_template(tx: Tx, by: By, new: Template, at: datetime) -> int:
    """Keep a new template; 0 when its name is in use."""
    return await tx.run(sql.add_template, agency_code=by.agency, name=new.name, body=new.body, author_id=by.account, at=at)


async def change_template(tx: Tx, by: By, one: int, new: Template, at: datetime) -> int:
    """Put other words in a template; 0 when it is gone or the name is another's."""
    return await tx.run(sql.change_template, id=one, agency_code=by.agency, name=new.name, body=new.body, author_id=by.account, at=at)


async def retire_template(tx: Tx, agency: AgencyCode, one: int, at: datetime) -> int:
    """Use a template no more."""
    return await tx.run(sql.retire_template, id=one, agency_code=agency, at=at)


async def filters(tx: Tx, account: AccountId, agency: AgencyCode) -> list[Filter]:
    """The lists an officer has named."""
    return await tx.all(sql.filters, Filter, account_id=account, agency_code=agency)


async def add_filter(tx: Tx, by: By, name: str, query: str) -> int:
    """Name a list; 0 when the name is in use."""
    return await tx.run(sql.add_filter, account_id=by.account, agency_code=by.agency, name=name, query=query)


async def drop_filter(tx: Tx, account: AccountId, one: int) -> int:
    """Let go of a named list of one's own."""
    return await tx.run(sql.drop_filter, id=one, account_id=account)


async def asks(tx: Tx, case_id: CaseId) -> list[Asked]:
    """The opinions asked on a case."""
    return await tx.all(sql.asks, Asked, case_id=case_id)


async def add_ask(tx: Tx, by: By, number: CaseNumber, ask: Ask, at: datetime) -> int:
    """Ask an agency; 0 when it was asked already, or the case is no longer here."""
    return await tx.run(
        sql.add_ask,
        to_agency=ask.to,
        account_id=by.account,
        at=at,
        question=ask.text,
        due=ask.day,
        number=number,
        agency_code=by.agency,
    )


async def asked_of(tx: Tx, agency: AgencyCode, most: int) -> list[Owed]:
    """What other agencies ask of one."""
    return await tx.all(sql.asked_of, Owed, agency_code=agency, most=most)


async def asked(tx: Tx, agency: AgencyCode, one: int) -> Opinion:
    """One opinion asked of an agency; NotFound when it was not, or the case has gone elsewhere."""
    return await tx.one(sql.asked, Opinion, id=one, agency_code=agency)


async def contribute(tx: Tx, by: By, one: int, text: str, at: datetime) -> int:
    """Keep what the agency says; 0 when it was said already, or the case has gone elsewhere."""
    return await tx.run(sql.contribute, contribution=text, at=at, account_id=by.account, id=one, agency_code=by.agency)


async def open_asks(tx: Tx, agency: AgencyCode) -> int:
    """How many opinions an agency still owes."""
    return await tx.value(sql.open_asks, agency_code=agency)


async def versions(tx: Tx, ids: Sequence[CaseId]) -> dict[CaseId, int]:
    """The versions of the cases of a list."""
    return {row.id: row.version for row in await tx.all(sql.versions, _Version, ids=ids)}


async def waiting(tx: Tx, sieve: Sieve, before: tuple[datetime, int], most: int) -> list[Line]:
    """Cases where nothing is due and that have not ended; `before` is the last line of the page before."""
    return await tx.all(
        sql.waiting,
        Line,
        agency_code=sieve.agency,
        before=before[0],
        before_id=before[1],
        denunciations=sieve.denunciations,
        state=sieve.state,
        kind=sieve.kind,
        field_code=sieve.field_code,
        area_code=sieve.area_code,
        handler_id=sieve.handler_id,
        number=sieve.number,
        most=most,
    )


class Page(msgspec.Struct, frozen=True):
    """Which part of a list is shown: what comes after the last line of the page before, and how much of it."""

    before: tuple[datetime, int]
    most: int


async def among(tx: Tx, ids: Sequence[CaseId], sieve: Sieve, page: Page) -> list[Line]:
    """Which of some cases a list shows."""
    return await tx.all(
        sql.among,
        Line,
        ids=ids,
        agency_code=sieve.agency,
        before=page.before[0],
        before_id=page.before[1],
        denunciations=sieve.denunciations,
        state=sieve.state,
        kind=sieve.kind,
        field_code=sieve.field_code,
        area_code=sieve.area_code,
        handler_id=sieve.handler_id,
        number=sieve.number,
        first_due=sieve.first_due,
        last_due=sieve.last_due,
        most=page.most,
    )


async def numbered(tx: Tx, agency: AgencyCode, numbers: Sequence[str]) -> list[CaseId]:
    """The cases of an agency with one of these numbers."""
    return await tx.value(sql.numbered, numbers=numbers, agency_code=agency)


async def handed_on(tx: Tx, agency: AgencyCode, numbers: Sequence[str]) -> list[HandedOn]:
    """Cases with one of these numbers that an agency handed to another."""
    return await tx.all(sql.handed_on, HandedOn, numbers=numbers, agency_code=agency)


async def endings(tx: Tx, beginning: str) -> list[str]:
    """What a word that is still being typed may become."""
    return await tx.value(sql.endings, beginning=beginning)


async def matching(tx: Tx, query: str, most: int) -> list[CaseId]:
    """Cases that have every word looked for, the latest first."""
    return await tx.value(sql.matching, query=query, most=most)


async def words_read(tx: Tx) -> Cursor | None:
    """How far events have been read, locked; None while another process reads on."""
    return await tx.maybe(sql.words_read, Cursor)


async def words_news(tx: Tx) -> bool:
    """Whether there is anything to index."""
    return await tx.value(sql.words_news)


async def words_horizon(tx: Tx, after: str) -> Horizon:
    """How far can be read now."""
    return await tx.one(sql.words_horizon, Horizon, after=after)


async def advance_words(tx: Tx, upto: str, rebuilt: int | None) -> None:
    """Note how far has been read, and how far a rebuild has come."""
    await tx.run(sql.advance_words, tx=upto, rebuilt=rebuilt)


async def moved_cases(tx: Tx, after: str, upto: str) -> list[CaseId]:
    """Cases with something new since the cursor."""
    return await tx.value(sql.moved_cases, after=after, upto=upto)


async def next_cases(tx: Tx, after: int, most: int) -> list[CaseId]:
    """The next cases of a rebuild."""
    return await tx.value(sql.next_cases, after=after, most=most)


async def index_cases(tx: Tx, ids: Sequence[CaseId]) -> int:
    """Write the words of some cases anew; how many were different."""
    return await tx.run(sql.index_cases, ids=ids)


async def workload(tx: Tx, agency: AgencyCode, today: date, soon: date, *, denunciations: bool) -> list[Load]:
    """What each officer of an agency has, and what nobody has yet."""
    return await tx.all(sql.workload, Load, agency_code=agency, today=today, soon=soon, denunciations=denunciations)


async def answered_since(tx: Tx, agency: AgencyCode, since: datetime, *, denunciations: bool) -> dict[AccountId, int]:
    """How many cases of each officer were answered lately."""
    rows = await tx.all(sql.answered_since, _Answered, agency_code=agency, since=since, denunciations=denunciations)
    return {row.handler_id: row.answered for row in rows}


async def names(tx: Tx, ids: Sequence[AccountId]) -> dict[AccountId, str]:
    """The names of officers who no longer handle cases here."""
    return {row.id: row.name for row in await tx.all(sql.names, _Named, ids=ids)}


async def ticked(tx: Tx, agency: AgencyCode, numbers: Sequence[CaseNumber], *, denunciations: bool) -> dict[CaseNumber, Ticked]:
    """The cases that were ticked, those an officer may see."""
    rows = await tx.all(sql.ticked, Ticked, numbers=numbers, agency_code=agency, denunciations=denunciations)
    return {row.number: row for row in rows}
