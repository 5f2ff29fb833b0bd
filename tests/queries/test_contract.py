"""Every named query prepares on the migrated database, and its parameters and columns are those of the store function and its Struct."""

import datetime as dt
import decimal
import types
import uuid
from collections import Counter
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from service.db import Query, queries
from tests.queries.sql_files import query_files, statements
from tests.queries.store_calls import SERVICE, StoreCall, calls, stores

PYTHON: dict[str, type] = {
    "bool": bool,
    "bytea": bytes,
    "date": dt.date,
    "float8": float,
    "int2": int,
    "int4": int,
    "int8": int,
    "interval": dt.timedelta,
    "numeric": decimal.Decimal,
    "text": str,
    "time": dt.time,
    "timestamptz": dt.datetime,
    "uuid": uuid.UUID,
    "varchar": str,
}
CALLS = calls()
EACH_CALL = pytest.mark.parametrize("call", CALLS, ids=lambda c: f"{c.slice}.{c.function}:{c.line}")


def query_of(call: StoreCall) -> Query:
    return getattr(queries(call.slice), call.query)


def test_queries_are_asked_for_by_the_store_of_their_slice_only():
    assert {file.stem for file in query_files()} == {name for name in stores() if _names_queries(name)}
    for file in SERVICE.rglob("*.py"):
        if "db.queries(" in file.read_text("utf-8"):
            assert file.name == "store.py", file
            assert f'db.queries("{file.parent.name}")' in file.read_text("utf-8"), file


def test_no_two_queries_of_a_slice_have_the_same_name():
    twice = {name: times for name, times in Counter((s.slice, s.name) for s in statements()).items() if times > 1}
    assert twice == {}


def test_every_query_is_used():
    assert {(s.slice, s.name) for s in statements()} == {(call.slice, call.query) for call in CALLS}


@EACH_CALL
def test_a_call_gives_every_parameter_and_no_other(call: StoreCall):
    assert call.params == set(query_of(call).params)


@pytest.mark.parametrize("slice_name", [file.stem for file in query_files()])
async def test_every_query_prepares(slice_name: str, connection: Any):
    for query in queries(slice_name):
        prepared = await connection.prepare(query.text)
        assert len(prepared.get_parameters()) == len(query.params), query.name


@EACH_CALL
async def test_columns_are_those_of_the_struct(call: StoreCall, connection: Any):
    columns = (await connection.prepare(query_of(call).text)).get_attributes()
    if call.into is not None:
        fields = get_type_hints(call.into)
        order = call.into.__match_args__  # the fields a row can fill by position
        needed = [name for name in order if name not in _with_defaults(call.into)]
        assert len(needed) <= len(columns) <= len(order), f"{len(columns)} columns, fields {order}"
        for column, name in zip(columns, order, strict=False):
            assert _same_name(name, column.name), f"column {column.name} goes into field {name}: name it so"
            assert _fits(column.type, fields[name]), f"{call.into.__name__}.{name}: {fields[name]} from {column.type.name}"
    elif call.method == "value":
        assert len(columns) == 1
        if call.gives is not None:
            assert _fits(columns[0].type, call.gives), f"{call.function} gives {call.gives}, the column is {columns[0].type.name}"


def _names_queries(slice_name: str) -> bool:
    return "db.queries(" in (SERVICE / slice_name / "store.py").read_text("utf-8")


def _with_defaults(struct: Any) -> set[str]:
    defaults = struct.__struct_defaults__
    return set(struct.__struct_fields__[len(struct.__struct_fields__) - len(defaults) :])


def _same_name(field: str, column: str) -> bool:
    """Equal, or one says a little more than the other: agency_name is filled by name, agency by agency_code."""
    return field == column or field.endswith(f"_{column}") or column.startswith(f"{field}_")


def _fits(column: Any, wanted: Any) -> bool:
    """Whether a value of the column's type may stand where `wanted` is promised."""
    wanted = _plain(wanted)
    if wanted in {Any, object}:
        return True
    if column.name == "jsonb":
        return wanted in {dict, list} or hasattr(wanted, "keys")
    if column.kind == "array":
        return get_origin(wanted) in {list, tuple} or wanted is list
    return isinstance(wanted, type) and (wanted is PYTHON[column.name] or (PYTHON[column.name] is str and issubclass(wanted, str)))


def _plain(wanted: Any) -> Any:
    """Without None, NewType and the parameters of a dict."""
    if get_origin(wanted) in {Union, types.UnionType}:
        (wanted,) = (choice for choice in get_args(wanted) if choice is not type(None))
    while hasattr(wanted, "__supertype__"):
        wanted = wanted.__supertype__
    return get_origin(wanted) if get_origin(wanted) not in {None, list, tuple} else wanted
