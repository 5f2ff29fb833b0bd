"""What the database itself refuses, and what two at once come to, with complaints and denunciations."""

import asyncio
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import asyncpg
import pytest

from service import clock
from service.casework import actions
from service.casework.rules import By, Paper, complaints, denunciations, legal
from service.casework.rules.denunciations import Conditions
from service.db import SYSTEM, Db
from service.problems import Conflict, NotFound
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, Kind
from tests.casework.lodged import approved, lodged, office
from tests.desk.desk import dues, verbs, view

TEXT = "Xin xem giấy kèm theo."
INSPECTORATE = AgencyCode("TTT")
ALL_FOUR = Conditions(form=True, capacity=True, competence=True, basis=True)


def on(day: date) -> Any:
    """That morning."""
    return clock.frozen(datetime.combine(day, time(9), clock.ZONE))


def paper(day: date | None = None) -> Paper:
    return Paper("12/QĐ-UBND", day or clock.today())


async def accepted(db: Db, settings: Settings, head: By, kind: Kind = Kind.KHIEU_NAI, **known: object) -> CaseNumber:
    number = await lodged(db, settings, kind, **known)
    if kind == Kind.KHIEU_NAI:
        await actions.act(db, head, number, complaints.accept)
    else:
        await actions.act(db, head, number, lambda case, act: denunciations.accept(case, act, ALL_FOUR, paper()))
    return number


async def test_days_at_rest_are_not_counted(db: Db, settings: Settings):
    head = (await office(db)).head
    number = await accepted(db, settings, head)
    for stop, again in ((date(2026, 12, 3), date(2027, 1, 4)), (date(2027, 1, 8), date(2027, 1, 18))):
        with on(stop):
            await actions.act(db, head, number, lambda case, act: legal.suspend(case, act, "OBSTACLE", TEXT, paper()))
            assert set(await dues(db, number)) == {"SEND_ORDER"}
        with on(again):
            await actions.resume(db, head, number, TEXT, paper())
    assert (await dues(db, number))["SETTLE"] == (date(2027, 2, 3), date(2027, 2, 3))  # 10 + 4 of 30 days were used
    with on(date(2027, 2, 3)):
        await actions.act(db, head, number, lambda case, act: complaints.extend(case, act, ["MANY_PEOPLE"], TEXT, paper()))
    assert (await dues(db, number))["SETTLE"][0] == date(2027, 2, 18)


@pytest.mark.parametrize(
    ("kind", "from_state", "verb", "to_state"),
    [
        ("KHIEU_NAI", "AWAITING_SIGNATURE", "ACCEPT", "IN_PROGRESS"),
        ("KHIEU_NAI", "RECEIVED", "TRANSFER", "RECEIVED"),
        ("KHIEU_NAI", "IN_PROGRESS", "DECIDE", "DECIDED"),
        ("KHIEU_NAI", "APPROVED", "SEND", "ANSWERED"),
        ("KHIEU_NAI", "ANSWERED", "CLOSE", "CLOSED"),
        ("KHIEU_NAI", "SUSPENDED", "EXTEND", "SUSPENDED"),
        ("KHIEU_NAI", "DECIDED", "WITHDRAW", "WITHDRAWN"),
        ("KHIEU_NAI", "APPROVED", "CONCLUDE", "DECIDED"),
        ("TO_CAO", "RECEIVED", "WITHDRAW", "WITHDRAWN"),
        ("TO_CAO", "RECEIVED", "GUIDE", "GUIDED"),
        ("TO_CAO", "APPROVED", "DECIDE", "DECIDED"),
        ("TO_CAO", "DECIDED", "TAKE_EFFECT", "EFFECTIVE"),
        ("TO_CAO", "IN_PROGRESS", "TRANSFER", "RECEIVED"),
        ("TO_CAO", "IN_PROGRESS", "PASS_ON", "PASSED_ON"),
        ("TO_CAO", "DECIDED", "WITHDRAW", "DECIDED"),
        ("TO_CAO", "CLOSED", "REOPEN", "IN_PROGRESS"),
    ],
)
async def test_the_database_refuses_what_the_law_does_not_know(db: Db, kind: str, from_state: str, verb: str, to_state: str):
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        async with db.transaction(SYSTEM) as tx:
            await tx.connection.execute(
                "insert into case_event (at, case_id, kind, from_state, verb, to_state, actor_kind, agency_code)"
                " values (now(), 1, $1, $2, $3, $4, 'system', 'SYT')",
                *(kind, from_state, verb, to_state),
            )


@pytest.mark.parametrize(
    "wrong",
    ["level = 3", "extensions = 3", "anonymous = true", "remote = true", "withdrawn = 'half'", "dialogue = 'phoned'", "signed_how = 'fax'"],
)
async def test_the_database_keeps_no_matter_that_cannot_be(db: Db, connection: Any, settings: Settings, wrong: str):
    await lodged(db, settings, Kind.TO_CAO)
    with pytest.raises(asyncpg.CheckViolationError):
        async with connection.transaction():
            await connection.execute(f"update case_matter set {wrong}")


async def test_two_officers_at_the_same_moment(own_db: Db, settings: Settings):
    head = (await office(own_db)).head
    number = await lodged(own_db, settings, Kind.TO_CAO)
    came = await asyncio.gather(
        actions.act(own_db, head, number, lambda case, act: denunciations.accept(case, act, ALL_FOUR, paper()), seen=1),
        actions.act(own_db, head, number, partial(denunciations.refuse, ground="NO_BASIS", reason=TEXT), seen=1),
        actions.act(own_db, head, number, lambda case, act: legal.withdraw(case, act, "whole", TEXT), seen=1),
        actions.transfer(own_db, head, number, INSPECTORATE, TEXT, seen=1),
        return_exceptions=True,
    )
    failures = [one for one in came if isinstance(one, Exception)]
    assert len(failures) == 3
    assert all(isinstance(one, Conflict | NotFound) for one in failures)
    assert (len(await verbs(own_db, number)), (await view(own_db, number)).version) == (2, 2)


async def test_two_workers_make_a_decision_final_once(own_db: Db, settings: Settings):
    head = (await office(own_db)).head
    number = await accepted(own_db, settings, head)
    await approved(own_db, head, number)
    await actions.issue(own_db, head, number, paper())
    await actions.send_outcome(own_db, head, number, None)
    with clock.frozen(clock.now() + timedelta(days=40)):
        assert sum(await asyncio.gather(*(actions.take_effect(own_db) for _ in range(4)))) == 1
    assert (await verbs(own_db, number)).count("TAKE_EFFECT") == 1
