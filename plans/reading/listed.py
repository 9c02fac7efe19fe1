"""Schools, kindergartens and centres listed inside the text of a row.

An item is ``[ordinal] type [по …] ["name"] [– | - | ,] [гр. | с.] settlement``, with every liberty
that officials take: any quotes or one of them missing, no dash, no space, no settlement, no name
(``ПГ – гр. Мечи дол``). An item needs a name or a settlement; a bare "ОУ" in a sentence is none.
"""

import re
from dataclasses import dataclass

from .letters import cyrillic
from .model import ListedInstitution
from .settlements import SECOND

_ORDINAL = (
    r"(?:(?:Първо|Второ|Трето|Четвърто|Пето|Шесто|Седмо|Осмо|Девето|Десето|[IVX]{1,4}"
    r"|\d{1,3}(?:\s*-\s*(?:во|ро|то|мо|о))?\.?)\s*)?"
)
FULL = {
    "основно училище": "ОУ", "средно училище": "СУ", "начално училище": "НУ",
    "обединено училище": "ОбУ",
    "професионална гимназия": "ПГ", "езикова гимназия": "ЕГ", "профилирана гимназия": "ПГ",
    "природо-математическа гимназия": "ПМГ", "природоматематическа гимназия": "ПМГ",
    "математическа гимназия": "МГ", "детска градина": "ДГ",
}  # fmt: skip
_WORDS = (
    r"(?:Основно|Средно|Начално|Обединено|Спортно|Средно езиково|Средно спортно"
    r"|Частно (?:основно|средно|начално)) училище"
    r"|(?:Професионална|Езикова|Профилирана|Природо-?математическа|Математическа) гимназия"
    r"|Детска градина|Гимназия"
    r"|Център за (?:специална образователна подкрепа|подкрепа за личностно развитие)"
)
_SHORT = (
    r"Ч?(?:С?ПГ[А-Я]{0,7}|ПТГ[А-Я]{0,3}|П?П?МГ|НП?МГ|ПЕГ|ЕГ|СЕУ|ССУ|СОУ|СпУ|ОбУ|ОСУ|ВСУ|НУИ|НГДЕК|НУ|ОУ|СУ(?:ЕЕ|ЧЕ|ИЧЕ|НИ)?|ОДЗ|ЦДГ|ДГ|ДЯ"
    r"|ЦСОП|ЦПЛР(?:\s*[–-]\s*[А-Я]{2,5})?|РЦПППО|ДФСГ|ГПЧЕ|ХГ|МГ|ФСГ|УМ)"
)
_TYPE = rf"(?:{_WORDS}|{_SHORT})"
_START = re.compile(rf"(?<![\w„“\"]){_ORDINAL}(?P<type>{_TYPE})(?![\w])")
_QUOTES = "„“”\"«»''‚‘’"
_WORD = r"[А-Я][а-яА-Я.]*(?:-[А-Я][а-я]+)?"
_BARE = rf"{_WORD}(?:\s+(?:и\s+)?{_WORD}){{0,4}}(?=\s*[–—,-]\s*(?:гр\.|с\.)?\s*[А-Я]|\s+(?:гр|с)\.)"
_NAME = rf"(?:[{_QUOTES}]\s*[^{_QUOTES}]{{1,70}}?\s*[{_QUOTES}]+|(?!гр\.|с\.){_BARE})"
_DESCRIPTOR = r"(?:по|за)\s+(?:[а-я]+(?:\s+и)?\s?(?:[а-я]+)?\s?(?:[а-я]+)?)"
_SETTLEMENT = (
    r"(?P<place>(?:(?:гр|с|к\.к|общ)\.\s*|град\s+"
    r"|село\s+)?[А-Я][а-я]+(?:-[А-Я]?[а-я]+)?(?:\s(?!гр\.|с\.)[А-Яа-я][а-я]{2,}){0,2})"
)
_ITEM = re.compile(
    rf"\s*(?P<descriptor>{_DESCRIPTOR}|№\s*\d{{1,3}})?\s*(?P<name>{_NAME})?\s*(?P<sep>в(?=\s+(?:гр|с)\.)|[–—,(-]*)\s*(?:{_SETTLEMENT})?"
    rf"(?:\s*,?\s*(?:общ\.|община)\s*[А-Я][а-я]+(?:\s[а-я]+)?)?[\s{_QUOTES})]*(?P<end>[.,;:]*)\s*"
)
# Between two items: punctuation, "и", and the mark of the next one in a numbered or dashed list.
_BETWEEN = re.compile(rf"[\s,.;{_QUOTES}]*(?:и\s+)?(?:\d{{1,2}}[.)]|[-–•])?\s*")
_MARK = re.compile(r"\s*(?:\d{1,2}[.)]|[-–•])\s*$")
_TOWN = re.compile(r"^(?:(?:гр|с|к\.к|общ)\.\s*|град\s+|село\s+)")
_SECOND_WORDS = re.compile(rf"^{SECOND}$")


