"""What is alike: found where it should be, at the threshold, and not beyond it."""

import math
from collections import defaultdict
from itertools import combinations

import pytest

from service.clusters.rules import alike
from tests.clusters.cases import LATE, TELLINGS

TRIED_ON = {"R15", "R26", "R28", "R41"}  # the measure was chosen with these; the other four were only looked at afterwards


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
    found = alike.near(LATE[0], ["Đèn đường hỏng gần hết, tối om.", LATE[3], LATE[0]])
    assert list(found) == [2, 1]
    assert found[2] == pytest.approx(1)
    assert alike.near("", [LATE[0]]) == {}


@pytest.mark.parametrize(
    ("score", "near", "far"), [(0.18, False, False), (0.19, True, False), (0.39, True, False), (0.4, True, True), (0.41, True, True)]
)
def test_the_next_field_is_no_hindrance_and_any_other_takes_a_higher_likeness(score: float, near: bool, far: bool):
    assert (alike.is_alike(score, near=True), alike.is_alike(score, near=False)) == (near, far)


def test_next_to_nothing_of_another_field_is_taken_for_the_same():
    weigh = alike.weights([])
    sketches = [(row["field"], frozenset(alike.sketch(row["text"]))) for row in TELLINGS]
    pairs = [(one, other) for one, other in combinations(sketches, 2) if one[0] != other[0]]
    taken = [pair for pair in pairs if alike.is_alike(alike.likeness(pair[0][1], pair[1][1], weigh), near=False)]
    assert (len(pairs), len(taken)) == (4287, 2)


def flat(_word: int) -> float:
    return 1.0


@pytest.mark.parametrize(("alone", "like"), [(11, True), (12, True), (13, False), (14, False)])
def test_the_threshold_lies_where_three_words_of_sixteen_still_are_like(alone: int, like: bool):
    """3 shared of 3 + n each: 3 / (3 + n); 0.2 with twelve, 0.1875 with thirteen, and 0.19 lies between."""
    one, other = frozenset(range(3 + alone)), frozenset([*range(3), *range(100, 100 + alone)])
    assert (alike.likeness(one, other, flat) >= alike.ALIKE) == like


def test_three_shared_words_are_enough_and_two_are_not():
    assert alike.likeness(frozenset({1, 2, 3}), frozenset({1, 2, 3, 4}), flat) == pytest.approx(0.866, abs=0.001)
    assert alike.likeness(frozenset({1, 2, 4}), frozenset({1, 2, 5}), flat) == 0


def test_a_rare_word_weighs_more_than_one_that_everybody_says_which_still_weighs_a_little():
    weigh = alike.weights([{1, 2}, {1}, {1}] * 20)
    assert weigh(3) > weigh(2) > weigh(1)
    assert weigh(1) == alike.LEAST_WEIGHT
    assert weigh(3) == pytest.approx(math.log(80))
