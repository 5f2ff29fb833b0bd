"""The identity of a denouncer: opened by whoever must, every opening written down, and nowhere else."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
import structlog

from service import clock, seals
from service.db import RESIDENT, Actor, Db
from service.identities import actions, store
from service.identities.rules import Identity, Signer
from service.problems import Invalid, NotFound
from service.settings import Settings
from service.terms import CaseId, Role
from tests.attachments import papers

HOA = Identity("Nguyễn Thị Hoa", "thôn Đông Dương", "0912345678", "045199001234", [Signer("Trần Văn Bình", "thôn Tây", "0987654321")])
WHY = "Mời làm việc để xác minh nội dung"
READER = frozenset({Role.HANDLER, Role.DENUNCIATION_READER})


class Kept(msgspec.Struct, frozen=True):
    """A case with an identity, and who may read it."""

    case: CaseId
    reader: Actor


@pytest.fixture
async def kept(db: Db, connection: Any, settings: Settings) -> Kept:
    case = await papers.case(connection)
    async with db.transaction(RESIDENT) as tx:
        await actions.keep(tx, settings.secret_key, case, HOA)
    return Kept(case, Actor("officer", await papers.account(connection, "Lê Thị Thu"), "X18943"))


async def noted(connection: Any) -> int:
    return await connection.fetchval("select count(*) from identity_reading")


async def everything(connection: Any) -> str:
    """Every table of the database as text, and every byte of it as text too."""
    names = await connection.fetch("select tablename as name from pg_tables where schemaname = current_schema()")
    rows = [record[0] for (name,) in names for record in await connection.fetch(f'select t::text from "{name}" t')]
    raw = [
        bytes(value)
        for (name,) in names
        for record in await connection.fetch(f'select * from "{name}"')
        for value in record
        if isinstance(value, bytes)
    ]
    return "\n".join([*rows, *(value.decode("utf-8", "replace") for value in raw)])


async def test_a_reader_gets_the_identity_and_is_written_down(db: Db, kept: Kept, settings: Settings):
    assert await actions.read(db, settings, kept.reader, kept.case, f" {WHY}\n", roles=READER) == HOA
    async with db.read() as tx:
        (reading,) = await store.readings(tx, kept.case)
        assert await store.kept(tx, kept.case)
    assert (reading.account_name, reading.agency_code, reading.reason, reading.at) == ("Lê Thị Thu", "X18943", WHY, clock.now())
    assert reading.case_number.startswith("LN26-")


async def test_every_reading_is_written_down(db: Db, kept: Kept, settings: Settings):
    await actions.read(db, settings, kept.reader, kept.case, WHY, roles=READER)
    with clock.frozen(clock.now() + timedelta(days=2)):
        await actions.read(db, settings, kept.reader, kept.case, "Gửi thông báo kết quả", roles=READER)
        today = clock.today()
    async with db.read() as tx:
        assert [r.reason for r in await store.readings(tx, kept.case)] == ["Gửi thông báo kết quả", WHY]
        assert [r.reason for r in await store.readings_since(tx, today)] == ["Gửi thông báo kết quả"]
        assert len(await store.readings_since(tx, today - timedelta(days=2))) == 2


@pytest.mark.parametrize("reason", ["", "xem", "a b c"])
async def test_without_a_reason_nothing_is_opened(db: Db, kept: Kept, settings: Settings, connection: Any, reason: str):
    with pytest.raises(Invalid):
        await actions.read(db, settings, kept.reader, kept.case, reason, roles=READER)
    assert await noted(connection) == 0


@pytest.mark.parametrize("roles", [frozenset[Role](), frozenset({Role.LEADER, Role.INSPECTOR, Role.ADMINISTRATOR})])
async def test_without_the_role_nothing_is_found(db: Db, kept: Kept, settings: Settings, connection: Any, roles: frozenset[Role]):
    with pytest.raises(NotFound):
        await actions.read(db, settings, kept.reader, kept.case, WHY, roles=roles)
    assert await noted(connection) == 0


async def test_nobody_reads_without_an_account(db: Db, kept: Kept, settings: Settings):
    for actor in (RESIDENT, Actor("system"), Actor("officer", kept.reader.account)):
        with pytest.raises(NotFound):
            await actions.read(db, settings, actor, kept.case, WHY, roles=READER)


async def test_a_case_without_an_identity_has_none(db: Db, kept: Kept, settings: Settings, connection: Any):
    other = await papers.case(connection)
    with pytest.raises(NotFound):
        await actions.read(db, settings, kept.reader, other, WHY, roles=READER)
    async with db.read() as tx:
        assert not await store.kept(tx, other)
    assert await noted(connection) == 0


async def test_the_reading_stands_before_anything_is_opened(db: Db, kept: Kept, settings: Settings, connection: Any):
    with pytest.raises(seals.SealBroken):
        await actions.read(db, msgspec.structs.replace(settings, secret_key="y" * 32), kept.reader, kept.case, WHY, roles=READER)
    assert await noted(connection) == 1


async def test_an_identity_moved_to_another_case_does_not_open(db: Db, kept: Kept, settings: Settings, connection: Any):
    other = await papers.case(connection)
    await connection.execute("insert into identity select $1, sealed, at from identity where case_id = $2", other, kept.case)
    with pytest.raises(seals.SealBroken):
        await actions.read(db, settings, kept.reader, other, WHY, roles=READER)


async def test_what_is_kept_later_counts(db: Db, kept: Kept, settings: Settings):
    async with db.transaction(RESIDENT) as tx:
        await actions.keep(tx, settings.secret_key, kept.case, Identity("Lê Văn Nam"))
    assert await actions.read(db, settings, kept.reader, kept.case, WHY, roles=READER) == Identity("Lê Văn Nam")


async def test_a_dump_of_the_database_and_the_log_know_no_name_phone_or_number(db: Db, kept: Kept, settings: Settings, connection: Any):
    with structlog.testing.capture_logs() as logged:
        await actions.read(db, settings, kept.reader, kept.case, WHY, roles=READER)
    dump = await everything(connection)
    assert "Lê Thị Thu" in dump
    assert WHY in dump
    words = ("Nguyễn Thị Hoa", "thôn Đông Dương", "0912345678", "045199001234", "Trần Văn Bình", "0987654321")
    for word in words:
        for known in (word, word.encode().hex(), word.replace(" ", "")):
            assert known not in dump
            assert known not in str(logged)


async def test_the_length_of_what_is_kept_tells_nothing(db: Db, settings: Settings, connection: Any):
    lengths: set[int] = set()
    for identity in (Identity("A"), HOA):
        case = await papers.case(connection)
        async with db.transaction(RESIDENT) as tx:
            await actions.keep(tx, settings.secret_key, case, identity)
        lengths.add(await connection.fetchval("select length(sealed) from identity where case_id = $1", case))
    assert len(lengths) == 1
