"""How the demo's complaints and denunciations are filed: by the same rules as residents', without the screens."""

from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from service import clock
from service.casework import store as cases
from service.casework.rules import Filing
from service.db import RESIDENT
from service.demo.plans import Told, line, numbered, wording, worked
from service.demo.stage import Stage
from service.filing import rules as filing
from service.filing.rules import Draft, Particulars
from service.filing.rules.legal import Around
from service.filing.rules.onward import RELATIONS
from service.identities import actions as identities
from service.identities.rules import Identity
from service.matters import store as matters
from service.terms import AgencyCode, CaseNumber, FieldCode, Kind

NUMBERED = ("Quyết định", "Thông báo", "Giấy xác nhận")
DISTRICT = AgencyCode("QB-UBND-MINHHOA")  # until 30/6/2025


async def complain(stage: Stage, told: Told) -> None:
    """Send a complaint, alone or with others."""
    chance, today = stage.chance, clock.today()
    told.senders = told.senders or tuple(chance.sample(stage.texts.people, told.people))
    person, *others = told.senders
    known = today - timedelta(days=chance.randint(5, 60))
    against = told.row["against"]
    own = Particulars(
        against=against,
        against_agency=told.agency,
        decision_no=numbered(chance.randint(20, 900), "QĐ", told.agency) if against.startswith(NUMBERED) else "",
        decision_on=worked(stage, known - timedelta(days=4)) if against.startswith(NUMBERED) else None,
        known_on=known,
        request=told.row["request"],
        id_number=f"000000{person['phone'][-3:]:0>6}",
        group="\n".join(f"{one['name']}, {told.village}" for one in others),
    )
    draft = _draft(stage, told, Kind.KHIEU_NAI, wording(stage, told, told.row["content"]))
    draft = replace(draft, name=person["name"], phone=person["phone"], address=f"{told.village}, {told.place}")
    told.number = await _file(stage, _legal(stage, filing.telling(draft, own)))


async def denounce(stage: Stage, told: Told) -> None:
    """Send a denunciation; who does is sealed with it, and said nowhere else."""
    own = Particulars(against=told.row["against"], against_agency=_accused(told))
    draft = _draft(stage, told, Kind.TO_CAO, wording(stage, told, told.row["content"]))
    who = None if told.nameless else stage.chance.choice(stage.texts.denouncers)
    new = _legal(stage, filing.telling(draft, own), anonymous=told.nameless)
    told.number, told.agency = await _file(stage, new, who), new.agency_code


def _accused(told: Told) -> AgencyCode:
    """The accused's body; what concerns a district of before goes to the inspectorate."""
    return DISTRICT if told.agency == "TTT" else AgencyCode(f"X{told.area}")


async def mix(stage: Stage, told: Told) -> None:
    """Send a feedback that holds a complaint as well."""
    person = stage.chance.choice(stage.texts.people)
    draft = _draft(stage, told, Kind.PHAN_ANH_KIEN_NGHI, wording(stage, told, told.row["content"]))
    draft = replace(draft, name=person["name"], phone=person["phone"], address=f"{told.village}, {told.place}")
    promise = filing.promise(draft, stage.duties, stage.calendar, clock.today())
    told.agency = promise.proposal.agency.code
    house = stage.settings
    told.number = await _file(stage, filing.filing(draft, promise, prefix=house.number_prefix, secret=house.secret_key, at=clock.now()))


async def go_on(stage: Stage, told: Told) -> None:
    """Send a second complaint, or the denunciation again, to the superior; the story goes on there."""
    house = stage.settings
    async with stage.db.transaction(RESIDENT) as tx:
        case = await cases.case_for_update(tx, told.number, None)
        sent = await cases.case_view(tx, told.number)
        way, use = ("second_level", "SECOND") if case.kind == Kind.KHIEU_NAI else ("again", "AGAIN")
        own = Particulars(
            against=sent.agency_name if case.kind == Kind.KHIEU_NAI else case.matter.against,
            against_agency=case.agency_code if case.kind == Kind.KHIEU_NAI else case.matter.against_agency,
            decision_no=case.matter.outcome_no,
            decision_on=case.matter.outcome_on,
            request=case.matter.request,
            id_number=sent.id_number,
            level=2,
            settled_by=case.agency_code,
        )
        draft = _draft(stage, told, case.kind, line(stage, told, use))
        draft = replace(draft, name=sent.name, phone=sent.phone, address=sent.address)
        new = _legal(stage, filing.telling(draft, own))
        number = await cases.file(tx, new)
        assert number is not None, "a random key is new"  # noqa: S101 - the type cannot say it
        made = await cases.id_of(tx, number)
        await matters.link(tx, made, case.id, RELATIONS[way], clock.now())
        if case.kind == Kind.TO_CAO:
            await identities.copy(tx, house.secret_key, case.id, made)
    told.number, told.agency, told.level = number, new.agency_code, 2


def _draft(stage: Stage, told: Told, kind: Kind, content: str) -> Draft:
    key = UUID(int=stage.chance.getrandbits(128), version=4)
    return Draft(key=key, kind=kind, content=content, area_code=told.area, field_code=FieldCode(told.row["field"]))


def _legal(stage: Stage, draft: Draft, *, anonymous: bool = False) -> Filing:
    around, house = Around(stage.duties, stage.bodies, stage.calendar), stage.settings
    made = filing.legal.promised(draft, around, clock.today(), anonymous=anonymous)
    return filing.legal.filing(draft, made, prefix=house.number_prefix, secret=house.secret_key, at=clock.now())


async def _file(stage: Stage, new: Filing, who: dict[str, str] | None = None) -> CaseNumber:
    async with stage.db.transaction(RESIDENT) as tx:
        number = await cases.file(tx, new)
        assert number is not None, "a random key is new"  # noqa: S101 - the type cannot say it
        if who is not None:
            known = Identity(who["name"], who["address"], who["phone"], who["id_number"])
            await identities.keep(tx, stage.settings.secret_key, await cases.id_of(tx, number), known)
    return number
