"""Who must answer, situation by situation: the table of law.md §9, its traps of §8, the competence of §1.6 and §2.4."""

import csv
from datetime import date
from pathlib import Path

import pytest

from service import clock
from service.agencies import store as agencies
from service.problems import Invalid, Text
from service.routing import rules, store
from service.routing.rules import Question, Register, Route
from service.terms import AgencyCode, FieldCode, Kind

KINDS = {"PA": Kind.PHAN_ANH_KIEN_NGHI, "KH": Kind.KHEN_NGOI, "KN": Kind.KHIEU_NAI, "TC": Kind.TO_CAO}
with (Path(__file__).parent / "situations.csv").open(encoding="utf-8", newline="") as file:
    SITUATIONS = list(csv.DictReader(file))
_known: dict[date, Register] = {}


async def register_of(db, day: date) -> Register:
    """The register of a day; the tests of this room change nothing in it."""
    if day not in _known:
        _known[day] = await store.register(db, day)
    return _known[day]


def question(row: dict[str, str]) -> Question:
    """A line of the table."""
    return Question(
        kind=KINDS[row["kind"]],
        field=FieldCode(row["field"]) if row["field"] else None,
        area_text=row["area"],
        against_text=row["against"],
        leads=row["leads"] == "1",
        level=int(row["level"] or 1),
        settled_by=AgencyCode(row["settled_by"]) if row["settled_by"] else None,
        official=row["official"] != "0",
    )


def told(route: Route) -> str:
    """The whole chain, as it is read."""
    return "\n".join(f"{said(reason.why)} [{said(reason.article)}]" for reason in route.reasons)


def said(text: object) -> str:
    return text.message % {name: said(value) for name, value in text.values.items()} if isinstance(text, Text) else str(text)


def named(row: dict[str, str]) -> str:
    parts = (row[name] for name in ("kind", "field", "area", "against", "level", "on"))
    return " ".join(part for part in (*parts, "đứng đầu" if row["leads"] else "") if part)


@pytest.mark.parametrize("row", SITUATIONS, ids=[f"{number} {named(row)}" for number, row in enumerate(SITUATIONS, 2)])
async def test_who_answers(db, row: dict[str, str]):
    around = await register_of(db, date.fromisoformat(row["on"]) if row["on"] else clock.today())
    found = rules.route(question(row), around)
    assert (found.agency.code if found.agency else "") == row["agency"], told(found)
    after = found.levels[0] if found.levels else None
    if row["second"]:
        assert after
        assert row["second"] in {after.agency or "", said(after.who)}, after
    assert row["reason"] in told(found)
    assert all(said(reason.why).startswith("Vì ") and said(reason.article) for reason in found.reasons)
    assert [ask.field for ask in found.asks] == row["asks"].split()
    if row["options"]:
        assert [code for code, _, _ in found.asks[0].options] == row["options"].split()


def test_the_table_is_whole():
    assert len(SITUATIONS) >= 160
    first = {row["field"] for row in SITUATIONS if row["kind"] == "PA" and not row["on"]}
    assert first >= {f"R{number:02}" for number in range(1, 55)}
    assert len({tuple(row.values()) for row in SITUATIONS}) == len(SITUATIONS)


async def test_a_denunciation_never_lands_at_the_accused_nor_at_what_they_became(db):
    around = await register_of(db, clock.today())
    bodies, book = around.bodies, around.book
    held = frozenset(code for code, body in bodies.items() if body.in_force)
    for against in bodies:
        own = rules.heirs(against, bodies)
        for field in book.fields:
            about = rules.about(book, field, AgencyCode("18943"))
            for leads in (False, True):
                for level, settled_by in ((1, None), (2, None), (2, "UBNDT"), (2, against)):
                    found = rules.competent(Kind.TO_CAO, level, against, bodies, leads=leads, settled_by=settled_by, about=about)
                    assert found.agency not in own, (against, field, leads, level)
                    assert found.agency in held
                    assert not {after.agency for after in found.levels} & own


async def test_nor_does_one_against_somebody_who_is_no_official(db):
    around = await register_of(db, clock.today())
    for against in around.bodies:
        for field in around.book.fields:
            about = rules.about(around.book, field, None, official=False)
            found = rules.competent(Kind.TO_CAO, 1, against, around.bodies, about=about)
            assert found.agency not in rules.heirs(against, around.bodies)


