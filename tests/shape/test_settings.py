"""Settings come from the environment alone; a wrong one is named in a sentence, and the README explains every one."""

import stat
from pathlib import Path

import pytest

from service.problems import CannotRun
from service.settings import Settings, described, table, with_secret

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_the_readme_has_the_table():
    assert table() in README, "write it anew: langnghe settings --markdown"


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("LANGNGHE_PORT", "eight thousand"),
        ("LANGNGHE_PORT", "80000"),
        ("LANGNGHE_PROCESSES", "0"),
        ("LANGNGHE_LOG_LEVEL", "loud"),
        ("LANGNGHE_DATABASE_SCHEMA", 'x"; drop'),
        ("LANGNGHE_PUBLIC_URL", "langnghe.example/"),
        ("LANGNGHE_NUMBER_PREFIX", "ln"),
    ],
)
def test_a_wrong_value_is_named(variable: str, text: str):
    with pytest.raises(CannotRun, match=variable) as told:
        Settings.from_env({variable: text})
    assert text in str(told.value)


def test_a_wrong_secret_is_not_repeated():
    with pytest.raises(CannotRun, match="LANGNGHE_SECRET_KEY") as told:
        Settings.from_env({"LANGNGHE_SECRET_KEY": "too short"})
    assert "too short" not in str(told.value)


def test_a_variable_nobody_knows_is_named():
    with pytest.raises(CannotRun, match="LANGNGHE_PROT is not a setting; LANGNGHE_PORT is"):
        Settings.from_env({"LANGNGHE_PROT": "1"})


def test_an_empty_variable_is_the_default():
    assert Settings.from_env({"LANGNGHE_PORT": "", "HOME": "/"}).port == Settings().port


def test_a_child_gets_the_same_settings():
    given = Settings(port=8123, province="tỉnh khác", secret_key="x" * 32)
    assert Settings.from_env(given.environment()) == given


def test_secrets_are_not_shown():
    shown = described(Settings(secret_key="x" * 32, database_url="postgresql://someone:password@here/db"))
    assert not [value for _, value, _, _ in shown if "xxx" in value or "password" in value]


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path):
    settings = Settings(state_dir=str(tmp_path / "state"))
    first = with_secret(settings).secret_key
    assert len(first) >= 32
    assert with_secret(settings).secret_key == first
    assert stat.S_IMODE((tmp_path / "state" / "secret_key").stat().st_mode) == 0o600
