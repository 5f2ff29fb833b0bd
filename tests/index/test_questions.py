"""A file of answers: what it says, and what is wrong with it, by its lines."""

import random
import time
from unicodedata import normalize

import pytest

from service.index.questions import answer, read_answers, read_register, told
from service.index.rules.estimates import estimate
from service.index.rules.publication import Why
from service.index.rules.weights import Rule
from service.problems import CannotRun
from tests.index.example import REGISTER, everybody, weighed

MARGINS = "variable,level,number\nservice,birth,300\nservice,land,700\narea,town,600\narea,hills,400\n"
COLUMNS = "service,area,access,procedure,staff,result,handling,trust"
GOOD = [
    f"{service},{area},{level},{level},4,5,,{level}" for service in ("birth", "land") for area in ("town", "hills") for level in (2, 4, 5)
]


def told_of(lines: list[str] | bytes, margins: str = MARGINS) -> list[str]:
    """Every sentence about it."""
    data = lines if isinstance(lines, bytes) else "\n".join([COLUMNS, *lines]).encode()
    with pytest.raises(CannotRun) as wrong:
        answer(data, margins.encode())
    return str(wrong.value).split("\n  ")


def as_files(name: str) -> tuple[bytes, bytes]:
    rows = [",".join([*group.cell, *("" if level is None else str(level) for level in group.levels)]) for group in everybody()[name]]
    margins = [
        f"{variable},{level},{number}"
        for variable, margin in zip(REGISTER.variables, REGISTER.margins, strict=True)
        for level, number in margin.items()
    ]
    header = ",".join([*REGISTER.variables, *COLUMNS.split(",")[2:]])
    return "\n".join([header, *rows]).encode("utf-8-sig"), "\n".join(["variable,level,number", *margins]).encode()


def test_a_file_says_what_its_answers_say():
    answers, margins = as_files("A")
    found = answer(answers, margins)
    expected = estimate(everybody()["A"], weighed(everybody()["A"], Rule()))
    assert found.all.estimates.satisfaction.share == pytest.approx(expected.satisfaction.share)
    assert found.all.estimates.satisfaction.variance == pytest.approx(expected.satisfaction.variance)
    assert found.all.estimates.covariance == pytest.approx(expected.covariance)
    assert (found.variables, found.transactions) == (("service", "area", "sex"), 8500)
    assert (found.all.satisfaction_withheld, found.all.trust_withheld) == ((), ())
    assert list(found.services) == ["tro_giup_xh", "nguoi_co_cong", "viec_lam_bhtn"]
    text = told(found).splitlines()
    assert text[1].startswith("all                       222   78.2 [ 72.3,  83.1]")
    assert "withheld" in text[2]


def test_a_small_file_is_computed_and_withheld():
    found = answer("\n".join([COLUMNS, *GOOD]).encode(), MARGINS.encode())
    assert found.all.satisfaction_withheld == (Why.NO_FIGURE,)
    assert Why.FEW_ANSWERS in found.all.trust_withheld
    assert found.weights.collapsed == {"service": ["birth+land"], "area": ["town+hills"]}
    assert "together: area town+hills" in told(found)


def test_semicolons_tabs_and_blank_lines_are_read():
    for separator in (";", "\t"):
        data = "\r\n".join([COLUMNS, *GOOD, "", ""]).replace(",", separator).encode()
        assert sum(group.count for group in read_answers(data, read_register(MARGINS.encode()))) == len(GOOD)


def test_letters_are_the_same_however_they_are_put_together():
    margins, lines = MARGINS.replace("hills", "miền núi"), [line.replace("hills", "miền núi") for line in GOOD]
    data = normalize("NFD", "\n".join([COLUMNS, *lines])).encode()
    assert answer(data, margins.encode()).all.estimates.n == len(GOOD)


