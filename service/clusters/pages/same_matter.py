"""The cases that may be about one matter, side by side: put together, kept apart, answered once."""

from collections.abc import Awaitable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.calendars import store as calendars
from service.calendars.rules import days_left
from service.casework import store as files
from service.casework.rules import By
from service.casework.rules.emergencies import pressing
from service.casework.store import CaseView
from service.clusters import actions, store
from service.clusters.actions import Outcome, Seen
from service.clusters.rules import alike, telling
from service.clusters.rules.alike import Part
from service.clusters.rules.telling import Matter
from service.clusters.rules.together import Confirmed, Group, Told, ticked
from service.db import Db
from service.forms import number_in, parse, read_form
from service.guards import Me, officer
from service.problems import Conflict, Invalid, Text
from service.render import Page, redirect, respond
from service.terms import AreaCode, CaseNumber, FieldCode, Role

Asked = Request[Me, Any, Any]
VERBS = ("cung", "khac", "chinh", "gui")


class TickForm(msgspec.Struct):
    """What was ticked, and the version of the answer that was shown; in an address `da` is what was just done."""

    chon: tuple[str, ...] = ()
    ban: str = ""
    da: str = ""


class Card(msgspec.Struct, frozen=True):
    """A case beside the others: its text with what they share marked, and the working days left."""

    told: Told
    parts: list[Part]
    left: int | None
    pressing: Text | None
    ticked: bool


