"""The statements of ratings.sql, typed."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from service import clock, db
from service.agencies import store as agencies
from service.db import Db, Tx
from service.ratings.rules import Rest, Tap, Word
from service.terms import AgencyCode, CaseId

sql = db.queries("ratings")


class Choice(msgspec.Struct, frozen=True):
    """An agency that can be rated."""

    code: AgencyCode
    name: str
    name_en: str


class Register(msgspec.Struct, frozen=True):
    """Who can be rated today; `committees` go by the name of their commune, which is what people look for."""

    committees: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    by_code: dict[AgencyCode, Choice]


class Rating(msgspec.Struct, frozen=True):
    """A rating as it stands."""

    key: UUID
    agency_code: AgencyCode
    at: datetime
    overall: int | None
    field_code: str
    access: int | None
    procedure: int | None
    staff: int | None
    result: int | None
    handling: int | None
    trust: int | None
    comment: str
    effort: int | None
    sex: str
    age_band: str
    ethnic: str
    disability: bool | None
    not_reached: bool


class Added(msgspec.Struct, frozen=True):
    """A rating that was added, by its key."""

    key: UUID


class Review(msgspec.Struct, frozen=True):
    """What the resident last said of a case."""

    agency_code: AgencyCode
    at: datetime
    settled: str
    treated: int
    comment: str

    def says(self, word: Word, agency: AgencyCode, since: datetime | None) -> bool:
        """Whether it is this word on this agency's latest answer; the same word on an answer after it is a new one."""
        same = (self.agency_code, self.settled, self.treated, self.comment) == (agency, word.settled, word.treated, word.comment)
        return same and (since is None or self.at >= since)


async def add(tx: Tx, taps: Sequence[Tap]) -> set[UUID]:
    """Save ratings, no key twice; the keys that have not rated before."""
    added = await tx.all(
        sql.add,
        Added,
        keys=[tap.key for tap in taps],
        ats=[tap.at for tap in taps],
        days=[tap.at.date() for tap in taps],
        agencies=[tap.agency for tap in taps],
        overalls=[tap.overall for tap in taps],
        devices=[tap.seen.device for tap in taps],
        networks=[tap.seen.network for tap in taps],
    )
    return {one.key for one in added}


async def change(tx: Tx, key: UUID, agency: AgencyCode, overall: int | None) -> None:
    """Let the face tapped last count."""
    await tx.run(sql.change, key=key, agency_code=agency, overall=overall)


async def rated_agency(tx: Tx, key: UUID) -> AgencyCode | None:
    """Whom a key has rated."""
    return await tx.value(sql.rated_agency, key=key)


async def rating(tx: Tx, key: UUID, agency: AgencyCode) -> Rating:
    """What was said; NotFound when nothing was, or of another agency."""
    return await tx.one(sql.rating, Rating, key=key, agency_code=agency)


async def complete(tx: Tx, key: UUID, agency: AgencyCode, rest: Rest, at: datetime) -> int:
    """Save the rest of a rating."""
    return await tx.run(
        sql.complete,
        key=key,
        agency_code=agency,
        field_code=rest.field_code,
        access=rest.access,
        procedure=rest.procedure,
        staff=rest.staff,
        result=rest.result,
        handling=rest.handling,
        trust=rest.trust,
        comment=rest.comment,
        effort=rest.effort,
        sex=rest.sex,
        age_band=rest.age_band,
        ethnic=rest.ethnic,
        disability=rest.disability,
        not_reached=rest.not_reached,
        at=at,
    )


async def forget_keys(tx: Tx, before: date) -> int:
    """Forget keys from before a day."""
    return await tx.run(sql.forget_keys, before=before)


async def forget_before(tx: Tx, before: date) -> int:
    """Forget how ratings stood before they were changed, of the days before a day."""
    return await tx.run(sql.forget_before, before=before)


async def review(tx: Tx, case_id: CaseId) -> Review | None:
    """What the resident last said of a case."""
    return await tx.maybe(sql.review, Review, case_id=case_id)


async def save_review(tx: Tx, case_id: CaseId, agency: AgencyCode, word: Word, at: datetime) -> None:
    """Let what the resident said last count."""
    await tx.run(
        sql.save_review, case_id=case_id, agency_code=agency, at=at, settled=word.settled, treated=word.treated, comment=word.comment
    )


async def register(db: Db) -> Register:
    """Who can be rated today."""
    return await db.keep("register", _register)


async def _register(tx: Tx) -> Register:
    rated = [agency for agency in await agencies.agencies_in_force(tx, clock.today()) if agency.level in {"commune", "province"}]
    committee_of = {agency.area_code: agency for agency in rated if agency.level == "commune"}
    communes = [(committee_of[commune.code], commune.name) for commune in await agencies.communes(tx) if commune.code in committee_of]
    return Register(
        committees=tuple(Choice(agency.code, name, name) for agency, name in communes),
        bodies=tuple(Choice(agency.code, agency.name, agency.name_en) for agency in rated if agency.level == "province"),
        by_code={agency.code: Choice(agency.code, agency.name, agency.name_en) for agency in rated},
    )
