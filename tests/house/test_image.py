"""The ``Dockerfile``: what it copies goes in, and what it starts serves."""

import http.client
import json
import os
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from config.embedded.places import ROOT
from tests.house.served import free_port, wait_for

TEXT = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text())
COPIED = [
    source
    for line in re.findall(r"^COPY (?!--from)(.+)$", TEXT, re.MULTILINE)
    for source in line.split()[:-1]
]
LEFT_OUT = [
    line.removeprefix("**/")
    for line in (ROOT / ".dockerignore").read_text().splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("source", COPIED)
def test_what_is_copied_exists_and_is_not_left_out(source: str) -> None:
    assert (ROOT / source).exists()
    path = Path(source)
    ways = {str(place) for place in (path, *path.parents) if str(place) != "."}
    assert not {way for way in ways if any(fnmatch(way, one) for one in LEFT_OUT)}


def test_every_lock_that_is_installed_was_copied_before() -> None:
    for lock in re.findall(r"-r (\S+)", TEXT):
        assert lock in COPIED
        assert TEXT.index(f" {lock}") < TEXT.index(f"-r {lock}")


def test_everything_that_serves_goes_in() -> None:
    """Folders of the checkout are in the image, or named among those left out."""
    told = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if told.returncode:
        pytest.skip("not a git checkout")
    folders = {line.partition("/")[0] for line in told.stdout.splitlines() if "/" in line}
    assert folders & set(LEFT_OUT) == {".ci", "bench", "docs", "tests"}


@pytest.mark.slow
def test_its_command_serves_the_page_of_login(tmp_path: Path) -> None:
    [words] = [json.loads(line) for line in re.findall(r"^CMD (.+)$", TEXT, re.MULTILINE)]
    port = free_port()
    words[words.index("--port") + 1] = str(port)
    environment = {**os.environ, "SAGLAS_VAR": str(tmp_path)}
    process = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env=environment)
    try:
        wait_for(lambda: process.poll() is not None or _status(port) == 200, 60)
        assert process.poll() is None
    finally:
        process.terminate()
        process.wait(30)


def _status(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/login/")
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()