class Choice(msgspec.Struct, frozen=True):
    """A confirmed matter that may be the same, to be joined as a whole, and those of its cases that are like this one."""

    group: Group
    cards: list[Card]
    ticked: bool


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What was just done, and what came of a form that could not be carried out."""

    done: str = ""
    typed: TickForm | None = None
    outcomes: Sequence[Outcome] = ()
    errors: Mapping[str, Text] = {}
    clash: Text | None = None
    status: int = 200


class SameMatterPage(Page, template="clusters/same_matter.html"):
    """A case and what it is together with, and what else may be the same. `leads`: this case holds the common answer."""

    seen: Seen
    together: list[Card]
    proposed: list[Card]
    groups: list[Choice]
    leads: bool
    may_send: bool
    leader: bool
    shown: Shown


class SameMattersPage(Page, template="clusters/same_matters.html"):
    """The confirmed matters of an agency, and what it tells everybody of."""

    lines: list[Confirmed]
    told: list[Matter]


@get("/co-quan/cung-viec", guards=[officer])
async def same_matters(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """All matters of my agency."""
    async with db.read() as tx:
        lines = await store.confirmed(tx, request.user.agency)
        told = await store.listed(tx, telling.listed_since(clock.now()), clock.today(), agency=request.user.agency)
    return respond(request, SameMattersPage(lines=lines, told=told))


@get("/co-quan/cung-viec/{number:str}", guards=[officer])
async def same_matter(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """The matter of one case of my agency."""
    return await show(request, db, number, Shown(done=parse(request.scope["query_string"], TickForm).da))


async def show(request: Asked, db: Db, number: CaseNumber, shown: Shown) -> Response[Any]:
    """The cases as they stand now; NotFound when the case is not here or is no feedback."""
    by, today, now, book = acting(request), clock.today(), clock.now(), await calendars.book(db)
    async with db.read() as tx:
        case = await files.case_view(tx, number, by.agency, denunciations=False)
        seen = await actions.seen(tx, by, case)
    picked = set(shown.typed.chon) if shown.typed else None
    own = next((one for one in seen.members if one.id == case.id), _alone(case))
    told = [own, *(one for one in seen.members if one.id != case.id), *seen.proposed]
    cards = [
        Card(
            told=one,
            parts=parts,
            pressing=pressing(one.danger_due, now) if one.danger_due else None,
            left=None if one.answered_at else days_left(today, one.original_due, book.calendar),
            ticked=_tick(one) in picked if picked is not None else one.added_at is not None,
        )
        for one, parts in zip(told, alike.marked([one.content for one in told]), strict=True)
    ]
    inside = len(told) - len(seen.proposed)
    joined = {one for group in seen.groups for one in group.ids}
    page = SameMatterPage(
        seen=seen,
        together=cards[:inside],
        proposed=[card for card in cards[inside:] if card.told.id not in joined],
        groups=[_choice(group, cards[inside:], picked or set()) for group in seen.groups],
        leads=seen.cluster is not None and seen.cluster.lead_id == case.id,
        may_send=bool(by.roles & {Role.HANDLER, Role.LEADER}),
        leader=Role.LEADER in by.roles,
        shown=shown,
    )
    return respond(request, page, status=shown.status)


def _choice(group: Group, cards: Sequence[Card], picked: set[str]) -> Choice:
    """A matter as one choice: ticked by the case that leads it."""
    own = [card for card in cards if card.told.id in group.ids]
    return Choice(group=group, cards=own, ticked=f"{group.lead_number}:{group.lead_version}" in picked)


def _alone(case: CaseView) -> Told:
    """The case as it stands beside the others."""
    return Told(
        id=case.id,
        number=case.number,
        version=case.version,
        state=case.state,
        content=case.content,
        language=case.language,
        filed_at=case.filed_at,
        original_due=case.original_due,
        answered_at=case.answered_at,
        field_code=FieldCode(case.field_code),
        area_code=AreaCode(case.area_code),
        danger=case.danger,
        danger_due=case.danger_due,
    )


def _tick(one: Told) -> str:
    return f"{one.number}:{one.version}"


def acting(request: Asked) -> By:
    """Who decides: the officer who is signed in."""
    return By("officer", request.user.account_id, request.user.agency, request.user.roles)


async def _decided(request: Asked, db: Db, form: TickForm, work: Awaitable[object]) -> Response[Any]:
    """Go on after a decision; one that could not be taken comes back with what was ticked."""
    number, slug = request.path_params["number"], request.scope["path"].rpartition("/")[2]
    try:
        await work
    except Conflict as problem:
        return await show(request, db, number, Shown(typed=form, clash=problem.text, status=409))
    return redirect(f"/co-quan/cung-viec/{quote(number)}?da={slug}")


@post("/co-quan/cung-viec/{number:str}/cung", guards=[officer])
async def together(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """What is ticked is one matter with this case."""
    form = await read_form(request, TickForm)
    try:
        chosen = ticked(form.chon)
    except Invalid as problem:
        return await show(request, db, number, Shown(typed=form, errors=problem.fields, status=422))
    return await _decided(request, db, form, actions.together(db, acting(request), number, chosen))


@post("/co-quan/cung-viec/{number:str}/khac", guards=[officer])
async def apart(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """What is ticked is another matter."""
    form = await read_form(request, TickForm)
    try:
        chosen = ticked(form.chon)
    except Invalid as problem:
        return await show(request, db, number, Shown(typed=form, errors=problem.fields, status=422))
    return await _decided(request, db, form, actions.apart(db, acting(request), number, chosen))


@post("/co-quan/cung-viec/{number:str}/chinh", guards=[officer])
async def lead(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """The common answer is written on this case."""
    return await _decided(request, db, TickForm(), actions.lead(db, acting(request), number))


@post("/co-quan/cung-viec/{number:str}/gui", guards=[officer], status_code=200)
async def answer_each(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Send the common answer to what is ticked; what could not take it is listed with the reason."""
    form = await read_form(request, TickForm)
    try:
        chosen = ticked(form.chon)
        outcomes = await actions.answer_each(db, acting(request), number, chosen, number_in(form.ban, below=2**31, otherwise=-1))
    except Invalid as problem:
        return await show(request, db, number, Shown(typed=form, errors=problem.fields, status=422))
    except Conflict as problem:
        return await show(request, db, number, Shown(typed=form, clash=problem.text, status=409))
    return await show(request, db, number, Shown(outcomes=outcomes))


@get([f"/co-quan/cung-viec/{{number:str}}/{verb}" for verb in VERBS], guards=[officer])
async def back(number: FromPath[CaseNumber]) -> Response[None]:
    """Whoever reloads what came of a form is brought to the matter."""
    return redirect(f"/co-quan/cung-viec/{quote(number)}")


handlers = [same_matters, same_matter, together, apart, lead, answer_each, back]
