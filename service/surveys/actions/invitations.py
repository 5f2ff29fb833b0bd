"""Sending what was drawn: by day, one message after another; one reminder; and forgetting telephones as soon as they are of no use."""

from datetime import timedelta

from service import clock, seals
from service.casework.rules import By
from service.db import SYSTEM, Db, Tx
from service.problems import Conflict, N_
from service.settings import Settings
from service.surveys import store
from service.surveys.actions import draws
from service.surveys.actions.gateways import Gateway, Message, NotTaken, gateway
from service.surveys.actions.registers import WAITS, actor
from service.surveys.rules import messages, tokens
from service.surveys.rules.draws import REMINDED_AFTER
from service.surveys.rules.registers import PURPOSE
from service.surveys.rules.rows import Due
from service.terms import AgencyCode

AT_ONCE = 100  # messages of one turn
MOST_TRIES = 6
FIRST_HOUR, LAST_HOUR = 8, 20  # nobody is woken
NOBODY = AgencyCode("")
KEPT = timedelta(days=150)  # telephones of a register from which nobody draws


async def send(db: Db, settings: Settings, through: Gateway | None = None) -> int:
    """Send what is due; how many went. Each in its own transaction: what went is not sent again because the next one failed."""
    carry = through or gateway(settings)
    if carry is None or not FIRST_HOUR <= clock.now().hour < LAST_HOUR:
        return 0
    sent = 0
    for _ in range(AT_ONCE):
        async with db.transaction(SYSTEM) as tx:
            due = next(iter(await store.due_messages(tx, clock.now(), 1)), None)
            if due is None:
                break
            sent += await _send(tx, settings, due, carry)
    return sent


async def _send(tx: Tx, settings: Settings, due: Due, carry: Gateway) -> bool:
    """The only place where a telephone is unsealed."""
    message = _message(settings, due)
    if message is None:
        await store.give_up(tx, due, clock.now())
        return False
    try:
        await carry(message)
    except NotTaken:
        await _again(tx, due)
        return False
    await store.mark_sent(tx, due, clock.now())
    if due.kind == "REMIND":
        await store.forget_phone(tx, due.row_id)
    return True


def _message(settings: Settings, due: Due) -> Message | None:
    """None where it is too late, or the telephone is gone: whoever has answered hears no more."""
    if due.phone_sealed is None or due.expires < clock.today():
        return None
    try:
        number = seals.unseal(settings.secret_key, PURPOSE, due.phone_sealed).decode()
    except seals.SealBroken:
        return None
    address = f"{settings.address}/moi/{tokens.token(settings.secret_key, due.invitation_id)}"
    text = messages.invitation(due.agency_name, address, due.expires, reminds=due.kind == "REMIND")
    return Message(f"{due.invitation_id}-{due.kind}", number, text)


async def _again(tx: Tx, due: Due) -> None:
    """Twice as long each time, at last no more."""
    if due.tries + 1 >= MOST_TRIES:
        await store.give_up(tx, due, clock.now())
        await store.forget_phone(tx, due.row_id)
    else:
        await store.put_off(tx, due, clock.now() + timedelta(minutes=2**due.tries))


async def remind(db: Db) -> int:
    """Queue one reminder for each who was invited a week ago and is silent."""
    now = clock.now()
    async with db.transaction(SYSTEM) as tx:
        return await store.queue_reminders(tx, now, now - timedelta(days=REMINDED_AFTER))


async def follow(db: Db, settings: Settings) -> int:
    """Remind, send, tell seeds, and forget; how much there was to do."""
    done = await remind(db) + await send(db, settings) + await draws.close_ended(db, settings)
    async with db.transaction(SYSTEM) as tx:
        await store.drop_checked(tx, NOBODY, clock.now() - WAITS)
        return done + await store.forget_expired(tx, clock.today()) + await store.forget_old(tx, clock.now() - KEPT)


async def hand_out(db: Db, by: By, draw_id: int) -> int:
    """The printed slips of a draw were given to those who bring them."""
    async with db.transaction(actor(by)) as tx:
        found = await store.draw(tx, draw_id)
        if not draws.open_on(found, clock.today()):
            raise Conflict(N_("Lần rút mẫu này chưa rút hoặc đã hết hạn trả lời."))
        return await store.hand_out(tx, draw_id, clock.now())
