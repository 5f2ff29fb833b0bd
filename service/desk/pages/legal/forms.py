"""What the forms of complaints and denunciations send, and how one of them becomes a decision."""

from collections.abc import Awaitable, Callable, Collection
from datetime import date
from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from service.casework import actions
from service.casework.rules import Act, By, Case, Move, Paper
from service.db import Db
from service.desk.pages.case import CaseForm
from service.desk.pages.decisions import LARGEST_FORM, Asked, acting, decided
from service.desk.rules import day_of
from service.forms import read_form
from service.guards import officer
from service.problems import Conflict, Invalid, N_
from service.settings import Settings
from service.terms import CaseNumber, Kind

LEGAL = frozenset({Kind.KHIEU_NAI, Kind.TO_CAO})
COMPLAINT = frozenset({Kind.KHIEU_NAI})
DENUNCIATION = frozenset({Kind.TO_CAO})
EVERY_KIND = frozenset(Kind)
OTHER_KIND = N_("Loại đơn này không có bước ấy.")


class LegalForm(CaseForm):
    """The same as of every case, and what the law asks besides; each form uses its own few."""

    so_van_ban: str = ""
    du_chu_ky: str = ""
    ngay_van_ban: str = ""
    ngay_ky: str = ""
    cach_ky: str = ""
    noi_chuyen: str = ""
    ho_ten: str = ""
    dia_chi: str = ""
    dien_thoai: str = ""
    tieu_chi: tuple[str, ...] = ()
    dieu_kien: tuple[str, ...] = ()
    ket_qua: str = ""
    rut: str = ""
    dai_dien: tuple[str, ...] = ()
    ho_so: str = ""
    buoc: str = ""
    loai_1: str = ""
    loai_2: str = ""
    loai_3: str = ""
    loai_4: str = ""
    loai_5: str = ""
    noi_dung_1: str = ""
    noi_dung_2: str = ""
    noi_dung_3: str = ""
    noi_dung_4: str = ""
    noi_dung_5: str = ""

    @property
    def paper(self) -> Paper:
        """The number and day of the signed document."""
        return Paper(self.so_van_ban, day("ngay_van_ban", self.ngay_van_ban))

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The contents one paper is to be split into: those that were begun."""
        pairs = [(getattr(self, f"loai_{number}"), getattr(self, f"noi_dung_{number}")) for number in range(1, 6)]
        last = max((place for place, pair in enumerate(pairs, 1) if any(pair)), default=0)
        return pairs[:last]


Decide = Callable[[LegalForm, Case, Act], Move]
Work = Callable[[Db, Settings, By, CaseNumber, LegalForm], Awaitable[object]]


def day(field: str, typed: str) -> date | None:
    """A day as it was typed, or none; Invalid when something was typed that is no day."""
    if not typed:
        return None
    found = day_of(typed.replace("-", "/").replace(".", "/").replace(" ", "")) or day_of(typed)
    if found is None:
        raise Invalid({field: N_("Ngày chưa đúng. Xin ghi ngày/tháng/năm, ví dụ 23/11/2026.")})
    return found


async def legal_form(request: Asked) -> LegalForm:
    """What a form has sent."""
    return await read_form(request, LegalForm, limit=LARGEST_FORM)


def doing(slug: str, work: Work) -> HTTPRouteHandler:
    """The resource of a step that loads more than the case."""

    @post(f"/co-quan/ho-so/{{number:str}}/{slug}", guards=[officer], name=f"desk-{slug}")
    async def step(
        request: Asked, db: NamedDependency[Db], settings: NamedDependency[Settings], number: FromPath[CaseNumber]
    ) -> Response[Any]:
        """Carry the step out, or bring it back with all that was typed."""
        form = await legal_form(request)
        return await decided(request, db, form, _begun(lambda: work(db, settings, acting(request), number, form)))

    return step


async def _begun(work: Callable[[], Awaitable[object]]) -> None:
    """A work whose form may prove to be wrong as soon as it is looked at."""
    await work()


def deciding(slug: str, decide: Decide, kinds: Collection[Kind] = LEGAL) -> HTTPRouteHandler:
    """The resource of a step that needs nothing but the case."""

    async def work(db: Db, _settings: Settings, by: By, number: CaseNumber, form: LegalForm) -> None:
        await actions.act(db, by, number, lambda case, act: _of(kinds, decide)(form, case, act), seen=form.seen)

    return doing(slug, work)


def _of(kinds: Collection[Kind], decide: Decide) -> Decide:
    """A rule for some kinds only."""

    def checked(form: LegalForm, case: Case, act: Act) -> Move:
        if case.kind not in kinds:
            raise Conflict(OTHER_KIND)
        return decide(form, case, act)

    return checked
