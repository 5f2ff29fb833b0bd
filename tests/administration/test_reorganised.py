"""What a reorganisation writes ahead of its day, how it is taken back, and what becomes of bodies, officers and cases on the day."""

import asyncio
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from service import clock
from service.accounts import store as accounts
from service.administration import store
from service.administration.actions import reorganised, reorganising
from service.administration.actions.reorganised import carry_out
from service.administration.rules.reorganisations import Change
from service.agencies import store as agencies
from service.casework import actions as casework
from service.casework import rules
from service.casework import store as cases
from service.db import SYSTEM, Db
from service.problems import Conflict, Invalid, NotFound
from service.reference import load
from service.routing import store as routing
from service.settings import Settings
from service.terms import AgencyCode, AreaCode, Kind, Role
from tests.administration.reorganising import ANNEXED, DAY, HANDING, INTO, MERGER, MOVING, RENAMING, SPLIT, form, keeper, recorded
from tests.casework.lodged import lodged
from tests.desk.desk import HERE, accepted, dues, filed, furnished, officer, submitted, verbs, view

TABLES = ("area", "agency", "succession", "duty", "agency_name", "area_name", "membership")
NIGHT = datetime(2027, 1, 1, 0, 5, tzinfo=clock.ZONE)
OPERATIONS = [(Change.MERGE, MERGER), (Change.MERGE, INTO), (Change.SPLIT, SPLIT), (Change.SPLIT, HANDING), (Change.RENAME, RENAMING),
              (Change.RENAME, RENAMING | {"nguon": ("X18943",), "ten_xa": "Xã Kim Hóa", "ten_moi": "", "ten_moi_en": ""}),
              (Change.MOVE_DUTY, MOVING)]  # fmt: skip


async def contents(db: Db) -> dict[str, list[str]]:
    async with db.read() as tx:
        return {table: [row[0] for row in await tx.connection.fetch(f"select t::text from {table} t order by 1")] for table in TABLES}


async def standing(db: Db, day: date) -> dict[str, str]:
    async with db.read() as tx:
        return {one.code: one.name for one in await store.standing(tx, day) if one.in_force}


async def holder(db: Db, day: date, field: str = "R15") -> str | None:
    async with db.read() as tx:
        duties = await routing.duties(tx, day, field_code=field, kind="PHAN_ANH_KIEN_NGHI")
    return next(duty.agency_code for duty in duties if duty.level == "province")


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


async def test_a_case_goes_on_at_the_successor_as_it_stands(db: Db):
    desk = await furnished(db)
    received, answering = await filed(db), await submitted(db, desk)
    closed = await filed(db)
    await casework.act(db, desk.intake, closed, lambda case, act: rules.refuse(case, act, "UNCLEAR", "Không rõ."))
    clocks = {number: await dues(db, number) for number in (received, answering)}
    before = await view(db, answering)
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        assert await carry_out(db) > 0
        assert await carry_out(db) == 0
    for number in (received, answering):
        assert (await view(db, number)).agency_code == "X18999"
        assert await dues(db, number) == clocks[number]
        assert (await verbs(db, number))[-1] == "SUCCEED"
    after = await view(db, answering)
    assert (after.state, after.original_due, after.accepted_at) == (before.state, before.original_due, before.accepted_at)
    assert after.handler_id is None
    assert after.area_code == "18943"
    assert (await view(db, closed)).agency_code == HERE
    async with db.read() as tx:
        assert await cases.latest_draft(tx, after.id) is not None
        assert (await cases.handed_on(tx, after.id)).bodies == []
        event = (await cases.timeline(tx, after.id, after.filed_at))[-1]
    assert event.data == {"from": HERE, "to": "X18999", "decision": "12/NQ-HĐND"}
    assert event.actor_kind == "system"


async def test_officers_of_a_body_that_ends_are_at_its_successor_and_go_on_there(db: Db):
    desk = await furnished(db)
    await accounts_grant(db, "tiepnhan", Role.ADMINISTRATOR)
    number = await filed(db, at=datetime(2026, 12, 31, 16, 0, tzinfo=clock.ZONE))
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        await carry_out(db)
    with clock.frozen(datetime(2027, 1, 4, 9, 0, tzinfo=clock.ZONE)):
        async with db.read() as tx:
            roles = await tx.connection.fetch(
                "select agency_code, role, valid from membership where account_id = $1 order by agency_code, role", desk.intake.account
            )
        there = rules.By("officer", desk.intake.account, AgencyCode("X18999"), frozenset({Role.INTAKE}))
        await casework.act(db, there, number, rules.accept)
    assert [(row[0], row[1], row[2].lower, row[2].upper) for row in roles] == [
        (HERE, "ADMINISTRATOR", date(2026, 11, 23), DAY),
        (HERE, "INTAKE", date(2026, 11, 23), DAY),
        ("X18999", "INTAKE", DAY, None),
    ]
    assert (await view(db, number)).state == "IN_PROGRESS"


async def accounts_grant(db: Db, login: str, role: Role) -> None:
    async with db.transaction(SYSTEM) as tx:
        account = await accounts.account_id(tx, login)
        assert account
        await accounts.add_membership(tx, account, HERE, role, clock.today())


async def test_of_several_successors_an_officer_goes_where_chosen_or_nowhere(db: Db):
    one = await officer(db, "mot", AgencyCode("SYT"), Role.INTAKE)
    other = await officer(db, "hai", AgencyCode("SYT"), Role.HANDLER)
    shown = await reorganising.preview(db, Change.SPLIT, form(SPLIT, can_bo=(f"{one.account}:SNV",)))
    assert [who.account for who in shown.lost] == [other.account]
    assert shown.without_intake == ["SVHXH"]
    await recorded(db, Change.SPLIT, SPLIT, can_bo=(f"{one.account}:SNV", f"{other.account}:"))
    with clock.frozen(NIGHT):
        await carry_out(db)
        async with db.read() as tx:
            there = await store.officers_at(tx, [AgencyCode(code) for code in ("SYT", "SNV", "SVHXH")], DAY)
    assert [(who.account, who.agency) for who in there] == [(one.account, "SNV")]


