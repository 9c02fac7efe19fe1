"""The starters of PostgreSQL and Redis, and the folders and secrets they use."""

import os
import pwd
import shutil
import stat
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from config.embedded import places, postgres, redis
from config.embedded.children import Guardian
from tests.house.served import run

TELL = """
from django.db import connection
with connection.cursor() as cursor:
    for asked in ("SELECT current_user", "SHOW is_superuser", "SHOW fsync"):
        print(asked, cursor.execute(asked).fetchone()[0])
    cursor.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
    cursor.execute("INSERT INTO kept VALUES (1)")
    print("rows", cursor.execute("SELECT count(*) FROM kept").fetchone()[0])
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="changing the account needs root")


@pytest.mark.slow
def test_data_survive_the_end_of_the_command(open_folder: Path) -> None:
    var = open_folder / "var"
    first = run(var, "manage", "shell", "-v", "0", "-c", TELL)
    assert "rows 1" in first
    assert "rows 2" in run(var, "manage", "shell", "-v", "0", "-c", TELL)


@pytest.mark.slow
def test_a_deep_folder_with_spaces_and_cyrillic_letters_serves(open_folder: Path) -> None:
    """A socket's path has at most 107 bytes, so sockets do not lie in it."""
    var = open_folder.joinpath(*["път с интервал и дълго име"] * 8, "var")
    assert len(bytes(var)) > 300
    assert "rows 1" in run(var, "manage", "shell", "-v", "0", "-c", TELL)


def test_wheels_bring_both_servers() -> None:
    for found in (postgres.find_programs(), redis.find_server().installed):
        assert found.folder.is_relative_to(places.WHEELS)


@pytest.mark.slow
def test_a_lost_password_is_said_at_once(open_folder: Path) -> None:
    var = open_folder / "var"
    run(var, "manage", "version")
    (var / "keeper.password").unlink()
    told = run(var, "manage", "version")
    assert "keeper.password does not open the data" in told
    assert "exit code 2" in told


@pytest.mark.slow
def test_an_interrupted_beginning_is_begun_anew(open_folder: Path) -> None:
    account = places.server_account()
    home = places.kept_folder(open_folder / "var", "postgres", account)
    half = home / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    assert "exit code 0" in run(open_folder / "var", "manage", "version")
    assert not half.exists()


@pytest.mark.slow
def test_application_is_no_superuser_and_kept_data_are_synced(open_folder: Path) -> None:
    told = run(open_folder / "var", "manage", "shell", "-v", "0", "-c", TELL)
    assert "SELECT current_user saglas" in told
    assert "SHOW is_superuser off" in told
    assert "SHOW fsync on" in told


