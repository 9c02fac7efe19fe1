"""The demo register written once for the whole run, then copied into each test's transaction.

Loading it the proper way takes a thousand statements; the copy takes a dozen. It is made anew
when the rights have other keys than before: a transactional test empties and refills them.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.db import connection

from config.demo import region

# In an order in which each table names only tables before it.
TABLES = (
    "institutions_institution",
    "institutions_department",
    "institutions_person",
    "auth_group",
    "institutions_post",
    "institutions_appointment",
    "institutions_institutiongrouppermission",
    "search_entry",
)


@dataclass(frozen=True)
class Copy:
    """The rows of the register as PostgreSQL writes them, for one set of keys of rights."""

    rights: tuple[int, ...]
    rows: tuple[bytes, ...]


_kept: list[Copy] = []


def load() -> None:
    """The register of the demo region, in the present transaction."""
    rights = tuple(Permission.objects.order_by("pk").values_list("pk", flat=True))
    known = [copy for copy in _kept if copy.rights == rights]
    if known:
        _write(known[0])
    else:
        region.load_register()
        _kept.append(Copy(rights, tuple(_read(table) for table in TABLES)))
    _analyze()


def _analyze() -> None:
    """Without this, autovacuum has counted no rows here and every question of rights is slow."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join((*TABLES, 'auth_permission'))}")


def _read(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as stream:
        return b"".join(bytes(part) for part in stream)


def _write(copy: Copy) -> None:
    with connection.cursor() as cursor:
        for table, rows in zip(TABLES, copy.rows, strict=True):
            with cursor.copy(f"COPY {table} FROM STDIN") as stream:
                stream.write(rows)
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"
                f" (SELECT max(id) FROM {table}))"
            )