@dataclass(frozen=True)
class Listing:
    """The institutions of a cell, and the cell without the list that closes it."""

    subject: str
    institutions: tuple[ListedInstitution, ...]


@dataclass(frozen=True)
class _Found:
    item: ListedInstitution
    start: int
    stop: int


def listing_of(text: str) -> Listing:
    """Take the institutions out of a cell. Those inside a sentence stay in the subject as well."""
    starts = list(_START.finditer(cyrillic(text)))
    found: list[_Found] = []
    for index, start in enumerate(starts):
        bound = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        item = _item(text, start, bound)
        if item is not None:
            found.append(item)
    cut = _closing(text, found)
    return Listing(
        text[:cut].rstrip(" –-,") if cut < len(text) else text, tuple(f.item for f in found)
    )


def _closing(text: str, found: list[_Found]) -> int:
    """Where the list that runs to the end of the text begins, with the mark of its first item."""
    cut = len(text)
    marked = False
    for item in reversed(found):
        between = text[item.stop : cut]
        if not _BETWEEN.fullmatch(between):
            break
        marked = marked or bool(between.strip(" ,.;и" + _QUOTES))
        cut = item.start
    first = _MARK.search(text[:cut]) if marked else None
    return first.start() if first else cut


def _item(text: str, start: re.Match[str], bound: int) -> _Found | None:
    """One item between two beginnings, or None if it is only a word of a sentence."""
    chunk = text[start.end() : bound]
    match = _ITEM.match(cyrillic(chunk))
    if match is None:
        return None
    place, stop = _place(match, chunk)
    if not match["name"] and not place:
        return None
    if not match["name"] and not (match["sep"] or _whole(chunk, stop)):
        return None
    head = start.end() + (match.end("name") if match["name"] else max(match.end("descriptor"), 0))
    item = ListedInstitution(
        name=text[start.start() : head].strip(),
        type=_kind(start["type"]),
        settlement=_TOWN.sub("", place) if place else None,
        printed=text[start.start() : start.end() + stop].strip(" ,;.("),
    )
    return _Found(item, start.start(), start.end() + stop)


def _whole(chunk: str, stop: int) -> bool:
    return not chunk[stop:].strip(" ,.;" + _QUOTES)


def _place(match: re.Match[str], chunk: str) -> tuple[str | None, int]:
    """The settlement and where it ends: lower-case words belong to it only if nothing else follows
    them.
    """
    place = match["place"]
    if not place or (
        match["name"]
        and not match["sep"]
        and not _TOWN.match(place)
        and match["place"][:1].islower()
    ):
        return None, match.end("name") if match["name"] else 0
    if _whole(chunk, match.end()):
        return place, match.end()
    words = place.split(" ")
    kept = [words[0]]
    for word in words[1:]:
        if not (word[:1].isupper() or _SECOND_WORDS.match(word) or _TOWN.match(kept[-1] + " ")):
            break
        kept.append(word)
    short = " ".join(kept)
    return short, match.start("place") + len(short)


def _kind(printed: str) -> str:
    """The short form of a type; what has none stays as printed."""
    return FULL.get(printed.lower(), printed)
