"""Languages, dates and numbers."""

from datetime import UTC, date, datetime

import pytest

from service import i18n
from service.problems import N_

LATE = datetime(2026, 12, 2, 18, 5, tzinfo=UTC)  # already the third in Vietnam


@pytest.mark.parametrize(
    ("cookie", "accept", "language"),
    [
        (None, "", "vi"),
        (None, "en-GB,en;q=0.9", "en"),
        (None, "fr,en;q=0.4,vi;q=0.8", "vi"),
        (None, "fr;q=1.0", "vi"),
        (None, "en;q=0", "vi"),
        (None, "en;q=nonsense,,;;", "vi"),
        ("en", "vi", "en"),
        ("vi", "en", "vi"),
        ("xx", "en", "en"),
    ],
)
def test_the_readers_own_choice_comes_first(cookie: str | None, accept: str, language: str):
    assert i18n.negotiated(cookie, accept) == language


@pytest.mark.parametrize(
    ("write", "value", "vi", "en"),
    [
        (i18n.date_long, date(2026, 12, 3), "thứ Năm, 03/12/2026", "Thursday, 3 December 2026"),
        (i18n.date_long, date(2026, 12, 6), "Chủ nhật, 06/12/2026", "Sunday, 6 December 2026"),
        (i18n.date_long, LATE, "thứ Năm, 03/12/2026", "Thursday, 3 December 2026"),
        (i18n.date_short, LATE, "03/12/2026", "3 Dec 2026"),
        (i18n.date_time, LATE, "01:05, 03/12/2026", "3 Dec 2026, 01:05"),
        (i18n.number, 1234567, "1.234.567", "1,234,567"),
        (i18n.number, 1234.5, "1.234,5", "1,234.5"),
        (i18n.number, -1234, "-1.234", "-1,234"),
        (i18n.percent, 0.8242, "82,4\u00a0%", "82.4%"),
        (i18n.percent, 1, "100,0\u00a0%", "100.0%"),
        (i18n.days_left, 7, "còn 7 ngày làm việc", "7 working days left"),
        (i18n.days_left, 1, "còn 1 ngày làm việc", "1 working day left"),
        (i18n.days_left, 0, "hạn hôm nay", "due today"),
        (i18n.days_left, -2, "quá hạn 2 ngày làm việc", "2 working days overdue"),
    ],
)
def test_as_each_language_writes_it(write, value, vi: str, en: str):
    assert write(value, "vi") == vi
    assert write(value, "en") == en


def test_calendar_days_are_said_as_such():
    assert i18n.days_left(20, "vi", "calendar_day") == "còn 20 ngày"
    assert i18n.days_left(-1, "en", "calendar_day") == "1 day overdue"


def test_a_sentence_carries_dates_numbers_and_sentences():
    text = N_("Hạn %(day)s, tối đa %(most)s chữ: %(why)s %(year)s", day=date(2026, 12, 3), most=5000, why=N_("hạn hôm nay"), year="2026")
    assert i18n.say(text, "vi") == "Hạn thứ Năm, 03/12/2026, tối đa 5.000 chữ: hạn hôm nay 2026"


@pytest.mark.parametrize(
    ("name", "english"),
    [("tỉnh Quảng Trị", "Quảng Trị province"), ("thành phố Huế", "Huế city"), ("Quảng Trị", "Quảng Trị")],
)
def test_the_province_by_name(name: str, english: str):
    assert i18n.province(name, "vi") == name
    assert i18n.province(name, "en") == english


def test_somebodys_own_words_are_left_alone():
    assert i18n.say("100% đúng %(x)s", "en") == "100% đúng %(x)s"


async def test_the_switch_keeps_the_choice_and_comes_back(room):
    answer = await room.post("/ngon-ngu", data={"ngon_ngu": "en", "ve": "/rieng?x=1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/rieng?x=1")
    assert "SameSite=lax" in answer.headers["set-cookie"]
    assert 'lang="en"' in (await room.get("/rieng")).text


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", ""]
)
async def test_the_switch_never_leads_to_another_site(room, elsewhere: str):
    answer = await room.post("/ngon-ngu", data={"ngon_ngu": "xx", "ve": elsewhere})
    assert answer.headers["location"] == "/"
    assert "set-cookie" not in answer.headers
