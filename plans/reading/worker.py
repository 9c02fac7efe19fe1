"""The process in which one document is read: ``python -m plans.reading.worker .docx bg < file``.

It holds itself to its limits before it looks at the first byte, knows no settings of the service
and no keys, and writes no files. Lines of JSON go to standard output: how far it is, then what was
read or why not.
"""

import json
import resource
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from .limits import MAX_MEMORY, MAX_SECONDS, ROOT

if TYPE_CHECKING:
    from .rows import Row

_EVERY = 25


def main(suffix: str, language: str, headings: str = "{}") -> int:
    """Read standard input; 0 when a last line was written, whatever it says."""
    hold()
    speak(language)
    from plans.reading import Unreadable

    try:
        _tell(_read(suffix, sys.stdin.buffer.read(), json.loads(headings)))
    except Unreadable as problem:
        _tell({"refused": str(problem)})
    return 0


def hold() -> None:
    """The limits of this process: they cannot be raised again."""
    for what, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def speak(language: str) -> None:
    """Sentences are written in the language of whoever brought the file."""
    settings.configure(
        USE_I18N=True, LANGUAGE_CODE=language, LOCALE_PATHS=[ROOT / "locale"], INSTALLED_APPS=[]
    )
    import django

    django.setup()
    translation.activate(language)


def _read(suffix: str, data: bytes, headings: dict[str, str]) -> dict[str, object]:
    from plans.reading.formats import rows_of
    from plans.reading.known_headings import with_known
    from plans.reading.reader import read_rows

    rows = rows_of(f"plan{suffix}", data)
    lines = ("\t".join(" ".join(cell.split()) for cell in row.cells) for row in rows)
    is_text = suffix == ".txt"  # its lines are numbered as in the file
    text = data.decode("utf-8-sig") if is_text else "\n".join(lines)
    found = read_rows(with_known(rows, headings), progress=_progress)
    return {"reading": found.as_json() | {"lines": _lines(rows)}, "text": text}


def _lines(rows: "Sequence[Row]") -> dict[str, int]:
    """The line of the text in which a row of a table stands: „2:15“ for the 15th of the second."""
    return {
        f"{row.place.table}:{row.place.row}": number
        for number, row in enumerate(rows, start=1)
        if row.place.table is not None
    }


def _progress(done: int, total: int) -> None:
    if done % _EVERY == 0:
        _tell({"done": done, "total": total})


def _tell(what: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(what).encode() + b"\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
