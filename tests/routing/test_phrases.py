"""The words shown as a reason are whole words that say something of the field, as they stand in the text."""

import pytest

from service.routing.rules.model import Model, packed, unpacked
from service.routing.rules.phrases import Phrases, learn, parts
from service.routing.rules.words import words
from tests.routing.labelled import kept_apart, model

TEXTS = [one.text for texts in kept_apart().values() for one in texts]


def spoken(text: str) -> list[str]:
    return [word for guess in model().fields(text) for word in guess.words]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("thi vô lớp 10 vùng biển thiếu sách ôn, có ký túc xá ko hay phải trọ", "ký túc"),
        ("suất ăn bán trú trường mầm non thu 22 ngàn mà con về kêu đói", "mầm non"),
        ("cong ty giai the ca tram nguoi, lam thu tuc lanh tien that nghiep o dau", "that nghiep"),
        ("mẹ liệt sỉ mà xã gạch tên khỏi danh sách", "liệt sỉ"),
        ("the bhyt cua toi sai ten, benh vien khong cho huong", "bhyt"),
    ],
)
def test_a_reason_is_a_whole_word(text: str, whole: str):
    assert any(whole in word for word in spoken(text)), spoken(text)
    pieces = {syllable for syllable in whole.split() if " " in whole}
    assert not pieces & set(spoken(text))


@pytest.mark.parametrize(
    "text",
    [
        "Tôi đề nghị UBND xã xem lại quyết định cắt trợ cấp của mẹ tôi bị khuyết tật nặng",
        "toi de nghi uy ban nhan dan xa xem lai quyet dinh cat tro cap cua me toi bi khuyet tat nang",
        "Tôi khiếu nại quyết định của cơ quan bảo hiểm xã hội về lương hưu của tôi, đề nghị xem lại",
    ],
)
def test_what_every_letter_says_is_no_reason(text: str):
    found = {word.lower() for word in spoken(text)}
    assert found
    nothing = {
        "tôi",
        "toi",
        "ubnd",
        "đề nghị",
        "de nghi",
        "quyết định",
        "quyet dinh",
        "khiếu nại",
        "xem lại",
        "uy ban",
        "nhan dan",
        "cơ quan",
    }
    assert not found & nothing
    assert not any(word.startswith(("tôi ", "ubnd ", "đề nghị")) for word in found)


def test_words_used_of_every_field_are_found_by_how_often_they_are_used():
    texts = [
        (f"{field}-{at}", field, words(f"giấy tờ, {thing}"))
        for field, thing in (("A", "rác"), ("B", "thuốc"), ("C", "đất"))
        for at in range(3)
    ]
    found = learn(texts, [])
    assert "giấy tờ" in found.mute
    assert "rác" not in found.mute


def test_there_are_three_at_most_and_each_stands_in_the_text():
    for text in TEXTS:
        for guess in model().fields(text):
            assert len(guess.words) <= 3
            assert all(
                f" {word} " in f" {''.join(sign if sign.isalnum() else ' ' for sign in text)} " for word in guess.words if "-" not in word
            )


def test_a_lone_syllable_is_rarely_a_reason():
    first = [found[0] for text in TEXTS if (found := model().fields(text))]
    shown = [word for guess in first for word in guess.words]
    assert sum(" " in word for word in shown) >= 0.8 * len(shown)


def test_a_word_is_never_joined_over_a_comma():
    told = Phrases({"xe lăn": 90})
    assert len(parts("xe lăn", words("xe lăn"), told)) == 1
    for text in ("xe, lăn", "xe,lăn", "xe. Lăn"):
        assert len(parts(text, words(text), told)) == 2


def test_a_model_stored_before_words_were_learnt_is_still_read():
    known = model()
    assert unpacked(packed(known)).phrases == known.phrases
    assert Model(known.codes, known.rows, known.scale).fields(TEXTS[0])[0].code == known.fields(TEXTS[0])[0].code
