"""The statements of quarantine.sql, typed. Reads are nouns, writes are verbs."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from service import db
from service.db import Tx
from service.index.rules.manipulation import PEOPLE_A_DEVICE, PEOPLE_A_NETWORK, SECONDS
from service.quarantine.rules.deciding import Decision, Finding, State, Word
from service.quarantine.rules.networks import Kind, Registered
from service.quarantine.rules.signs import COPIED_WITHIN, Comment, Day, Evidence, Odd, Quick, Rule, Sign, Stream
from service.quarantine.rules.steering import FORTNIGHT, FORTNIGHTS, Counted
from service.terms import AccountId, AgencyCode

sql = db.queries("quarantine")
MOST_COMMENTS = 20_000  # a turn reads
SHORTEST_COMMENT = 30  # letters; fewer are not ten words
PAGE = 50


class Turn(msgspec.Struct, frozen=True):
    """The last day that was looked at, none before the first turn."""

    day: date | None


class Beginning(msgspec.Struct, frozen=True):
    """Since when an agency is rated."""

    agency_code: AgencyCode
    day: date


class Happened(msgspec.Struct, frozen=True):
    """What was found, said or decided; no officer: the service."""

    at: datetime
    verb: str
    officer: str
    says: str
    reason: str


class Network(msgspec.Struct, frozen=True):
    """A neighbourhood of addresses that is an agency's."""

    network: str
    agency_code: AgencyCode
    kind: Kind
    name: str
    added_at: datetime


class Sieve(msgspec.Struct, frozen=True):
    """Which signs are looked for."""

    state: State | None = None
    agency: AgencyCode | None = None
    waiting: bool = False


class _Row(msgspec.Struct, frozen=True):
    id: int
    stream: Stream
    agency_code: AgencyCode
    day: date
    rule: Rule
    evidence: dict[str, object]
    proposed: bool
    state: State
    found_at: datetime
    first_by: AccountId | None
    first_says: str | None
    first_reason: str | None
    first_at: datetime | None
    second_by: AccountId | None
    second_says: str | None
    second_reason: str | None
    second_at: datetime | None


def _finding(row: _Row) -> Finding:
    return Finding(
        id=row.id,
        stream=Stream(row.stream),
        agency_code=row.agency_code,
        day=row.day,
        rule=Rule(row.rule),
        evidence=msgspec.convert(row.evidence, Evidence),
        proposed=row.proposed,
        state=State(row.state),
        found_at=row.found_at,
        first=_word(row.first_by, row.first_says, row.first_reason, row.first_at),
        second=_word(row.second_by, row.second_says, row.second_reason, row.second_at),
    )


def _word(by: AccountId | None, says: str | None, reason: str | None, at: datetime | None) -> Word | None:
    return Word(by, says, reason, at) if by is not None and says and reason and at else None


class _Outcomes(msgspec.Struct, frozen=True):
    agency_code: AgencyCode
    outcomes: dict[str, list[float]]


class _Cases(msgspec.Struct, frozen=True):
    agency_code: AgencyCode
    late: int = 0
    late_withdrawn: int = 0
    timely: int = 0
    timely_withdrawn: int = 0


class _Drawn(msgspec.Struct, frozen=True):
    agency_code: AgencyCode
    drawn_on: date


class _Step(msgspec.Struct, frozen=True):
    agency_code: AgencyCode
    fortnight: int
    withdrawn: int


async def take_turn(tx: Tx) -> Turn | None:
    """Hold the right to look until the transaction ends; None while another process does."""
    return await tx.maybe(sql.take_turn, Turn)


async def oldest_day(tx: Tx) -> date | None:
    """The first day there is anything to look at."""
    return await tx.value(sql.oldest_day)


async def end_turn(tx: Tx, day: date) -> None:
    """A day was looked at."""
    await tx.run(sql.end_turn, day=day)


async def count_day(tx: Tx, day: date) -> None:
    """Keep the day's ratings by level."""
    await tx.run(sql.count_day, day=day)


