"""Reading in a process of its own: whatever a file does, it harms nothing but its own reading.

What the process may use stands in ``limits``. One that fails, hangs or is killed is a
document that is refused with one sentence.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from threading import Timer
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .formats import format_of
from .limits import MAX_WAIT, ROOT
from .problems import Unreadable

log = logging.getLogger(__name__)
_TOO_HEAVY = _(
    "Reading the document takes too long or too much memory; take out pictures and all but the "
    "plan, save it again and bring the new file."
)


@dataclass(frozen=True)
class Found:
    """What was read: the object of the contract, and the original as lines, cells apart by tabs."""

    reading: dict[str, Any]
    text: str


def read_apart(
    name: str,
    data: bytes,
    *,
    progress: Callable[[int, int], None] | None = None,
    headings: Mapping[str, str] | None = None,
) -> Found:
    """Read a document as ``read_document`` does, in a process with limits.

    ``headings`` are what unusual headings of columns mean, as a person said before.

    Raises:
        Unreadable: with one sentence for the person who brought the file.
    """
    format_of(name, data)
    last: dict[str, Any] = {}
    suffix = PurePath(name).suffix.lower()
    # Without the variables of the service: no password or key is there to be found.
    with subprocess.Popen(
        [
            sys.executable, "-m", "plans.reading.worker", suffix, get_language() or "bg",
            json.dumps(dict(headings or {})),
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        cwd=ROOT, env={},
    ) as process:  # fmt: skip
        limit = Timer(MAX_WAIT, process.kill)
        limit.start()
        try:
            for last in _told(process, data):
                if progress is not None and "done" in last:
                    progress(last["done"], last["total"])
        finally:
            limit.cancel()
            process.kill()
    if "reading" in last:
        return Found(last["reading"], last["text"])
    if "refused" not in last:
        log.error("the reader of a %s of %d bytes ended with %s", suffix, len(data), process.wait())
    raise Unreadable(last.get("refused", _TOO_HEAVY))


def _told(process: "subprocess.Popen[bytes]", data: bytes) -> Any:
    """The lines of the process; a line cut off by its end is none."""
    if process.stdin is None or process.stdout is None:
        return
    try:
        process.stdin.write(data)
        process.stdin.close()
    except BrokenPipeError:
        return
    for line in process.stdout:
        if line.endswith(b"\n"):
            yield json.loads(line)
