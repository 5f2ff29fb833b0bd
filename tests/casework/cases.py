"""Cases as the rules see them, without a database: received on a day, then moved on by the rules themselves."""

from datetime import date, datetime, time

from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import Act, By, Case, Move, OpenClock
from service.clock import ZONE
from service.terms import AccountId, AgencyCode, AreaCode, CaseId, CaseNumber, CaseState, FieldCode, Kind, Role
from tests.calendars.facts import book

BOOK = book()
HERE = AgencyCode("X18943")
THERE = AgencyCode("SYT")
EVERYBODY = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})
RECEIVED = date(2026, 11, 23)


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), ZONE)


def by(day: date = RECEIVED, roles: frozenset[Role] = EVERYBODY, agency: AgencyCode = HERE) -> Act:
    """An officer's circumstances on a day."""
    return Act(By("officer", AccountId(7), agency, roles), BOOK, at(day))


def resident(day: date) -> Act:
    return Act(By("resident"), BOOK, at(day))


def received(day: date = RECEIVED, kind: Kind = Kind.PHAN_ANH_KIEN_NGHI) -> Case:
    """A case as filing makes it."""
    started = rules.first_clocks(kind, BOOK, day)
    case = Case(
        id=CaseId(1),
        number=CaseNumber("LN26-000001"),
        kind=kind,
        state=CaseState.RECEIVED,
        field_code=FieldCode("R15"),
        area_code=AreaCode("18943"),
        agency_code=HERE,
        handler_id=None,
        filed_at=at(day),
        accepted_at=None,
        answered_at=None,
        original_due=rules.promised(started).due.day,
        version=1,
    )
    return replace(case, clocks=tuple(_running(n, one) for n, one in enumerate(started, 1)))


def in_state(where: str) -> Case:
    """A case in a state, with the day of its acceptance where it must have had one; NEEDS_INFO+ had it before the question."""
    state = CaseState(where.rstrip("+"))
    accepted = where.endswith("+") or state not in {CaseState.RECEIVED, CaseState.NEEDS_INFO, CaseState.REFUSED}
    return replace(received(), state=state, accepted_at=at(RECEIVED) if accepted else None)


def after(move: Move) -> Case:
    """The case once the move is saved."""
    case = move.case
    kept = [running for running in case.clocks if running.id not in move.ended]
    new = [_running(100 * case.version + n, one) for n, one in enumerate(move.started)]
    accepted = {"ACCEPT": move.at, "TRANSFER": None}.get(move.verb, case.accepted_at)
    return replace(
        case,
        matter=move.matter or case.matter,
        signers=case.signers if move.signers is None else move.signers,
        original_due=move.original_due or case.original_due,
        state=move.to_state,
        agency_code=move.agency_code,
        handler_id=move.handler_id,
        accepted_at=accepted,
        version=case.version + 1,
        clocks=(*kept, *new),
    )


def dues(case: Case) -> dict[str, date]:
    """When the running clocks of a case end, by step; none runs twice."""
    assert len({running.step for running in case.clocks}) == len(case.clocks)
    return {running.step: running.due for running in case.clocks}


def _running(number: int, started: rules.Clock) -> OpenClock:
    return OpenClock(
        id=number,
        step=started.step,
        limit_code=started.limit_code,
        started_on=started.started_on,
        raw_due=started.due.raw,
        due=started.due.day,
        extra=started.extra,
    )
