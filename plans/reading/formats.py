"""Which format a file is in: told by its first bytes, not by its name alone."""

from collections.abc import Callable, Iterator
from pathlib import PurePath

from django.utils.translation import gettext_lazy as _

from .docx_format import docx_rows
from .problems import Unreadable
from .rows import Row
from .text_format import text_rows

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 10_000
MAX_CELL = 50_000

_ZIP, _OLE, _PDF, _RTF = b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf"
_READERS: dict[str, Callable[[bytes], Iterator[Row]]] = {".txt": text_rows, ".docx": docx_rows}


def rows_of(name: str, data: bytes) -> list[Row]:
    """The rows of a document in any format that is read.

    Raises:
        Unreadable: empty, too large, or of a format that is not read.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(
            _(
                "The file is over 20 MB; take out the pictures, save it again and bring the "
                "new file."
            )
        )
    if not data.strip():
        raise Unreadable(_("The file is empty; bring the document with the plan's table."))
    rows: list[Row] = []
    for row in _reader(name, data)(data):
        if len(rows) >= MAX_ROWS or any(len(cell) > MAX_CELL for cell in row.cells):
            raise Unreadable(
                _(
                    "The document has too many rows or too long cells for a plan; bring only "
                    "the plan."
                )
            )
        rows.append(row)
    return rows


def _reader(name: str, data: bytes) -> Callable[[bytes], Iterator[Row]]:
    suffix = PurePath(name).suffix.lower()
    if data.startswith(_OLE):
        raise Unreadable(_locked_or_old(data))
    if data.startswith(_PDF):
        raise Unreadable(
            _("PDF files are not read yet; bring the plan as .docx or as text in UTF-8.")
        )
    if data.startswith(_RTF) or suffix in (".odt", ".rtf", ".doc", ".pdf"):
        raise Unreadable(
            _(
                "This format is not read yet; open the plan in Word, save it as .docx and "
                "bring that file."
            )
        )
    if suffix not in _READERS:
        raise Unreadable(
            _(
                "Only .docx and .txt files are read; save the plan in one of them and bring "
                "that file."
            )
        )
    if data.startswith(_ZIP) and suffix == ".txt":
        raise Unreadable(
            _("The file is an archive and not a text; bring the plan as .docx or as text in UTF-8.")
        )
    if not data.startswith(_ZIP) and suffix == ".docx":
        raise Unreadable(
            _("The file is not a Word document; save the plan as .docx and bring the new file.")
        )
    return _READERS[suffix]


def _locked_or_old(data: bytes) -> str:
    """A locked .docx and an old .doc have the same first bytes."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return str(
            _(
                "The document is locked with a password; take the password off, save it "
                "again and bring the new file."
            )
        )
    return str(
        _(
            "Old .doc files are not read yet; open the plan in Word, save it as .docx and "
            "bring that file."
        )
    )
