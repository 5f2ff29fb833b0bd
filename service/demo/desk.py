"""What the demo's officers keep beside their cases: templates, notes, opinions asked and given, lists under a name."""

from datetime import date, timedelta

from service import clock
from service.calendars.rules import roll
from service.casework import store as cases
from service.casework.store import Line, Sieve
from service.demo.stage import Stage
from service.desk import actions, store
from service.desk.rules import Ask, Template
from service.terms import AgencyCode, CaseState, Kind

HOME, AFFAIRS = AgencyCode("X18943"), AgencyCode("SNV")
TEMPLATES = (
    Template(
        "Đã sửa xong",
        "Kính gửi ông/bà. {{co_quan}} đã nhận phản ánh số {{so_ho_so}} ngày {{ngay_gui}} và đã cử người đến kiểm tra.\n\n"
        "Việc này đã sửa xong ngày … Căn cứ: … Ông/bà không phải làm gì thêm. Nếu chưa đúng, ông/bà có thể yêu cầu xem lại.\n\n{{can_bo}}",
    ),
    Template(
        "Trợ cấp: đã đối chiếu danh sách",
        "Kính gửi ông/bà. {{co_quan}} đã đối chiếu danh sách chi trả về {{linh_vuc}}. Kết quả: …\n\n"
        "Tiền được chi trả ngày … theo Nghị định 20/2021/NĐ-CP, Điều … Ông/bà đến điểm chi trả của {{xa}} và mang theo căn cước.",
    ),
    Template(
        "Việc cần thêm thời gian",
        "Kính gửi ông/bà. Hồ sơ {{so_ho_so}} được hẹn trả lời ngày {{han}}. Nay cần thêm thời gian vì … "
        "Ngày … ông/bà nhận được kết quả. Ông/bà có thể liên hệ {{can_bo}}, {{co_quan}}.",
    ),
    Template(
        "Không thuộc thẩm quyền",
        "Kính gửi ông/bà. Nội dung ông/bà gửi ngày {{ngay_gui}} về {{linh_vuc}} thuộc thẩm quyền của … theo Luật …, Điều … "
        "{{co_quan}} đã chuyển hồ sơ đến nơi đó ngày … Ông/bà không phải gửi lại.",
    ),
)
NOTES = (
    "Đã gọi cho gia đình, hẹn đến nhà sáng thứ Năm. Nhớ mang theo mẫu biên bản.",
    "Danh sách chi trả tháng này còn ở bưu điện, chiều nay lấy bản sao.",
    "Trưởng thôn nói hồ sơ gốc lưu ở xã cũ. Đã nhờ văn thư tìm.",
    "Trường hợp tương tự năm ngoái đã trả lời, xem lại để thống nhất cách giải quyết.",
)
QUESTIONS = (
    "Đề nghị cho ý kiến về thời điểm hưởng trợ cấp khi hồ sơ nộp trước sáp nhập.",
    "Đề nghị xác nhận đối tượng này có trong danh sách chi trả của tỉnh hay không.",
)
OPINION = "Thời điểm hưởng tính từ ngày nộp đủ hồ sơ ở xã cũ. Xã mới kế thừa hồ sơ và không yêu cầu nộp lại."
FILTERS = (
    ("Khiếu nại quá hạn", f"han=qua&loai={Kind.KHIEU_NAI}"),
    ("Khiếu nại đang giải quyết", f"trang_thai={CaseState.IN_PROGRESS}&loai={Kind.KHIEU_NAI}"),
    ("Sắp đến hạn", "han=sap"),
)


async def tell(stage: Stage) -> None:
    """All of it, on what is at work today."""
    leader = stage.staff[HOME]
    for template in TEMPLATES:
        await actions.add_template(stage.db, leader, template)
    for name, query in FILTERS:
        await actions.save_filter(stage.db, leader, name, query)
    at_work = await _at_work(stage)
    for note, case in zip(NOTES, at_work, strict=False):
        await actions.note(stage.db, leader, case.number, note)
    for days, question, case in zip((9, 5), QUESTIONS, at_work, strict=False):
        by_day = roll(clock.on(stage.now) + timedelta(days=days), stage.calendar.calendar)
        await actions.ask(stage.db, leader, case.number, Ask(AFFAIRS, question, by_day))
    async with stage.db.read() as tx:
        owed = await store.asked_of(tx, AFFAIRS, len(QUESTIONS))
    if owed:
        await actions.contribute(stage.db, stage.staff[AFFAIRS], owed[0].id, OPINION)


async def _at_work(stage: Stage) -> list[Line]:
    """Cases in progress that the demo's handler has, the most urgent first."""
    sieve = Sieve(agency=HOME, state=CaseState.IN_PROGRESS)
    async with stage.db.read() as tx:
        return await cases.inbox(tx, sieve, (date.min, 0), len(NOTES))