async def days(tx: Tx, first: date, last: date) -> list[Day]:
    """The ratings of each day of a stretch at agencies that were rated on its last day."""
    return await tx.all(sql.days, Day, first=first, last=last)


async def beginnings(tx: Tx, day: date) -> dict[AgencyCode, date]:
    """Since when agencies that were rated on a day are rated at all."""
    return {one.agency_code: one.day for one in await tx.all(sql.beginnings, Beginning, day=day)}


async def doubted(tx: Tx, first: date, last: date) -> list[Day]:
    """Days that are no measure of what is usual."""
    return await tx.all(sql.doubted, Day, first=first, last=last)


async def quick(tx: Tx, day: date) -> list[Quick]:
    """Ratings of a day that were made fast."""
    return await tx.all(sql.quick, Quick, day=day, seconds=SECONDS)


async def devices(tx: Tx, day: date) -> list[Odd]:
    """Browsers that too many people used."""
    return await tx.all(sql.devices, Odd, day=day, most=PEOPLE_A_DEVICE)


async def networks(tx: Tx, day: date, desks: Sequence[bytes]) -> list[Odd]:
    """Neighbourhoods of addresses that too many people used; one-stop desks are left out."""
    return await tx.all(sql.networks, Odd, day=day, desks=desks, most=PEOPLE_A_NETWORK)


async def by_staff(tx: Tx, day: date, offices: Sequence[bytes]) -> list[Odd]:
    """Ratings by those who work there."""
    return await tx.all(sql.by_staff, Odd, day=day, offices=offices)


async def comments(tx: Tx, day: date) -> list[Comment]:
    """What was written on a day and in the week before it."""
    return await tx.all(sql.comments, Comment, first=day - COPIED_WITHIN, day=day, shortest=SHORTEST_COMMENT, most=MOST_COMMENTS)


async def invited_day(tx: Tx, day: date) -> list[Day]:
    """The day's answers of invited people by level."""
    return await tx.all(sql.invited_day, Day, day=day)


async def invited_quick(tx: Tx, day: date) -> list[Quick]:
    """Answers of invited people that were given fast."""
    return await tx.all(sql.invited_quick, Quick, day=day, seconds=SECONDS)


async def invited_early(tx: Tx, day: date) -> list[Odd]:
    """Answers about what was closed only later."""
    return await tx.all(sql.invited_early, Odd, day=day)


async def invited_comments(tx: Tx, day: date) -> list[Comment]:
    """What invited people wrote on a day and in the week before it."""
    return await tx.all(sql.invited_comments, Comment, first=day - COPIED_WITHIN, day=day, shortest=SHORTEST_COMMENT, most=MOST_COMMENTS)


async def add_sign(tx: Tx, stream: Stream, day: date, sign: Sign, at: datetime) -> bool:
    """Keep a sign; False where it is known."""
    kept = await tx.run(
        sql.add_sign,
        stream=stream,
        agency_code=sign.agency_code,
        day=day,
        rule=sign.rule,
        evidence=msgspec.to_builtins(sign.evidence),
        proposed=sign.proposed,
        at=at,
    )
    return kept == 1


async def finding_for_update(tx: Tx, id_: int) -> Finding:
    """One sign, held: of two who speak at once the second hears the first."""
    return _finding(await tx.one(sql.finding_for_update, _Row, id=id_))


async def finding(tx: Tx, id_: int) -> Finding:
    """One sign."""
    return _finding(await tx.one(sql.finding, _Row, id=id_))


async def findings(tx: Tx, sieve: Sieve, before: date, before_id: int) -> list[Finding]:
    """Signs, the latest day first; one more than a page holds where there are more."""
    rows = await tx.all(
        sql.findings,
        _Row,
        state=sieve.state,
        agency_code=sieve.agency,
        waiting=sieve.waiting,
        before=before,
        before_id=before_id,
        most=PAGE + 1,
    )
    return [_finding(row) for row in rows]


