"""Statements that are planned once: the few that every step runs.

Django builds and PostgreSQL plans a query anew each time it is asked. For the steps that is
most of the time spent (``docs/performance.md``), so their statements are written by hand and
kept prepared on the connection. They run inside Django's transaction and raise its errors.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import is_dataclass
from functools import cache
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import psycopg
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from psycopg.types.json import Jsonb

M = TypeVar("M", bound=models.Model)
NAMED = re.compile(r"%\((\w+)\)s")


def rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run a prepared statement with named values; its rows, none when it returns nothing."""
    # Fetched once: each look through Django's proxy costs as much as a small part of a statement.
    db = connections[DEFAULT_DB_ALIAS]
    db.ensure_connection()
    if db.in_atomic_block and db.needs_rollback:
        raise transaction.TransactionManagementError("The transaction is broken already.")
    cursor, (numbered, names) = _cursor(db.connection), _numbered(statement)
    with db.wrap_database_errors:
        cursor.execute(numbered, [values[name] for name in names], prepare=True)
    if db.queries_logged:
        db.queries_log.append({"sql": statement, "time": "0"})
    answer = cursor.pgresult
    # Asked of the answer itself: a description of all columns costs more than reading a row.
    return cursor.fetchall() if answer is not None and answer.nfields else []


@cache
def _numbered(statement: str) -> tuple[bytes, tuple[str, ...]]:
    """The statement with ``$1`` for the first of its named values, and the names in that order.

    psycopg would look for them anew each time: it remembers no statement of this length.
    """
    names = tuple(dict.fromkeys(NAMED.findall(statement)))
    place = {name: f"${number}" for number, name in enumerate(names, start=1)}
    text = NAMED.sub(lambda found: place[found[1]], " ".join(statement.split()))
    return text.replace("%%", "%").encode(), names


_cursors: WeakKeyDictionary[psycopg.Connection[Any], psycopg.RawCursor[Any]] = WeakKeyDictionary()


def _cursor(raw: psycopg.Connection[Any]) -> psycopg.RawCursor[Any]:
    """The one cursor of a connection: to make one anew costs as much as a small statement."""
    if raw not in _cursors:
        _cursors[raw] = psycopg.RawCursor(raw)
    return _cursors[raw]


def json(value: Any) -> Jsonb:
    """A value for a parameter of JSON: plain values, or a list of frozen dataclasses."""
    return Jsonb(value, _dumps)


def _dumps(value: Any) -> str:
    return encoder.encode(value)


class _Encoder(DjangoJSONEncoder):
    """Dataclasses as objects, dates as text."""

    def default(self, o: Any) -> Any:
        """What JSON does not know."""
        return vars(o) if is_dataclass(o) else super().default(o)


encoder = _Encoder(ensure_ascii=False)


def row_of(model: type[M], names: Sequence[str], values: Sequence[Any]) -> M:
    """A row of a model from some of its columns; the others are fetched when they are asked for."""
    known = dict(zip(names, values, strict=True))
    fields = [field.attname for field in model._meta.concrete_fields if field.attname in known]
    return model.from_db(DEFAULT_DB_ALIAS, fields, [known[name] for name in fields])


def columns(names: Iterable[str]) -> str:
    """Names of columns, quoted: ``on`` and ``for`` are words of SQL."""
    return ", ".join(f'"{name}"' for name in names)
