"""What the pages of a PDF show, as one mark: alike for files that show the same.

A program that signs may write a file anew: objects get other numbers and places. So the mark is
made of what is drawn and with which letters, not of how the file is put together. Fields of
signatures that leave the page to be seen are left out; whatever else was laid on it, or runs when
a file is opened, is not.
"""

import hashlib
import io
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

Marks = dict[Any, bytes]

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_OF_A_PAGE = ("/UserUnit", "/Group", "/AA")
#: What a document does or shows beside its pages.
_OF_THE_WHOLE = ("/OpenAction", "/AA", "/Names", "/Collection", "/OCProperties")
#: How much of a page the fields of signatures may cover together.
_MOST_COVERED = 1 / 6
#: How a stream is packed says nothing of what is in it.
_OF_PACKING = ("/Length", "/Filter", "/DecodeParms", "/DL")


def drawn(reader: PdfFileReader) -> str:
    """The mark of what a file shows; empty where that cannot be told."""
    marks: Marks = {}
    try:
        root = reader.root
        parts = [_mark(_at(root, name), marks) for name in _OF_THE_WHOLE]
        parts.append(_mark("/XFA" in (_at(root, "/AcroForm") or ()), marks))
        parts += [_page(page, marks) for page in _pages(root["/Pages"], {})]
    except Exception:  # noqa: BLE001  # a file that cannot be followed shows nothing of ours
        return ""
    return _sum(*parts).hex()


def drawn_in(data: bytes) -> str:
    """The mark of a file of ours."""
    return drawn(PdfFileReader(io.BytesIO(data)))


def _pages(node: Any, given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every page with what it has from the nodes above it.

    Programs differ in what they make of a page with pages below it, or of a number of pages that
    is not theirs: such a file is not followed.
    """
    here = given | {name: node[name] for name in _INHERITED if name in node}
    if _at(node, "/Kids") is None and node["/Type"] == "/Page":
        own = {name: _at(node, name) for name in (*_OF_A_PAGE, "/Contents", "/Annots")}
        yield here | own
        return
    below = [page for kid in node["/Kids"] for page in _pages(kid.get_object(), here)]
    if node["/Type"] != "/Pages" or node["/Count"] != len(below):
        raise ValueError("The pages are not those that are counted.")
    yield from below


def _page(page: dict[str, Any], marks: Marks) -> bytes:
    names = ("/Resources", "/MediaBox", *_OF_A_PAGE)
    seen = page.get("/CropBox", page.get("/MediaBox"))
    laid_on = [one.get_object() for one in page["/Annots"] or ()]
    fields = [one for one in laid_on if _is_signature(one)]
    covered = sum(_area(one["/Rect"]) for one in fields)
    return _sum(
        *(_mark(page.get(name), marks) for name in names),
        _mark(seen, marks),
        _mark(page.get("/Rotate", 0), marks),
        _mark(len(laid_on) - len(fields), marks),
        _mark(covered > _MOST_COVERED * _area(seen), marks),
        _lines(page["/Contents"]),
    )


def _lines(contents: Any) -> bytes:
    """What is drawn on a page: one stream, or several that follow each other."""
    several = contents if isinstance(contents, generic.ArrayObject) else [contents]
    return b"\n".join(one.get_object().data for one in several if one is not None)


def _area(box: Any) -> float:
    left, bottom, right, top = map(float, box)
    return abs(right - left) * abs(top - bottom)


def _is_signature(laid_on: Any) -> bool:
    """Whether an annotation is the field of a signature and does nothing when it is touched.

    One that nobody signed shows nothing.
    """
    field = laid_on
    while "/FT" not in field and "/Parent" in field:
        field = field["/Parent"]
    acts = "/A" in laid_on or "/AA" in laid_on
    shows = "/AP" in laid_on or "/MK" in laid_on
    is_field = _at(laid_on, "/Subtype") == "/Widget" and _at(field, "/FT") == "/Sig"
    return is_field and not acts and ("/V" in field or not shows)


def _at(node: Any, name: str) -> Any:
    """What an object holds under a name, wherever it stands in the file."""
    try:
        return node[name]
    except KeyError:
        return None


def _mark(value: Any, marks: Marks) -> bytes:
    """The mark of an object and of all that it names, wherever that stands in the file."""
    if isinstance(value, generic.IndirectObject):
        if value.reference not in marks:
            marks[value.reference] = _mark(value.reference.get_object(), marks)
        return marks[value.reference]
    if isinstance(value, generic.DictionaryObject):
        inside = [(key, _mark(value.raw_get(key), marks)) for key in sorted(value)]
        kept = [
            part for key, mark in inside if key not in _OF_PACKING for part in (key.encode(), mark)
        ]
        data = value.data if isinstance(value, generic.StreamObject) else b""
        return _sum(b"dictionary", *kept, data)
    if isinstance(value, list | tuple):
        return _sum(b"array", *(_mark(one, marks) for one in value))
    return _sum(_plain(value))


def _plain(value: Any) -> bytes:
    """Numbers by their value, texts by their bytes."""
    if isinstance(value, bool | generic.BooleanObject) or value is None:
        return str(bool(value)).encode()
    if isinstance(value, int | float | generic.FloatObject):
        return f"{float(value):.4f}".encode()
    if isinstance(value, generic.TextStringObject | generic.ByteStringObject):
        written: bytes = value.original_bytes
        return b"text" + written
    return str(value).encode()


def _sum(*parts: bytes) -> bytes:
    lengths = b",".join(str(len(part)).encode() for part in parts)
    return hashlib.sha256(b":".join((lengths, *parts))).digest()
