"""Comments that are almost the same are found; those that only say the same thing are not."""

import random

from service.index.rules.minhash import ALIKE, FEWEST_WORDS, duplicated, likeness, runs, signature

SENT = "Cán bộ ở đây làm việc rất chậm, tôi đi lại nhiều lần mà vẫn không được giải quyết gì cả."
OTHERS = (
    "Tôi nộp giấy tờ từ sáng, đến trưa thì xong, cô ở quầy số hai nói năng nhẹ nhàng.",
    "Phòng chờ nóng quá, đề nghị lắp thêm quạt cho người già ngồi đợi lấy thuốc.",
    "Hồ sơ của mẹ tôi thiếu một tờ mà không ai nói trước, phải quay lại ba ngày sau.",
)


def jaccard(one: str, other: str) -> float:
    first, second = runs(one), runs(other)
    return len(first & second) / len(first | second)


def test_the_same_text_is_found_with_other_accents_letters_and_marks():
    texts = [SENT, *OTHERS, SENT.upper(), "Can bo o day lam viec rat cham toi di lai nhieu lan ma van khong duoc giai quyet gi ca"]
    assert duplicated(texts) == [[0, 4, 5]]


def test_one_changed_word_in_a_long_text_hides_nothing():
    long = f"{SENT} {OTHERS[0]} {OTHERS[2]}"
    changed = long.replace("quầy số hai", "quầy số ba")
    assert jaccard(long, changed) > ALIKE + 0.05
    assert duplicated([OTHERS[1], long, changed]) == [[1, 2]]


def test_texts_about_the_same_thing_are_not_the_same():
    assert duplicated([SENT, "Cán bộ ở đây làm việc chậm quá, tôi phải đi lại nhiều lần mới được giải quyết.", *OTHERS]) == []


def test_what_many_write_by_themselves_is_left_out():
    short = "Rất hài lòng, cảm ơn các anh chị."
    assert len(short.split()) <= FEWEST_WORDS
    assert duplicated([short] * 50) == []
    assert duplicated(["", "   ", "!!!"]) == []


def test_two_different_groups_stay_apart():
    assert duplicated([SENT, OTHERS[0], SENT, OTHERS[0], OTHERS[1]]) == [[0, 2], [1, 3]]


def test_the_estimate_is_near_the_truth():
    chance = random.Random(11)
    words = [f"tu{number}" for number in range(400)]
    errors: list[float] = []
    for _ in range(60):
        text = [chance.choice(words) for _ in range(60)]
        other = text[: chance.randint(20, 60)] + [chance.choice(words) for _ in range(chance.randint(1, 20))]
        one, two = " ".join(text), " ".join(other)
        errors.append(likeness(signature(runs(one)), signature(runs(two))) - jaccard(one, two))
    assert abs(sum(errors) / len(errors)) < 0.02
    assert max(abs(error) for error in errors) < 0.25


def test_among_many_different_ones_only_the_copies_are_found():
    chance = random.Random(12)
    words = [f"tu{number}" for number in range(300)]
    texts = [" ".join(chance.choice(words) for _ in range(15)) for _ in range(800)]
    for place in (5, 77, 640):
        texts[place] = SENT
    assert duplicated(texts) == [[5, 77, 640]]


def test_a_thousand_copies_are_one_group():
    texts = [f"{SENT} {OTHERS[0]} {OTHERS[1]} số {number}" for number in range(300)]
    assert [len(group) for group in duplicated(texts)] == [300]
