"""Wrong rows written past the services, to hear which constraint or trigger refuses them."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction


@contextmanager
def refused_by(name: str) -> Iterator[None]:
    """The database refuses what happens inside, and names this constraint or trigger."""
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        yield


def set_to(row: models.Model, **cells: Any) -> None:
    """Write cells by an UPDATE that no service sees."""
    type(row)._base_manager.filter(pk=row.pk).update(**cells)


def twice(row: models.Model, **changes: Any) -> None:
    """Insert the row once more, with these differences."""
    copy = type(row)._base_manager.get(pk=row.pk)
    copy.pk = uuid.uuid4() if isinstance(copy._meta.pk, models.UUIDField) else None
    for name, value in changes.items():
        setattr(copy, name, value)
    type(row)._base_manager.bulk_create([copy])


def sql(statement: str, *values: Any) -> None:
    """Run a statement as somebody at the database's own prompt would."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def sql_at_once(statement: str, *values: Any) -> None:
    """The same, with foreign keys asked now and not at the end of the transaction."""
    sql(statement, *values)
    sql("SET CONSTRAINTS ALL IMMEDIATE")
