"""PDF: tables by their lines, rows put together over the ends of pages, paragraphs out of lines."""

import io
import logging
import re
from collections.abc import Iterator
from itertools import chain

from django.utils.translation import gettext_lazy as _

from .grid import GridCell, straight
from .line_cuts import Words, whole
from .pdf_joining import Paragraph, PdfTable, joined
from .pdf_model import PdfPage
from .problems import DAMAGED, LOCKED, TOO_LONG, Unreadable
from .rows import Place, Row

MAX_PAGES = 120
_END_WITHIN = 2048
_UNKNOWN_LETTER = re.compile(r"\(cid:\d+\)|\ufffd")
_PICTURES = _(
    "The PDF holds pictures of pages and no text; bring the document from which it was printed, "
    "or let a program recognize its text."
)
_NO_LETTERS = _(
    "The letters of the PDF cannot be told; bring the document from which it was printed as .docx "
    "or .odt."
)
# What the library finds odd in a file is nothing for the person who brought it.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def pdf_rows(data: bytes) -> Iterator[Row]:
    """The rows of a .pdf, in document order.

    Raises:
        Unreadable: damaged or cut off, locked, too long, without text or without known letters.
    """
    if b"%%EOF" not in data[-_END_WITHIN:]:
        raise Unreadable(DAMAGED)
    pages = _pages(data)
    if all(not page.blocks for page in pages):
        raise Unreadable(_PICTURES)
    yield from _rows(list(joined(pages)))


def _pages(data: bytes) -> list[PdfPage]:
    """The pages, each let go once it is read."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    from .pdf_page import read_page

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise Unreadable(TOO_LONG)
            found = []
            for page in pdf.pages:
                found.append(read_page(page))
                page.close()
            return found
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # the library fails in any way a file can be wrong
        locked = any(isinstance(one, PDFPasswordIncorrect) for one in (error, *error.args))
        raise Unreadable(LOCKED if locked else DAMAGED) from error


def _rows(blocks: list[Paragraph | PdfTable]) -> Iterator[Row]:
    """The blocks as rows; the words of the document say how a word cut by a line was written."""
    pieces = list(chain.from_iterable(block.pieces for block in blocks))
    if _is_unknown(pieces):
        raise Unreadable(_NO_LETTERS)
    words = Words(pieces)
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs += 1
            text = whole(block.lines, words)
            yield Row(tuple(text.split("\t")), Place(table=0, row=paragraphs), block.after_break)
        else:
            tables += 1
            yield from _table(block, tables, words)


def _table(table: PdfTable, number: int, words: Words) -> Iterator[Row]:
    grid = [
        [GridCell(round(cell.x0), whole(cell.lines, words), cell.goes_on) for cell in row]
        for row in table.rows
    ]
    for index, (texts, merged) in enumerate(straight(grid), start=1):
        padded = tuple(texts) + ("",) * (2 - len(texts))
        place = Place(table=number, row=index)
        row = Row(padded, place, index == 1 or index - 1 in table.page_tops, merged)
        if not row.is_empty:
            yield row


def _is_unknown(pieces: list[tuple[str, ...]]) -> bool:
    """Whether the font does not say which letters its signs are."""
    text = "".join(chain.from_iterable(pieces))
    unknown = _UNKNOWN_LETTER.findall(text)
    return 10 * len(unknown) > len(text) - sum(map(len, unknown))
