"""A start that has nothing to do does nothing; any change makes it look again."""

import os
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from config.embedded import remembered

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(people):
    """The database of the test, with people in it."""
    name = settings.DATABASES["default"]["NAME"]
    return os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture
def var(tmp_path: Path) -> Path:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/staticfiles.json").write_text("{}")
    return tmp_path


def test_what_was_told_is_told_again_while_nothing_changes(var, address):
    assert remembered.people(var, address) is None
    remembered.keep(var, address, "radulova …")
    assert remembered.people(var, address) == "radulova …"


CHANGES = {
    "somebody": "UPDATE institutions_person SET name = 'X' WHERE username = 'radulova'",
    "a post": "UPDATE institutions_post SET title = 'X' WHERE role = 'mayor'",
    "an appointment": "DELETE FROM institutions_appointment WHERE id ="
    " (SELECT max(id) FROM institutions_appointment)",
    "a migration": "DELETE FROM django_migrations WHERE app = 'plans' AND name LIKE '0001%'",
}


@pytest.mark.parametrize("what", CHANGES)
def test_after_a_change_of_the_database_it_looks_again(var, address, what):
    remembered.keep(var, address, "radulova …")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE before AS SELECT * FROM django_migrations")
        cursor.execute(CHANGES[what])
    changed = remembered.people(var, address)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations SELECT * FROM before ON CONFLICT DO NOTHING")
        cursor.execute("DROP TABLE before")
    assert changed is None


def test_after_a_change_of_files_it_looks_again(var, address):
    remembered.keep(var, address, "radulova …")
    (var / "static/staticfiles.json").write_text('{"new": 1}')
    assert remembered.people(var, address) is None
    (var / "static/staticfiles.json").unlink()
    assert remembered.people(var, address) is None


def test_without_tables_or_without_a_server_it_looks(var, address, tmp_path):
    remembered.keep(var, address, "radulova …")
    elsewhere = address.rsplit("/", 1)[0]
    assert remembered.people(var, f"{elsewhere}/nowhere") is None
    with pytest.raises(psycopg.OperationalError):
        remembered.keep(var, f"{elsewhere}/nowhere", "radulova …")
