"""What stands before the table: title, institution, period, lists of priorities, abbreviations."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .days import days_in
from .facts import Abbreviation, Period, PriorityItem, PriorityList
from .headings import roman_heading
from .model import Kind
from .months import YEARS, school_year
from .rows import Place, Row, clean

_PLAN = re.compile(r"\bплан\b", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(
    r"(?:учебн\w*\s*(?:година\s*)?)?(\d{4})\s*[/–—-]\s*(\d{4}|\d{2})(?:\s*(?:година|г\.?))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(20\d{2}|19\d{2})\s*(?:година|год\.|г\.|г\b|$)", re.IGNORECASE)
_DAY = r"\d{1,2}(?:\.\s?\d{1,2}\.\s?|\s+[а-я]{3,9}\s+)\d{4}(?:\s*(?:г\.?|година))?"
_SPAN = re.compile(rf"{_DAY}\s*(?:[–—-]|до)\s*{_DAY}", re.IGNORECASE)
_SUBJECT = re.compile(
    r"за\s+(?:подкрепа|дейност|изпълнение|насърчаван)|на\s+дейност", re.IGNORECASE
)
_LEAST, _MOST = 300, 430
_FEWEST_NAMED = 3
_BOX = re.compile(
    r"^(?:съгласувал|съгласувано|утвърдил|утвърждавам|утвърдено|одобрил|одобрявам)\b", re.IGNORECASE
)
_ITEM = re.compile(r"(\d{1,3})\s*[.)]\s*(\S.*)", re.DOTALL)
_ABBREVIATIONS = re.compile(r"съкращения", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"([А-ЯA-Z]{2,}(?:\s*[–-]\s*[А-ЯA-Z]{2,})*)\s*[–—-]+\s*(\S.*)", re.DOTALL
)
_RUO = re.compile(
    r"((?:регионално управление на образованието"
    r"|РУО)\s*(?:[–—-]\s*)?(?:гр\.\s*)?.+?)(?=\s+за\b|\s+през\b|\s+учебна|\s*\d{4}|$)",
    re.IGNORECASE,
)
_MUNICIPALITY = re.compile(
    r"\b(община\s+\S.*?)(?=\s+за\b|\s+през\b|\s*[,–—-]\s*(?:20\d\d|за\b)|\s*\d{4}|[,.;]|$)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"((?:(?:професионална|профилирана|езикова|природо-?математическа|математическа)?\s*гимназия"
    r"|(?:основно|средно|начално|обединено|спортно|частно)\s.*?училище|детска градина"
    r"|(?-i:\bЧ?(?:ОУ|СУ|НУ|ОбУ|СпУ|СЕУ|ПГ[А-Я]{0,6}|ПТГ|ППМГ|ПМГ|ЕГ|ДГ|ЦПЛР|ЦСОП)\b))\s*.*?)"
    r"(?=\s+за\s+(?:учебна|20)|\s*,?\s+през\b|\s*[,–-]?\s+(?:учебна\b|20\d\d)|$)",
    re.IGNORECASE,
)
_WIDER = re.compile(r",\s*(?:община|област|общ\.|обл\.)\s.*$", re.IGNORECASE | re.DOTALL)
_CAPITALS = re.compile(r"^[А-Я]{3,}(?:\s+[А-Я-]+)+(?=\s|$)")
_LONG = 220
# "РУО" stays in capitals.
_SHORTEST_WORD = 5


@dataclass(frozen=True)
class Line:
    """A line outside of the table; ``cell`` of its row, and how many others stand ``beside``."""

    text: str
    place: Place
    cell: int = 0
    beside: int = 0

    def is_below(self, other: "Line") -> bool:
        """Whether the line stands under another one, where both stand in columns."""
        return self.cell == other.cell if self.beside and other.beside else not other.cell


def lines_before(rows: Sequence[Row]) -> list[Line]:
    """The lines before the table; cells of a table that only lays out the page count as lines."""
    return [
        Line(clean(cell), row.place, at, sum(bool(one.strip()) for one in row.cells) - 1)
        for row in rows
        if not row.is_noise
        for at, cell in enumerate(row.cells)
        if clean(cell)
    ]


def title_of(lines: Sequence[Line]) -> str | None:
    """The title, put together from the lines it is printed on."""
    start = next((i for i, line in enumerate(lines) if _begins_title(line.text)), None)
    if start is None:
        return None
    parts = [lines[start].text]
    for line in lines[start + 1 : start + 8]:
        is_whole = _has_year(" ".join(parts)) and not _SUBJECT.match(line.text)
        if is_whole or not _goes_on(line.text):
            break
        parts.append(line.text)
    return " ".join(parts)


def _begins_title(text: str) -> bool:
    heading = text.isupper() or text.lower().startswith(("план", "годишен", "общински"))
    return (
        bool(_PLAN.search(text)) and heading and len(text) < _LONG and not text.endswith((";", ":"))
    )


def _goes_on(text: str) -> bool:
    plain = (len(text) < _LONG and not text.endswith(".")) or text.lower().endswith("г.")
    return (
        plain and not _BOX.match(text) and roman_heading(text) is None and not _ITEM.fullmatch(text)
    )


def _has_year(text: str) -> bool:
    return bool(_SCHOOL_YEAR.search(text) or _YEAR.search(text))


def period_of(title: str | None, lines: Sequence[Line]) -> Period | None:
    """The year of the plan, from the title, else from the lines around it."""
    for text in [
        title or "",
        *(line.text for line in lines if _PLAN.search(line.text) or "учебн" in line.text.lower()),
    ]:
        found = _period(text)
        if found is not None:
            return found
    return None


def period_in_rows(cells: Sequence[str]) -> Period | None:
    """The school year, else the year, that most deadlines name: for plans that say none."""
    named = [period for cell in cells if (period := _period(cell)) is not None]
    school = [period for period in named if period.kind == "school_year"]
    counts = Counter(period.label for period in school or named)
    label = next((label for label, count in counts.most_common(1) if count >= _FEWEST_NAMED), None)
    found = next((period for period in school or named if period.label == label), None)
    return replace(found, basis="rows") if found else None


def _period(text: str) -> Period | None:
    stated = _twelve_months(text)
    if stated is not None:
        return stated
    school = _SCHOOL_YEAR.search(text)
    if school and int(school[1]) in YEARS and int(school[2][-2:]) == (int(school[1]) + 1) % 100:
        first = int(school[1])
        start, end = school_year(first)
        return Period("school_year", school[0].strip(), f"{first}/{first + 1}", start, end)
    plain = _YEAR.search(text)
    if not plain or int(plain[1]) not in YEARS:
        return None
    year = int(plain[1])
    return Period(
        "calendar_year", plain[0].strip(), str(year), dt.date(year, 1, 1), dt.date(year, 12, 31)
    )


def _twelve_months(text: str) -> Period | None:
    """A year with its own first and last day: 1 May to 30 April."""
    for match in _SPAN.finditer(text):
        days, _basis = days_in(match[0].lower(), None)
        if len(days) == 2 and _LEAST <= (days[1].end - days[0].start).days <= _MOST:
            start, end = days[0].start, days[1].end
            label = str(start.year) if start.year == end.year else f"{start.year}/{end.year}"
            return Period("calendar_year", match[0], label, start, end)
    return None


def institution_of(kind: Kind, title: str | None, lines: Sequence[Line], body: str) -> str | None:
    """Whose plan it is; a name in capitals is written as elsewhere in the document."""
    pattern = {Kind.RUO: _RUO, Kind.MUNICIPAL: _MUNICIPALITY}.get(kind, _SCHOOL)
    for text in [title or "", *(line.text for line in lines)]:
        found = pattern.search(_after_of(text) if kind is Kind.SCHOOL else text)
        if found and not text.endswith(";") and len(found[1]) < 150:
            return _spelled(_WIDER.sub("", found[1]).strip(" ,.–-"), body)
    return None


def _after_of(text: str) -> str:
    """In a school's title the name follows "за дейността на"."""
    return re.split(r"дейностт?а?\s+на\s+", text, maxsplit=1, flags=re.IGNORECASE)[-1]


