"""Papers that hold several things, or the same twice: what becomes of them and of who sent them, in the database."""

from typing import Any

import pytest

from service import clock
from service.attachments import actions as papers
from service.attachments import store as files
from service.attachments.rules import Cleaned, PaperKind
from service.casework import actions, rules, store
from service.casework.actions import relating
from service.casework.actions.papers import Sender, Signed
from service.casework.rules import By, legal
from service.db import Actor, Db
from service.identities import actions as identities
from service.matters import store as matters
from service.problems import Invalid
from service.settings import Settings
from service.terms import AgencyCode, Kind
from tests.casework.cases import group
from tests.casework.lodged import EVERYTHING, HOA, WORDS, Office, loaded, lodged, office
from tests.desk.desk import dues, filed, officer, view


async def _dump(connection: Any, case_id: int | None = None) -> str:
    """Every row of the database as text (of one case: wherever it is named), and every byte."""
    found: list[str] = []
    for (name,) in await connection.fetch("select tablename from pg_tables where schemaname = current_schema()"):
        for row in await connection.fetch(f'select t.* from "{name}" t'):
            mine = case_id is None or case_id in {row.get("case_id"), row["id"] if name == "case_file" else None}
            found += [value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value) for value in row.values() if mine]
    return "\n".join(found)


def _traces(dump: str) -> list[str]:
    return [trace for trace in (HOA.name, HOA.phone, "Thôn 2", WORDS, "Tiền trợ cấp tháng này") if trace in dump]


def _actor(by: By) -> Any:
    return Actor(by.kind, by.account, by.agency)


async def test_feedback_that_holds_more_becomes_cases_of_their_own_and_keeps_nothing_of_the_sender(
    db: Db, connection: Any, settings: Settings
):
    """Luật Tiếp công dân, Điều 25(3); Luật Tố cáo, Điều 8, 9."""
    both: Office = await office(db)
    parent = await filed(db)
    parent_id = (await view(db, parent)).id
    assert _traces(await _dump(connection, parent_id))
    complaint, denunciation = await actions.split(
        db, settings, both.clerk, parent, [("KHIEU_NAI", "Quyết định cắt trợ cấp sai."), ("TO_CAO", "Trưởng thôn lấy tiền.")]
    )
    assert [(await view(db, number)).state for number in (parent, complaint, denunciation)] == [
        *("SPLIT", "AWAITING_SIGNATURE", "AWAITING_SIGNATURE")
    ]
    assert (await view(db, complaint)).name == HOA.name
    denounced = (await view(db, denunciation)).id
    for case_id in (parent_id, denounced):
        assert _traces(await _dump(connection, case_id)) == []
    assert (await view(db, denunciation)).agency_code == "UBNDT", "not where it came: the accused may work there"
    reader = await officer(db, "docto", AgencyCode("UBNDT"), *EVERYTHING)
    roles = reader.roles
    await actions.act(db, reader, denunciation, lambda case, act: legal.sign(case, act, "counter"))
    kept = await identities.read(db, settings, _actor(reader), denounced, "Mời làm việc để xác minh nội dung", roles=roles)
    assert (kept.name, kept.phone) == (HOA.name, HOA.phone)
    async with db.read() as tx:
        assert {(one.number, one.outward) for one in await matters.links(tx, parent_id)} == {(complaint, False), (denunciation, False)}


async def test_feedback_that_is_a_denunciation_leaves_the_sender_nowhere(db: Db, connection: Any, settings: Settings):
    both = await office(db)
    parent = await filed(db)
    await actions.split(db, settings, both.clerk, parent, [("TO_CAO", "Trưởng thôn lấy tiền.")])
    assert _traces(await _dump(connection)) == []


async def test_a_denunciation_split_in_two_keeps_its_denouncer_with_both(db: Db, connection: Any, settings: Settings):
    both = await office(db)
    parent = await lodged(db, settings, Kind.TO_CAO)
    for number in await actions.split(db, settings, both.head, parent, [("TO_CAO", "Việc một."), ("TO_CAO", "Việc hai.")]):
        case = await view(db, number)
        assert (case.state, (await loaded(db, number)).matter.signed_on) == ("RECEIVED", clock.today())
        kept = await identities.read(db, settings, _actor(both.head), case.id, "Mời làm việc để xác minh nội dung", roles=both.head.roles)
        assert kept.name == HOA.name
    assert HOA.name not in await _dump(connection)


async def test_a_group_whose_paper_holds_a_denunciation_is_not_named_in_it(db: Db, connection: Any, settings: Settings):
    both = await office(db)
    parent = await lodged(db, settings, Kind.KHIEU_NAI, signers=group(3))
    parent_id = (await view(db, parent)).id
    numbers = await actions.split(db, settings, both.head, parent, [("TO_CAO", "Lấy tiền."), ("PHAN_ANH_KIEN_NGHI", "Đường hỏng.")])
    assert "Người số" not in await _dump(connection, parent_id)
    assert "Người số" not in await _dump(connection, (await view(db, numbers[0])).id)


