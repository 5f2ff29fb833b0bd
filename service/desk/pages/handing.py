"""To whom a case that is not ours can go, and why there first, as the form to hand it on shows it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

import msgspec

from service import clock, i18n
from service.calendars import rules as calendars
from service.calendars.rules import TimeLimit
from service.casework import actions, rules
from service.casework.rules import FEEDBACK, Matter
from service.casework.store import CaseView
from service.db import Tx
from service.matters import store as matters
from service.matters.rules import kept_from
from service.problems import Text
from service.routing import rules as duties
from service.routing.rules import Body
from service.terms import AgencyCode, AreaCode, FieldCode, Kind, Level, Relation, Step

Option = tuple[str, str]


class Known(msgspec.Struct, frozen=True):
    """What the page has looked up already: duties, bodies, time limits, and the reader's language."""

    duties: duties.Book
    bodies: Mapping[AgencyCode, Body]
    limits: calendars.Book
    language: str


class HandingOn(msgspec.Struct, frozen=True, kw_only=True):
    """The form to hand a case on: which time it is, to whom it can go, whoever has the duty first with the reason.

    In an emergency no body is chosen for the officer unless there is but one; `pressing`: until when somebody must take it up there.
    `why_not`: why this body may not; `until` and `limit`: by when, and under which rule, the next body takes it up or hands it on.
    `elsewhere` are the bodies a sender can be guided to, or a paper without a name passed on to.
    """

    turn: str
    elsewhere: list[Option]
    options: list[Option]
    chosen: str
    reasons: list[Option]
    why_not: Text | None
    until: date | None
    limit: TimeLimit | None
    pressing: Text | None


async def handing_on(tx: Tx, view: CaseView, known: Known) -> HandingOn:
    """The same places as the action will allow."""
    matter = Matter() if view.kind in FEEDBACK else await matters.matter(tx, view.id)
    accused = matter.against_agency if view.kind == Kind.TO_CAO else None
    around = await actions.around(tx, view.id, view.kind, matter, known=(known.duties, known.bodies))
    found = rules.handing(view.kind, view.agency_code, around, accused)
    own = {view.agency_code, *(kept_from(matter, known.bodies) if view.kind == Kind.TO_CAO else ())}
    before = await _settled_by(tx, view)
    proposed = {
        code: why for code, why in _proposed(view, matter, known, before).items() if code in known.duties.agencies and code not in own
    }
    reasons = {code: why for code, why in proposed.items() if code in found.to}
    first = list(reasons) or (list(found.to) if len(found.to) == 1 else [])
    until, limit = _next_body(view, known)
    return HandingOn(
        turn=found.turn,
        elsewhere=_options(known, list(proposed), [code for code in known.duties.agencies if code not in own]),
        options=_options(known, first, [code for code in known.duties.agencies if code in found.to]),
        chosen=str(first[0]) if first and (len(found.to) == 1 or not view.danger) else "",
        reasons=[(_name(known, code), why) for code, why in reasons.items()],
        why_not=found.why_not,
        until=until,
        limit=limit,
        pressing=_pressing(view, known),
    )


def _options(known: Known, first: list[AgencyCode], everybody: list[AgencyCode]) -> list[Option]:
    return [(str(code), _name(known, code)) for code in dict.fromkeys([*first, *everybody])]


async def _settled_by(tx: Tx, view: CaseView) -> AgencyCode | None:
    """Who settled the case that this one goes on from."""
    onward = {Relation.SECOND_LEVEL_OF, Relation.DENOUNCED_AGAIN}
    return next((one.agency_code for one in await matters.links(tx, view.id) if one.outward and one.relation in onward), None)


def _proposed(view: CaseView, matter: Matter, known: Known, settled_by: AgencyCode | None) -> dict[AgencyCode, str]:
    """Who has the duty, and what says so: at either level; or whose complaint or denunciation it is."""
    field, area = FieldCode(view.field_code), AreaCode(view.area_code)
    if view.kind not in FEEDBACK:
        kind = Kind(view.kind)
        about = duties.about(known.duties, field, area, words=matter.against if kind == Kind.TO_CAO else "", apart=matter.accused_agencies)
        found = duties.competent(
            kind, matter.level, matter.against_agency, known.bodies, leads=matter.accused_leads, settled_by=settled_by, about=about
        )  # fmt: skip
        return {found.agency: i18n.say(found.why, known.language)}
    told: dict[AgencyCode, str] = {}
    for level in Level:
        code, duty = duties.at_level(known.duties, view.kind, field, area, level), known.duties.duties.get((field, level, view.kind))
        if code is not None and duty is not None:
            told.setdefault(code, duty.article_en if known.language == "en" else duty.article)
    return told


def _next_body(view: CaseView, known: Known) -> tuple[date | None, TimeLimit | None]:
    """The days of the next body, which run anew; a complaint is never handed on."""
    today = clock.today()
    with suppress(LookupError):
        limit = known.limits.limit(view.kind, Step.TRANSFER, today)
        return known.limits.start(view.kind, Step.TRANSFER, today).due.day, limit
    return None, None


def _pressing(view: CaseView, known: Known) -> Text | None:
    """Until when the next body must have taken up an emergency: the hour runs on, or begins there anew."""
    now = clock.now()
    due = view.danger_due or rules.emergencies.until(view.danger, known.limits, now)
    return rules.emergencies.pressing(due, now) if due else None


def _name(known: Known, code: AgencyCode) -> str:
    agency = known.duties.agencies[code]
    return agency.name_en if known.language == "en" else agency.name
