"""`langnghe due` as an administrator types it: JSON on the terminal, from the files or from the database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

HOUSE = Path(__file__).parents[2]


def langnghe(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL" and not name.startswith("LANGNGHE_")}
    argv = [sys.executable, "-m", "service", *words]
    return subprocess.run(argv, cwd=HOUSE, env=clean | env, capture_output=True, text=True, check=False)


def test_a_clean_clone_answers_from_its_files():
    done = langnghe("due", "--kind", "KHIEU_NAI", "--step", "settle", "--from", "2026-12-03")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (found["source"], found["raw"], found["rolled"], found["days"]) == ("files", "2027-01-02", "2027-01-04", 30)
    assert (found["article"], found["article_en"]) == ("Luật Khiếu nại 2011, Điều 28", "Law on Complaints 2011, Article 28")
    assert found["rule"]["code"] == found["code"] == "SETTLE-KN-1"


def test_the_list_is_of_a_day():
    found = json.loads(langnghe("due", "--list", "--on", "2026-06-30").stdout)
    assert (found["source"], found["on"]) == ("files", "2026-06-30")
    assert "ACCEPT-KN-2011" in {rule["code"] for rule in found["rules"]}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("due", "langnghe: due needs --kind, --step and --from, or --list\n"),
        ("due --kind x --step settle --from 2026-12-03", "langnghe: 'x' is no kind; there are "),
        ("due --list --on never", "langnghe: 'never' is no date"),
    ],
)
def test_what_cannot_be_answered_ends_with_a_sentence(words: str, said: str):
    done = langnghe(*words.split())
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(said)


def test_broken_files_are_told_with_their_lines(tmp_path: Path):
    done = langnghe("due", "--list", LANGNGHE_REFERENCE_DIR=str(tmp_path))
    assert done.returncode == 1
    assert "time_limits.csv: cannot be read" in done.stderr


def test_a_database_that_does_not_answer_is_told():
    done = langnghe("due", "--list", DATABASE_URL="postgresql://127.0.0.1:1/nowhere")
    assert done.returncode == 1
    assert done.stderr.startswith("langnghe: the database of DATABASE_URL does not answer")


async def test_the_database_answers_as_an_administrator_keeps_it(own_dsn: str):
    connection = await asyncpg.connect(own_dsn)
    await connection.execute("update langnghe.time_limit set number = 25 where code = 'SETTLE-KN-1'")
    await connection.close()
    found = json.loads(langnghe("due", "--kind", "khieu_nai", "--step", "settle", "--from", "2026-12-03", DATABASE_URL=own_dsn).stdout)
    assert (found["source"], found["raw"], found["days"]) == ("database", "2026-12-28", 25)
    assert found["rule"]["trigger"] == "accepted"
