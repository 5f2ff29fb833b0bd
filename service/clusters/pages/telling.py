"""A leader tells everybody of a matter: what it is, what is being done, and what came of it."""

from collections.abc import Awaitable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service import clock
from service.casework import store as files
from service.casework.store import CaseView
from service.clusters import actions, store
from service.clusters.pages.same_matter import acting
from service.clusters.rules.telling import Matter, Notice
from service.clusters.rules.together import OPEN
from service.db import Db, Tx
from service.forms import number_in, parse, read_form
from service.guards import Me, officer
from service.problems import Conflict, Invalid, NotFound, Text
from service.render import Page, redirect, respond
from service.terms import CaseNumber, Role

Asked = Request[Me, Any, Any]
LARGEST = 64 * 1024
VERBS = ("cap-nhat", "xong", "go")
LAST = 2**63 - 1


class NoticeForm(msgspec.Struct):
    """What is told, as typed; in an address `da` is what was just done."""

    tieu_de: str = ""
    tom_tat: str = ""
    dang_lam: str = ""
    ngay_du_kien: str = ""
    tra_loi: str = ""
    da: str = ""

    @property
    def notice(self) -> Notice:
        """The same in the words of the rules."""
        return Notice(self.tieu_de, self.tom_tat, self.dang_lam, self.ngay_du_kien)


class MakePublicPage(Page, template="clusters/make_public.html"):
    """What is to be told of a case, or of all it is together with; `cases` are how many."""

    case: CaseView
    cases: int
    typed: NoticeForm
    errors: Mapping[str, Text]
    clash: Text | None


class ManagePage(Page, template="clusters/manage.html"):
    """What is told of a matter, to be changed, closed or withdrawn; `answer` is what was sent to those who wrote."""

    matter: Matter
    number: CaseNumber
    typed: NoticeForm
    leader: bool
    done: str
    errors: Mapping[str, Text]
    clash: Text | None


