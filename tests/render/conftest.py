"""A house of one room: the kernel's own handlers and a few pages, so that these tests need no slice and no database."""

from typing import Any

import httpx
import msgspec
import pytest
from litestar import Litestar, Request, Response, get, post
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.params import FromPath

from service import common
from service.assets import guard_headers
from service.errors import ProblemPage, tell, tell_fault, tell_http
from service.forms import read_form
from service.guards import Me, inspector, officer, public, same_site
from service.problems import Conflict, Invalid, N_, NotFound, Problem, Text
from service.render import Page, respond, same_for_all
from service.settings import Settings
from service.terms import AccountId, AgencyCode, Role


class SamplePage(Page, template="errors/problem.html"):
    """A page whose fields are all hashable."""

    title: str
    what: str = "Đã đến"
    kept: None = None
    todo: str = ""
    fields: tuple[str, ...] = ()
    reference: str = ""
    written: str = ""
    layout: str = "public"
    way_on: str = "Về trang đầu"
    way_on_to: str = "/"


class Words(msgspec.Struct):
    """A form with one line, and boxes of which several may be ticked."""

    loi: str
    chon: tuple[str, ...] = ()


@get("/", guards=[public])
async def home(request: Request[Any, Any, Any]) -> Response[bytes]:
    return same_for_all(request, SamplePage(title="Trang đầu"))


@get("/rieng", guards=[public])
async def own(request: Request[Any, Any, Any]) -> Response[bytes]:
    fields: dict[str, Text] = {"loi": N_("Xin viết vào đây.")}
    page = ProblemPage(
        title=N_("Không tìm thấy"),
        what=N_("Chưa có gì bị thay đổi."),
        kept=None,
        todo=N_("Xin thử lại."),
        fields=fields,
        reference="",
        written="",
        layout="public",
        way_on=N_("Về trang đầu"),
        way_on_to="/",
    )
    return respond(request, page, "alert")


@post("/viet", guards=[public])
async def write(request: Request[Any, Any, Any]) -> dict[str, Any]:
    return msgspec.to_builtins(await read_form(request, Words, limit=1000))


@get("/hong/{how:str}", guards=[public])
async def fail(how: FromPath[str]) -> None:
    problems = {
        "mat": NotFound(),
        "trung": Conflict(N_("Hồ sơ %(number)s đã có người nhận.", number="LN26-000001")),
        "sai": Invalid({"loi": N_("Xin viết vào đây.")}),
    }
    raise problems.get(how) or RuntimeError("0912 345 678")


@get("/co-quan", guards=[officer])
async def desk() -> str:
    return "bàn làm việc"


@get("/giam-sat", guards=[inspector])
async def oversight() -> str:
    return "giám sát"


async def recognise(connection: Any, _handler: Any) -> None:
    if role := connection.headers.get("x-role"):
        connection.scope["user"] = Me(
            AccountId(1), "tham", "Thắm", AgencyCode("X18943"), "UBND xã Kim Phú", "Kim Phu", frozenset({Role(role)})
        )


ROOM = Litestar(
    [common.router, home, own, write, fail, desk, oversight],
    guards=[recognise, same_site],
    exception_handlers={Problem: tell, HTTPException: tell_http, Exception: tell_fault},
    before_send=[guard_headers],
    state=State({"settings": Settings(state_dir="/nowhere")}),
    openapi_config=None,
)


@pytest.fixture
async def room():
    """A browser in that house that follows no redirect."""
    transport = httpx.ASGITransport(ROOM)
    async with httpx.AsyncClient(transport=transport, base_url="http://ln.test", headers={"accept-language": "vi"}) as browser:
        yield browser
