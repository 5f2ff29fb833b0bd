"""The files as they stand: complete, and true where the truth is known."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from service.casework.rules import FEEDBACK
from service.clock import today
from service.reference import Facts, read
from service.settings import Settings
from service.terms import Kind, Level, Step

UNITED = date(2025, 7, 1)  # Quảng Bình and Quảng Trị are one province; the districts are gone
TET = ["2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02"]
KINGS = ["2024-04-18", "2025-04-07", "2026-04-26", "2027-04-16", "2028-04-04", "2029-04-23", "2030-04-12"]  # 10/3 of the lunar year


@pytest.fixture(scope="session")
def facts() -> Facts:
    return read(Path(Settings().reference_dir))


def in_force(row, day: date) -> bool:
    return (row.valid_from or date.min) <= day < (row.valid_to or date.max)


def test_the_communes_of_today_and_all_they_succeeded_are_there(facts: Facts):
    areas = {line.fact.code: line.fact for line in facts.areas}
    now = [area for area in areas.values() if in_force(area, today())]
    former = [area for area in areas.values() if area.valid_to == UNITED]
    assert Counter(area.kind for area in now) == {"Xã": 69, "Phường": 8, "Đặc khu": 1}
    assert Counter(area.parent for area in former) == {"Tỉnh Quảng Bình": 145, "Tỉnh Quảng Trị": 120}
    assert len(areas) == len(now) + len(former) == 343
    assert {areas[area.successor_code].code for area in former} == {area.code for area in now}


def test_no_name_leads_to_the_wrong_commune(facts: Facts):
    areas = {line.fact.code: line.fact for line in facts.areas}
    heirs = {(area.name, area.former_district): areas[area.successor_code].name for area in areas.values() if area.successor_code}
    assert heirs["Xã Minh Hóa", "Huyện Minh Hóa"] == "Xã Kim Phú"
    assert heirs["Xã Hòa Trạch", "Huyện Bố Trạch"] == "Xã Hoàn Lão"
    assert heirs["Xã Thượng Hóa", "Huyện Minh Hóa"] == "Xã Kim Phú"
    assert heirs["Phường 1", "Thành phố Đông Hà"] == "Phường Đông Hà"
    assert heirs["Phường 1", "Thị xã Quảng Trị"] == "Phường Quảng Trị"


def test_every_commune_has_its_committee_since_the_merger(facts: Facts):
    communes = {line.fact.code for line in facts.areas if in_force(line.fact, UNITED)}
    committees = {line.fact.area_code: line.fact for line in facts.agencies if line.fact.level == Level.COMMUNE}
    assert {area for area, body in committees.items() if in_force(body, UNITED)} == communes
    assert all(body.code == f"X{area}" for area, body in committees.items())
    assert {body.valid_from for body in committees.values() if in_force(body, UNITED)} == {UNITED}


def test_the_committee_of_every_commune_of_before_went_to_that_of_the_one_which_succeeded_it(facts: Facts):
    former = {line.fact.code: line.fact.successor_code for line in facts.areas if line.fact.successor_code and line.fact.kind != "Huyện"}
    handed = {line.fact.from_code: line.fact.to_code for line in facts.succession if line.fact.from_code.startswith("Xold-")}
    assert handed == {f"X{area}": f"X{successor}" for area, successor in former.items()}
    assert len(handed) == 264


def test_functions_name_the_fields_they_cover(facts: Facts):
    fields = {line.fact.code for line in facts.fields}
    went = {line.fact.to_code: set(line.fact.fields) for line in facts.succession if line.fact.from_code == "QB-SLDTBXH"}
    assert went["QB-SNV"] >= {"R01", "R06", "R07", "R12", "R21"}
    assert went["QB-SYT"] >= {"R15", "R17", "R18", "R19"}
    assert (went["QB-SGDDT"], went["QB-SNNMT"], went["QB-CA"]) == ({"R04"}, {"R25", "R40"}, {"R53"})
    districts = [line.fact for line in facts.succession if line.fact.from_code == "QB-UBND-LETHUY"]
    assert {code for row in districts for code in row.fields} == fields


def test_every_body_that_ended_has_heirs_which_exist_from_that_day(facts: Facts):
    bodies = {line.fact.code: line.fact for line in facts.agencies}
    handed_on = {line.fact.from_code for line in facts.succession if line.fact.effective == bodies[line.fact.from_code].valid_to}
    assert handed_on == {code for code, body in bodies.items() if body.valid_to}
    for line in facts.succession:
        assert in_force(bodies[line.fact.to_code], line.fact.effective), line.where


def test_the_department_of_labour_went_five_ways(facts: Facts):
    heirs = {line.fact.to_code: line.fact.effective for line in facts.succession if line.fact.from_code == "QB-SLDTBXH"}
    assert heirs == dict.fromkeys(("QB-SNV", "QB-SYT", "QB-SGDDT", "QB-SNNMT", "QB-CA"), date(2025, 3, 1))


def test_each_district_went_to_its_communes_and_the_province(facts: Facts):
    heirs = Counter(line.fact.from_code for line in facts.succession if "-UBND-" in line.fact.from_code)
    assert Counter(code[:2] for code in heirs) == {"QB": 8, "QT": 10}
    assert heirs["QB-UBND-MINHHOA"] == 5 + 1
    assert heirs["QT-UBND-CONCO"] == 1 + 1


@pytest.mark.parametrize("day", [UNITED, date(2026, 11, 23), date(2030, 12, 31)])
def test_exactly_one_duty_for_every_field_level_and_kind(facts: Facts, day: date):
    fields = [line.fact.code for line in facts.fields if in_force(line.fact, day)]
    duties = Counter((line.fact.field_code, line.fact.level, line.fact.kind) for line in facts.duties if in_force(line.fact, day))
    assert fields == [f"R{number:02}" for number in range(1, 55)]
    # complaints and denunciations follow who is complained of, not the field
    assert duties == {(field, level, kind): 1 for field in fields for level in Level for kind in FEEDBACK}


def test_a_field_has_enough_words_and_shares_none(facts: Facts):
    owners = Counter(word.lower() for line in facts.fields for word in line.fact.words)
    assert [word for word, times in owners.items() if times > 1] == []
    assert all(8 <= len(line.fact.words) <= 20 for line in facts.fields)


def test_the_limits_of_feedback_are_what_was_promised(facts: Facts):
    limits = {(line.fact.kind, line.fact.step): line.fact for line in facts.time_limits if in_force(line.fact, today())}
    for kind in (Kind.PHAN_ANH_KIEN_NGHI, Kind.KHEN_NGOI):
        said = {step: (limit.number, limit.unit) for (of, step), limit in limits.items() if of == kind}
        assert said[Step.FIRST_ANSWER] == said[Step.CLARIFY] == (10, "working_day")
        assert said[Step.TRANSFER] == said[Step.TELL_CITIZEN] == (5, "working_day")
        assert said[Step.ANSWER] == (20, "calendar_day")
        assert said[Step.STATUS] == said[Step.REOPEN] == (7, "calendar_day")
        assert said[Step.REPORT_RESULT] == (7, "working_day")
        assert said[Step.ALARM] == (45, "calendar_day")
        assert said[Step.TRIAGE] == (1, "working_day")


def test_what_is_doubtful_in_a_limit_is_told(facts: Facts):
    doubtful = {line.fact.code for line in facts.time_limits if "cần đối chiếu" in line.fact.source}
    assert {"ACCEPT-KN", "FIRST_ANSWER-PAKN", "PROCESS-XLD", "SUPPLY-TT", "STOP-DLCN", "CARRY_OUT-DLCN", "TRIAGE-PAKN"} <= doubtful


def test_a_limit_that_ended_has_a_successor(facts: Facts):
    rows = [line.fact for line in facts.time_limits]
    for row in rows:
        heirs = [other for other in rows if (other.kind, other.step) == (row.kind, row.step) and other.valid_from == row.valid_to]
        assert heirs or row.valid_to is None, row.code


def test_the_lunar_holidays_fall_where_the_moon_puts_them(facts: Facts):
    off = {line.fact.day: line.fact.name for line in facts.holidays if line.fact.kind == "off"}
    for text in TET:
        first = date.fromisoformat(text)
        block = sorted(day for day, name in off.items() if name == "Tết Nguyên đán" and day.year == first.year)
        assert len(block) == 5
        assert block[0] < first <= block[-1]
        assert _next_weekday(first) in block
    for text in KINGS:
        day = date.fromisoformat(text)
        assert "Giỗ Tổ" in off[_next_weekday(day)]


@pytest.mark.parametrize("year", range(2024, 2031))
def test_a_year_has_the_days_of_the_labour_code(facts: Facts, year: int):
    days = [line.fact for line in facts.holidays if line.fact.day.year == year]
    swapped = sum(day.kind == "make_up" for day in days)
    assert sum(day.kind == "off" for day in days) - swapped == (11 if year < 2026 else 12)  # 24/11 since 2026
    assert all("chờ thông báo" in day.source for day in days) == (year > 2026)


def test_culture_day_2026_is_off_and_the_monday_before_is_not(facts: Facts):
    kinds = {line.fact.day: line.fact.kind for line in facts.holidays}
    assert kinds[date(2026, 11, 24)] == "off"
    assert date(2026, 11, 23) not in kinds
    assert kinds[date(2026, 8, 22)] == kinds[date(2026, 1, 10)] == "make_up"


def _next_weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
