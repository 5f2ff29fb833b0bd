"""Forms as people send them: text into a Struct of strings, files beside it. Whatever comes, it is read or refused in words.

A field of type str takes the last value sent, one of type tuple[str, ...] all of them; what is missing is empty, what is
not asked for is left aside. Text is brought to NFC (phones send Vietnamese both ways) and its ends are trimmed.
"""

import re
from collections.abc import AsyncGenerator, Iterable
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_origin, get_type_hints
from unicodedata import combining, normalize
from urllib.parse import unquote_to_bytes

import msgspec
from multipart import MultipartError, MultipartSegment, PushMultipartParser

from service.problems import N_, TooLarge, Unreadable

LIMIT = 64 * 1024
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
MOST_FIELDS = 500
MOST_MARKS = 30  # the Stream-Safe Text Format of UAX #15
_OF_OURS = re.compile(r"/([!-.0-\[\]-~][!-\[\]-~]*)?")  # neither // nor a backslash (another site), nor what breaks a header

Form = TypeVar("Form", bound=msgspec.Struct)


class Upload(NamedTuple):
    """A file somebody sent: the last part of the name it came under, which is for sentences alone, and its content."""

    name: str
    data: bytes


async def read_form(request: Any, into: type[Form], limit: int = LIMIT) -> Form:  # noqa: ANN401 - any Litestar request
    """The form that was posted. Raises TooLarge or Unreadable, never anything else."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == MULTIPART:
        raise Unreadable(N_("Trang này chỉ nhận chữ, không nhận tệp."))
    if media_type not in {"", URLENCODED}:
        raise Unreadable(N_("Trang này chỉ nhận chữ gửi từ biểu mẫu."))
    return parse(await _body(request, limit), into)


async def read_upload(request: Any, into: type[Form], limit: int) -> tuple[Form, dict[str, Upload]]:  # noqa: ANN401 - any Litestar request
    """The form that was posted as multipart/form-data, and its files by field.

    Several files of one field are called tep, tep.2, tep.3 and so on; one that was left empty is absent. `limit` holds for all that
    is sent, LIMIT for the words in it. Litestar stops reading at the application's body size first: a route that takes files is made
    with `@post(…, request_max_body_size=limit)`, which goes before it. Files are read in memory and never through a temporary folder,
    where they would lie unsealed.
    """
    media_type, options = request.content_type
    if media_type != MULTIPART:
        return await read_form(request, into), {}
    fields: list[tuple[bytes, bytes]] = []
    files: dict[str, Upload] = {}
    for name, filename, data in await _segments(request, options.get("boundary", ""), limit):
        if filename is None:
            fields.append((name.encode(), data))
        elif filename or data:
            files[_free(name, files)] = Upload(_last(filename), data)
    return _filled(fields, into), files


async def _segments(request: Any, boundary: str, limit: int) -> list[tuple[str, str | None, bytes]]:  # noqa: ANN401 - see read_form
    """Name, file name (None where it is text) and content of each part."""
    found: list[tuple[str, str | None, bytearray]] = []
    try:
        with PushMultipartParser(boundary, max_segment_count=MOST_FIELDS) as parser:
            async for sent in _sent(request, limit):
                for event in parser.parse(sent):
                    if isinstance(event, MultipartSegment):
                        found.append((event.name or "", event.filename, bytearray()))
                    elif event:
                        found[-1][2].extend(event)
                if sum(len(data) for _, filename, data in found if filename is None) > LIMIT:
                    raise TooLarge
    except (MultipartError, UnicodeError):
        raise Unreadable(N_("Biểu mẫu có tệp gửi lên bị hỏng hoặc chưa gửi hết. Xin gửi lại.")) from None
    return [(name, filename, bytes(data)) for name, filename, data in found]


def _free(name: str, taken: dict[str, Upload]) -> str:
    """A key for one more file of a field."""
    return next(key for n in range(1, MOST_FIELDS + 1) if (key := name if n == 1 else f"{name}.{n}") not in taken)


def _last(filename: str) -> str:
    """A name without folders and without signs nobody sees."""
    last = re.split(r"[/\\]", filename)[-1]
    return normalize("NFC", "".join(sign for sign in last[:200] if sign.isprintable())).strip()


async def _sent(request: Any, limit: int) -> AsyncGenerator[bytes]:  # noqa: ANN401 - see read_form
    """What is sent, piece by piece; TooLarge as soon as that is known."""
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > limit:
        raise TooLarge
    read = 0
    async for part in request.stream():
        read += len(part)
        if read > limit:
            raise TooLarge
        if part:
            yield part


async def _body(request: Any, limit: int) -> bytes:  # noqa: ANN401 - see read_form
    return b"".join([part async for part in _sent(request, limit)])


async def long_texts(request: Any, limit: int, longer_than: int) -> str:  # noqa: ANN401 - see read_form
    """Whatever somebody wrote at length into any field of a form, one after another, to be shown to them once more."""
    pairs = (pair.partition(b"=") for pair in (await _body(request, limit)).split(b"&", MOST_FIELDS)[:MOST_FIELDS])
    texts = (_text(_unquoted(raw)) for _, _, raw in pairs)
    return "\n\n".join(text for text in texts if len(text) > longer_than)


def parse(body: bytes, into: type[Form]) -> Form:
    """The fields that `into` asks for."""
    pairs = (pair.partition(b"=") for pair in body.split(b"&", MOST_FIELDS)[:MOST_FIELDS])
    return _filled(((_unquoted(name), _unquoted(raw)) for name, _, raw in pairs), into)


def _filled(pairs: Iterable[tuple[bytes, bytes]], into: type[Form]) -> Form:
    fields = _fields(into)
    values: dict[str, Any] = {name: [] for name in fields}
    for raw_name, raw in pairs:
        name = _text(raw_name)
        if name in values:
            values[name].append(_text(raw))
    return into(**{name: _value(values[name], many=fields[name]) for name in fields if values[name] or name in _required(into)})


def _value(sent: list[str], *, many: bool) -> str | tuple[str, ...]:
    if many:
        return tuple(sent)
    return sent[-1] if sent else ""


@cache
def _fields(into: type[msgspec.Struct]) -> dict[str, bool]:
    """Field name → whether it takes many values."""
    hints = get_type_hints(into)
    return {name: get_origin(hints[name]) is tuple for name in into.__struct_fields__}


@cache
def _required(into: type[msgspec.Struct]) -> frozenset[str]:
    return frozenset(field.name for field in msgspec.structs.fields(into) if field.required)


def _unquoted(raw: bytes) -> bytes:
    return unquote_to_bytes(raw.replace(b"+", b" "))


def _text(raw: bytes) -> str:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise Unreadable(N_("Chữ gửi lên bị hỏng nên chúng tôi không đọc được.")) from None
    if CONTROL.search(text):
        raise Unreadable(N_("Chữ gửi lên có ký tự không hiện được."))
    if _piled_up(text):
        raise Unreadable(N_("Chữ gửi lên có quá nhiều dấu trên một chữ cái."))
    return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def number_in(typed: str, *, below: int, otherwise: int = 0) -> int:
    """A whole number that somebody may have changed in a form or an address."""
    return int(typed) if typed.isdecimal() and len(typed) < len(str(below)) else otherwise


def _piled_up(text: str) -> bool:
    """Whether a letter carries more marks than any language has: normalising such a pile takes the square of its height (UAX #15)."""
    height = 0
    for sign in text:
        height = height + 1 if combining(sign) else 0
        if height > MOST_MARKS:
            return True
    return False


def of_ours(address: str) -> bool:
    """Whether an address somebody sent leads to a page of this site and nowhere else."""
    return bool(_OF_OURS.fullmatch(address))
