"""Emergencies are heard, in whatever writing, and look-alikes stay quiet: measured on sentences nothing was tuned on."""

import csv
import time
from pathlib import Path

import pytest

from service.routing.rules import danger

ROWS = list(csv.DictReader((Path(__file__).parent / "danger.csv").read_text("utf-8").splitlines()))
HELD = [row for row in ROWS if row["part"] == "test"]
GROUPS = sorted({row["group"] for row in ROWS})
WRITINGS = sorted({row["writing"] for row in ROWS})
LEAST_RECALL, LEAST_PRECISION = 0.97, 0.80


def measured(rows: list[dict[str, str]]) -> tuple[float, float, list[str]]:
    """Recall, precision, and the emergencies that were not heard."""
    missed = [row["text"] for row in rows if row["danger"] == "1" and not danger.dangers(row["text"])]
    real = sum(row["danger"] == "1" for row in rows)
    false = sum(row["danger"] == "0" and danger.dangers(row["text"]) != () for row in rows)
    heard = real - len(missed)
    return heard / real, heard / (heard + false), missed


def test_half_of_the_sentences_are_emergencies_and_a_third_has_no_accents():
    assert len(ROWS) >= 300
    assert sum(row["danger"] == "1" for row in ROWS) == len(ROWS) // 2
    assert sum(row["writing"] == "khong_dau" for row in ROWS) >= len(ROWS) // 3
    assert len({row["text"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("column", "value"), [*(("group", one) for one in GROUPS), *(("writing", one) for one in WRITINGS)])
def test_emergencies_are_heard_and_look_alikes_are_not(column: str, value: str):
    recall, precision, missed = measured([row for row in HELD if row[column] == value])
    assert recall >= LEAST_RECALL, missed
    assert precision >= LEAST_PRECISION


def test_the_number_that_fits_is_among_those_shown():
    real = [row for row in ROWS if row["danger"] == "1"]
    wrong = [row["text"] for row in real if row["number"] not in danger.numbers(row["text"]).split()]
    assert len(wrong) <= len(real) // 20, wrong


@pytest.mark.parametrize(
    "text",
    [
        *("Đánh giá cán bộ tiếp dân rất tốt.", "Đánh thuế cao quá.", "Giá xăng giết dân", "gia xang giet dan", "Cán bộ làm từ từ"),
        *("Cháy nhà năm ngoái chưa nhận hỗ trợ", "Xe cấp cứu của trạm cũ", "Lớp phòng chống đuối nước", "Chưa nhận được tiền trợ cấp", ""),
    ],
)
def test_what_only_sounds_like_it_stays_quiet(text: str):
    assert danger.dangers(text) == ()


def test_the_words_that_spoke_stand_in_the_text():
    text = "Chồng tôi say rượu, ĐANG ĐÁNH TÔI. Bé 4 tuổi ngất rồi!"
    found = danger.dangers(text)
    assert [one.number for one in found][:1] == ["111"]
    assert {one.number for one in found} == {"111", "113", "115"}
    assert all(word in text for one in found for word in one.words)
    assert "ĐANG ĐÁNH TÔI" in next(one.words for one in found if one.number == "113")


@pytest.mark.parametrize("text", ["cứuuuu với, nhà em đang cháy", "cuwus voiws nhaf em ddang chays", "cu71u vo71i nhà em đang cháy"])
def test_phones_type_accents_in_many_ways(text: str):
    assert danger.numbers(text).split()


def test_what_is_happening_now_is_heard_beside_what_is_long_over():
    past = "Năm ngoái nhà tôi bị trộm, đã báo công an."
    assert danger.dangers(past) == ()
    assert danger.numbers(f"{past} Chừ hắn đang cạy cửa nhà tôi.") == "113"


@pytest.mark.parametrize(
    "text", ["bị " * 4000, "con " * 3000, "đang đánh con vợ chồng bị nước lên nhà cháy " * 300, "a" * 12000, "ß" * 5000, "\u0301" * 5000]
)
def test_long_and_odd_texts_do_not_blow_up(text: str):
    begun = time.process_time()
    danger.dangers(text)
    assert time.process_time() - begun < 5  # of CPU, and it takes a few tenths; a catastrophe would not end
