"""What is done to the demo's complaints and denunciations, a step a name: by officers, by residents, and by whoever oversees."""

from collections.abc import Mapping
from datetime import timedelta

from service import clock
from service.calendars.rules import roll
from service.casework import actions, rules
from service.casework.actions.papers import Signed
from service.casework.rules import By, Paper, complaints, denunciations, legal
from service.casework.rules.denunciations import Conditions, Weighed
from service.demo import outcomes
from service.demo.doing import RESIDENT, do, oversees, says, signs, tells
from service.demo.filing import complain, denounce, go_on, mix
from service.demo.plans import Step, Told, line, paper, wording
from service.demo.rates import word
from service.demo.stage import Stage, by
from service.filing import actions as filing
from service.ratings import actions as ratings
from service.terms import (
    AgencyCode,
    ComplaintGround,
    Complexity,
    DenunciationGround,
    GoesOn,
    Kind,
    SuspensionGround,
    TerminationGround,
)
from service.terms import Step as Duty

AHEAD = 12  # days from an invitation to a dialogue that is still to come
MET = Conditions(form=True, capacity=True, competence=True, basis=True)


async def _sign(stage: Stage, told: Told) -> None:
    if told.people > 1 or stage.chance.random() < 0.5:  # noqa: PLR2004 - half of them at the counter
        await filing.sign(stage.db, stage.settings, told.number, (), everybody=True)
    else:
        await actions.sign(stage.db, stage.settings.secret_key, await by(stage, told.agency), told.number, Signed("counter"))


async def _accept(stage: Stage, told: Told) -> None:
    signed = paper(stage, told)

    def decide(case: rules.Case, act: rules.Act) -> rules.Move:
        return complaints.accept(case, act) if case.kind == Kind.KHIEU_NAI else denunciations.accept(case, act, MET, signed)

    await do(stage, told, decide)
    await _assign(stage, told)


async def _assign(stage: Stage, told: Told) -> None:
    staff = await by(stage, told.agency)
    if staff.account is not None:
        await actions.assign(stage.db, staff, told.number, staff.account)


async def _represent(stage: Stage, told: Told) -> None:
    chosen = (1, 2) if told.people <= complaints.FEW else (1, 2, 3)
    await do(stage, told, lambda case, act: complaints.represent(case, act, chosen))


async def _leave(stage: Stage, told: Told) -> None:
    text = line(stage, told, "LEAVE")
    await do(stage, told, lambda case, act: complaints.leave_group(case, act, told.people, text))


async def _invite(stage: Stage, told: Told) -> None:
    coming = roll(clock.on(stage.now) + timedelta(days=AHEAD), stage.calendar.calendar)
    on, text = told.days.get("dialogue", coming), line(stage, told, "INVITE")
    await do(stage, told, lambda case, act: complaints.invite(case, act, on, text))


async def _guide(stage: Stage, told: Told) -> None:
    await actions.guide(stage.db, await by(stage, told.agency), told.number, AgencyCode("BHXHT"), line(stage, told, "GUIDE"))


async def _draft(stage: Stage, told: Told) -> None:
    body = line(stage, told, "SECOND_DECISION") if told.level > 1 else wording(stage, told, told.row["answer"])
    told.found = outcomes.finding(told.number, body, again=told.level > 1)
    await actions.draft(stage.db, await by(stage, told.agency), told.number, body, told.found)


async def _submit(stage: Stage, told: Told) -> None:
    await actions.submit(stage.db, await by(stage, told.agency), told.number)


async def _return(stage: Stage, told: Told) -> None:
    await actions.return_draft(stage.db, await by(stage, told.agency), told.number, line(stage, told, "RETURN"))


async def _approve(stage: Stage, told: Told) -> None:
    await actions.approve(stage.db, await by(stage, told.agency), told.number)


async def _decide(stage: Stage, told: Told) -> None:
    await actions.issue(stage.db, await by(stage, told.agency), told.number, paper(stage, told))


async def _conclude(stage: Stage, told: Told) -> None:
    await actions.issue(stage.db, await by(stage, told.agency), told.number, paper(stage, told, "KL"))


async def _send(stage: Stage, told: Told) -> None:
    await actions.send_outcome(stage.db, await by(stage, told.agency), told.number, clock.today())


async def _effective(stage: Stage, told: Told) -> None:
    await actions.act(stage.db, By("system"), told.number, complaints.take_effect)
    await outcomes.put_right(stage, told.number, told.agency, told.found)


async def _review(stage: Stage, told: Told) -> None:
    await ratings.review(stage.db, told.number, word(stage, told.agency))


async def _close(stage: Stage, told: Told) -> None:
    await do(stage, told, legal.close)


async def _resume(stage: Stage, told: Told) -> None:
    signed: Paper = paper(stage, told)
    await actions.resume(stage.db, await by(stage, told.agency), told.number, line(stage, told, "RESUME"), signed)


async def _court(stage: Stage, told: Told) -> None:
    await actions.act(stage.db, RESIDENT, told.number, lambda case, act: legal.file_appeal(case, act, "court", overdue=False))


