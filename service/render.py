"""Pages. One page = one template = one Struct = one handler, of the same name.

There is one Jinja environment a language, so that words, dates and numbers need no look-up of the language and parts are
loaded once. What is the same for everybody is rendered once a language and kept compressed.
"""

import gzip
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2_fragments import render_block
from litestar import Response
from litestar.connection import ASGIConnection
from markupsafe import Markup

from service import i18n
from service.assets import NOT_COMPRESSED_BELOW, Body, asset, brotlied, encoding_for, kept, style

TEMPLATES = Path(__file__).parent.parent / "web" / "templates"
HTML = "text/html"
VARY = "HX-Request, Cookie, Accept-Language, Accept-Encoding"
HTMX = {
    "includeIndicatorStyles": False,
    "allowEval": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,  # no page with a person's words stays in the browser's storage
    "refreshOnHistoryMiss": True,
    "scrollBehavior": "auto",
    "responseHandling": [{"code": "204", "swap": False}, {"code": ".*", "swap": True}],
}

Request = ASGIConnection[Any, Any, Any, Any]


class _PageMeta(type(msgspec.Struct)):
    """Lets a page name its template where it is declared: `class HomePage(Page, template="dashboard/home.html")`."""

    def __new__(cls, name: str, bases: tuple[type, ...], members: dict[str, Any], /, *, template: str = "", **config: Any) -> Any:  # noqa: ANN401 - the signature of a metaclass
        """Keep the name of the template on the class."""
        options: dict[str, Any] = {"frozen": True, "kw_only": True} | config
        page: Any = super().__new__(cls, name, bases, members, **options)
        if template:
            page.template = template
        return page


class Page(msgspec.Struct, metaclass=_PageMeta):
    """What a template may use: exactly the fields."""

    template: ClassVar[str] = ""


@cache
def environment(language: str) -> Environment:
    """Templates in one language."""
    made: Any = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
    )
    words = i18n.catalogue(language)
    made.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)
    made.policies["ext.i18n.trimmed"] = True
    made.filters.update({name: _in(language, write) for name, write in FILTERS.items()})
    css = Markup(style())  # noqa: S704 - our own file
    made.globals.update(lang=language, asset=asset, css=css, htmx_config=msgspec.json.encode(HTMX).decode())
    return made


FILTERS = {
    "say": i18n.say,
    "date": i18n.date_long,
    "shortdate": i18n.date_short,
    "datetime": i18n.date_time,
    "number": i18n.number,
    "percent": i18n.percent,
    "days_left": i18n.days_left,
    "in_words": i18n.province,
}


def _in(language: str, write: Any) -> Any:  # noqa: ANN401 - a filter and its like, each with parameters of its own
    def written(value: object, *more: object) -> str:
        return write(value, language, *more)

    return written


def rendered(page: Page, language: str, block: str | None = None, **around: object) -> str:
    """The whole page, or one block of it. `around` is what every template has: path, here, me, province."""
    templates = environment(language)
    context = {name: getattr(page, name) for name in page.__struct_fields__} | around
    template = templates.get_template(page.template)
    if block is None:
        return template.render(context)
    return render_block(templates, page.template, block, _imports(template, context) | context)


def _imports(template: Template, context: dict[str, object]) -> dict[str, object]:
    """What the top of the file imports: a block rendered alone would not see it. Nothing is rendered before the first yield."""
    opened = template.new_context(context)
    next(template.root_render_func(opened), None)
    return dict(opened.vars)


def respond(
    request: Request,
    page: Page,
    block: str | None = None,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response[bytes]:
    """The page; or, to HTMX, the one block it asked for. Not kept anywhere: it may be about a person."""
    text = rendered(page, i18n.language_of(request), block if wants_block(request) else None, **around(request)).encode()
    encoding = encoding_for(request.headers.get("accept-encoding", "")) if len(text) > NOT_COMPRESSED_BELOW else ""
    extra = {"vary": VARY, "cache-control": "private, no-store"} | (headers or {})
    return _answer(_compressed(text, encoding), encoding, status, extra)


def around(request: Request) -> dict[str, object]:
    """What every template has besides its page's fields."""
    return {"path": request.scope["path"], "here": here(request), "me": request.scope.get("user"), "province": _province(request)}


def _province(request: Request) -> str:
    return request.app.state.settings.province


def here(request: Request) -> str:
    """The address one is at, with its query."""
    path, query = quote(request.scope["path"]), request.scope["query_string"].decode("ascii", "replace")
    return f"{path}?{query}" if query else path


def wants_block(request: Request) -> bool:
    """HTMX asks for a block, except where it stands in for the browser's own navigation."""
    headers = request.headers
    return "hx-request" in headers and "hx-boosted" not in headers and "hx-history-restore-request" not in headers


def _compressed(text: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotlied(text, 4)
    return gzip.compress(text, 5, mtime=0) if encoding == "gzip" else text


def _answer(body: bytes, encoding: str, status: int, headers: dict[str, str]) -> Response[bytes]:
    if encoding:
        headers["content-encoding"] = encoding
    return Response(body, status_code=status, media_type=HTML, headers=headers)


def same_for_all(request: Request, page: Page) -> Response[bytes]:
    """A page that knows nothing of its reader but the language: rendered once, then only handed out.

    Equal pages are equal bytes, so the page itself is the key: its fields must be hashable (tuples, not lists).
    """
    hashable: Any = page
    found = _rendered_once(hashable, i18n.language_of(request), request.scope["path"], _province(request))
    encoding = encoding_for(request.headers.get("accept-encoding", ""))
    tag = f'"{found.tag}{encoding}"'
    headers = {"vary": VARY, "cache-control": "no-cache", "etag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, media_type=HTML, headers=headers)
    return _answer(found.encoded(encoding), encoding, 200, headers)


@lru_cache(maxsize=256)
def _rendered_once(page: Any, language: str, path: str, province: str) -> Body:  # noqa: ANN401 - a Page whose fields are hashable
    return kept(rendered(page, language, path=path, here=quote(path), me=None, province=province).encode(), quality=6)


def redirect(url: str) -> Response[None]:
    """POST → 303 → GET: the address the reader goes on to."""
    return Response(None, status_code=303, headers={"location": url, "cache-control": "private, no-store"})
