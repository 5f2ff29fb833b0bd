"""The one table Problem → status and words. People get a page in their language, HTMX gets the alert block of that page.

Every answer says what happened, what was kept and what to do. A fault of ours carries a reference that stands in the log
too; the log keeps the place in the code and never the message, which may hold what a person wrote.
"""

import traceback
from collections.abc import Mapping
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

import msgspec
import structlog
from jinja2 import TemplateError
from litestar import Response
from litestar.exceptions import HTTPException

from service.problems import (
    Busy,
    Conflict,
    Invalid,
    N_,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Problem,
    Text,
    TooLarge,
    TooLate,
    TooMany,
    Unreadable,
)
from service.render import Page, here, redirect, respond, wants_block
from service.terms import Role

log = structlog.get_logger("errors")
SIGN_IN = "/co-quan/dang-nhap"
STILL_THERE = N_("Nội dung ông/bà đã viết vẫn còn ở trang trước. Xin bấm nút Quay lại của trình duyệt.")
NOTHING_CHANGED = N_("Chưa có gì bị thay đổi.")


class Told(msgspec.Struct, frozen=True):
    """How a kind of problem is told."""

    status: int
    title: Text
    what: Text
    todo: Text
    kept: Text | None = None


class ProblemPage(Page, template="errors/problem.html"):
    """What happened, what was kept, what to do."""

    title: Text
    what: Text
    kept: Text | None
    todo: Text
    fields: Mapping[str, Text]
    reference: str
    written: str
    layout: str
    way_on: Text
    way_on_to: str


TOLD: dict[type[Problem], Told] = {
    NotFound: Told(
        404,
        N_("Không tìm thấy"),
        N_("Địa chỉ này không có trang nào, hoặc trang không dành cho ông/bà."),
        N_("Xin xem lại địa chỉ, số hồ sơ hoặc mã tra cứu."),
    ),
    NotAllowed: Told(
        403,
        N_("Không được phép"),
        N_("Việc này không thuộc phần việc của ông/bà."),
        N_("Nếu cần làm, xin nhờ người có thẩm quyền trong cơ quan."),
        NOTHING_CHANGED,
    ),
    NotSignedIn: Told(
        401,
        N_("Cần đăng nhập"),
        N_("Trang này dành cho cán bộ đã đăng nhập."),
        N_("Xin đăng nhập rồi làm tiếp."),
        NOTHING_CHANGED,
    ),
    Conflict: Told(
        409,
        N_("Hồ sơ vừa thay đổi"),
        N_("Có người vừa làm việc khác với hồ sơ này."),
        N_("Xin tải lại trang để xem tình trạng mới, rồi làm tiếp."),
        STILL_THERE,
    ),
    TooLate: Told(
        409,
        N_("Đã hết hạn"),
        N_("Ngày cuối cùng để làm việc này đã qua."),
        N_("Ông/bà vẫn có thể gửi một ý kiến mới."),
        NOTHING_CHANGED,
    ),
    TooLarge: Told(
        413,
        N_("Nội dung quá dài"),
        N_("Phần gửi lên lớn hơn mức chúng tôi nhận được."),
        N_("Xin viết ngắn lại, hoặc chia thành hai lần gửi."),
        STILL_THERE,
    ),
    TooMany: Told(
        429,
        N_("Xin chờ một chút"),
        N_("Có quá nhiều lần thử trong thời gian ngắn."),
        N_("Xin chờ vài phút rồi thử lại."),
        STILL_THERE,
    ),
    Busy: Told(
        503,
        N_("Máy chủ đang bận"),
        N_("Chúng tôi chưa làm được việc này vì máy chủ đang quá bận."),
        N_("Xin chờ một phút rồi thử lại. Gửi lại đúng nội dung cũ không tạo thêm hồ sơ."),
        STILL_THERE,
    ),
    Unreadable: Told(
        400,
        N_("Không đọc được nội dung gửi lên"),
        N_("Phần gửi lên không ở dạng chúng tôi đọc được."),
        N_("Xin mở lại trang, viết bằng chữ và gửi lại."),
        STILL_THERE,
    ),
    Invalid: Told(
        422,
        N_("Còn chỗ chưa đúng"),
        N_("Có chỗ cần xem lại trước khi gửi."),
        N_("Xin sửa những chỗ đó rồi gửi lại."),
        STILL_THERE,
    ),
}
WRONG_WAY = Told(
    405,
    N_("Không làm được bằng cách này"),
    N_("Địa chỉ này chỉ nhận nội dung gửi từ biểu mẫu."),
    N_("Xin mở lại trang có biểu mẫu và gửi từ đó."),
    NOTHING_CHANGED,
)
FAULT = Told(
    500,
    N_("Chúng tôi gặp sự cố"),
    N_("Lỗi ở phía chúng tôi, không phải do ông/bà."),
    N_("Xin chờ một phút rồi thử lại. Gửi lại đúng nội dung cũ không tạo thêm hồ sơ."),
    STILL_THERE,
)
BY_STATUS = {
    400: TOLD[Unreadable],
    401: TOLD[NotSignedIn],
    403: TOLD[NotAllowed],
    404: TOLD[NotFound],
    405: WRONG_WAY,
    413: TOLD[TooLarge],
    429: TOLD[TooMany],
}


