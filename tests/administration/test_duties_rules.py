"""Changes of the duty table: what they leave, what they refuse, how they are taken back."""

from datetime import date

import pytest

from service.administration.rules import duties, duty_rows
from service.administration.rules.duties import DutyForm, Table
from service.administration.rules.duty_rows import Change, Existing, day_of, replaced, taken_back
from service.problems import Conflict, Invalid
from service.terms import AgencyCode
from tests.administration.keeping import FIELD, NEW, row

TODAY = date(2026, 11, 23)
RUNNING = row("2025-07-01")
BODIES = {
    AgencyCode(code): Existing(AgencyCode(code), "province", "department", code, code, None, ends)
    for code, ends in (("SYT", None), ("SNV", None), ("GONE", date(2027, 1, 1)))
}


def decided(verb: str, *rows, **typed: str) -> list[Change]:
    form = DutyForm(**(NEW | {"loai": "KHEN_NGOI"} | typed))
    return duties.changed(verb, form, Table(FIELD, list(rows), BODIES, TODAY))


def spans(rows) -> list[tuple[str | None, str, str]]:
    ordered = sorted(rows, key=lambda one: one.valid_from)
    return [(one.agency_code, str(one.valid_from), str(one.valid_to or "")) for one in ordered]


def after(verb: str, *rows, **typed: str) -> list[tuple[str | None, str, str]]:
    return spans(replaced(rows, decided(verb, *rows, **typed)))


def test_a_new_row_ends_the_old_one_on_its_first_day():
    assert after("moi", RUNNING) == [("SYT", "2025-07-01", "2026-12-01"), ("SNV", "2026-12-01", "")]


def test_the_last_day_that_is_typed_is_a_day_it_holds():
    assert after("moi", RUNNING, den="31/12/2026")[1] == ("SNV", "2026-12-01", "2027-01-01")


def test_another_body_does_not_keep_the_office_and_the_basis_of_the_old_one():
    left = {"lien_he": RUNNING.contact, "can_cu": RUNNING.article}
    with pytest.raises(Invalid) as refused:
        decided("moi", RUNNING, **left)
    assert set(refused.value.fields) == {"lien_he"}
    assert after("moi", RUNNING, **left, co_quan="SYT")[1] == ("SYT", "2026-12-01", "")
    assert after("moi", RUNNING, lien_he=RUNNING.contact)[1] == ("SNV", "2026-12-01", "")


def test_both_kinds_change_at_once_when_none_is_chosen():
    made = decided("moi", RUNNING, loai="")
    assert [one.kind for one in made] == ["PHAN_ANH_KIEN_NGHI", "KHEN_NGOI"]
    assert [len(one.before) for one in made] == [0, 1]


def test_a_change_may_begin_today_but_not_yesterday():
    assert after("moi", RUNNING, tu="2026-11-23")[0] == ("SYT", "2025-07-01", "2026-11-23")
    with pytest.raises(Invalid) as refused:
        decided("moi", RUNNING, tu="2026-11-22")
    assert set(refused.value.fields) == {"tu"}


def test_a_row_that_begins_later_is_in_the_way_of_one_without_end():
    coming = row("2027-01-01", agency="SNV")
    with pytest.raises(Invalid) as refused:
        decided("moi", row("2025-07-01", "2027-01-01"), coming)
    assert refused.value.fields["den"].values == {"first": date(2027, 1, 1), "who": "SNV"}
    assert after("moi", row("2025-07-01", "2027-01-01"), coming, den="2026-12-31") == [
        ("SYT", "2025-07-01", "2026-12-01"),
        ("SNV", "2026-12-01", "2027-01-01"),
        ("SNV", "2027-01-01", ""),
    ]


def test_a_body_must_be_there_all_the_time():
    with pytest.raises(Invalid) as refused:
        decided("moi", RUNNING, co_quan="GONE")
    assert set(refused.value.fields) == {"co_quan"}
    assert after("moi", RUNNING, co_quan="GONE", den="2026-12-31")[1] == ("GONE", "2026-12-01", "2027-01-01")


def test_what_has_begun_is_not_mended():
    with pytest.raises(Conflict):
        decided("sua", RUNNING, dong="2025-07-01")
    with pytest.raises(Conflict):
        decided("sua", row("2026-11-23"), dong="2026-11-23")


