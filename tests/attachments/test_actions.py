"""Files in a case: sealed, numbered, handed out to that case alone."""

import asyncio
from typing import Any

import pytest

from service import seals
from service.attachments import actions, rules, store
from service.attachments.rules import AttachmentId, PaperKind
from service.db import RESIDENT, SYSTEM, Actor, Db
from service.problems import Invalid, NotFound
from service.terms import CaseId
from tests.attachments import papers
from tests.attachments.papers import SECRET


async def added(db: Db, case: CaseId, data: bytes, actor: Actor = RESIDENT, **said: Any) -> AttachmentId:
    """A file put into a case."""
    cleaned = await actions.clean("tep", data, office=actor.kind == "officer")
    async with db.transaction(actor) as tx:
        return await actions.add(tx, SECRET, case, cleaned, **({"title": "Ảnh", "kind": PaperKind.PHOTO} | said))


async def listed(db: Db, case: CaseId, *, resident: bool = False) -> list[store.Paper]:
    async with db.read() as tx:
        return await store.listed(tx, case, resident=resident)


def pdf(pages: int, mark: str = "") -> bytes:
    return b"%PDF-1.4\n" + mark.encode() + b"/Type/Page\n" * pages + b"%%EOF"


async def test_a_file_comes_back_as_it_was_cleaned(db: Db, connection: Any):
    case = await papers.case(connection)
    sent = papers.photo()
    found = await actions.open(db, SECRET, case, await added(db, case, sent, title="Ảnh con đường"))
    assert (found.title, found.media_type, found.data) == ("Ảnh con đường", rules.JPEG, rules.clean("tep", sent).data)


async def test_pages_are_numbered_through_the_file(db: Db, connection: Any):
    case, other = await papers.case(connection), await papers.case(connection)
    for pages in (2, 1, 6):
        await added(db, case, pdf(pages), title=f"{pages} trang", kind=PaperKind.SCAN)
        await added(db, other, pdf(5, str(pages)))
    found = await listed(db, case)
    assert [(p.number, p.first_page, p.last_page, p.pages, p.title) for p in found] == [
        (1, 1, 2, 2, "2 trang"),
        (2, 3, 3, 1, "1 trang"),
        (3, 4, 9, 6, "6 trang"),
    ]


async def test_a_clerk_who_counts_again_moves_the_numbers_that_follow(db: Db, connection: Any):
    case, other = await papers.case(connection), await papers.case(connection)
    first, _ = await added(db, case, pdf(2)), await added(db, case, pdf(3))
    async with db.transaction(RESIDENT) as tx:
        await store.set_pages(tx, case, first, 10)
        with pytest.raises(Invalid):
            await store.set_pages(tx, case, first, 0)
        with pytest.raises(NotFound):
            await store.set_pages(tx, other, first, 1)
    assert [(p.first_page, p.last_page) for p in await listed(db, case)] == [(1, 10), (11, 13)]


async def test_the_list_says_whose_hand_it_was(db: Db, connection: Any):
    case, clerk = await papers.case(connection), await papers.account(connection, "Lê Thị Thu")
    officer = Actor("officer", clerk, "X18943")
    await added(db, case, papers.photo())
    await added(db, case, papers.docx(), officer, title="Biên bản", kind=PaperKind.MINUTES)
    async with db.transaction(officer) as tx:
        await actions.add_document(tx, SECRET, case, "Thông báo thụ lý", b"PK one", pages=2, for_resident=True)
    async with db.transaction(SYSTEM) as tx:
        await actions.add_document(tx, SECRET, case, "Phiếu chuyển", b"PK two")
    assert [(p.source, p.added_by, p.kind, p.pages, p.for_resident) for p in await listed(db, case)] == [
        ("resident", "", "PHOTO", 1, False),
        ("officer", "Lê Thị Thu", "MINUTES", 1, False),
        ("service", "Lê Thị Thu", "DOCUMENT", 2, True),
        ("service", "", "DOCUMENT", 1, False),
    ]


