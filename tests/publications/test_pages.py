"""What was made public, as everybody reads it: the text and who says it, and nothing that leads to the case."""

import re

import pytest

from service.casework import actions
from tests.casework.lodged import HOA, office
from tests.desk.legal import KN, TC, Bench, sent


@pytest.fixture
async def bench(db, settings) -> Bench:
    return Bench(db, settings, (await office(db)).head)


async def test_nothing_is_public_until_it_is_published(client, bench: Bench):
    await sent(bench, KN)
    assert "Chưa có kết quả nào được công khai." in (await client.get("/cong-khai")).text
    assert 'href="/cong-khai"' in (await client.get("/")).text


@pytest.mark.parametrize("kind", [KN, TC])
async def test_an_outcome_is_read_by_everybody_and_leads_to_no_case(client, bench: Bench, kind):
    number = await sent(bench, kind)
    await actions.publish(bench.db, bench.head, number, "Nội dung đúng một phần.\nTrả đủ trợ cấp.")
    listed = (await client.get("/cong-khai")).text
    assert "Nội dung đúng một phần." in listed
    assert "Trả đủ trợ cấp." not in listed
    address = re.search(r'href="(/cong-khai/\d+)"', listed)
    assert address
    one = (await client.get(address[1])).text
    for told in ("Trả đủ trợ cấp.", "UBND xã Kim Phú", "12/QĐ-UBND"):
        assert told in one
    for page in (listed, one):
        for secret in (number, HOA.name, HOA.phone, "Thôn Đông Dương"):
            assert secret not in page


async def test_the_latest_stand_first_twenty_a_page(client, bench: Bench):
    number = await sent(bench, KN)
    async with bench.db.read() as tx:
        await tx.connection.execute(
            "insert into case_event (at, case_id, kind, from_state, verb, to_state, actor_kind, agency_code, data) "
            "select now(), id, kind, 'ANSWERED', 'PUBLISH', 'ANSWERED', 'system', agency_code, jsonb_build_object('text', 'Kết quả ' || n) "
            "from case_file cross join generate_series(1, 21) as n where number = $1 order by n",
            number,
        )
    first = (await client.get("/cong-khai")).text
    assert re.findall(r"Kết quả (\d+)", first) == [str(n) for n in range(21, 1, -1)]
    older = re.search(r'href="(/cong-khai\?sau=\d+)"', first)
    assert older
    assert re.findall(r"Kết quả (\d+)", (await client.get(older[1])).text) == ["1"]


@pytest.mark.parametrize("typed", ["1", "0", "-1", "abc", "99999999999999999999", "LN26-000001"])
async def test_what_was_not_published_is_not_found(client, bench: Bench, typed: str):
    await sent(bench, KN)
    assert (await client.get(f"/cong-khai/{typed}")).status_code == 404


async def test_what_is_about_children_is_not_shown(client, bench: Bench, connection):
    number = await sent(bench, KN)
    await actions.publish(bench.db, bench.head, number, "Cháu được đi học lại.")
    await connection.execute("update case_file set field_code = 'R19' where number = $1", number)
    assert "Cháu được đi học lại." not in (await client.get("/cong-khai")).text
