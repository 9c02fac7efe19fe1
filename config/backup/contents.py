"""What a backup says of itself, and the tables of a database as PostgreSQL's catalogue has them."""

import json
from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

FORMAT = "saglas-backup-1"
CONTENTS = "contents.json"
TABLES = "tables"
MEDIA = "media"
KEY = "seal.key"
PART = 1024 * 1024
NOT_KEPT = frozenset({"django_session"})
"""Whoever has the file shall not be signed in with it."""

_TABLES = """
SELECT class.relname, array_agg(column_.attname ORDER BY column_.attnum)
FROM pg_class class JOIN pg_attribute column_ ON column_.attrelid = class.oid
WHERE class.relnamespace = current_schema()::regnamespace AND class.relkind = 'r'
    AND column_.attnum > 0 AND NOT column_.attisdropped AND column_.attgenerated = ''
GROUP BY 1 ORDER BY 1
"""
_SEQUENCES = """
SELECT sequencename, last_value FROM pg_sequences
WHERE schemaname = current_schema() AND last_value IS NOT NULL
"""
_MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY id"
_KEY = "SELECT key FROM workflows_seal ORDER BY number DESC LIMIT 1"


class BackupProblem(Exception):
    """A backup cannot be made or read; the text says why and what to do."""


@dataclass(frozen=True)
class Table:
    """A table of the backup."""

    columns: list[str]
    rows: int


@dataclass(frozen=True)
class Contents:
    """What stands in ``contents.json``: enough to know whether the rest is whole."""

    format: str
    made_at: str
    server: int
    migrations: list[list[str]]
    tables: dict[str, Table]
    sequences: dict[str, int]
    key: str
    """The public key of the newest seal; empty when there is no seal."""
    sums: dict[str, str]
    """SHA-256 of every other member of the file."""

    def written(self) -> bytes:
        """As it stands in the file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def read(text: bytes) -> Contents:
    """The contents of a file; ``BackupProblem`` when they are not ours."""
    try:
        told: dict[str, Any] = json.loads(text)
        tables = {name: Table(**one) for name, one in told.pop("tables").items()}
        contents = Contents(**told, tables=tables)
    except (ValueError, TypeError, AttributeError, KeyError) as fault:
        raise BackupProblem("The file is no backup of Saglas.") from fault
    if contents.format != FORMAT:
        raise BackupProblem(f"This version reads {FORMAT}, the file is {contents.format}.")
    return contents


def database() -> "psycopg.Connection[Any]":
    """The connection below Django's, which knows COPY."""
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    return raw


def tables() -> dict[str, list[str]]:
    """The columns of every table; those that the database computes are left out."""
    return dict(database().execute(_TABLES).fetchall())


def sequences() -> dict[str, int]:
    """Where the numbers of rows go on."""
    return dict(database().execute(_SEQUENCES).fetchall())


def migrations() -> list[list[str]]:
    """The migrations that made the tables."""
    return [list(row) for row in database().execute(_MIGRATIONS).fetchall()]


def newest_key() -> str:
    """The public key of the newest seal."""
    if "workflows_seal" not in tables():
        return ""
    found = database().execute(_KEY).fetchone()
    return str(found[0]) if found else ""


def copy(table: str, columns: list[str], way: str) -> sql.Composed:
    """COPY of a table, out or in."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("COPY {} ({}) " + way).format(sql.Identifier(table), names)