async def decide(tx: Tx, id_: int, now: Decision) -> None:
    """Save the words as they stand, and the state that follows."""
    second = now.second
    await tx.run(
        sql.decide,
        id=id_,
        state=now.state,
        first_by=now.first.by,
        first_says=now.first.says,
        first_reason=now.first.reason,
        first_at=now.first.at,
        second_by=second and second.by,
        second_says=second and second.says,
        second_reason=second and second.reason,
        second_at=second and second.at,
    )


async def add_event(tx: Tx, id_: int, verb: str, said: Word) -> None:
    """Keep what was said, or that it was decided."""
    await tx.run(sql.add_event, id=id_, at=said.at, verb=verb, account_id=said.by, says=said.says, reason=said.reason)


async def history(tx: Tx, id_: int) -> list[Happened]:
    """What happened to a sign."""
    return await tx.all(sql.history, Happened, id=id_)


async def rated_days(tx: Tx, stream: Stream, agency: AgencyCode, first: date, after: date) -> list[Day]:
    """The ratings of an agency day by day, as far as days were looked at."""
    if stream == Stream.INVITED:
        return await tx.all(sql.answered_days, Day, agency_code=agency, first=first, after=after)
    return await tx.all(sql.rated_days, Day, agency_code=agency, first=first, after=after)


async def add_staff_mark(tx: Tx, day: date, device: bytes) -> None:
    """An officer is signed in with this browser today."""
    await tx.run(sql.add_staff_mark, day=day, device=device)


async def staff_networks(tx: Tx) -> list[Network]:
    """Neighbourhoods of addresses of agencies."""
    return await tx.all(sql.staff_networks, Network)


async def add_staff_network(tx: Tx, new: Registered, by: AccountId, at: datetime) -> None:
    """Whose a neighbourhood is."""
    await tx.run(sql.add_staff_network, network=new.network, agency_code=new.agency_code, kind=new.kind, account_id=by, at=at)


async def drop_staff_network(tx: Tx, network: str) -> None:
    """A neighbourhood is an agency's no more."""
    await tx.run(sql.drop_staff_network, network=network)


async def count_steering(tx: Tx, first: date, after: date, now: datetime) -> list[Counted]:
    """Count a quarter at each agency that has a register or a case in it."""
    outcomes = {row.agency_code: row.outcomes for row in await tx.all(sql.outcomes, _Outcomes, first=first)}
    cases = {row.agency_code: row for row in await tx.all(sql.withdrawn_cases, _Cases, first=first, after=after, now=now)}
    drawn = {row.agency_code: row.drawn_on for row in await tx.all(sql.drawn, _Drawn, first=first)}
    gone: dict[AgencyCode, list[int]] = {}
    for step in await tx.all(sql.withdrawals, _Step, first=first, days=FORTNIGHT.days, most=FORTNIGHTS):
        gone.setdefault(step.agency_code, []).append(step.withdrawn)
    return [
        Counted(
            agency_code=agency,
            first=first,
            drawn_on=drawn.get(agency),
            outcomes=outcomes.get(agency, {}),
            fortnights=gone.get(agency, []),
            late=one.late,
            late_withdrawn=one.late_withdrawn,
            timely=one.timely,
            timely_withdrawn=one.timely_withdrawn,
            counted_at=now,
        )
        for agency in outcomes.keys() | cases.keys()
        for one in (cases.get(agency) or _Cases(agency),)
    ]


async def keep_steering(tx: Tx, one: Counted) -> int:
    """Keep what was counted; 0 where it is as before."""
    return await tx.run(
        sql.keep_steering,
        agency_code=one.agency_code,
        first=one.first,
        drawn_on=one.drawn_on,
        outcomes=one.outcomes,
        fortnights=one.fortnights,
        late=one.late,
        late_withdrawn=one.late_withdrawn,
        timely=one.timely,
        timely_withdrawn=one.timely_withdrawn,
        at=one.counted_at,
    )


async def steering(tx: Tx, first: date) -> list[Counted]:
    """What was counted of a quarter, by agency."""
    return await tx.all(sql.steering, Counted, first=first)
