"""The list of an agency's cases: what is due first first, filters in the address, a page by the last line of the one before."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency

from service import clock, i18n
from service.accounts import store as accounts
from service.agencies import store as agencies
from service.calendars import store as calendars
from service.calendars.rules import add_working_days, days_left
from service.casework import store
from service.casework.store import Counts, Line, Sieve
from service.db import Db, Tx
from service.forms import number_in, parse
from service.guards import Me, officer
from service.render import Page, respond
from service.routing import store as routing
from service.terms import AccountId

LINES = 50
SOON = 3  # working days
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
Option = tuple[str, str]


class InboxQuery(msgspec.Struct):
    """The list as its address has it; what is empty does not matter. `sau` is the last line of the page before."""

    xem: str = ""
    han: str = ""
    trang_thai: str = ""
    loai: str = ""
    linh_vuc: str = ""
    noi: str = ""
    nguoi: str = ""
    so: str = ""
    sau: str = ""
    da: str = ""
    ho_so: str = ""


class InboxPage(Page, template="casework/inbox.html"):
    """One line a case; `left` are the working days left until a day, `older` and `first` the addresses of other pages."""

    query: InboxQuery
    lines: list[Line]
    left: Mapping[date, int]
    counts: Counts
    counted: int
    fields: list[Option]
    areas: list[Option]
    officers: list[Option]
    older: str
    first: str


@get("/co-quan", guards=[officer])
async def inbox(request: Request[Me, Any, Any], db: NamedDependency[Db]) -> Response[Any]:
    """The cases of my agency, what is due first first; or those that are done."""
    english = i18n.language_of(request) == "en"
    query, me, today = parse(request.scope["query_string"], InboxQuery), request.user, clock.today()
    book, routes = await calendars.book(db), await routing.book(db)
    soon = add_working_days(today, SOON, book.calendar)
    async with db.read() as tx:
        lines, more = await _lines(tx, query, _sieve(query, me, today, soon))
        counts = await store.inbox_counts(tx, me.agency, today, soon)
        officers = await accounts.officers(tx, me.agency, today)
    page = InboxPage(
        query=query,
        lines=lines,
        left={day: days_left(today, day, book.calendar) for line in lines if (day := line.next_due)},
        counts=counts,
        counted=store.COUNTED,
        fields=[(field.code, field.name_en if english else field.name) for field in routes.fields.values()],
        areas=[] if me.agency in routes.committees.values() else await _areas(db),
        officers=[(str(one.id), one.name) for one in officers],
        older=_address(query, _mark(lines[-1])) if more else "",
        first=_address(query, "") if query.sau else "",
    )
    return respond(request, page)


async def _areas(db: Db) -> list[Option]:
    return [(area.code, area.name) for area in await db.keep("communes", agencies.communes)]


def _sieve(query: InboxQuery, me: Me, today: date, soon: date) -> Sieve:
    number = "".join(letter for letter in query.so.upper() if letter.isascii() and (letter.isalnum() or letter == "-"))
    return Sieve(
        agency=me.agency,
        state=query.trang_thai or None,
        kind=query.loai or None,
        field_code=query.linh_vuc or None,
        area_code=query.noi or None,
        handler_id=_handler(query.nguoi, me),
        number=number or None,
        first_due=today if query.han == "sap" else date.min,
        last_due={"sap": soon, "qua": today - timedelta(days=1)}.get(query.han, date.max),
    )


def _handler(typed: str, me: Me) -> AccountId | None:
    """Me, nobody yet, an officer by number, or whoever."""
    if typed == "toi":
        return me.account_id
    return AccountId(number_in(typed, below=2**31)) if typed else None


async def _lines(tx: Tx, query: InboxQuery, sieve: Sieve) -> tuple[list[Line], bool]:
    """A page of the list, and whether there is another after it."""
    place, _, number = query.sau.partition(".")
    last = number_in(number, below=2**63)
    if query.xem == "xong":
        lines = await store.inbox_done(tx, sieve, (_moment(place), last), LINES + 1)
    else:
        lines = await store.inbox(tx, sieve, (_day(place), last), LINES + 1)
    return lines[:LINES], len(lines) > LINES


def _mark(line: Line) -> str:
    """The line's place in the list, as `sau` has it."""
    return f"{line.next_due or (line.filed_at - EPOCH) // MICROSECOND}.{line.id}"


def _day(place: str) -> date:
    try:
        return date.fromisoformat(place)
    except ValueError:
        return date.min


def _moment(place: str) -> datetime:
    try:
        return EPOCH + int(place) * MICROSECOND
    except (ValueError, OverflowError):
        return NEVER


def _address(query: InboxQuery, mark: str) -> str:
    kept = msgspec.structs.asdict(msgspec.structs.replace(query, sau=mark, da="", ho_so=""))
    filled = {name: value for name, value in kept.items() if value}
    return f"/co-quan?{urlencode(filled)}" if filled else "/co-quan"
