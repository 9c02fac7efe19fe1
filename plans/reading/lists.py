"""Plans without a table: a numbered list whose items say „Срок:“, „Отговорник:“ and so on.

The items become rows and the labels become columns, so that the walk through a table reads them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .columns import Column, Columns
from .headings import is_child, keyword_heading, number_of, roman_heading, split_number
from .letters import cyrillic
from .rows import Place, Row, clean

_LABELS = (
    (Column.DEADLINE, r"срок(?:ове)?(?: за изпълнение| на изпълнение)?|период"),
    (
        Column.RESPONSIBLE,
        r"отговорни(?:к|ци|чка)?(?: институци[ия]| лиц[ае]| длъжности)?|отг\.|изпълнител(?:и)?",
    ),
    (Column.INSTITUTIONS, r"обект(?:и)?(?: на (?:проверка(?:та)?|контрол(?:а)?))?"),
    (Column.FINANCING, r"(?:източни(?:к|ци) (?:на|за) )?финансиране|средства|бюджет"),
    (Column.INDICATOR, r"индикатор(?:и)?(?: за [а-я ]{3,20})?|показател(?:и)?"),
    (Column.EXPECTED, r"очакван(?:и)? резултат(?:и)?"),
    (Column.UNIT, r"мерна единица"),
    (Column.BASELINE, r"(?:базова|текуща) стойност"),
    (Column.TARGET, r"целева стойност"),
    (Column.NOTE, r"забележк[аи]|бележк[аи]"),
)
_LABEL = re.compile(
    r"(?:(?P<start>^)|(?<=[\s(;,.]))(?:"
    + "|".join(f"(?P<{column.name}>{words})" for column, words in _LABELS)
    + r")\s*(?(start)(?::|[–—-](?=\s))|:)\s*",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:раздел|глава|част)\b", re.IGNORECASE)
_BULLET = re.compile(r"^[-–•*]\s*(?=\S)")
_ENDS_WITH_DOT = re.compile(r"(?:г|др|чл|\d\.\d{1,2})\.$")
_FEWEST = 2
_FARTHEST = 3


@dataclass
class _Item:
    """One item: its number, text and labelled values, each with its place."""

    number: str
    texts: list[str]
    places: dict[Column, Place]
    values: dict[Column, str] = field(default_factory=dict)


def list_of(rows: Sequence[Row]) -> tuple[Sequence[Row], Columns, Sequence[Row]] | None:
    """What stands before the list, its columns and its rows; None if there is no such list."""
    lines = [(clean(" ".join(row.cells)), row) for row in rows]
    labels = [label.lastgroup for text, _row in lines for label in _LABEL.finditer(cyrillic(text))]
    if labels.count(Column.DEADLINE.name) < _FEWEST:
        return None
    start = _start([text for text, _row in lines])
    read = _read(lines[start:])
    used = [column for column, _words in _LABELS if any(column in _values(one) for one in read)]
    columns = Columns(
        (Column.NUMBER, Column.TEXT, *used), ("", "", *(column.value for column in used))
    )
    return rows[:start], columns, [_row(one, used) for one in read]


def _values(one: "_Item | Row") -> dict[Column, str]:
    return one.values if isinstance(one, _Item) else {}


def _start(texts: Sequence[str]) -> int:
    """The first item with labels, or the headings right above it."""
    first = at = next(i for i in range(len(texts)) if _text_end(texts, i) is not None)
    while at and (_is_heading(texts[at - 1]) or _is_parent(texts[at - 1], texts[first])):
        at -= 1
    return at + 1 if at < first and _is_only_part(texts, at) else at


def _is_parent(text: str, item: str) -> bool:
    """Whether a numbered line heads an item: „1. …“ above „1.2.1. …“."""
    above, below = split_number(text), split_number(item)
    if above is None or below is None:
        return False
    return is_child(number_of(below[0]) or "", number_of(above[0]) or " ")


def _is_only_part(texts: Sequence[str], at: int) -> bool:
    """Whether the heading names the part of the document that the list is, and no other follows."""
    part = _PART.match(texts[at])
    return part is not None and not any(
        _PART.match(text) and _is_heading(text) for text in texts[at + 1 :]
    )


def _text_end(texts: Sequence[str], start: int) -> int | None:
    """Where the text of an item ends and its labels begin; None if the line begins no item."""
    if _LABEL.match(texts[start]) or _is_heading(texts[start]):
        return None
    if _LABEL.search(texts[start]):
        return start + 1
    for at in range(start + 1, min(start + 1 + _FARTHEST, len(texts))):
        if _LABEL.match(texts[at]):
            return at
        if split_number(texts[at]) or _BULLET.match(texts[at]) or _is_heading(texts[at]):
            return None
        if _LABEL.search(texts[at]):
            return None if split_number(texts[start]) is None else at + 1
    return None


def _is_heading(text: str) -> bool:
    roman = roman_heading(text)
    return bool((roman and roman[1]) or keyword_heading(text)) and not _LABEL.search(text)


def _read(lines: Sequence[tuple[str, Row]]) -> list["_Item | Row"]:
    """Items, and rows of headings and of lines that belong to none."""
    texts = [text for text, _row in lines]
    out: list[_Item | Row] = []
    at = 0
    while at < len(lines):
        end = _text_end(texts, at)
        if end is not None:
            out.append(item := _item(lines[at:end]))
            at = end
            while at < len(lines) and _LABEL.match(texts[at]):
                _labelled(item, texts[at], lines[at][1].place)
                at += 1
        else:
            out.append(_other(*lines[at]))
            at += 1
    return out


def _item(lines: Sequence[tuple[str, Row]]) -> _Item:
    number, text = split_number(lines[0][0]) or ("", _BULLET.sub("", lines[0][0]))
    item = _Item(number, [], {Column.TEXT: lines[0][1].place})
    for part, row in [(text, lines[0][1]), *lines[1:]]:
        label = _LABEL.search(part)
        item.texts.append(part[: label.start()].rstrip(" (;,") if label else part)
        if label:
            _labelled(item, part[label.start() :], row.place)
    return item


def _labelled(item: _Item, text: str, place: Place) -> None:
    """Put each labelled value where it belongs."""
    found = list(_LABEL.finditer(text))
    for index, label in enumerate(found):
        stop = found[index + 1].start() if index + 1 < len(found) else len(text)
        column = Column[label.lastgroup or ""]
        value = text[label.end() : stop].strip(" ;,()")
        value = value if _ENDS_WITH_DOT.search(value) else value.rstrip(".")
        item.values[column] = " ".join(filter(None, (item.values.get(column), value)))
        item.places[column] = place


def _other(text: str, row: Row) -> Row:
    """A numbered line without labels heads the items below; any other stays a paragraph."""
    roman, parts = roman_heading(text), split_number(text)
    if roman and roman[1]:
        return Row((f"{roman[0]}.", roman[1]), row.place, across=True)
    if parts:
        return Row(parts, row.place, across=True)
    return Row((text,), row.place, after_break=row.after_break)


def _row(one: "_Item | Row", used: Sequence[Column]) -> Row:
    if isinstance(one, Row):
        return (
            one
            if one.is_paragraph
            else Row((*one.cells, *[""] * len(used)), one.place, across=True)
        )
    columns = (Column.TEXT, Column.TEXT, *used)
    return Row(
        (one.number, " ".join(one.texts), *(one.values.get(column, "") for column in used)),
        one.places[Column.TEXT],
        across=False,
        cell_places=tuple(one.places.get(c, one.places[Column.TEXT]) for c in columns),
    )
