"""The statements of surveys.sql, typed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from service import db
from service.db import Tx
from service.surveys.rules.draws import Drawing, Framed, Stratum
from service.surveys.rules.questionnaire import COMPLETE, Answer
from service.surveys.rules.registers import Known, Row
from service.surveys.rules.responses import Wave
from service.surveys.rules.rows import (
    ByField,
    ByMode,
    Chosen,
    Draw,
    Due,
    HandedIn,
    Id,
    Import,
    Invited,
    OfWave,
    Own,
    Slip,
    Withdrawn,
)
from service.terms import AccountId, AgencyCode

sql = db.queries("surveys")


async def drop_checked(tx: Tx, agency: AgencyCode, before: datetime) -> None:
    """Forget the agency's file that was only looked at, and those of everybody from before."""
    await tx.run(sql.clear_checked, agency_code=agency, before=before)
    await tx.run(sql.drop_checked, agency_code=agency, before=before)


async def add_import(tx: Tx, known: Known, file_name: str, sha256: bytes, by: tuple[AccountId | None, datetime]) -> int:
    """A file that is being looked at; its number."""
    return await tx.value(
        sql.add_import,
        agency_code=known.agency, first=known.first, after=known.after, file_name=file_name, sha256=sha256, checked_by=by[0], at=by[1],
    )  # fmt: skip


async def count_import(tx: Tx, id_: int, rows: int, phones: int, repeats: int) -> None:
    """What stands in it."""
    await tx.run(sql.count_import, id=id_, rows=rows, phones=phones, repeats=repeats)


async def known(tx: Tx, agency: AgencyCode, own: Sequence[bytes]) -> frozenset[bytes]:
    """Those that were handed in before."""
    return frozenset(row.own for row in await tx.all(sql.known, Own, agency_code=agency, own=own))


async def add_rows(tx: Tx, import_id: int, agency: AgencyCode, rows: Sequence[Row]) -> None:
    """Some thousand at once."""
    await tx.run(
        sql.add_rows,
        import_id=import_id,
        agency_code=agency,
        line=[row.line for row in rows],
        own=[row.own for row in rows],
        field_code=[row.field_code for row in rows],
        area_code=[row.area_code for row in rows],
        area_type=[row.area_type for row in rows],
        sex=[row.sex for row in rows],
        age_band=[row.age_band for row in rows],
        ethnic=[row.ethnic for row in rows],
        closed_on=[row.closed_on for row in rows],
        outcome=[row.outcome for row in rows],
        late=[row.late for row in rows],
        person=[row.person for row in rows],
        phone_sealed=[row.phone_sealed for row in rows],
        participant=[row.participant for row in rows],
    )


async def import_for_update(tx: Tx, id_: int, agency: AgencyCode) -> Import:
    """One file of the agency, held."""
    return await tx.one(sql.import_for_update, Import, id=id_, agency_code=agency)


async def imports(tx: Tx, agency: AgencyCode) -> list[Import]:
    """What the agency has handed in."""
    return await tx.all(sql.imports, Import, agency_code=agency)


async def take(tx: Tx, id_: int, at: datetime) -> None:
    """Make it part of the register."""
    await tx.run(sql.take, id=id_, at=at)


async def withdraw(tx: Tx, id_: int, reason: str, at: datetime) -> None:
    """Take it back."""
    await tx.run(sql.withdraw, id=id_, reason=reason, at=at)
    await tx.run(sql.withdraw_rows, id=id_)


async def by_field(tx: Tx, id_: int) -> list[ByField]:
    """What a file holds."""
    return await tx.all(sql.by_field, ByField, id=id_)


async def registers(tx: Tx, first: date) -> list[HandedIn]:
    """Who has handed in a register of the quarter."""
    return await tx.all(sql.registers, HandedIn, first=first)


async def withdrawals(tx: Tx, first: date) -> list[Withdrawn]:
    """What was taken back of the quarter."""
    return await tx.all(sql.withdrawals, Withdrawn, first=first)