@pytest.mark.parametrize("kind", list(KINDS.values()))
async def test_everything_lands_at_a_body_in_force_with_its_reasons(db, kind: Kind):
    around = await register_of(db, clock.today())
    for field in around.book.fields:
        for area in around.book.committees:
            found = rules.route(Question(kind=kind, field=field, area=area), around)
            assert found.agency
            assert around.bodies[found.agency.code].in_force
            assert found.reasons
            assert found.contact.vi
            assert found.contact.en


@pytest.mark.parametrize("day", ["2024-01-01", "2025-02-28", "2025-03-01", "2025-06-30"])
async def test_before_the_merger_everything_lands_at_a_body_of_that_day(db, day: str):
    around = await register_of(db, date.fromisoformat(day))
    old = [area.code for area in around.areas.values() if area.on(around.day)]
    assert len(old) == 265
    for field in around.book.fields:
        for area in old[::5]:
            found = rules.route(Question(kind=Kind.PHAN_ANH_KIEN_NGHI, field=field, area=area), around)
            assert found.agency, (field, area)
            assert around.bodies[found.agency.code].in_force
            assert found.asks == (), (field, area)


@pytest.mark.parametrize("day", ["2023-12-31", "1990-01-01", "0001-01-01"])
async def test_a_day_before_anything_is_known_is_told_at_its_field(db, day: str):
    around = await store.register(db, date.fromisoformat(day))
    with pytest.raises(Invalid) as wrong:
        rules.route(Question(kind=Kind.KHIEU_NAI), around)
    assert set(wrong.value.fields) == {"ngay"}


async def test_a_merger_to_come_changes_nothing_before_its_day(db, connection):
    """An administrator enters it ahead: until that day the old body answers, from that day the new one."""
    await connection.execute("update agency set valid = daterange(lower(valid), '2027-01-01') where code = 'SKHCN'")
    await connection.execute(
        "insert into succession (from_code, to_code, function, function_en, fields, effective, decision, source)"
        " values ('SKHCN', 'SNV', 'Toàn bộ chức năng', 'All', '{}', '2027-01-01', 'Nghị quyết 9', 'a')"
    )
    asked = Question(kind=Kind.KHIEU_NAI, field=FieldCode("R36"), area_text="xã Kim Phú", against_text="Sở KH&CN")
    found = {day: rules.route(asked, await store.register(db, date.fromisoformat(day))) for day in ("2026-12-31", "2027-01-01")}
    assert [one.agency.code for one in found.values() if one.agency] == ["SKHCN", "SNV"]
    assert "Nghị quyết 9" in told(found["2027-01-01"])
    async with db.read() as tx:
        assert await agencies.successors(tx, AgencyCode("SKHCN"), date(2026, 12, 31)) == []
        assert [heir.code for heir in await agencies.successors(tx, AgencyCode("SKHCN"), date(2027, 1, 1))] == ["SNV"]
        assert await agencies.agency_search(tx, "Sở KH&CN", date(2027, 1, 1)) == []


async def test_a_body_that_begins_later_is_not_offered_yet(db, connection):
    await connection.execute(
        "insert into agency (code, name, name_en, level, kind, parent_code, search_key, valid, source)"
        " values ('SMOI', 'Sở Mới', 'New', 'province', 'department', 'UBNDT', 'so moi', '[2027-01-01,)', 'a')"
    )
    now, then = await store.register(db, date(2026, 12, 1)), await store.register(db, date(2027, 1, 1))
    assert rules.bodies_meant("Sở Mới", now.bodies) == []
    assert [body.code for body in rules.bodies_meant("so moi", then.bodies)] == ["SMOI"]


async def test_a_body_keeps_its_code_under_another_name(db, connection):
    await connection.execute(
        "insert into agency_name (agency_code, since, name, name_en, decision) values"
        " ('SYT', '2025-07-01', 'Sở Y tế', 'Department of Health', 'a'), ('SYT', '2026-12-01', 'Sở Sức khỏe', 'Wellbeing', 'b')"
    )
    async with db.read() as tx:
        names = [(await agencies.names_on(tx, day))[AgencyCode("SYT")].name for day in (date(2025, 1, 1), clock.today(), date(2026, 12, 1))]
        assert (await agencies.names_on(tx, clock.today()))[AgencyCode("SNV")].name == "Sở Nội vụ"
    assert names == ["Sở Y tế", "Sở Y tế", "Sở Sức khỏe"]
