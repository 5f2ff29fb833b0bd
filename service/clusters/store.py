"""The statements of clusters.sql, typed. Reads are nouns, writes are verbs."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from service import db
from service.casework.rules import By
from service.clusters.rules.telling import FEWEST
from service.clusters.rules.together import MOST_BACKGROUND, MOST_COMPARED, MOST_SHOWN, Sender
from service.db import Tx
from service.publications.rules import WITHHELD
from service.terms import AccountId, AgencyCode, AreaCode, CaseId, CaseNumber, FieldCode

sql = db.queries("clusters")
MOST_LISTED = 300
MOST_OPEN = 1_000
MOST_CLUSTERS = 100


class Unsketched(msgspec.Struct, frozen=True):
    """A feedback that is to be compared, and where it lies."""

    id: CaseId
    agency_code: AgencyCode
    field_code: FieldCode
    area_code: AreaCode
    filed_at: datetime
    content: str


class Sketch(msgspec.Struct, frozen=True):
    """The words of a case as numbers."""

    case_id: CaseId
    words: list[int]


class Beside(msgspec.Struct, frozen=True):
    """How many other cases may be about the same as a case, and how many are."""

    id: CaseId
    proposed: int
    together: int


NONE = Beside(CaseId(0), 0, 0)


class Told(msgspec.Struct, frozen=True):
    """A case beside others: what was said and how it stands. `added_at` is when it became part of a confirmed matter."""

    id: CaseId
    number: CaseNumber
    version: int
    state: str
    content: str
    language: str
    filed_at: datetime
    original_due: date
    answered_at: datetime | None
    field_code: FieldCode
    area_code: AreaCode
    score: float = 1.0
    added_at: datetime | None = None


class Cluster(msgspec.Struct, frozen=True):
    """A confirmed matter; the answer is written on the case that leads."""

    id: int
    lead_id: CaseId
    lead_number: CaseNumber
    made_at: datetime
    made_by: str


class Confirmed(msgspec.Struct, frozen=True):
    """A confirmed matter as one line of a list."""

    id: int
    lead_number: CaseNumber
    opening: str
    field_name: str
    field_name_en: str
    area_name: str
    made_at: datetime
    cases: int
    answered: int


class Matter(msgspec.Struct, frozen=True):
    """A matter as everybody reads it. `people` are those who said they have the same trouble: shown from ten on only."""

    id: int
    agency_code: AgencyCode
    agency_name: str
    agency_name_en: str
    field_code: FieldCode
    field_name: str
    field_name_en: str
    area_code: AreaCode
    area_name: str
    title: str
    summary: str
    doing: str
    expected: date | None
    since: date
    state: str
    answer: str
    changed_at: datetime
    done_at: datetime | None
    people: int


class Open(msgspec.Struct, frozen=True):
    """An open matter as it is offered before the same is written again."""

    id: int
    area_code: AreaCode
    field_code: FieldCode
    title: str
    summary: str


class Words(msgspec.Struct, frozen=True):
    """What is told of a matter, checked."""

    title: str
    summary: str
    doing: str
    expected: date | None


class Figures(msgspec.Struct, frozen=True):
    """How many confirmed matters an agency has, and how many people said "me too"."""

    clusters: int
    people: int


class _Turn(msgspec.Struct, frozen=True):
    name: str


class MadeOf(msgspec.Struct, frozen=True):
    """A public matter and the case it was made of."""

    id: int
    case_id: CaseId


async def take_turn(tx: Tx) -> bool:
    """Hold the right to make sketches until the transaction ends; False while another process does."""
    return await tx.maybe(sql.take_turn, _Turn) is not None


async def drop_stale(tx: Tx, since: datetime) -> int:
    """Forget the sketches of what is no longer open, lies elsewhere now or is too old; how many."""
    return await tx.run(sql.drop_stale, since=since)


async def unsketched(tx: Tx, since: datetime, most: int) -> list[Unsketched]:
    """Open feedback without a sketch, some at a time."""
    return await tx.all(sql.unsketched, Unsketched, since=since, most=most)


async def add_sketch(tx: Tx, one: Unsketched, words: Sequence[int]) -> int:
    """Keep a sketch; 0 when there is one."""
    return await tx.run(
        sql.add_sketch,
        case_id=one.id,
        agency_code=one.agency_code,
        field_code=one.field_code,
        area_code=one.area_code,
        filed_at=one.filed_at,
        words=words,
    )


async def beside(tx: Tx, one: Unsketched, since: datetime) -> list[Sketch]:
    """What a new case is compared with."""
    return await tx.all(
        sql.beside,
        Sketch,
        agency_code=one.agency_code,
        field_code=one.field_code,
        area_code=one.area_code,
        since=since,
        case_id=one.id,
        most=MOST_COMPARED,
    )


async def background(tx: Tx, field: FieldCode) -> list[Sketch]:
    """The latest cases of a field."""
    return await tx.all(sql.background, Sketch, field_code=field, most=MOST_BACKGROUND)


async def add_alike(tx: Tx, one: CaseId, scores: dict[CaseId, float]) -> None:
    """Note what a case may be the same matter as."""
    await tx.run(sql.add_alike, case_id=one, other_ids=list(scores), scores=list(scores.values()))


async def beside_counts(tx: Tx, agency: AgencyCode, ids: Sequence[CaseId]) -> dict[CaseId, Beside]:
    """Of the cases that are not alone: how many others there are beside each."""
    return {row.id: row for row in await tx.all(sql.beside_counts, Beside, agency_code=agency, ids=ids)}


async def proposed(tx: Tx, agency: AgencyCode, ids: Sequence[CaseId]) -> list[Told]:
    """What may be about the same as one of these cases."""
    return await tx.all(sql.proposed, Told, agency_code=agency, ids=ids, most=MOST_SHOWN)


async def cluster_of(tx: Tx, agency: AgencyCode, case_id: CaseId) -> Cluster | None:
    """The confirmed matter a case is part of."""
    return await tx.maybe(sql.cluster_of, Cluster, agency_code=agency, case_id=case_id)


async def members(tx: Tx, cluster: int) -> list[Told]:
    """The cases of a confirmed matter."""
    return await tx.all(sql.members, Told, cluster_id=cluster)


async def ones(tx: Tx, agency: AgencyCode, numbers: Sequence[CaseNumber]) -> list[Told]:
    """Some feedback of an agency, locked."""
    return await tx.all(sql.ones, Told, agency_code=agency, numbers=numbers)


async def clusters_of(tx: Tx, agency: AgencyCode, ids: Sequence[CaseId]) -> list[int]:
    """The confirmed matters that some cases are part of."""
    return await tx.value(sql.clusters_of, agency_code=agency, ids=ids)


async def add_cluster(tx: Tx, by: By, lead: CaseId, at: datetime) -> int:
    """Keep a confirmed matter."""
    return await tx.value(sql.add_cluster, agency_code=by.agency, lead_id=lead, account_id=by.account, at=at)


async def add_members(tx: Tx, by: By, cluster: int, ids: Sequence[CaseId], at: datetime) -> None:
    """Make cases part of a matter."""
    await tx.run(sql.add_members, cluster_id=cluster, account_id=by.account, ids=ids, at=at)


async def merge(tx: Tx, by: By, cluster: int, merged: Sequence[int], at: datetime) -> None:
    """Make what was part of other matters part of this one."""
    await tx.run(sql.merge, cluster_id=cluster, account_id=by.account, merged=merged, at=at)


async def leave(tx: Tx, cluster: int, ids: Sequence[CaseId]) -> None:
    """Take cases out of a matter."""
    await tx.run(sql.leave, cluster_id=cluster, ids=ids)


async def drop_alone(tx: Tx, clusters: Sequence[int]) -> None:
    """Forget matters of fewer than two cases."""
    await tx.run(sql.drop_alone, ids=clusters)


async def lead(tx: Tx, cluster: int, case_id: CaseId) -> None:
    """Let another case lead."""
    await tx.run(sql.lead, cluster_id=cluster, lead_id=case_id)


async def say_apart(tx: Tx, by: By, ids: Sequence[CaseId], others: Sequence[CaseId], at: datetime) -> None:
    """Note that these are other matters than those."""
    await tx.run(sql.say_apart, account_id=by.account, ids=ids, other_ids=others, at=at)


async def take_back_apart(tx: Tx, ids: Sequence[CaseId]) -> None:
    """Note that these are one matter after all."""
    await tx.run(sql.take_back_apart, ids=ids)


async def senders(tx: Tx, ids: Sequence[CaseId]) -> list[Sender]:
    """Who sent some cases, to be compared with a text and never shown."""
    return await tx.all(sql.senders, Sender, ids=ids)


async def approver(tx: Tx, agency: AgencyCode, case_id: CaseId, version: int, today: date) -> AccountId | None:
    """Who agreed to an answer, if they lead the agency still."""
    return await tx.value(sql.approver, agency_code=agency, case_id=case_id, version=version, today=today)


async def confirmed(tx: Tx, agency: AgencyCode) -> list[Confirmed]:
    """The confirmed matters of an agency."""
    return await tx.all(sql.confirmed, Confirmed, agency_code=agency, most=MOST_CLUSTERS)


async def add_matter(tx: Tx, by: By, case_id: CaseId, words: Words, *, since: date, at: datetime) -> int | None:
    """Tell everybody of a matter; None when it is told of already."""
    return await tx.value(
        sql.add_matter,
        case_id=case_id,
        title=words.title,
        summary=words.summary,
        doing=words.doing,
        expected=words.expected,
        since=since,
        account_id=by.account,
        at=at,
        withheld=WITHHELD,
    )


async def change_matter(tx: Tx, agency: AgencyCode, one: int, words: Words, at: datetime) -> int:
    """Put other words on an open matter; 0 when it is open no more."""
    return await tx.run(
        sql.change_matter,
        id=one,
        agency_code=agency,
        title=words.title,
        summary=words.summary,
        doing=words.doing,
        expected=words.expected,
        at=at,
    )


async def settle_matter(tx: Tx, agency: AgencyCode, one: int, answer: str, at: datetime) -> int:
    """Close a matter with the answer for everybody; 0 when it is open no more."""
    return await tx.run(sql.settle_matter, id=one, agency_code=agency, answer=answer, at=at)


async def withdraw_matter(tx: Tx, agency: AgencyCode, one: int, at: datetime) -> int:
    """Tell of a matter no more."""
    return await tx.run(sql.withdraw_matter, id=one, agency_code=agency, at=at)


async def forget_people(tx: Tx, before: datetime) -> int:
    """Forget the devices of those who said "me too" to what is no longer listed; of how many matters."""
    return await tx.run(sql.forget_people, before=before)


async def matter(tx: Tx, one: int) -> Matter:
    """One matter; NotFound when it is not, or no longer, public."""
    return await tx.one(sql.matter, Matter, id=one, withheld=WITHHELD)


async def listed(tx: Tx, done_since: datetime, *, agency: AgencyCode | None = None, area: AreaCode | None = None) -> list[Matter]:
    """What is open and what was settled lately, by commune."""
    return await tx.all(sql.listed, Matter, done_since=done_since, agency_code=agency, area_code=area, withheld=WITHHELD, most=MOST_LISTED)


async def open_matters(tx: Tx) -> list[Open]:
    """What is open everywhere."""
    return await tx.all(sql.open_matters, Open, withheld=WITHHELD, most=MOST_OPEN)


async def matter_of(tx: Tx, ids: Sequence[CaseId]) -> MadeOf | None:
    """The matter that was made of one of these cases."""
    return await tx.maybe(sql.matter_of, MadeOf, ids=ids)


async def case_of(tx: Tx, agency: AgencyCode, one: int) -> CaseId | None:
    """Which case a matter of an agency was made of."""
    return await tx.value(sql.case_of, agency_code=agency, id=one)


async def any_answered(tx: Tx, ids: Sequence[CaseId]) -> bool:
    """Whether one of these cases has been answered."""
    return await tx.value(sql.any_answered, ids=ids)


async def number_of(tx: Tx, case_id: CaseId) -> CaseNumber:
    """The number of a case."""
    return await tx.value(sql.number_of, id=case_id)


async def add_person(tx: Tx, one: int, who: bytes, at: datetime) -> int:
    """Count somebody; 0 when they are counted already, or the matter is open no more."""
    return await tx.run(sql.add_person, id=one, who=who, at=at)


async def drop_person(tx: Tx, one: int, who: bytes) -> None:
    """Count somebody no more."""
    await tx.run(sql.drop_person, id=one, who=who)


async def is_person(tx: Tx, one: int, who: bytes) -> bool:
    """Whether somebody is counted."""
    return await tx.value(sql.is_person, id=one, who=who)


async def agency_figures(tx: Tx, agency: AgencyCode) -> Figures:
    """What an agency's matters come to."""
    return await tx.one(sql.agency_figures, Figures, agency_code=agency, fewest=FEWEST)
