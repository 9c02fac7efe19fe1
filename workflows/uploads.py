"""Files from outside: judged by what is in them, never by what they are called.

Photos are drawn anew, so that place, device and anything hidden in the file are gone; evidence
is kept as it came, since a director answers for it, and is only ever handed out as a download.
"""

import hashlib
import io
import re
import struct
import zipfile
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from workflows.refusals import Refused

LARGEST_PHOTO = 20 * 1024 * 1024
# A JPEG is decoded at the size it is needed in; other formats stand whole in memory first.
MOST_PIXELS = {"JPEG": 80_000_000}
MOST_PIXELS_OF_OTHERS = 25_000_000
LONGEST_SIDE = 1600
QUALITY = 85
LARGEST_EVIDENCE = 10 * 1024 * 1024
LONGEST_NAME = 120
MEGABYTE = 1024 * 1024
ODT = b"application/vnd.oasis.opendocument.text"
NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class UploadRefused(Refused):
    """A file is not taken; the text is one sentence that says why and what would be."""


@dataclass(frozen=True)
class FileType:
    """A kind of file that is taken: its ending, and what it is announced as."""

    ending: str
    content_type: str


PDF = FileType("pdf", "application/pdf")
JPEG = FileType("jpg", "image/jpeg")
PNG = FileType("png", "image/png")
DOCX = FileType("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
ODT_FILE = FileType("odt", ODT.decode())
EVIDENCE = (PDF, JPEG, PNG, DOCX, ODT_FILE)

_STARTS = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}


@dataclass(frozen=True)
class Taken:
    """A file that is kept: a safe name with the ending of what it really is, and its bytes."""

    name: str
    type: FileType
    content: bytes


def sha256(content: bytes) -> str:
    """The fingerprint of a file, as hex."""
    return hashlib.sha256(content).hexdigest()


def photo_of(sent: "UploadedFile[Any]") -> bytes:
    """A photo drawn anew: JPEG, at most 1600 pixels on its longer side, without metadata."""
    _no_larger(sent, LARGEST_PHOTO)
    try:
        with Image.open(sent, formats=("JPEG", "PNG", "WEBP")) as picture:
            most = MOST_PIXELS.get(picture.format or "", MOST_PIXELS_OF_OTHERS)
            if picture.width * picture.height > most:
                raise UploadRefused(_("The photo has too many pixels. Send a smaller one."))
            return _drawn_anew(picture)
    except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError) as fault:
        raise UploadRefused(_("The photo cannot be read. Send a JPEG, PNG or WebP.")) from fault


def _drawn_anew(picture: Image.Image) -> bytes:
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    paper = Image.new("RGB", upright.size, "white")
    seen = upright.convert("RGBA")
    paper.paste(seen, mask=seen.getchannel("A"))
    file = io.BytesIO()
    paper.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def evidence_of(sent: "UploadedFile[Any]") -> Taken:
    """A file that a director sends, when it is a PDF, JPEG, PNG, DOCX or ODT of at most 10 MB."""
    _no_larger(sent, LARGEST_EVIDENCE)
    content = sent.read()
    kind = type_of(content)
    if kind is None:
        raise UploadRefused(
            _("“%(name)s” is not a PDF, JPEG, PNG, DOCX or ODT file.")
            % {"name": safe_name(sent.name or "")}
        )
    return Taken(_named(sent.name or "", kind), kind, content)


def _no_larger(sent: "UploadedFile[Any]", most: int) -> None:
    if sent.size is None or sent.size > most:
        raise UploadRefused(
            _("The file is larger than %(most)d MB. Send a smaller one.")
            % {"most": most // MEGABYTE}
        )


def type_of(content: bytes) -> FileType | None:
    """What a file is by its first bytes; of an archive, by what a document has inside."""
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return kind
    return _document_in(content) if content.startswith(b"PK\x03\x04") else None


def _document_in(content: bytes) -> FileType | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                # A macro travels in a document that only calls itself harmless.
                return None if "word/vbaProject.bin" in names else DOCX
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    return ODT_FILE if file.read(len(ODT) + 1) == ODT else None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return None
    return None


def safe_name(name: str) -> str:
    """The last part of a name without signs that mean something to a system or hide an ending."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return NOT_IN_A_NAME.sub("", last).strip(" .")[:LONGEST_NAME] or _("file")


def _named(name: str, kind: FileType) -> str:
    plain = safe_name(name)
    stem, dot, _ending = plain.rpartition(".")
    return f"{stem if dot else plain}.{kind.ending}"
