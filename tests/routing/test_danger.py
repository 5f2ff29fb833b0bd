"""Emergencies are heard, in whatever writing, and everyday sentences stay quiet: measured on sentences nothing was learnt from."""

from functools import cache

import pytest

from service.agencies.rules import fold
from service.routing.rules import danger
from tests.routing import danger_words
from tests.routing.danger_words import Lesson
from tests.routing.labelled import dangers

LEAST_RECALL, LEAST_PRECISION, MOST_FALSE_ALARMS, LEAST_SHOWN, LEAST_FIRST = 0.95, 0.8, 0.08, 0.8, 0.85
LONG = (
    ["bị " * 4000, "con " * 3000, "đang đánh con vợ chồng bị nước lên nhà cháy " * 300],
    ["a" * 12000, "ß" * 5000, "\u0301" * 5000, "🔥" * 9000],
)


def test_what_nobody_tuned_on_is_heard():
    found = [(bool(danger.numbers(text)), real) for text, real in dangers()]
    assert sum(real for _, real in found) == sum(not real for _, real in found) == 80
    assert sum(heard for heard, real in found if real) >= 76
    assert sum(heard for heard, real in found if not real) <= 16


def test_no_weight_was_learnt_from_it():
    learnt = {fold(one.text) for one in danger_words.lessons()}
    assert learnt.isdisjoint(fold(text) for text, _ in dangers())


@cache
def kept_apart() -> list[tuple[Lesson, list[str]]]:
    """Every sentence, and the numbers that a table shows which was learnt without any sentence of its family."""
    needed, always = danger.shipped().needed, danger.shipped().always
    return [(one, danger.numbers(one.text, danger.Weights(table.rows, needed, always)).split()) for one, table in danger_words.apart()]


def test_nine_of_ten_emergencies_are_heard_and_more():
    real = [(one.text, found) for one, found in kept_apart() if one.numbers]
    missed = [text for text, found in real if not found]
    assert len(real) > 900
    assert len(missed) <= (1 - LEAST_RECALL) * len(real), missed


def test_what_only_sounds_like_it_mostly_stays_quiet():
    heard = sum(bool(found) for one, found in kept_apart() if one.numbers)
    wrong = [one.text for one, found in kept_apart() if found and not one.numbers and not one.ordinary]
    assert heard / (heard + len(wrong)) >= LEAST_PRECISION, wrong


def test_everyday_sentences_raise_no_alarm_but_few():
    quiet = [(one.text, found) for one, found in kept_apart() if one.ordinary]
    wrong = [text for text, found in quiet if found]
    assert len(quiet) > 3000
    assert len(wrong) <= MOST_FALSE_ALARMS * len(quiet), wrong


@pytest.mark.parametrize("number", danger.NUMBERS)
def test_the_number_that_fits_is_among_those_shown(number: str):
    shown = [number in found for one, found in kept_apart() if number in one.numbers]
    assert sum(shown) >= LEAST_SHOWN * len(shown)


def test_the_number_that_comes_first_mostly_fits():
    first = [found[0] in one.numbers for one, found in kept_apart() if one.numbers and found]
    assert sum(first) >= LEAST_FIRST * len(first)


def test_the_table_is_what_the_sentences_teach():
    assert danger.TABLE.read_text("utf-8") == danger_words.made(), "run python -m tests.routing.danger_words"


def test_labels_are_numbers_or_left_out():
    told = danger_words.rows(danger_words.DANGERS)
    assert {number for row in told for number in row["numbers"].split()} == {*danger.NUMBERS, danger_words.LEFT_OUT}
    assert len({row["text"] for row in told}) == len(told)


