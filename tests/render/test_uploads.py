"""Forms with files: words into the Struct, files beside it, and every limit holds while it is still being sent."""

from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some
from litestar import Litestar, Request, post
from litestar.exceptions import HTTPException

from service.errors import tell, tell_fault, tell_http
from service.forms import LIMIT, read_upload
from service.guards import public
from service.problems import Problem
from service.settings import Settings
from tests.render.conftest import Words

FOR_ALL, FOR_FILES = 20_000, 400_000
KIND = {"content-type": "multipart/form-data; boundary=x"}


async def _told(request: Request[Any, Any, Any], limit: int) -> dict[str, Any]:
    form, files = await read_upload(request, Words, limit)
    return {**msgspec.to_builtins(form), "tep": {field: [name, len(data)] for field, (name, data) in files.items()}}


@post("/gui", guards=[public], request_max_body_size=FOR_FILES)
async def send(request: Request[Any, Any, Any]) -> dict[str, Any]:
    return await _told(request, FOR_FILES)


@post("/quen", guards=[public])
async def forgotten(request: Request[Any, Any, Any]) -> dict[str, Any]:
    return await _told(request, FOR_FILES)


@pytest.fixture
async def room():
    """The kernel alone, with the limit of an application and a route that goes beyond it."""
    from litestar.datastructures import State  # noqa: PLC0415 - only here

    app = Litestar(
        [send, forgotten],
        exception_handlers={Problem: tell, HTTPException: tell_http, Exception: tell_fault},
        state=State({"settings": Settings(state_dir="/nowhere")}),
        openapi_config=None,
        request_max_body_size=FOR_ALL,
    )
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://ln.test", headers={"accept-language": "vi"}
    ) as browser:
        yield browser


def part(name: str, data: bytes, filename: str | None = None) -> bytes:
    named = "" if filename is None else f'; filename="{filename}"'
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + data + b"\r\n"


async def test_words_and_files_arrive(room):
    answer = await room.post("/gui", data={"loi": "  Đường\r\nhỏng ", "chon": ["1", "2"]}, files={"tep": ("ảnh.jpg", b"\xff\xd8\0\1")})
    assert answer.json() == {"loi": "Đường\nhỏng", "chon": ["1", "2"], "tep": {"tep": ["ảnh.jpg", 4]}}


async def test_several_files_of_one_field_all_arrive(room):
    files = [("tep", ("a.jpg", b"1")), ("tep", ("b.jpg", b"22")), ("giay", ("c.pdf", b"333")), ("tep", ("d.jpg", b"4444"))]
    answer = await room.post("/gui", data={"loi": "x"}, files=files)
    assert answer.json()["tep"] == {"tep": ["a.jpg", 1], "tep.2": ["b.jpg", 2], "giay": ["c.pdf", 3], "tep.3": ["d.jpg", 4]}


async def test_a_file_field_left_empty_is_absent_and_an_empty_file_is_not(room):
    body = part("loi", b"x") + part("tep", b"", "") + part("giay", b"", "trong.pdf") + b"--x--\r\n"
    assert (await room.post("/gui", content=body, headers=KIND)).json()["tep"] == {"giay": ["trong.pdf", 0]}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("C:\\Ho so\\don.pdf", "don.pdf"), ("../../etc/passwd", "passwd"), ("a\tb\x7f\u202e.jpg", "ab.jpg"), ("x" * 300, "x" * 200)],
)
async def test_a_file_name_is_a_name_and_no_path(room, sent: str, kept: str):
    body = part("tep", b"1", sent) + b"--x--\r\n"
    assert (await room.post("/gui", content=body, headers=KIND)).json()["tep"]["tep"][0] == kept


async def test_a_form_without_files_is_read_too(room):
    assert (await room.post("/gui", data={"loi": "chỉ chữ"})).json() == {"loi": "chỉ chữ", "chon": [], "tep": {}}


async def test_a_route_that_takes_files_goes_beyond_the_limit_of_the_application(room):
    large = {"tep": ("a.jpg", b"\xff" * (FOR_ALL * 2))}
    assert (await room.post("/gui", files=large)).json()["tep"]["tep"][1] == FOR_ALL * 2
    assert (await room.post("/quen", files=large)).status_code == 413


async def test_too_much_is_not_read_to_its_end(room):
    taken = []

    async def endless():
        yield part("tep", b"", "a.jpg")[:-2]
        for _ in range(1000):
            taken.append(1)
            yield b"\xff" * 10_000

    answer = await room.post("/gui", content=endless(), headers=KIND)
    assert answer.status_code == 413
    assert "quá dài" in answer.text
    assert len(taken) < 50


async def test_words_have_a_limit_of_their_own(room):
    assert (await room.post("/gui", data={"loi": "a" * (LIMIT + 1)}, files={"tep": ("a.jpg", b"1")})).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"--x",
        b"--x--",
        b"--x\r\n\r\n",
        part("tep", b"1", "a.jpg"),
        part("loi", b"\xff"),
        part("loi", b"\0") + b"--x--\r\n",
        part("loi\0", b"1") + b"--x--\r\n",
        b"--x\r\nContent-Type: text/plain\r\n\r\nx\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: attachment; name="loi"\r\n\r\nx\r\n--x--\r\n',
        part("loi", b"1") * 600 + b"--x--\r\n",
    ],
)
async def test_a_broken_form_is_told(room, body: bytes):
    answer = await room.post("/gui", content=body, headers=KIND)
    assert answer.status_code in {201, 400}
    assert answer.status_code == 400 or body in {b"", b"--x--"}


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=đ", "multipart/mixed; boundary=x"]
)
async def test_a_form_that_says_not_what_it_is_is_told(room, kind: str):
    answer = await room.post("/gui", content=part("loi", b"x") + b"--x--\r\n", headers={"content-type": kind.encode()})
    assert answer.status_code == 400


@given(some.binary(max_size=300))
async def test_any_bytes_are_read_or_refused(body: bytes):
    async def receive():
        return {"type": "http.request", "body": part("loi", body) + body, "more_body": False}

    scope = {"type": "http", "method": "POST", "path": "/gui", "headers": [(b"content-type", KIND["content-type"].encode())]}
    request: Any = Request(scope | {"route_handler": send}, receive)  # type: ignore[arg-type]
    try:
        await read_upload(request, Words, FOR_FILES)
    except Problem:
        return
