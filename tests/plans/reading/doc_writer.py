"""A .doc as Word 97 writes it, by its published description: [MS-DOC] inside [MS-CFB]."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from .written import blocks_of, spans_of

IN_TABLE, ENDS_ROW, DEFINITION = 0x2416, 0x2417, 0xD608
TEXT_AT = 0x800
SECTOR = 512


@dataclass(frozen=True)
class Paragraph:
    """Text with the mark that ends it, and its properties as they lie in the file."""

    text: str
    properties: bytes = b""
    style: int = 0


def flag(code: int) -> bytes:
    return struct.pack("<HB", code, 1)


def as_doc(text: str, *, narrow: bool = False) -> bytes:
    """A text as .doc; ``narrow`` writes every second paragraph in pieces of one byte a letter."""
    paragraphs: list[Paragraph] = []
    for block in blocks_of(text):
        if isinstance(block, str):
            paragraphs.append(Paragraph(block + "\r"))
        else:
            for cells in block:
                paragraphs += row_of(spans_of(cells, len(block[0])))
    return doc_file(paragraphs, narrow=narrow)


def row_of(cells: Sequence[tuple[str, int]], flags: Sequence[int] = ()) -> list[Paragraph]:
    """The cells of a row and the mark that ends it; ``flags`` say how cells are merged [TC80]."""
    edges = [0]
    for _text, span in cells:
        edges.append(edges[-1] + 1000 * span)
    flags = flags or [0] * len(cells)
    body = bytes([len(cells)]) + struct.pack(f"<{len(edges)}h", *edges)
    body += b"".join(struct.pack("<H18x", one) for one in flags)
    definition = struct.pack("<HH", DEFINITION, len(body) + 1) + body
    ends = flag(IN_TABLE) + flag(ENDS_ROW) + definition
    inside = [Paragraph(text + "\x07", flag(IN_TABLE)) for text, _span in cells]
    return [*inside, Paragraph("\x07", ends)]


def doc_file(
    paragraphs: Sequence[Paragraph],
    *,
    narrow: bool = False,
    deleted: Sequence[tuple[int, int]] = (),
    flags: int = 0x1200,
    tables: dict[int, bytes] | None = None,
    behind: bytes = b"",
    streams: dict[str, bytes] | None = None,
) -> bytes:
    """The whole file. ``deleted`` are positions in the text, ``tables`` parts of the table stream
    by their place in the list of parts; ``behind`` follows the first of them at once.
    """
    text, pieces, ends = _text(paragraphs, narrow)
    main = bytearray(TEXT_AT) + text
    main += b"\0" * (-len(main) % SECTOR)
    characters = _pages(main, _deleted_runs(deleted, len(text)), 1)
    papx = [
        (end, struct.pack("<H", one.style) + one.properties)
        for end, one in zip(ends, paragraphs, strict=True)
    ]
    parts = {12: characters, 13: _pages(main, papx, 13), 33: _clx(pieces)} | (tables or {})
    table = bytearray()
    for index, part in parts.items():
        struct.pack_into("<II", main, 0x9A + 8 * index, len(table), len(part))
        table += part + (behind if index == 73 else b"")
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, flags)
    struct.pack_into("<I", main, 0x4C, sum(len(one.text) for one in paragraphs))
    return container({"WordDocument": bytes(main), "1Table": bytes(table)} | (streams or {}))


def _text(paragraphs: Sequence[Paragraph], narrow: bool) -> tuple[bytes, list, list[int]]:
    """The text as bytes, its pieces (length, position, wide), and where each paragraph ends."""
    text, pieces, ends = bytearray(), [], []
    for index, one in enumerate(paragraphs):
        wide = not (narrow and index % 2 and _fits(one.text))
        pieces.append((len(one.text), TEXT_AT + len(text), wide))
        text += one.text.encode("utf-16-le" if wide else "cp1251")
        ends.append(TEXT_AT + len(text))
    return bytes(text), pieces, ends


def _fits(text: str) -> bool:
    return text == text.encode("cp1251", "replace").decode("cp1251")


def _clx(pieces: list) -> bytes:
    cps, pcds, at = [0], b"", 0
    for length, fc, wide in pieces:
        at += length
        cps.append(at)
        pcds += struct.pack("<HIH", 0, fc if wide else 2 * fc | 0x40000000, 0)
    plc = struct.pack(f"<{len(cps)}I", *cps) + pcds
    return b"\2" + struct.pack("<I", len(plc)) + plc


def _deleted_runs(deleted: Sequence[tuple[int, int]], length: int) -> list[tuple[int, bytes]]:
    """Runs of characters, in the order of the file; all text is two bytes a letter then."""
    runs = []
    for start, end in deleted:
        runs += [(TEXT_AT + 2 * start, b""), (TEXT_AT + 2 * end, flag(0x0800))]
    return [*runs, (TEXT_AT + length, b"")]


def _pages(main: bytearray, runs: Sequence[tuple[int, bytes]], width: int) -> bytes:
    """Append pages of 512 bytes to ``main``, as many runs to a page as fit; the list of pages."""
    firsts, numbers, start, left = [], [], TEXT_AT, list(runs)
    while left:
        fcs, page, bottom, offsets = [start], bytearray(SECTOR), SECTOR - 1, []
        while left:
            end, raw = left[0]
            held = _held(raw, width)
            below = (bottom - len(held)) & ~1
            if below < 4 * (len(fcs) + 1) + width * (len(fcs)) + 4:
                break
            left.pop(0)
            offsets.append(below // 2 if held else 0)
            page[below : below + len(held)] = held
            bottom = below if held else bottom
            fcs.append(end)
        struct.pack_into(f"<{len(fcs)}I", page, 0, *fcs)
        for index, offset in enumerate(offsets):
            page[4 * len(fcs) + width * index] = offset
        page[511] = len(offsets)
        firsts.append(start)
        start = fcs[-1]
        numbers.append(len(main) // SECTOR)
        main += page
    return struct.pack(f"<{len(firsts) + 1}I", *firsts, start) + struct.pack(
        f"<{len(numbers)}I", *numbers
    )


def _held(raw: bytes, width: int) -> bytes:
    if width == 1:
        return bytes([len(raw)]) + raw if raw else b""
    if len(raw) % 2:
        return bytes([(len(raw) + 1) // 2]) + raw
    return bytes([0, len(raw) // 2]) + raw


def container(streams: dict[str, bytes]) -> bytes:
    """A compound file; a name with a slash lies in a storage of that name."""
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    entries = [("Root Entry", 5, 1, -1, 0, 0)]
    body = bytearray()
    fat: list[int] = []
    for index, name in enumerate(names, start=1):
        after = index + 1 if index < len(names) else -1
        if "/" in name:  # one empty stream inside
            after = len(names) + 1 if after < 0 else after
            entries.append((name.split("/")[0], 1, len(names) + 1, after, 0, 0))
            continue
        data = streams[name].ljust(4096, b"\0")
        first, count = len(fat), -(-len(data) // SECTOR)
        fat += [*range(first + 1, first + count), -2]
        body += data.ljust(count * SECTOR, b"\0")
        entries.append((name, 2, -1, after, first, len(data)))
    inner = [name.split("/")[1] for name in names if "/" in name]
    entries += [(name, 1, -1, -1, 0, 0) for name in inner]
    directory = b"".join(_entry(*one) for one in entries)
    directory = directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0")
    first_of_directory, count = len(fat), len(directory) // SECTOR
    fat += [*range(first_of_directory + 1, first_of_directory + count), -2]
    sectors = 1
    while (len(fat) + sectors) * 4 > sectors * SECTOR:
        sectors += 1
    first_of_fat = len(fat)
    fat += [-3] * sectors
    fat += [-1] * (sectors * SECTOR // 4 - len(fat))
    assert sectors <= 109
    header = struct.pack(
        "<8s16xHHHHH6xIIiIIiIiI", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, sectors, first_of_directory, 0, 4096, -2, 0, -2, 0,
    )  # fmt: skip
    header += struct.pack(
        "<109i", *range(first_of_fat, first_of_fat + sectors), *[-1] * (109 - sectors)
    )
    return header + bytes(body) + directory + struct.pack(f"<{len(fat)}i", *fat)


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBiii16xI8x8xIII", raw, len(raw), kind, 1, -1, right, child, 0, start, size, 0
    )