async def lock_agency(tx: Tx, agency: AgencyCode) -> None:
    """Until the end of the transaction nobody else draws or takes back."""
    await tx.value(sql.lock_agency, agency_code=agency)


async def frame(tx: Tx, agency: AgencyCode, first: date, after: date) -> list[Framed]:
    """The register in its order."""
    return await tx.all(sql.frame, Framed, agency_code=agency, first=first, after=after)


async def add_draw(tx: Tx, new: Draw, seed_sealed: bytes, by: AccountId | None) -> int | None:
    """A planned draw; None where the quarter has one."""
    return await tx.value(
        sql.add_draw,
        agency_code=new.agency_code, first=new.first, after=new.after, wanted=new.wanted, least=new.least, seed_hash=new.seed_hash,
        seed_sealed=seed_sealed, planned_by=by, at=new.planned_at,
    )  # fmt: skip


async def draws(tx: Tx, first: date | None = None) -> list[Draw]:
    """All, or those of a quarter."""
    return await tx.all(sql.draws, Draw, first=first)


async def draw(tx: Tx, id_: int) -> Draw:
    """One of them."""
    return await tx.one(sql.draw, Draw, id=id_)


async def sealed_seed_for_update(tx: Tx, id_: int) -> bytes | None:
    """Its seed; None once it is told. The draw is held."""
    return await tx.value(sql.sealed_seed_for_update, id=id_)


async def draw_of(tx: Tx, agency: AgencyCode, first: date, after: date) -> int | None:
    """The draw that was made of these days."""
    return await tx.value(sql.draw_of, agency_code=agency, first=first, after=after)


async def set_drawn(tx: Tx, id_: int, made: Drawing, at: datetime, closes: date) -> None:
    """Keep what was drawn, without the people."""
    strata = made.strata
    await tx.run(
        sql.set_drawn,
        id=id_, frame_hash=made.sum, frame=sum(one.frame for one in strata), drawn=len(made.chosen), at=at, closes=closes,
    )  # fmt: skip
    await tx.run(
        sql.add_strata,
        draw_id=id_,
        field_code=[one.field_code for one in strata],
        transactions=[one.transactions for one in strata],
        frame=[one.frame for one in strata],
        drawn=[one.drawn for one in strata],
    )


async def strata(tx: Tx, draw_id: int) -> list[Stratum]:
    """Its fields."""
    return await tx.all(sql.strata, Stratum, draw_id=draw_id)


async def add_invitations(tx: Tx, draw_id: int, chosen: Sequence[Framed], expires: date) -> list[int]:
    """The people; their numbers, from which the codes are made."""
    added = await tx.all(
        sql.add_invitations,
        Id,
        draw_id=draw_id,
        row_id=[row.row_id for row in chosen],
        placeholder=[f"{draw_id}/{row.row_id}".encode() for row in chosen],
        mode=["SMS" if row.by_phone else "SLIP" for row in chosen],
        expires=expires,
    )
    return [one.id for one in added]


async def set_tokens(tx: Tx, sums: Mapping[int, bytes]) -> None:
    """By invitation."""
    await tx.run(sql.set_tokens, id=list(sums), token_hash=list(sums.values()))


async def queue_invitations(tx: Tx, draw_id: int, at: datetime) -> int:
    """A message for each who has a telephone."""
    return await tx.run(sql.queue_invitations, draw_id=draw_id, at=at)


async def forget_others(tx: Tx, draw: Draw) -> int:
    """The telephones of those who are not asked."""
    return await tx.run(sql.forget_others, agency_code=draw.agency_code, first=draw.first, after=draw.after)


async def chosen(tx: Tx, draw_id: int) -> list[Chosen]:
    """Those who were asked."""
    return await tx.all(sql.chosen, Chosen, draw_id=draw_id)


async def ended(tx: Tx, today: date) -> list[int]:
    """Draws whose last day has passed."""
    return [row.id for row in await tx.all(sql.ended, Id, today=today)]


