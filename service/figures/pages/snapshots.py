"""What was frozen of each year: shown as it was for ever, downloaded byte for byte, with what agencies say of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup

from service import clock
from service.calendars import store as calendars
from service.db import Db, Tx
from service.figures import store
from service.figures.actions import freezing
from service.figures.actions.freezing import Body
from service.figures.pages import common
from service.figures.pages.body import Names, drawing, names
from service.figures.pages.common import FROZEN, Asked
from service.figures.rules.showing import Arranged, Shown, arranged, shown
from service.figures.store import Comment, Frozen, Snapshot
from service.forms import number_in
from service.guards import public
from service.i18n import language_of
from service.index.rules.ranking import Tier
from service.problems import NotFound
from service.render import Page, same_for_all
from service.terms import AgencyCode

MOST = 10_000  # snapshots of a year
A_DAY = 24 * 3600  # what is frozen stays; only names may change
FIRST = "1"


class SnapshotsPage(Page, template="figures/snapshots.html"):
    """All of them, the latest first."""

    held: tuple[Snapshot, ...]


class Whole(msgspec.Struct, frozen=True):
    """A snapshot without its bytes, laid out."""

    held: Snapshot
    bodies: Arranged
    size: int


class Voice(msgspec.Struct, frozen=True):
    """What an agency says, under its name."""

    name: str
    comment: Comment


class SnapshotPage(Page, template="figures/snapshot.html"):
    """`later`: the number of what corrects it, 0 if nothing does; `until`: the last day agencies may comment."""

    whole: Whole
    method_sha256: str
    voices: tuple[Voice, ...]
    later: int
    until: date
    open: bool


class FrozenBodyPage(Page, template="figures/frozen_body.html"):
    """One body as it was."""

    held: Snapshot
    names: Names
    one: Shown
    tier: Tier | None
    drawn: Markup | None
    sha256: str
    voices: tuple[Voice, ...]


@get(FROZEN, guards=[public])
async def snapshots(request: Asked, db: NamedDependency[Db]) -> Response[Any]:
    """The list."""
    return same_for_all(request, SnapshotsPage(held=tuple(await freezing.snapshots(db))))


@get([f"{FROZEN}/{{year:str}}", f"{FROZEN}/{{year:str}}/{{number:str}}"], guards=[public])
async def snapshot(request: Asked, db: NamedDependency[Db], year: FromPath[str], number: FromPath[str] = FIRST) -> Response[Any]:
    """One of them; without a number the first of the year, so that the address goes on showing the same."""
    language, of = language_of(request), (year, _number(number))
    whole = await db.keep(f"ban-chot {language} {of}", lambda tx: _whole(tx, db.within(tx), language, of), seconds=A_DAY)
    held, bodies = whole.held, await common.body_names(db, language)
    until = freezing.comments_until(held, (await calendars.book(db)).calendar)
    async with db.read() as tx:
        later = max(one.number for one in await store.snapshots(tx) if one.period == held.period)
        page = SnapshotPage(
            whole=whole,
            method_sha256=(await store.method(tx, held.method)).sha256,
            voices=_voices(await store.comments(tx, held), bodies),
            later=later if later > held.number else 0,
            until=until,
            open=clock.today() <= until,
        )
    return same_for_all(request, page)


@get(f"{FROZEN}/{{year:str}}/{{number:str}}/so-lieu.csv", guards=[public])
async def frozen_csv(db: NamedDependency[Db], year: FromPath[str], number: FromPath[str]) -> Response[bytes]:
    """The bytes that the SHA-256 is of: nothing before them, nothing after."""
    async with db.read() as tx:
        held = await store.snapshot(tx, year, _number(number))
    headers = {
        "content-disposition": f'attachment; filename="htk-{held.period}-{held.number}.csv"',
        "cache-control": "public, max-age=86400",
        "etag": f'"{held.sha256}"',
    }
    return Response(held.csv.encode(), media_type="text/csv; charset=utf-8", headers=headers)


@get(f"{FROZEN}/{{year:str}}/{{number:str}}/{{code:str}}", guards=[public])
async def frozen_body(
    request: Asked, db: NamedDependency[Db], year: FromPath[str], number: FromPath[str], code: FromPath[AgencyCode]
) -> Response[Any]:
    """One body in it."""
    language = language_of(request)
    held, kept, comments = await freezing.snapshot(db, year, _number(number))
    one = next((shown(one) for one in kept.figures if one.agency == code), None)
    if one is None:
        raise NotFound
    async with db.read() as tx:
        sha256 = (await store.method(tx, one.method)).sha256
    page = FrozenBodyPage(
        held=_bare(held),
        names=await names(db, code, one, language),
        one=one,
        tier=next((unit.tier for unit in kept.comparison.units if unit.agency == code), None),
        drawn=drawing(one, language),
        sha256=sha256,
        voices=_voices([said for said in comments if said.agency_code == code], await common.body_names(db, language)),
    )
    return same_for_all(request, page)


def _number(written: str) -> int:
    return number_in(written, below=MOST)


async def _whole(tx: Tx, db: Db, language: str, of: tuple[str, int]) -> Whole:
    held = await store.snapshot(tx, *of)
    kept = msgspec.convert(held.body, Body)
    bodies = arranged(kept.figures, kept.comparison, await common.body_names(db, language))
    return Whole(_bare(held), bodies, len(held.csv.encode()))


def _bare(held: Frozen) -> Snapshot:
    return Snapshot(**{name: getattr(held, name) for name in Snapshot.__struct_fields__})


def _voices(comments: list[Comment], bodies: Mapping[AgencyCode, str]) -> tuple[Voice, ...]:
    return tuple(Voice(bodies.get(one.agency_code, one.agency_code), one) for one in comments)


handlers = [snapshots, snapshot, frozen_csv, frozen_body]
