"""The words after ``./run``, and the browser plugin's promises."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.embedded.commands import COMMANDS
from tests.house.served import ROOT, run


def test_help_names_every_command(tmp_path: Path) -> None:
    told = run(tmp_path / "var", "help")
    assert "exit code 0" in told
    for name in COMMANDS:
        assert f"  {name}" in told


def test_an_unknown_command_is_refused_with_the_way_to_help(tmp_path: Path) -> None:
    told = run(tmp_path / "var", "sevre")
    assert "There is no './run sevre'; ./run help" in told
    assert "exit code 2" in told


def test_demo_asks_for_its_file(tmp_path: Path) -> None:
    told = run(tmp_path / "var", "demo")
    assert "./run demo FILE" in told
    assert "exit code 2" in told


def test_exit_code_of_a_management_command_is_handed_on(open_folder: Path) -> None:
    told = run(open_folder / "var", "manage", "shell", "-v", "0", "-c", "raise SystemExit(7)")
    assert "exit code 7" in told


def run_browser_test(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_it.py").write_text(
        "import pytest\n@pytest.mark.browser\ndef test_page(): pass\n"
    )
    words = [sys.executable, "-m", "pytest", "-p", "tests.plugin", "-p", "no:django", "-q"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        [*words, "-p", "no:cacheprovider", "-c", "/dev/null", str(folder)],
        cwd=ROOT,
        env={**kept, "NEED_BROWSER": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_browser_is_said_loudly_with_the_remedy(tmp_path: Path) -> None:
    done = run_browser_test(tmp_path, CHROMIUM="/nowhere/chromium")
    assert done.returncode == 0
    assert "BROWSER TESTS WERE NOT RUN" in done.stdout
    assert "apt-get install chromium" in done.stdout


def test_missing_browser_fails_where_it_is_needed(tmp_path: Path) -> None:
    done = run_browser_test(tmp_path, CHROMIUM="/nowhere/chromium", NEED_BROWSER="1")
    assert done.returncode == 1
    assert "no browser test passed" in done.stdout


@pytest.mark.parametrize("needed", ["", "1"])
def test_found_browser_runs_the_tests(tmp_path: Path, needed: str) -> None:
    done = run_browser_test(tmp_path, CHROMIUM=sys.executable, NEED_BROWSER=needed)
    assert done.returncode == 0
    assert "1 passed" in done.stdout
