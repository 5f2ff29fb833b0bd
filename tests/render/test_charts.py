"""Charts: what is drawn where, and that no word in them can be more than a word."""

import re
from xml.etree import ElementTree as ET

import pytest

from service import charts
from service.charts import Band, Dot, Moment, Whisker

NASTY = '</text><script>alert("1")</script> & \' "'
SPACE = "{http://www.w3.org/2000/svg}"


def drawn() -> list[str]:
    bands = [Band(x, 0.7 - 1 / x, 0.7 + 1 / x, 0.7 - 2 / x, 0.7 + 2 / x) for x in (20, 100, 300)]
    return [
        charts.whiskers([Whisker(NASTY, 0.74, 0.69, 0.79, NASTY), Whisker(NASTY, None, None, None, "x")], NASTY, target=0.85),
        charts.funnel([Dot(NASTY, 120, 0.9, out=True), Dot(NASTY, 80, 0.7)], bands, 0.7, NASTY, axis=NASTY),
        charts.trend([Moment(NASTY, 0.5, 0.4, 0.6), Moment(NASTY, 0.2, 0.4, 0.6, out=True)], NASTY, usual=0.5),
    ]


@pytest.mark.parametrize("picture", drawn())
def test_a_word_in_a_chart_is_a_word(picture: str):
    whole = ET.fromstring(picture)  # noqa: S314 - ours
    assert whole.get("role") == "img"
    assert whole.get("aria-label") == NASTY
    assert not whole.findall(f".//{SPACE}script")
    assert NASTY in [element.text for element in whole.iter() if element.text]


@pytest.mark.parametrize("picture", drawn())
def test_all_of_a_chart_lies_within_its_picture(picture: str):
    whole = ET.fromstring(picture)  # noqa: S314 - ours
    _, _, width, height = (float(number) for number in (whole.get("viewBox") or "").split())
    for name, most in (("x1", width), ("x2", width), ("cx", width), ("y1", height), ("y2", height), ("cy", height)):
        assert all(-1 <= float(element.get(name) or 0) <= most for element in whole.iter())


def test_a_share_that_may_not_be_said_has_a_rail_and_no_bar():
    said = charts.whiskers([Whisker("A", 0.74, 0.69, 0.79, "74,4 %")], "")
    unsaid = charts.whiskers([Whisker("A", None, None, None, "chưa đủ dữ liệu")], "")
    assert len(re.findall('stroke-width="6"', said)) == 2
    assert len(re.findall('stroke-width="6"', unsaid)) == 1


def test_charts_of_nothing_are_empty_pictures():
    assert ET.fromstring(charts.funnel([], [], 0.5, "x", axis="n")).tag == f"{SPACE}svg"  # noqa: S314 - ours
    assert ET.fromstring(charts.trend([], "x")).tag == f"{SPACE}svg"  # noqa: S314 - ours
    assert ET.fromstring(charts.whiskers([], "x")).tag == f"{SPACE}svg"  # noqa: S314 - ours


def test_a_target_is_marked_on_every_bar_and_crosses_no_word():
    whole = ET.fromstring(charts.whiskers([Whisker("A", 0.7, 0.6, 0.8, "70 %"), Whisker("B", None, None, None, "x")], "", target=0.85))  # noqa: S314 - ours
    marks = [line for line in whole.iter(f"{SPACE}line") if line.get("stroke") == charts.ALARM]
    words = [float(text.get("y") or 0) for text in whole.iter(f"{SPACE}text")]
    assert len(marks) == 2
    assert not any(float(mark.get("y1") or 0) <= y <= float(mark.get("y2") or 0) for mark in marks for y in words)


def test_a_funnel_says_from_how_many_to_how_many():
    whole = ET.fromstring(charts.funnel([Dot("A", 102, 0.7), Dot("B", 304, 0.72)], [], 0.7, "x", axis="n"))  # noqa: S314 - ours
    assert {"102", "304"} <= {text.text for text in whole.iter(f"{SPACE}text")}
