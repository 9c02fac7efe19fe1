"""Tables that refuse TRUNCATE: only the tests empty them, after those that commit."""

from django.db import connection

ROWS, WHOLE = 1, 32
"""Bits of ``pg_trigger.tgtype``: asked for each row; asked before TRUNCATE."""


def tables(kind: int) -> set[str]:
    """Tables with a trigger of this kind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgtype & %s > 0",
            [kind],
        )
        return {table for (table,) in cursor.fetchall()}


def allow() -> None:
    """Let this test database be emptied, as its owner may decide."""
    _turn("DISABLE")


def refuse() -> None:
    """As it is where the migrations were run and nothing else."""
    _turn("ENABLE")


def _turn(word: str) -> None:
    with connection.cursor() as cursor:
        for table in sorted(tables(WHOLE)):
            cursor.execute(f"ALTER TABLE {table} {word} TRIGGER table_is_not_emptied")