async def _texts(db: Db, number: Any) -> list[object]:
    case = await view(db, number)
    async with db.read() as tx:
        return [event.data for event in await store.timeline(tx, case.id, case.filed_at) if event.data]


@pytest.mark.parametrize(
    "parts",
    [
        [("KHIEU_NAI", "Việc một."), ("TO_CAO", "Việc hai.")],
        [("PHAN_ANH_KIEN_NGHI", "Việc một."), ("PHAN_ANH_KIEN_NGHI", "Việc hai.")],
        [("KHIEU_NAI", "Việc một.")],
        [("TO_CAO", "Việc một.")],
    ],
)
async def test_whatever_the_parts_are_the_first_case_looks_the_same_and_loses_nothing(
    db: Db, settings: Settings, parts: list[tuple[str, str]]
):
    """A bare case would tell that something in it was denounced (Luật Tố cáo, Điều 8, 56)."""
    both = await office(db)
    parent = await filed(db)
    await actions.act(db, both.clerk, parent, lambda case, act: rules.ask_more(case, act, "Ông trưởng thôn tên gì?"))
    resident = By("resident")
    await actions.act(db, resident, parent, lambda case, act: rules.supply(case, act, "Trưởng thôn tên Tư."))
    before = await view(db, parent)
    async with db.transaction(_actor(both.clerk)) as tx:
        await papers.add(tx, settings.secret_key, before.id, Cleaned("image/jpeg", b"anh chup"), title="Ảnh", kind=PaperKind.PHOTO)
    numbers = await actions.split(db, settings, both.clerk, parent, parts)
    found = await view(db, parent)
    assert (found.state, found.content, found.name, found.phone, found.address) == ("SPLIT", relating.WITHHELD, "", "", "")
    assert await _texts(db, parent) == []
    whole = await identities.read(db, settings, _actor(both.head), found.id, "Mời làm việc để xác minh", roles=both.head.roles)
    assert (whole.name, whole.phone) == (HOA.name, HOA.phone)
    for words in (before.content, "Ông trưởng thôn tên gì?", "Trưởng thôn tên Tư."):
        assert words in whole.original
    secret = [number for number, (kind, _) in zip(numbers, parts, strict=True) if kind == "TO_CAO"]
    for number in numbers:
        part = (await view(db, number)).id
        async with db.read() as tx:
            kept = await files.listed(tx, part)
        assert [paper.title for paper in kept] == (["Ảnh"] if number in secret or not secret else [])
        if kept:
            assert (await papers.open(db, settings.secret_key, part, kept[0].id)).data == b"anh chup"


@pytest.mark.parametrize("known", [{}, {"anonymous": True}])
async def test_a_complaint_in_a_denunciation_waits_for_somebody_who_signs_it(db: Db, settings: Settings, known: dict[str, bool]):
    """Luật Khiếu nại, Điều 8: a complaint has a name and a signature; who denounced has given neither for it."""
    both = await office(db)
    parent = await lodged(db, settings, Kind.TO_CAO, **known)
    complaint, rest = await actions.split(db, settings, both.head, parent, [("KHIEU_NAI", "Cắt trợ cấp sai."), ("TO_CAO", "Lấy tiền.")])
    waiting = await loaded(db, complaint)
    assert (waiting.state, waiting.clocks) == ("AWAITING_SIGNATURE", ())
    assert (waiting.matter.signed_on, waiting.matter.signed_how, waiting.matter.anonymous) == (None, "", False)
    assert (await view(db, rest)).state == "RECEIVED"
    assert (await loaded(db, rest)).clocks
    with pytest.raises(Invalid) as problem:
        await actions.sign(db, settings.secret_key, both.head, complaint, Signed("counter"))
    assert set(problem.value.fields) == {"ho_ten", "dia_chi"}
    await actions.sign(db, settings.secret_key, both.head, complaint, Signed("counter", sender=Sender("Lê Thị Mơ", "Thôn 2", "0912")))
    signed = await view(db, complaint)
    assert (signed.state, signed.name, signed.address, signed.phone) == ("RECEIVED", "Lê Thị Mơ", "Thôn 2", "0912")


async def test_the_same_paper_twice_is_one_case(db: Db, settings: Settings):
    head = (await office(db)).head
    main, other = [await lodged(db, settings, Kind.TO_CAO) for _ in range(2)]
    with pytest.raises(Invalid):
        await actions.join(db, head, other, other)
    with pytest.raises(Invalid):
        await actions.join(db, head, other, await lodged(db, settings, Kind.KHIEU_NAI))
    await actions.join(db, head, other, main)
    assert ((await view(db, other)).state, await dues(db, other)) == ("JOINED", {})
    with pytest.raises(Invalid):
        await actions.join(db, head, main, other)
