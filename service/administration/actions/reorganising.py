"""Record a reorganisation ahead of its day, look at what it would do before, and take it back as long as its day has not come."""

from collections.abc import Sequence
from datetime import date

import msgspec

from service import clock
from service.accounts import store as accounts
from service.administration import store
from service.administration.actions.reorganisation_rows import rows_of, taken_back
from service.administration.rules import reorganisation_clashes as clashes
from service.administration.rules import reorganisations as rules
from service.administration.rules.reorganisation_figures import COMMUNES, Going, going, together
from service.administration.rules.reorganisation_form import Known, ReorganisationForm, day_of
from service.administration.rules.reorganisation_given import Given, given
from service.administration.rules.reorganisations import Change, Existing, Officer, Plan, Recorded
from service.administration.rules.reorganising import plan
from service.administration.store import Signature, Standing
from service.agencies import store as agencies
from service.agencies.rules import plain
from service.casework.rules import By
from service.db import Actor, Db, Tx, unless_named
from service.problems import Conflict, Invalid, N_, NotFound
from service.routing import store as routing
from service.routing.rules.coverage import DutyFact, Fault, faults, new_holes
from service.terms import AccountId, AgencyCode, Role

PASSED = N_("Việc sắp xếp này đã đến ngày. Chỉ một việc sắp xếp mới có thể thay đổi.")
TWICE = N_("Việc sắp xếp này đã được hoàn tác rồi.")
UNDONE = "Hoàn tác việc sắp xếp"
CHANGED = N_("Sau đó đã có thay đổi khác ở đúng chỗ này. Xin hoàn tác thay đổi sau trước.")


