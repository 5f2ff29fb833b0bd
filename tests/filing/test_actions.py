"""What was typed is kept until it is sent, and sent once."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from msgspec.structs import replace

from service.casework import actions as cases
from service.casework import rules as casework_rules
from service.casework import store as casework
from service.casework.rules import By
from service.clock import frozen
from service.db import Db
from service.filing import actions, rules, store
from service.filing.rules import Draft
from service.problems import Conflict, Invalid, NotFound, TooMany
from service.settings import Settings
from service.terms import AgencyCode, AreaCode, FieldCode, Kind, Role

KIM_PHU, PENSION = AreaCode("18943"), FieldCode("R16")
CLERK = By("officer", None, AgencyCode("X18943"), frozenset({Role.INTAKE}))


def draft(**other) -> Draft:
    whole = Draft(
        key=uuid4(),
        kind=Kind.PHAN_ANH_KIEN_NGHI,
        content="Mẹ tôi 78 tuổi chưa nhận được trợ cấp hưu trí xã hội.",
        area_code=KIM_PHU,
        area_text="kim phu",
        field_code=PENSION,
        name="Nguyễn Thị Hoa",
        phone="0912 345 678",
        address="Thôn 1",
        contact_asked=True,
    )
    return replace(whole, **other)


async def kept(db: Db, key):
    async with db.read() as tx:
        return await store.draft(tx, key)


async def test_what_is_typed_is_kept_and_typed_over(db: Db, settings: Settings):
    first = draft()
    assert await actions.begin(db, settings, first) == first
    await actions.change(db, first.key, lambda found: replace(found, content="Khác"))
    assert await kept(db, first.key) == replace(first, content="Khác")


async def test_nothing_is_kept_of_what_cannot_be_sent(db: Db, settings: Settings):
    with pytest.raises(Invalid):
        await actions.begin(db, settings, draft(content=""))
    with pytest.raises(NotFound):
        await actions.change(db, uuid4(), lambda found: found)


async def test_sending_makes_the_case_and_wipes_the_draft(db: Db, settings: Settings):
    new = await actions.begin(db, settings, draft())
    number = (await actions.submit(db, settings, new.key)).number
    assert await kept(db, new.key) is None
    async with db.read() as tx:
        case = await casework.case_view(tx, number)
    assert (case.agency_code, case.content, case.name, case.state) == ("X18943", new.content, "Nguyễn Thị Hoa", "RECEIVED")
    assert (case.next_step, case.original_due.isoformat()) == ("TRANSFER", "2026-12-14")


async def test_sent_again_it_is_the_same_case_with_the_same_code(db: Db, settings: Settings):
    new = await actions.begin(db, settings, draft())
    number = (await actions.submit(db, settings, new.key)).number
    assert (await actions.submit(db, settings, new.key)).number == number
    assert await actions.begin(db, settings, new) == new
    assert await actions.look_up(db, settings, rules.access_code(settings.secret_key, new.key)) == number


async def test_sent_ten_times_at_once_it_is_one_case(own_db: Db, settings: Settings):
    new = await actions.begin(own_db, settings, draft())
    numbers = await asyncio.gather(*(actions.submit(own_db, settings, new.key) for _ in range(10)))
    assert len(set(numbers)) == 1
    async with own_db.read() as tx:
        assert await tx.connection.fetchval("select count(*) from case_file") == 1
        assert await tx.connection.fetchval("select count(*) from case_event") == 1


async def test_another_text_under_a_sent_key_is_another_case(db: Db, settings: Settings):
    new = await actions.begin(db, settings, draft())
    number = (await actions.submit(db, settings, new.key)).number
    other = await actions.begin(db, settings, replace(new, content="Một việc khác hẳn"))
    assert other.key != new.key
    assert await actions.begin(db, settings, replace(new, content="Một việc khác hẳn")) == other
    assert (await actions.submit(db, settings, other.key)).number != number


async def test_what_cannot_be_routed_stays_a_draft(db: Db, settings: Settings):
    new = await actions.begin(db, settings, draft(field_code=None))
    with pytest.raises(Invalid) as wrong:
        await actions.submit(db, settings, new.key)
    assert set(wrong.value.fields) == {"linh_vuc"}
    assert await kept(db, new.key) == new


async def test_a_receipt_is_there_for_a_day(db: Db, settings: Settings, clock):
    new = await actions.begin(db, settings, draft())
    with pytest.raises(NotFound):
        await actions.receipt(db, settings, new.key)
    number = (await actions.submit(db, settings, new.key)).number
    assert (await actions.receipt(db, settings, new.key)).number == number
    with frozen(clock + timedelta(hours=25)), pytest.raises(NotFound):
        await actions.receipt(db, settings, new.key)


async def test_number_and_code_must_fit(db: Db, settings: Settings):
    new = await actions.begin(db, settings, draft())
    number = (await actions.submit(db, settings, new.key)).number
    code = rules.in_fours(rules.access_code(settings.secret_key, new.key))
    assert await actions.look_up(db, settings, code, number=number.lower()) == number
    for wrong in ({"code": code, "number": "LN26-999999"}, {"code": "1" * 16, "number": number}, {"code": "1" * 16}, {"code": ""}):
        with pytest.raises(Invalid) as told:
            await actions.look_up(db, settings, **wrong)
        assert told.value.fields == {"ma": actions.NOT_FOUND}


async def test_guessing_is_slowed_down_for_a_while(db: Db, settings: Settings, clock):
    for _ in range(rules.MOST_TRIES):
        with pytest.raises(Invalid):
            await actions.look_up(db, settings, "1" * 16, host="203.0.113.7")
    with pytest.raises(TooMany):
        await actions.look_up(db, settings, "1" * 16, host="203.0.113.8")
    with pytest.raises(Invalid):
        await actions.look_up(db, settings, "1" * 16, host="198.51.100.1")
    with frozen(clock + rules.TRIES_WITHIN + timedelta(seconds=1)), pytest.raises(Invalid):
        await actions.look_up(db, settings, "1" * 16, host="203.0.113.7")


async def test_nobody_can_lock_an_owner_out_of_their_case(db: Db, settings: Settings):
    new = await actions.begin(db, settings, draft())
    number = (await actions.submit(db, settings, new.key)).number
    code = rules.access_code(settings.secret_key, new.key)
    for _ in range(rules.MOST_TRIES):
        with pytest.raises(Invalid):
            await actions.look_up(db, settings, "1" * 16, number=number, host="203.0.113.7")
    assert await actions.look_up(db, settings, code, number=number, host="198.51.100.1") == number
    assert await actions.look_up(db, settings, code, number=number, host="203.0.113.9") == number
    for _ in range(rules.MOST_TRIES * (rules.PATIENCE - 1)):
        with pytest.raises(TooMany):
            await actions.look_up(db, settings, "1" * 16, host="203.0.113.7")
    with pytest.raises(TooMany):
        await actions.look_up(db, settings, code, number=number, host="203.0.113.9")
    assert await actions.look_up(db, settings, code, host="198.51.100.1") == number


@pytest.mark.parametrize(
    ("code", "text", "seen_with", "meant"),
    [
        ("", "thuong hoa", "", "18943"),
        ("", "Xã Kim Phú", "", "18943"),
        ("", "quang", "", None),
        ("", "không có đâu", "", None),
        ("", "", "", None),
        ("18943", "quang", "quang", "18943"),  # chosen from the whole list while the text said something else
        ("18943", "không có đâu", "", "18943"),
        ("18943", "con co", "kim phu", "19742"),  # the text was changed after the choice
    ],
)
async def test_the_commune_that_is_meant(db: Db, code: str, text: str, seen_with: str, meant: str | None):
    assert await actions.area_meant(db, code, text, seen_with=seen_with) == meant


async def test_what_exists_no_more_cannot_be_chosen(db: Db, settings: Settings):
    with pytest.raises(Invalid):
        await actions.area_meant(db, "old-18946", "", seen_with="")
    with pytest.raises(Invalid):
        await actions.field_meant(db, "R99")


async def test_what_was_asked_for_can_be_added_once(db: Db, settings: Settings):
    new = await actions.begin(db, settings, draft())
    number = (await actions.submit(db, settings, new.key)).number
    await cases.act(db, CLERK, number, lambda case, act: casework_rules.ask_more(case, act, "Mẹ ông sinh năm nào?"))
    await actions.supply(db, number, "Sinh năm 1948")
    with pytest.raises(Conflict):
        await actions.supply(db, number, "Sinh năm 1948")


async def test_old_drafts_are_swept_away(db: Db, settings: Settings, clock):
    old = await actions.begin(db, settings, draft())
    with frozen(clock + timedelta(days=6)):
        fresh = await actions.begin(db, settings, draft())
        assert await actions.sweep(db) == 0
    with frozen(clock + timedelta(days=8)):
        assert await actions.sweep(db) == 1
    assert await kept(db, old.key) is None
    assert await kept(db, fresh.key) == fresh
