"""Statements that are planned once: the few that every step runs.

Django builds and PostgreSQL plans a query anew each time it is asked. For the steps that is
most of the time spent (``docs/performance.md``), so their statements are written by hand and
kept prepared on the connection. They run inside Django's transaction and raise its errors.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import psycopg
from django.db import connection, models, transaction
from psycopg.types.json import Jsonb

M = TypeVar("M", bound=models.Model)


def rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run a prepared statement with named values; its rows, none when it returns nothing."""
    connection.ensure_connection()
    if connection.in_atomic_block and connection.needs_rollback:
        raise transaction.TransactionManagementError("The transaction is broken already.")
    raw: psycopg.Connection[Any] = connection.connection
    with connection.wrap_database_errors, psycopg.Cursor(raw) as cursor:
        cursor.execute(statement, values, prepare=True)
        return cursor.fetchall() if cursor.description else []


def json(value: Any) -> Jsonb:
    """A value for a column of JSON."""
    return Jsonb(value)


def row_of(model: type[M], names: Sequence[str], values: Sequence[Any]) -> M:
    """A row of a model from some of its columns; the others are fetched when they are asked for."""
    known = dict(zip(names, values, strict=True))
    fields = [field.attname for field in model._meta.concrete_fields if field.attname in known]
    return model.from_db(connection.alias, fields, [known[name] for name in fields])


def columns(names: Iterable[str]) -> str:
    """Names of columns, quoted: ``on`` and ``for`` are words of SQL."""
    return ", ".join(f'"{name}"' for name in names)
