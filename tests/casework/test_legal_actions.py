"""Complaints and denunciations as they are saved, from the paper to the closed file."""

import asyncio
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import asyncpg
import pytest

from service import clock
from service.casework import actions, rules, store
from service.casework.rules import By, Paper, complaints, denunciations, legal
from service.casework.rules.denunciations import Conditions, Weighed
from service.db import RESIDENT, SYSTEM, Actor, Db
from service.identities import actions as identities
from service.matters import store as matters
from service.problems import Conflict, Invalid, NotFound
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, Kind, Relation
from tests.casework.cases import group
from tests.casework.lodged import HOA, WORDS, Office, account, approved, loaded, lodged, office
from tests.desk.desk import HERE, dues, filed, verbs, view

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


async def test_the_whole_way_of_a_complaint(db: Db, settings: Settings):
    head = (await office(db)).head
    number = await lodged(db, settings, Kind.KHIEU_NAI, signed_on=None, signed_how="")
    assert ((await view(db, number)).state, await dues(db, number)) == ("AWAITING_SIGNATURE", {})
    await actions.act(db, head, number, lambda case, act: legal.sign(case, act, "counter"))
    with on(date(2026, 12, 3)):
        await actions.act(db, head, number, complaints.accept)
        await actions.act(db, head, number, lambda case, act: legal.verify(case, act, TEXT, differs=True))
        await actions.act(db, head, number, lambda case, act: complaints.invite(case, act, date(2026, 12, 10), TEXT))
    with on(date(2026, 12, 10)):
        await approved(db, head, number)
        with pytest.raises(Conflict):
            await actions.issue(db, head, number, paper())
        await actions.return_draft(db, head, number, "Chưa đối thoại.")
        await actions.act(db, head, number, lambda case, act: complaints.hold_dialogue(case, act, "held", TEXT))
        await approved(db, head, number, "Chấp nhận khiếu nại.")
        await actions.issue(db, head, number, paper())
    with on(date(2026, 12, 11)):
        await actions.send_outcome(db, head, number, date(2026, 12, 11))
        assert set(await dues(db, number)) == {"TAKE_EFFECT", "APPEAL"}
    for day, count in ((date(2027, 1, 11), 0), (date(2027, 1, 12), 1), (date(2027, 1, 13), 0)):
        with on(day):
            assert await actions.take_effect(db) == count
    with on(date(2027, 1, 13)):
        await actions.act(db, head, number, legal.close)
    assert await verbs(db, number) == [
        "FILE",
        "SIGN",
        "ACCEPT",
        "VERIFY",
        "INVITE",
        "DRAFT",
        "SUBMIT",
        "APPROVE",
        "RETURN_DRAFT",
        "DIALOGUE",
        "DRAFT",
        "SUBMIT",
        "APPROVE",
        "DECIDE",
        "SEND",
        "TAKE_EFFECT",
        "CLOSE",
    ]
    case = await view(db, number)
    assert (case.state, case.next_due, case.original_due) == ("CLOSED", None, date(2027, 1, 4))


async def test_the_second_level_is_talked_over_published_and_final(db: Db, settings: Settings):
    head = (await office(db)).head
    first = await accepted(db, settings, head)
    await approved(db, head, first)
    await actions.issue(db, head, first, paper())
    await actions.send_outcome(db, head, first, None)
    await actions.act(db, By("resident"), first, lambda case, act: legal.file_appeal(case, act, "second_level", overdue=False))
    assert ((await view(db, first)).state, await dues(db, first)) == ("APPEALED", {})
    second = await accepted(db, settings, head, level=2)
    async with db.transaction(RESIDENT) as tx:
        ids = [await store.id_of(tx, number) for number in (second, first)]
        await matters.link(tx, ids[0], ids[1], Relation.SECOND_LEVEL_OF, clock.now())
    await approved(db, head, second)
    with pytest.raises(Conflict):
        await actions.issue(db, head, second, paper())
    await actions.return_draft(db, head, second, TEXT)
    await actions.act(db, head, second, lambda case, act: complaints.invite(case, act, date(2026, 11, 30), TEXT))
    with on(date(2026, 11, 30)):
        await actions.act(db, head, second, lambda case, act: complaints.hold_dialogue(case, act, "absent", TEXT))
        await approved(db, head, second)
        await actions.issue(db, head, second, paper())
        await actions.send_outcome(db, head, second, None)
        assert set(await dues(db, second)) == {"TAKE_EFFECT", "PUBLISH"}
        for text in ("Bà Nguyễn Thị Hoa khiếu nại.", "Điện thoại 0912 345 678.", "Ở Thôn Đông Dương, xã Kim Phú."):
            with pytest.raises(Invalid):
                await actions.publish(db, head, second, text)
        await actions.publish(db, head, second, "Chấp nhận một phần khiếu nại của bà H.")
    with on(date(2026, 12, 31)):
        assert await actions.take_effect(db) == 1
    assert [(await view(db, number)).state for number in (first, second)] == ["APPEALED", "EFFECTIVE"]