async def test_the_resident_sees_their_own_files_and_those_for_them(db: Db, connection: Any):
    case, clerk = await papers.case(connection), await papers.account(connection, "Lê Thị Thu")
    own = await added(db, case, pdf(2))
    hidden = await added(db, case, pdf(3), Actor("officer", clerk))
    meant = await added(db, case, pdf(4), Actor("officer", clerk), for_resident=True)
    assert [(p.id, p.number, p.first_page) for p in await listed(db, case, resident=True)] == [(own, 1, 1), (meant, 3, 6)]
    assert (await actions.open(db, SECRET, case, meant, resident=True)).data == pdf(4)
    with pytest.raises(NotFound):
        await actions.open(db, SECRET, case, hidden, resident=True)


async def test_a_file_of_another_case_is_not_found(db: Db, connection: Any):
    case, other = await papers.case(connection), await papers.case(connection)
    file = await added(db, case, papers.photo())
    for wrong_case, wrong_file in ((other, file), (case, AttachmentId(file + 1)), (CaseId(0), file)):
        with pytest.raises(NotFound):
            await actions.open(db, SECRET, wrong_case, wrong_file)


async def test_a_file_for_no_case_is_not_found(db: Db):
    with pytest.raises(NotFound):
        await added(db, CaseId(0), papers.photo())


async def test_the_same_content_sent_again_is_the_file_it_was(db: Db, connection: Any):
    case, other = await papers.case(connection), await papers.case(connection)
    first = await added(db, case, papers.photo(), title="Một")
    assert await added(db, case, papers.photo(), title="Hai") == first
    assert await added(db, other, papers.photo()) != first
    assert [p.title for p in await listed(db, case)] == ["Một"]


async def test_the_twenty_first_file_is_refused_and_a_document_of_the_law_is_not(db: Db, connection: Any):
    case = await papers.case(connection)
    for n in range(rules.MOST_FILES):
        await added(db, case, pdf(1, str(n)))
    with pytest.raises(Invalid) as told:
        await added(db, case, pdf(1, "thêm"))
    assert set(told.value.fields) == {"tep"}
    async with db.transaction(SYSTEM) as tx:
        await actions.add_document(tx, SECRET, case, "Quyết định", papers.docx())
    assert len(await listed(db, case)) == rules.MOST_FILES + 1


async def test_ten_who_add_at_once_do_not_overfill_a_case(own_db: Db):
    async with own_db.transaction(RESIDENT) as tx:
        case = await papers.case(tx.connection)
    for n in range(rules.MOST_FILES - 3):
        await added(own_db, case, pdf(1, str(n)))
    ends = await asyncio.gather(*(added(own_db, case, pdf(1, f"cùng lúc {n}")) for n in range(10)), return_exceptions=True)
    assert sum(isinstance(end, Invalid) for end in ends) == 7
    assert len(await listed(own_db, case)) == rules.MOST_FILES


async def test_what_is_kept_is_sealed_and_known_to_nobody(db: Db, connection: Any):
    case = await papers.case(connection)
    await added(db, case, papers.PDF)
    (row,) = await connection.fetch("select digest, sealed from attachment join attachment_content on attachment_id = id")
    assert b"%PDF" not in row["sealed"]
    assert row["digest"] == seals.digest(SECRET, f"attachment {case}", papers.PDF)
    assert row["digest"] != seals.digest("t" * 32, f"attachment {case}", papers.PDF)


async def test_bytes_moved_to_another_file_or_case_do_not_open(db: Db, connection: Any):
    case, other = await papers.case(connection), await papers.case(connection)
    file, victim = await added(db, case, papers.photo()), await added(db, other, papers.PDF)
    taken = await connection.fetchval("select sealed from attachment_content where attachment_id = $1", victim)
    await connection.execute("update attachment_content set sealed = $1 where attachment_id = $2", taken, file)
    with pytest.raises(seals.SealBroken):
        await actions.open(db, SECRET, case, file)


async def test_a_refused_file_leaves_nothing(db: Db, connection: Any):
    case = await papers.case(connection)
    with pytest.raises(Invalid):
        await added(db, case, papers.photo(), title=" ")
    assert await listed(db, case) == []
