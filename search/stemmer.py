"""A light stemmer of Bulgarian: the forms of one word give one stem, found nowhere else.

Rules in the order of the word's layers, from its end: article, ending, suffix of an adjective,
and what changes inside a word (к/ц, г/з, х/с, я/е, the fleeting ъ). No dictionary but a handful of
words that follow no rule. A stem is a key, not a word: it is never shown.
"""

import re
from functools import lru_cache

VOWELS = "аеиоуъюя"
#: No stem is shorter than this, and none is without a vowel.
SHORTEST = 3

#: Words whose forms have little in common.
IRREGULAR = {
    form: stem
    for stem, forms in {
        "дет": "дете детето деца децата детски детска детско детските детската детското детския",
        "човек": "човек човека човекът човеци хора хората човешки",
        "ден": "ден деня денят дни дните дена дневен дневна дневно дневни",
        "годин": "година годината години годините годишен годишна годишно годишни годишният "
        "годишния годишната годишното годишните",
        "резултат": "резултата",
        "мандат": "мандата",
        "кандидат": "кандидата",
        "сертификат": "сертификата",
        "апарат": "апарата",
    }.items()
    for form in forms.split()
}

#: The article behind what it can stand behind: „работа“ and „карта“ have none.
ARTICLE = re.compile(
    r"(?:(?<=[ая])та|(?<=ст)та|(?<=[длщ])та|(?<=[еои])то|(?<=[еи])те|ът|(?<=[аеиоу]л)ят)$"
)
#: Endings of number and gender, the long ones first.
ENDING = re.compile(r"(?:овете|ове|еве|ията|ият|ии|ия|ие|ий|ят|й|[аеиоуюяъ])$")
#: Suffixes of adjectives: училищен, училищна; общински, педагогически; планов.
ADJECTIVE = (
    (re.compile(r"ическ$"), "ик", 3),
    (re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])ск$"), "", 3),
    (re.compile(r"(?<=[аеиоуъюя])ск$"), "", 4),
    (re.compile(r"ов$"), "", 4),
    (re.compile(r"ен$"), "", 5),
    (re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])н$"), "", 5),
)
SOFTENED = str.maketrans("кгх", "цзс")
FLEETING = re.compile(r"ъ(?=[бвгджзклмнпрстфхцчшщ]$)")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word in lower case; numbers and words in other letters stay as they are."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) <= SHORTEST or not _is_bulgarian(word):
        return word
    bare = _without(ARTICLE, word, SHORTEST)
    bare = _without(ENDING, bare, SHORTEST)
    for pattern, put, least in ADJECTIVE:
        shorter = pattern.sub(put, bare)
        if shorter != bare and _may_be(shorter, least):
            bare = shorter
            break
    return _evened(bare)


def _without(pattern: re.Pattern[str], word: str, least: int) -> str:
    shorter = pattern.sub("", word)
    return shorter if _may_be(shorter, least) else word


def _may_be(stem_: str, least: int) -> bool:
    return len(stem_) >= least and any(letter in VOWELS for letter in stem_)


def _evened(word: str) -> str:
    """Sounds that change from form to form: ученик/ученици, мярка/мерки, център/центрове."""
    last = word[-1].translate(SOFTENED)
    even = word[0] + word[1:-1].replace("я", "е") + last
    return FLEETING.sub("", even) if len(even) > SHORTEST + 1 else even


def _is_bulgarian(word: str) -> bool:
    return all("а" <= letter <= "я" for letter in word)
