"""PostgreSQL and Redis as one thing: the environment that reaches them, given or started here.

Kept servers lie under ``var/`` and have one owner at a time: the command that holds
``var/owner.lock``. Other commands find the addresses in ``var/servers.json`` and hold a shared
``var/users.lock``, for whose end an owner that only ran a command waits.
"""

import fcntl
import json
import os
import secrets
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from config.embedded import places, postgres, redis
from config.embedded.children import Child, Guardian
from config.embedded.places import Account
from config.embedded.progress import give_up, say

_SERVING = "serve"


@dataclass
class Started:
    """What this process has started, and what leads there."""

    environment: dict[str, str]
    guardian: Guardian
    logs: Path
    children: list[Child] = field(default_factory=list)


def var_folder() -> Path:
    """``SAGLAS_VAR``, or ``var`` in the checkout."""
    return Path(os.environ.get("SAGLAS_VAR") or places.ROOT / "var").absolute()


@contextmanager
def scratch(*, durable: bool = False) -> Iterator[Started]:
    """Servers, files and mails in a temporary folder; nothing is left of them afterwards.

    Servers that the environment names are used instead of own ones. ``durable``: every commit
    reaches the disk, as in a kept installation.
    """
    with ExitStack() as at_end:
        guardian = Guardian()
        at_end.callback(guardian.dismiss)
        account = places.server_account()
        home = _temporary(at_end, guardian, account)
        var = home / "var"
        var.mkdir(mode=0o700)
        started = Started(_given(), guardian, home)
        started.environment |= {
            "SAGLAS_VAR": str(var),
            "SECRET_KEY": os.environ.get("SECRET_KEY") or secrets.token_urlsafe(48),
        }
        passwords = (secrets.token_urlsafe(24), secrets.token_urlsafe(24))
        cluster = postgres.Cluster(
            home / "postgres", home, account, *passwords, scratch=not durable
        )
        _begin_missing(started, cluster, at_end)
        yield started


@contextmanager
def kept(*, as_owner: bool = False) -> Iterator[Started]:
    """The servers of ``var/``: those that run already, else started here for the while.

    The one who serves (``as_owner``) never borrows another command's servers, and does not wait
    at its end for those who borrowed its own.
    """
    var = _writable(var_folder())
    given = _given()
    if len(given) == 2:
        with _own_nothing(given) as started:
            yield started
        return
    with (var / "owner.lock").open("a+") as owner, (var / "users.lock").open("a") as users:
        addresses = _own_or_find(var, owner, users, as_owner=as_owner)
        if addresses is not None:
            with _own_nothing(addresses | given) as started:
                yield started
            return
        with ExitStack() as at_end:
            yield _own(var, at_end)
            if not as_owner:
                _wait_for_users(users)
            (var / "servers.json").unlink(missing_ok=True)


def _writable(var: Path) -> Path:
    """The same folder, made where it is missing; ends the program where that cannot be."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=var).close()
    except OSError as fault:
        give_up(
            f"Nothing can be written to {var} ({fault.strerror})."
            " Choose another folder: SAGLAS_VAR=/path/to/folder ./run"
        )
    return var


@contextmanager
def _own_nothing(addresses: dict[str, str]) -> Iterator[Started]:
    guardian = Guardian()
    try:
        yield Started(addresses, guardian, _logs(var_folder()))
    finally:
        guardian.dismiss()


def _own(var: Path, at_end: ExitStack) -> Started:
    guardian = Guardian()
    at_end.callback(guardian.dismiss)
    account = places.server_account()
    home = places.kept_folder(var, "postgres", account)
    if home.parent != var:
        say(f"This folder is closed to other users, so the database lies in {home}.")
    started = Started(_given(), guardian, _logs(var))
    cluster = postgres.Cluster(
        home / "data",
        _temporary(at_end, guardian, account),
        account,
        places.secret(var / "keeper.password"),
        places.secret(var / "database.password"),
        scratch=False,
    )
    _begin_missing(started, cluster, at_end)
    started.environment.setdefault("SECRET_KEY", places.secret(var / "secret"))
    _publish(var / "servers.json", started.environment)
    return started


def _begin_missing(started: Started, cluster: postgres.Cluster, at_end: ExitStack) -> None:
    for name in ("postgres.log", "redis.log"):
        places.make_room(started.logs / name)
    try:
        if "DATABASE_URL" not in started.environment:
            log = started.logs / "postgres.log"
            _remember(started, postgres.begin(cluster, started.guardian, log), at_end)
            started.environment["DATABASE_URL"] = cluster.url
        if "REDIS_URL" not in started.environment:
            log, shelter = started.logs / "redis.log", cluster.data.parent
            begun = redis.begin(cluster.sockets, shelter, cluster.account, started.guardian, log)
            _remember(started, begun, at_end)
            started.environment["REDIS_URL"] = redis.url(cluster.sockets)
    except (postgres.PostgresProblem, redis.RedisProblem, LookupError) as problem:
        give_up(str(problem))


def _remember(started: Started, child: Child, at_end: ExitStack) -> None:
    started.children.append(child)
    at_end.callback(child.stop)


def _temporary(at_end: ExitStack, guardian: Guardian, account: Account) -> Path:
    folder = places.private_folder(account)
    guardian.remove_at_end(folder)
    at_end.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _given() -> dict[str, str]:
    """The two addresses as far as the environment names them."""
    names = ("DATABASE_URL", "REDIS_URL")
    return {name: os.environ[name] for name in names if os.environ.get(name)}


def _logs(var: Path) -> Path:
    folder = var / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _publish(file: Path, environment: dict[str, str]) -> None:
    """Write the addresses, with their password for this account alone, in one piece."""
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as opened:
        json.dump(environment, opened)
    draft.rename(file)


def _own_or_find(
    var: Path, owner: IO[str], users: IO[str], *, as_owner: bool
) -> dict[str, str] | None:
    """None when this process now owns the servers; else the addresses of those that run."""
    told = False
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
            (var / "servers.json").unlink(missing_ok=True)
            owner.truncate(0)
            owner.write(_SERVING if as_owner else "")
            owner.flush()
            return None
        if as_owner:
            told = told or _tell_to_wait(owner)
        elif (addresses := _find(var, users)) is not None:
            return addresses
        time.sleep(0.1)


def _find(var: Path, users: IO[str]) -> dict[str, str] | None:
    """The addresses that the owner published; None while it is starting or stopping."""
    with suppress(BlockingIOError, FileNotFoundError):
        fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
        addresses: dict[str, str] = json.loads((var / "servers.json").read_text())
        return addresses
    fcntl.flock(users, fcntl.LOCK_UN)
    return None


def _tell_to_wait(owner: IO[str]) -> bool:
    owner.seek(0)
    if owner.read() == _SERVING:
        give_up("Saglas is already being served from this folder; end that one first.")
    say("Another command uses the database; waiting for its end ...")
    return True


def _wait_for_users(users: IO[str]) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another command still uses the database of this one; waiting for its end ...")
        # An impatient second Ctrl-C ends the waiting, not the proper stop of the servers.
        with suppress(KeyboardInterrupt):
            signal.signal(signal.SIGINT, signal.default_int_handler)
            fcntl.flock(users, fcntl.LOCK_EX)
