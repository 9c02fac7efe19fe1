"""Numbers and headings: what opens a section, a subsection, a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .letters import cyrillic

_NUMBER = re.compile(
    r"№?\s*(\d{1,3}(?:\s?\.{1,2}\s?\d{1,3}){0,5}[а-я]?|[IVXІХ]{1,5}(?:\s?\.\s?\d{1,3}){1,4})\s*[.)]*"
    r"|([а-я])\)"
)
_LEADING = re.compile(
    r"(?:№\s*)?(\d{1,3}(?:\.{1,2}\d{1,3}){1,5}\s?[.)]+(?!\d)\s*|\d{1,3}(?:\.\d{1,3}){1,5}\s+"
    r"|\d{1,3}[.)]+\s*|[IVXІХ]{1,5}(?:\.\s?\d{1,3}){1,4}[.)]*\s+)(?=\S)(?!г\b|г\.)(.+)",
    re.DOTALL,
)
_ROMAN = re.compile(r"([IVXІХ]{1,5})\s*[.)](?!\d{1,3}[.)\s]|\s\d{1,3}\.)\s*(.*)", re.DOTALL)
_LETTER = re.compile(r"([А-Я])\s*[.)]\s*(\S.*)", re.DOTALL)
_MONTH = re.compile(
    r"(?=(?-i:[А-Я]))(?:месец\s+)?(?:януари|февруари|март|април|май|юни|юли|август|септември|октомври"
    r"|ноември|декември)(?:\s+\d{4}(?:\s*(?:г\.|година))?)?\s*:?",
    re.IGNORECASE,
)
_KEYWORD = re.compile(
    r"((?:(?:стратегическ[аи]|основна|водеща|приоритетна|специфична)\s+)?"
    r"(?:цел|приоритет|приоритетна област|област|раздел|направление|модул|глава))"
    r"\s*(?:№|no\.?|n)?\s*(\d{1,2}|[ivxіх]{1,5})\s*([.:)–—-]*)\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_LOWER_KEYWORD = re.compile(
    r"((?:оперативна|специфична)\s+цел|подцел|мярка|подраздел)\s*(?:№|no\.?)?\s*(\d{1,2}(?:\.\d{1,2})*)"
    r"\s*([.:)–—-]*)\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL_TITLE = re.compile(
    r"(?:[А-Я]\s*[.)]\s*)?(?:(?:тематичн|текущ|последващ)\w*\s+(?:проверк|контрол)|мониторинг\W*$"
    r"|контролна дейност|мерки\b)",
    re.IGNORECASE,
)
_PROGRAMME = re.compile(
    r"\W*(?:\d+\W+)?(?:(?:под)?модул|национална програма|нп|програма|проект)\b", re.IGNORECASE
)


_LATIN = str.maketrans("ІХ", "IX")


@dataclass(frozen=True)
class Heading:
    """A heading: its number without trailing dots, as printed, its title, and whether it opens a
    section.
    """

    number: str | None
    printed: str
    title: str
    first_level: bool


def number_of(cell: str) -> str | None:
    """The number in a cell that holds only a number, without trailing dots."""
    match = _NUMBER.fullmatch(cell)
    return re.sub(r"\s", "", match[1] or match[2]).translate(_LATIN) if match else None


def split_number(cell: str) -> tuple[str, str] | None:
    """Number as printed and text of a cell that holds both: ``6.3. Формиране …``."""
    match = _LEADING.fullmatch(cell)
    if not match:
        return None
    return cell[: match.start(2)].strip(), match[2].strip()


def names_programme(text: str) -> bool:
    """Whether a row only names a programme, a module of one or a project: with no cells filled in
    it stands for the work that the programme itself tells.
    """
    return _PROGRAMME.match(text) is not None


def roman_heading(text: str) -> tuple[str, str] | None:
    """Roman number and title of ``I. Водещи направления``; Cyrillic І and Х count as Latin."""
    match = _ROMAN.fullmatch(text)
    if not match:
        return None
    return match[1].translate(_LATIN), match[2].strip()


def roman_dotted(cell: str) -> str:
    """A cell with a Roman number alone gets the dot that others print: ``I`` reads as ``I.``"""
    return f"{cell}." if re.fullmatch(r"[IVXІХ]{1,5}", cell) else cell


def keyword_heading(text: str) -> Heading | None:
    """A heading that calls itself goal, priority, area, section …, or operative goal, measure; in a
    plan by months their names.
    """
    if _MONTH.fullmatch(text):
        return Heading(None, "", text.strip(" :"), first_level=True)
    for pattern, first in ((_LOWER_KEYWORD, False), (_KEYWORD, True)):
        match = pattern.fullmatch(cyrillic(text))
        if match and (match[4] or match[3]):
            number = match[2].translate(str.maketrans("ІХіхivx", "IXIXIVX")).rstrip(".")
            printed, title = text[: match.start(4)].strip(), text[match.start(4) :].strip()
            return Heading(number, printed, title, first)
    return None


def announces_control(text: str) -> bool:
    """Whether a line announces inspections of a kind, or measures."""
    return _CONTROL_TITLE.match(cyrillic(text)) is not None


def is_child(number: str, parent: str) -> bool:
    """Whether ``7.2.1`` stands under ``7.2``."""
    return number.startswith(parent + ".")


def depth(number: str) -> int:
    """``7`` is 1 deep, ``7.2.1`` is 3."""
    return number.count(".") + 1


def roman_section(text: str) -> Heading | None:
    """A row "II. …" inside the table opens a section."""
    found = roman_heading(text)
    return (
        Heading(found[0], f"{found[0]}.", found[1], first_level=True)
        if found and found[1]
        else None
    )


def numbered_section(text: str) -> Heading | None:
    """A paragraph "13. …" or "II. …" right above rows of the table."""
    roman = roman_section(text)
    if roman is not None:
        return roman
    parts = split_number(text)
    number = number_of(parts[0]) if parts else None
    if parts is None or number is None:
        return None
    return Heading(number, parts[0], parts[1], "." not in number)


def lettered_section(text: str) -> Heading | None:
    """A row "А. …" where letters tell the sections apart."""
    match = _LETTER.fullmatch(text)
    return Heading(match[1], f"{match[1]}.", match[2].strip(), first_level=True) if match else None


def heading_above(text: str) -> Heading | None:
    """The heading of a table of its own: a Roman number, a month, a goal or another keyword."""
    heading = keyword_heading(text)
    is_goal = heading is not None and heading.printed.lower().startswith("оперативна")
    if heading and is_goal:
        heading = replace(heading, first_level=True)
    return roman_section(text) or (heading if heading and heading.first_level else None)


def are_alike(one: Heading, other: Heading) -> bool:
    """Whether two headings call themselves the same: only their numbers differ."""
    return _kind_of(one) == _kind_of(other)


def _kind_of(heading: Heading) -> str:
    words = re.sub(r"[\d.:)–—№-]+|\b[IVXІХivxіх]{1,5}\b", "", heading.printed)
    return " ".join(words.lower().split())


def are_lettered(lines: Sequence[str]) -> bool:
    """Whether letters from „А“ on are what tells the sections of a table apart."""
    letters = [heading.number for heading in map(lettered_section, lines) if heading]
    is_alone = not any(roman_section(line) or keyword_heading(line) for line in lines)
    return is_alone and letters[:2] == ["А", "Б"]


def has_higher(lines: Sequence[str]) -> bool:
    """Whether headings of the first level stand among the lines."""
    return any(
        roman_section(line) or ((heading := keyword_heading(line)) and heading.first_level)
        for line in lines
    )
