"""Sentences of a draft decision: who is to do what, towards whom, until when."""

import datetime as dt
import re
from collections.abc import Iterator

from .dossier import Duty, Remedy, Term
from .front import Line

_WORDS = {
    "едн": 1, "дву": 2, "три": 3, "четири": 4, "пет": 5, "шест": 6, "седем": 7, "осем": 8,
    "девет": 9, "десет": 10, "четиринадесет": 14, "четиринайсет": 14, "петнадесет": 15,
    "петнайсет": 15, "двадесет": 20, "тридесет": 30,
}  # fmt: skip
_NUMERAL = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_FROM = (
    r"(?:\s*,?\s*(?:считано\s+)?от\s+(?P<from>[^.;,]+?))?"
    r"(?=\s*(?:[.;,]|$|\s+(?:пред|чрез|по реда)))"
)
_DAYS = re.compile(
    rf"(?:в|до|във)\s+(?:срок\s+(?:от|до)\s+)?{_NUMERAL}\s*(?:\(\w+\)\s*)?[-–]?\s*"
    rf"(?:дневен\s+срок|дни|дена){_FROM}",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:в срок\s+)?до\s+(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\s*г\.?)?", re.IGNORECASE
)
_APPEAL = re.compile(r"обжалва|оспорва|оспори", re.IGNORECASE)
_RETURN = re.compile(r"(?:върне|върнат[оа]?|връща\w*)\s+за\s+ново\s+обсъждане", re.IGNORECASE)
_COURT = re.compile(
    r"пред\s+(\S.*?съд\S*(?:\s*[,–-]?\s*(?:гр\.\s*)?(?-i:[А-Я][а-я]+(?:\s[А-Я][а-я]+)?))?)(?=[\s.,;]|$)",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"(?:по|на основание|съгласно)\s+(чл\.\s*\d+.*?)(?=\s+в\s+(?:срок|\d|[а-я]+дневен)|[.;]?$)"
)
_ORDERS = re.compile(
    r"(?:възлага(?:т)?|задължава|упълномощава|оправомощава)\s+(?:на\s+)?(?P<who>.+?)\s+"
    r"(?P<what>(?:да|със)\s.+)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bда\s+(?:се\s+)?(?:изпрат|представ|предостав|публикув|обяв|внес|връч|сведе|оповест|свед)\w*"
    r"|контрол\w*\s+(?:по|върху)\s+изпълнението|подлежи на публикуване",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"възлага\s+на\s+(?P<who>[^,.;]+)", re.IGNORECASE)
_RECEIVER = (
    r"(?:кмет|областн|председател|министър|начални|директор|главни|секретар|районна|окръжна"
    r"|прокуратур|общинск|регионалн|министерств|руо\b|заместник|управител|длъжностн|звено|отдел)"
)
_TO = re.compile(
    rf"\s(?:на|до)\s+(?P<to>{_RECEIVER}.*?)(?=\s+(?:в\s+(?:срок|\d|[а-я]+дневен)|за\s|до\s+\d|чрез|по\s+реда|и\s+да\s|(?:(?:писмен|обобщен|годиш|подроб|необходим)\w+\s+)?(?:информаци|отчет|доклад|справк|данни|сведени|копи[ея]|препис"
    r"|предложени|анализ|документ|материал))"
    r"|[.;]|$)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"\s*,\s*(?:и\s+)?(?:на\s+)?(?={_RECEIVER})|\s+и\s+(?:на\s+)?(?={_RECEIVER})", re.IGNORECASE
)


def duties_of(line: Line, point: str | None) -> Iterator[Duty]:
    """The duties that a point or a closing sentence lays down; usually one or none."""
    for sentence in re.split(r"(?<=[а-я)“\"]{2}[.;])\s+(?=[А-Я])", line.text):
        text = sentence.strip()
        if is_appeal(text) or is_return(text):
            continue
        orders = _ORDERS.search(text)
        if orders:
            yield _duty(text, orders["what"], orders["who"].strip(" ,"), line, point)
        elif _ASKED.search(text):
            control = _CONTROL.search(text)
            who = control["who"].strip() if control else None
            yield _duty(text, text, who, line, point)


def _duty(text: str, what: str, who: str | None, line: Line, point: str | None) -> Duty:
    return Duty(
        what=what.strip(" .;"),
        who=who,
        addressees=_receivers(what),
        term=term_of(text),
        point=point,
        places=(line.place,),
    )


def _receivers(what: str) -> tuple[str, ...]:
    """To whom: the last „на …“ of what is to be sent or presented, one by one."""
    if not re.search(r"изпрат|представ|предостав|внес|връч|сведе|докладв", what, re.IGNORECASE):
        return ()
    verb = re.search(
        r"изпрат\w*|представ\w*|предостав\w*|внес\w*|връч\w*|сведе\w*|докладв\w*", what
    )
    found = list(_TO.finditer(what, verb.end() if verb else 0))
    if not found:
        return ()
    chosen = found[0] if verb and found[0].start() == verb.end() else found[-1]
    return tuple(part.strip(" ,.") for part in _LISTED.split(chosen["to"]) if part.strip(" ,."))


def term_of(text: str) -> Term:
    """The term that a sentence names; nothing where it names none."""
    days = _DAYS.search(text)
    if days:
        counted = days["from"]
        return Term(_number(days["n"]), counted.strip() if counted else None, raw=days[0].strip())
    until = _UNTIL.search(text)
    return Term(until=_date(until), raw=until[0].strip()) if until else Term()


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else _WORDS[numeral.lower()]


def _date(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def is_appeal(text: str) -> bool:
    """Whether the sentence says how the act is appealed."""
    return bool(_APPEAL.search(text))


def is_return(text: str) -> bool:
    """Whether the sentence says how the act is returned for a new discussion."""
    return bool(_RETURN.search(text))


def remedy_of(line: Line) -> Remedy:
    """Term, court and article of the sentence about appeal or return."""
    court, law = _COURT.search(line.text), _LAW.search(line.text)
    return Remedy(
        term_of(line.text),
        court[1].strip(" ,.") if court else None,
        law[1].strip(" ,") if law else None,
        line.text,
        (line.place,),
    )