async def close(tx: Tx, id_: int, seed: str, at: datetime) -> None:
    """Tell the seed."""
    await tx.run(sql.close, id=id_, seed=seed, at=at)


async def forget_expired(tx: Tx, today: date) -> int:
    """Telephones of those who can no longer answer."""
    return await tx.run(sql.forget_expired, today=today)


async def forget_old(tx: Tx, before: datetime) -> int:
    """Telephones of registers from which nobody drew."""
    return await tx.run(sql.forget_old, before=before)


async def due_messages(tx: Tx, at: datetime, most: int) -> list[Due]:
    """What shall go out, held by this transaction."""
    return await tx.all(sql.due_messages, Due, at=at, most=most)


async def mark_sent(tx: Tx, due: Due, at: datetime) -> None:
    """The gateway has it."""
    await tx.run(sql.mark_sent, invitation_id=due.invitation_id, kind=due.kind, at=at)


async def put_off(tx: Tx, due: Due, until: datetime) -> None:
    """Try again later."""
    await tx.run(sql.put_off, invitation_id=due.invitation_id, kind=due.kind, due_at=until)


async def give_up(tx: Tx, due: Due, at: datetime) -> None:
    """Try no more."""
    await tx.run(sql.give_up, invitation_id=due.invitation_id, kind=due.kind, at=at)


async def forget_phone(tx: Tx, row_id: int) -> None:
    """The telephone of a transaction."""
    await tx.run(sql.forget_phone, row_id=row_id)


async def queue_reminders(tx: Tx, at: datetime, before: datetime) -> int:
    """One for each who was invited before then and is silent."""
    return await tx.run(sql.queue_reminders, at=at, before=before, today=at.date())


async def slips(tx: Tx, draw_id: int, most: int, after: tuple[int, int] = (0, 0)) -> list[Slip]:
    """Paper invitations that nobody has used, behind a file and a line."""
    return await tx.all(sql.slips, Slip, draw_id=draw_id, most=most, after_import=after[0], after_line=after[1])


async def hand_out(tx: Tx, draw_id: int, at: datetime) -> int:
    """They were given to those who bring them."""
    return await tx.run(sql.hand_out, draw_id=draw_id, at=at)


async def invited(tx: Tx, token_hash: bytes) -> Invited | None:
    """What a code opens; None for a guess."""
    return await tx.maybe(sql.invited, Invited, token_hash=token_hash)


async def use(tx: Tx, id_: int, at: datetime) -> bool:
    """Use a code up; False when it was, or when it is too late."""
    return await tx.run(sql.use, id=id_, at=at, today=at.date()) == 1


async def answer(tx: Tx, id_: int, said: Answer, at: datetime) -> None:
    """Keep what was said."""
    await tx.run(
        sql.answer,
        id=id_,
        at=at,
        day=at.date(),
        sex=said.sex,
        age_band=said.age_band,
        ethnic=said.ethnic,
        disability=said.disability,
        seconds=said.seconds,
        touched=said.touched,
        access=said.access,
        procedure=said.procedure,
        staff=said.staff,
        result=said.result,
        handling=said.handling,
        overall=said.overall,
        trust=said.trust,
        effort=said.effort,
        not_reached=said.not_reached,
        comment=said.comment,
    )


async def responses(tx: Tx, draw_id: int) -> list[ByMode]:
    """Of a draw."""
    return await tx.all(sql.responses, ByMode, draw_id=draw_id, complete=COMPLETE)


async def waves(tx: Tx, draw_id: int, days: int) -> tuple[Wave, Wave]:
    """Answers before and after so many days."""
    rows = await tx.all(sql.waves, OfWave, draw_id=draw_id, days=days)
    found = {one.late: Wave(one.answered, one.opinions, one.satisfied) for one in rows}
    return found.get(False, Wave(0, 0, 0)), found.get(True, Wave(0, 0, 0))
