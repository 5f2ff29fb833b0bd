"""What was published stays, agencies have ten working days, and figures follow what they are made of."""

import hashlib
from datetime import date, datetime

import msgspec
import pytest

from service import clock
from service.calendars import store as calendars
from service.db import Actor, Db
from service.figures import store
from service.figures.actions import computing, figures, freeze_when_due, freezing, refresh
from service.figures.actions.view import with_method
from service.figures.questions import answer, asked, numbers
from service.figures.rules.methods import CURRENT
from service.figures.rules.shapes import Figures
from service.index.rules import periods
from service.problems import CannotRun, Conflict, Invalid
from service.results import store as results
from tests.figures import loaded
from tests.figures.loaded import YEAR

FREEZING = datetime(2026, 12, 2, 8, tzinfo=clock.ZONE)


@pytest.fixture
async def small(connection, db: Db, counts):
    """One agency, computed."""
    [code] = (await loaded.load_all(connection, "F")).values()
    await computing.compute(db, code, YEAR)
    return code


def plain(one: Figures) -> dict:
    return msgspec.json.decode(msgspec.json.encode(one))


async def officer(connection) -> Actor:
    return Actor("officer", await connection.fetchval("select min(id) from account"), "SXD")


async def test_a_year_is_frozen_once_on_the_second_of_december(small: str, db: Db):
    assert await freeze_when_due(db) == 0
    with clock.frozen(datetime(2026, 12, 1, 23, tzinfo=clock.ZONE)):
        assert await freeze_when_due(db) == 0
    with clock.frozen(FREEZING):
        assert await freeze_when_due(db) == 0, "the figures are of another day"
        while await refresh(db):
            pass
        assert (await freeze_when_due(db), await freeze_when_due(db)) == (1, 0)
        [held] = await freezing.snapshots(db)
        whole, body, comments = await freezing.snapshot(db, "2026", 1)
    assert (held.period, held.number, held.method, comments) == ("2026", 1, "HTK-1", [])
    assert hashlib.sha256(whole.csv.encode()).hexdigest() == held.sha256 == whole.sha256
    assert whole.csv.splitlines()[1].startswith("2026,SXD,HTK,,67.")
    assert CURRENT.sha256 in whole.csv
    assert plain(body.figures[0]) == plain(await figures(db, small, YEAR))
    assert body.comparison.units == []


async def test_a_frozen_year_stays_and_a_correction_is_another_number(small: str, db: Db, connection):
    with clock.frozen(FREEZING):
        await freezing.freeze(db, YEAR)
        before = await freezing.snapshot(db, "2026", 1)
        with pytest.raises(Conflict):
            await freezing.freeze(db, YEAR)
        await connection.execute("update survey_answer set trust = 1 where trust is not null")
        await computing.compute(db, small, YEAR)
        corrected = await freezing.freeze(db, YEAR, reason="Nhập nhầm câu về tin tưởng")
        assert await freezing.snapshot(db, "2026", 1) == before
        assert [one.number for one in await freezing.snapshots(db)] == [2, 1]
    assert (corrected.number, corrected.reason) == (2, "Nhập nhầm câu về tin tưởng")
    assert corrected.sha256 != before[0].sha256


async def test_what_has_not_ended_or_is_no_year_is_not_frozen(small: str, db: Db):
    with pytest.raises(CannotRun, match="2026-12-02"):
        await freezing.freeze(db, YEAR)
    with pytest.raises(CannotRun, match="only a year"):
        await freezing.freeze(db, periods.quarter(2026, 1))
    with pytest.raises(CannotRun, match="no figures"):
        await freezing.freeze(db, periods.year(2024))


async def test_an_agency_comments_within_ten_working_days(small: str, db: Db, connection):
    with clock.frozen(FREEZING):
        held = await freezing.freeze(db, YEAR)
        actor = await officer(connection)
        await freezing.comment(db, actor, small, ("2026", 1), "  Thiếu một lĩnh vực.  ")
        with pytest.raises(Invalid):
            await freezing.comment(db, actor, small, ("2026", 1), " ")
        with pytest.raises(Invalid):
            await freezing.comment(db, actor, small, ("2026", 1), "x" * 4001)
        works = (await calendars.book(db)).calendar
    assert freezing.comments_until(held, works) == date(2026, 12, 16)
    with clock.frozen(datetime(2026, 12, 16, 23, tzinfo=clock.ZONE)):
        await freezing.comment(db, actor, small, ("2026", 1), "Thêm.")
    with clock.frozen(datetime(2026, 12, 17, 1, tzinfo=clock.ZONE)), pytest.raises(Conflict):
        await freezing.comment(db, actor, small, ("2026", 1), "Muộn.")
    _, _, comments = await freezing.snapshot(db, "2026", 1)
    assert [one.text for one in comments] == ["Thiếu một lĩnh vực.", "Thêm."]


async def test_the_job_computes_what_is_stale_and_nothing_twice(small: str, db: Db, connection):
    assert await refresh(db) > 0  # the second quarter was never computed
    assert await refresh(db) == 0
    before = await figures(db, small, YEAR)
    with clock.frozen(datetime(2026, 11, 24, 0, 1, tzinfo=clock.ZONE)):
        assert await refresh(db) > 0
        after = await figures(db, small, YEAR)
    assert after.computed_at > before.computed_at
    assert (after.satisfaction, after.trust) == (before.satisfaction, before.trust)


async def test_days_that_two_people_hold_back_do_not_count(small: str, db: Db, connection):
    await connection.execute(
        "insert into quarantine (stream, agency_code, day, rule, evidence, proposed, state, found_at) "
        "values ('INVITED', $1, $2, 'BURST', '{}', true, 'HELD', now())",
        *(small, loaded.AT.date()),
    )
    found = await computing.compute(db, small, YEAR)
    assert (found.response.answered, found.satisfaction.n, found.response.invited) == (0, 0, 180)


async def test_the_command_answers_in_words_and_in_json(small: str, db: Db):
    agency, period = asked("sxd", "2026")
    found, method = await with_method(db, agency, period)
    assert method.sha256 == CURRENT.sha256
    assert '"published": true' in answer(found, method, as_json=True)
    assert method.sha256 in answer(found, method, as_json=True)
    with pytest.raises(CannotRun, match="no figures of SYT"):
        await with_method(db, *asked("SYT", "2026"))
    with pytest.raises(CannotRun, match="no period"):
        asked("SYT", "2026-13")
    assert numbers(["direct=10", "PATIENT=20"]) == {"DIRECT": 10, "PATIENT": 20}
    for wrong in (["X=1"], ["DIRECT=-1"], ["DIRECT=1", "direct=2"], ["DIRECT"]):
        with pytest.raises(CannotRun):
            numbers(wrong)


async def test_cases_of_the_house_become_figures(db: Db):
    """Without the example's counts: whatever the slice of results counts is taken as it is."""
    assert results.handled is not loaded.handled
    found = await computing.compute(db, "SYT", YEAR)
    assert (found.results.due, found.satisfaction.value, found.index.value) == (0, None, None)
    async with db.read() as tx:
        assert await store.periods(tx) == ["2026"]
