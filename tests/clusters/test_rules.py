"""What is alike, what may be said to all, what may be told to everybody."""

from collections import defaultdict
from datetime import date
from itertools import combinations

import pytest

from service.clusters.rules import alike, telling, together
from service.clusters.rules.telling import Notice
from service.clusters.rules.together import Sender, Ticked
from service.problems import Invalid, NotAllowed
from service.terms import CaseNumber, Kind, Role
from tests.clusters.cases import LATE, TELLINGS

TODAY = date(2026, 11, 23)
TRIED_ON = {"R15", "R26", "R28", "R41"}  # the measure was chosen with these; the other four were only looked at afterwards
HOA = Sender(CaseNumber("LN26-000123"), "Nguyễn Thị Hoa", "0912 345 678", "Số 5 Trần Phú, thôn 2", "045199001234", "xã Kim Phú", LATE[0])
DO = Sender(CaseNumber("LN26-000124"), "Trần Văn Đỗ", "", "Thôn Đoài", "", "xã Kim Phú", LATE[1])
FINE = Notice("Trợ cấp chi chậm", "Danh sách chưa được duyệt.", "", "")


def judged(fields: set[str]) -> tuple[int, int, int]:
    """Pairs of one matter found, pairs found in all, pairs of one matter there are."""
    right = found = there = 0
    by_field = defaultdict(list)
    for row in TELLINGS:
        by_field[row["field"]].append((row["matter"], frozenset(alike.sketch(row["text"]))))
    for field in fields & by_field.keys():
        weigh = alike.weights(words for _, words in by_field[field])
        for (matter, words), (other, others) in combinations(by_field[field], 2):
            hit, same = alike.likeness(words, others, weigh) >= alike.ALIKE, matter == other
            right, found, there = right + (hit and same), found + hit, there + same
    return right, found, there


@pytest.mark.parametrize("fields", [TRIED_ON, {"R13", "R16", "R43", "R44"}], ids=["tried on", "held back"])
def test_most_proposals_are_right_and_most_tellings_of_one_matter_are_found(fields: set[str]):
    right, found, there = judged(fields)
    print(f"precision {right}/{found} = {right / found:.2f}, recall {right}/{there} = {right / there:.2f}")
    assert right / found >= 0.8
    assert right / there >= 0.65


def test_there_are_pairs_enough_to_judge_by():
    pairs = [(a["matter"] == b["matter"]) for a, b in combinations(TELLINGS, 2) if a["field"] == b["field"]]
    assert (sum(pairs), len(pairs) - sum(pairs)) == (105, 459)


def test_the_same_text_without_accents_is_the_same_sketch():
    assert alike.sketch("Đường vào thôn bị NGẬP, cống tắc.") == alike.sketch("duong vao thon bi ngap cong tac")


def test_a_sketch_holds_no_words():
    assert all(isinstance(word, int) and -(2**31) <= word < 2**31 for word in alike.sketch(LATE[0]))


def test_a_text_is_like_itself_and_not_like_nothing():
    words, weigh = frozenset(alike.sketch(LATE[0])), alike.weights([])
    assert alike.likeness(words, words, weigh) == pytest.approx(1)
    assert alike.likeness(words, frozenset(), weigh) == 0
    assert alike.likeness(frozenset(alike.sketch("Xin hỏi.")), words, weigh) == 0


def test_two_shared_words_are_not_enough():
    weigh = alike.weights([])
    assert alike.likeness(frozenset({1, 2}), frozenset({1, 2}), weigh) == 0
    assert alike.likeness(frozenset({1, 2, 3}), frozenset({1, 2, 3}), weigh) == pytest.approx(1)


def test_what_most_say_is_marked_and_the_text_stays_whole():
    texts = ["Trợ cấp tháng 9 chưa có.\nChờ mãi.", "tro cap chua ve", "Đèn đường hỏng."]
    parts = alike.marked(texts)
    assert ["".join(part.text for part in one) for one in parts] == texts
    assert [part.text for part in parts[0] if part.shared] == ["Trợ cấp"]
    assert [part.text for part in parts[1] if part.shared] == ["tro cap"]
    assert [part for part in parts[2] if part.shared] == []


def test_a_text_near_others_names_the_nearest_first():
    assert alike.near(LATE[0], ["Đèn đường hỏng gần hết, tối om.", LATE[3], LATE[0]]) == [2, 1]
    assert alike.near("", [LATE[0]]) == []


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


@pytest.mark.parametrize(
    ("kind", "field", "roles"),
    [
        (Kind.PHAN_ANH_KIEN_NGHI, "R15", {Role.HANDLER, Role.INTAKE}),
        (Kind.PHAN_ANH_KIEN_NGHI, "R19", {Role.LEADER}),
        (Kind.KHIEU_NAI, "R15", {Role.LEADER}),
        (Kind.TO_CAO, "R15", {Role.LEADER, Role.DENUNCIATION_READER}),
        (Kind.KHEN_NGOI, "R15", {Role.LEADER}),
    ],
)
def test_only_a_leader_tells_and_only_of_feedback_not_about_children(kind: Kind, field: str, roles: set[Role]):
    with pytest.raises(NotAllowed):
        telling.check_may_tell(kind, field, roles)


def test_no_number_is_shown_before_ten():
    assert [telling.shown(people) for people in (0, 1, 9, 10, 37)] == [None, None, None, 10, 37]


def test_a_browser_is_another_person_at_another_matter():
    one = telling.person("s" * 32, 1, "a" * 32)
    assert one == telling.person("s" * 32, 1, "a" * 32)
    assert (
        len({one, telling.person("s" * 32, 2, "a" * 32), telling.person("t" * 32, 1, "a" * 32), telling.person("s" * 32, 1, "b" * 32)}) == 4
    )


@pytest.mark.parametrize("kept", [None, "", "x", "A" * 32, "a" * 31, "a" * 33, "a" * 32 + "\n"])
def test_what_is_no_number_of_ours_is_none(kept: str | None):
    assert telling.device(kept) == ""
