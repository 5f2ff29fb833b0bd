"""What a reorganisation writes ahead of its day, and how it is taken back."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from service import clock
from service.accounts import store as accounts
from service.administration import store
from service.administration.actions import duties, reorganising
from service.administration.actions.reorganised import carry_out
from service.administration.rules.reorganisations import Change
from service.agencies import store as agencies
from service.db import SYSTEM, Db
from service.problems import Conflict, Invalid, NotFound
from service.reference import load
from service.routing import store as routing
from service.settings import Settings
from service.terms import AgencyCode, AreaCode, Role
from tests.administration.reorganising import (
    DAY,
    HANDING,
    INTO,
    MERGER,
    MOVING,
    NIGHT,
    RENAMING,
    SPLIT,
    TABLES,
    contents,
    form,
    holder,
    keeper,
    recorded,
    standing,
)
from tests.desk.desk import HERE, officer

OPERATIONS = [(Change.MERGE, MERGER), (Change.MERGE, INTO), (Change.SPLIT, SPLIT), (Change.SPLIT, HANDING), (Change.RENAME, RENAMING),
              (Change.RENAME, RENAMING | {"nguon": ("X18943",), "ten_xa": "Xã Kim Hóa", "ten_moi": "", "ten_moi_en": ""}),
              (Change.MOVE_DUTY, MOVING)]  # fmt: skip


@pytest.mark.parametrize(("change", "fields"), OPERATIONS)
async def test_what_was_recorded_is_taken_back_exactly(db: Db, change: Change, fields: dict[str, object]):
    by = await keeper(db)
    before = await contents(db)
    id_ = await reorganising.record(db, by, change, form(fields))
    assert await contents(db) != before
    await reorganising.undo(db, by, id_)
    assert await contents(db) == before
    with pytest.raises(Conflict):
        await reorganising.undo(db, by, id_)


async def test_communes_that_merge_are_one_from_the_day_on(db: Db):
    await recorded(db, Change.MERGE, MERGER)
    before, after = await standing(db, DAY - timedelta(days=1)), await standing(db, DAY)
    assert {"X18943", "X18901"} <= before.keys()
    assert "X18999" not in before
    assert not {"X18943", "X18901"} & after.keys()
    assert after["X18999"] == "UBND xã Hóa Sơn"
    async with db.read() as tx:
        areas = [await agencies.area_search(tx, "kim phu", day) for day in (DAY - timedelta(days=1), DAY)]
        assert [[one.code for one in found] for found in areas] == [["18943"], ["18999"]]
        assert areas[1][0].matched_name == "Xã Kim Phú"
        assert {one.code for one in await agencies.successors(tx, AgencyCode("X18943"), DAY)} == {"X18999"}
        assert await agencies.successors(tx, AgencyCode("X18943"), DAY - timedelta(days=1)) == []
        merged = await agencies.area(tx, AreaCode("18999"))
        assert merged.population == sum([(await agencies.area(tx, AreaCode(code))).population or 0 for code in ("18943", "18901")])
        old = await agencies.area_search(tx, "thuong hoa", DAY)
        assert [one.code for one in old] == ["18999"]


async def test_a_function_goes_and_its_duties_with_it(db: Db):
    await recorded(db, Change.SPLIT, HANDING)
    assert await holder(db, DAY - timedelta(days=1)) == "SYT"
    assert await holder(db, DAY) == "SNV"
    assert await holder(db, DAY, "R16") == "SNV"
    assert "SYT" in await standing(db, DAY)


async def test_a_body_that_is_split_hands_everything_on(db: Db):
    await recorded(db, Change.SPLIT, SPLIT)
    after = await standing(db, DAY)
    assert "SYT" not in after
    assert after["SVHXH"] == "Sở Văn hóa và Xã hội"
    assert await holder(db, DAY) == "SNV"
    async with db.read() as tx:
        duties = await routing.duty_rows(tx)
    assert [one for one in duties if one.agency_code == "SYT" and (one.valid_to is None or one.valid_to > DAY)] == []
    assert [one for one in duties if one.agency_code == "SVHXH"]


async def test_another_name_has_its_day_and_the_old_one_is_found(db: Db):
    await recorded(db, Change.RENAME, RENAMING | {"nguon": ("X18943",), "ten_xa": "Xã Kim Hóa", "ten_moi": "", "ten_moi_en": ""})
    assert (await standing(db, DAY - timedelta(days=1)))[HERE] == "UBND xã Kim Phú"
    assert (await standing(db, DAY))[HERE] == "UBND xã Kim Hóa"
    with clock.frozen(NIGHT):
        await carry_out(db)
        async with db.read() as tx:
            body = await agencies.agency(tx, HERE)
            assert (body.name, body.name_en) == ("UBND xã Kim Hóa", "People's Committee of Kim Hóa Commune")
            assert "UBND xã Kim Phú" in body.aliases
            assert [one.code for one in await agencies.agency_search(tx, "ubnd xa kim phu", DAY)] == [HERE]
            found = await agencies.area_search(tx, "kim phu", DAY)
            assert [(one.code, one.name, one.matched_name) for one in found] == [("18943", "Xã Kim Hóa", "Xã Kim Phú")]
            assert (await agencies.names_on(tx, date(2026, 12, 31)))[HERE].name == "UBND xã Kim Phú"


async def test_a_duty_moves(db: Db):
    id_ = await recorded(db, Change.MOVE_DUTY, MOVING)
    assert [await holder(db, day) for day in (DAY - timedelta(days=1), DAY)] == ["SYT", "SNV"]
    async with db.read() as tx:
        history = await store.changes(tx, 2**31, 10)
        assert {one.decision for one in history} == {"12/NQ-HĐND"}
        assert (await reorganising.recorded(tx, id_)).plan.sources == ("SYT",)


async def test_after_its_day_it_cannot_be_undone(db: Db):
    by = await keeper(db)
    id_ = await reorganising.record(db, by, Change.RENAME, form(RENAMING))
    with clock.frozen(NIGHT), pytest.raises(Conflict, match="đã đến ngày"):
        await reorganising.undo(db, by, id_)
    with pytest.raises(NotFound):
        await reorganising.undo(db, by, id_ + 1)


async def test_what_somebody_changed_since_is_not_undone_over(db: Db):
    by = await keeper(db)
    id_ = await reorganising.record(db, by, Change.MERGE, form(MERGER))
    async with db.transaction(SYSTEM) as tx:
        await tx.connection.execute("update area set population = 1 where code = '18999'")
    with pytest.raises(Conflict, match="thay đổi khác"):
        await reorganising.undo(db, by, id_)


async def test_another_one_of_the_same_body_waits_for_the_first(db: Db):
    by = await keeper(db)
    id_ = await reorganising.record(db, by, Change.SPLIT, form(HANDING))
    with pytest.raises(Invalid) as told:
        await reorganising.record(db, by, Change.RENAME, form(RENAMING, hieu_luc="2027-03-01", so_van_ban="99/QĐ"))
    assert told.value.fields["nguon"].values["decision"] == "12/NQ-HĐND"
    await reorganising.undo(db, by, id_)
    await reorganising.record(db, by, Change.RENAME, form(RENAMING))


async def test_files_do_not_overwrite_what_was_recorded(db: Db, tmp_path: Path):
    folder = Path(shutil.copytree(Settings().reference_dir, tmp_path / "reference"))
    await load(db, folder)
    await recorded(db, Change.MERGE, MERGER)
    by = await officer(db, "khac", AgencyCode("BTCD"), Role.ADMINISTRATOR)
    await reorganising.record(db, by, Change.SPLIT, form(SPLIT))
    before = await contents(db)
    bodies = (folder / "agencies.csv").read_text("utf-8")
    (folder / "agencies.csv").write_text(bodies.replace("SXD,Sở Xây dựng,", "SXD,Sở Xây dựng tỉnh,", 1), "utf-8")
    lines = await load(db, folder)
    after = await contents(db)
    assert "agencies.csv: 5 kept as recorded at /quan-tri/ke-thua (SVHXH, SYT, X18901, X18943, X18999)" in lines
    assert "duties.csv: kept" in " ".join(lines)
    assert {table for table in TABLES if before[table] != after[table]} == {"agency"}
    assert next(row for row in after["agency"] if row not in before["agency"]).startswith('(SXD,"Sở Xây dựng tỉnh"')


async def test_several_may_hand_on_to_the_same_body_and_each_is_undone_alone(db: Db):
    by = await keeper(db)
    before = await contents(db)
    first = await reorganising.record(db, by, Change.MERGE, form(INTO))
    between = await contents(db)
    second = await reorganising.record(db, by, Change.SPLIT, form(SPLIT))
    both = await contents(db)
    await reorganising.undo(db, by, second)
    assert await contents(db) == between
    second = await reorganising.record(db, by, Change.SPLIT, form(SPLIT))
    assert await contents(db) == both
    await reorganising.undo(db, by, first)
    await reorganising.undo(db, by, second)
    assert await contents(db) == before


async def test_a_duty_that_moves_on_a_day_moves_once(db: Db):
    by = await keeper(db)
    await reorganising.record(db, by, Change.MOVE_DUTY, form(MOVING))
    with pytest.raises(Invalid) as told:
        await reorganising.record(db, by, Change.MOVE_DUTY, form(MOVING, den="SXD", hieu_luc="2027-02-01"))
    assert "den" in told.value.fields
    await reorganising.record(db, by, Change.MOVE_DUTY, form(MOVING, linh_vuc="R17"))


async def test_a_change_of_duties_that_belongs_to_a_reorganisation_is_undone_with_it_alone(db: Db):
    by = await keeper(db)
    id_ = await reorganising.record(db, by, Change.MOVE_DUTY, form(MOVING))
    async with db.read() as tx:
        made = await store.changes(tx, 2**31, 10)
    assert {one.reorganisation for one in made} == {id_}
    with pytest.raises(Conflict, match="thuộc việc sắp xếp") as told:
        await duties.undo(db, by, made[0].id, "Nhầm")
    assert told.value.text
    assert told.value.text.values == {"decision": "12/NQ-HĐND"}
    await reorganising.undo(db, by, id_)
    async with db.read() as tx:
        taken_back = await store.changes(tx, 2**31, 10)
    with pytest.raises(Conflict, match="thuộc việc sắp xếp"):
        await duties.undo(db, by, taken_back[0].id, "Nhầm")


async def test_undone_twice_is_said_as_it_is(db: Db):
    by = await keeper(db)
    id_ = await reorganising.record(db, by, Change.MERGE, form(MERGER))
    await reorganising.undo(db, by, id_)
    with pytest.raises(Conflict, match="đã được hoàn tác rồi"):
        await reorganising.undo(db, by, id_)


async def test_roles_given_at_a_body_that_never_comes_go_with_it(db: Db):
    by = await keeper(db)
    one = await officer(db, "mot", AgencyCode("X18901"), Role.INTAKE)
    before = await contents(db)
    id_ = await reorganising.record(db, by, Change.MERGE, form(MERGER))
    async with db.transaction(SYSTEM) as tx:
        assert one.account
        await accounts.add_membership(tx, one.account, AgencyCode("X18999"), Role.HANDLER, clock.today())
    await reorganising.undo(db, by, id_)
    assert await contents(db) == before
