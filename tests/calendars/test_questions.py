"""What `langnghe due` is asked and answers, without a database."""

from datetime import date, datetime

import pytest

from service.calendars.questions import Question, answer, listing, moment
from service.problems import CannotRun
from tests.calendars.facts import book

BOOK = book()


def test_capitals_and_dashes_do_not_matter():
    one = answer(Question("KHIEU_NAI", "SEND_DECISION", "2026-11-23"), BOOK, "files")
    assert answer(Question("khieu-nai", "send-decision", "2026-11-23"), BOOK, "files") == one


def test_a_complaint_is_of_the_first_level_unless_said_otherwise():
    found = answer(Question("khieu_nai", "settle", "2026-12-03"), BOOK, "files")
    assert (found.raw, found.rolled, found.days, found.unit) == (date(2027, 1, 2), date(2027, 1, 4), 30, "calendar_day")
    assert (found.when.level, found.code, found.rule.code) == ("1", "SETTLE-KN-1", "SETTLE-KN-1")
    hard = answer(Question("khieu_nai", "settle", "2026-12-03", complex=True, remote=True, level="2"), BOOK, "files")
    assert (hard.days, hard.rolled) == (70, date(2027, 2, 11))


def test_hours_keep_their_time():
    found = answer(Question("du_lieu_ca_nhan", "breach_notice", "2026-11-23T15:30"), BOOK, "files")
    assert (found.hours, found.days, found.rolled) == (72, None, datetime(2026, 11, 26, 15, 30))  # noqa: DTZ001 - a wall clock in Vietnam


@pytest.mark.parametrize("start", ["2026-11-23T15:30+07:00", "2026-11-23T08:30Z", " 2026-11-23 15:30 "])
def test_a_time_elsewhere_is_read_as_vietnams(start: str):
    assert moment(start) == datetime(2026, 11, 23, 15, 30)  # noqa: DTZ001 - see above


def test_a_year_without_its_holidays_is_told():
    assert answer(Question("to_cao", "settle", "2026-12-03"), BOOK, "files").calendar_known
    assert not answer(Question("to_cao", "settle", "2030-12-15"), BOOK, "files").calendar_known


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question("KHIEU", "SETTLE", "2026-12-03"), "'KHIEU' is no kind; there are DU_LIEU_CA_NHAN, "),
        (Question("TO_CAO", "DIALOGUE_NOTICE", "2026-12-03"), "'DIALOGUE_NOTICE' is no step of TO_CAO; there are ACCEPT, "),
        (Question("TO_CAO", "SETTLE", "3/12/2026"), "'3/12/2026' is no date; a date is written 2026-12-03"),
        (Question("TO_CAO", "SETTLE", "2026-02-30"), "'2026-02-30' is no date"),
        (Question("KHIEU_NAI", "SETTLE", "2026-12-03", level="3"), "'3' is no level here; there are 1, 2"),
        (Question("TIEP_CONG_DAN", "RECEPTION_DAYS", "2026-12-03"), "a level is needed; there are commune, "),
        (Question("TIEP_CONG_DAN", "RECEPTION_DAYS", "2026-12-03", level="commune"), "RECEPTION_DAYS-TCD-COMMUNE says how often"),
        (Question("KHIEU_NAI", "SEND_ORDER", "2026-06-30"), "KHIEU_NAI SEND_ORDER has no rule on 2026-06-30; it has from 2026-07-01 on"),
        (Question("KHIEU_NAI", "SETTLE", "9999-12-31"), "from 9999-12-31: the calendar ends"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_sentence(question: Question, said: str):
    with pytest.raises(CannotRun) as told:
        answer(question, BOOK, "files")
    assert str(told.value).startswith(said)
    assert "\n" not in str(told.value)


def test_the_list_is_that_of_a_day():
    codes = {day: {rule.code for rule in listing(day, BOOK, "files", date(2026, 11, 23)).rules} for day in ("", "2026-06-30")}
    assert {"ACCEPT-KN"} == {code for code in codes[""] if code.startswith("ACCEPT-KN")}
    assert {"ACCEPT-KN-2011"} == {code for code in codes["2026-06-30"] if code.startswith("ACCEPT-KN")}
