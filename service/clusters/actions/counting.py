"""Those who have the same trouble say so."""

from secrets import token_hex

from service import clock
from service.clusters import store
from service.clusters.rules import counting, telling
from service.db import RESIDENT, SYSTEM, Db
from service.networks import network
from service.problems import Conflict, N_, TooMany
from service.settings import Settings

DONE = N_("Việc này đã giải quyết xong nên không đếm thêm.")
TOO_OFTEN = N_("Mạng của ông/bà vừa có quá nhiều lượt bấm. Xin thử lại sau một giờ.")


def new_browser(settings: Settings) -> str:
    """What a browser is asked to keep, to be counted once."""
    return counting.sealed(settings.secret_key, token_hex(16))


async def me_too(db: Db, settings: Settings, one: int, kept: str | None, host: str) -> bool:
    """Count a browser once; False when it gives back nothing of ours. NotFound when there is no such matter, Conflict when it is settled.

    Only what adds to the number is counted against a neighbourhood: whoever has been counted may press as often as they like.
    """
    number, now = counting.device(settings.secret_key, kept), clock.now()
    async with db.transaction(RESIDENT) as tx:
        if (await store.matter(tx, one, clock.on(now))).state != "open":
            raise Conflict(DONE)
        if number and await store.add_person(tx, one, counting.person(settings.secret_key, one, number), clock.on(now)):
            hour = counting.hour_of(now)
            if await store.press(tx, counting.neighbours(settings.secret_key, network(host), hour), hour) > counting.MOST_AN_HOUR:
                raise TooMany(TOO_OFTEN)
    return bool(number)


async def not_me(db: Db, settings: Settings, one: int, kept: str | None) -> None:
    """Count somebody no more; done twice it is the same."""
    if number := counting.device(settings.secret_key, kept):
        async with db.acting(RESIDENT) as tx:
            await store.drop_person(tx, one, counting.person(settings.secret_key, one, number), clock.today())


async def forget(db: Db) -> int:
    """Forget the devices of those who said "me too" to what is listed no more, or took it back; of how many matters."""
    now = clock.now()
    async with db.transaction(SYSTEM) as tx:
        await store.forget_presses(tx, now - counting.PRESSES_KEPT)
        return await store.forget_people(tx, telling.listed_since(now), clock.on(now))
