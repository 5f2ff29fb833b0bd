"""The style sheet, the scripts and the drawings, read once at start, and the headers that allow these and nothing else.

The style sheet stands in every page, so that a first visit paints after one answer; the Content-Security-Policy allows
exactly it, by its hash. Scripts carry their hash in their name and are kept by the browser for a year.
"""

import gzip
import re
from base64 import b64encode
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import brotli
import msgspec

STATIC = Path(__file__).parent.parent / "web" / "static"
STYLE = ("css/tokens.css", "css/base.css", "css/parts.css")
JOINED = {"page.js": ("htmx-2.min.js", "js/form.js")}  # one request less on a slow link
MEDIA_TYPES = {
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain",
}
NOT_COMPRESSED_BELOW = 600
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'sha256-{style}'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


class Body(msgspec.Struct, frozen=True):
    """The same bytes three ways, so that serving them costs nothing."""

    plain: bytes
    gzip: bytes
    br: bytes
    tag: str

    def encoded(self, encoding: str) -> bytes:
        """The bytes for an encoding that `encoding_for` chose."""
        return {"br": self.br, "gzip": self.gzip}.get(encoding, self.plain)


class Asset(msgspec.Struct, frozen=True):
    """A file with its hash in its name."""

    file: str
    media_type: str
    body: Body


def kept(plain: bytes, quality: int = 10) -> Body:
    """Compress once what is served many times."""
    return Body(plain, gzip.compress(plain, 9, mtime=0), brotlied(plain, quality), sha256(plain).hexdigest()[:16])


def brotlied(plain: bytes, quality: int) -> bytes:
    """Brotli, from 1 (quick) to 11 (small)."""
    packed: Any = brotli
    return packed.compress(plain, quality=quality)


@cache
def style() -> str:
    """The style sheet as it stands in every page."""
    written = "\n".join((STATIC / name).read_text("utf-8") for name in STYLE)
    written = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    written = re.sub(r"\s+", " ", written)
    written = re.sub(r" ?([{};,>]) ?|(:) | (!)", r"\1\2\3", written)
    return written.replace(";}", "}").strip()


@cache
def assets() -> dict[str, Asset]:
    """Every file of web/static but the style sheet, by the name templates use."""
    files = {path.relative_to(STATIC).as_posix(): path.read_bytes() for path in STATIC.rglob("*") if path.suffix in MEDIA_TYPES}
    parts = {part for names in JOINED.values() for part in names}
    if missing := parts - files.keys():
        raise FileNotFoundError(f"web/static lacks {', '.join(missing)}: installing the project brings it (web/build.py)")
    joined = {name: b"\n".join(files[part] for part in names) for name, names in JOINED.items()}
    return {name: _asset(name, plain) for name, plain in (files | joined).items() if name not in parts}


def _asset(name: str, plain: bytes) -> Asset:
    body = kept(plain)
    path = Path(name)
    return Asset(f"{path.stem}.{body.tag[:8]}{path.suffix}", MEDIA_TYPES[path.suffix], body)


def asset(name: str) -> str:
    """The address of a file of web/static."""
    return f"/static/{assets()[name].file}"


@cache
def by_file() -> dict[str, Asset]:
    """What /static/… answers."""
    return {found.file: found for found in assets().values()}


def encoding_for(accept: str) -> str:
    """The best of br, gzip and nothing that a browser takes."""
    return _encoding_for(accept[:200])


@lru_cache(maxsize=256)  # browsers know a few such headers; whoever makes up more makes us remember no more
def _encoding_for(accept: str) -> str:
    taken = {wish.partition(";")[0].strip() for wish in accept.lower().split(",") if not re.search(r";\s*q=0(\.0*)?$", wish.strip())}
    return "br" if "br" in taken else "gzip" if "gzip" in taken else ""


def style_hash() -> str:
    """The hash by which the Content-Security-Policy knows the style sheet."""
    return b64encode(sha256(style().encode()).digest()).decode()


@cache
def _headers() -> tuple[tuple[bytes, bytes], ...]:
    headers = {
        "content-security-policy": POLICY.format(style=style_hash()),
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    return tuple((name.encode(), value.encode()) for name, value in headers.items())


HSTS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")


async def guard_headers(message: Any, scope: Any) -> None:  # noqa: ANN401 - Litestar's before_send hook; the types are its own unions
    """Give every answer, errors too, the headers that forbid what no page of ours needs."""
    if message["type"] == "http.response.start":
        message["headers"].extend(_headers())
        if scope["scheme"] == "https":
            message["headers"].append(HSTS)
