"""What a body had closed before it ended is read where its function went, and nowhere else."""

import pytest

from service import clock
from service.administration.actions.reorganised import carry_out
from service.administration.rules.reorganisations import Change
from service.casework import actions, rules
from service.db import SYSTEM
from service.terms import AgencyCode, Kind, Role
from tests.administration.reorganising import MERGER, NIGHT, recorded
from tests.casework.lodged import lodged
from tests.desk.desk import HERE, filed, furnished, officer, sign_in, view

EVERYTHING = (Role.INTAKE, Role.HANDLER, Role.LEADER, Role.DENUNCIATION_READER)


async def closed(db, number):
    async with db.transaction(SYSTEM) as tx:
        await tx.connection.execute(
            "update case_file set state = 'CLOSED', next_due = null, agency_code = $1 where number = $2", HERE, number
        )
    return number


@pytest.fixture
async def merged(client, db):
    """A commune that has become another, and whoever reads denunciations there."""
    desk = await furnished(db)
    number = await filed(db)
    await actions.act(db, desk.intake, number, lambda case, act: rules.refuse(case, act, "UNCLEAR", "Không rõ việc gì."))
    await officer(db, "moi", AgencyCode("X18901"), *EVERYTHING)
    await recorded(db, Change.MERGE, MERGER)
    return number


async def test_the_successor_reads_what_was_closed_and_changes_nothing(client, db, merged):
    with clock.frozen(NIGHT):
        await carry_out(db)
        db._kept.clear()  # what is read once in ten seconds
        assert (await view(db, merged)).agency_code == HERE
        await sign_in(client, "moi")
        answer = await client.get(f"/co-quan/ho-so/{merged}")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/co-quan/ho-so-cu/{merged}")
        text = (await client.get(f"/co-quan/ho-so-cu/{merged}")).text
        assert "Chỉ để xem" in text
        assert "UBND xã Kim Phú" in text
        assert "Không rõ việc gì." in text
        assert f'action="/co-quan/ho-so/{merged}' not in text
        assert (await client.post(f"/co-quan/ho-so/{merged}/ghi-chu", data={"ghi_chu": "x"})).status_code == 404


async def test_others_do_not_nor_before_the_day(client, db, merged):
    await sign_in(client, "moi")
    for path in ("ho-so", "ho-so-cu"):
        assert (await client.get(f"/co-quan/{path}/{merged}")).status_code == 404
    with clock.frozen(NIGHT):
        await carry_out(db)
        db._kept.clear()  # what is read once in ten seconds
        await officer(db, "noikhac", AgencyCode("SYT"), *EVERYTHING)
        await sign_in(client, "noikhac")
        for path in ("ho-so", "ho-so-cu"):
            assert (await client.get(f"/co-quan/{path}/{merged}")).status_code == 404


@pytest.mark.parametrize(
    ("against", "roles", "status"),
    [("SYT", EVERYTHING, 200), ("SYT", EVERYTHING[:3], 404), ("X18901", EVERYTHING, 404), (HERE, EVERYTHING, 404)],
)
async def test_a_closed_denunciation_is_for_its_readers_and_never_for_what_the_accused_became(client, db, settings, against, roles, status):
    number = await closed(db, await lodged(db, settings, Kind.TO_CAO, against_agency=AgencyCode(against)))
    await officer(db, "moi", AgencyCode("X18901"), *roles)
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        await carry_out(db)
        db._kept.clear()  # what is read once in ten seconds
        await sign_in(client, "moi")
        answer = await client.get(f"/co-quan/ho-so-cu/{number}")
    assert answer.status_code == status