@get("/co-quan/cung-viec/{number:str}/cong-khai", guards=[officer])
async def make_public(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """What is to be told, still to be written; to the matter itself when it is told of already."""
    async with db.read() as tx:
        case = await files.case_view(tx, number, request.user.agency, denunciations=False)
        seen = await actions.seen(tx, acting(request), case)
        if not seen.matter:
            await actions.check_may_tell(tx, acting(request), case, seen.members)
    if seen.matter:
        return redirect(f"/co-quan/dang-giai-quyet/{seen.matter.id}")
    return await _show_new(request, db, number, NoticeForm())


async def _show_new(
    request: Asked, db: Db, number: CaseNumber, typed: NoticeForm, *, errors: Mapping[str, Text] | None = None, clash: Text | None = None
) -> Response[Any]:
    async with db.read() as tx:
        case = await files.case_view(tx, number, request.user.agency, denunciations=False)
        seen = await actions.seen(tx, acting(request), case)
    page = MakePublicPage(case=case, cases=max(len(seen.members), 1), typed=typed, errors=errors or {}, clash=clash)
    return respond(request, page, status=422 if errors else 409 if clash else 200)


@post("/co-quan/cung-viec/{number:str}/cong-khai", guards=[officer])
async def tell(request: Asked, db: NamedDependency[Db], number: FromPath[CaseNumber]) -> Response[Any]:
    """Tell everybody."""
    form = await read_form(request, NoticeForm, limit=LARGEST)
    try:
        made = await actions.tell(db, acting(request), number, form.notice)
    except Invalid as problem:
        return await _show_new(request, db, number, form, errors=problem.fields)
    except Conflict as problem:
        return await _show_new(request, db, number, form, clash=problem.text)
    return redirect(f"/co-quan/dang-giai-quyet/{made}?da=cong-khai")


@get("/co-quan/dang-giai-quyet/{one:str}", guards=[officer])
async def manage(request: Asked, db: NamedDependency[Db], one: FromPath[str]) -> Response[Any]:
    """What my agency tells of a matter."""
    return await _show(request, db, one, done=parse(request.scope["query_string"], NoticeForm).da)


async def _show(
    request: Asked,
    db: Db,
    one: str,
    typed: NoticeForm | None = None,
    *,
    done: str = "",
    errors: Mapping[str, Text] | None = None,
    clash: Text | None = None,
) -> Response[Any]:
    """The matter as it stands; NotFound when another agency tells of it."""
    async with db.read() as tx:
        matter = await store.matter(tx, number_in(one, below=LAST), clock.today())
        case_id = await store.case_of(tx, request.user.agency, matter.id)
        if case_id is None:
            raise NotFound
        number = await store.number_of(tx, case_id)
        page = ManagePage(
            matter=matter,
            number=number,
            typed=typed or msgspec.structs.replace(_typed(matter), tra_loi=await _closing(request, tx, number)),
            leader=Role.LEADER in request.user.roles,
            done=done,
            errors=errors or {},
            clash=clash,
        )
    return respond(request, page, status=422 if errors else 409 if clash else 200)


async def _closing(request: Asked, tx: Tx, number: CaseNumber) -> str:
    """What was sent to each, as everybody may read it; nothing while somebody still waits for it."""
    with suppress(NotFound):
        case = await files.case_view(tx, number, request.user.agency, denunciations=False)
        seen = await actions.seen(tx, acting(request), case)
        return "" if any(one.state in OPEN for one in seen.members) else seen.closing
    return ""


def _typed(matter: Matter) -> NoticeForm:
    return NoticeForm(
        tieu_de=matter.title,
        tom_tat=matter.summary,
        dang_lam=matter.doing,
        ngay_du_kien=matter.expected.isoformat() if matter.expected else "",
    )


async def _decided(request: Asked, db: Db, form: NoticeForm, work: Awaitable[object], on: str = "") -> Response[Any]:
    """Go on after a decision; one that could not be taken comes back with what was typed."""
    one, slug = request.path_params["one"], request.scope["path"].rpartition("/")[2]
    try:
        await work
    except Invalid as problem:
        return await _show(request, db, one, form, errors=problem.fields)
    except Conflict as problem:
        return await _show(request, db, one, form, clash=problem.text)
    return redirect(on or f"/co-quan/dang-giai-quyet/{quote(one)}?da={slug}")


@post("/co-quan/dang-giai-quyet/{one:str}/cap-nhat", guards=[officer])
async def change(request: Asked, db: NamedDependency[Db], one: FromPath[str]) -> Response[Any]:
    """Tell it in other words."""
    form = await read_form(request, NoticeForm, limit=LARGEST)
    return await _decided(request, db, form, actions.change(db, acting(request), number_in(one, below=LAST), form.notice))


@post("/co-quan/dang-giai-quyet/{one:str}/xong", guards=[officer])
async def settle(request: Asked, db: NamedDependency[Db], one: FromPath[str]) -> Response[Any]:
    """Tell everybody what came of it."""
    form = await read_form(request, NoticeForm, limit=LARGEST)
    async with db.read() as tx:
        before = _typed(await store.matter(tx, number_in(one, below=LAST), clock.today()))
    shown = msgspec.structs.replace(before, tra_loi=form.tra_loi)
    return await _decided(request, db, shown, actions.settle(db, acting(request), number_in(one, below=LAST), form.tra_loi))


@post("/co-quan/dang-giai-quyet/{one:str}/go", guards=[officer])
async def withdraw(request: Asked, db: NamedDependency[Db], one: FromPath[str]) -> Response[Any]:
    """Tell of it no more."""
    work = actions.withdraw(db, acting(request), number_in(one, below=LAST))
    return await _decided(request, db, NoticeForm(), work, on="/co-quan/cung-viec")


@get([f"/co-quan/dang-giai-quyet/{{one:str}}/{verb}" for verb in VERBS], guards=[officer])
async def back(one: FromPath[str]) -> Response[None]:
    """Whoever reloads what came of a form is brought to the matter."""
    return redirect(f"/co-quan/dang-giai-quyet/{quote(one)}")


handlers = [make_public, tell, manage, change, settle, withdraw, back]
