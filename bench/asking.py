"""How many statements are sent to PostgreSQL, prepared ones too, which Django does not see."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that this process sends meanwhile."""
    sent: list[str] = []
    execute: Any = psycopg.Cursor.execute

    def told(cursor: Any, statement: Any, *given: Any, **named: Any) -> Any:
        sent.append(str(statement))
        return execute(cursor, statement, *given, **named)

    psycopg.Cursor.execute = told  # type: ignore[method-assign, assignment]
    try:
        yield sent
    finally:
        psycopg.Cursor.execute = execute  # type: ignore[method-assign]
