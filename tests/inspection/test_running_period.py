"""A period that still runs ends today, not on its last day."""

import httpx
import pytest

from service.terms import AgencyCode, Role
from tests.desk.desk import officer, sign_in


@pytest.mark.parametrize("path", ["/giam-sat", "/giam-sat/co-quan/SYT"])
async def test_a_running_period_goes_up_to_now(client: httpx.AsyncClient, db, path: str):
    await officer(db, "thanhtra", AgencyCode("TTT"), Role.INSPECTOR)
    await sign_in(client, "thanhtra")
    running = (await client.get(path)).text
    assert "đến nay." in running
    assert "đến hết" not in running
