"""The register of visits: a page by the last line of the one before, a month alone, all of it as a file; and what is still to be done."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency

from service import clock
from service.calendars import store as calendars
from service.calendars.rules import days_left
from service.db import Db, Tx
from service.forms import number_in, parse
from service.guards import officer
from service.i18n import date_short, language_of, say
from service.problems import N_, Text
from service.reception import actions, store
from service.reception.pages.common import HOME, Asked, by
from service.reception.pages.plan import months
from service.reception.rules import register as rules
from service.reception.rules import schedule
from service.reception.rules.duties import Duty
from service.reception.rules.months import Month
from service.reception.rules.register import Visit
from service.render import Page, respond
from service.terms import Kind, Role

LINES = 50
DUTIES = 50
MOST_IN_FILE = 20_000
SECRET = N_("Được giữ bí mật (Luật Tố cáo 2018, Điều 9)")
VEILED = N_("Được giữ bí mật")
KINDS = {
    Kind.PHAN_ANH_KIEN_NGHI: N_("Phản ánh, kiến nghị"),
    Kind.KHEN_NGOI: N_("Khen ngợi"),
    Kind.KHIEU_NAI: N_("Khiếu nại"),
    Kind.TO_CAO: N_("Tố cáo"),
}
COLUMNS = (  # Mẫu 03/TCD
    *(N_("Số"), N_("Ngày tiếp"), N_("Họ tên, địa chỉ"), N_("Số giấy tờ"), N_("Nội dung sự việc"), N_("Loại việc"), N_("Số người")),
    *(N_("Cơ quan đã giải quyết"), N_("Thuộc thẩm quyền"), N_("Hướng dẫn"), N_("Cơ quan tiếp nhận"), N_("Kết quả"), N_("Ghi chú")),
)


class RegisterQuery(msgspec.Struct):
    """Which month, and after which line."""

    thang: str = ""
    sau: str = ""


class RegisterPage(Page, template="reception/register.html"):
    """Lines of the register; `left` are the working days left until a day, `older`, `first` and `file` addresses."""

    lines: list[Visit]
    month: str
    older: str
    first: str
    file: str
    duties: list[Duty]
    left: Mapping[date, int]
    months: list[Month]
    kinds: Mapping[Kind, Text]
    secret: Text
    veiled: Text


@get(HOME, guards=[officer])
async def register(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The latest visits first, and above them what was concluded and is not done."""
    query, today, book = parse(request.scope["query_string"], RegisterQuery), clock.today(), await calendars.book(db)
    day, _, line = query.sau.partition(".")
    no, _, secret = line.partition(".")
    before = (schedule.day_of(day) or date.max, number_in(no, below=2**31), bool(secret))
    month, days = _month(query)
    async with db.read() as tx:
        lines = await _lines(tx, request, days, before, LINES + 1)
        open_duties = await store.open_duties(tx, request.user.agency, DUTIES)
    me = by(request)
    duties = [one for one in open_duties if rules.may_read(one.type, one.received_by, me.account, me.roles)]
    last = lines[LINES - 1] if lines[LINES:] else None
    page = RegisterPage(
        lines=lines[:LINES],
        month=month,
        older=_address(HOME, thang=month, sau=f"{last.day}.{last.no}{'.tc' if last.secret else ''}") if last else "",
        first=_address(HOME, thang=month) if query.sau else "",
        file=_address(f"{HOME}/so-tiep-cong-dan.csv", thang=month),
        duties=duties,
        left={one.due: days_left(today, one.due, book.calendar) for one in duties},
        months=await months(request, db, today.replace(day=1)),
        kinds=KINDS,
        secret=SECRET,
        veiled=VEILED,
    )
    return respond(request, page)


@get(f"{HOME}/so-tiep-cong-dan.csv", guards=[officer])
async def register_file(request: Asked, db: NamedDependency[Db]) -> Response[bytes]:
    """The same lines with the thirteen columns of Mẫu 03/TCD, oldest first, for a spreadsheet."""
    query, language = parse(request.scope["query_string"], RegisterQuery), language_of(request)
    month, days = _month(query)
    async with db.read() as tx:
        lines = await _lines(tx, request, days, (date.max, 0, False), MOST_IN_FILE)
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow([say(column, language) for column in COLUMNS])
    rows.writerows([rules.safe_cell(cell) for cell in _cells(line, language)] for line in reversed(lines))
    headers = {
        "content-disposition": f'attachment; filename="so-tiep-cong-dan{"-" + month if month else ""}.csv"',
        "cache-control": "private, no-store",
    }
    return Response(written.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


async def _lines(tx: Tx, request: Asked, days: tuple[date, date], before: store.Before, most: int) -> list[Visit]:
    me = by(request)
    own, reads = store.Officer(request.user.account_id, request.user.agency), Role.DENUNCIATION_READER in me.roles
    return [actions.seen(me, line) for line in await store.register(tx, own, days, before, most, denunciations=reads)]


def _cells(line: Visit, language: str) -> list[str]:
    if not line.content:
        return [line.number, *[""] * 3, say(VEILED, language), *[""] * 8]
    secret = say(SECRET, language)
    person = ", ".join(part for part in (line.name, line.address) if part)
    hidden = line.type == Kind.TO_CAO
    return [
        line.number,
        date_short(line.day, language),
        secret if hidden else person,
        secret if hidden else line.id_number,
        line.content,
        say(KINDS[Kind(line.type)], language),
        str(line.people),
        line.settled_by,
        say(N_("Có") if line.competent else N_("Không"), language),
        line.guidance,
        line.accepted_by,
        line.follow_up,
        line.note,
    ]


def _month(query: RegisterQuery) -> tuple[str, tuple[date, date]]:
    """The month as typed and its days; all days when it is none."""
    first = schedule.month_of(query.thang, date.min)
    if first == date.min:
        return "", (date.min, date.max)
    return f"{first:%Y-%m}", (first, schedule.month_end(first))


def _address(path: str, **query: str) -> str:
    filled = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(filled)}" if filled else path


handlers = [register, register_file]
