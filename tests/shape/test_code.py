"""The shape of the Python: small, typed at run time, pure where it says so, one clock."""

import ast
from pathlib import Path
from statistics import quantiles

import msgspec
import pytest

HOUSE = Path(__file__).parents[2]
FILES = sorted([*(HOUSE / "service").rglob("*.py"), *(HOUSE / "tests").rglob("*.py")])
SERVICE = [file for file in FILES if file.is_relative_to(HOUSE / "service")]
EACH_FILE = pytest.mark.parametrize("file", SERVICE, ids=lambda file: str(file.relative_to(HOUSE)))
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Sized(msgspec.Struct, frozen=True):
    """A function by its place and its length in lines."""

    place: str
    lines: int
    node: Function


def functions(files: list[Path]) -> list[Sized]:
    return [
        Sized(f"{file.relative_to(HOUSE)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1, node)
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, Function)
    ]


def percentile_95(numbers: list[int]) -> float:
    return quantiles(numbers, n=20, method="inclusive")[18]


def test_functions_are_short():
    found = functions(FILES)
    assert [f"{function.place}: {function.lines}" for function in found if function.lines > 50] == []
    assert percentile_95([function.lines for function in found]) <= 30


def test_files_are_short():
    lines = {str(file.relative_to(HOUSE)): len(file.read_text("utf-8").splitlines()) for file in FILES}
    assert {file: count for file, count in lines.items() if count > 400} == {}
    assert percentile_95(list(lines.values())) <= 250


def test_functions_take_at_most_five_things_by_position():
    def by_position(node: Function) -> int:
        names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        return len([name for name in names if name not in {"self", "cls"}])

    assert [function.place for function in functions(SERVICE) if by_position(function.node) > 5] == []


@EACH_FILE
def test_annotations_are_there_at_run_time(file: Path):
    text = file.read_text("utf-8")
    assert "from __future__ import" not in text
    assert "TYPE_CHECKING" not in text


@EACH_FILE
def test_only_the_clock_reads_the_time(file: Path):
    if file.name == "clock.py":
        return
    called = [ast.unparse(node.func) for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert [name for name in called if name.endswith(("datetime.now", "datetime.today", "date.today", "datetime.utcnow"))] == []


@pytest.mark.parametrize("file", [file for file in SERVICE if file.name == "rules.py"], ids=lambda file: file.parent.name)
def test_rules_are_pure(file: Path):
    tree = ast.parse(file.read_text("utf-8"))
    awaited = [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef | ast.Await)]
    asked = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and ast.unparse(node) in {"clock.now", "clock.today"}]
    assert awaited == []
    assert asked == []


@pytest.mark.parametrize("file", [file for file in SERVICE if file.name == "rules.py"], ids=lambda file: file.parent.name)
def test_rules_have_a_test_without_database(file: Path):
    assert (HOUSE / "tests" / file.parent.name / "test_rules.py").exists()


def test_docstrings_have_no_sections_and_do_not_repeat_the_name():
    for file in SERVICE:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, Function | ast.ClassDef):
                told = ast.get_docstring(node) or ""
                place = f"{file.relative_to(HOUSE)}:{node.lineno} {node.name}"
                assert not any(f"{section}:\n" in told for section in ("Args", "Returns", "Raises", "Parameters", "Yields")), place
                assert told.rstrip(".").casefold().split() != node.name.strip("_").casefold().split("_"), place