def tell(request: Any, problem: Problem) -> Response[Any]:  # noqa: ANN401 - any Litestar request
    """A problem of the trade."""
    if isinstance(problem, NotSignedIn):
        return _page(request, TOLD[NotSignedIn], written=problem.written) if problem.written else _to_sign_in(request)
    told = TOLD[next(kind for kind in type(problem).__mro__ if kind in TOLD)]
    fields = problem.fields if isinstance(problem, Invalid) else {}
    answer = _page(request, told, what=problem.text, fields=fields)
    if isinstance(problem, Busy):
        log.warning("busy", kind=type(problem.__cause__).__name__)
        answer.headers |= {"retry-after": "30"}
    return answer


def tell_http(request: Any, problem: HTTPException) -> Response[Any]:  # noqa: ANN401 - any Litestar request
    """A problem that Litestar found before a handler ran: no such page, the wrong method, too much."""
    if "disconnected" in problem.detail:  # the phone went away in the middle: no fault of ours, and nobody reads the answer
        return _page(request, TOLD[Unreadable])
    if problem.status_code not in BY_STATUS:
        return tell_fault(request, problem)
    answer = _page(request, BY_STATUS[problem.status_code])
    answer.headers |= {name: value for name, value in (problem.headers or {}).items() if name.lower() == "allow"}
    return answer


def tell_fault(request: Any, fault: Exception) -> Response[Any]:  # noqa: ANN401 - any Litestar request
    """A fault of ours: the reader gets a reference, the log gets it too with the place in the code."""
    reference = token_hex(4).upper()
    handler = request.scope.get("route_handler")
    log.error(
        "fault",
        reference=reference,
        method=request.scope["method"],
        route=min(handler.paths) if handler else None,
        kind=type(fault).__name__,
        said=str(fault) if isinstance(fault, TemplateError) else None,  # names of templates and fields, nobody's words
        places=[f"{place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(fault.__traceback__)[-8:]],
    )
    return _page(request, FAULT, reference=reference)


def _to_sign_in(request: Any) -> Response[Any]:  # noqa: ANN401 - any Litestar request
    if wants_block(request):
        return Response(None, status_code=401, headers={"hx-redirect": SIGN_IN})
    if request.scope["method"] != "GET":
        return redirect(SIGN_IN)
    return redirect(f"{SIGN_IN}?{urlencode({'tiep': here(request)})}")


def _page(
    request: Any,  # noqa: ANN401 - any Litestar request
    told: Told,
    *,
    what: Text | None = None,
    fields: Mapping[str, Text] | None = None,
    reference: str = "",
    written: str = "",
) -> Response[Any]:
    layout, way_on, way_on_to = _way_on(request)
    page = ProblemPage(
        title=told.title,
        what=what or told.what,
        kept=told.kept,
        todo=told.todo,
        fields=fields or {},
        reference=reference,
        written=written,
        layout=layout,
        way_on=way_on,
        way_on_to=way_on_to,
    )
    headers = {"hx-retarget": "#thong-bao", "hx-reswap": "innerHTML show:top"} if wants_block(request) else None
    return respond(request, page, "alert", told.status, headers)


def _way_on(request: Any) -> tuple[str, Text, str]:  # noqa: ANN401 - any Litestar request
    """The layout of the part of the house one is in, or of one's own part when signed in, and the way back to its front room."""
    path, roles = request.scope["path"], getattr(request.scope.get("user"), "roles", ())
    if path.startswith("/quan-tri") and Role.ADMINISTRATOR in roles:
        return "agency", N_("Về trang quản trị"), "/quan-tri"
    if path.startswith(("/co-quan", "/giam-sat", "/quan-tri")):
        if Role.INSPECTOR in roles or (path.startswith("/giam-sat") and not roles):
            return "oversight", N_("Về trang giám sát"), "/giam-sat"
        return "agency", N_("Về danh sách hồ sơ"), "/co-quan"
    return "public", N_("Về trang đầu"), "/"
