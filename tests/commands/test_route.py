"""`langnghe route` as an administrator types it: JSON on the terminal, from the files or from the database."""

import json

import asyncpg
import pytest

from tests.commands.test_due import langnghe

COMPLAINT = ("route", "--kind", "khieu-nai", "--field", "r01", "--area", "xã Thượng Hóa", "--against", "Sở LĐ-TB&XH tỉnh Quảng Bình")


def test_a_clean_clone_answers_from_its_files():
    done = langnghe(*COMPLAINT, "--on", "2026-11-23")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (found["source"], found["agency"], found["levels"][0]["agency"], found["asks"]) == ("files", "SNV", "UBNDT", [])
    assert found["reasons"][0]["why"].startswith("Vì từ 01/03/2025, nhiệm vụ “Lao động")
    assert all(link["article"] for link in found["reasons"])


def test_the_answer_is_of_a_day():
    for day, agency in (("2024-01-01", "QB-SLDTBXH"), ("2025-03-01", "QB-SNV"), ("2025-07-01", "SNV")):
        assert json.loads(langnghe(*COMPLAINT, "--on", day).stdout)["agency"] == agency


def test_several_of_a_name_are_offered():
    found = json.loads(langnghe("route", "--kind", "PHAN_ANH_KIEN_NGHI", "--field", "R15", "--area", "xa minh hoa").stdout)
    assert found["agency"] == "BTCD"
    assert [(ask["field"], [code for code, _, _ in ask["options"]]) for ask in found["asks"]] == [("noi", ["18901", "18943"])]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("route", "langnghe: route needs --kind\n"),
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
    assert (found["source"], found["agency"], found["contact"]) == ("database", "SYT", "Mới")
