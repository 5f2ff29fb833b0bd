"""Forms as people send them: urlencoded text into a Struct of strings. Whatever comes, it is read or refused in words.

A field of type str takes the last value sent, one of type tuple[str, ...] all of them; what is missing is empty, what is
not asked for is left aside. Text is brought to NFC (phones send Vietnamese both ways) and its ends are trimmed.
"""

import re
from functools import cache
from typing import Any, TypeVar, get_origin, get_type_hints
from unicodedata import combining, normalize
from urllib.parse import unquote_to_bytes

import msgspec

from service.problems import N_, TooLarge, Unreadable

LIMIT = 64 * 1024
URLENCODED = "application/x-www-form-urlencoded"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
MOST_FIELDS = 500
MOST_MARKS = 30  # the Stream-Safe Text Format of UAX #15
_OF_OURS = re.compile(r"/([!-.0-\[\]-~][!-\[\]-~]*)?")  # neither // nor a backslash (another site), nor what breaks a header

Form = TypeVar("Form", bound=msgspec.Struct)


async def read_form(request: Any, into: type[Form], limit: int = LIMIT) -> Form:  # noqa: ANN401 - any Litestar request
    """The form that was posted. Raises TooLarge or Unreadable, never anything else."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "multipart/form-data":
        raise Unreadable(N_("Trang này chỉ nhận chữ, không nhận tệp."))
    if media_type not in {"", URLENCODED}:
        raise Unreadable(N_("Trang này chỉ nhận chữ gửi từ biểu mẫu."))
    return parse(await _body(request, limit), into)


async def _body(request: Any, limit: int) -> bytes:  # noqa: ANN401 - see read_form
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > limit:
        raise TooLarge
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > limit:
            raise TooLarge
    return bytes(read)


def parse(body: bytes, into: type[Form]) -> Form:
    """The fields that `into` asks for."""
    fields = _fields(into)
    values: dict[str, Any] = {name: [] for name in fields}
    for pair in body.split(b"&", MOST_FIELDS)[:MOST_FIELDS]:
        raw_name, _, raw = pair.partition(b"=")
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


def _text(raw: bytes) -> str:
    try:
        text = unquote_to_bytes(raw.replace(b"+", b" ")).decode()
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
