"""Names of persons as papers print them."""

import re

#: Ranks before a name.
RANKS = r"(?:(?:инж|арх|проф|доц|акад|д-р|ас)\b\.?\s*)*"
_NAME = re.compile(r"[А-Я][а-я]+(?:[ -][А-Я](?:[а-я]+|\.)){1,3}")
_INITIAL = re.compile(r"[А-Я]\.\s?[А-Я][а-я]+")
_CAPITALS = re.compile(r"(?:(?:ИНЖ|АРХ|ПРОФ|ДОЦ|Д-Р)\.?\s+)*([А-Я]{3,}(?:[ -][А-Я]{2,}){1,3})")
_NO_NAME = re.compile(
    r"ПЛАН|ОТЧЕТ|ОБЩИНА|УЧИЛИЩЕ|ГИМНАЗИЯ|ГРАДИНА|УПРАВЛЕНИЕ|СЪВЕТ|МИНИСТЕРСТВО|ДИРЕКТОР|НАЧАЛНИК"
    r"|КМЕТ|ГОДИШЕН|ДЕЙНОСТ|ЗАПОВЕД"
)


def name_in(text: str) -> str | None:
    """The first name of a person in a line; one in capitals is a line of its own."""
    found = _NAME.search(text) or _INITIAL.search(text)
    if found:
        return found[0]
    alone = _CAPITALS.fullmatch(text.strip(" ,.…_/()"))
    return alone[1].title() if alone and not _NO_NAME.search(alone[1]) else None
