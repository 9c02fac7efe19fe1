"""One text written in every format: lines are paragraphs, lines with tabs are rows of a table."""

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style")
)
MIME = b"application/vnd.oasis.opendocument.text"


def blocks_of(text: str) -> Iterator[str | list[list[str]]]:
    """Paragraphs, and tables: rows that stand together, blank lines between them part nothing."""
    table: list[list[str]] = []
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) == 1 and not line.strip():
            continue
        if len(cells) > 1 and (not table or len(cells) <= len(table[0])):
            table.append(cells)
            continue
        if table:
            yield table
            table = []
        if len(cells) > 1:
            table = [cells]
        else:
            yield line
    if table:
        yield table


def spans_of(cells: list[str], width: int) -> list[tuple[str, int]]:
    """The cells of a row with the columns each takes: a heading is merged to the end."""
    filled = [at for at, text in enumerate(cells) if text.strip()]
    if len(cells) == width and filled and filled[0] == 0 and filled[-1] <= 1 < width:
        last = filled[-1]
        return [(text, 1) for text in cells[:last]] + [(cells[last], width - last)]
    return [(text, 1) for text in cells]


def as_odt(text: str) -> bytes:
    """The text as OpenDocument."""
    parts = []
    for block in blocks_of(text):
        if isinstance(block, str):
            parts.append(odt_paragraph(block))
        else:
            rows = "".join(odt_row(spans_of(cells, len(block[0]))) for cells in block)
            parts.append(f"<table:table>{rows}</table:table>")
    return odt_file("".join(parts))


def odt_paragraph(text: str) -> str:
    return f"<text:p>{escape(text).replace(chr(9), '<text:tab/>')}</text:p>"


def odt_row(cells: list[tuple[str, int]]) -> str:
    written = ""
    for text, span in cells:
        covered = f'<table:covered-table-cell table:number-columns-repeated="{span - 1}"/>'
        wide = f' table:number-columns-spanned="{span}"' if span > 1 else ""
        written += f"<table:table-cell{wide}>{odt_paragraph(text)}</table:table-cell>"
        written += covered if span > 1 else ""
    return f"<table:table-row>{written}</table:table-row>"


def odt_file(body: str, styles: str = "", **extra: bytes) -> bytes:
    """An archive as a word processor writes it."""
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:text>"
        f"{body}</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        target.writestr("content.xml", content)
        target.writestr("styles.xml", f"<office:document-styles {NAMES}/>")
        for name, data in extra.items():
            target.writestr(name, data)
    return out.getvalue()
