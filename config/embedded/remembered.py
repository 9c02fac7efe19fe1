"""What a start found and made: when nothing has changed since, the next one need not look again.

Looking takes Django seconds (tables, styles, the demo region); the same question is answered
here by the dates of files and five short queries.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from config.embedded import places

FILE = "ready.json"
SOURCES = ("*/migrations/*.py", "static/**/*", "requirements/run.txt", "config/demo/*.py")
QUESTIONS = (
    "SELECT md5(string_agg(app || name, ',' ORDER BY app, name)) FROM django_migrations",
    "SELECT md5(string_agg(one::text, ',' ORDER BY id)) FROM institutions_appointment one",
    "SELECT md5(string_agg(one::text, ',' ORDER BY id)) FROM institutions_post one",
    "SELECT md5(string_agg(username || name, ',' ORDER BY id)) FROM institutions_person",
    "SELECT current_date",
)


def people(var: Path, database_url: str) -> str | None:
    """The demo people as the last start told them; None when something has changed since."""
    try:
        kept = json.loads((var / FILE).read_text())
        same = kept["state"] == _state(var, database_url)
    except (OSError, ValueError, KeyError, TypeError, psycopg.Error):
        return None
    return str(kept["people"]) if same else None


def keep(var: Path, database_url: str, people: str) -> None:
    """Remember that everything is ready as it is now."""
    told = {"state": _state(var, database_url), "people": people}
    (var / FILE).write_text(json.dumps(told, ensure_ascii=False))


def _state(var: Path, database_url: str) -> str:
    """A fingerprint of all that decides whether something has to be done."""
    digest = hashlib.sha256()
    for line in (*_files(var), *_answers(database_url)):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _files(var: Path) -> Iterable[str]:
    found = [path for pattern in SOURCES for path in sorted(places.ROOT.glob(pattern))]
    for path in (*found, var / "static" / "staticfiles.json"):
        seen = path.stat()
        yield f"{path} {seen.st_size} {seen.st_mtime_ns}"


def _answers(database_url: str) -> Iterable[str]:
    told = urlsplit(database_url)
    folder, _, name = told.path.rpartition("/")
    with psycopg.connect(
        host=told.hostname or folder,
        port=told.port,
        user=unquote(told.username or ""),
        password=unquote(told.password or ""),
        dbname=name,
        connect_timeout=5,
    ) as line:
        return [str(line.execute(question.encode()).fetchone()) for question in QUESTIONS]
