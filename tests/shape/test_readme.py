"""Every path and command the README names exists; it is short, and its settings table is the settings."""

import re
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[2]
README = (HOUSE / "README.md").read_text("utf-8")
PLACE = re.compile(r"(?:service|web|sql|locale|tests)/[\w./*<>-]*|\.ci/\w+|\w+\.(?:toml|lock|md)\b")
MADE_LATER = {"bench.json"}  # made by a command, kept by nobody


def named() -> list[str]:
    """What stands as code, in a block, or as the target of a link."""
    blocks = re.findall(r"```\w*\n(.*?)```", README, re.DOTALL)
    rest = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    return [*blocks, *re.findall(r"`([^`\n]+)`", rest), *re.findall(r"\]\(([^)\s]+)\)", rest)]


def test_it_is_short():
    assert len(README.splitlines()) <= 250


def test_every_path_exists():
    places = {place.rstrip(".") for text in named() for place in PLACE.findall(text)} - MADE_LATER
    assert places
    patterns = {place: re.sub(r"<\w+>", "*", place).strip("/") for place in places}
    assert [place for place, pattern in patterns.items() if not any(HOUSE.glob(pattern))] == []


def test_every_make_target_exists():
    targets = set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {target for text in named() for target in re.findall(r"\bmake ([a-z]+)", text)} - targets == set()


def test_every_command_of_langnghe_exists():
    help_text = subprocess.run([sys.executable, "-m", "service", "--help"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    commands = {command for text in named() for command in re.findall(r"\blangnghe ([a-z]+)", text)}
    assert commands
    assert {command for command in commands if not re.search(rf"^\s+{command}\s", help_text, re.MULTILINE)} == set()


def test_every_module_function_of_the_walk_exists():
    """`actions.act`, `rules.accept` … name functions of a slice."""
    for module, function in re.findall(r"`(actions|rules|store)\.(?!py`)(\w+)`", README):
        files = [file for kind in (f"*/{module}.py", f"*/{module}/*.py") for file in (HOUSE / "service").glob(kind)]
        sources = [file.read_text("utf-8") for file in files]
        assert any(re.search(rf"^(async )?def {function}\(", source, re.MULTILINE) for source in sources), f"{module}.{function}"
