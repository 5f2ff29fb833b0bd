"""The demo's receptions: the days that are posted, the register of three months, and what was concluded."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

import msgspec

from service import clock
from service.calendars.rules import roll
from service.casework.rules import By
from service.demo.plans import NEW_RULES, worked
from service.demo.stage import OFFICE_OPENS, Stage, Telling, by
from service.demo.texts import filled
from service.reception import actions, store
from service.reception.rules.assisted import AssistedForm, Reason
from service.reception.rules.duties import DutyForm
from service.reception.rules.refusals import Refusal
from service.reception.rules.register import Entry, VisitForm
from service.reception.rules.schedule import DayForm, Mode, month_after, month_end
from service.terms import AgencyCode, Kind

HOME, BOARD, AFFAIRS, HEALTH = AgencyCode("X18943"), AgencyCode("BTCD"), AgencyCode("SNV"), AgencyCode("SYT")
SENT_BEFORE, SPAN, LATELY, MOST_PEOPLE, GROUPS = 14, 90, 10, 7, 0.15
CANCELLED = "Người tiếp dự kỳ họp Hội đồng nhân dân. Xin mời đến buổi kế tiếp."


class Desk(msgspec.Struct, frozen=True):
    """Who receives where, on which days after the first of a month, and how many came in three months."""

    agency: AgencyCode
    place: str
    receiver: str
    title: str
    days: Sequence[int]
    visits: int


DESKS = (
    Desk(HOME, "Phòng tiếp công dân, tầng 1, trụ sở UBND xã", "Nguyễn Thị Ví Dụ", "Chủ tịch UBND xã", (4, 11, 18), 22),
    Desk(BOARD, "Trụ sở tiếp công dân tỉnh", "Võ Văn Minh Chứng", "Chủ tịch UBND tỉnh", (9,), 11),
    Desk(AFFAIRS, "Phòng tiếp công dân, Sở Nội vụ", "Phạm Văn Giả Định", "Giám đốc Sở", (13,), 4),
    Desk(HEALTH, "Phòng 102, Sở Y tế", "Cao Văn Diệc", "Phó Giám đốc Sở", (14,), 3),
)


class Concluded(msgspec.Struct, frozen=True):
    """A conclusion after the visit with these words: so many days ago, to be done within so many; done or not yet."""

    row: int
    ago: int
    within: int
    result: str = ""


CONCLUDED = (
    Concluded(0, 58, 20),
    Concluded(1, 41, 21, "Đã chấm lại phiếu, hộ được đưa trở lại danh sách. Văn bản trả lời đã gửi."),
    Concluded(2, 6, 20),
)


HELPED = ((9, Kind.PHAN_ANH_KIEN_NGHI), (4, Kind.KHIEU_NAI))  # so many days ago
PLACE = "Xã Kim Phú"


async def tell(stage: Stage) -> None:
    """The days of this month and of the next, one of which is cancelled."""
    first = clock.on(stage.now).replace(day=1)
    for desk in DESKS:
        staff = await by(stage, desk.agency)
        for month in (first, month_after(first)):
            await _schedule(stage, desk, staff, month)
    await _cancel(stage, month_after(first))


async def _schedule(stage: Stage, desk: Desk, staff: By, month: date) -> None:
    """The days of a month, posted in time."""
    posted = datetime.combine(worked(stage, month - timedelta(days=SENT_BEFORE)), time(OFFICE_OPENS), clock.ZONE)
    with clock.frozen(min(stage.now, posted)):
        for after in desk.days:
            day = roll(month + timedelta(days=after), stage.calendar.calendar)
            mode = Mode.BOTH if desk.agency == BOARD else Mode.IN_PERSON
            form = DayForm(f"{day:%Y-%m-%d}", "07:30", "11:30", desk.place, desk.receiver, desk.title, mode)
            await actions.add_day(stage.db, staff, form)
        async with stage.db.read() as tx:
            planned = await store.plan(tx, desk.agency, month, month_end(month_after(month)))
        for one in planned:
            if one.published_at is None:
                await actions.publish_day(stage.db, staff, one.id)


async def _cancel(stage: Stage, month: date) -> None:
    """One day at home does not take place."""
    async with stage.db.read() as tx:
        last = (await store.plan(tx, HOME, month, month_end(month_after(month))))[-1]
    await actions.cancel_day(stage.db, await by(stage, HOME), last.id, CANCELLED)


def told(stage: Stage) -> Iterator[tuple[datetime, Telling]]:
    """Every visit by its moment: who came, what was concluded, and two for whom a clerk held the pen."""
    concluded = {one.row: one for one in CONCLUDED}
    plain = [row for row in range(len(stage.texts.visits)) if row not in concluded]
    for desk in DESKS:
        for number in range(desk.visits):
            ago = stage.chance.randint(1, SPAN)
            yield _hour(stage, ago), partial(_came, agency=desk.agency, row=plain[number % len(plain)], notice=ago > LATELY)
    yield from ((_hour(stage, one.ago), partial(_came, agency=HOME, row=one.row, one=one)) for one in CONCLUDED)
    yield from ((_hour(stage, ago), partial(_helped, kind=kind)) for ago, kind in HELPED)


def _hour(stage: Stage, ago: int) -> datetime:
    day = worked(stage, clock.on(stage.now) - timedelta(days=ago))
    return datetime.combine(day, time(OFFICE_OPENS), clock.ZONE) + stage.chance.random() * timedelta(hours=3)


async def _came(stage: Stage, *, agency: AgencyCode, row: int, notice: bool = False, one: Concluded | None = None) -> None:
    staff, said = await by(stage, agency), stage.texts.visits[row]
    entry = await _visit(stage, staff, said)
    if one is not None:
        await _conclude(stage, staff, entry, one)
    if notice and said["tu_choi"] == Refusal.REPEATED and clock.today() > NEW_RULES:
        await actions.send_notice(stage.db, staff, entry)


async def _helped(stage: Stage, *, kind: Kind) -> None:
    """Somebody who cannot write; the slip with the code is handed over."""
    staff, person = await by(stage, HOME), stage.chance.choice(stage.texts.people)
    texts = stage.texts.complaints if kind == Kind.KHIEU_NAI else stage.texts.feedback
    text, village = texts[0], stage.chance.choice(stage.texts.villages)["name"]
    form = AssistedForm(
        khoa=str(UUID(int=stage.chance.getrandbits(128), version=4)),
        loai=kind,
        noi_dung=filled(text["content"], xa=PLACE, thon=village),
        noi=HOME.removeprefix("X"),
        linh_vuc=text["field"],
        ho_ten=person["name"],
        dia_chi=f"{village}, {PLACE}",
        dien_thoai=person["phone"],
        so_giay_to=f"000000{person['phone'][-3:]:0>6}",
        ly_do=Reason.CANNOT_READ,
        da_doc="1",
        dong_y="1",
        ky="da_ky",
        so_trang="1",
        co_quan=HOME,
        ngay_biet=f"{clock.today() - timedelta(days=10):%Y-%m-%d}",
        yeu_cau=text.get("request", ""),
    )
    filed = await actions.file_for(stage.db, stage.settings, staff, form)
    await actions.hand_over(stage.db, staff, filed.key)


async def _visit(stage: Stage, staff: By, row: dict[str, str]) -> Entry:
    """A line of the register; a denouncer is not named."""
    chance, named = stage.chance, row["loai"] != Kind.TO_CAO
    person = chance.choice(stage.texts.people)
    several = chance.random() < GROUPS and not row["tu_choi"]
    form = VisitForm(
        khoa=str(UUID(int=chance.getrandbits(128), version=4)),
        loai=row["loai"],
        ho_ten=person["name"] if named else "",
        dia_chi=chance.choice(stage.texts.villages)["name"] if named else "",
        noi_dung=row["noi_dung"],
        so_nguoi=str(chance.randint(2, MOST_PEOPLE) if several else 1),
        so_trang=str(chance.choice((0, 0, 1, 2, 3, 5))),
        da_giai_quyet=row["da_giai_quyet"],
        tham_quyen=row["tham_quyen"],
        huong_dan=row["huong_dan"],
        ghi_chu=row["ghi_chu"],
        tu_choi=row["tu_choi"],
    )
    return await actions.enter(stage.db, staff, form)


async def _conclude(stage: Stage, staff: By, entry: Entry, one: Concluded) -> None:
    """What the head concluded, and that it is done where it is."""
    row, last = stage.texts.visits[one.row], clock.today() + timedelta(days=one.within)
    form = DutyForm(row["ket_luan"], row["viec"], row["nguoi_lam"], f"{last:%Y-%m-%d}")
    await actions.conclude(stage.db, staff, entry, form)
    if one.result:
        async with stage.db.read() as tx:
            made = await store.duties(tx, entry.id)
        with clock.frozen(clock.now() + timedelta(days=one.within - 5)):
            await actions.finish_duty(stage.db, staff, entry, made[0].id, one.result)
