"""The binary Word format (97 and later): where text and properties lie in a .doc.

After the published description of the format, [MS-DOC]; names in brackets are its names. All
numbers in the file are little-endian; a position in the file is called fc, in the text cp.
"""

import io
import re
import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import olefile
from django.utils.translation import gettext_lazy as _

from .problems import DAMAGED, LOCKED, MACROS, Unreadable

# Two Cyrillic letters side by side: in Western Europe such bytes stand alone between Latin ones.
_CYRILLIC = re.compile(rb"[\xc0-\xff]{2}")
_MAGIC, _MAGIC_WORD_6, _WORD_97 = 0xA5EC, 0xA5DC, 0xC1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_STREAM_OF_HUGE = (0x6645, 0x6646)
# Sizes of operands by the three highest bits of the code [spra]; 6 says its size itself.
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_TABLE_DEFINITION, _TABS = 0xD608, 0xC615
_OLD = _("The document is of a very old Word; open it in Word, save it as .docx and bring that.")

Properties = dict[int, bytes]


@dataclass(frozen=True)
class Piece:
    """A run of text as it lies in the file: 8-bit or UTF-16 [Pcd]."""

    start: int
    end: int
    fc: int
    wide: bool

    def fc_at(self, cp: int) -> int:
        """Where a character lies."""
        return self.fc + (cp - self.start) * (2 if self.wide else 1)

    @property
    def fc_end(self) -> int:
        """Where the piece ends."""
        return self.fc_at(self.end)


@dataclass(frozen=True)
class Runs:
    """Properties by position in the file: ``starts[i]`` to ``starts[i + 1]`` has ``each[i]``."""

    starts: list[int]
    each: list[bytes]

    def at(self, fc: int) -> bytes:
        """The bytes that describe the character at a position."""
        index = bisect_right(self.starts, fc) - 1
        return self.each[index] if 0 <= index < len(self.each) else b""


