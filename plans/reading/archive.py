"""Opening the archive inside a .docx or .odt without trusting anything it says of itself."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection
from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _
from lxml import etree

from .problems import DAMAGED, LOCKED, MACROS, TOO_LARGE, UNSAFE, Unreadable

MAX_PART = 40 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ENTRIES = 3000
MAX_RATIO = 200

_NO_DOCUMENT = _(
    "The file is not the document that its name says; save the plan as .docx and bring the new "
    "file."
)
_MACRO = re.compile(
    r"(?:^|/)vbaProject\.bin$|^Basic/[^/]+/(?!script-l[bc]\.xml)[^/]+$|^Scripts/.*[^/]$",
    re.IGNORECASE,
)


def parts_of(data: bytes, needed: str, *optional: str) -> dict[str, bytes]:
    """The parts of the archive by name; an optional part that is not there is empty.

    Raises:
        Unreadable: damaged, locked, unsafe, with macros, too large, or without the needed part.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive.infolist())
            there = set(archive.namelist())
            if needed not in there:
                raise Unreadable(_NO_DOCUMENT)
            return {
                name: _read(archive, name) if name in there else b"" for name in (needed, *optional)
            }
    except (
        zipfile.BadZipFile,
        struct.error,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        KeyError,
    ) as error:
        raise Unreadable(DAMAGED) from error
    except RuntimeError as error:
        raise Unreadable(LOCKED) from error


def tree_of(xml: bytes) -> etree._Element:
    """The tree of a part. A document type declaration has no place in a document: refused.

    Raises:
        Unreadable: no XML, or with a document type declaration.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(DAMAGED)
    return root


def first_in(element: etree._Element, *path: str) -> etree._Element | None:
    """The first child with a tag, or its child with the next; much faster than ``find``."""
    for tag in path:
        found = next(element.iterchildren(tag), None)
        if found is None:
            return None
        element = found
    return element


def _check(entries: Collection[zipfile.ZipInfo]) -> None:
    """Sizes and names, before anything is unpacked."""
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unreadable(LOCKED)
    if any(_leads_out(entry.filename) for entry in entries):
        raise Unreadable(UNSAFE)
    if any(_MACRO.search(entry.filename) for entry in entries):
        raise Unreadable(MACROS)
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unreadable(TOO_LARGE)


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
        raise Unreadable(TOO_LARGE)
    with archive.open(entry) as part:
        content = part.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise Unreadable(TOO_LARGE)
    return content
