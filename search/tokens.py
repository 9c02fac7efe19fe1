"""From a text to what is found in it: words, numbers, days, abbreviations, as stems."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from search.stemmer import stem

MONTHS = (
    "януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември",
    "октомври", "ноември", "декември",
)  # fmt: skip
#: Said beside other words and found in every text.
_SMALL = (
    "а без в във да до е за и из или към като ли на над не но о от по под при са с се си след със "
    "у че г год го ги им ѝ му те то тя той чрез"
)
SMALL = frozenset(_SMALL.split())
TOKEN = re.compile(
    r"(?P<day>\d{1,2})\s?\.\s?(?P<month>\d{1,2})\s?\.\s?(?P<year>\d{4})(?!\d)"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
    rf"|(?P<d>\d{{1,2}})\s+(?P<m>{'|'.join(MONTHS)})\s+(?P<y>\d{{4}})(?!\d)"
    r"|(?P<number>\d+(?:\.\d+)*)"
    r"|(?P<word>[^\W\d_]+)"
)
LONGEST = 60
#: Letters that look alike: a word written with both alphabets is a Bulgarian one.
ALIKE = str.maketrans("abcehkmopctxyu", "авсенкморстхуи")
#: The letters of a word in Latin ones, for the comparison of mistyped words.
_LATIN = "a b v g d e zh z i j k l m n o p r s t u f h c ch sh sht y q ju ja"
LATIN = dict(zip("абвгдежзийклмнопрстуфхцчшщъьюя", _LATIN.split(), strict=True))
#: What is written short, and what that is in full.
ABBREVIATIONS = {
    "оу": "основно училище",
    "ну": "начално училище",
    "су": "средно училище",
    "обу": "обединено училище",
    "сеу": "средно езиково училище",
    "пг": "професионална гимназия",
    "пмг": "природоматематическа гимназия",
    "ег": "езикова гимназия",
    "дг": "детска градина",
    "цплр": "център за подкрепа за личностно развитие",
    "рцпппо": "регионален център за подкрепа на процеса на приобщаващото образование",
    "руо": "регионално управление на образованието",
    "мон": "министерство на образованието и науката",
    "обс": "общински съвет",
    "зпуо": "закон за предучилищното и училищното образование",
    "змсма": "закон за местното самоуправление и местната администрация",
    "соп": "специални образователни потребности",
}


def tokens(text: str) -> Iterator[str]:
    """Words in lower case, numbers, days as ``2026-09-15``; signs are left out."""
    for found in TOKEN.finditer(_plain(text)):
        yield from _token(found)


def _plain(text: str) -> str:
    even = unicodedata.normalize("NFKD", text.replace("№", " ").casefold())
    # „й“ is a letter of its own, other marks over letters say how a word is stressed.
    even = even.replace("и\u0306", "й")
    return "".join(sign for sign in even if not unicodedata.combining(sign) and sign != "\u00ad")


def _token(found: re.Match[str]) -> Iterator[str]:
    said = found.groupdict()
    if said["word"]:
        yield _of_one_alphabet(said["word"])[:LONGEST]
    elif said["day"]:
        yield _day(said["year"], said["month"], said["day"])
    elif said["d"]:
        yield _day(said["y"], str(MONTHS.index(said["m"]) + 1), said["d"])
    else:
        yield (said["iso"] or said["number"])[:LONGEST]


def _day(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"


def _of_one_alphabet(word: str) -> str:
    mixed = any("a" <= letter <= "z" for letter in word) and any("а" <= one <= "я" for one in word)
    return word.translate(ALIKE) if mixed else word


def latin(word: str) -> str:
    """A word in Latin letters."""
    return "".join(LATIN.get(letter, letter) for letter in word)


def stems(words: Iterable[str]) -> Iterator[str]:
    """The stems of words that say something."""
    return (stem(word) for word in words if word not in SMALL)


_IN_FULL = {short: tuple(stems(tokens(long))) for short, long in ABBREVIATIONS.items()}


def found_by(text: str) -> list[str]:
    """All stems by which a text is found: short names in full, long ones in short, years."""
    words = list(tokens(text))
    plain = list(stems(words))
    in_full = (part for word in words for part in _IN_FULL.get(word, ()))
    in_short = (short for short, long in _IN_FULL.items() if _occurs(long, plain))
    years = (word[:4] for word in words if len(word) == 10 and word[4] == "-")
    return [*plain, *in_full, *in_short, *years]


def _occurs(part: Sequence[str], words: Sequence[str]) -> bool:
    size = len(part)
    return any(
        tuple(words[at : at + size]) == tuple(part)
        for at in range(len(words) - size + 1)
        if words[at] == part[0]
    )
