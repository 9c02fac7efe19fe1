"""The whole service as ``./run`` starts it, with a real SMTP server, and hands to harm it."""

import json
import logging
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import environ
import psycopg

from config.demo.region import PASSWORD
from tests.chaos.browser import Browser
from tests.house.served import ROOT, Process, Served, bare_environment, descendants, run, serving
from tests.mailing import Postbox, smtp_server

VICTIMS = {
    "web": "granian",
    "worker": "celery --app=config --quiet worker",
    "beat": "celery --app=config --quiet beat",
    "redis": "redis-server",
    "postgres": "/postgres -D",
}
GRANDCHILDREN = {"a process of the web": "granian", "a process of the worker": "--quiet worker"}


@dataclass
class Besieged:
    """A running service, its letters, and its database as an outsider sees it."""

    served: Served
    postbox: Postbox
    more: dict[str, str]
    """What all hosts of the installation are given alike."""

    @property
    def environment(self) -> dict[str, str]:
        """What leads to its servers."""
        kept: dict[str, str] = json.loads((self.served.var / "servers.json").read_text())
        kept |= {"DJANGO_SETTINGS_MODULE": "config.settings", **self.more}
        return bare_environment(self.served.var, **kept)

    def browser(self, username: str, *further: tuple[str, int]) -> Browser:
        """Somebody signed in at its web server, or at further ones before it."""
        addresses = [*further, ("127.0.0.1", self.served.port)]
        return Browser(addresses).sign_in(username, PASSWORD)

    def staged(self, number: int, step: str) -> list[dict[str, Any]]:
        """So many plans, at the step."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.chaos.staging", str(number), step],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        plans: list[dict[str, Any]] = json.loads(done.stdout)
        return plans

    def ask(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of its database."""
        told = environ.Env.db_url_config(self.environment["DATABASE_URL"])
        with psycopg.connect(
            host=told["HOST"], user=told["USER"], password=told["PASSWORD"], dbname=told["NAME"]
        ) as line:
            return line.execute(statement.encode(), values).fetchall()

    def unsent(self) -> int:
        """Letters that wait."""
        return sum(not sent for sent in self.letters().values())

    def letters(self) -> dict[str, bool]:
        """Every letter of the outbox by its Message-ID, and whether it was sent."""
        rows = self.ask(
            "SELECT id::text, sent_at IS NOT NULL FROM workflows_notice WHERE way = 'at_once'"
        )
        return {f"<{pk}@saglas>": sent for pk, sent in rows}

    def whole(self) -> str:
        """What ``./run manage check_whole`` says."""
        return run(self.served.var, "manage", "check_whole")

    def last_words(self, name: str, number: int = 60) -> str:
        """The end of a log, for who reads why a test failed."""
        lines = (self.served.var / "log" / f"{name}.log").read_text(errors="replace").splitlines()
        return "\n".join(lines[-number:])

    def kill(self, name: str) -> bool:
        """``kill -9`` one of the children, or one of theirs; False when it is down already."""
        if name in VICTIMS:
            found = self.served.child(VICTIMS[name])
        else:
            found = self._grandchild(GRANDCHILDREN[name])
        if found is None:
            return False
        try:
            os.kill(found.pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def _grandchild(self, words: str) -> Process | None:
        parent = self.served.child(words)
        own = descendants(parent.pid) if parent else []
        return own[-1] if own else None


@contextmanager
def besieged(folder: Any) -> Iterator[Besieged]:
    """Serve from a folder until the block ends."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    with smtp_server() as (postbox, port):
        more = {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "SEAL_KEY": secrets.token_hex(32)}
        with serving(folder / "var", **more) as served:
            yield Besieged(served, postbox, more)
