"""What is promised for a feedback or praise before it is sent, and the case it becomes."""

from datetime import date, datetime

import msgspec

from service.calendars import rules as calendars
from service.calendars.rules import Clock, TimeLimit
from service.casework import rules as casework
from service.filing.rules.codes import access_code, code_hash, stored_key
from service.filing.rules.drafts import WHICH_FIELD, Draft
from service.problems import Invalid, N_
from service.routing import rules as routing
from service.routing.rules import Next, Proposal, Question, Reason, Register
from service.terms import AreaCode, Kind, Step


class Promise(msgspec.Struct, frozen=True):
    """Who will answer, why, who comes after, and by when under which rule: what the look-over screen shows and the case then keeps."""

    proposal: Proposal
    reasons: tuple[Reason, ...]
    levels: tuple[Next, ...]
    clocks: tuple[Clock, ...]
    answer: Clock
    answer_limit: TimeLimit
    first: Clock
    first_limit: TimeLimit
    days_left: int


def promise(draft: Draft, duties: routing.Book, calendar: calendars.Book, on: date, around: Register | None = None) -> Promise:
    """What is promised when it is sent on this day. Invalid names what is missing or no longer holds.

    The chain of reasons is whole when the register is given, for the screen that shows it.
    """
    if draft.area_code is None:
        raise Invalid({"noi": N_("Xin chọn xã, phường nơi xảy ra sự việc.")})
    if draft.field_code is None:
        raise Invalid({"linh_vuc": WHICH_FIELD})
    kind = Kind(draft.kind)
    proposal = routing.propose(duties, kind, draft.field_code, draft.area_code)
    clocks = casework.first_clocks(kind, calendar, on)
    answer = casework.promised(clocks)
    asked = Question(kind=kind, field=draft.field_code, area=draft.area_code, area_text=draft.area_text)
    found = routing.route(asked, around) if around else None
    return Promise(
        proposal=proposal,
        reasons=found.reasons if found else routing.answered(proposal, None),
        levels=found.levels if found else (),
        clocks=clocks,
        answer=answer,
        answer_limit=calendar.limit(kind, Step.ANSWER, on),
        first=next(running for running in clocks if running.step == Step.FIRST_ANSWER),
        first_limit=calendar.limit(kind, Step.FIRST_ANSWER, on),
        days_left=calendars.working_days_between(on, answer.due.day, calendar.calendar),
    )


def filing(draft: Draft, made: Promise, *, prefix: str, secret: str, at: datetime) -> casework.Filing:
    """The case that a draft becomes."""
    step, day = casework.next_duty((running.due.day, running.step) for running in made.clocks)
    return casework.Filing(
        number_prefix=prefix,
        submission_key=stored_key(secret, draft.key),
        code_hash=code_hash(secret, access_code(secret, draft.key)),
        kind=Kind(draft.kind),
        field_code=made.proposal.field.code,
        area_code=draft.area_code or AreaCode(""),
        agency_code=made.proposal.agency.code,
        content=draft.content,
        language=draft.language,
        name=draft.name,
        phone=draft.phone,
        address=draft.address,
        at=at,
        clocks=made.clocks,
        original_due=made.answer.due.day,
        next_step=step,
        next_due=day,
    )
