"""What may be said to all, what may be told to everybody."""

from datetime import date

import pytest
from msgspec.structs import replace

from service.clusters.rules import telling, together
from service.clusters.rules.telling import Cause, Notice
from service.clusters.rules.together import Sender, Ticked
from service.problems import Invalid, NotAllowed
from service.terms import CaseNumber, Kind, Role
from tests.clusters.cases import LATE

TODAY = date(2026, 11, 23)
HOA = Sender(CaseNumber("LN26-000123"), "Nguyễn Thị Hoa", "0912 345 678", "Số 5 Trần Phú, thôn 2", "045199001234", "xã Kim Phú", LATE[0])
DO = Sender(CaseNumber("LN26-000124"), "Trần Văn Đỗ", "", "Thôn Đoài", "", "xã Kim Phú", LATE[1])
FINE = Notice("Trợ cấp chi chậm", "Danh sách chưa được duyệt.", "", "")


@pytest.mark.parametrize(
    "text",
    [
        "Kính gửi bà Nguyễn Thị Hoa.",
        "kinh gui ba nguyen  thi hoa",
        "Đã gọi số 0912.345.678.",
        "Nhà ở số 5 Trần Phú.",
        "Căn cước 045199001234.",
        "Trả lời hồ sơ LN26-000124.",
        "Anh Trần Văn Đỗ đã nhận.",
    ],
)
def test_an_answer_for_all_names_nobody(text: str):
    assert together.why_not_for_all(text, [HOA, DO])


def test_an_answer_for_all_repeats_nobodys_words():
    own = " ".join(LATE[0].split()[:18])
    assert together.why_not_for_all(f"Ông bà viết: {own}", [HOA, DO])
    assert together.why_not_for_all(" ".join(LATE[0].split()[:8]), [HOA, DO]) is None
    assert together.why_not_for_all(own, [HOA, msg(DO, LATE[0])]) is None  # everybody wrote it


def test_what_several_but_not_all_wrote_is_not_repeated():
    assert together.why_not_for_all(LATE[0], [HOA, msg(DO, LATE[0]), msg(DO, LATE[1])])
    assert together.why_not_for_all(LATE[0], []) is None


def test_each_text_is_read_once_however_many_words_the_answer_has(monkeypatch: pytest.MonkeyPatch):
    read, runs = list[str](), together._runs
    monkeypatch.setattr(together, "_runs", lambda text: read.append(text) or runs(text))
    assert together.why_not_for_all(LATE[2] * 9, [HOA, DO]) is None
    assert read == [LATE[2] * 9, HOA.content, DO.content]


def test_what_everybody_reads_of_an_answer_leads_to_nobody():
    sent = "Bà Nguyễn Thị Hoa gọi 0912 345 678 hoặc 0905 111 222. Trợ cấp chi ngày 27/11/2026."
    shown = telling.for_everybody(sent, together.known([HOA, DO]))
    assert shown == "Bà […] gọi […] hoặc […]. Trợ cấp chi ngày 27/11/2026."
    telling.check_answer(shown, together.known([HOA, DO]))


def msg(sender: Sender, content: str) -> Sender:
    return Sender(sender.number, sender.name, sender.phone, sender.address, sender.id_number, sender.area_name, content)


def test_a_plain_answer_may_name_the_village_and_the_commune():
    assert together.why_not_for_all("Tiền trợ cấp ở thôn Đoài, xã Kim Phú được chi ngày 27/11/2026.", [HOA, DO]) is None


@pytest.mark.parametrize(("text", "told"), [("Hóa đơn tháng sau được trừ.", False), ("Kính gửi bà Hoa.", True), ("kinh gui chi hoa", True)])
def test_a_name_of_one_syllable_is_a_word_unless_somebody_is_called_by_it(text: str, told: bool):
    short = Sender(HOA.number, "Hoa", "", "", "", "xã Kim Phú", LATE[0])
    assert (together.why_not_for_all(text, [short, DO]) is not None) == told


def test_each_tick_counts_once_and_what_is_none_is_left_aside():
    assert together.ticked(["LN26-000001:3", "LN26-000001:3", "x", "LN26-000002:", ":1"]) == [Ticked(CaseNumber("LN26-000001"), 3)]


