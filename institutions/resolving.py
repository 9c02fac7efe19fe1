"""Who is meant by a printed name or post: aliases, abbreviations, spelling, against the registers.

Likeness is ``rapidfuzz``'s, in percent, of the words in any order. From ``SURE`` on a name is taken
for the one it is like, if no other comes within ``CLEAR_LEAD``. Below that nobody decides but a
person: from ``DOUBTFUL`` on the nearest is proposed, under it the name is taken for one that the
register does not know. The numbers were set on names as plans print them: initials and missing
„свети“ cost 5–15 points, another school of the same patron in another town 10–25.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from institutions.models import Institution, Post

SURE = 92.0
DOUBTFUL = 80.0
SAME = 100.0
WORST_WORD = 60.0
CLEAR_LEAD = 6.0
GUESSES = 3
WORST_GUESS = 45.0

LONG_TYPES = {
    "основно училище": "оу",
    "начално училище": "ну",
    "обединено училище": "обу",
    "средно училище": "су",
    "средно езиково училище": "сеу",
    "спортно училище": "су",
    "професионална гимназия": "пг",
    "професионална техническа гимназия": "птг",
    "езикова гимназия": "ег",
    "природо-математическа гимназия": "пмг",
    "природоматематическа гимназия": "пмг",
    "детска градина": "дг",
    "център за подкрепа за личностно развитие": "цплр",
}
SHORT_WORDS = {
    "св": "свети",
    "д-р": "",
    "доктор": "",
    "проф": "",
    "ем": "емануил",
    "вл": "владимир",
}
RANKS = {
    "ст": "старши",
    "гл": "главен",
    "зам": "заместник",
    "нач": "началник",
    "зд": "заместник директор",
    "експерти": "експерт",
    "началници": "началник",
    "учители": "учител",
    "за": "по",
}
"""Ranks as officials shorten them; „за“ and „по“ before a subject say the same."""
SETTLEMENT = re.compile(r"(?:^|[\s,–—-])(гр|с|к\.к)\s*\.\s*", re.IGNORECASE)
NOT_WORDS = re.compile(r"[^\w\s-]+", re.UNICODE)
DASHES = re.compile(r"\s*[–—-]\s*")


@dataclass(frozen=True)
class Guess:
    """A school of the register that may be meant, and how like it is in percent."""

    institution: Institution
    likeness: float

    def as_json(self) -> dict[str, object]:
        """As the waiting row keeps it."""
        return {
            "id": self.institution.pk,
            "name": self.institution.full_name,
            "likeness": round(self.likeness),
        }


@dataclass(frozen=True)
class Match:
    """The school that is meant, when there is no doubt; else the nearest ones."""

    institution: Institution | None
    guesses: tuple[Guess, ...] = ()


@dataclass(frozen=True)
class Known:
    """An institution with the forms of its name, and its settlement, as compared."""

    institution: Institution
    names: tuple[str, ...]
    settlement: str


@dataclass
class Register:
    """The institutions of a regional authority, prepared once for many comparisons."""

    authority: Institution
    known: list[Known] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the territory's institutions."""
        rows = Institution.objects.inspected().filter(authority=self.authority)
        self.known = [_known(row) for row in rows]

    def match(self, name: str, settlement: str = "") -> Match:
        """Who is meant by a printed name; sure only when one is like it and no other nearly so."""
        printed, place = folded(name), _place(settlement)
        candidates = [
            one for one in self.known if not place or not one.settlement or one.settlement == place
        ]
        ranked = sorted(
            (Guess(one.institution, _likeness(printed, one.names)) for one in candidates),
            key=lambda guess: -guess.likeness,
        )
        best = ranked[0] if ranked else None
        runner = ranked[1].likeness if len(ranked) > 1 else 0.0
        if best and best.likeness >= SURE and best.likeness - runner >= CLEAR_LEAD:
            return Match(best.institution)
        return Match(
            None, tuple(guess for guess in ranked[:GUESSES] if guess.likeness >= WORST_GUESS)
        )


def _known(row: Institution) -> Known:
    names = {folded(name) for name in (row.name, row.short_name, *row.aliases) if name}
    return Known(row, tuple(names), _place(row.settlement))


def folded(name: str) -> str:
    """A name for comparison: lower case, no quotes, types abbreviated, short words written out."""
    text = DASHES.sub(" ", NOT_WORDS.sub(" ", name.lower()))
    text = " ".join(text.split())
    for long, short in LONG_TYPES.items():
        if text.startswith(long + " ") or text == long:
            text = short + text[len(long) :]
            break
    words = (SHORT_WORDS.get(word, word) for word in text.split())
    return " ".join(word for word in words if word)


def _place(settlement: str) -> str:
    text = SETTLEMENT.sub(" ", f" {settlement.lower()}")
    return " ".join(NOT_WORDS.sub(" ", text).split())


def _likeness(printed: str, names: Iterable[str]) -> float:
    """Percent; a school of another type is never the same one, initials count half."""
    kind = printed.partition(" ")[0]
    return max((_compared(printed, name, kind) for name in names), default=0.0)


def _compared(printed: str, name: str, kind: str) -> float:
    likeness = fuzz.token_sort_ratio(printed, name)
    same_kind = name.partition(" ")[0] == kind
    return likeness if same_kind else min(likeness, SURE - 10)


@dataclass(frozen=True)
class Posts:
    """The posts of an institution and of its authority, as compared."""

    titles: tuple[str, ...]

    @classmethod
    def of(cls, institution: Institution) -> "Posts":
        """Those of the register."""
        places = {institution.pk, institution.authority_id}
        posts = Post.objects.filter(institution__in=places).order_by("title")
        return cls(tuple(posts.values_list("title", flat=True).distinct()))

    def nearly(self, printed: str) -> str:
        """The title that a printed post is nearly, for a person to say so; empty where it is one of
        the register's, or like none. Each word has to be like its own: „експерт по БЕЛ“ is not
        nearly „експерт по ИО“.
        """
        words = post_words(printed)
        likeness = {title: _by_word(words, post_words(title)) for title in self.titles}
        best = max(likeness, key=lambda title: likeness[title], default="")
        return best if best and DOUBTFUL <= likeness[best] < SAME else ""


def post_words(printed: str) -> list[str]:
    """A post for comparison: „Ст. експерт по БЕЛ“ is „старши експерт по бел“."""
    words = NOT_WORDS.sub(" ", DASHES.sub(" ", printed.lower())).split()
    return " ".join(RANKS.get(word, word) for word in words).split()


def _by_word(printed: list[str], known: list[str]) -> float:
    if len(printed) != len(known):
        return 0.0
    pairs = [fuzz.ratio(one, other) for one, other in zip(printed, known, strict=True)]
    return sum(pairs) / len(pairs) if pairs and min(pairs) >= WORST_WORD else 0.0
