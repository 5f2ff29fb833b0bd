"""One form in two tabs, or sent from one while another still writes: what was looked over is what is sent, and no word is lost."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from service.casework import store as casework
from service.clock import frozen
from service.db import RESIDENT, Db
from service.filing import actions, rules, store
from service.problems import NotFound
from service.settings import Settings
from tests.filing.sent import IN, KEY, TEXT, WHOLE, follow
from tests.filing.test_actions import draft, kept

EACH_LANGUAGE = pytest.mark.parametrize("language", ["vi", "en"])
OTHER = "Một việc khác hẳn: đường vào thôn bị sạt."


async def said_in(db: Db, number: str) -> str:
    async with db.read() as tx:
        return (await casework.case_view(tx, number)).content


async def test_a_draft_left_under_a_sent_key_is_sent_as_what_it_says(db: Db, settings: Settings, clock):
    new = await actions.begin(db, settings, draft())
    first = await actions.submit(db, settings, new.key)
    async with db.transaction(RESIDENT) as tx:
        await store.save_draft(tx, replace(new, content=OTHER), clock)
    second = await actions.submit(db, settings, new.key)
    assert second.key != first.key
    assert (await said_in(db, first.number), await said_in(db, second.number)) == (new.content, OTHER)
    assert (await actions.receipt(db, settings, second.key)).number == second.number


async def test_the_same_words_with_another_aim_are_another_submission(db: Db, settings: Settings):
    new = await actions.begin(db, settings, draft(content="Cô Lan."))
    await actions.submit(db, settings, new.key)
    numbers = {new.key}
    for kind in ("KHEN_NGOI", "PHAN_ANH_KIEN_NGHI"):
        other = await actions.begin(db, settings, replace(new, kind=kind))
        numbers.add(other.key)
    assert len(numbers) == 2


@pytest.mark.parametrize("_round", range(5))
async def test_sent_and_changed_at_once_leaves_nothing_under_the_key(own_db: Db, settings: Settings, _round: int):
    new = await actions.begin(own_db, settings, draft())
    changed, sent = await asyncio.gather(
        actions.change(own_db, new.key, lambda found: replace(found, content=OTHER)),
        actions.submit(own_db, settings, new.key),
        return_exceptions=True,
    )
    said = await said_in(own_db, sent.number)
    assert isinstance(changed, NotFound) or said == OTHER
    assert await kept(own_db, new.key) is None


async def test_a_change_that_waits_for_the_sending_finds_nothing_to_change(own_db: Db, settings: Settings):
    new = await actions.begin(own_db, settings, draft())
    async with own_db.transaction(RESIDENT) as tx:
        await store.take_draft(tx, new.key)
        waiting = asyncio.create_task(actions.change(own_db, new.key, lambda found: replace(found, content=OTHER)))
        await asyncio.sleep(0.2)
    with pytest.raises(NotFound):
        await waiting
    assert await kept(own_db, new.key) is None


async def test_a_beginning_that_waits_for_the_sending_goes_on_under_another_key(own_db: Db, settings: Settings, monkeypatch):
    new = await actions.begin(own_db, settings, draft())
    take, taken = store.take_draft, asyncio.Event()

    async def slowly(tx, key: UUID):
        found = await take(tx, key)
        taken.set()
        await asyncio.sleep(0.3)
        return found

    monkeypatch.setattr(store, "take_draft", slowly)
    sending = asyncio.create_task(actions.submit(own_db, settings, new.key))
    await taken.wait()
    begun = await actions.begin(own_db, settings, replace(new, content=OTHER))
    sent = await sending
    assert begun.key != sent.key
    assert await kept(own_db, new.key) is None
    assert await said_in(own_db, (await actions.submit(own_db, settings, begun.key)).number) == OTHER


@EACH_LANGUAGE
async def test_what_is_saved_after_another_tab_has_sent_is_a_new_submission(client, language: str):
    await follow(client)
    late = await client.post(f"/gui/{KEY}/noi-dung", data={"loai": "KHEN_NGOI", "noi_dung": OTHER}, headers=IN[language])
    assert late.status_code == 409
    assert OTHER in late.text
    assert {"vi": "đây là ý kiến mới", "en": "this is a new submission"}[language] in late.text
    assert 'name="khoa" value=""' in late.text
    assert 'value="KHEN_NGOI" checked' in late.text
    same = await client.post(f"/gui/{KEY}/noi-dung", data={"loai": WHOLE["loai"], "noi_dung": TEXT})
    assert same.headers["location"] == f"/gui/{KEY}/bien-nhan"


async def test_a_key_opens_its_case_for_a_day(client, clock):
    await follow(client)
    client.cookies.clear()
    with frozen(clock + timedelta(days=40)):
        again = await client.post(f"/gui/{KEY}/gui")
    assert again.status_code == 410
    assert rules.COOKIE not in again.headers.get("set-cookie", "")


@EACH_LANGUAGE
async def test_the_language_is_switched_with_everything_typed_still_there(client, language: str):
    other = {"vi": "en", "en": "vi"}[language]
    blank = await client.get("/gui", headers=IN[language])
    assert f'form="y-kien" formaction="/gui/ngon-ngu?khoa=&amp;buoc=&amp;ngon_ngu={other}"' in blank.text
    typed = WHOLE | {"khoa": str(uuid4()), "ho_ten": "Nguyễn Thị Hoa"}
    switched = await client.post(f"/gui/ngon-ngu?khoa=&buoc=&ngon_ngu={other}", data=typed, headers=IN[language])
    assert switched.status_code == 200
    for words in (TEXT, "Nguyễn Thị Hoa", typed["khoa"], f'<html lang="{other}">'):
        assert words in switched.text
    assert f'<html lang="{other}">' in (await client.get("/gui", headers=IN[language])).text


async def test_the_language_is_switched_on_a_screen_of_one_question(client):
    await client.post("/gui", data=WHOLE)
    shown = await client.get(f"/gui/{KEY}/noi-dung", headers=IN["vi"])
    assert f'formaction="/gui/ngon-ngu?khoa={KEY}&amp;buoc=noi-dung&amp;ngon_ngu=en"' in shown.text
    switched = await client.post(
        f"/gui/ngon-ngu?khoa={KEY}&buoc=noi-dung&ngon_ngu=en", data={"loai": "KHEN_NGOI", "noi_dung": OTHER}, headers=IN["vi"]
    )
    assert OTHER in switched.text
    assert f'action="/gui/{KEY}/noi-dung"' in switched.text
    again = await client.get(f"/gui/ngon-ngu?khoa={KEY}&buoc=noi-dung&ngon_ngu=en")
    assert again.headers["location"] == f"/gui/{KEY}/noi-dung"


@pytest.mark.parametrize("query", ["ngon_ngu=xx", "ngon_ngu=en&khoa=x&buoc=noi", f"ngon_ngu=en&khoa={KEY}&buoc=khac"])
async def test_an_odd_switch_shows_the_form(client, query: str):
    assert TEXT in (await client.post(f"/gui/ngon-ngu?{query}", data=WHOLE)).text
    assert (await client.get(f"/gui/ngon-ngu?{query}")).headers["location"] == "/gui"
