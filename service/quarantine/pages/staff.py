"""Browsers of signed-in officers are noted by the sum that ratings of the day keep: ratings from them are by staff."""

import contextlib
from datetime import date
from typing import Any

from litestar import Request

from service import clock
from service.guards import Me
from service.problems import Problem
from service.quarantine import actions
from service.ratings import actions as ratings

noted: set[tuple[date, bytes]] = set()  # by this process, today


async def note_staff(request: Request[Any, Any, Any]) -> None:
    """After an answer to an officer; once a day and browser. A database that is busy is asked again next time."""
    client, today = request.client, clock.today()
    if client is None or not isinstance(request.scope.get("user"), Me):
        return
    device = ratings.seen(request.app.state.settings, client.host, request.headers.get("user-agent", "")).device
    if device is None or (today, device) in noted:
        return
    with contextlib.suppress(Problem):
        await actions.mark(request.app.state.db, today, device)
        noted.difference_update({one for one in noted if one[0] != today})
        noted.add((today, device))
