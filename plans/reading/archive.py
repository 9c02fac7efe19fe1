"""Opening the archive inside a .docx without trusting anything it says of itself."""

import io
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _

from .problems import Unreadable

MAX_PART = 40 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ENTRIES = 3000
MAX_RATIO = 200

_DAMAGED = _(
    "The archive of the document is damaged; open it in Word, save it again as .docx and "
    "bring the new file."
)
_UNSAFE = _(
    "The archive of the document is not safe to open; save the plan anew as .docx and bring "
    "the new file."
)
_TOO_LARGE = _(
    "The document is too large when unpacked; take out the pictures, save it again and bring "
    "the new file."
)
_LOCKED = _(
    "The document is locked with a password; take the password off, save it again and bring "
    "the new file."
)
_NOT_WORD = _("The file is not a Word document; save the plan as .docx and bring the new file.")


def part_of(data: bytes, name: str, *, optional: bool = False) -> bytes:
    """One part of the archive; nothing if an optional part is not there.

    Raises:
        Unreadable: damaged, locked, unsafe, too large, or no such part.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive.infolist())
            if optional and name not in archive.namelist():
                return b""
            return _read(archive, name)
    except KeyError as error:
        raise Unreadable(_NOT_WORD) from error
    except (
        zipfile.BadZipFile,
        struct.error,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
    ) as error:
        raise Unreadable(_DAMAGED) from error
    except RuntimeError as error:
        raise Unreadable(_LOCKED) from error


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """Sizes and names, before anything is unpacked."""
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unreadable(_LOCKED)
    if any(_leads_out(entry.filename) for entry in entries):
        raise Unreadable(_UNSAFE)
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unreadable(_TOO_LARGE)


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else True


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """The part, never more than the limit: the size an archive declares may be a lie."""
    entry = archive.getinfo(name)
    if (
        entry.file_size > MAX_PART
        or entry.file_size > MAX_RATIO * max(entry.compress_size, 1) + 1024 * 1024
    ):
        raise Unreadable(_TOO_LARGE)
    with archive.open(entry) as part:
        content = part.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise Unreadable(_TOO_LARGE)
    return content
