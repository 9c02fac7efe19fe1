"""Months and years as officials write them."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

#: Years that a plan may name; anything else in four digits is a number.
YEARS = range(1901, 2200)
_NAMES = {
    "януари": 1, "ян.": 1, "февруари": 2, "февр.": 2, "фев.": 2, "март": 3, "април": 4, "апр.": 4,
    "май": 5, "юни": 6, "юли": 7, "август": 8, "авг.": 8, "септември": 9, "септ.": 9,
    "октомври": 10, "окт.": 10, "ноември": 11, "ноем.": 11, "декември": 12, "дек.": 12,
}  # fmt: skip
_ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6,
    "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
LOOKALIKES = str.maketrans("іхѵ", "ixv")
_WORDS = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_YEAR = r"(?:\s*,?\s*(?:на\s+)?(\d{4})(?![\d/]))?"
_NAMED = re.compile(
    rf"(?<!\w)(?:м\.|мес\.|месеца?|м-ц)?\s*({_WORDS})(?!\w)[^\S\n]*,?{_YEAR}(?:\s*г(?:\.|\b))?"
)
_NUMBERED = re.compile(
    r"(?<!\d)(?<!\d\.)(0?[1-9]|1[0-2])"
    r"(?:[./](\d{4})(?!\d)(?:\s*г\.?)?|(?=\s*[–—-]\s*(?:0?[1-9]|1[0-2])[./]\d{4}(?!\d)))"
)
_ROMAN_MONTH = re.compile(
    r"(?:(?<=м\.)|(?<=м\. )|(?<=месец )|^|(?<=[–—-])"
    r"|(?<=[–—-] ))\s*([ivx]{1,4})(?![\w])(?:[.\s]+(\d{4})\s*г?\.?)?"
)


_BROKEN = re.compile(
    r"(?<!\w)((?:януар|февруар|юн|юл|септемвр|октомвр|ноемвр|декемвр)(?= и(?!\w)))\s(и)(?!\w)"
)
_ECHO = re.compile(r"(?<=ри|ни|ли) и(?= \d{4})")


def mended(text: str) -> str:
    """Months that a narrow column has broken: „септемвр и 2023“, „септември и 2023“."""
    return _ECHO.sub("", _BROKEN.sub(r"\1\2", text))


@dataclass(frozen=True)
class Stretch:
    """A stretch of days as printed: first and last day, and where in the text it stands."""

    raw: str
    start: dt.date
    end: dt.date
    offset: int
    stop: int


@dataclass(frozen=True)
class _Month:
    match: re.Match[str]
    month: int
    year: int | None


def school_year(first: int) -> tuple[dt.date, dt.date]:
    """First and last day of the school year that begins in ``first`` (ZPUO 101(3))."""
    return dt.date(first, 9, 15), dt.date(first + 1, 9, 14)


def month_stretches(text: str, lend: Callable[[int], int] | None) -> tuple[list[Stretch], bool]:
    """The months printed in ``text`` (lower case) and whether at least one has its year printed.

    A month without a year takes that of the next one ("м. юли – август 2019 г."), else of the
    one before, else what ``lend`` says; without ``lend`` nothing is found.
    """
    found = _find(text)
    stated = any(month.year for month in found)
    if not found or not (stated or lend):
        return [], False
    years = _years(found, lend)
    return [_stretch(month, year) for month, year in zip(found, years, strict=True)], stated


def _find(text: str) -> list[_Month]:
    named = [_Month(m, _NAMES[m[1]], _year(m[2])) for m in _NAMED.finditer(text)]
    if named:
        return named
    numbered = [_Month(m, int(m[1]), _year(m[2])) for m in _NUMBERED.finditer(text)]
    if any(month.year for month in numbered):
        return numbered
    latin = text.translate(LOOKALIKES)
    if not re.match(r"(?:от )?(?:м\.|месец|[ivx]+\s*[.–—-]\s*(?:[ivx]|\d{4}))", latin):
        return []
    return [
        _Month(m, _ROMAN[m[1]], _year(m[2])) for m in _ROMAN_MONTH.finditer(latin) if m[1] in _ROMAN
    ]


def _year(printed: str | None) -> int | None:
    """The year that is printed; None where there is none, or one of another age."""
    year = int(printed) if printed else 0
    return year if year in YEARS else None


def _years(found: list[_Month], lend: Callable[[int], int] | None) -> list[int]:
    """The year of each month: printed, else of the neighbour, else lent."""
    years: list[int] = []
    for index, month in enumerate(found):
        later = next((m for m in found[index + 1 :] if m.year), None)
        if month.year:
            years.append(month.year)
        elif later and later.year:
            years.append(later.year if month.month <= later.month else later.year - 1)
        elif years:
            before = found[index - 1].month
            years.append(years[-1] if month.month >= before else years[-1] + 1)
        else:
            years.append(lend(month.month) if lend else 0)
    return years


def _stretch(month: _Month, year: int) -> Stretch:
    last = calendar.monthrange(year, month.month)[1]
    return Stretch(
        month.match[0].strip(" ,"),
        dt.date(year, month.month, 1),
        dt.date(year, month.month, last),
        month.match.start(),
        month.match.start() + len(month.match[0].rstrip(" ,")),
    )
