"""An agency's register of transactions: a file, what is in it, and only then the button that takes it."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.db import Db
from service.forms import parse, read_form, read_upload
from service.guards import officer
from service.i18n import language_of, say
from service.problems import Conflict, Invalid, N_, NotFound, Text, TooLarge
from service.render import Page, redirect, respond
from service.settings import Settings
from service.surveys import store
from service.surveys.actions import registers as actions
from service.surveys.actions.registers import BrokenFile, RegisterForm
from service.surveys.pages.common import Asked, by, field_names, quarter_words
from service.surveys.rules.registers import COLUMNS, NEEDED, Fault
from service.surveys.rules.rows import ByField, Import
from service.surveys.rules.sheets import LARGEST, MOST_ROWS

HERE = "/co-quan/so-giao-dich"
EXAMPLES = (
    ("HS-2026-0001", "R15", "Xã Kim Phú", "miền núi", "nữ", "40-59", "Kinh", "05/10/2026", "xong", "không", "0900000001", ""),
    ("HS-2026-0002", "R01", "18880", "", "nam", "60+", "", "06/10/2026", "từ chối", "có", "", ""),
)


class RegisterQuery(msgspec.Struct):
    """What was just done."""

    da: str = ""


class RegisterPage(Page, template="surveys/register.html"):
    """The form with what was wrong with the file; what was handed in before."""

    typed: RegisterForm
    errors: Mapping[str, Text]
    faults: list[Fault]
    wrong: int
    quarters: list[tuple[str, str]]
    imports: list[Import]
    done: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    examples: tuple[tuple[str, ...], ...]
    most: int


class WithdrawForm(msgspec.Struct):
    """Why a file is taken back."""

    ly_do: str = ""


class CheckedPage(Page, template="surveys/checked.html"):
    """What is in a file, before it is taken or after."""

    found: Import
    quarter: Text
    fields: list[ByField]
    names: Mapping[str, str]
    typed: WithdrawForm
    errors: Mapping[str, Text]
    clash: Text | None


@get(HERE, guards=[officer])
async def register(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The form."""
    actions.handing_in(by(request))
    return await _show(request, db, RegisterForm(), done=parse(request.scope["query_string"], RegisterQuery).da)


async def _show(
    request: Asked, db: Db, typed: RegisterForm, *,
    errors: Mapping[str, Text] | None = None, broken: BrokenFile | None = None, done: str = "",
) -> Response[Any]:  # fmt: skip
    async with db.read() as tx:
        imports = await store.imports(tx, actions.handing_in(by(request)))
    page = RegisterPage(
        typed=typed,
        errors=errors or {},
        faults=broken.faults if broken else [],
        wrong=broken.wrong if broken else 0,
        quarters=[(one.name, say(quarter_words(one), language_of(request))) for one in actions.quarters()],
        imports=imports,
        done=done,
        columns=COLUMNS,
        needed=NEEDED,
        examples=EXAMPLES,
        most=MOST_ROWS,
    )
    return respond(request, page, status=422 if errors or broken else 200)


@get(f"{HERE}/mau.csv", guards=[officer])
async def template() -> Response[bytes]:
    """The columns with two examples, for a spreadsheet."""
    sheet = StringIO()
    csv.writer(sheet, lineterminator="\n").writerows([COLUMNS, *EXAMPLES])
    headers = {"content-disposition": 'attachment; filename="mau-so-giao-dich.csv"'}
    return Response(sheet.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


@post(HERE, guards=[officer], request_max_body_size=LARGEST)
async def send_register(request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings]) -> Response[Any]:
    """Read a file through; what is in it stands on a page of its own."""
    signer = by(request)
    actions.handing_in(signer)
    try:
        form, files = await read_upload(request, RegisterForm, LARGEST)
    except TooLarge:
        too_large = N_("Tệp lớn quá %(most)s MB. Xin chia thành nhiều tệp.", most=LARGEST // 1024**2)
        return await _show(request, db, RegisterForm(), errors={"tep": too_large})
    try:
        id_ = await actions.receive(db, settings, signer, form, files.get("tep"))
    except BrokenFile as broken:
        return await _show(request, db, form, broken=broken)
    except Invalid as problem:
        return await _show(request, db, form, errors=problem.fields)
    return redirect(f"{HERE}/{id_}")


@get(f"{HERE}/{{id_:int}}", guards=[officer])
async def checked(request: Asked, db: NamedDependency[Db], id_: FromPath[int]) -> Response[Any]:
    """What is in a file."""
    return await _checked(request, db, id_)


async def _checked(
    request: Asked, db: Db, id_: int, *,
    typed: WithdrawForm | None = None, errors: Mapping[str, Text] | None = None, clash: Text | None = None,
) -> Response[Any]:  # fmt: skip
    async with db.read() as tx:
        found = next((one for one in await store.imports(tx, actions.handing_in(by(request))) if one.id == id_), None)
        if found is None:
            raise NotFound
        fields = await store.by_field(tx, id_)
    quarter = next((one for one in actions.quarters() if one.first == found.first), None)
    page = CheckedPage(
        found=found,
        quarter=quarter_words(quarter) if quarter else N_("Quý đã qua"),
        fields=fields,
        names=await field_names(request, db),
        typed=typed or WithdrawForm(),
        errors=errors or {},
        clash=clash,
    )
    return respond(request, page, status=422 if errors else 409 if clash else 200)


@post(f"{HERE}/{{id_:int}}", guards=[officer])
async def take_register(request: Asked, db: NamedDependency[Db], id_: FromPath[int]) -> Response[Any]:
    """Take what was looked at."""
    try:
        await actions.take(db, by(request), id_)
    except Conflict as problem:
        return await _checked(request, db, id_, clash=problem.text)
    return redirect(f"{HERE}?da=nhap")


@post(f"{HERE}/{{id_:int}}/rut", guards=[officer])
async def withdraw_register(request: Asked, db: NamedDependency[Db], id_: FromPath[int]) -> Response[Any]:
    """Take a file back."""
    form = await read_form(request, WithdrawForm)
    try:
        await actions.withdraw(db, by(request), id_, form.ly_do)
    except Invalid as problem:
        return await _checked(request, db, id_, typed=form, errors=problem.fields)
    except Conflict as problem:
        return await _checked(request, db, id_, typed=form, clash=problem.text)
    return redirect(f"{HERE}?da=rut")
