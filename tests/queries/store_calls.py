"""What the slices' Python asks of the database, read from its source: each call `tx.all(sql.name, Struct, k=…)` of a store."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

SERVICE = Path(__file__).parents[2] / "service"
INTO_STRUCT = frozenset({"all", "one", "maybe"})
METHODS = INTO_STRUCT | {"value", "run"}


class StoreCall(msgspec.Struct, frozen=True, kw_only=True):
    """One call: which query, with which parameters, into which Struct, and what the function around it promises."""

    slice: str
    function: str
    line: int
    method: str
    query: str
    params: frozenset[str]
    into: Any
    gives: Any


def stores() -> list[str]:
    """Slices that have a store."""
    return sorted(file.parent.name for file in SERVICE.glob("*/store.py"))


def calls() -> list[StoreCall]:
    """Every call of every store."""
    return [call for slice_name in stores() for call in _calls_of(slice_name)]


def _calls_of(slice_name: str) -> Iterator[StoreCall]:
    module = importlib.import_module(f"service.{slice_name}.store")
    tree = ast.parse((SERVICE / slice_name / "store.py").read_text("utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)):
        returned = [node.value.value for node in ast.walk(function) if isinstance(node, ast.Return) and isinstance(node.value, ast.Await)]
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and _query_name(node):
                gives = get_type_hints(_owner(module, tree, function))["return"] if node in returned else None
                yield _call(slice_name, function, node, vars(module), gives)


def _owner(module: Any, tree: ast.Module, function: ast.AsyncFunctionDef) -> Any:
    assert function in tree.body, f"{module.__name__}: {function.name} is no function of the module; a store is plain functions"
    return getattr(module, function.name)


def _query_name(node: ast.Call) -> str | None:
    """`x` of a call f(sql.x, …)."""
    match node.args[:1]:
        case [ast.Attribute(value=ast.Name(id="sql"), attr=name)]:
            return name
    return None


def _call(slice_name: str, function: ast.AsyncFunctionDef, node: ast.Call, names: dict[str, Any], gives: Any) -> StoreCall:
    where = f"service/{slice_name}/store.py:{node.lineno}"
    match node.func:
        case ast.Attribute(value=ast.Name(id="tx"), attr=method) if method in METHODS:
            pass
        case _:
            raise AssertionError(f"{where}: a query is given to tx.all, one, maybe, value or run, nothing else")
    params = [keyword.arg for keyword in node.keywords]
    assert None not in params, f"{where}: parameters are written out, no **"
    assert len(node.args) == 1 + (method in INTO_STRUCT), (
        f"{where}: tx.{method} takes the query{' and the Struct' * (method in INTO_STRUCT)}, then keywords"
    )
    into = eval(ast.unparse(node.args[1]), names) if method in INTO_STRUCT else None  # noqa: S307 - our own source
    return StoreCall(
        slice=slice_name,
        function=function.name,
        line=node.lineno,
        method=method,
        query=_query_name(node) or "",
        params=frozenset(param for param in params if param),
        into=into,
        gives=gives,
    )
