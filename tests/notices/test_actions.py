"""Alarms become notices, each once, whatever happens to the worker."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from service import clock
from service.casework import actions as casework
from service.casework import rules
from service.db import Db
from service.notices import actions, store
from service.notices.store import Reader
from service.problems import Busy
from service.settings import Settings
from service.terms import AgencyCode, Kind, Role
from tests.casework.lodged import lodged
from tests.conftest import NOW
from tests.desk.desk import HERE, filed, furnished, officer, sign_in
from tests.house import settled


def reader(by, *roles: Role) -> Reader:
    return Reader(by.account, by.agency, [by.agency], [str(role) for role in roles or by.roles], denunciations=False)


async def turn(db: Db) -> int:
    """One turn of the worker, once everything committed so far can be seen."""
    await settled(db)
    return await actions.deliver(db)


async def unseen(db: Db, by) -> list[tuple[str, str | None]]:
    async with db.read() as tx:
        return [(one.about, one.step) for one in await store.unseen(tx, reader(by))]


async def test_a_late_duty_is_told_to_desk_leader_coordinator_and_inspector_each_once(own_db: Db):
    desk = await furnished(own_db)
    coordinator = await officer(own_db, "phoihop", HERE, Role.COORDINATOR)
    inspector = await officer(own_db, "thanhtra", HERE, Role.INSPECTOR)
    await filed(own_db)
    told: list[int] = []
    for days in range(40):
        with clock.frozen(NOW + timedelta(days=days)):
            await casework.raise_alarms(own_db)
            assert await casework.raise_alarms(own_db) == 0
            told.append(await turn(own_db))
            assert await actions.deliver(own_db) == 0
    transfer = [about for about, step in reversed(await unseen(own_db, desk.leader)) if step == "TRANSFER"]
    assert transfer == ["TODAY", "OVER", "OVER_SECOND", "OVER_THIRD"]
    assert [about for about, step in reversed(await unseen(own_db, desk.intake)) if step == "TRANSFER"] == ["SOON", *transfer]
    assert {about for about, _ in await unseen(own_db, coordinator)} == {"OVER_SECOND"}
    assert {about for about, _ in await unseen(own_db, inspector)} == {"OVER_THIRD"}
    assert await unseen(own_db, desk.there) == []
    assert sum(told) == len(await unseen(own_db, desk.leader)) + len(await unseen(own_db, desk.intake)) + 3 + 3


async def test_forty_five_days_untouched_go_all_the_way_up(own_db: Db):
    await furnished(own_db)
    inspector = await officer(own_db, "thanhtra", HERE, Role.INSPECTOR)
    await filed(own_db)
    for days, expected in ((44, False), (45, True)):
        with clock.frozen(NOW + timedelta(days=days)):
            await casework.raise_alarms(own_db)
            await turn(own_db)
        assert (("UNPROCESSED", "FIRST_ANSWER") in await unseen(own_db, inspector)) == expected


async def test_two_workers_tell_once(own_db: Db):
    desk = await furnished(own_db)
    await filed(own_db)
    with clock.frozen(NOW + timedelta(days=9)):
        raised = await asyncio.gather(*(casework.raise_alarms(own_db) for _ in range(4)))
        await settled(own_db)
        await asyncio.gather(*(actions.deliver(own_db) for _ in range(4)))
        await actions.deliver(own_db)
    assert sum(raised) == len(await unseen(own_db, desk.leader))


async def test_what_was_rolled_back_is_told_the_next_time(own_db: Db, monkeypatch: pytest.MonkeyPatch):
    desk = await furnished(own_db)
    number = await filed(own_db)
    await casework.assign(own_db, desk.intake, number, desk.handler.account)

    async def broken(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(store, "advance", broken)
        with pytest.raises(Busy):
            await turn(own_db)
    assert await unseen(own_db, desk.handler) == []
    assert await turn(own_db) == 1
    assert await unseen(own_db, desk.handler) == [("ASSIGN", None)]


async def test_what_commits_while_a_turn_runs_is_told_the_next_time(own_db: Db, monkeypatch: pytest.MonkeyPatch):
    desk = await furnished(own_db)
    number = await filed(own_db)
    await turn(own_db)
    happened = store.happened

    async def meanwhile(*args: object):
        found = await happened(*args)
        await casework.assign(own_db, desk.intake, number, desk.handler.account)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(store, "happened", meanwhile)
        await actions.deliver(own_db)
    await turn(own_db)
    assert await unseen(own_db, desk.handler) == [("ASSIGN", None)]


async def test_an_alarm_is_gone_when_its_duty_is_done(own_db: Db):
    desk = await furnished(own_db)
    number = await filed(own_db)
    with clock.frozen(NOW + timedelta(days=9)):
        await casework.raise_alarms(own_db)
        await turn(own_db)
        assert ("OVER", "TRANSFER") in await unseen(own_db, desk.leader)
        await casework.act(own_db, desk.intake, number, rules.accept)
        assert not [about for about, step in await unseen(own_db, desk.leader) if step == "TRANSFER"]


async def test_an_alarm_makes_no_open_page_stale(own_db: Db):
    desk = await furnished(own_db)
    number = await filed(own_db)
    with clock.frozen(NOW + timedelta(days=7)):
        assert await casework.raise_alarms(own_db) > 0
        await casework.act(own_db, desk.intake, number, rules.accept, seen=1)


async def test_the_page_shows_them_until_they_are_seen(app, own_db: Db):
    await furnished(own_db)
    number = await filed(own_db)
    app.state.db = own_db
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8000") as browser:
        with clock.frozen(NOW + timedelta(days=9)):
            await casework.raise_alarms(own_db)
            await turn(own_db)
            await sign_in(browser, "lanhdao")
            page = await browser.get("/co-quan/nhac-viec")
            assert page.status_code == 200
            assert number in page.text
            ids = page.text.partition('name="so" value="')[2].partition('"')[0]
            answer = await browser.post("/co-quan/nhac-viec", data={"so": ids})
            assert answer.status_code == 303
            assert number not in (await browser.get("/co-quan/nhac-viec")).text
            assert (await browser.get("/giam-sat/nhac-viec")).status_code == 403


@pytest.mark.parametrize(("accused", "told"), [("SYT", True), ("QB-SLDTBXH", False)])
async def test_the_heir_of_the_accused_body_is_told_nothing(app, own_db: Db, settings: Settings, accused: str, told: bool):
    """Sở Nội vụ has functions of the former Sở Lao động – Thương binh và Xã hội."""
    await officer(own_db, "noivu", AgencyCode("SNV"), Role.INSPECTOR, Role.DENUNCIATION_READER)
    number = await lodged(own_db, settings, Kind.TO_CAO, against_agency=AgencyCode(accused))
    app.state.db = own_db
    with clock.frozen(NOW + timedelta(days=60)):
        await casework.raise_alarms(own_db)
        await turn(own_db)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8000") as browser:
            await sign_in(browser, "noivu")
            page = await browser.get("/giam-sat/nhac-viec")
    assert page.status_code == 200
    assert (number in page.text) == told