async def _split(stage: Stage, told: Told) -> None:
    parts = [
        (Kind.KHIEU_NAI, wording(stage, told, told.row["complaint"])),
        (Kind.PHAN_ANH_KIEN_NGHI, wording(stage, told, told.row["feedback"])),
    ]
    told.number, _ = await actions.split(stage.db, stage.settings, await by(stage, told.agency), told.number, parts)


async def _twin(stage: Stage, told: Told) -> None:
    """They send the same again; `first` is the case it will go on in."""
    told.first = told.number
    await complain(stage, told)
    await _sign(stage, told)


async def _join(stage: Stage, told: Told) -> None:
    await actions.join(stage.db, await by(stage, told.agency), told.number, told.first)
    told.number = told.first


async def _publish(stage: Stage, told: Told) -> None:
    use = "PUBLISH_TC" if "conclude" in told.days else "PUBLISH_KN"
    await actions.publish(stage.db, await by(stage, told.agency), told.number, line(stage, told, use))


async def _transfer(stage: Stage, told: Told) -> None:
    to = AgencyCode("TTT")
    await actions.transfer(stage.db, await by(stage, told.agency), told.number, to, line(stage, told, "TC_TRANSFER"))
    told.agency = to


async def _pass_on(stage: Stage, told: Told) -> None:
    weighed = Weighed(AgencyCode("TTT"), violator_clear=True, evidence=True, verifiable=True)
    await actions.pass_on(stage.db, await by(stage, told.agency), told.number, weighed, line(stage, told, "PASS_ON"))


COMPLEX = (Complexity.SEVERAL_PLACES,)
OF_ALL: Mapping[str, Step] = {
    "sign": _sign,
    "accept": _accept,
    "ask_more": says("ASK_MORE", rules.ask_more),
    "supply": tells("SUPPLY", rules.supply),
    "status": says("STATUS", rules.status),
    "suspend": signs("SUSPEND", legal.suspend, SuspensionGround.OTHER_BODY),
    "order_sent": says("ORDER_SENT", rules.notify, Duty.SEND_ORDER),
    "resume": _resume,
    "terminate": signs("TERMINATE", legal.terminate, TerminationGround.WITHDRAWN),
    "withdraw": tells("WITHDRAW", legal.withdraw, "whole"),
    "draft": _draft,
    "submit": _submit,
    "return": _return,
    "approve": _approve,
    "send": _send,
    "publish": _publish,
    "appeal": go_on,
    "review": _review,
    "close": _close,
    "urge": oversees("URGE", rules.urge),
    "ask_report": oversees("ASK_REPORT", rules.ask_report),
    "report": says("REPORT", rules.report),
}
COMPLAINTS: Mapping[str, Step] = {
    **OF_ALL,
    "complain": complain,
    "mix": mix,
    "split": _split,
    "twin": _twin,
    "join": _join,
    "represent": _represent,
    "leave": _leave,
    "refuse": says("KN_REFUSE", complaints.refuse, ComplaintGround.NOT_OWN_RIGHT),
    "refuse_unsigned": says("KN_UNSIGNED", complaints.refuse, ComplaintGround.NOT_SIGNED),
    "guide": _guide,
    "remote": says("REMOTE", complaints.mark_remote),
    "verify": says("VERIFY", legal.verify, differs=False),
    "verify_differs": says("VERIFY_DIFFERS", legal.verify, differs=True),
    "extend": signs("EXTEND", complaints.extend, COMPLEX),
    "invite": _invite,
    "dialogue": says("DIALOGUE", complaints.hold_dialogue, "held"),
    "decide": _decide,
    "effective": _effective,
    "court": _court,
}
DENUNCIATIONS: Mapping[str, Step] = {
    **OF_ALL,
    "denounce": denounce,
    "check_longer": says("CHECK_LONGER", denunciations.check_longer),
    "told": says("TELL_ACCEPTANCE", rules.notify, Duty.TELL_ACCEPTANCE),
    "refuse": says("TC_REFUSE", denunciations.refuse, DenunciationGround.NO_BASIS),
    "transfer": _transfer,
    "pass_on": _pass_on,
    "file_away": says("FILE_AWAY", denunciations.file_away, "NOT_CLEAR"),
    "file_many": says("FILE_MANY", denunciations.file_away, "MANY_BODIES"),
    "verify": says("TC_VERIFY", legal.verify, differs=False),
    "extend": signs("TC_EXTEND", denunciations.extend, COMPLEX),
    "extend_again": signs("TC_EXTEND", denunciations.extend, (*COMPLEX, Complexity.MANY_PEOPLE)),
    "go_on": says("GO_ON", denunciations.go_on, GoesOn.SIGN_OF_VIOLATION),
    "refer_crime": says("CRIME", denunciations.refer_crime, "Cơ quan Cảnh sát điều tra, Công an tỉnh"),
    "conclude": _conclude,
    "act_on": says("ACT_ON", denunciations.act_on),
}