def _python_open_to(account: places.Account) -> str:
    """This interpreter, or the same version elsewhere when this one lies in a closed home."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/{version}"):
        if Path(python).exists() and places.can_pass(Path(python).resolve().parent, account):
            break
    else:
        pytest.skip(f"no {version} that other users may execute")
    if not places.can_pass(Path(sysconfig.get_path("purelib")), account):
        pytest.skip("the checkout is closed to other users, so none can run it")
    return python


@pytest.mark.slow
@as_root
def test_an_ordinary_user_runs_the_database_as_itself(open_folder: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    account = places.Account(nobody.pw_uid, nobody.pw_gid, drop=True)
    python = _python_open_to(account)
    var = open_folder / "var"
    var.mkdir()
    os.chown(var, nobody.pw_uid, nobody.pw_gid)

    words = ("manage", "shell", "-v", "0", "-c", TELL)
    packages = sysconfig.get_path("purelib")
    told = run(var, *words, user="nobody", python=python, HOME=str(var), PYTHONPATH=packages)

    assert "rows 1" in told
    assert (var / "postgres" / "data").stat().st_uid == nobody.pw_uid


@pytest.mark.slow
@as_root
def test_a_closed_folder_is_not_opened_to_reach_the_data(
    open_folder: Path, request: pytest.FixtureRequest
) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    var = closed / "var"

    first = run(var, "manage", "shell", "-v", "0", "-c", TELL)
    second = run(var, "manage", "shell", "-v", "0", "-c", TELL)

    there = Path((var / "postgres.place").read_text().strip())
    request.addfinalizer(lambda: shutil.rmtree(there))
    assert f"the database lies in {there}" in first
    assert "rows 2" in second
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert stat.S_IMODE(there.stat().st_mode) == 0o700
    assert there.stat().st_uid == places.server_account().uid != 0


@as_root
def test_unreachable_programs_are_copied_with_their_libraries(open_folder: Path) -> None:
    account = places.server_account()
    closed = open_folder / "closed"
    for folder in ("wheel/bin", "wheel.libs"):
        (closed / folder).mkdir(parents=True)
    (closed / "wheel" / "bin" / "server").write_text("program")
    (closed / "wheel.libs" / "library").write_text("library")
    installed = places.Installed(closed, ("wheel/bin", "wheel.libs"), "wheel/bin")
    assert places.reachable(installed, open_folder, account) == closed / "wheel" / "bin"

    closed.chmod(0o700)

    copy = places.reachable(installed, open_folder, account)
    assert not copy.is_relative_to(closed)
    assert places.can_pass(copy, account)
    assert (copy / "server").read_text() == "program"
    assert (copy / "../../wheel.libs/library").read_text() == "library"
    assert places.reachable(installed, open_folder, account) == copy


@as_root
def test_a_remembered_place_that_others_could_have_made_is_not_trusted(open_folder: Path) -> None:
    account = places.server_account()
    var = open_folder / "closed" / "var"
    var.mkdir(parents=True)
    var.parent.chmod(0o700)
    foreign = open_folder / "foreign"
    foreign.mkdir(mode=0o777)
    (var / "postgres.place").write_text(str(foreign))

    chosen = places.kept_folder(var, "postgres", account)
    chosen.rmdir()
    assert chosen != foreign


def test_secrets_are_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret"
    first = places.secret(file)
    assert len(first) > 60
    assert places.secret(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_data_of_another_postgresql_are_refused_with_both_numbers(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("9\n")
    account = places.server_account()
    cluster = postgres.Cluster(tmp_path, tmp_path, account, "a", "b", scratch=True)
    binaries = postgres.find_programs().folder
    with pytest.raises(postgres.PostgresProblem, match=r"written by PostgreSQL 9, .* found is 1\d"):
        postgres.check_version(cluster, binaries)


@contextmanager
def started(log: Path) -> Iterator[postgres.Cluster]:
    """A scratch cluster of the programs that are found."""
    account = places.server_account()
    home = places.private_folder(account)
    guardian = Guardian()
    guardian.remove_at_end(home)
    cluster = postgres.Cluster(home / "data", home, account, "first", "second", scratch=True)
    child = postgres.begin(cluster, guardian, log)
    yield cluster
    child.stop()
    guardian.dismiss()
    assert child.process.returncode == 0
    assert not home.exists()


def test_a_wrong_password_opens_nothing(tmp_path: Path) -> None:
    with started(tmp_path / "log") as cluster:
        for role in (postgres.ROLE, postgres.KEEPER):
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                psycopg.connect(
                    host=str(cluster.sockets), user=role, password="third", dbname="saglas"
                )


@pytest.mark.slow
@pytest.mark.parametrize("number", range(15, 19))
def test_a_postgresql_of_the_machine_serves_too(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binaries = Path(f"/usr/lib/postgresql/{number}/bin")
    if not binaries.is_dir():
        pytest.skip(f"no PostgreSQL {number} on this machine")
    installed = places.Installed(binaries.parent, (".",), "bin")
    monkeypatch.setattr(postgres, "_candidates", lambda: [installed])
    with (
        started(tmp_path / "log") as cluster,
        psycopg.connect(
            host=str(cluster.sockets),
            user=postgres.ROLE,
            password=cluster.password,
            dbname=postgres.DATABASE,
        ) as connection,
    ):
        assert connection.info.server_version // 10000 == number
