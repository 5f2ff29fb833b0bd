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
from service.calendars.rules import TimeLimit, add_working_days, days_left
from service.casework import store
from service.casework.rules import emergencies
from service.casework.rules.lists import COUNTED, Counts, Line, Sieve
from service.clusters import store as clusters
from service.db import Db, Tx
from service.desk import actions
from service.desk import store as desk
from service.desk.rules import MOST_FOUND, kept_query, reads_denunciations
from service.desk.store import Filter
from service.forms import number_in, parse
from service.guards import Me, officer
from service.problems import Text
from service.render import Page, respond
from service.routing import store as routing
from service.settings import Settings
from service.terms import AccountId, CaseId

LINES = 50
SOON = 3  # working days
FIRST = 8  # emergencies that stand above the list
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
Option = tuple[str, str]
Asked = Request[Me, Any, Any]


class InboxQuery(msgspec.Struct):
    """The list as its address has it; what is empty does not matter. `sau` is the last line of the page before."""

    xem: str = ""
    han: str = ""
    trang_thai: str = ""
    loai: str = ""
    linh_vuc: str = ""
    noi: str = ""
    nguoi: str = ""
    tim: str = ""
    so: str = ""
    sau: str = ""
    da: str = ""
    ho_so: str = ""


class Naming(msgspec.Struct, frozen=True):
    """A name for this list that could not be kept, and why."""

    name: str = ""
    errors: Mapping[str, Text] = {}


class InboxPage(Page, template="desk/inbox.html"):
    """One line a case; `left` are the working days left until a day, `older` and `first` the addresses of other pages.

    `urgent` calls for help and nobody has taken it up, `pressing` until when somebody must, `articles` say which rule sets a duty's day,
    `versions` are those of the lines, `same` says what lies beside them, `cut` that more was found than is taken, `kept` is this list as a
    filter can keep it, `handed` was looked for and lies with others now.
    """

    query: InboxQuery
    lines: list[Line]
    handed: list[desk.HandedOn]
    versions: Mapping[CaseId, int]
    same: Mapping[CaseId, clusters.Beside]
    urgent: list[Line]
    pressing: Mapping[CaseId, Text]
    left: Mapping[date, int]
    articles: Mapping[str, str]
    counts: Counts
    counted: int
    owed: int
    fields: list[Option]
    areas: list[Option]
    officers: list[Option]
    filters: list[Filter]
    kept: str
    naming: Naming
    cut: bool
    most: int
    older: str
    first: str


@get("/co-quan", guards=[officer])
async def inbox(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings]) -> Response[Any]:
    """The cases of my agency, what is due first first; or those that wait, are done, or were looked for."""
    return await show_list(request, db, settings, parse(request.scope["query_string"], InboxQuery))


async def show_list(request: Asked, db: Db, settings: Settings, query: InboxQuery, naming: Naming | None = None) -> Response[Any]:
    """A list as its address has it."""
    english, me, today, now = i18n.language_of(request) == "en", request.user, clock.today(), clock.now()
    book, routes = await calendars.book(db), await routing.book(db)
    soon = add_working_days(today, SOON, book.calendar)
    async with db.read() as tx:
        lines, more, cut = await _lines(tx, query, _sieve(query, me, today, soon), settings.number_prefix)
        handed = await actions.handed_on(tx, me.agency, query.tim, settings.number_prefix)
        versions = await desk.versions(tx, [line.id for line in lines])
        same = await clusters.beside_counts(tx, me.agency, [line.id for line in lines])
        counts = await store.inbox_counts(tx, me.agency, today, soon, denunciations=reads_denunciations(me.roles))
        owed = await desk.open_asks(tx, me.agency)
        officers = await accounts.officers(tx, me.agency, today)
        filters = await desk.filters(tx, me.account_id, me.agency)
        urgent = await store.emergencies(tx, _sieve(query, me, today, soon), (EPOCH, 0), FIRST + 1)
    page = InboxPage(
        query=query,
        lines=sorted(lines, key=lambda line: line.danger_due is None) if not (query.xem or query.tim) else lines,
        handed=handed,
        versions=versions,
        same=same,
        urgent=urgent,
        pressing={line.id: emergencies.pressing(due, now) for line in (*urgent, *lines) if (due := line.danger_due)},
        left={day: days_left(today, day, book.calendar) for line in lines if (day := line.next_due)},
        articles={code: article(book.by_code[code], english=english) for line in lines if (code := line.limit_code) in book.by_code},
        counts=counts,
        counted=COUNTED,
        owed=owed,
        fields=[(field.code, field.name_en if english else field.name) for field in routes.fields.values()],
        areas=[] if me.agency in routes.committees.values() else await _areas(db),
        officers=[(str(one.id), one.name) for one in officers],
        filters=filters,
        kept=kept_query(msgspec.structs.asdict(query)),
        naming=naming or Naming(),
        cut=cut,
        most=MOST_FOUND,
        older=_address(query, _mark(query, lines[-1])) if more else "",
        first=_address(query, "") if query.sau else "",
    )
    return respond(request, page, status=422 if naming else 200)


def article(limit: TimeLimit, *, english: bool) -> str:
    """What a duty stands on, as short as a line has room: without the acts that amended it, of a target only that it is one."""
    whole = limit.article_en if english else limit.article
    return whole.partition(" (")[0] if limit.basis == "law" else whole.partition(",")[0].partition(":")[0]


async def _areas(db: Db) -> list[Option]:
    return [(area.code, area.name) for area in await agencies.communes_today(db)]


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
        denunciations=reads_denunciations(me.roles),
        last_due={"sap": soon, "qua": today - timedelta(days=1)}.get(query.han, date.max),
    )


def _handler(typed: str, me: Me) -> AccountId | None:
    """Me, nobody yet, an officer by number, or whoever."""
    if typed == "toi":
        return me.account_id
    return AccountId(number_in(typed, below=2**31)) if typed else None


async def _lines(tx: Tx, query: InboxQuery, sieve: Sieve, prefix: str) -> tuple[list[Line], bool, bool]:
    """A page of the list, whether there is another after it, and whether more was found than is taken."""
    place, _, number = query.sau.partition(".")
    last, cut = number_in(number, below=2**63), False
    if query.tim:
        found = await actions.find(tx, sieve.agency, query.tim, prefix)
        lines, cut = await desk.among(tx, found.ids, sieve, desk.Page((_moment(place), last), LINES + 1)), found.cut
    elif query.xem == "cho":
        lines = await desk.waiting(tx, sieve, (_moment(place), last), LINES + 1)
    elif query.xem == "xong":
        lines = await store.inbox_done(tx, sieve, (_moment(place), last), LINES + 1)
    elif query.xem == "khan":
        lines = await store.emergencies(tx, sieve, (_moment(place) if place else EPOCH, last), LINES + 1)
    else:
        lines = await store.inbox(tx, sieve, (_day(place), last), LINES + 1)
    return lines[:LINES], len(lines) > LINES, cut


def _mark(query: InboxQuery, line: Line) -> str:
    """The line's place in the list, as `sau` has it."""
    if query.xem == "khan" and line.danger_due:
        return f"{(line.danger_due - EPOCH) // MICROSECOND}.{line.id}"
    if line.next_due and not query.tim:
        return f"{line.next_due}.{line.id}"
    return f"{(line.filed_at - EPOCH) // MICROSECOND}.{line.id}"


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
