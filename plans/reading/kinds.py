"""Which kind of plan a document is."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from .columns import Column, Columns
from .front import Line
from .model import Kind
from .problems import Unreadable

_COUNCIL = re.compile(r"общинск\w+ съвет|\bобщина\b", re.IGNORECASE)
_RUO = re.compile(r"регионално управление на образованието|\bруо\b", re.IGNORECASE)
_SUPPORT = re.compile(r"подкрепа\w* за личностно развитие", re.IGNORECASE)
_MUNICIPAL = re.compile(r"\bобщина\b|общински план", re.IGNORECASE)
_SCHOOL = re.compile(
    r"гимназия|училище|детска градина|(?<!\w)(?:ОУ|СУ|НУ|ПГ[А-Я]{0,6}|ПМГ|ЕГ|ДГ|ОбУ)(?!\w)"
    r"|педагогическ\w+ съвет"
)


def kind_of(title: str | None, lines: Sequence[Line], columns: Columns | None) -> Kind:
    """The kind, by the title, else by the lines above the table and its columns.

    Raises:
        Unreadable: it is no plan, or of a kind or layout that is not read.
    """
    heads = [title or "", *(line.text for line in lines if len(line.text) < 200)]
    if _is_report(title) or (columns and Column.REPORTED in columns.roles and _is_council(heads)):
        return Kind.COUNCIL_REPORT
    if columns is None:
        raise Unreadable(_NO_TABLE)
    found = _by_title(title) or _by_lines(heads, columns)
    if found is None:
        raise Unreadable(_NO_KIND)
    return found


def _is_report(title: str | None) -> bool:
    return bool(title and re.match(r"\W*(?:отчет|доклад)\b", title, re.IGNORECASE))


def _is_council(heads: Sequence[str]) -> bool:
    return any(_COUNCIL.search(text) for text in heads)


def _by_title(title: str | None) -> Kind | None:
    """A school's title names its municipality too; a municipality's title names no one school."""
    if title is None:
        return None
    if _RUO.search(title):
        return Kind.RUO
    if _SUPPORT.search(title):
        return Kind.MUNICIPAL
    if _names_school(title):
        return Kind.SCHOOL
    return Kind.MUNICIPAL if _MUNICIPAL.search(title) else None


def _names_school(text: str) -> bool:
    """Short forms count in capitals only, words in any case."""
    return bool(_SCHOOL.search(text) or _SCHOOL.search(text.lower()))


def _by_lines(heads: Sequence[str], columns: Columns) -> Kind | None:
    for text in heads:
        if re.match(r"община\b", text, re.IGNORECASE) and Column.FINANCING in columns.roles:
            return Kind.MUNICIPAL
        if re.match(r"регионално управление на образованието", text, re.IGNORECASE):
            return Kind.RUO
        if _names_school(text) and not _RUO.search(text):
            return Kind.SCHOOL
    return Kind.MUNICIPAL if any(map(_SUPPORT.search, heads)) else None


_NO_TABLE = _(
    "No table with columns for activity and deadline was found; check that the plan's table "
    "is in the document and that its headings name them."
)
_NO_KIND = _(
    "The document does not say whose plan it is; write the regional authority, the "
    "municipality or the school in its title."
)
