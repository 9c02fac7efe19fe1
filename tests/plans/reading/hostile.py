"""Files made to do harm, or harmed themselves; made when a test asks, never kept."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from PIL import Image

from .doc_writer import Paragraph, as_doc, container, doc_file
from .papers import MUNICIPAL_HEAD, as_docx
from .pdf_writer import as_pdf
from .written import as_odt, odt_file, odt_row
from .xlsx_writer import as_xlsx

ROWS = [f"{n}.\tДейност {n}\tпостоянен\tучилища\tбюджет\tброй" for n in range(1, 8)]
PLAN = "\n".join([*MUNICIPAL_HEAD, *ROWS])
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MB = 1024 * 1024
SHEET_1 = "xl/worksheets/sheet1.xml"
_AROUND = f'<worksheet xmlns="{S}"><sheetData>%s</sheetData>%s</worksheet>'
_A_CELL = '<row r="1"><c r="%s" t="inlineStr"><is><t>x</t></is></c></row>'
_AREA = '<mergeCell ref="A1:A1048576"/>'
FAR = (_AROUND % (_A_CELL % "XFD1", "")).encode()
ENDLESS = (_AROUND % (_A_CELL % "A1", f"<mergeCells>{_AREA * 500}</mergeCells>")).encode()
EMPTY = b" " * (60 * MB)
OUTSIDE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Target="../../../etc/passwd"/></Relationships>'
)
WRITERS: dict[str, Callable[[str], bytes]] = {
    "docx": as_docx, "odt": as_odt, "doc": as_doc, "pdf": as_pdf, "txt": str.encode,
    "xlsx": as_xlsx,
}  # fmt: skip


@lru_cache
def plan_as(suffix: str) -> bytes:
    """A good plan in a format."""
    return WRITERS[suffix](PLAN)


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def with_parts(data: bytes, **parts: bytes) -> bytes:
    """A good archive with more in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        return archive(**{one: given.read(one) for one in given.namelist()} | parts)


def word_of(body: bytes, before: bytes = b"") -> bytes:
    xml = b'%s<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>'
    return archive(**{"word/document.xml": xml % (before, W.encode(), body)})


def entities(declared: str, used: str) -> bytes:
    body = f"<w:p><w:r><w:t>{used}</w:t></w:r></w:p>".encode()
    return word_of(body, f"<!DOCTYPE d [{declared}]>".encode())


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((300, 400), 60).save(out, kind)
    return out.getvalue()


