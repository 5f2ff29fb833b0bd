"""What is read in a text, as people type it on a phone."""

from unicodedata import normalize

import pytest

from service.routing.rules.words import LONGEST, MOST_WORDS, features, words


def bare(text: str) -> list[str]:
    return [word.bare for word in words(text)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ko dc", "không được"),
        ("K bik", "không biết"),
        ("thẻ BHYT", "thẻ bảo hiểm y tế"),
        ("nác giếng", "nước giếng"),
        ("nac gieng", "nước giếng"),
        ("mạ tui", "mẹ tôi"),
        ("xkld", "xuất khẩu lao động"),
        ("hổ trợ", "hỗ trợ"),
        ("đóiiii quá", "đói quá"),
        ("NƯỚC MÁY", "nước máy"),
        ("nhatoibimatnuoc", "nhà tôi bị mất nước"),
        ("mất.nước,3 ngày", "mất nước 2 ngày"),
    ],
)
def test_what_is_typed_is_read_as_what_is_meant(typed: str, meant: str):
    assert bare(typed) == bare(meant)


def test_accents_count_where_they_were_typed():
    assert {"=nước", "nuoc", "nuoc may", "=nước máy"} <= set(features(words("nước máy")))
    assert set(features(words("nuoc may"))) == {"nuoc", "may", "nuoc may"}


def test_composed_and_decomposed_letters_are_the_same():
    text = "Mẹ tôi đã đến Ủy ban hỏi về tiền người cao tuổi"
    taken_apart = normalize("NFD", text)
    assert [(word.full, word.bare) for word in words(taken_apart)] == [(word.full, word.bare) for word in words(text)]
    assert all(taken_apart[word.start : word.end] for word in words(taken_apart))


def test_a_word_stands_where_it_says():
    text = "Nhà tôi, 3 tháng nay: ko có nác!"
    assert [text[word.start : word.end] for word in words(text)] == ["Nhà", "tôi", "3", "tháng", "nay", "ko", "có", "nác"]


@pytest.mark.parametrize("number", ["0912345678", "044178001234", "2500000", "123456789012345678901234567890"])
def test_no_number_is_kept(number: str):
    assert not any(number[:5] in name for name in features(words(f"gọi tôi số {number} nhé")))


def test_an_age_says_old_or_young():
    assert bare("82 tuổi") == bare("91 tuổi") != bare("7 tuổi") == bare("12 tuổi")


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "...", "\u0301\u0301", "a" * 10_000, "١٢٣", "x" * 41])
def test_where_nothing_is_said_nothing_is_read(text: str):
    assert len(words(text)) <= 1


def test_what_is_read_has_an_end():
    assert len(words("rác " * 100_000)) == MOST_WORDS
    assert all(word.end <= LONGEST for word in words("rác thải ô nhiễm " * 10_000))