@pytest.mark.parametrize("values", [(), ("x",), tuple(f"LN26-{n:06}:1" for n in range(51))])
def test_nothing_ticked_and_too_much_are_refused(values: tuple[str, ...]):
    with pytest.raises(Invalid) as problem:
        together.ticked(values)
    assert set(problem.value.fields) == {"chon"}


@pytest.mark.parametrize(
    ("notice", "field"),
    [
        (Notice("", "x"), "tieu_de"),
        (Notice("x" * 121, "x"), "tieu_de"),
        (Notice("Việc của bà Nguyễn Thị Hoa", "x"), "tieu_de"),
        (Notice("x", ""), "tom_tat"),
        (Notice("x", "x" * 601), "tom_tat"),
        (Notice("x", "Nhà số 5 Trần Phú bị ngập"), "tom_tat"),
        (Notice("x", "Gọi 0905 111 222"), "tom_tat"),
        (Notice("x", "x", "nguyen thi hoa"), "dang_lam"),
        (Notice("x", "x", "", "hôm nào đó"), "ngay_du_kien"),
        (Notice("x", "x", "", "31/02/2027"), "ngay_du_kien"),
        (Notice("x", "x", "", "2026-11-22"), "ngay_du_kien"),
    ],
)
def test_a_notice_is_refused_at_its_field(notice: Notice, field: str):
    with pytest.raises(Invalid) as problem:
        telling.check_notice(notice, together.known([HOA, DO]), TODAY)
    assert set(problem.value.fields) == {field}


def test_a_notice_that_leads_to_nobody_passes():
    assert telling.check_notice(FINE, together.known([HOA, DO]), TODAY) is None
    assert telling.check_notice(Notice("x", "x", "x", "23/11/2026"), (), TODAY) == TODAY


@pytest.mark.parametrize("answer", ["", "x" * 4001, "Bà Nguyễn Thị Hoa đã nhận tiền."])
def test_a_public_answer_is_checked_alike(answer: str):
    with pytest.raises(Invalid):
        telling.check_answer(answer, ["Nguyễn Thị Hoa"])


CAUSE = Cause(Kind.PHAN_ANH_KIEN_NGHI, "R15", "")
THREE = [HOA, DO, replace(DO, number="LN26-000125", name="Lò Thị Đào")]


@pytest.mark.parametrize(
    ("one", "roles"),
    [
        (CAUSE, {Role.HANDLER, Role.INTAKE}),
        (replace(CAUSE, field="R19"), {Role.LEADER}),
        (replace(CAUSE, field="R20"), {Role.LEADER}),
        (replace(CAUSE, field="R53"), {Role.LEADER}),
        (replace(CAUSE, field="R54"), {Role.LEADER}),
        (replace(CAUSE, danger="111"), {Role.LEADER}),
        (replace(CAUSE, danger="113 111"), {Role.LEADER}),
        (replace(CAUSE, kind=Kind.KHIEU_NAI), {Role.LEADER}),
        (replace(CAUSE, kind=Kind.TO_CAO), {Role.LEADER, Role.DENUNCIATION_READER}),
        (replace(CAUSE, kind=Kind.KHEN_NGOI), {Role.LEADER}),
    ],
)
def test_only_a_leader_tells_and_only_of_feedback_nobody_must_be_protected_in(one: Cause, roles: set[Role]):
    for causes in ([one], [CAUSE, one]):
        with pytest.raises(NotAllowed):
            telling.check_may_tell(causes, THREE, roles)


def test_a_leader_tells_of_what_three_people_said_whatever_else_is_dangerous():
    telling.check_may_tell([CAUSE, replace(CAUSE, danger="114")], THREE, {Role.LEADER})


@pytest.mark.parametrize(
    "senders",
    [
        [],
        [HOA],
        [HOA, DO],
        [HOA, DO, replace(HOA, number="LN26-000125", name="Hoa Nguyễn")],  # the same phone
        [HOA, DO, replace(DO, number="LN26-000125", name="tran van do")],
    ],
)
def test_what_fewer_than_three_people_said_stays_with_the_agency(senders: list[Sender]):
    with pytest.raises(NotAllowed):
        telling.check_may_tell([CAUSE], senders, {Role.LEADER})


def test_who_leaves_no_name_is_somebody_each_time():
    assert telling.people([Sender(CaseNumber(f"LN26-{n:06}"), "", "", "", "", "", "") for n in range(3)]) == 3
