"""What a reorganisation does to who answers: residents read the truth of it, and it is taken back whole or not at all."""

import html

import httpx
import pytest
from msgspec.structs import replace

from service.administration import store
from service.administration.actions import duties, reorganising
from service.administration.rules.duty_rows import Change as DutyChange
from service.administration.rules.reorganisations import Change
from service.administration.store import Signature
from service.casework.rules import By
from service.db import SYSTEM, Db
from service.problems import Conflict, Invalid
from service.routing import store as routing
from service.terms import AgencyCode, Role
from tests.administration.reorganising import (
    DAY,
    HANDING,
    INTO,
    MOVING,
    RENAMING,
    SPLIT,
    contents,
    form,
    keeper,
    recorded,
)
from tests.desk.desk import officer, sign_in

FROM_MARCH = "2027-03-01"
NAMING = "insert into agency_name (agency_code, since, name, name_en, decision) values ('SMOI', '2028-01-01', 'Sở X', 'X', '7/QĐ')"
FEEDBACK = ("PHAN_ANH_KIEN_NGHI",)


@pytest.mark.parametrize(("change", "fields", "to"), [(Change.MOVE_DUTY, MOVING, "SNV"), (Change.SPLIT, HANDING, "SNV")])
async def test_residents_do_not_read_the_room_and_ground_of_who_had_the_duty(db: Db, change: Change, fields: dict[str, object], to: str):
    await recorded(db, change, fields)
    async with db.read() as tx:
        rows = await routing.duties(tx, DAY, field_code="R15", kind="PHAN_ANH_KIEN_NGHI")
    own = next(one for one in rows if one.level == "province")
    assert (own.agency_code, own.contact, own.contact_en) == (to, "Bộ phận tiếp công dân", "Citizen reception desk")
    assert (own.article, own.article_en) == ("12/NQ-HĐND ngày 20/11/2026", "12/NQ-HĐND of 20/11/2026")


async def test_the_preview_says_which_kinds_move_at_which_level_and_what_residents_will_read(client: httpx.AsyncClient, db: Db):
    await officer(db, "ubnd", AgencyCode("UBNDT"), Role.ADMINISTRATOR)
    await sign_in(client, "ubnd")
    text = html.unescape((await client.post("/quan-tri/ke-thua/moi/chuyen-nhiem-vu", data=MOVING | {"loai": FEEDBACK})).text)
    assert "Sở Nội vụ trả lời phản ánh, kiến nghị ở cấp tỉnh:" in text
    assert "khen ngợi ở cấp" not in text
    assert "Bộ phận tiếp công dân. 12/NQ-HĐND ngày 20/11/2026." in text
    text = html.unescape((await client.post("/quan-tri/ke-thua/moi/chuyen-nhiem-vu", data=MOVING | {"cap": "commune"})).text)
    assert "Sở Nội vụ trả lời phản ánh, kiến nghị, khen ngợi ở cấp xã:" in text


async def test_fields_are_chosen_by_their_names_and_come_back_chosen(client: httpx.AsyncClient, db: Db):
    await officer(db, "ubnd", AgencyCode("UBNDT"), Role.ADMINISTRATOR)
    await sign_in(client, "ubnd")
    text = (await client.post("/quan-tri/ke-thua/moi/tach", data=HANDING | {"buoc": "sua", "phan_linh_vuc": ("1:R15",)})).text
    assert 'value="1:R15" checked><span>R15 –' in text
    assert text.count(" checked") == 1


async def test_a_body_with_a_duty_given_to_it_since_is_not_taken_back(db: Db):
    """The duty begins on a later day: none of the rows of the reorganisation was touched."""
    by = await keeper(db)
    id_ = await reorganising.record(db, by, Change.SPLIT, form(SPLIT))
    await hand(db, by, "R01", AgencyCode("SVHXH"))
    with pytest.raises(Conflict, match="thay đổi khác"):
        await reorganising.undo(db, by, id_)


async def hand(db: Db, by: By, field: str, to: AgencyCode) -> None:
    """From the day on a field is another body's."""
    assert by.account
    assert by.agency
    async with db.transaction(SYSTEM) as tx:
        rows = await routing.duty_rows(tx)
        old = next(one for one in rows if (one.field_code, one.level, one.kind) == (field, "province", FEEDBACK[0]))
        ended, new = replace(old, valid_to=DAY), replace(old, agency_code=to, valid_from=DAY)
        change = DutyChange(old.field_code, old.level, old.kind, [old], [ended, new])
        await duties.put(tx, [change], Signature(by.account, AgencyCode(by.agency), "9/QĐ", "x"))


async def test_nor_one_that_anything_else_names(db: Db):
    by = await keeper(db)
    id_ = await reorganising.record(db, by, Change.MERGE, form(INTO | {"den": "SMOI", "ten_moi": "Sở Mới"}))
    before = await contents(db)
    async with db.transaction(SYSTEM) as tx:
        await tx.connection.execute(NAMING)
    with pytest.raises(Conflict, match="thay đổi khác"):
        await reorganising.undo(db, by, id_)
    assert (await contents(db))["agency"] == before["agency"]


async def test_a_change_of_duties_made_after_an_undone_reorganisation_is_not_part_of_it(db: Db):
    """The same rows by the same decision, recorded by hand: it is undone by hand."""
    by = await keeper(db)
    id_ = await reorganising.record(db, by, Change.MOVE_DUTY, form(MOVING, loai=FEEDBACK))
    async with db.read() as tx:
        (made,) = await store.changes(tx, 2**31, 10)
    await reorganising.undo(db, by, id_)
    assert by.account
    assert by.agency
    async with db.transaction(SYSTEM) as tx:
        await duties.put(tx, [made.change], Signature(by.account, AgencyCode(by.agency), made.decision, "x"))
    async with db.read() as tx:
        again, back, _ = await store.changes(tx, 2**31, 10)
        assert (await store.change(tx, back.id)).reorganisation == id_
    assert again.reorganisation is None
    await duties.undo(db, by, again.id, "Nhầm")


@pytest.mark.parametrize("first", [Change.RENAME, Change.MOVE_DUTY])
@pytest.mark.parametrize("to", ["SNV", "SYT"])
async def test_one_decision_may_rename_a_body_and_move_a_duty_of_it(db: Db, first: Change, to: str):
    by = await keeper(db)
    before = await contents(db)
    field = {"SNV": "R15", "SYT": "R01"}[to]  # the one has it, the other gets it
    moving = form(MOVING, den=to, linh_vuc=field)
    both = [(Change.RENAME, form(RENAMING)), (Change.MOVE_DUTY, moving)]
    ids = [await reorganising.record(db, by, change, one) for change, one in sorted(both, key=lambda pair: pair[0] != first)]
    for id_ in ids:
        await reorganising.undo(db, by, id_)
    assert await contents(db) == before


async def test_renamed_twice_it_is_named_by_its_present_name(db: Db):
    by = await keeper(db)
    await reorganising.record(db, by, Change.RENAME, form(RENAMING))
    for change, fields in ((Change.RENAME, RENAMING | {"ten_moi": "Sở Sức khỏe"}), (Change.SPLIT, SPLIT)):
        with pytest.raises(Invalid) as told:
            await reorganising.record(db, by, change, form(fields, hieu_luc=FROM_MARCH))
        assert str(told.value.fields["nguon"].values["body"]) == "Sở Y tế"
