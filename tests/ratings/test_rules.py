"""What a rating needs, and what is said when it has it not."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.problems import Invalid
from service.ratings import rules
from service.terms import Settled

NOTHING = dict.fromkeys(rules.CRITERIA, "")
NOBODY = dict.fromkeys(rules.GROUPS, "")


def test_the_key_of_the_page_is_kept_and_a_missing_one_is_made():
    sent = "0b9c0f3e-6a1e-4d5f-9a58-3d0f8f3b1c11"
    assert rules.key(sent) == UUID(sent)
    assert rules.key("") != rules.key("")
    assert rules.key("not a key").version == 4


@given(st.text())
def test_a_face_is_one_of_five(sent: str):
    if sent in {"1", "2", "3", "4", "5"}:
        assert rules.overall(sent, "") == rules.overall(sent, "yes") == int(sent)
    else:
        with pytest.raises(Invalid) as wrong:
            rules.overall(sent, "")
        assert set(wrong.value.fields) == {"muc"}


def test_who_could_not_be_served_has_no_face():
    assert rules.overall("", "yes") is None


def test_nothing_more_to_say_is_allowed():
    assert rules.rest(NOTHING, NOBODY, "", "", {"R01"}) == rules.Rest()


def test_what_is_said_is_kept():
    said = rules.rest(NOTHING | {"cong_chuc": "2", "tin_tuong": "5", "cong_suc": "1"}, NOBODY, "R01", "Chờ lâu.", {"R01"})
    assert said == rules.Rest("R01", staff=2, trust=5, comment="Chờ lâu.", effort=1)


def test_of_oneself_anything_may_be_said_or_left_out():
    whole = {"gioi_tinh": "F", "tuoi": "60+", "dan_toc": "OTHER", "khuyet_tat": "no", "khong_toi": "yes"}
    said = rules.rest(NOTHING, whole, "", "", {"R01"})
    assert said == rules.Rest(sex="F", age_band="60+", ethnic="OTHER", disability=False, not_reached=True)
    for name in whole:
        with pytest.raises(Invalid) as wrong:
            rules.rest(NOTHING, NOBODY | {name: "?"}, "", "", {"R01"})
        assert set(wrong.value.fields) == {name}


def test_everything_wrong_is_said_at_once():
    with pytest.raises(Invalid) as wrong:
        rules.rest(NOTHING | {"tiep_can": "6", "ket_qua": "x"}, NOBODY, "R99", "a" * 2001, {"R01"})
    assert set(wrong.value.fields) == {"tiep_can", "ket_qua", "linh_vuc", "y_kien"}


@pytest.mark.parametrize(
    ("settled", "treated", "comment", "wrong"),
    [("", "", "", {"giai_quyet", "thai_do"}), ("MAYBE", "3", "", {"giai_quyet"}), ("YES", "0", "a" * 2001, {"thai_do", "y_kien"})],
)
def test_a_word_on_a_case_must_be_whole(settled: str, treated: str, comment: str, wrong: set[str]):
    with pytest.raises(Invalid) as told:
        rules.word(settled, treated, comment)
    assert set(told.value.fields) == wrong


def test_a_whole_word():
    assert rules.word("PARTLY", "3", "Cũng được.") == rules.Word(Settled.PARTLY, 3, "Cũng được.")
