"""Cases as the rules see them, without a database: received on a day, then moved on by the rules themselves."""

from collections.abc import Collection
from datetime import date, datetime, time

from msgspec.structs import replace

from service.casework import rules
from service.casework.rules import Act, By, Case, Matter, Move, OpenClock, Signer
from service.clock import ZONE
from service.terms import AccountId, AgencyCode, AreaCode, CaseId, CaseNumber, CaseState, FieldCode, Kind, Role, Step, Verb
from tests.calendars.facts import book

BOOK = book()
HERE = AgencyCode("X18943")
THERE = AgencyCode("SYT")
EVERYBODY = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})
RECEIVED = date(2026, 11, 23)
ACCEPTED = date(2026, 12, 3)


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


def complaint(day: date = RECEIVED, *, signers: tuple[Signer, ...] = (), **known: object) -> Case:
    """A complaint whose signed paper came on a day; `known` goes into its matter."""
    return _legal(Kind.KHIEU_NAI, day, Matter(**{"signed_on": day, "signed_how": "paper", "against_agency": HERE} | known), signers)


def denunciation(day: date = RECEIVED, **known: object) -> Case:
    """A denunciation whose signed paper came on a day; `known` goes into its matter."""
    return _legal(Kind.TO_CAO, day, Matter(**{"signed_on": day, "signed_how": "paper", "against_agency": THERE} | known), ())


def unsigned(case: Case) -> Case:
    """The same as it is filed without a signature: nothing runs yet."""
    matter = replace(case.matter, signed_on=None, signed_how="")
    return replace(case, matter=matter, state=CaseState.AWAITING_SIGNATURE, clocks=())


def group(people: int, *, unsigned: Collection[int] = (), speak: Collection[int] = ()) -> tuple[Signer, ...]:
    """So many complainants, numbered from 1: who has not signed, and who speaks for the others."""
    return tuple(
        Signer(no=n, name=f"Người số {n}", address="Thôn 2", signed=n not in unsigned, represents=n in speak, left_on=None)
        for n in range(1, people + 1)
    )


def running(case: Case, *steps: Step, since: date = RECEIVED) -> Case:
    """The case with clocks of these steps running besides, once each."""
    new = [BOOK.start(case.kind, step, since, case.matter.condition) for step in steps if case.clock(step) is None]
    return replace(case, clocks=(*case.clocks, *(_running(900 + n, one) for n, one in enumerate(new))))


def lawful(text: str) -> dict[tuple[Verb, str], tuple[frozenset[Role], CaseState]]:
    """A table of lines `VERB roles state>state …` (`state=` stays): by verb and state who may do it, and where the case is then."""
    found: dict[tuple[Verb, str], tuple[frozenset[Role], CaseState]] = {}
    for verb, *words in (line.split() for line in text.strip().splitlines()):
        roles = frozenset(Role(word) for word in words if word in set(Role))
        for word in (word for word in words if word not in set(Role)):
            where, _, to = word.rstrip("=").partition(">")
            found[Verb(verb), where] = roles, CaseState(to or where.rstrip("+"))
    return found


def _legal(kind: Kind, day: date, matter: Matter, signers: tuple[Signer, ...]) -> Case:
    started = rules.legal.first_clocks(kind, matter, lambda step: BOOK.start(kind, step, day, matter.condition))
    promised = BOOK.start(kind, Step.ACCEPT, day, matter.condition).due.day
    case = replace(received(day), kind=kind, matter=matter, signers=signers, original_due=promised, clocks=())
    return replace(case, clocks=tuple(_running(n, one) for n, one in enumerate(started, 1)))


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


_BEFORE = {"AWAITING_SIGNATURE", "RECEIVED", "NEEDS_INFO", "REFUSED", "GUIDED", "PASSED_ON", "FILED_AWAY", "SPLIT", "JOINED", "WITHDRAWN"}


def standing(case: Case, where: str) -> Case:
    """A complaint or denunciation in a state; NEEDS_INFO+ is one that had been accepted before the question."""
    state = CaseState(where.rstrip("+"))
    if state == CaseState.AWAITING_SIGNATURE:
        return unsigned(case)
    if where in _BEFORE:
        return replace(case, state=state)
    return running(replace(case, state=state, accepted_at=at(RECEIVED), clocks=()), Step.SETTLE)


def accepted_complaint(day: date = ACCEPTED, **known: object) -> Case:
    """A complaint signed and accepted on one day."""
    return after(rules.complaints.accept(complaint(day, **known), by(day)))


def accepted_denunciation(day: date = ACCEPTED, **known: object) -> Case:
    """A denunciation signed and accepted on one day."""
    every = rules.denunciations.Conditions(form=True, capacity=True, competence=True, basis=True)
    return after(rules.denunciations.accept(denunciation(day, **known), by(day), every, rules.Paper("1/QĐ", day)))


def settling(case: Case) -> tuple[date, date]:
    """The last day of settling, as counted and as it binds."""
    clock = case.clock(Step.SETTLE)
    assert clock
    return clock.raw_due, clock.due
