"""A document's row in the gate: fetched under its lock, written with its record at once.

Both statements are made from the model, once: the same columns that Django would name, without
building and planning the query anew for every step.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models

from institutions.models import Institution
from workflows import changes, prepared
from workflows.hooks import writing
from workflows.models import Record

Column = Any  # a concrete field of a model


PLACE = ("id", "name", "short_name")


@dataclass(frozen=True)
class Row:
    """How a model's row is read: its statement, the names of its columns, what turns values."""

    statement: str
    names: tuple[str, ...]
    turned: tuple[tuple[int, Any], ...]


@cache
def _row(model: Any) -> Row:
    fields = model._meta.concrete_fields
    return Row(
        f"""
        SELECT {", ".join(f'document."{field.column}"' for field in fields)},
            place.id, place.name, place.short_name
        FROM "{model._meta.db_table}" document
        JOIN institutions_institution place ON place.id = document.institution_id
        WHERE document.id = %(pk)s FOR NO KEY UPDATE OF document
        """,
        tuple(field.attname for field in fields),
        tuple(
            (place, field.from_db_value)
            for place, field in enumerate(fields)
            if hasattr(field, "from_db_value")
        ),
    )


def locked(model: Any, pk: UUID) -> Any:
    """The document under its row lock, its institution named; ``DoesNotExist`` for none."""
    row = _row(model)
    found = prepared.rows(row.statement, {"pk": pk})
    if not found:
        raise model.DoesNotExist(pk)
    values, db = list(found[0]), connections[DEFAULT_DB_ALIAS]
    for place, turn in row.turned:
        values[place] = turn(values[place], None, db)
    own = len(row.names)
    document = model.from_db(db.alias, row.names, values[:own])
    document.institution = prepared.row_of(Institution, PLACE, values[own:])
    return document


def flush_later() -> None:
    """Let this transaction's commit be answered before the disk has it; the next one flushes it."""
    prepared.rows("SET LOCAL synchronous_commit = off", {})


def as_read(document: Any) -> dict[str, Any]:
    """The values of a row before a step: what changes is what differs from them."""
    return dict(document.__dict__)


def write(document: Any, before: dict[str, Any], record: Record) -> None:
    """The changed columns of the document and its record, whole or not at all; with them what is
    told after the commit, and the calls of webhooks where any listen.
    """
    now = document.__dict__
    changed = tuple(
        column
        for column in document._meta.concrete_fields
        if now[column.attname] != before[column.attname] or getattr(column, "auto_now", False)
    )
    values = {
        "pk": document.pk,
        "kind": document.slug,
        "document": document.pk,
        **_values(changed, document, "d_"),
        **_values(_record_columns(), record, "r_"),
        "told_flow": writing.flow_told(document, record.step),
    }
    ((record.pk, listening),) = prepared.rows(_statement(document.__class__, changed), values)
    record._state.adding = False
    record._state.db = DEFAULT_DB_ALIAS
    changes.bell.ring_after_commit()
    if listening:
        writing.write(listening, document, record)


@cache
def _record_columns() -> tuple[Column, ...]:
    return tuple(column for column in Record._meta.concrete_fields if not column.primary_key)


@cache
def _statement(model: Any, changed: tuple[Column, ...]) -> str:
    sets = ", ".join(f'"{column.column}" = %(d_{column.column})s' for column in changed)
    names = [column.column for column in _record_columns()]
    return (
        f'WITH moved AS (UPDATE "{model._meta.db_table}" SET {sets} WHERE id = %(pk)s),'
        f" noted AS ({changes.NOTED})"
        f" INSERT INTO workflows_record ({prepared.columns(names)})"
        f" VALUES ({', '.join(f'%(r_{name})s' for name in names)})"
        f" RETURNING id, {writing.LISTENING}"
    )


def _values(columns: Iterable[Column], row: models.Model, prefix: str) -> dict[str, Any]:
    db = connections[DEFAULT_DB_ALIAS]
    return {
        f"{prefix}{column.column}": column.get_db_prep_save(column.pre_save(row, add=False), db)
        for column in columns
    }
