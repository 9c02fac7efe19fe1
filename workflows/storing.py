"""A document's row in the gate: read under its lock with the end of its history, written with its
record at once.

Both statements are made from the model, once: the same columns that Django would name, without
building and planning the query anew for every step.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models

from institutions.models import Institution
from workflows import changes, prepared
from workflows.held import CAPACITIES
from workflows.hooks import writing
from workflows.models import Record
from workflows.taken import Probe, Tail

Column = Any  # a concrete field of a model


PLACE = ("id", "name", "short_name")
# The row is read as it stands after the wait for its lock, all beside it as it stood before.
FRESH = """
seen.version = document.version AND clock_timestamp() - statement_timestamp() < interval '50 ms'
"""
BESIDE = 5  # columns that say what is judged, and the end of the history
# This transaction's commit is answered before the disk has it; the next one flushes it.
NOT_FLUSHED = "set_config('synchronous_commit', 'off', true)"
TAIL = """
SELECT tail.sequence, tail.hash, (
    SELECT moved."on" FROM workflows_record moved
    WHERE moved.document_id = tail.document_id AND moved.source NOT IN ('', moved.target)
    ORDER BY moved.sequence DESC LIMIT 1
) AS moved_on FROM workflows_record tail
WHERE tail.document_id = %(document)s ORDER BY tail.sequence DESC LIMIT 1
"""


@dataclass(frozen=True)
class Row:
    """How a model's row is read: its statement, the names of its columns, what turns values."""

    statement: str
    names: tuple[str, ...]
    turned: tuple[tuple[int, Any], ...]

    @property
    def beside(self) -> int:
        """Where the columns begin that stand beside the row and its institution."""
        return len(self.names) + len(PLACE)


@dataclass(frozen=True)
class Asking:
    """What is read with a lock, beside the row: the values of ``CAPACITIES`` and probes of rules.

    Without ``flush`` the commit does not wait for the disk.
    """

    capacities: Mapping[str, Any] | None = None
    probes: tuple[Probe, ...] = ()
    flush: bool = True


ONLY_THE_ROW = Asking()


@dataclass(frozen=True)
class Locked:
    """A document under its row lock, and what was read with it.

    ``tail`` is the end of its history, which a new record follows; ``capacities`` are the rows
    of ``CAPACITIES`` and ``probes`` the answers, where they were asked for.
    """

    document: Any
    tail: Tail = field(default_factory=Tail)
    capacities: list[tuple[Any, ...]] = field(default_factory=list)
    probes: dict[Probe, bool] = field(default_factory=dict)


@cache
def _row(model: Any, probes: tuple[Probe, ...], *, with_capacities: bool, flush: bool) -> Row:
    fields, table = model._meta.concrete_fields, model._meta.db_table
    answers = [*(probe.condition for probe in probes), *(() if flush else (NOT_FLUSHED,))]
    return Row(
        f"""
        WITH document AS MATERIALIZED (
            SELECT * FROM "{table}" WHERE id = %(document)s FOR NO KEY UPDATE
        )
        SELECT {", ".join(f'document."{field.column}"' for field in fields)},
            place.id, place.name, place.short_name,
            {FRESH}, judged.*, last.sequence, last.hash, last.moved_on
            {"".join(f", {answer}" for answer in answers)}
            {", acting.*" if with_capacities else ""}
        FROM document
        JOIN "{table}" seen ON seen.id = document.id
        JOIN institutions_institution place ON place.id = document.institution_id
        LEFT JOIN LATERAL ({TAIL}) last ON true
        LEFT JOIN LATERAL ({model.JUDGED}) judged ON true
        {f"LEFT JOIN LATERAL ({CAPACITIES}) acting ON true" if with_capacities else ""}
        """,
        tuple(field.attname for field in fields),
        tuple(
            (place, field.from_db_value)
            for place, field in enumerate(fields)
            if hasattr(field, "from_db_value")
        ),
    )


def locked(model: Any, pk: UUID, asking: Asking = ONLY_THE_ROW) -> Locked:
    """Lock a document and read it, its institution named; ``DoesNotExist`` for none."""
    asked = asking.capacities or {}
    row = _row(model, asking.probes, with_capacities=bool(asked), flush=asking.flush)
    found = _read(model, pk, row, asked)
    if not found[0][row.beside]:
        # Somebody was faster, or the lock was waited for: it is held now, so all is read anew.
        found = _read(model, pk, row, asked)
    first, answers = found[0], row.beside + 1 + BESIDE
    document = _document(model, row, first)
    number, print_, sequence, hash_, moved_on = first[row.beside + 1 : answers]
    if sequence is not None:
        document.text_was_read(number, print_)
    tail = Tail(sequence, hash_, moved_on) if sequence is not None else Tail()
    acting = answers + len(asking.probes) + (not asking.flush)
    return Locked(
        document,
        tail,
        [one[acting:] for one in found if one[acting:] and one[acting]],
        dict(zip(asking.probes, first[answers : answers + len(asking.probes)], strict=True)),
    )


def _read(model: Any, pk: UUID, row: Row, asked: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    found = prepared.rows(row.statement, {"document": pk, **asked})
    if not found:
        raise model.DoesNotExist(pk)
    return found


def _document(model: Any, row: Row, found: Sequence[Any]) -> Any:
    values, db = list(found), connections[DEFAULT_DB_ALIAS]
    for place, turn in row.turned:
        values[place] = turn(values[place], None, db)
    own = len(row.names)
    document = model.from_db(db.alias, row.names, values[:own])
    document.institution = prepared.row_of(Institution, PLACE, values[own : row.beside])
    return document


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
