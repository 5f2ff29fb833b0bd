"""The papers of a visit as DOCX, for whoever may read the visit."""

from asyncio import to_thread
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from service.db import Db
from service.forms import number_in
from service.guards import officer
from service.letters import Letter, docx
from service.problems import NotFound
from service.reception import actions, documents, store
from service.reception.pages.common import HOME, Asked, by
from service.reception.rules.register import Visit, entry_of

ONE = f"{HOME}/{{slug:str}}"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def _readable(request: Asked, db: Db, slug: str) -> Visit:
    seen = await actions.read(db, by(request), entry_of(slug))
    if not seen.content:
        raise NotFound
    return seen


async def _file(letter: Letter, name: str) -> Response[bytes]:
    headers = {"content-disposition": f'attachment; filename="{name}.docx"', "cache-control": "private, no-store"}
    return Response(await to_thread(docx, letter), media_type=DOCX, headers=headers)


@get(f"{ONE}/giay-bien-nhan.docx", guards=[officer])
async def receipt(request: Asked, db: NamedDependency[Db], slug: FromPath[str]) -> Response[Any]:
    """Mẫu 02/TCD."""
    seen = await _readable(request, db, slug)
    return await _file(documents.receipt(seen, request.user.agency_name), f"giay-bien-nhan-{slug}")


@get(f"{ONE}/tu-choi-tiep.docx", guards=[officer])
async def refusal(request: Asked, db: NamedDependency[Db], slug: FromPath[str]) -> Response[Any]:
    """Mẫu 01/TCD."""
    seen = await _readable(request, db, slug)
    if seen.refusal is None:
        raise NotFound
    return await _file(documents.refusal(seen, request.user.agency_name), f"tu-choi-tiep-{slug}")


@get(f"{ONE}/viec/{{id_:str}}/ket-luan.docx", guards=[officer])
async def conclusion(request: Asked, db: NamedDependency[Db], slug: FromPath[str], id_: FromPath[str]) -> Response[Any]:
    """The notice of what the head concluded."""
    seen = await _readable(request, db, slug)
    async with db.read() as tx:
        found = [duty for duty in await store.duties(tx, seen.id) if duty.id == number_in(id_, below=2**63)]
    if not found:
        raise NotFound
    return await _file(documents.conclusion(seen, found[0], request.user.agency_name), f"ket-luan-{slug}")


handlers = [receipt, refusal, conclusion]