def packed(content: bytes, times: int) -> bytes:
    """What repeated content shrinks to, never held as a whole."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(content) for _each in range(times)) + packer.flush()


def pdf_with(content: bytes, pages: int = 1, times: int = 1) -> bytes:
    """A PDF whose pages all show the same packed content."""
    stream = packed(content, times)
    kids = " ".join(["3 0 R"] * pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 6 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F 5 0 R>>>>",
    ]
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    return bytes(out) + b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def laughs() -> str:
    return '<!ENTITY l0 "ха">' + "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9)
    )


def harmful() -> dict[str, tuple[str, bytes]]:
    """Name of the harm, name of the file, its bytes: quick to make and quick to refuse."""
    good, book = plan_as("docx"), plan_as("xlsx")
    declared = b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"
    locked: dict[str, Any] = {"META-INF/manifest.xml": b"<encryption-data/>"}
    office = {"Basic/Standard/Module1.xml": b"Sub A", "content.xml": b"<x/>"}
    return {
        "empty": ("p.docx", b""),
        "external entity": ("p.docx", entities('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")),
        "entity of a host": ("p.docx", entities('<!ENTITY x SYSTEM "http://127.0.0.1/">', "&x;")),
        "entities in entities": ("p.docx", entities(laughs(), "&l8;")),
        "entities in .odt": ("p.odt", archive(**{"content.xml": declared})),
        "way out of the archive": ("p.docx", with_parts(good, **{"../../etc/cron.d/x": b"x"})),
        "absolute way": ("p.odt", with_parts(plan_as("odt"), **{"/etc/x": b"x"})),
        "macros in Word": ("p.docx", with_parts(good, **{"word/vbaProject.bin": b"x"})),
        "macros in .odt": ("p.odt", archive(**office)),
        "macros in .doc": ("p.doc", doc_file([Paragraph("а\r")], streams={"Macros/VBA": b""})),
        "locked Word": ("p.docx", container({"EncryptedPackage": b"x"})),
        "locked .doc": ("p.doc", doc_file([Paragraph("а\r")], flags=0x1300)),
        "locked .odt": ("p.odt", odt_file("", **locked)),
        "cp1251": ("p.txt", PLAN.encode("cp1251", "replace")),
        "UTF-16": ("p.txt", PLAN.encode("utf-16")),
        "scanned": ("p.pdf", picture("PDF")),
        "picture": ("p.png", picture("PNG")),
        "picture called a document": ("p.docx", picture("JPEG")),
        "picture called a text": ("p.txt", picture("PNG")),
        "another format's name": ("p.pdf", good),
        "Word called .odt": ("p.odt", good),
        "too many pages": ("p.pdf", pdf_with(b"BT /F 9 Tf (a) Tj ET", 3000)),
        "no letters": ("p.pdf", pdf_with(b"0 0 m 100 100 l S")),
        "entities in a workbook": ("p.xlsx", archive(**{"xl/workbook.xml": declared})),
        "macros in a workbook": ("p.xlsx", with_parts(book, **{"xl/vbaProject.bin": b"x"})),
        "way out of a workbook": ("p.xlsx", with_parts(book, **{"../x": b"x"})),
        "sheet outside": ("p.xlsx", with_parts(book, **{"xl/_rels/workbook.xml.rels": OUTSIDE})),
        "locked workbook": ("p.xlsx", container({"EncryptedPackage": b"x"})),
        "Word called a workbook": ("p.xlsx", good),
        "workbook called Word": ("p.docx", book),
        "merged without end": ("p.xlsx", with_parts(book, **{SHEET_1: ENDLESS})),
        "a cell far away": ("p.xlsx", with_parts(book, **{SHEET_1: FAR})),
        "workbook": ("p.doc", container({"Workbook": b"x"})),
    }  # fmt: skip


def heavy() -> dict[str, tuple[str, Callable[[], bytes]]]:
    """Harm that takes memory or time, made one at a time."""
    return {
        "zip bomb": ("p.docx", lambda: word_of(b" " * (60 * MB))),
        "bomb in .odt": ("p.odt", lambda: archive(**{"content.xml": b"<a>" + b" " * (60 * MB)})),
        "100,000 rows in Word": ("p.docx", lambda: word_of(b"<w:tbl>%s</w:tbl>" % _rows())),
        "100,000 rows of text": ("p.txt", lambda: "\n".join([PLAN, *ROWS * 14_300]).encode()),
        "marks of cells": ("p.doc", lambda: doc_file([Paragraph("а\x07" * 1_500_000)])),
        "packed PDF": ("p.pdf", lambda: pdf_with(b" " * MB, times=700)),
        "endless PDF": ("p.pdf", lambda: pdf_with(b"BT /F 9 Tf (ab) Tj ET " * 1000, times=2000)),
        "bomb in a workbook": ("p.xlsx", lambda: with_parts(plan_as("xlsx"), **{SHEET_1: EMPTY})),
        "100,000 rows in a workbook": ("p.xlsx", lambda: _sheet_of(100_000, 3)),
        "one long text in every cell": ("p.xlsx", lambda: _sheet_of(9_000, 50, "я" * 40_000)),
        "100,000 rows in .odt": ("p.odt", lambda: odt_file(_odt_rows())),
        "deep Word": ("p.docx", lambda: word_of(b"<w:sdt>" * 200_000)),
    }


def _sheet_of(rows: int, columns: int, text: str = "") -> bytes:
    """A workbook of many cells: each with a number of its own, or all with one text."""
    chance = random.Random(11)
    row = "<row>" + ('<c t="s"><v>0</v></c>' if text else "<c><v>{}</v></c>") * columns + "</row>"
    cells = "".join(row.format(*[chance.getrandbits(40)] * columns) for _each in range(rows))
    shared = f'<sst xmlns="{S}"><si><t>{text}</t></si></sst>'
    sheet = {SHEET_1: (_AROUND % (cells, "")).encode(), "xl/sharedStrings.xml": shared.encode()}
    return with_parts(plan_as("xlsx"), **sheet)


def _odt_rows() -> str:
    chance = random.Random(5)
    row = "".join(odt_row([(f"{chance.getrandbits(40):x}", 1)] * 3) for _each in range(1_000))
    return f"<table:table>{row * 100}</table:table>"


def _rows() -> bytes:
    chance = random.Random(7)
    cell = "<w:tc><w:p><w:r><w:t>{:x}</w:t></w:r></w:p></w:tc>"
    return b"".join(
        f"<w:tr>{cell.format(chance.getrandbits(64)) * 3}</w:tr>".encode()
        for _row in range(100_000)
    )
