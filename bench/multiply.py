"""Rows copied inside the database with new keys: a country out of one region.

A copied row points to the copies of the rows its original points to, to the original where
those were not copied. Days are moved where a copy stands for another year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import connection, models

APART = 10_000_000
"""Between the keys of one copy and the next."""
# Columns that name a document of whatever kind, and texts that are unique.
DOCUMENTS = {"document_id", "identity"}
UNIQUE = {
    ("institutions_institution", "code"),
    ("institutions_person", "username"),
    ("auth_group", "name"),
    ("workflows_notice", "key"),
    ("approvals_decision", "number"),
}
HASHES = {"hash", "previous"}


@dataclass(frozen=True)
class Copy:
    """One copy: the numbers of the tables' copies, and by how many years its days are earlier.

    ``numbers`` says of each table with which copy its rows go together; 0 is the original.
    """

    numbers: dict[type[models.Model], int]
    number: int
    years: int = 0

    def make(self, tables: Iterable[type[models.Model]]) -> None:
        """Copy all rows of the first set of these tables."""
        with connection.cursor() as cursor:
            for model in tables:
                cursor.execute(self._statement(model))

    def _statement(self, model: type[models.Model]) -> str:
        table = model._meta.db_table
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        names = ", ".join(f'"{field.column}"' for field in fields)
        values = ", ".join(self._value(table, field) for field in fields)
        return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} {self._first(model)}"

    def _first(self, model: type[models.Model]) -> str:
        key = model._meta.pk
        if isinstance(key, models.UUIDField):
            return f"WHERE {key.column} IN (SELECT id FROM first_{model._meta.db_table})"
        return f"WHERE {key.column} < {APART}"

    def _value(self, table: str, field: Any) -> str:
        column = f'"{field.column}"'
        target = field.remote_field.model if field.is_relation else None
        if field.primary_key:
            return self._key(field, column, self.number)
        if target in self.numbers:
            return self._key(field.target_field, column, self.numbers[target])
        if field.column in DOCUMENTS:
            return self._uuid(column)
        return self._content(table, field, column)

    def _content(self, table: str, field: Any, column: str) -> str:
        if field.column in HASHES:
            digest = f"encode(sha256(({column} || '{self.number}')::bytea), 'hex')"
            return f"CASE {column} WHEN '' THEN '' ELSE {digest} END"
        if (table, field.column) in UNIQUE:
            return f"left({column}, 80) || '-{self.number}'"
        if field.column == "url":
            return f"regexp_replace({column}, '[0-9a-f-]{{36}}', {self._uuid_in(column)})"
        if self.years and isinstance(field, models.DateField):
            return f"({column} - interval '{self.years} years')::{field.db_type(connection)}"
        if self.years and isinstance(field, DateTimeRangeField):
            ends = (
                f"{end}({column}) - interval '{self.years} years'" for end in ("lower", "upper")
            )
            return f"tstzrange({', '.join(ends)})"
        return column

    def _key(self, field: Any, column: str, number: int) -> str:
        uuid = isinstance(field, models.UUIDField)
        return self._uuid(column) if uuid else f"{column} + {APART * number}"

    def _uuid(self, column: str) -> str:
        return f"md5({column}::text || '{self.number}')::uuid"

    def _uuid_in(self, column: str) -> str:
        found = f"substring({column} from '[0-9a-f-]{{36}}')"
        return f"coalesce(md5({found} || '{self.number}')::uuid::text, '')"


def remember_first(tables: Sequence[type[models.Model]]) -> None:
    """Keep the keys of the first set of tables whose keys have no order."""
    with connection.cursor() as cursor:
        for model in tables:
            if isinstance(model._meta.pk, models.UUIDField):
                table, key = model._meta.db_table, model._meta.pk.column
                cursor.execute(f"DROP TABLE IF EXISTS first_{table}")
                cursor.execute(
                    f"CREATE TEMP TABLE first_{table} AS SELECT {key} AS id FROM {table}"
                )


def without_triggers(tables: Iterable[type[models.Model]], *, off: bool) -> None:
    """Frozen texts and drawn-up protocols take no new rows: here they are copies of such."""
    with connection.cursor() as cursor:
        for model in tables:
            word = "DISABLE" if off else "ENABLE"
            cursor.execute(f"ALTER TABLE {model._meta.db_table} {word} TRIGGER USER")