def _spelled(name: str, body: str) -> str:
    """A name in capitals as the document writes it in a sentence, else with two capitals."""
    if not name.isupper():
        return _CAPITALS.sub(lambda match: match[0].capitalize(), name)
    whole = _elsewhere(name, body)
    if whole:
        return whole[:1].upper() + whole[1:]
    if re.search(r"[„“”\"«]", name):
        return _school_spelled(name)
    parts = re.fullmatch(r"(?:(.+?)(\s*[–—-]\s*)|(ОБЩИНА)(\s+)|)(.+)", name)
    if parts is None:
        return name
    what, between = parts[1] or parts[3] or "", parts[2] or parts[4] or ""
    written = _elsewhere(parts[5], body) or parts[5].capitalize()
    return (what if len(what) < _SHORTEST_WORD else what.capitalize()) + between + written


def _school_spelled(name: str) -> str:
    """ОСНОВНО УЧИЛИЩЕ „ХРИСТО БОТЕВ“ – С. ЛИПНИК: capitals for patron and place only."""
    parts = re.split(r"([„“”\"«].*[„“”\"»])", name, maxsplit=1)
    if len(parts) < 3:
        return name
    kind, patron, place = parts
    short = len(kind.strip()) <= _SHORTEST_WORD
    place = re.sub(r"(?i)\b(гр|с)\.", lambda m: m[0].lower(), place.title())
    return (kind if short else kind.capitalize()) + patron.title() + place


def _elsewhere(name: str, body: str) -> str | None:
    """The first place of a document where a name stands and is not in capitals."""
    found = (m[0] for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", body, re.IGNORECASE))
    return next((text for text in found if not text.isupper()), None)


def priorities_of(lines: Sequence[Line]) -> tuple[PriorityList, ...]:
    """Lists under a Roman heading; a heading without a numbered line is none."""
    lists: list[tuple[str, str, list[PriorityItem]]] = []
    for line in lines:
        heading = roman_heading(line.text)
        item = _ITEM.fullmatch(line.text)
        if heading is not None:
            lists.append((*heading, []))
        elif lists and item:
            lists[-1][2].append(PriorityItem(item[1], item[2].strip()))
        elif lists and lists[-1][2]:
            last = lists[-1][2].pop()
            lists[-1][2].append(PriorityItem(last.number, f"{last.text} {line.text}"))
    return tuple(PriorityList(roman, title, tuple(items)) for roman, title, items in lists if items)


def abbreviations_of(lines: Sequence[Line]) -> tuple[Abbreviation, ...]:
    """The list of abbreviations, if the document has one."""
    start = next((i for i, line in enumerate(lines) if _ABBREVIATIONS.search(line.text)), None)
    if start is None:
        return ()
    found = []
    for line in lines[start + 1 :]:
        match = _ABBREVIATION.fullmatch(line.text)
        if not match:
            break
        found.append(Abbreviation(match[1], match[2].strip()))
    return tuple(found)
