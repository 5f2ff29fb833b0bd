"""`langnghe route` as an administrator types it: JSON on the terminal, from the files or from the database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from tests.commands.test_due import HOUSE, langnghe

COMPLAINT = ("route", "--kind", "khieu-nai", "--field", "r01", "--area", "xã Thượng Hóa", "--against", "Sở LĐ-TB&XH tỉnh Quảng Bình")


def test_a_clean_clone_answers_from_its_files():
    done = langnghe(*COMPLAINT, "--on", "2026-11-23")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (found["source"], found["agency"]["code"], found["levels"][0]["agency"], found["asks"]) == ("files", "SNV", "UBNDT", [])
    assert found["area"] == {"code": "18943", "name": "Xã Kim Phú"}
    assert [(owed["step"], owed["day"]) for owed in found["due"]] == [("ACCEPT", "2026-12-03"), ("FIRST_ANSWER", "2026-12-08")]
    assert found["reasons"][0]["why"].startswith("Vì từ 01/03/2025, việc của Sở Lao động – Thương binh và Xã hội tỉnh Quảng Bình")
    assert all(link["article"] for link in found["reasons"])


def test_the_answer_is_of_a_day():
    for day, agency in (("2024-01-01", "QB-SLDTBXH"), ("2025-03-01", "QB-SNV"), ("2025-07-01", "SNV")):
        assert json.loads(langnghe(*COMPLAINT, "--on", day).stdout)["agency"]["code"] == agency


def test_what_is_not_named_is_read_from_the_text():
    done = langnghe("route", "--text", "bo toi 81 tuoi chua thay tien tro cap huu tri xa hoi", "--area", "kim phu", "--on", "2026-11-23")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert (found["kind"], found["field"]["code"], found["agency"]["code"]) == ("PHAN_ANH_KIEN_NGHI", "R16", "X18943")
    assert all(word in "bo toi 81 tuoi chua thay tien tro cap huu tri xa hoi" for word in found["fields"][0]["words"])
    assert 0.5 < found["fields"][0]["score"] <= 1


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (("--kind", "PHAN_ANH_KIEN_NGHI", "--field", "R15", "--area", "xa minh hoa"), "noi"),
        (("--kind", "PHAN_ANH_KIEN_NGHI", "--field", "R15", "--area", "xã không có"), "noi"),
        (("--kind", "PHAN_ANH_KIEN_NGHI", "--field", "R15"), "noi"),
        (("--kind", "KHIEU_NAI", "--area", "kim phu"), "co_quan"),
        (("--text", "xin chào", "--kind", "PHAN_ANH_KIEN_NGHI", "--area", "kim phu"), "linh_vuc"),
    ],
)
def test_what_must_be_known_first_is_asked(words: tuple[str, ...], asked: str):
    done = langnghe("route", *words)
    found = json.loads(done.stdout)
    assert (done.returncode, found["agency"]["code"]) == (3, "BTCD")
    assert asked in [ask["field"] for ask in found["asks"]]
    assert all(ask["question"] for ask in found["asks"])


def test_several_of_a_name_are_offered():
    found = json.loads(langnghe("route", "--kind", "PHAN_ANH_KIEN_NGHI", "--field", "R15", "--area", "xa minh hoa").stdout)
    assert [[code for code, _, _ in ask["options"]] for ask in found["asks"]] == [["18901", "18943"]]
    of_one_name = json.loads(langnghe("route", "--kind", "PHAN_ANH_KIEN_NGHI", "--field", "R15", "--area", "xa hai phu").stdout)
    hints = [hint for ask in of_one_name["asks"] for _, _, hint in ask["options"]]
    assert len(hints) == len(set(hints)) > 1


def test_a_file_of_questions_is_answered_line_by_line(tmp_path: Path):
    sheet = tmp_path / "questions.tsv"
    rows = (
        "text|area|kind|on",
        "mất nước máy ba ngày rồi|phường đồng hới||",
        "|xa minh hoa|khen_ngoi|",
        "|kim phu|x|",
        "x|kim phu||2020-01-01",
    )
    sheet.write_text("\n".join(rows).replace("|", "\t"))
    done = langnghe("route", "--batch", str(sheet))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, [line["line"] for line in lines]) == (1, [2, 3, 4, 5])
    assert lines[0]["answer"]["agency"]["code"] == "X18880"
    assert lines[1]["answer"]["asks"]
    assert lines[2]["error"].startswith("'x' is no kind")
    assert lines[3]["error"].startswith("Chỉ biết ai trả lời từ ngày 01/01/2024.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("route", "langnghe: route needs --kind or --text\n"),
        ("route --batch nowhere.tsv", "langnghe: nowhere.tsv cannot be read"),
        ("route --batch pyproject.toml", "langnghe: the first line names the columns"),
        ("route --kind x", "langnghe: 'x' is no kind; there are "),
        ("route --kind khieu_nai --field R77", "langnghe: 'R77' is no field; there are R01"),
        ("route --kind khieu_nai --level 3", "langnghe: '3' is no level; there are 1, 2"),
        ("route --kind khieu_nai --settled-by NOWHERE", "langnghe: 'NOWHERE' is no body; there are "),
        ("route --kind khieu_nai --on never", "langnghe: 'never' is no date"),
        ("route --kind khieu_nai --on 2023-12-31", "langnghe: ngay: Chỉ biết ai trả lời từ ngày 01/01/2024."),
    ],
)
def test_what_cannot_be_answered_ends_with_a_sentence(words: str, said: str):
    done = langnghe(*words.split())
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(said)


def test_a_database_that_does_not_answer_is_told():
    done = langnghe(*COMPLAINT, DATABASE_URL="postgresql://127.0.0.1:1/nowhere")
    assert done.returncode == 1
    assert done.stderr.startswith("langnghe: the database of DATABASE_URL does not answer")


async def test_the_database_answers_as_an_administrator_keeps_it(own_dsn: str):
    connection = await asyncpg.connect(own_dsn)
    await connection.execute(
        "update langnghe.duty set agency_code = 'SYT', contact = 'Mới' where field_code = 'R05' and level = 'province'"
    )
    await connection.close()
    found = json.loads(
        langnghe("route", "--kind", "phan_anh_kien_nghi", "--field", "R05", "--area", "kim phu", DATABASE_URL=own_dsn).stdout
    )
    assert (found["source"], found["agency"]["code"], found["contact"]) == ("database", "SYT", "Mới")


def test_a_text_that_says_nothing_is_asked_about():
    done = langnghe("route", "--text", "xin chào", "--area", "kim phu")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (3, "")
    assert (found["agency"]["code"], found["asks"][0]["field"]) == ("BTCD", "loai")
    assert len(found["asks"][0]["options"]) == 4


def test_a_code_is_known_in_any_letters():
    for code in ("Xold-19255", "XOLD-19255"):
        done = langnghe("route", "--kind", "khieu-nai", "--level", "2", "--field", "r15", "--area", "kim phu", "--settled-by", code)
        assert (done.returncode, done.stderr) == (0, ""), code


def test_whoever_has_read_enough_may_stop():
    nobody, writes = os.pipe()
    os.close(nobody)
    done = subprocess.run([sys.executable, "-m", "service", *COMPLAINT], cwd=HOUSE, stdout=writes, stderr=subprocess.PIPE, check=False)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")


def test_two_dashes_in_the_place_of_a_name_are_a_name_that_is_not_known():
    for option in ("--area=--", "--against=--"):
        done = langnghe("route", "--kind=TO_CAO", option)
        assert (done.returncode, done.stderr) == (3, "")


def test_a_name_as_long_as_a_letter_is_refused_in_one_sentence():
    done = langnghe("route", "--kind=TO_CAO", f"--against={'a ' * 2000}")
    assert (done.returncode, done.stderr) == (1, "langnghe: --against is longer than 2000 letters; a name is enough\n")