TYPICAL = """
111 child beaten: bố đánh con bầm tím / bé gái 7 tuổi bị đánh / cháu bị mẹ kế đánh / thằng bé bị đánh dã man
111 child abused or left alone: cháu gái 10 tuổi bị xâm hại / em bé bị bỏ rơi / bé 5 tuổi bị nhốt trong nhà / trẻ em bị ép đi ăn xin
113 violence at home: chồng đánh tôi / chồng em đang đánh em / con trai đánh mẹ già / chồng dọa giết tôi / bị chồng bạo hành
113 crime in progress: trộm đang cạy cửa / có người bị cướp / đánh nhau ngoài chợ, có dao / cầm dao đuổi chém / bắt cóc trẻ em
114 fire: cháy nhà / nhà hàng xóm đang cháy / cháy rừng lan xuống bản / nổ bình gas / khói bốc ra từ nhà trọ
114 drowning: có người đuối nước / cháu bé rơi xuống sông / lũ cuốn trôi người / ngập tới mái, kẹt trên nóc / sạt lở vùi người
115 suicide: tôi muốn chết / em không muốn sống nữa / mẹ tôi định tự tử / chị tôi uống thuốc sâu
115 medical: bố tôi ngất không tỉnh / xe máy tông, chảy máu nhiều / bà tôi khó thở quá / có người bị điện giật / chồng tôi co giật
"""
CASES = [
    pytest.param(text.strip(), number, id=f"{kind}: {fold(text.strip())}")
    for number, kind, texts in ((line[:3], *line[4:].split(":", 1)) for line in TYPICAL.strip().splitlines())
    for text in texts.split("/")
]
HARMLESS = """
Đánh giá cán bộ tiếp dân rất tốt.
gia xang giet dan
Cán bộ làm từ từ
Chưa nhận được tiền trợ cấp
Xin đổ bê tông đường thôn, xe đi lại khó
Bà con tin tưởng cán bộ
Tôi định bán bánh bèo, xin hỏi giấy phép
hỏi chế độ cho nạn nhân bạo lực gia đình
tập huấn phòng cháy chữa cháy ở thôn
xin hỗ trợ nhà bị cháy năm ngoái
lớp dạy bơi chống đuối nước cho học sinh
trạm y tế không có xe cấp cứu
tuyên truyền phòng chống xâm hại trẻ em
bị tai nạn lao động năm 2020, chưa được trợ cấp
giá điện cháy túi
cán bộ đánh mất hồ sơ của tôi
chết máy tính, không nộp được hồ sơ
xin giấy chứng tử cho bố tôi
mất trộm xe năm ngoái, chưa thấy trả lời
🙂🔥
"""


@pytest.mark.parametrize(("text", "number"), CASES)
def test_what_people_typically_write_is_heard_with_accents_and_without(text: str, number: str):
    assert [number in danger.numbers(written).split() for written in (text, fold(text))] == [True, True]


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("Chồng tôi say rượu đánh con trai 6 tuổi chảy máu, đang cầm dao ngoài cửa", True),
        ("cầm dao đòi chém thằng 8 thang tuoi", True),
        ("chồng 40 tuổi cầm dao đòi chém", False),
        ("tuổi cầm dao đòi chém", False),
        (f"cầm dao đòi chém {'5' * 5000} tuổi", False),
        ("xin xác nhận cho con 6 tuổi đi học", False),
    ],
)
def test_where_there_is_violence_and_a_childs_age_the_child_is_to_be_protected_too(text: str, *, child: bool):
    assert ("111" in danger.numbers(text).split()) is child


@pytest.mark.parametrize("text", ["", *HARMLESS.strip().splitlines()])
def test_nothing_is_heard_where_nothing_is(text: str):
    assert [danger.dangers(written) for written in (text, fold(text))] == [(), ()]


@pytest.mark.parametrize(("text", "number"), [("CỨU TUI VỚI", "113"), ("em khong muon song nua", "115"), ("nhà em đang cháyyyy", "114")])
def test_some_words_always_call_for_help(text: str, number: str):
    told = f"Tôi hỏi về hồ sơ hộ nghèo và tiền trợ cấp của mẹ tôi. {text}. Xin cảm ơn, hồ sơ nộp ở đâu ạ"
    assert number in danger.numbers(told).split()


