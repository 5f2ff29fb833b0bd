"""What an overseer sees of a denunciation: how it goes and who read whose it is, never a word of it, and nothing at the accused's body."""

import pytest

from service.casework import actions, rules
from service.db import Actor, Db
from service.identities import actions as identities
from service.problems import NotFound
from service.settings import Settings
from service.terms import AgencyCode, Kind, Role
from tests.casework.lodged import WORDS, lodged, office
from tests.desk.desk import officer, sign_in, view

INSPECTORATE = AgencyCode("TTT")


async def test_an_overseer_reads_how_it_goes_and_who_read_the_name(client, db: Db, settings: Settings):
    head = (await office(db)).head
    await officer(db, "thanhtra", INSPECTORATE, Role.INSPECTOR, Role.DENUNCIATION_READER)
    number = await lodged(db, settings, Kind.TO_CAO)
    case = await view(db, number)
    who = Actor("officer", head.account, head.agency)
    await identities.read(db, settings, who, case.id, "Mời người tố cáo đến làm việc", roles=head.roles)
    await sign_in(client, "thanhtra")
    page = await client.get(f"/giam-sat/ho-so/{number}")
    assert page.status_code == 200
    assert "Mời người tố cáo đến làm việc" in page.text
    assert WORDS not in page.text
    assert "Nguyễn Thị Hoa" not in page.text


@pytest.mark.parametrize(("accused", "looks"), [("SYT", "SYT"), ("QB-SLDTBXH", "SNV")])
async def test_the_accused_body_and_its_heir_find_nothing_whoever_looks_there(client, db: Db, settings: Settings, accused: str, looks: str):
    await office(db)
    blind = await officer(db, "nguoixem", AgencyCode(looks), Role.INSPECTOR, Role.DENUNCIATION_READER)
    await officer(db, "thanhtra", INSPECTORATE, Role.INSPECTOR, Role.DENUNCIATION_READER)
    number = await lodged(db, settings, Kind.TO_CAO, against_agency=AgencyCode(accused))
    await sign_in(client, "nguoixem")
    page = await client.get(f"/giam-sat/ho-so/{number}")
    nothing = await client.get("/giam-sat/ho-so/LN26-999999")
    assert page.status_code == nothing.status_code == 404
    asked = await client.post(f"/giam-sat/ho-so/{number}/don-doc", data={"noi_dung": "Xin giải quyết sớm."})
    assert asked.status_code == 404
    with pytest.raises(NotFound):
        await actions.oversee(db, blind, number, lambda case, act: rules.urge(case, act, "Xin giải quyết sớm."))
    await sign_in(client, "thanhtra")
    assert (await client.get(f"/giam-sat/ho-so/{number}")).status_code == 200
