"""Migrations from empty give sql/schema.sql."""

from typing import Any

from tests.queries.schema import FILE, written


async def test_migrations_from_empty_give_schema_sql(connection: Any):
    assert await written(connection) == FILE.read_text("utf-8"), "write it anew: make schema"
