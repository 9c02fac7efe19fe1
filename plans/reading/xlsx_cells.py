"""What a cell of a workbook shows: its text, its number as formatted, whether it is framed."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SIDES = tuple(f"{SHEET}{side}" for side in ("left", "right", "top", "bottom"))
_ESCAPED = re.compile(r"_x00(?:0[0-8BCEFbcef]|0D|0d|1[0-9A-Fa-f])_")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DAYS, _MONTHS, _SHARES = frozenset((14, 15, 16, 22)), frozenset((17,)), frozenset((9, 10))
_FIRST, _FIRST_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_LAST = 2_900_000


@dataclass(frozen=True)
class Cell:
    """The text that is shown, and whether lines are drawn around it."""

    text: str
    framed: bool


@dataclass(frozen=True)
class Looks:
    """Of each style of cells: the format of numbers, and whether it draws lines."""

    formats: tuple[str, ...] = ()
    framed: tuple[bool, ...] = ()

    @classmethod
    def read(cls, styles: etree._Element) -> "Looks":
        """The styles of a workbook."""
        codes = {
            one.get("numFmtId", ""): one.get("formatCode", "")
            for one in styles.iter(f"{SHEET}numFmt")
        }
        borders = [_draws(one) for one in styles.iter(f"{SHEET}border")]
        formats, framed = [], []
        for xf in styles.iterfind(f"{SHEET}cellXfs/{SHEET}xf"):
            number, border = xf.get("numFmtId", "0"), xf.get("borderId", "")
            formats.append(_kind(number, codes.get(number, "")))
            is_known = border.isdigit() and int(border) < len(borders)
            framed.append(is_known and borders[int(border)])
        return cls(tuple(formats), tuple(framed))


def _draws(border: etree._Element) -> bool:
    sides = (side for tag in _SIDES for side in border.iterchildren(tag))
    return any(side.get("style", "none") != "none" for side in sides)


def _kind(number: str, code: str) -> str:
    """How a number is shown: as a day, a month, a share, or as it is."""
    at = int(number) if number.isdigit() else 0
    signs = _LITERAL.sub("", code).lower()
    if at in _DAYS or "d" in signs:
        return "day"
    if at in _MONTHS or "y" in signs:
        return "month"
    return "share" if at in _SHARES or "%" in signs else ""


@dataclass(frozen=True)
class Values:
    """What the cells of a workbook refer to: its texts, its styles, the day it counts from."""

    texts: tuple[str, ...]
    looks: Looks
    first: dt.date

    @classmethod
    def read(cls, book: etree._Element, strings: etree._Element | None, looks: Looks) -> "Values":
        """The texts that cells share."""
        shared = strings.iterchildren(f"{SHEET}si") if strings is not None else ()
        setting = next(book.iter(f"{SHEET}workbookPr"), None)
        is_1904 = setting is not None and setting.get("date1904") in ("1", "true")
        texts = tuple("".join(_texts(one)) for one in shared)
        return cls(texts, looks, _FIRST_1904 if is_1904 else _FIRST)

    def of(self, cell: etree._Element) -> Cell:
        """What a cell shows."""
        style = cell.get("s", "0")
        at = int(style) if style.isdigit() else 0
        looks = self.looks
        return Cell(
            self._text(cell, looks.formats[at] if at < len(looks.formats) else ""),
            looks.framed[at] if at < len(looks.framed) else False,
        )

    def _text(self, cell: etree._Element, kind: str) -> str:
        type_ = cell.get("t", "n")
        if type_ == "inlineStr":
            return "".join(text for one in cell.iter(f"{SHEET}is") for text in _texts(one))
        value = cell.findtext(f"{SHEET}v") or ""
        if type_ == "s":
            is_known = value.isdigit() and len(value) < 9 and int(value) < len(self.texts)
            return self.texts[int(value)] if is_known else ""
        if type_ == "n":
            return self._number(value, kind)
        return "" if type_ == "e" else _plain(value)

    def _number(self, value: str, kind: str) -> str:
        """A number as people see it: „12“, „0,5“, „90%“, „15.09.2026“, „10.2026“."""
        try:
            number = float(value)
        except ValueError:
            return _plain(value)
        if kind == "share":
            return f"{_counted(100 * number)}%"
        if kind and 0 < number < _LAST:
            day = self.first + dt.timedelta(days=int(number))
            return f"{day:%d.%m.%Y}" if kind == "day" else f"{day:%m.%Y}"
        return _counted(number)


def _counted(number: float) -> str:
    return f"{number:.10g}".replace(".", ",")


def _texts(element: etree._Element) -> Iterator[str]:
    """The pieces of a text; how it is pronounced is not shown."""
    for child in element:
        if child.tag == f"{SHEET}t":
            yield _plain(child.text or "")
        elif child.tag == f"{SHEET}r":
            yield from _texts(child)


def _plain(text: str) -> str:
    return _ESCAPED.sub(" ", text)