async def test_a_case_of_a_function_goes_and_the_others_stay(db: Db):
    going = await filed(db, agency=AgencyCode("SYT"))
    staying = await filed(db, agency=AgencyCode("SYT"))
    async with db.transaction(SYSTEM) as tx:
        await tx.connection.execute("update case_file set field_code = 'R19' where number = $1", staying)
    await recorded(db, Change.SPLIT, HANDING)
    with clock.frozen(NIGHT):
        await carry_out(db)
        assert (await view(db, going)).agency_code == "SNV"
        assert (await view(db, staying)).agency_code == "SYT"
        async with db.read() as tx:
            (one,) = await store.reorganisations(tx)
        assert one.carried_out_at is None
        await carry_out(db)
        late = await filed(db, agency=AgencyCode("SYT"))
        await carry_out(db)
    assert (await view(db, late)).agency_code == "SYT"  # given to it afterwards, by somebody who had a reason


async def test_a_denunciation_does_not_go_to_the_body_of_the_accused(db: Db, settings: Settings):
    number = await lodged(db, settings, Kind.TO_CAO)
    async with db.transaction(SYSTEM) as tx:
        await tx.connection.execute("update case_file set agency_code = 'SNGV' where number = $1", number)
        await tx.connection.execute(
            "update case_matter set against_agency = 'SNV' where case_id = (select id from case_file where number = $1)", number
        )
    await recorded(db, Change.MERGE, INTO)
    with clock.frozen(NIGHT):
        await carry_out(db)
    assert (await view(db, number)).agency_code == "TTT"


async def test_a_case_that_came_to_a_body_after_its_end_goes_on_too(db: Db):
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        await carry_out(db)
        await carry_out(db)
        number = await filed(db)
        await carry_out(db)
    assert (await view(db, number)).agency_code == "X18999"


async def test_two_workers_move_each_case_once(own_db: Db):
    numbers = [await filed(own_db) for _ in range(12)]
    await recorded(own_db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        done = await asyncio.gather(carry_out(own_db), carry_out(own_db))
        assert sum(done) == 13
        for number in numbers:
            assert (await verbs(own_db, number)).count("SUCCEED") == 1


async def test_cases_move_page_by_page(db: Db, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reorganised, "AT_ONCE", 2)
    numbers = [await filed(db) for _ in range(5)]
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        assert await carry_out(db) == 6
    assert {(await view(db, number)).agency_code for number in numbers} == {"X18999"}


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


async def test_a_preview_counts_no_denunciation_and_nothing_below_ten(db: Db, settings: Settings):
    for _ in range(9):
        await filed(db)
    for _ in range(12):
        await filed(db, kind=Kind.KHEN_NGOI)
    await lodged(db, settings, Kind.TO_CAO)
    shown = await reorganising.preview(db, Change.MERGE, form(MERGER))
    assert [(one.from_code, one.to_code, one.kind, one.count) for one in shown.going] == [
        (HERE, "X18999", "KHEN_NGOI", 12),
        (HERE, "X18999", "PHAN_ANH_KIEN_NGHI", None),
    ]
    assert shown.communes == ["Xã Kim Phú", "Xã Minh Hóa"]
    assert shown.lost == []
    assert shown.without_intake == ["X18999"]
    assert shown.without_reader == ["X18999"]


async def test_an_accepted_case_keeps_its_days(db: Db):
    desk = await furnished(db)
    number = await accepted(db, desk)
    days = await dues(db, number)
    await recorded(db, Change.MERGE, MERGER)
    with clock.frozen(NIGHT):
        await carry_out(db)
    assert await dues(db, number) == days


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


async def test_a_commune_becomes_part_of_another(db: Db):
    number = await filed(db, agency=AgencyCode("X18901"))
    await recorded(db, Change.MERGE, ANNEXED)
    with clock.frozen(NIGHT):
        await carry_out(db)
        async with db.read() as tx:
            found = await agencies.area_search(tx, "xa minh hoa", DAY)
            assert (await agencies.area(tx, AreaCode("18901"))).successor_code == "18943"
    assert ("18943", "Xã Minh Hóa") in [(one.code, one.matched_name) for one in found]
    assert (await view(db, number)).agency_code == HERE


async def test_what_stood_under_a_body_that_ends_stands_under_its_successor(db: Db):
    await recorded(db, Change.MERGE, INTO | {"nguon": ("SYT", "SDTTG")})
    with clock.frozen(NIGHT):
        await carry_out(db)
        async with db.read() as tx:
            assert (await agencies.agency(tx, AgencyCode("CDC"))).parent_code == "SNV"


async def test_a_fault_with_one_case_holds_up_no_other(db: Db, monkeypatch: pytest.MonkeyPatch):
    numbers = [await filed(db) for _ in range(3)]
    await recorded(db, Change.MERGE, MERGER)
    real = reorganised.succeed

    def failing(case: rules.Case, *more: object) -> rules.Move:
        if case.number == numbers[0]:
            raise LookupError
        return real(case, *more)

    with clock.frozen(NIGHT):
        with monkeypatch.context() as patch:
            patch.setattr(reorganised, "succeed", failing)
            with pytest.raises(LookupError):
                await carry_out(db)
        assert [(await view(db, number)).agency_code for number in numbers] == [HERE, "X18999", "X18999"]
        assert await carry_out(db) == 1
    assert (await view(db, numbers[0])).agency_code == "X18999"
