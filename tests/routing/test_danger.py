"""Emergencies are heard, in whatever writing, and everyday sentences stay quiet: measured on sentences nothing was learnt from."""

from functools import cache

import pytest

from service.routing.rules import danger
from service.routing.rules.learning import held_out
from tests.routing import danger_words
from tests.routing.danger_words import Lesson, learnt, lessons

LEAST_RECALL, LEAST_PRECISION, MOST_FALSE_ALARMS, LEAST_SHOWN = 0.95, 0.8, 0.08, 0.8
LONG = (
    ["bị " * 4000, "con " * 3000, "đang đánh con vợ chồng bị nước lên nhà cháy " * 300],
    ["a" * 12000, "ß" * 5000, "\u0301" * 5000, "🔥" * 9000],
)


@cache
def kept_apart() -> list[tuple[Lesson, list[str]]]:
    """The fifth of the families that is always kept, and the numbers that a table shows which was learnt without them."""
    without = learnt([one for one in lessons() if not held_out(one.family)])
    weights = danger.Weights(without.rows, danger.shipped().needed, danger.shipped().always)
    return [(one, danger.numbers(one.text, weights).split()) for one in lessons() if held_out(one.family)]


def test_nine_of_ten_emergencies_are_heard_and_more():
    real = [(one.text, found) for one, found in kept_apart() if one.numbers]
    missed = [text for text, found in real if not found]
    assert len(real) > 120
    assert len(missed) <= (1 - LEAST_RECALL) * len(real), missed


def test_what_only_sounds_like_it_mostly_stays_quiet():
    heard = sum(bool(found) for one, found in kept_apart() if one.numbers)
    wrong = [one.text for one, found in kept_apart() if found and not one.numbers and not one.ordinary]
    assert heard / (heard + len(wrong)) >= LEAST_PRECISION, wrong


def test_everyday_sentences_raise_no_alarm_but_few():
    quiet = [(one.text, found) for one, found in kept_apart() if one.ordinary]
    wrong = [text for text, found in quiet if found]
    assert len(quiet) > 300
    assert len(wrong) <= MOST_FALSE_ALARMS * len(quiet), wrong


@pytest.mark.parametrize("number", danger.NUMBERS)
def test_the_number_that_fits_is_among_those_shown(number: str):
    shown = [number in found for one, found in kept_apart() if number in one.numbers]
    assert sum(shown) >= LEAST_SHOWN * len(shown)


def test_the_table_is_what_the_sentences_teach():
    assert danger.TABLE.read_text("utf-8") == danger_words.made(), "run python -m tests.routing.danger_words"


def test_labels_are_numbers_or_left_out():
    told = danger_words.rows(danger_words.DANGERS)
    assert {number for row in told for number in row["numbers"].split()} == {*danger.NUMBERS, danger_words.LEFT_OUT}
    assert len({row["text"] for row in told}) == len(told)


HARMLESS = """
Đánh giá cán bộ tiếp dân rất tốt.
gia xang giet dan
Cán bộ làm từ từ
Chưa nhận được tiền trợ cấp
Xin đổ bê tông đường thôn, xe đi lại khó
Bà con tin tưởng cán bộ
Tôi định bán bánh bèo, xin hỏi giấy phép
🙂🔥
"""


@pytest.mark.parametrize("text", ["", *HARMLESS.splitlines()])
def test_nothing_is_heard_where_nothing_is(text: str):
    assert danger.dangers(text) == ()


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


def test_the_most_fitting_stands_first_and_at_most_three_stand():
    weights = danger.Weights({"chay": (90, 10, 90, 80, 70)}, (10, 5, 5, 5, 5), {})
    assert danger.numbers("chạy", weights) == "113 114 115"


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