async def test_the_whole_way_of_a_denunciation(db: Db, settings: Settings):
    head = (await office(db)).head
    number = await lodged(db, settings, Kind.TO_CAO, signed_on=None, signed_how="")
    await actions.act(db, head, number, lambda case, act: legal.sign(case, act, "paper"))
    await actions.act(db, head, number, lambda case, act: denunciations.accept(case, act, ALL_FOUR, paper()))
    extended = lambda case, act: denunciations.extend(case, act, ["SEVERAL_PLACES"], TEXT, paper())  # noqa: E731
    with on(date(2026, 12, 23)):
        await actions.act(db, head, number, extended)
    assert (await dues(db, number))["SETTLE"] == (date(2027, 1, 22), date(2027, 1, 22))
    with on(date(2027, 1, 20)):
        with pytest.raises(Conflict):
            await actions.act(db, head, number, extended)
        await actions.act(db, head, number, lambda case, act: rules.notify(case, act, "TELL_ACCEPTANCE", TEXT))
        await approved(db, head, number, "Tố cáo đúng.")
        await actions.issue(db, head, number, paper())
        assert set(await dues(db, number)) == {"SEND_DECISION", "ACT_ON", "PUBLISH"}
        await actions.send_outcome(db, head, number, None)
        await actions.act(db, head, number, lambda case, act: denunciations.act_on(case, act, TEXT))
        with pytest.raises(Conflict):
            await actions.act(db, head, number, legal.close)
        with pytest.raises(Invalid):
            await actions.publish(db, head, number, "Bà Hoa tố cáo đúng.", ["Hoa"])
        await actions.publish(db, head, number, "Kết luận: tố cáo đúng.")
        await actions.act(db, head, number, legal.close)
    assert await verbs(db, number) == [
        "FILE",
        "SIGN",
        "ACCEPT",
        "EXTEND",
        "NOTIFY",
        "DRAFT",
        "SUBMIT",
        "APPROVE",
        "CONCLUDE",
        "SEND",
        "ACT_ON",
        "PUBLISH",
        "CLOSE",
    ]
    assert (await loaded(db, number)).matter.extensions == 1


async def test_a_denunciation_does_not_exist_for_who_may_not_read_it(db: Db, settings: Settings):
    both = await office(db)
    number = await lodged(db, settings, Kind.TO_CAO)
    for attempt in (
        actions.act(db, both.clerk, number, lambda case, act: legal.withdraw(case, act, "part", TEXT)),
        actions.transfer(db, both.clerk, number, INSPECTORATE, TEXT),
        actions.assign(db, both.clerk, number, account(both.clerk)),
        actions.split(db, settings, both.clerk, number, [("TO_CAO", TEXT), ("KHIEU_NAI", TEXT)]),
        actions.join(db, both.clerk, number, CaseNumber("LN26-000001")),
    ):
        with pytest.raises(NotFound):
            await attempt
    async with db.read() as tx:
        with pytest.raises(NotFound):
            await store.case_view(tx, number, HERE, denunciations=False)
    assert await verbs(db, number) == ["FILE"]


@pytest.mark.parametrize(("clear", "state"), [(True, "PASSED_ON"), (False, "FILED_AWAY")])
async def test_nobody_behind_it_goes_one_of_two_ways(db: Db, settings: Settings, clear: bool, state: str):
    """Luật Tố cáo, Điều 25."""
    head = (await office(db)).head
    number = await lodged(db, settings, Kind.TO_CAO, anonymous=True)
    assert set(await dues(db, number)) == {"ACCEPT", "TRANSFER", "FIRST_ANSWER"}
    weighed = Weighed(INSPECTORATE, violator_clear=clear, evidence=True, verifiable=True)
    if clear:
        with pytest.raises(Invalid):
            await actions.pass_on(db, head, number, Weighed(AgencyCode("SYT"), violator_clear=True, evidence=True, verifiable=True), TEXT)
        await actions.pass_on(db, head, number, weighed, TEXT)
    else:
        with pytest.raises(Invalid):
            await actions.pass_on(db, head, number, weighed, TEXT)
        await actions.act(db, head, number, lambda case, act: denunciations.file_away(case, act, "NOT_CLEAR", TEXT))
    assert ((await view(db, number)).state, await dues(db, number)) == (state, {})


