"""What the demo's answers found, what was put right, and which rejections an inspector looked at again.

Chance comes from each case's own number, so that nothing else of the demo moves with it.
"""

from datetime import date, datetime, time, timedelta
from random import Random

from service import clock
from service.calendars.rules import Calendar, roll
from service.casework import actions
from service.casework.rules.findings import IN_FAVOUR, NOTHING, Finding
from service.db import Actor
from service.demo.stage import OFFICE_OPENS, Stage, by, pace
from service.results import actions as audits
from service.results import store as results
from service.results.rules.audit import Wanted
from service.terms import AgencyCode, CaseNumber, Verdict

SHARES = {Verdict.SUBSTANTIATED: 0.45, Verdict.PARTLY: 0.2, Verdict.UNFOUNDED: 0.27, Verdict.NOT_OURS: 0.08}
UPHELD, TOLD, WRONG = 0.4, 0.9, 0.15  # shares: of those who went on, of remedies somebody reports, of rejections
REJECTING = ("không có cơ sở", "giữ nguyên", "không đúng", "bác")
REMEDIES = (
    "Chi trả đủ khoản còn thiếu và báo ông/bà khi tiền đã về.",
    "Sửa lại hồ sơ, không yêu cầu ông/bà nộp thêm giấy tờ.",
    "Cử cán bộ đến tận nơi, làm xong và lập biên bản.",
    "Nhắc nhở cán bộ phụ trách và niêm yết lại thủ tục.",
)
DONE = ("Đã làm xong đúng như đã hứa và đã báo người gửi.", "Đã chi trả và có chữ ký nhận.", "Đã sửa xong, có ảnh và biên bản.")


def finding(number: CaseNumber, text: str = "", *, again: bool = False) -> Finding:
    """What an answer found; a decision's own words say whether it rejects."""
    chance = Random(f"{number}/{again}")  # noqa: S311 - no secret: the same demo every time
    upheld = chance.random() < UPHELD if again else None
    verdict = chance.choices(list(SHARES), list(SHARES.values()))[0]
    if text:
        verdict = Verdict.UNFOUNDED if any(word in text.lower() for word in REJECTING) else Verdict.SUBSTANTIATED
        verdict = Verdict.PARTLY if "một phần" in text else verdict
    if upheld:
        verdict = Verdict.SUBSTANTIATED
    if verdict not in IN_FAVOUR:
        return Finding(verdict, upheld=upheld)
    return Finding(verdict, chance.choice(REMEDIES), clock.today() + timedelta(days=chance.randint(20, 45)), upheld)


async def put_right(stage: Stage, number: CaseNumber, agency: AgencyCode, said: Finding = NOTHING) -> None:
    """Most of what was promised is put right, by slow agencies too late; a leader confirms it the next day."""
    chance = Random(f"{number}/remedy")  # noqa: S311 - see above
    if said.remedy_due is None or chance.random() > TOLD:
        return
    day = said.remedy_due - timedelta(days=14) + timedelta(days=chance.uniform(0, 14) * pace(agency))
    staff = await by(stage, agency)
    for step, at in enumerate((day, day + timedelta(days=1))):
        moment = _opening(at, stage.calendar.calendar)
        if moment > stage.now:
            return
        with clock.frozen(moment):
            if step:
                await actions.confirm(stage.db, staff, number)
            else:
                await actions.remedied(stage.db, staff, number, chance.choice(DONE))


def _opening(day: date, calendar: Calendar) -> datetime:
    return datetime.combine(roll(day, calendar), time(OFFICE_OPENS), clock.ZONE)


async def audit(stage: Stage) -> None:
    """An inspector has drawn and judged rejections of the last year; another draw is announced."""
    inspector = stage.inspector
    assert inspector.account is not None  # noqa: S101 - the demo made the account
    me, today = Actor("officer", inspector.account, inspector.agency), clock.today()
    wanted = Wanted(today - timedelta(days=365), today - timedelta(days=30), None, 5)
    number = await audits.announce(stage.db, me, inspector.account, wanted)
    await audits.draw(stage.db, me, number)
    async with stage.db.read() as tx:
        drawn = await results.drawn_cases(tx, number)
    for one in drawn:
        wrong = Random(f"{one.number}/audit").random() < WRONG  # noqa: S311 - see above
        found = ("sai", "Giấy tờ kèm theo cho thấy nội dung có cơ sở.") if wrong else ("dung", "Đã đối chiếu giấy tờ.")
        await audits.judge(stage.db, me, inspector.account, number, one.number, found=found[0], reason=found[1])
    await audits.end(stage.db, me, number)
    await audits.announce(stage.db, me, inspector.account, Wanted(today - timedelta(days=29), today, None, 5))