def test_words_with_other_accents_are_other_words():
    always = danger.table([{"words": "dọa giết", "always": "113"}])
    heard = [bool(danger.plainly(text, danger.words(text), always)) for text in ("dọa giết", "doa giet", "dọa giet", "đóa giết")]
    assert heard == [True, True, True, False]


def test_the_words_that_spoke_stand_in_the_text():
    text = "Chồng tôi say rượu, ĐANG ĐÁNH TÔI. Bé 4 tuổi ngất rồi!"
    found = danger.dangers(text)
    assert found[0] == danger.Danger("113", ("ĐANG ĐÁNH TÔI",))
    for one, _ in kept_apart():
        for heard in danger.dangers(one.text):
            assert heard.words
            assert len(heard.words) <= danger.MOST_WORDS
            assert all(word in one.text for word in heard.words)


def test_where_no_number_fits_it_is_the_police():
    weights = danger.Weights({"chay": (90, 0, 0, 0, 0)}, (10, 5, 5, 5, 5), {})
    assert danger.numbers("chạy", weights) == danger.ANY


def test_the_most_fitting_stands_first():
    weights = danger.Weights({"chay": (90, 40, 90, 80, 70)}, (10, 5, 5, 5, 5), {})
    assert danger.numbers("chạy", weights) == "113 114 115 111"


def sentences(text: str) -> list[str]:
    return [f"{one}. " for one in danger.SENTENCE.split(text) if one.strip()]


AFTER = " Toi da trinh bao xa ma chua thay ai xuong, xin xem giup. Hôm qua thấy cháu khóc ở góc nhà, tay bầm tím, máu chảy rất nhiều"


def test_no_sentence_takes_away_a_number_that_was_called_for():
    texts = [*(text for text, _ in dangers()), *(one.text for one in danger_words.lessons() if one.numbers)]
    for text in (written for one in texts for written in (one, fold(one))):
        told, called = "", set[str]()
        for sentence in sentences(f"{text}.{AFTER}"):
            told += sentence
            before, called = called, set(danger.numbers(told).split())
            assert before <= called, told


def test_no_clause_behind_it_takes_away_a_number_while_there_is_danger():
    told = "con tôi bị bố dượng đánh chảy máu"
    assert set(danger.numbers(told).split()) <= set(danger.numbers(f"{told}, tôi xin xã can thiệp").split())


def test_what_is_far_less_likely_does_not_stand_beside_it_unless_somebody_wrote_that_it_must():
    far = {"chay": (900, 0, 900, 900 - round(danger.BEHIND) * 6, 0)}
    assert danger.numbers("chạy", danger.Weights(far, (10, 0, 5, 5, 500), {})) == "113"
    always = danger.table([{"words": "chạy", "always": "114"}]).always
    assert danger.numbers("chạy", danger.Weights(far, (10, 0, 5, 5, 500), always)) == "113 114"


@pytest.mark.parametrize("before", [0, 40, 300, 1000])
def test_one_line_in_a_long_letter_is_heard(before: int):
    quiet = "Tôi gửi hồ sơ xin xác nhận giấy tờ đất của gia đình, mong xã trả lời. "
    letter = (quiet * before)[:8000] + "Chồng em cầm dao đòi chém, em trốn trong nhà, cháu bé khóc. " + quiet
    assert not danger.dangers(quiet * 100)
    assert "113" in danger.numbers(letter).split()


@pytest.mark.parametrize("text", [*LONG[0], *LONG[1]])
def test_long_and_odd_texts_are_looked_at_in_bounds(text: str, monkeypatch: pytest.MonkeyPatch):
    looked: list[int] = []
    features = danger.features
    monkeypatch.setattr(danger, "features", lambda part: looked.append(len(part)) or features(part))
    danger.dangers(text)
    assert max(looked, default=0) <= danger.AT_ONCE
    assert sum(looked) <= danger.LONGEST * danger.AT_ONCE // danger.ONWARD
