"""The locks, the scripts and the ignored files."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from config import vendor
from config.embedded.places import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==(\S+)((?: ;.*)?) \\$", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_pins_every_package_with_hashes_and_names_no_address(lock: Path) -> None:
    text = lock.read_text()
    blocks = [block for block in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if block]
    assert blocks
    for block in blocks:
        assert PIN.match(block), block.splitlines()[0]
        assert "--hash=sha256:" in block
    assert "://" not in text
    assert "index-url" not in text


def test_development_lock_contains_the_run_lock() -> None:
    run = set(PIN.findall((ROOT / "requirements" / "run.txt").read_text()))
    dev = set(PIN.findall((ROOT / "requirements" / "dev.txt").read_text()))
    assert {name for name, _, _ in run} <= {name for name, _, _ in dev}
    assert {(name, version) for name, version, _ in run} <= {(n, v) for n, v, _ in dev}


def test_npm_lock_pins_with_integrity_and_names_no_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) >= len(wanted)
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_vendored_files_are_there_and_name_no_source_map() -> None:
    assert vendor.up_to_date()
    for taken in vendor.TAKEN:
        text = (vendor.VENDOR / taken.target).read_text(encoding="utf-8")
        assert len(text) > 500
        assert "sourceMappingURL" not in text
    fonts = re.findall(
        r"url\(\./(files/[^)]+)\)", (vendor.VENDOR / "sofia-sans" / "index.css").read_text()
    )
    assert fonts
    assert all((vendor.VENDOR / "sofia-sans" / font).stat().st_size > 1000 for font in fonts)


@pytest.mark.parametrize("script", ["run", ".ci/run"])
@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_script_is_understood_by_every_shell(script: str, shell: str) -> None:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"no {shell} on this machine")
    options = ["--posix"] if shell == "bash" else []
    subprocess.run([found, *options, "-n", ROOT / script], check=True)
    assert (ROOT / script).stat().st_mode & 0o111


@pytest.mark.parametrize(
    "path", [".venv/x", "var/secret", "static/vendor/x.css", "locale/bg/LC_MESSAGES/django.mo"]
)
def test_made_files_are_not_committed(path: str) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    told = subprocess.run(["git", "check-ignore", "--quiet", path], cwd=ROOT, check=False)
    assert told.returncode == 0
