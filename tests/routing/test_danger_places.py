"""The names of places tell of no danger, and hide none."""

import csv

import pytest

from service.agencies.rules import fold
from service.routing.rules import danger, names

with names.TABLE.open(encoding="utf-8", newline="") as file:
    PLACES = sorted({names.own(line[column]) for line in csv.DictReader(file) for column in names.COLUMNS} - {""})
NEUTRAL = ("ở {} nước máy vàng đục", "Đường ở {} hỏng", "Nước máy nhà tôi ở {} vàng đục, có mùi tanh, giặt áo trắng thành vàng")


@pytest.mark.parametrize("said", NEUTRAL)
def test_the_name_of_no_place_raises_an_alarm(said: str):
    assert not danger.numbers(said.format("đó"))
    raised = [
        text
        for name in PLACES
        for one in (said.format(name),)
        for text in (one, fold(one), one.lower(), fold(one).upper())
        if danger.numbers(text)
    ]
    assert len(PLACES) > 300
    assert raised == []


def test_beside_the_name_of_a_place_danger_is_heard():
    assert [danger.numbers(text) for text in ("nha toi o Kim Phu dang chay", "o Vinh Linh chong danh toi chay mau")] == ["114", "113 115"]


def test_a_name_with_other_accents_is_no_name():
    read = danger.words("kim phụ, Kim Phú, kim phu")
    assert names.besides(read) == [(0, 2)]


def test_a_name_of_one_syllable_is_one_only_where_a_place_is_told():
    assert [names.besides(danger.words(text)) for text in ("bò húc", "ở Húc", "o huc")] == [[(0, 2)], [(0, 1)], [(0, 1)]]
