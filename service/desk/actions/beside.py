"""What officers keep beside the cases: notes, templates, named lists, and what they ask of other agencies."""

from service import clock
from service.casework import store as files
from service.casework.rules import By
from service.db import Db
from service.desk import rules, store
from service.desk.actions.who import account, actor, agency
from service.desk.rules import Around, Ask, Template
from service.problems import Conflict, Invalid, N_, NotFound
from service.routing import store as routing
from service.terms import CaseNumber, Kind

TAKEN = N_("Cơ quan đã có một mẫu tên này.")


async def note(db: Db, by: By, number: CaseNumber, body: str) -> None:
    """Keep words for colleagues."""
    rules.check(rules.said("ghi_chu", body))
    async with db.acting(actor(by)) as tx:
        if not await store.add_note(tx, by, number, body, clock.now(), denunciations=rules.reads_denunciations(by.roles)):
            raise NotFound


async def add_template(db: Db, by: By, new: Template) -> None:
    """Keep a new template."""
    rules.check_template(new)
    async with db.acting(actor(by)) as tx:
        if not await store.add_template(tx, by, new, clock.now()):
            raise Invalid({"ten": TAKEN})


async def change_template(db: Db, by: By, one: int, new: Template) -> None:
    """Put other words in a template."""
    rules.check_template(new)
    async with db.transaction(actor(by)) as tx:
        await store.template(tx, agency(by), one)
        if not await store.change_template(tx, by, one, new, clock.now()):
            raise Invalid({"ten": TAKEN})


async def retire_template(db: Db, by: By, one: int) -> None:
    """Use a template no more; one that is gone already stays so."""
    async with db.acting(actor(by)) as tx:
        await store.retire_template(tx, agency(by), one, clock.now())


async def save_filter(db: Db, by: By, name: str, query: str) -> None:
    """Name a list."""
    async with db.transaction(actor(by)) as tx:
        have = [one.name for one in await store.filters(tx, account(by), agency(by))]
        rules.check_filter(name, query, have, len(have))
        await store.add_filter(tx, by, name, query)


async def drop_filter(db: Db, by: By, one: int) -> None:
    """Let go of a named list."""
    async with db.acting(actor(by)) as tx:
        await store.drop_filter(tx, account(by), one)


async def ask(db: Db, by: By, number: CaseNumber, what: Ask) -> None:
    """Ask another agency for its opinion on a case."""
    duties = await routing.book(db)
    async with db.transaction(actor(by)) as tx:
        case = await files.case_for_update(tx, number, by.agency)
        if case.kind == Kind.TO_CAO and not rules.reads_denunciations(by.roles):
            raise NotFound
        open_asks = [one.agency_code for one in await store.asks(tx, case.id) if one.answered_at is None]
        around = Around(agencies=duties.agencies, own=case.agency_code, asked=open_asks, today=clock.today())
        rules.check_ask(case.kind, case.state, what, around)
        await store.add_ask(tx, by, number, what, clock.now())


async def contribute(db: Db, by: By, one: int, text: str) -> None:
    """Say what one's agency thinks, once."""
    rules.check(rules.said("y_kien", text))
    async with db.transaction(actor(by)) as tx:
        await store.asked(tx, agency(by), one)
        if not await store.contribute(tx, by, one, text, clock.now()):
            raise Conflict(N_("Cơ quan đã gửi ý kiến cho hồ sơ này."))