class DocFile:
    """An opened .doc.

    Raises:
        Unreadable: damaged, locked, with macros, or older than Word 97.
    """

    def __init__(self, data: bytes) -> None:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("EncryptedPackage"):
                raise Unreadable(LOCKED)
            if ole.exists("Macros/VBA"):
                raise Unreadable(MACROS)
            self.main = _stream(ole, "WordDocument")
            magic, version = struct.unpack_from("<HH", self.main)
            (flags,) = struct.unpack_from("<H", self.main, 0x0A)
            if magic == _MAGIC_WORD_6 or (magic == _MAGIC and version < _WORD_97):
                raise Unreadable(_OLD)
            if magic != _MAGIC:
                raise Unreadable(DAMAGED)
            if flags & _ENCRYPTED:
                raise Unreadable(LOCKED)
            self.table = _stream(ole, "1Table" if flags & _TABLE_1 else "0Table")
            self._data = _stream(ole, "Data") if ole.exists("Data") else b""

    def part(self, index: int) -> bytes:
        """A part of the table stream by its place in the list of parts [FibRgFcLcb97]."""
        start, size = struct.unpack_from("<II", self.main, 0x9A + 8 * index)
        found = self.table[start : start + size]
        if len(found) != size:
            raise Unreadable(DAMAGED)
        return found

    @cached_property
    def pieces(self) -> list[Piece]:
        """The pieces of the text, in its order [Clx]."""
        clx, at = self.part(33), 0
        while clx[at] == 1:  # properties of quick saves stand before
            at += 3 + int(struct.unpack_from("<H", clx, at + 1)[0])
        (size,) = struct.unpack_from("<I", clx, at + 1)
        plc = clx[at + 5 : at + 5 + size]
        count = (len(plc) - 4) // 12
        cps = struct.unpack_from(f"<{count + 1}I", plc)
        pieces = []
        for index in range(count):
            (fc,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)
            wide = not fc & 0x40000000
            pieces.append(
                Piece(cps[index], cps[index + 1], fc if wide else (fc & 0x3FFFFFFF) // 2, wide)
            )
        if any(piece.end < piece.start or piece.fc_end > len(self.main) for piece in pieces):
            raise Unreadable(DAMAGED)
        return pieces

    @cached_property
    def text(self) -> str:
        """The text of the document without notes, headers and boxes; deleted words are zeros."""
        (length,) = struct.unpack_from("<I", self.main, 0x4C)
        narrow = [self.main[one.fc : one.fc_end] for one in self.pieces if not one.wide]
        encoding = "cp1251" if any(map(_CYRILLIC.search, narrow)) else "cp1252"
        text = "".join(self._decoded(piece, encoding) for piece in self.pieces)
        return text[:length]

    def _decoded(self, piece: Piece, narrow: str) -> str:
        raw = self.main[piece.fc : piece.fc_end]
        text = raw.decode("utf-16-le" if piece.wide else narrow, "replace")
        if len(text) != piece.end - piece.start:  # a pair of surrogates counts as two
            text = "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))
        for start, end in self._deleted_in(piece):
            text = text[:start] + "\0" * (end - start) + text[end:]
        return text

    def _deleted_in(self, piece: Piece) -> Iterator[tuple[int, int]]:
        """Words struck out by whoever tracks changes, as parts of a piece."""
        width = 2 if piece.wide else 1
        starts = self.characters.starts
        first = max(bisect_right(starts, piece.fc) - 1, 0)
        for index in range(first, len(self.characters.each)):
            if starts[index] >= piece.fc_end:
                return
            if properties_in(self.characters.each[index]).get(0x0800) == b"\1":
                start = max(starts[index], piece.fc)
                end = min(starts[index + 1], piece.fc_end)
                yield (start - piece.fc) // width, max(end - piece.fc, 0) // width

    def fc_of(self, cp: int) -> int:
        """Where a character of the text lies in the file."""
        return self.pieces[bisect_right(self._starts, cp) - 1].fc_at(cp)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    @cached_property
    def paragraphs(self) -> Runs:
        """Style and properties of paragraphs [PapxFkp]."""
        return self._runs(self.part(13), 13, _papx)

    @cached_property
    def characters(self) -> Runs:
        """Properties of characters [ChpxFkp]."""
        return self._runs(self.part(12), 1, _chpx)

    def properties_at(self, cp: int) -> tuple[int, Properties]:
        """Style and own properties of the paragraph that a mark at ``cp`` ends."""
        raw = self.paragraphs.at(self.fc_of(cp))
        if len(raw) < 2:
            return 0, {}
        own = properties_in(raw[2:])
        for code in _STREAM_OF_HUGE:
            if code in own:  # too many for their place: they lie in a stream of their own
                (at,) = struct.unpack("<I", own[code])
                (size,) = struct.unpack_from("<H", self._data, at)
                own |= properties_in(self._data[at + 2 : at + 2 + size])
        return raw[0] + 256 * raw[1], own

    def _runs(self, plc: bytes, width: int, taken: Callable[[bytes, int], bytes]) -> Runs:
        """The runs on all pages of 512 bytes that a list of pages names [Fkp]."""
        count = (len(plc) - 4) // 8
        starts: list[int] = []
        each: list[bytes] = []
        end = 0
        for number in struct.unpack_from(f"<{max(count, 0)}I", plc, 4 * (count + 1)):
            page = self.main[(number & 0x3FFFFF) * 512 :][:512]
            fcs = struct.unpack_from(f"<{page[511] + 1}I", page)
            starts += fcs[:-1]
            each += [taken(page, 4 * len(fcs) + at * width) for at in range(len(fcs) - 1)]
            end = fcs[-1]
        return Runs([*starts, end], each)


def properties_in(grpprl: bytes) -> Properties:
    """Operands by code [Prl]; the last one of a code counts."""
    found: Properties = {}
    at = 0
    while at + 3 <= len(grpprl):
        (code,) = struct.unpack_from("<H", grpprl, at)
        at += 2
        size = _SIZES[code >> 13]
        if code == _TABLE_DEFINITION:
            size, at = struct.unpack_from("<H", grpprl, at)[0] - 1, at + 2
        elif code == _TABS and grpprl[at] == 255:
            return found  # its size is not told, and nothing we need stands after it
        elif size == 0:
            size, at = grpprl[at], at + 1
        found[code] = grpprl[at : at + size]
        at += max(size, 0)
    return found


def _papx(page: bytes, at: int) -> bytes:
    start = 2 * page[at]
    if not start:
        return b""
    words = page[start]
    if words:
        return page[start + 1 : start + 2 * words]
    return page[start + 2 : start + 2 + 2 * page[start + 1]]


def _chpx(page: bytes, at: int) -> bytes:
    start = 2 * page[at]
    return page[start + 1 : start + 1 + page[start]] if start else b""


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    with ole.openstream(name) as stream:
        content: bytes = stream.read()
    if len(content) != ole.get_size(name):
        raise Unreadable(DAMAGED)
    return content
