"""Cases that come from one another: mixed content split, the same matter joined."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from secrets import token_bytes
from uuid import uuid4

from msgspec.structs import replace

from service.accounts import store as accounts
from service.attachments import actions as attachments
from service.casework import rules, store
from service.casework.actions.deciding import deciding
from service.casework.rules import FEEDBACK, Act, By, Case, Filing, Matter
from service.casework.store import CaseView, Event
from service.db import Db, Tx
from service.identities import actions as identities
from service.identities.rules import Identity, Signer
from service.matters import store as matters
from service.matters.rules import accusing
from service.problems import NotFound
from service.routing import store as routing
from service.routing.rules import Body, Book, about, competent
from service.settings import Settings
from service.terms import AgencyCode, CaseNumber, CaseState, Kind, Relation, Step

WITHHELD = "(Nội dung đã được tách thành các hồ sơ riêng.)"


async def split(
    db: Db, settings: Settings, by: By, number: CaseNumber, parts: Sequence[tuple[str, str]], *, seen: int | None = None
) -> list[CaseNumber]:
    """Make cases of their own of what was sent as one; their sender reaches them through the first.

    The first keeps neither the words nor the sender nor the papers: else a bare one would tell that something in it was denounced (Luật
    Tố cáo, Điều 8, 56). The whole lies sealed with it, and with each part that is a denunciation. Where a denunciation is taken out and
    one part of its kind is left, the first goes on as that part; where nothing else was in it, it is a denunciation itself.
    """
    known = (await routing.book(db), await routing.bodies(db))
    async with deciding(db, by, number, seen) as (tx, case, now):
        view = await store.case_view(tx, number)
        readers = await accounts.agencies_reading_denunciations(tx, now.today)
        original = _whole(view, case, await store.timeline(tx, case.id, case.filed_at))
        await store.move(tx, rules.split(case, now, parts))
        stays = rules.stays_in(case, parts)
        made = [_sent_to(_part_of(case, view, now, settings.number_prefix, part), case, known, readers) for part in parts]
        whole = replace(view, content=original)
        numbers = [number if no == stays else await _part(tx, settings, case, whole, new) for no, new in enumerate(made)]
        await _papers(tx, settings, case, [(numbers[no], Kind(kind)) for no, (kind, _) in enumerate(parts)])
        if stays is not None:
            await _go_on_as(tx, case, parts[stays][1])
            return numbers
        await _withhold(tx, settings, case, view, original)
        if rules.goes_whole(case, parts):
            await _seal(tx, case, [new.matter for new in made if new.matter])
    return numbers


async def _go_on_as(tx: Tx, case: Case, text: str) -> None:
    """The first in the words of what is left of it, without the papers, which may show who denounces."""
    await store.reword(tx, case.id, text)
    await attachments.drop(tx, case.id)


async def _seal(tx: Tx, case: Case, told: Sequence[Matter]) -> None:
    """The first as a denunciation of its own, which nobody finds who may not know of it, least of all who is accused in a part."""
    apart = sorted({code for one in told for code in (*one.accused_agencies, one.against_agency) if code})
    left = replace(case.matter, request="", obstacle="", against="") if case.kind not in FEEDBACK else Matter()
    await store.make_denunciation(tx, case.id)
    await matters.save_matter(tx, case.id, replace(left, accused_agencies=apart))


def _sent_to(new: Filing, case: Case, known: tuple[Book, Mapping[AgencyCode, Body]], readers: Collection[AgencyCode]) -> Filing:
    """A denunciation found in something else does not stay where it came, unless the law says so: whoever is accused may work there.

    Who is complained of in a complaint is accused in what was found in it, and so is every body its words name.
    """
    if new.kind != Kind.TO_CAO or case.kind == Kind.TO_CAO or new.matter is None:
        return new
    duties, bodies = known
    told = accusing(new.matter, new.content, bodies)
    asked = about(duties, new.field_code, new.area_code, words=told.against, apart=told.accused_agencies, readers=readers)
    found = competent(Kind.TO_CAO, 1, told.against_agency, bodies, leads=told.accused_leads, about=asked)
    return replace(new, agency_code=found.agency, matter=told)


def _whole(view: CaseView, case: Case, events: Iterable[Event]) -> str:
    """All that was written so far, as it was: what was sent, what was asked and added."""
    said = [f"{event.at:%d/%m/%Y} {event.verb}: {event.data['text']}" for event in events if event.data.get("text")]
    return "\n\n".join(part for part in (view.content, case.matter.request, case.matter.obstacle, case.matter.against, *said) if part)


async def _papers(tx: Tx, settings: Settings, case: Case, parts: Sequence[tuple[CaseNumber, Kind]]) -> None:
    """What came with the whole may show who denounces: then it goes on with the denunciation alone."""
    secret = [number for number, kind in parts if kind == Kind.TO_CAO]
    for number in secret or [number for number, _ in parts]:
        await attachments.copy(tx, settings.secret_key, case.id, await store.id_of(tx, number))


async def _withhold(tx: Tx, settings: Settings, case: Case, view: CaseView, original: str) -> None:
    await identities.keep_original(tx, settings.secret_key, case.id, _sender(case, view), original)
    await store.withhold(tx, case.id, WITHHELD)
    if case.kind not in FEEDBACK:
        await matters.save_matter(tx, case.id, replace(case.matter, request="", obstacle="", against=""))
        await matters.save_signers(tx, case.id, ())


def _sender(case: Case, view: CaseView) -> Identity:
    others = [Signer(one.name, one.address, representative=one.represents) for one in case.signers if one.left_on is None]
    return Identity(view.name, view.address, view.phone, view.id_number, others)


def _part_of(case: Case, view: CaseView, now: Act, prefix: str, part: tuple[str, str]) -> Filing:
    """One part as a case: its clocks run from the day the whole was received; a complaint still needs its signature."""
    kind, text = Kind(part[0]), part[1]
    sent, when = now.day(case.filed_at), case.filed_at
    secret = case.kind == Kind.TO_CAO and kind != Kind.TO_CAO
    nameless = case.matter.anonymous if case.kind == Kind.TO_CAO else not view.name
    matter = None if kind in FEEDBACK else replace(case.matter, anonymous=kind == Kind.TO_CAO and nameless)
    if matter is not None and secret:  # whoever denounced has not said that they complain under their name
        matter = replace(matter, signed_on=None, signed_how="")
    waits = matter is not None and matter.signed_on is None and not matter.anonymous
    clocks = (
        rules.first_clocks(kind, now.book, sent)
        if matter is None
        else rules.legal.first_clocks(kind, matter, lambda step: now.book.start(kind, step, matter.signed_on or sent, matter.condition))
    )
    step, day = rules.next_duty((clock.due.day, clock.step) for clock in clocks)
    promised = rules.promised(clocks) if matter is None else now.book.start(kind, Step.ACCEPT, matter.signed_on or sent, matter.condition)
    sealed = kind == Kind.TO_CAO
    new = Filing(
        number_prefix=prefix,
        submission_key=uuid4(),
        code_hash=token_bytes(32),
        kind=kind,
        state=CaseState.AWAITING_SIGNATURE if waits else CaseState.RECEIVED,
        field_code=case.field_code,
        area_code=case.area_code,
        agency_code=case.agency_code,
        content=text,
        language=view.language,
        name="" if sealed else view.name,
        phone="" if sealed else view.phone,
        address="" if sealed else view.address,
        id_number="" if sealed else view.id_number,
        at=when,
        clocks=clocks,
        original_due=promised.due.day,
        next_step=step,
        next_due=day,
        matter=matter,
        signers=() if sealed else case.signers,
    )
    return rules.emergencies.carried(new, case, now)


async def _part(tx: Tx, settings: Settings, case: Case, view: CaseView, new: Filing) -> CaseNumber:
    number = await store.file(tx, new)
    if number is None:
        raise AssertionError("a new key is new")
    case_id = await store.id_of(tx, number)
    if new.kind == Kind.TO_CAO and case.kind == Kind.TO_CAO:
        await identities.copy(tx, settings.secret_key, case.id, case_id)
    elif new.kind == Kind.TO_CAO:
        await identities.keep(tx, settings.secret_key, case_id, replace(_sender(case, view), original=view.content))
    await matters.link(tx, case_id, case.id, Relation.SPLIT_FROM, new.at)
    return number


async def join(db: Db, by: By, number: CaseNumber, main: CaseNumber, *, seen: int | None = None) -> None:
    """Let a case go on in another of the same agency that says the same."""
    async with deciding(db, by, number, seen) as (tx, case, now):
        try:
            other = await store.case_for_update(tx, main, by.agency)
        except NotFound:
            other = None
        same = other is not None and (await store.case_view(tx, number)).same_sender(await store.case_view(tx, main))
        await store.move(tx, rules.join(case, now, other, same_sender=same))
        if other is not None:
            await matters.link(tx, case.id, other.id, Relation.JOINED_TO, now.now)
            if told := rules.emergencies.joined(other, case, now):
                await store.move(tx, told)
