"""Which field and kind a text speaks of. The numbers asked for lie below what is measured: `python -m tests.routing.report` prints that."""

import msgspec
import pytest

from service.agencies.rules import fold
from service.reference import read
from service.routing.rules import UNSURE, Guess, because
from service.routing.rules.learning import Sentence, held_out, measured, train
from service.routing.rules.model import packed, unpacked
from service.terms import Kind
from tests.routing.labelled import REFERENCE, kept_apart, model, nothing, sentences

KEPT = pytest.mark.parametrize("texts", kept_apart().values(), ids=kept_apart().keys())


@KEPT
def test_the_right_field_is_proposed_for_sentences_nobody_learnt_from(texts: list[Sentence]):
    found = measured(model(), texts)
    assert found.first >= 0.85
    assert found.among >= 0.97
    assert found.kind >= 0.80


def test_chatter_is_left_alone_or_called_unsure():
    assert {fold(text) for text in nothing()}.isdisjoint(fold(one.text) for one in sentences(REFERENCE / "sentences.csv"))
    found = [model().fields(text) for text in nothing()]
    assert sum(not one or one[0].code == UNSURE for one in found) >= 0.8 * len(found)
    assert sum(not one for one in found) >= 5


@KEPT
def test_what_is_learnt_and_what_is_measured_are_kept_apart(texts: list[Sentence]):
    learnt = sentences(REFERENCE / "sentences.csv")
    assert not {fold(one.text) for one in learnt} & {fold(one.text) for one in texts}
    assert not {one.family for one in learnt} & {one.family for one in texts}


@KEPT
def test_accents_hardly_change_what_is_proposed(texts: list[Sentence]):
    same = [model().likely(one.text)[0][0] == model().likely(fold(one.text))[0][0] for one in texts]
    assert sum(same) >= 0.9 * len(texts)


@KEPT
def test_the_words_that_spoke_stand_in_the_text(texts: list[Sentence]):
    guesses = [(one.text, guess) for one in texts for guess in (*model().fields(one.text), *model().kinds(one.text))]
    assert all(word and word in text for text, guess in guesses for word in guess.words)
    first = [found[0] for one in texts if (found := model().fields(one.text))]
    assert sum(bool(guess.words) for guess in first) >= 0.97 * len(first)


@KEPT
def test_what_is_surely_an_accusation_is_one(texts: list[Sentence]):
    sure = [one for one in texts if (found := model().kinds(one.text)) and found[0].code == Kind.TO_CAO and found[0].score >= 0.7]
    assert len(sure) >= 3
    assert sum(one.kind == Kind.TO_CAO for one in sure) >= 0.9 * len(sure)


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("Mẹ tôi 82 tuổi chưa được nhận trợ cấp hưu trí xã hội", "R16", "82 tuổi"),
        ("nha toi mat nac may 3 ngay roi, phuong no ai tra loi", "R42", "nac"),
        ("rác để đầy đường cả tuần ko ai thu gom", "R43", "rác"),
        ("xóm tui chưa có sổ đỏ, hỏi mô cũng ko được", "R44", "sổ đỏ"),
        ("bác sĩ ở bệnh viện quát mắng người nhà", "R31", "bệnh viện"),
    ],
)
def test_a_field_and_its_words(text: str, field: str, words: str):
    first = model().fields(text)[0]
    assert first.code == field
    assert any(words in phrase for phrase in first.words), first.words
    assert because(first)


def test_nothing_is_said_of_a_guess_without_words():
    assert not because(Guess("R16", 0.5, ()))


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "xin chào", "Xin chào ông bà", "chao anh chi", "alo", "ok", "🙂", "🙂 🙂 🙂", "...", "12345", "0912345678"),
        *(
            "aaaa bbbb",
            "asdf qwer zxcv",
            "hello how are you",
            "test test",
            "cảm ơn",
            "cho tôi hỏi",
            "a" * 10_000,
            "z " * 5_000,
            "<b>&amp;</b>",
        ),
    ],
)
def test_nothing_is_proposed_where_nothing_is_said(text: str):
    assert model().fields(text) == []


def test_ten_thousand_letters_that_say_something_are_read():
    assert model().fields("Bãi rác cạnh nhà bốc mùi hôi thối cả xóm không chịu nổi. " * 200)[0].code == "R43"


def test_likelihoods_are_shares_of_one_and_come_in_order():
    guesses = model().fields("Thẻ bảo hiểm y tế của con tôi bị sai tên, bệnh viện không cho hưởng")
    assert 1 <= len(guesses) <= 3
    assert [guess.score for guess in guesses] == sorted((guess.score for guess in guesses), reverse=True)
    assert 0 < sum(guess.score for guess in guesses) <= 1.000001


def test_the_same_sentences_give_the_same_model():
    facts = read(REFERENCE)
    some = [line.fact for line in facts.sentences][::7]
    fields = [line.fact for line in facts.fields]
    assert packed(train(some, fields)) == packed(train(some, list(reversed(fields))))


def test_a_stored_model_is_the_same_model():
    again = unpacked(packed(model()))
    text = "tram y te xa het vac xin tiem cho tre"
    assert again.fields(text) == model().fields(text)
    assert again.kinds(text) == model().kinds(text)


def test_a_word_of_one_situation_is_not_kept():
    sentence = Sentence("A-1", "PHAN_ANH_KIEN_NGHI", "R43", "chị Hoàng Thị Xuân Quyếnh xả rác")
    own = [sentence, msgspec.structs.replace(sentence, text="Xuân Quyếnh đổ rác ra đường")]
    fields = [line.fact for line in read(REFERENCE).fields]
    assert "quyenh" not in train(own, fields).rows
    assert "quyenh" in train([*own, msgspec.structs.replace(sentence, family="A-2")], fields).rows


def test_a_fifth_of_the_families_is_kept_for_measuring():
    families = {one.family for one in sentences(REFERENCE / "sentences.csv")}
    assert 0.14 <= sum(held_out(family) for family in families) / len(families) <= 0.26
