"""The field of a case corrected at the desk."""

from typing import Any

import httpx
import pytest

from service.db import Db
from service.settings import Settings
from service.terms import Kind
from tests.casework.lodged import lodged, office
from tests.desk.desk import accepted, filed, furnished, page, send, sign_in, verbs, view


async def test_the_case_page_leads_to_what_its_words_speak_for(db: Db, client: httpx.AsyncClient, connection: Any):
    await furnished(db)
    number = await filed(db)
    await connection.execute("update case_file set content = 'Rác vứt đầy bờ sông, hôi thối lắm' where number = $1", number)
    await sign_in(client, "tiepnhan")
    assert f'href="{page(number, "linh-vuc")}"' in (await client.get(page(number))).text
    shown = (await client.get(page(number, "linh-vuc"))).text
    assert "Vì có chữ:" in shown
    assert 'value="R43"' in shown
    assert shown.count('type="radio"') in {1, 2, 3}
    assert '<option value="R45">' in shown


async def test_a_correction_stands_on_the_case_and_in_its_record(db: Db, client: httpx.AsyncClient):
    await furnished(db)
    number = await filed(db)
    await sign_in(client, "xuly")
    came = await send(client, number, "linh-vuc", linh_vuc="R45")
    assert (came.status_code, came.headers["location"]) == (303, f"{page(number)}?da=linh-vuc")
    assert (await view(db, number)).field_code == "R45"
    assert (await verbs(db, number))[-1] == "CLASSIFY"
    shown = (await client.get(came.headers["location"])).text
    assert "Đã sửa lĩnh vực." in shown


async def test_where_another_body_answers_the_page_leads_to_handing_on(db: Db, client: httpx.AsyncClient):
    await furnished(db)
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    came = await send(client, number, "linh-vuc", linh_vuc_khac="R11")
    assert came.headers["location"] == f"{page(number)}?viec=chuyen&da=linh-vuc-khac"
    shown = (await client.get(came.headers["location"])).text
    assert "do cơ quan khác trả lời" in shown
    assert f'action="{page(number, "chuyen")}"' in shown


@pytest.mark.parametrize(
    ("typed", "box"), [({}, "linh_vuc_khac"), ({"linh_vuc": "R99"}, "linh_vuc"), ({"linh_vuc_khac": "R15"}, "linh_vuc_khac")]
)
async def test_a_choice_that_is_none_comes_back_at_its_box(db: Db, client: httpx.AsyncClient, typed: dict[str, str], box: str):
    await furnished(db)
    number = await filed(db)
    await sign_in(client, "tiepnhan")
    came = await send(client, number, "linh-vuc", **typed)
    assert came.status_code == 422
    assert f'href="#{box}"' in came.text
    assert (await view(db, number)).field_code == "R15"


async def test_a_page_that_is_stale_changes_nothing(db: Db, client: httpx.AsyncClient):
    desk = await furnished(db)
    number = await accepted(db, desk)
    await sign_in(client, "tiepnhan")
    assert (await send(client, number, "linh-vuc", linh_vuc="R45")).status_code == 409
    assert (await view(db, number)).field_code == "R15"


async def test_a_denunciation_is_not_there_for_whoever_may_not_read_it(db: Db, client: httpx.AsyncClient, settings: Settings):
    await office(db)
    number = await lodged(db, settings, Kind.TO_CAO)
    await sign_in(client, "vanthu")
    assert (await client.get(page(number, "linh-vuc"))).status_code == 404
    assert (await send(client, number, "linh-vuc", linh_vuc="R45")).status_code == 404
    await sign_in(client, "chutich")
    assert (await client.get(page(number, "linh-vuc"))).status_code == 200
    came = await send(client, number, "linh-vuc", linh_vuc="R11")
    assert came.headers["location"] == f"{page(number)}?da=linh-vuc"
