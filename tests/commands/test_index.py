"""`langnghe index` as somebody with two files types it."""

import json
from pathlib import Path

from tests.commands.test_due import langnghe
from tests.index.test_questions import as_files


def files(folder: Path) -> tuple[str, str]:
    answers, margins = as_files("A")
    (folder / "answers.csv").write_bytes(answers)
    (folder / "margins.csv").write_bytes(margins)
    return str(folder / "answers.csv"), str(folder / "margins.csv")


def test_a_table_or_everything_as_json(tmp_path: Path):
    answers, margins = files(tmp_path)
    table = langnghe("index", "--from-csv", answers, "--margins", margins)
    assert (table.returncode, table.stderr) == (0, "")
    assert "78.2 [ 72.3,  83.1]" in table.stdout
    found = json.loads(langnghe("index", "--from-csv", answers, "--margins", margins, "--json").stdout)
    assert round(found["all"]["estimates"]["satisfaction"]["share"], 3) == 0.782
    assert found["services"]["tro_giup_xh"]["satisfaction_withheld"] == ["WIDE_INTERVAL"]


def test_what_cannot_be_read_is_told(tmp_path: Path):
    answers, margins = files(tmp_path)
    missing = langnghe("index", "--from-csv", str(tmp_path / "nothing"), "--margins", margins)
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr.startswith(f"langnghe: {tmp_path / 'nothing'} cannot be read")
    swapped = langnghe("index", "--from-csv", margins, "--margins", answers)
    assert swapped.stderr.startswith("langnghe: margins: line 1: the columns are variable, level and number")


def test_help_says_what_the_columns_are():
    text = langnghe("index", "--help").stdout
    assert all(name in text for name in ("variable,level,number", "access,procedure,staff,result,handling,trust", "person"))
