"""The statements of clusters.sql, typed. Reads are nouns, writes are verbs."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from msgspec.structs import replace

from service import db
from service.casework.rules import By
from service.clusters.rules.alike import Sketch, Unsketched
from service.clusters.rules.counting import FEWEST, shown
from service.clusters.rules.telling import PRIVATE, PROTECTED, MadeOf, Matter, Open, Words
from service.clusters.rules.together import (
    MOST_A_TURN,
    MOST_BACKGROUND,
    MOST_COMPARED,
    MOST_SHOWN,
    NONE,
    Beside,
    Cluster,
    Confirmed,
    Group,
    Sender,
    Told,
)
from service.db import Tx
from service.terms import AgencyCode, AreaCode, CaseId, CaseNumber, FieldCode

__all__ = ["NONE", "Beside", "Figures", "Open"]  # what other slices show

sql = db.queries("clusters")
MOST_LISTED = 300
MOST_OPEN = 1_000
MOST_CLUSTERS = 100


class Figures(msgspec.Struct, frozen=True):
    """How many confirmed matters an agency has, and how often "me too" was pressed, in the tens that everybody sees."""

    clusters: int
    people: int


class _Held(msgspec.Struct, frozen=True):
    id: int


async def take_turn(tx: Tx) -> CaseId | None:
    """Hold the right to make sketches until the transaction ends, and after which case to go on; None while another process does."""
    return await tx.value(sql.take_turn)


async def turn_to(tx: Tx, after: CaseId) -> CaseId | None:
    """The last case that a turn looks at; None when it looks at all the rest."""
    return await tx.value(sql.turn_to, after=after, most=MOST_A_TURN)


async def end_turn(tx: Tx, after: CaseId) -> None:
    """Where the next turn begins."""
    await tx.run(sql.end_turn, after=after)


async def drop_stale(tx: Tx, since: datetime, turn: tuple[CaseId, CaseId]) -> int:
    """Forget the sketches of what is no longer open, lies elsewhere now or is too old, among the cases of a turn; how many."""
    return await tx.run(sql.drop_stale, since=since, after=turn[0], upto=turn[1])


async def unsketched(tx: Tx, since: datetime, turn: tuple[CaseId, CaseId], most: int) -> list[Unsketched]:
    """Open feedback without a sketch, some at a time: the latest, and among the cases of a turn."""
    return await tx.all(sql.unsketched, Unsketched, since=since, after=turn[0], upto=turn[1], latest=most, most=most)


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


async def beside_elsewhere(tx: Tx, one: Unsketched, since: datetime) -> list[Sketch]:
    """What a new case is compared with besides, of other fields; none about people who are protected."""
    return await tx.all(
        sql.beside_elsewhere,
        Sketch,
        agency_code=one.agency_code,
        field_code=one.field_code,
        area_code=one.area_code,
        since=since,
        case_id=one.id,
        withheld=PROTECTED,
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


async def groups(tx: Tx, agency: AgencyCode, ids: Sequence[CaseId]) -> list[Group]:
    """The confirmed matters that some cases are part of, with which of them."""
    return await tx.all(sql.groups, Group, agency_code=agency, ids=ids)


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


async def lock_clusters(tx: Tx, ids: Sequence[int]) -> list[int]:
    """Hold confirmed matters until the transaction ends; those that are still there."""
    return [row.id for row in await tx.all(sql.lock_clusters, _Held, ids=ids)]


async def add_cluster(tx: Tx, by: By, lead: CaseId, at: datetime) -> int:
    """Keep a confirmed matter."""
    return await tx.value(sql.add_cluster, agency_code=by.agency, lead_id=lead, account_id=by.account, at=at)


async def add_members(tx: Tx, by: By, cluster: int, ids: Sequence[CaseId], at: datetime) -> None:
    """Make cases part of a matter."""
    await tx.run(sql.add_members, cluster_id=cluster, account_id=by.account, ids=ids, at=at)


async def merge(tx: Tx, by: By, cluster: int, merged: Sequence[int], at: datetime) -> None:
    """Make what was part of other matters part of this one."""
    await tx.run(sql.merge, cluster_id=cluster, account_id=by.account, merged=merged, at=at)


async def forget_sketch(tx: Tx, number: CaseNumber) -> None:
    """What a case said is said otherwise now."""
    await tx.run(sql.forget_sketch, number=number)


async def leave(tx: Tx, by: By, cluster: int, ids: Sequence[CaseId], at: datetime) -> None:
    """Take cases out of a matter."""
    await tx.run(sql.leave, cluster_id=cluster, ids=ids, account_id=by.account, at=at)


async def drop_alone(tx: Tx, by: By, clusters: Sequence[int], at: datetime) -> None:
    """Forget matters of fewer than two cases."""
    await tx.run(sql.drop_alone, ids=clusters, account_id=by.account, at=at)


async def lead(tx: Tx, by: By, cluster: int, case_id: CaseId, at: datetime) -> None:
    """Let another case lead."""
    await tx.run(sql.lead, cluster_id=cluster, lead_id=case_id, account_id=by.account, at=at)


async def other_case(tx: Tx, case_id: CaseId, to: CaseId) -> None:
    """What everybody reads of a case is told of another one of the same matter from now on."""
    await tx.run(sql.other_case, case_id=case_id, to_id=to)


async def other_agency(tx: Tx, case_id: CaseId, to: AgencyCode, at: datetime) -> None:
    """What everybody reads of a case goes where the case went."""
    await tx.run(sql.other_agency, case_id=case_id, agency_code=to, at=at)


async def say_apart(tx: Tx, by: By, ids: Sequence[CaseId], others: Sequence[CaseId], at: datetime) -> None:
    """Note that these are other matters than those."""
    await tx.run(sql.say_apart, account_id=by.account, ids=ids, other_ids=others, at=at)


async def take_back_apart(tx: Tx, ids: Sequence[CaseId]) -> None:
    """Note that these are one matter after all."""
    await tx.run(sql.take_back_apart, ids=ids)


async def senders(tx: Tx, ids: Sequence[CaseId]) -> list[Sender]:
    """Who sent some cases, to be compared with a text and never shown."""
    return await tx.all(sql.senders, Sender, ids=ids)


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
        withheld=PRIVATE,
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


async def forget_people(tx: Tx, before: datetime, today: date) -> int:
    """Forget the devices of those who said "me too" to what is no longer listed, and of those who took it back; of how many matters."""
    return await tx.run(sql.forget_people, before=before, today=today)


async def forget_presses(tx: Tx, before: datetime) -> int:
    """Forget how often neighbourhoods have pressed."""
    return await tx.run(sql.forget_presses, before=before)


async def press(tx: Tx, who: bytes, hour: datetime) -> int:
    """One more press from a neighbourhood within the hour; how many that makes."""
    return await tx.value(sql.press, who=who, hour=hour)


async def matter(tx: Tx, one: int, today: date) -> Matter:
    """One matter; NotFound when it is not, or no longer, public."""
    return _in_tens(await tx.one(sql.matter, Matter, id=one, today=today, withheld=PRIVATE))


async def listed(
    tx: Tx, done_since: datetime, today: date, *, agency: AgencyCode | None = None, area: AreaCode | None = None
) -> list[Matter]:  # fmt: skip
    """What is open and what was settled lately, by commune."""
    found = await tx.all(
        sql.listed,
        Matter,
        done_since=done_since,
        today=today,
        agency_code=agency,
        area_code=area,
        withheld=PRIVATE,
        most=MOST_LISTED,
    )
    return [_in_tens(one) for one in found]


def _in_tens(one: Matter) -> Matter:
    """Nobody beyond the database reads how many there are."""
    return replace(one, people=shown(one.people))


async def open_matters(tx: Tx) -> list[Open]:
    """What is open everywhere."""
    return await tx.all(sql.open_matters, Open, withheld=PRIVATE, most=MOST_OPEN)


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


async def add_person(tx: Tx, one: int, who: bytes, today: date) -> int:
    """Count somebody; 0 when they are counted already, or the matter is open no more."""
    return await tx.run(sql.add_person, id=one, who=who, today=today)


async def drop_person(tx: Tx, one: int, who: bytes, today: date) -> None:
    """Count somebody no more."""
    await tx.run(sql.drop_person, id=one, who=who, today=today)


async def is_person(tx: Tx, one: int, who: bytes) -> bool:
    """Whether somebody is counted."""
    return await tx.value(sql.is_person, id=one, who=who)


async def agency_figures(tx: Tx, agency: AgencyCode, today: date) -> Figures:
    """What an agency's matters come to."""
    return await tx.one(sql.agency_figures, Figures, agency_code=agency, today=today, fewest=FEWEST)


async def hand_on(tx: Tx, agencies: Sequence[AgencyCode], to: AgencyCode, fields: Sequence[FieldCode] | None, day: date) -> None:
    """The matters of a function, of some fields or all, go where it goes."""
    await tx.run(sql.hand_on, from_agencies=agencies, to_agency=to, fields=fields, day=day)