def test_answers_of_one_person_are_kept_together():
    lines = [f"{COLUMNS},person", *(f"{line},{number % 9}" for number, line in enumerate(GOOD))]
    groups = read_answers("\n".join(lines).encode(), read_register(MARGINS.encode()))
    assert sorted(group.person for group in groups if group.person) == ["0", "0", "1", "1", "2", "2"]
    assert sum(group.count for group in groups) == len(GOOD)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("birth,town,7,4,4,4,4,4", "answers: line 14: access is 1 to 5 or empty, not '7'"),
        ("birth,,4,4,4,4,4,4", "answers: line 14: area is empty"),
        ("birth,sea,4,4,4,4,4,4", "answers: line 14: area 'sea' is not in the margins"),
        ("birth,town,4,4,4", "answers: line 14: 5 cells, but 8 columns"),
        ('birth,town,4,4,4,4,4,"4', "answers: line 14: unexpected end of data"),
    ],
)
def test_a_wrong_line_is_told(line: str, said: str):
    assert told_of([*GOOD, line]) == [said]


def test_all_wrong_lines_are_told_as_far_as_they_can_be_read():
    assert told_of(["birth,town,9,4,4,4,4,4", GOOD[0], "birth,town,9,4,4,4,4,4", "x,town,,,,,,9"]) == [
        "answers: line 2: access is 1 to 5 or empty, not '9'",
        "answers: line 4: access is 1 to 5 or empty, not '9'",
        "answers: line 5: service 'x' is not in the margins",
        "answers: line 5: trust is 1 to 5 or empty, not '9'",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "answers: the first line names no columns"),
        (COLUMNS.encode(), "answers: there are no answers"),
        (b"service,area\nbirth,town", "answers: line 1: the columns lack access, handling, procedure, result, staff, trust"),
        (f"{COLUMNS},mood\n".encode(), "answers: line 1: 'mood' is no question and no variable of the margins"),
        (f"{COLUMNS},trust\n".encode(), "answers: line 1: trust stands there twice"),
        ("\n".join([COLUMNS, GOOD[0], "xã,town"]).encode("utf-16"), "answers: line 1: not UTF-8"),
        (f"{COLUMNS}\n{GOOD[0]}\n".encode() + "birth,thị trấn".encode("cp1258", "ignore") + b"\xf2", "answers: line 3: not UTF-8"),
    ],
)
def test_a_wrong_file_is_told(data: bytes, said: str):
    assert told_of(data)[0].startswith(said)


@pytest.mark.parametrize(
    ("margins", "said"),
    [
        ("", "margins: the first line names no columns"),
        ("variable,level\n", "margins: line 1: the columns are variable, level and number, not variable, level"),
        ("variable,level,number\n", "margins: line 1: there are no transactions"),
        (MARGINS + "area,,3\n", "margins: line 6: a cell is empty"),
        (MARGINS + "area,sea,-3\n", "margins: line 6: '-3' is no number of transactions"),
        (MARGINS + "area,sea,nan\n", "margins: line 6: 'nan' is no number of transactions"),
        (MARGINS + "area,town,3\n", "margins: line 6: area 'town' stands there twice"),
        (MARGINS + "trust,5,3\n", "margins: line 6: 'trust' is the name of a question"),
        (MARGINS + "area,sea,50\n", "margins: the levels of area add up to 1050, those of service to 1000"),
        (MARGINS.replace("300", "2").replace("700", "998"), "answers: service 'birth' has 6 answers, but the margins 2 transactions"),
    ],
)
def test_wrong_margins_are_told(margins: str, said: str):
    assert told_of(GOOD, margins) == [said]


def test_a_large_file_is_computed_in_seconds():
    chance = random.Random(3)
    cells = [f"{service},{area}" for service in ("birth", "land") for area in ("town", "hills")]
    lines = [",".join([chance.choice(cells), *(chance.choice("2444555") for _ in range(6))]) for _ in range(200_000)]
    margins = MARGINS.replace("00\n", "00000\n")
    began = time.perf_counter()
    found = answer("\n".join([COLUMNS, *lines]).encode(), margins.encode())
    assert found.all.estimates.n == 200_000
    assert time.perf_counter() - began < 20


def test_a_large_file_that_is_wrong_is_told_briefly():
    said = told_of(["birth,town,7,4,4,4,4,4"] * 200_000)
    assert (len(said), said[0][:16], said[-1]) == (21, "answers: line 2:", "… and 199980 more faults")
