"""``./run check``, ``./run fix`` and ``./run lock``."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config.embedded import places, servers
from config.embedded.progress import say


@dataclass(frozen=True)
class Check:
    """One tool and what is asked of it."""

    name: str
    words: tuple[str, ...]
    needs_servers: bool = False


def _tool(name: str, module: str, *words: str) -> Check:
    return Check(name, (sys.executable, "-m", module, *words))


def _manage(name: str, *words: str) -> Check:
    return Check(name, (sys.executable, "manage.py", *words), needs_servers=True)


CHECKS = (
    _tool("format", "ruff", "format", "--check", "--quiet", "."),
    _tool("lint", "ruff", "check", "--quiet", "."),
    _tool("templates", "djlint", "templates", "--lint", "--quiet"),
    _tool("messages", "config.messages", "check"),
    Check("directions", (str(Path(sys.executable).parent / "lint-imports"), "--no-cache")),
    _manage("migrations", "makemigrations", "--check", "--dry-run"),
    _manage("settings", "check", "--deploy", "--fail-level", "WARNING"),
    _tool("types", "mypy", "."),
)
FIXES = (
    _tool("lint", "ruff", "check", "--fix", "--quiet", "."),
    _tool("format", "ruff", "format", "--quiet", "."),
)


def check(arguments: Sequence[str], called_from: str) -> int:
    """Run every check (or the named ones) and tell at the end which failed."""
    chosen = [one for one in CHECKS if not arguments or one.name in arguments]
    with servers.scratch() as started:
        # Checked as an authority would serve it: behind TLS, without debugging.
        served = {**started.environment, "HTTPS": "1", "DEBUG": "0"}
        failed = [one.name for one in chosen if not _passes(one, served)]
    say(f"Failed: {', '.join(failed)}." if failed else "All checks pass.")
    return 1 if failed else 0


def fix(arguments: Sequence[str], called_from: str) -> int:
    """Mend what the tools can mend."""
    passed = [_passes(one, {}) for one in FIXES]
    return 0 if all(passed) else 1


def _passes(one: Check, environment: dict[str, str]) -> bool:
    began = time.monotonic()
    extra = environment if one.needs_servers else {}
    done = subprocess.run(one.words, cwd=places.ROOT, env={**os.environ, **extra}, check=False)
    word = "ok" if done.returncode == 0 else "FAILED"
    say(f"{one.name:12} {word:6} {time.monotonic() - began:5.1f} s")
    return done.returncode == 0


LOCKS: dict[str, tuple[str, ...]] = {
    "uv": (),
    "node": (),
    "servers": ("--no-deps",),
    "run": (),
    "dev": (),
}
"""Each lock with what it asks for beside the common options."""


def lock(arguments: Sequence[str], called_from: str) -> int:
    """Write the locks anew: hashed, for every platform, without any address in them.

    ``dev`` comes after ``run`` and is bound to its versions, so one environment serves both.
    """
    for name, own in LOCKS.items():
        words = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
        words += ["--python-version=3.11", "--generate-hashes", "--no-header", *own, *arguments]
        words += [f"requirements/{name}.in", f"--output-file=requirements/{name}.txt"]
        certificates = {"UV_SYSTEM_CERTS": os.environ.get("UV_SYSTEM_CERTS", "1")}
        code = subprocess.run(
            words, cwd=places.ROOT, env={**os.environ, **certificates}, check=False
        ).returncode
        if code:
            return code
    return 0
