"""Who is responsible: a cell as a list of posts."""

import re

_ROLE = (
    r"(?:зам(?:естник|\.)[\s-]*)?(?:начални(?:к|ци)|старши експерт|ст\. ?експерт"
    r"|главен експерт|гл\. ?експерт|експерт(?:и|ът)?\b"
    r"|главен счетоводител|гл\. ?счетоводител|директор(?:и|ът)?\b|председател|член(?:ове)?\b"
    r"|(?:старши |главен |ст\. ?|гл\. ?)?учител(?:и|ят)?\b|класни ръководители"
    r"|(?:старши |главен )счетоводител|училищн\w+ комисия"
    r"|юрисконсулт|ЗДУД|ЗАС)"
)
_PARTS = re.compile(r"\s*[,;]\s*")
_GLUED = re.compile(
    rf"(?<=[^\W\d_])\s+(?={_ROLE})(?<!отдел )(?<!\bна )(?<!\bот )(?<!старши )(?<!главен )"
    r"(?<!заместник )",
    re.IGNORECASE,
)
_AND = re.compile(rf"\s+и\s+(?={_ROLE})")
_GIVEN = r"[А-Я][а-я]{2,}"
_SURNAME = r"[А-Я][а-я]+(?:ов|ева|ова|ев|ски|ска|чки|чка|йски|йска|ин|ина|алиев)"
_NO_SURNAME = (
    r"(?!Детск|Градск|Народн|Училищн|Общинск|Община|Градина|Година|Дружина|Комисия|Родина)"
)
_PERSON = re.compile(
    rf"(?<![„“\"«.\w])(?<!гр\. )(?<!с\. )({_GIVEN}\s+(?:{_GIVEN}\s+)?{_NO_SURNAME}{_SURNAME})"
    rf"(?![\w“”\"])"
)
_COUNTED = re.compile(
    r"\s*\d+\s+(?:\w+\s+)?(?:представител|учител(?!ищ)|експерт|директор|член(?!ск)|лиц[ае]\b|педагог"
    r"|психолог|логопед|служител|специалист|помощник|координатор|ръководител|възпитател)",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"\s*(?:%|\d|брой\b|бр\.|процент|дял\b)", re.IGNORECASE)
_NOT_GIVEN = re.compile(
    r"^(?:Училища|Училище|Детска|Детски|Община|Районна|Регионална|Общинска|Областна|Национална|Дирекция|Основно|Средно|Отдел|Всички|Дирекция|Държавна|Училищна)\b"
)


def posts_of(cell: str) -> tuple[str, ...]:
    """The posts of a cell in order, without the names of persons."""
    parts = []
    for part in _PARTS.split(_PERSON.sub("", cell)):
        for piece in _AND.split(part):
            parts.extend(_GLUED.split(piece))
    return tuple(post for post in (part.strip(" .–-") for part in parts) if post)


def is_measure(cell: str) -> bool:
    """Whether a cell begins with a unit or a count of something else than people who work:
    „1 представител“ is responsible, „8 ученици“ and „Брой срещи“ slipped there.
    """
    return bool(_MEASURE.match(cell)) and not _COUNTED.match(cell)


def persons_in(text: str) -> tuple[str, ...]:
    """Names of persons that stand in a cell, outside of quotes and of names of places."""
    outside = re.sub(r"[„“”\"«][^„“”\"«»]{0,80}[“”\"»]", " ", text)
    return tuple(name for name in _PERSON.findall(outside) if not _NOT_GIVEN.match(name))


def glued_posts(cell: str) -> bool:
    """Whether two posts stand side by side with nothing between them."""
    return any(_GLUED.search(piece) for part in _PARTS.split(cell) for piece in _AND.split(part))