class Clashing(Invalid):
    """Another reorganisation stands in the way: `other` of the register."""

    def __init__(self, place: str, clash: clashes.Clash) -> None:
        """Say so at its field."""
        super().__init__({place: clash.text})
        self.other = clash.other


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan would do, before it is recorded."""

    plan: Plan
    bodies: dict[AgencyCode, Existing]
    ending: list[AgencyCode]
    communes: list[str]
    duties: list[Given]
    going: list[Going]
    officers: list[Officer]
    lost: list[Officer]
    without_intake: list[AgencyCode]
    without_reader: list[AgencyCode]
    holes: list[Fault]


async def preview(db: Db, change: Change, form: ReorganisationForm) -> Preview:
    """What would change; Invalid with every fault of the form, and where another reorganisation stands in the way."""
    async with db.read() as tx:
        made, known = await _planned(tx, change, form)
        written = await rows_of(tx, made)
        working = await store.officers_at(tx, sorted(made.touched), clock.today())
        own = [one for one in working if one.agency in made.sources]
        fields, before = await routing.all_fields(tx), await routing.duty_rows(tx)
        return Preview(
            plan=made,
            bodies=dict(known.bodies) | {one.new.code: _named(one.new, known, made) for one in made.parts if one.new},
            ending=list(made.sources) if made.ends else [],
            communes=[area.name for area in written.areas_before],
            duties=given(written.duties),
            going=await _going(tx, made),
            officers=own,
            lost=rules.without_place(made, working),
            without_intake=rules.lacking(made, working, Role.INTAKE),
            without_reader=rules.lacking(made, working, Role.DENUNCIATION_READER) if change != Change.MOVE_DUTY else [],
            holes=new_holes(faults(fields, before), faults(fields, _after(before, written.duties))),
        )


async def _going(tx: Tx, made: Plan) -> list[Going]:
    counted = await store.counted(tx, rules.handing(made, await store.committees(tx)).sources)
    return going(rules.handing(made, [COMMUNES]), together(counted, made.sources) if made.communes else counted)


def _named(new: rules.NewBody, known: Known, made: Plan) -> Existing:
    like = known.bodies[made.sources[0]]
    return Existing(new.code, new.name, new.name_en, like.level, like.kind, like.area_code, in_force=True)


def _after(before: Sequence[DutyFact], changes: Sequence[store.Change]) -> list[DutyFact]:
    gone = [row for change in changes for row in change.before]
    return [*(row for row in before if row not in gone), *(row for change in changes for row in change.after)]


async def _planned(tx: Tx, change: Change, form: ReorganisationForm) -> tuple[Plan, Known]:
    known = await known_on(tx, day_of(form.hieu_luc) or clock.today())
    others = await store.to_come(tx, date.max)
    place = "den" if change == Change.MOVE_DUTY else "nguon"
    present = {one.code: _existing(one) for one in await store.standing(tx, clock.today())}
    if clash := clashes.taken(known.touched(form), others, present):
        raise Clashing(place, clash)
    made = plan(change, form, known, clock.today())
    if clash := clashes.crossing(made, others, present):
        raise Clashing(place, clash)
    return made, known


async def known_on(tx: Tx, day: date) -> Known:
    """What a plan for a day is checked against."""
    standing = await store.standing(tx, day)
    return Known(
        bodies={one.code: _existing(one) for one in standing},
        areas=await store.area_codes(tx),
        fields={one.code: (one.name, one.name_en) for one in await routing.fields(tx, day)},
        duties={(one.field_code, one.level, one.kind): one.agency_code for one in await routing.duties(tx, day)},
    )


def _existing(one: Standing) -> Existing:
    keys = frozenset([*one.search_key.split(" | "), *(plain(name) for name in (one.name, *one.names.split(" | ")))])
    heirs = tuple(one.heirs)
    return Existing(one.code, one.name, one.name_en, one.level, one.kind, one.area_code, one.in_force, keys - {""}, one.ends, heirs)


async def record(db: Db, by: By, change: Change, form: ReorganisationForm) -> int:
    """Enter a reorganisation and write all its rows, dated from its day; its number in the register."""
    account = _account(by)
    async with db.transaction(Actor(by.kind, by.account, by.agency)) as tx:
        await agencies.lock_loads(tx)  # one at a time, and none beside a load of the files
        made, _ = await _planned(tx, change, form)
        written = await rows_of(tx, made)
        await agencies.load_areas(tx, written.areas)
        await agencies.load_agencies(tx, written.agencies)
        await agencies.add_succession(tx, written.succession)
        await agencies.add_names(tx, written.names, written.area_names)
        id_ = await store.add_reorganisation(tx, made, written, account, clock.now())
        await _change_duties(tx, written.duties, Signature(account, by.agency or AgencyCode(""), made.decision, made.reason, id_))
        return id_


async def undo(db: Db, by: By, id_: int) -> None:
    """Take everything back as it was; only before the day, and only while nobody has changed the same rows since."""
    account = _account(by)
    async with db.transaction(Actor(by.kind, by.account, by.agency)) as tx:
        await agencies.lock_loads(tx)
        one = await recorded(tx, id_)
        if one.undone_at:
            raise Conflict(TWICE)
        written = await store.written(tx, id_) if one.undoable(clock.today()) else None
        if written is None:
            raise Conflict(PASSED)
        rows = await routing.duty_rows(tx)
        if await _changed_since(tx, written, rows):
            raise Conflict(CHANGED)
        duties = taken_back(written.duties, rows, clock.today())
        await _change_duties(tx, duties, Signature(account, by.agency or AgencyCode(""), one.plan.decision, UNDONE, id_))
        with unless_named(CHANGED):
            await _take_out(tx, written)
        await store.mark_undone(tx, id_, account, clock.now())


async def _take_out(tx: Tx, written: store.Written) -> None:
    await agencies.load_agencies(tx, written.agencies_before)
    await agencies.load_areas(tx, written.areas_before)
    await agencies.remove_succession(tx, written.succession)
    await agencies.remove_names(tx, written.names, written.area_names)
    old_areas = {fact.code for fact in written.areas_before}
    await accounts.drop_memberships(tx, sorted(_new(written)))
    await agencies.remove_bodies(tx, sorted(_new(written)), [fact.code for fact in written.areas if fact.code not in old_areas])


def _new(written: store.Written) -> set[AgencyCode]:
    """The bodies that it made."""
    return {fact.code for fact in written.agencies} - {fact.code for fact in written.agencies_before}


async def _changed_since(tx: Tx, written: store.Written, duties: Sequence[DutyFact]) -> bool:
    """Whether somebody changed what it wrote, or gave a body that it made a duty besides."""
    own = {row for change in written.duties for row in change.after}
    if any(row.agency_code in _new(written) and row not in own for row in duties):
        return True
    for fact in written.agencies:
        if await agencies.agency(tx, fact.code) != fact:
            return True
    for fact in written.areas:
        if await agencies.area(tx, fact.code) != fact:
            return True
    return False


async def _change_duties(tx: Tx, changes: Sequence[store.Change], by: Signature) -> None:
    """Through the same history as every other change of the duties."""
    if not changes:
        return
    gone, come = [row for one in changes for row in one.before], [row for one in changes for row in one.after]
    if not await routing.replace_duties(tx, gone, come):
        raise Conflict(CHANGED)
    await store.add_changes(tx, changes, by, clock.now())


async def recorded(tx: Tx, id_: int) -> Recorded:
    """One of the register; NotFound when there is none."""
    found = await store.reorganisations(tx, id_)
    if not found:
        raise NotFound
    return found[0]


def _account(by: By) -> AccountId:
    if by.account is None:
        raise AssertionError("only administrators reorganise")
    return by.account