@pytest.mark.parametrize(("tu", "ends"), [("2026-12-01", "2026-12-01"), ("2027-02-01", "2027-02-01"), ("2026-11-24", "2026-11-24")])
def test_a_row_that_is_mended_takes_the_one_before_along(tu, ends):
    rows = row("2025-07-01", "2026-12-01"), row("2026-12-01", agency="SNV")
    assert after("sua", *rows, dong="2026-12-01", tu=tu, co_quan="SYT") == [("SYT", "2025-07-01", ends), ("SYT", tu, "")]


def test_an_end_may_move_both_ways_and_go_away():
    assert after("ket-thuc", RUNNING, dong="2025-07-01", den="2026-12-31") == [("SYT", "2025-07-01", "2027-01-01")]
    ending = row("2025-07-01", "2027-01-01")
    assert after("ket-thuc", ending, dong="2025-07-01", den="2027-01-31") == [("SYT", "2025-07-01", "2027-02-01")]
    assert after("ket-thuc", ending, dong="2025-07-01", den="") == [("SYT", "2025-07-01", "")]


@pytest.mark.parametrize("den", ["2026-11-22", "2026-12-31", "hôm qua", "9999-12-31"])
def test_an_end_in_the_past_or_where_it_is_or_nowhere_is_refused(den):
    with pytest.raises(Invalid) as refused:
        decided("ket-thuc", row("2025-07-01", "2027-01-01"), dong="2025-07-01", den=den)
    assert set(refused.value.fields) == {"den"}


def test_an_end_may_not_run_into_the_next_row_nor_outlive_the_body():
    rows = row("2025-07-01", "2027-01-01"), row("2027-01-01", agency="SNV")
    with pytest.raises(Invalid) as refused:
        decided("ket-thuc", *rows, dong="2025-07-01", den="2027-01-01")
    assert refused.value.fields["den"].values["who"] == "SNV"
    with pytest.raises(Invalid):
        decided("ket-thuc", row("2025-07-01", "2026-12-01", "GONE"), dong="2025-07-01", den="")


def test_what_is_over_has_no_other_end():
    with pytest.raises(Conflict):
        decided("ket-thuc", row("2025-07-01", "2026-11-23"), dong="2025-07-01", den="2026-12-31")


def test_a_change_holds_from_the_first_day_on_which_something_else_stands():
    assert decided("moi", RUNNING)[0].effective == date(2026, 12, 1)
    ending = row("2025-07-01", "2027-01-01")
    assert decided("ket-thuc", ending, dong="2025-07-01", den="2026-12-30")[0].effective == date(2026, 12, 31)
    assert decided("ket-thuc", ending, dong="2025-07-01", den="")[0].effective == date(2027, 1, 1)
    assert decided("sua", row("2026-12-01"), dong="2026-12-01", tu="2026-12-10")[0].effective == date(2026, 12, 1)


def test_a_change_is_taken_back_exactly_before_its_first_day():
    (change,) = decided("moi", RUNNING)
    changed = replaced([RUNNING], [change])
    assert replaced(changed, [taken_back(change, changed, TODAY)]) == [RUNNING]
    with pytest.raises(Conflict):
        taken_back(change, changed, date(2026, 12, 1))


def test_a_change_after_it_must_be_taken_back_first():
    (change,) = decided("moi", RUNNING)
    changed = replaced([RUNNING], [change])
    (later,) = decided("ket-thuc", *changed, dong="2026-12-01", den="2027-06-30")
    with pytest.raises(Conflict):
        taken_back(change, replaced(changed, [later]), TODAY)


def test_what_was_before_comes_back_only_where_nothing_else_stands():
    (change,) = decided("ket-thuc", RUNNING, dong="2025-07-01", den="2026-12-31")
    changed = replaced([RUNNING], [change])
    (later,) = decided("moi", *changed, tu="2027-01-01")
    with pytest.raises(Conflict):
        taken_back(change, replaced(changed, [later]), TODAY)


def test_the_digest_knows_a_changed_table_whatever_its_order():
    assert duty_rows.digest([RUNNING, row("2025-07-01", level="commune")]) == duty_rows.digest(
        [row("2025-07-01", level="commune"), RUNNING]
    )
    assert duty_rows.digest([RUNNING]) != duty_rows.digest([row("2025-07-01", "2027-01-01")])


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("01/12/2026", date(2026, 12, 1)),
        ("1/12/2026", date(2026, 12, 1)),
        ("2026-02-30", None),
        ("9999-12-31", None),
        ("26-01-01", None),
        ("", None),
        ("mai", None),
        ("2026-12", None),
    ],
)
def test_days_are_read_as_browsers_and_spreadsheets_write_them(typed, day):
    assert day_of(typed) == day
