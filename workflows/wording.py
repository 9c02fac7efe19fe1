"""Numbers, dates and times as Bulgarian documents write them (design, section 9).

Pure functions: no request, no database. The template filters of ``house`` only call these.
"""

import datetime as dt
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language, pgettext

NBSP = "\N{NO-BREAK SPACE}"


def _is_bulgarian() -> bool:
    return (get_language() or "bg").startswith("bg")


def number(value: Decimal | int | float | None, places: int | None = None) -> str:
    """``18400.5`` as ``18 400,5`` (no-break space, decimal comma); in English ``18,400.5``.

    ``places`` fixes the digits after the comma; without it the zeros at the end go.
    Nothing at all is written for ``None``.
    """
    if value is None:
        return ""
    exact = Decimal(str(value) if isinstance(value, float) else value)
    text = f"{exact:,f}" if places is None else f"{exact:,.{places}f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if not _is_bulgarian():
        return text
    return text.replace(",", NBSP).replace(".", ",")


def percent(value: Decimal | int | float | None, places: int | None = None) -> str:
    """``46`` as ``46 %`` with a no-break space before the sign."""
    return "" if value is None else f"{number(value, places)}{NBSP}%"


def _day(value: dt.date) -> dt.date:
    """The day in the office's time zone: a moment near midnight is stored in UTC."""
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def document_date(value: dt.date | None) -> str:
    """``01.04.2026 г.``, as a document writes it."""
    if value is None:
        return ""
    written = _day(value).strftime("%d.%m.%Y")
    return pgettext("a date in a document", "%(date)s") % {"date": written}


def table_date(value: dt.date | None) -> str:
    """``01.04.2026``, as a table writes it."""
    return "" if value is None else _day(value).strftime("%d.%m.%Y")


def short_date(value: dt.date | None) -> str:
    """``01.04``, inside the period that the page is about."""
    return "" if value is None else _day(value).strftime("%d.%m")


def clock_time(value: dt.datetime | dt.time | None) -> str:
    """``9:05``: hours without a leading zero."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.hour}:{value.minute:02d}"


def moment(value: dt.datetime | None) -> str:
    """``30.03.2026, 15:20``, as the history writes it."""
    return "" if value is None else f"{table_date(value)}, {clock_time(value)}"


def initials(name: str) -> str:
    """``НР`` of ``Невена Радулова``: the first letters of the first and the last name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
