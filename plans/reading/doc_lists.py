"""The lists of a .doc: which number stands before which paragraph ([MS-DOC], PlfLst and PlfLfo)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from .counting import MAX_LEVEL, Level, Lists
from .doc_file import DocFile, Properties, properties_in

_STYLES, _LISTS, _USES = 1, 73, 74
_LEVEL_OF, _LIST_OF = 0x260A, 0x460B
_KINDS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    22: "decimalZero", 58: "russianLower", 59: "russianUpper",
}  # fmt: skip
_NO_STYLE = 0xFFF
_DEEPEST = 11


@dataclass
class DocLists:
    """The lists that paragraphs and styles use, and how far each has counted."""

    lists: dict[int, dict[int, Level]] = field(default_factory=dict)
    uses: list[tuple[int, str]] = field(default_factory=list)
    styles: list[tuple[int, Properties]] = field(default_factory=list)
    _counted: Lists = field(default_factory=Lists)

    @classmethod
    def read(cls, file: DocFile) -> "DocLists":
        """The lists of an opened file."""
        return cls(
            dict(_lists(file.part(_LISTS), file)),
            list(_uses(file.part(_USES))),
            list(_styles(file.part(_STYLES))),
        )

    def label(self, style: int, own: Properties) -> str:
        """The number that Word prints before a paragraph; empty for bullets and plain text."""
        use, level = self._setting(style, own, _LIST_OF), self._setting(style, own, _LEVEL_OF)
        at = level[0] if level else 0
        number = int.from_bytes(use or b"\0\0", "little")
        if not 0 < number <= len(self.uses) or at >= MAX_LEVEL:
            return ""
        list_id, owner = self.uses[number - 1]
        return self._counted.next_label(owner, at, self.lists.get(list_id, {}))

    def _setting(self, style: int, own: Properties, code: int) -> bytes | None:
        """A property of the paragraph itself, else of its style or the style that is based on."""
        for _each in range(_DEEPEST):
            if code in own:
                return own[code]
            if style >= len(self.styles):
                return None
            style, own = self.styles[style]
        return None


def _lists(part: bytes, file: DocFile) -> Iterator[tuple[int, dict[int, Level]]]:
    """The lists by their id; their levels lie right after the part [LSTF, LVL]."""
    if not part:
        return
    start, size = struct.unpack_from("<II", file.main, 0x9A + 8 * _LISTS)
    at = start + size
    for index in range(struct.unpack_from("<H", part)[0]):
        (list_id,) = struct.unpack_from("<i", part, 2 + 28 * index)
        simple = part[2 + 28 * index + 26] & 1
        levels = {}
        for number in range(1 if simple else 9):
            levels[number], at = _level(file.table, at)
        yield list_id, levels


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """A level, and where the next one begins."""
    start, kind = struct.unpack_from("<iB", table, at)
    at += 28 + table[at + 24] + table[at + 25]
    (length,) = struct.unpack_from("<H", table, at)
    text = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    pattern = "".join(f"%{ord(char) + 1}" if ord(char) < MAX_LEVEL else char for char in text)
    return Level(start, _KINDS.get(kind, "none"), pattern), at + 2 + 2 * length


def _uses(part: bytes) -> Iterator[tuple[int, str]]:
    """The list of each use, and who counts together: a use that starts anew counts alone [LFO]."""
    for index in range(struct.unpack_from("<I", part)[0] if part else 0):
        (list_id,) = struct.unpack_from("<i", part, 4 + 16 * index)
        levels = part[4 + 16 * index + 12]
        yield list_id, f"use {index}" if levels else f"list {list_id}"


def _styles(part: bytes) -> Iterator[tuple[int, Properties]]:
    """The style that each style is based on, and its properties of paragraphs [STSH]."""
    if not part:
        return
    (header,) = struct.unpack_from("<H", part)
    count, base = struct.unpack_from("<HH", part, 2)
    at = 2 + header
    for _each in range(count):
        (size,) = struct.unpack_from("<H", part, at)
        yield _style(part[at + 2 : at + 2 + size], base) if size else (_NO_STYLE, {})
        at += 2 + size + size % 2


def _style(std: bytes, base: int) -> tuple[int, Properties]:
    (kind_and_base,) = struct.unpack_from("<H", std, 2)
    if kind_and_base & 0xF != 1:
        return _NO_STYLE, {}
    at = base + base % 2
    at += 2 + 2 * int(struct.unpack_from("<H", std, at)[0]) + 2  # its name, and a zero
    (size,) = struct.unpack_from("<H", std, at)
    return kind_and_base >> 4, properties_in(std[at + 4 : at + 2 + size])
