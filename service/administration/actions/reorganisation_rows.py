"""The rows that a reorganisation writes: what ends, what comes into being, who takes over what, under which name; before and after."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from service.administration import store
from service.administration.rules import duty_rows
from service.administration.rules import reorganisations as rules
from service.administration.rules.reorganisations import Change, Part, Plan
from service.administration.store import Written
from service.agencies import store as agencies
from service.agencies.rules import search_key
from service.agencies.store import AgencyFact, AreaFact, AreaNameFact, NameFact, SuccessionFact
from service.db import Tx
from service.routing import store as routing
from service.routing.rules.coverage import DutyFact
from service.terms import AreaCode, FieldCode

SINCE_EVER = date(1, 1, 1)


async def rows_of(tx: Tx, plan: Plan) -> Written:
    """What a plan changes, as the tables stand now."""
    if plan.kind == Change.RENAME:
        return await _renamed(tx, plan)
    duties = _duties(plan, await routing.duty_rows(tx))
    if plan.kind == Change.MOVE_DUTY:
        return Written(duties=duties)
    before = [await agencies.agency(tx, code) for code in plan.sources]
    ended = [replace(fact, valid_to=plan.effective) for fact in before] if plan.ends else []
    above = rules.superior(before[0].parent_code, {fact.code: fact.parent_code for fact in before} if plan.ends else {})
    new = [_begun(part, plan, replace(before[0], parent_code=above)) for part in plan.parts if part.new]
    areas_before, areas = await _areas(tx, plan, before)
    return Written(
        areas=areas,
        areas_before=areas_before,
        agencies=[*new, *ended],
        agencies_before=before if plan.ends else [],
        succession=await _succession(tx, plan),
        duties=duties,
    )


async def _renamed(tx: Tx, plan: Plan) -> Written:
    code = plan.sources[0]
    fact = await agencies.agency(tx, code)
    first = [] if await agencies.agency_names(tx, code) else [_first_name(fact)]
    names = [*first, NameFact(code, plan.effective, plan.name, plan.name_en, plan.decision)]
    if plan.area is None:
        return Written(names=names)
    area = await agencies.area(tx, plan.area.code)
    begun = AreaNameFact(area.code, area.valid_from or SINCE_EVER, area.name, area.source)
    before = [] if await agencies.area_names(tx, area.code) else [begun]
    return Written(names=names, area_names=[*before, AreaNameFact(area.code, plan.effective, plan.area.name, plan.decision)])


def _first_name(fact: AgencyFact) -> NameFact:
    return NameFact(fact.code, fact.valid_from or SINCE_EVER, fact.name, fact.name_en, fact.source)


def _begun(part: Part, plan: Plan, like: AgencyFact) -> AgencyFact:
    """A new body, of the level and kind of the one it comes from, under the same superior."""
    if part.new is None:
        raise AssertionError("only a new body begins")
    aliases = [part.new.name.replace("UBND", "Ủy ban nhân dân", 1)] if plan.area else []
    return replace(
        like,
        code=part.new.code,
        name=part.new.name,
        name_en=part.new.name_en,
        area_code=plan.area.code if plan.area else like.area_code,
        aliases=aliases,
        search_key=search_key(part.new.name, aliases),
        valid_from=plan.effective,
        valid_to=None,
        source=plan.source,
    )


async def _areas(tx: Tx, plan: Plan, bodies: Iterable[AgencyFact]) -> tuple[list[AreaFact], list[AreaFact]]:
    """The communes of committees that end, and what they become: each ends in the one that succeeds it."""
    own = [await agencies.area(tx, body.area_code) for body in bodies if body.level == "commune" and body.area_code]
    if not own or not plan.ends:
        return [], []
    into = plan.area.code if plan.area else (await agencies.agency(tx, plan.parts[0].to)).area_code
    ended = [replace(area, valid_to=plan.effective, successor_code=into) for area in own]
    return own, [*([_commune(plan.area.code, plan.area.name, plan, own)] if plan.area else []), *ended]


def _commune(code: AreaCode, name: str, plan: Plan, parts: Sequence[AreaFact]) -> AreaFact:
    """A commune made of others: their people and their ground together."""
    kind = "Đặc khu" if name.startswith("Đặc khu") else name.split(maxsplit=1)[0]
    people, ground = [one.population for one in parts], [one.area_km2 for one in parts]
    return replace(
        parts[0],
        code=code,
        name=name,
        kind=kind,
        valid_from=plan.effective,
        valid_to=None,
        successor_code=None,
        former_district=None,
        population=None if None in people else sum(one or 0 for one in people),
        area_km2=None if None in ground else round(sum(one or 0 for one in ground), 2),
        source=plan.source,
    )


async def _succession(tx: Tx, plan: Plan) -> list[SuccessionFact]:
    """Who takes over what; a function that went the same way before is told apart by its decision."""
    rows: list[SuccessionFact] = []
    for code in plan.sources:
        known = {(link.code, link.function) for link in await store.links(tx, code) if link.outward}
        for part in plan.parts:
            again = (part.to, part.function) in known
            function, english = (f"{words} ({plan.decision})" if again else words for words in (part.function, part.function_en))
            fields = [FieldCode(field) for field in part.fields]
            rows.append(SuccessionFact(code, part.to, function, english, fields, plan.effective, plan.decision, plan.source))
    return rows


def _duties(plan: Plan, rows: Iterable[DutyFact]) -> list[store.Change]:
    """The duties that go over, each closed and opened at the day."""
    changes: list[store.Change] = []
    for row in rows:
        after = rules.handed_on(plan, row)
        if after is None:
            continue
        fresh = [one if one.agency_code == row.agency_code else replace(one, source=plan.source) for one in after]
        slot = (row.field_code, row.level, row.kind)
        same = next((one for one in changes if (one.field_code, one.level, one.kind) == slot), None)
        if same:
            changes.remove(same)
        before, made = (same.before, same.after) if same else ([], [])
        changes.append(store.Change(*slot, [*before, row], [*made, *fresh]))
    return changes


def taken_back(changes: Iterable[store.Change], rows: Sequence[DutyFact], today: date) -> list[store.Change]:
    """What undoes the changes of the duties; Conflict when they were changed since."""
    return [duty_rows.taken_back(change, rows, today) for change in changes]