async def _dump(connection: Any, case_id: int | None = None) -> str:
    """Every row of the database as text (of one case: wherever it is named), and every byte."""
    found: list[str] = []
    for (name,) in await connection.fetch("select tablename from pg_tables where schemaname = current_schema()"):
        for row in await connection.fetch(f'select t.* from "{name}" t'):
            mine = case_id is None or case_id in {row.get("case_id"), row["id"] if name == "case_file" else None}
            found += [value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value) for value in row.values() if mine]
    return "\n".join(found)


def _traces(dump: str) -> list[str]:
    return [trace for trace in (HOA.name, HOA.phone, "Thôn 2", WORDS, "Tiền trợ cấp tháng này") if trace in dump]


async def test_feedback_that_holds_more_becomes_cases_of_their_own_and_keeps_nothing_of_the_sender(
    db: Db, connection: Any, settings: Settings
):
    """Luật Tiếp công dân, Điều 25(3); Luật Tố cáo, Điều 8, 9."""
    both: Office = await office(db)
    parent = await filed(db)
    parent_id = (await view(db, parent)).id
    assert _traces(await _dump(connection, parent_id))
    complaint, denunciation = await actions.split(
        db, settings, both.clerk, parent, [("KHIEU_NAI", "Quyết định cắt trợ cấp sai."), ("TO_CAO", "Trưởng thôn lấy tiền.")]
    )
    assert [(await view(db, number)).state for number in (parent, complaint, denunciation)] == [
        *("SPLIT", "AWAITING_SIGNATURE", "AWAITING_SIGNATURE")
    ]
    assert (await view(db, complaint)).name == HOA.name
    denounced = (await view(db, denunciation)).id
    for case_id in (parent_id, denounced):
        assert _traces(await _dump(connection, case_id)) == []
    await actions.act(db, both.head, denunciation, lambda case, act: legal.sign(case, act, "counter"))
    reader, roles = both.head, both.head.roles
    kept = await identities.read(db, settings, _actor(reader), denounced, "Mời làm việc để xác minh nội dung", roles=roles)
    assert (kept.name, kept.phone) == (HOA.name, HOA.phone)
    async with db.read() as tx:
        assert {(one.number, one.outward) for one in await matters.links(tx, parent_id)} == {(complaint, False), (denunciation, False)}


def _actor(by: By) -> Any:
    return Actor(by.kind, by.account, by.agency)


async def test_feedback_that_is_a_denunciation_leaves_the_sender_nowhere(db: Db, connection: Any, settings: Settings):
    both = await office(db)
    parent = await filed(db)
    await actions.split(db, settings, both.clerk, parent, [("TO_CAO", "Trưởng thôn lấy tiền.")])
    assert _traces(await _dump(connection)) == []


async def test_a_denunciation_split_in_two_keeps_its_denouncer_with_both(db: Db, connection: Any, settings: Settings):
    both = await office(db)
    parent = await lodged(db, settings, Kind.TO_CAO)
    for number in await actions.split(db, settings, both.head, parent, [("TO_CAO", "Việc một."), ("TO_CAO", "Việc hai.")]):
        case = await view(db, number)
        assert (case.state, (await loaded(db, number)).matter.signed_on) == ("RECEIVED", clock.today())
        kept = await identities.read(db, settings, _actor(both.head), case.id, "Mời làm việc để xác minh nội dung", roles=both.head.roles)
        assert kept.name == HOA.name
    assert HOA.name not in await _dump(connection)


async def test_a_group_whose_paper_holds_a_denunciation_is_not_named_in_it(db: Db, connection: Any, settings: Settings):
    both = await office(db)
    parent = await lodged(db, settings, Kind.KHIEU_NAI, signers=group(3))
    parent_id = (await view(db, parent)).id
    numbers = await actions.split(db, settings, both.head, parent, [("TO_CAO", "Lấy tiền."), ("PHAN_ANH_KIEN_NGHI", "Đường hỏng.")])
    assert "Người số" not in await _dump(connection, parent_id)
    assert "Người số" not in await _dump(connection, (await view(db, numbers[0])).id)


async def test_the_same_paper_twice_is_one_case(db: Db, settings: Settings):
    head = (await office(db)).head
    main, other = [await lodged(db, settings, Kind.TO_CAO) for _ in range(2)]
    with pytest.raises(Invalid):
        await actions.join(db, head, other, other)
    with pytest.raises(Invalid):
        await actions.join(db, head, other, await lodged(db, settings, Kind.KHIEU_NAI))
    await actions.join(db, head, other, main)
    assert ((await view(db, other)).state, await dues(db, other)) == ("JOINED", {})
    with pytest.raises(Invalid):
        await actions.join(db, head, main, other)


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
