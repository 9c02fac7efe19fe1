"""Which format a file is in: its name says it, and its first bytes must agree."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext_lazy as _

from .doc_format import doc_rows
from .docx_format import docx_rows
from .odt_format import odt_rows
from .pdf_format import pdf_rows
from .problems import LOCKED, TOO_LONG, Unreadable
from .rows import Row
from .text_format import text_rows
from .xlsx_format import xlsx_rows

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 10_000
MAX_CELL = 50_000

_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf"


@dataclass(frozen=True)
class Format:
    """How the rows of a format are read, and the bytes with which its files begin."""

    rows: Callable[[bytes], Iterator[Row]]
    begins: bytes


_FORMATS = {
    ".docx": Format(docx_rows, _ZIP),
    ".odt": Format(odt_rows, _ZIP),
    ".pdf": Format(pdf_rows, _PDF),
    ".doc": Format(doc_rows, _OLE),
    ".xlsx": Format(xlsx_rows, _ZIP),
    ".txt": Format(text_rows, b""),
}
SUFFIXES = tuple(_FORMATS)


def rows_of(name: str, data: bytes) -> list[Row]:
    """The rows of a document in any format that is read.

    Raises:
        Unreadable: empty, too large, of a format that is not read, damaged or unsafe.
    """
    rows: list[Row] = []
    for row in format_of(name, data).rows(data):
        if len(rows) >= MAX_ROWS or any(len(cell) > MAX_CELL for cell in row.cells):
            raise Unreadable(TOO_LONG)
        rows.append(row)
    return rows


def format_of(name: str, data: bytes) -> Format:
    """The format of a file, by its name, its size and its first bytes; nothing else is looked at.

    Raises:
        Unreadable: empty, too large, or of a format that is not read.
    """
    check_size(len(data))
    if not data.strip():
        raise Unreadable(_("The file is empty; bring the document with the plan's table."))
    found = _FORMATS.get(PurePath(name).suffix.lower())
    if found is None:
        raise Unreadable(
            _(
                "Files of this kind are not read; save the plan as .docx, .odt or .pdf and "
                "bring that file."
            )
        )
    others = tuple({_ZIP, _OLE, _PDF, _RTF} - {found.begins})
    if not data.startswith(found.begins) or data.startswith(others):
        raise Unreadable(_what_else(data))
    return found


def check_size(size: int) -> None:
    """Refuse a file that is too large, before it is loaded."""
    if size > MAX_BYTES:
        raise Unreadable(
            _(
                "The file is over 20 MB; take out the pictures, save it again and bring the "
                "new file."
            )
        )


def _what_else(data: bytes) -> object:
    """A locked document has the first bytes of an old .doc, whatever its name says."""
    return LOCKED if "EncryptedPackage".encode("utf-16-le") in data else _OTHER_CONTENT


_OTHER_CONTENT = _(
    "The file is not what its name says; open it where it was written, save it as .docx and "
    "bring the new file."
)
