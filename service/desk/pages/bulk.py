"""Several cases at once: what is to be done is asked for on a page of its own, then done to each, and each says how it went."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency

from service import clock, i18n
from service.accounts import store as accounts
from service.db import Db
from service.desk import actions, store
from service.desk.actions import Outcome, Task
from service.desk.pages.decisions import LARGEST_FORM, Asked, acting
from service.desk.pages.finding import finding
from service.desk.pages.inbox import InboxQuery
from service.desk.rules import MOST_AT_ONCE, Chosen, chosen, kept_query, reads_denunciations
from service.desk.store import Ticked
from service.forms import number_in, parse, read_form
from service.guards import officer
from service.problems import Invalid, N_, Text
from service.render import Page, redirect, respond
from service.routing import store as routing
from service.routing.rules import RECEPTION
from service.terms import AccountId, AgencyCode, Kind

VERBS = ("tiep-nhan", "phan-cong", "chuyen", "tra-loi")
Option = tuple[str, str]


class BulkForm(msgspec.Struct):
    """What was ticked and what is to be done; `lam` once it was said how; `loc` is the list it was ticked in, as its address has it."""

    viec: str = ""
    chon: tuple[str, ...] = ()
    lam: str = ""
    loc: str = ""
    den: str = ""
    ly_do: str = ""
    nguoi: str = ""
    mau: str = ""
    ket_luan: str = ""
    khac_phuc: str = ""
    han_khac_phuc: str = ""
    xem_lai: str = ""


class Going(msgspec.Struct, frozen=True):
    """A case that is still to be done: in the version that goes with it, and as it stands (None: it is no longer here)."""

    chosen: Chosen
    now: Ticked | None


class BulkPage(Page, template="desk/bulk.html"):
    """What is still to be done, what is asked for it, and what came of it before. `second`: how many were handed on once already."""

    typed: BulkForm
    going: list[Going]
    outcomes: list[Outcome]
    errors: Mapping[str, Text]
    officers: list[Option]
    agencies: list[Option]
    second: int
    deciding: bool
    templates: list[Option]


@post("/co-quan/hang-loat", guards=[officer], status_code=200)
async def bulk(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """Ask how, or do it to each."""
    form = await read_form(request, BulkForm, limit=LARGEST_FORM)
    ticked = chosen(form.chon)
    if form.viec in VERBS and not ticked and not form.lam:
        return redirect(_unticked(form.loc))
    faults = _faults(form, ticked)
    if faults or not form.lam:
        return await _show(request, db, form, ticked[:MOST_AT_ONCE], errors=faults)
    try:
        outcomes = await actions.each(db, acting(request), _task(form, request.user.name), ticked)
    except Invalid as problem:
        return await _show(request, db, form, ticked, errors=problem.fields)
    failed = {one.number for one in outcomes if one.why_not}
    return await _show(request, db, form, [one for one in ticked if one.number in failed], outcomes=outcomes)


def _task(form: BulkForm, officer_name: str) -> Task:
    return Task(
        verb=form.viec,
        to=AgencyCode(form.den),
        reason=form.ly_do,
        handler=AccountId(number_in(form.nguoi, below=2**31)),
        template=number_in(form.mau, below=2**31),
        finding=finding(form),
        officer=officer_name,
    )


def _unticked(kept: str) -> str:
    """The list again, which says that nothing was ticked."""
    query = msgspec.structs.asdict(parse(kept.encode(), InboxQuery))
    return f"/co-quan?{'&'.join(part for part in (kept_query(query), 'da=chua-chon') if part)}"


def _faults(form: BulkForm, ticked: list[Chosen]) -> dict[str, Text]:
    if form.viec not in VERBS:
        return {"viec": N_("Xin chọn việc cần làm.")}
    if not ticked:
        return {"chon": N_("Chưa chọn hồ sơ nào. Xin đánh dấu ít nhất một hồ sơ trong danh sách.")}
    if len(ticked) > MOST_AT_ONCE:
        return {"chon": N_("Mỗi lần làm được nhiều nhất %(most)s hồ sơ.", most=MOST_AT_ONCE)}
    return {}


async def _show(
    request: Asked,
    db: Db,
    form: BulkForm,
    ticked: list[Chosen],
    *,
    errors: Mapping[str, Text] | None = None,
    outcomes: list[Outcome] | None = None,
) -> Response[Any]:
    """What is left to do. After a try, what failed is shown as it stands now, and goes on in that version."""
    me, english = request.user, i18n.language_of(request) == "en"
    routes = await routing.book(db)
    async with db.read() as tx:
        numbers = [one.number for one in ticked]
        now = await store.ticked(tx, me.agency, numbers, denunciations=reads_denunciations(me.roles))
        officers = await accounts.officers(tx, me.agency, clock.today(), denunciations=any(one.kind == Kind.TO_CAO for one in now.values()))
        templates = await store.templates(tx, me.agency)
    going = [Going(one, now.get(one.number)) for one in ticked]
    if outcomes is not None:
        going = [Going(Chosen(one.now.number, one.now.version), one.now) for one in going if one.now]
    second = sum(one.now is not None and one.now.handed_on for one in going)
    deciding = me.agency == RECEPTION
    only = {RECEPTION} & routes.agencies.keys() if second == len(going) and second and not deciding else routes.agencies.keys()
    page = BulkPage(
        typed=form,
        going=going,
        outcomes=outcomes or [],
        errors=errors or {},
        officers=[(str(one.id), one.name) for one in officers],
        agencies=[(str(code), one.name_en if english else one.name) for code, one in routes.agencies.items() if code in only - {me.agency}],
        second=second,
        deciding=deciding,
        templates=[(str(one.id), one.name) for one in templates],
    )
    return respond(request, page, status=422 if errors else 200)


@get("/co-quan/hang-loat", guards=[officer])
async def back() -> Response[None]:
    """Whoever reloads the page is brought to the inbox."""
    return redirect("/co-quan")


handlers = [bulk, back]
