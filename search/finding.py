"""What a person finds: the question and the rights in one statement, each kind from the index.

Beyond ``MOST`` entries of one kind nobody reads on: they are not counted to the end, and the best
of those that were met are shown first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.db import connection

from institutions.models import Person
from search.models import Kind
from search.readers import held_by
from search.tokens import latin
from search.vector import Question
from workflows import holding

MOST = 300
OF_EACH, PER_PAGE = 5, 25

#: Of one kind. Who sees a newer text of a row does not find the older one.
OF_A_KIND = """
(SELECT kind, title, about, url, count(*) OVER () FROM (
    SELECT kind, title, about, url, "on", id, words FROM search_entry
    WHERE words @@ %(query)s::tsquery AND {seen} LIMIT {most}
) met ORDER BY ts_rank(words, %(query)s::tsquery) DESC, "on" DESC NULLS LAST, id
LIMIT {limit} OFFSET {offset})
"""
BY_POST = """readers && %(keys_{kind})s::bigint[]
    AND (hidden = '{{}}' OR NOT hidden && %(keys_{kind})s::bigint[])"""
BY_NAME = """(
    {by_post} AND (document IS NULL OR document <> ALL(%(named)s::uuid[]))
    OR document = ANY(%(named)s::uuid[]) AND hidden = '{{}}' AND kind = {kind}
)"""
LIKELIEST = """
SELECT typed.word, (
    SELECT known.word FROM search_word known WHERE known.latin %% typed.latin
    ORDER BY similarity(known.latin, typed.latin) DESC, known.word LIMIT 1
)
FROM unnest(%(words)s::text[], %(stems)s::text[], %(latin)s::text[]) AS typed(word, stem, latin)
WHERE NOT EXISTS (SELECT FROM search_word known WHERE known.stem = typed.stem)
"""


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    title: str
    about: str
    url: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind: some of it, and how many in all."""

    kind: Kind
    hits: tuple[Hit, ...]
    total: int

    @property
    def slug(self) -> str:
        """The kind as the address names it."""
        return self.kind.name.lower()

    @property
    def counted(self) -> int:
        """How many can be paged through."""
        return min(self.total, MOST)

    @property
    def is_endless(self) -> bool:
        """Whether there are more than were counted."""
        return self.total > MOST

    @property
    def in_words(self) -> str:
        """„12“; „300+“ where not all were counted."""
        return f"{self.counted}+" if self.is_endless else str(self.counted)

    @property
    def has_more(self) -> bool:
        """Whether not all of them are shown."""
        return self.total > len(self.hits)


@dataclass(frozen=True)
class Asked:
    """Whose question; of the ``chosen`` kind a page is wanted, of the others only how many."""

    person: Person
    question: Question
    chosen: Kind | None = None
    page: int = 1

    def limits(self, kind: Kind) -> tuple[int, int]:
        """How many of a kind, and after how many others."""
        if self.chosen is None:
            return OF_EACH, 0
        return (PER_PAGE, (self.page - 1) * PER_PAGE) if kind is self.chosen else (1, 0)


@dataclass(frozen=True)
class Found:
    """The kinds of which there is something; ``question`` is the one that was answered."""

    question: Question
    kinds: tuple[Group, ...]
    page: int = 1
    is_corrected: bool = False

    @property
    def total(self) -> int:
        """How many things were counted in all."""
        return sum(group.counted for group in self.kinds)

    @property
    def in_words(self) -> str:
        """„12“; „300+“ where not all were counted."""
        return f"{self.total}+" if any(one.is_endless for one in self.kinds) else str(self.total)


def find(asked: Asked) -> Found:
    """What is found; when nothing is, what is found by the likeliest words.

    Behind the last page stands the first one.
    """
    kinds = _kinds(asked)
    if _is_beyond(asked, kinds):
        return find(replace(asked, page=1))
    if kinds:
        return Found(asked.question, kinds, asked.page)
    guessed = _guessed(asked.question)
    kinds = _kinds(replace(asked, question=guessed, page=1)) if guessed else ()
    if guessed and kinds:
        return Found(guessed, kinds, is_corrected=True)
    return Found(asked.question, ())


def _is_beyond(asked: Asked, kinds: Sequence[Group]) -> bool:
    return asked.page > 1 and all(group.kind is not asked.chosen for group in kinds)


def _kinds(asked: Asked) -> tuple[Group, ...]:
    if not asked.question.query:
        return ()
    found = groupby(_rows(asked), key=lambda row: row[0])
    return tuple(_group(Kind(kind), list(rows)) for kind, rows in found)


def _group(kind: Kind, rows: Sequence[tuple[Any, ...]]) -> Group:
    return Group(kind, tuple(Hit(*row[1:4]) for row in rows), rows[0][4])


def _rows(asked: Asked) -> list[tuple[Any, ...]]:
    keys, named = held_by(asked.person), holding.of(asked.person).named
    values: dict[str, Any] = {f"keys_{kind:d}": keys[kind] for kind in Kind}
    values["query"] = asked.question.query
    values["named"] = [pk for kind in named.values() for pk in kind]
    parts = _statements(asked, is_named=bool(values["named"]))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    # Parts that were worked on at once may come mixed.
    return sorted(rows, key=lambda row: int(row[0]))


def _statements(asked: Asked, *, is_named: bool) -> Iterator[str]:
    for kind in Kind:
        seen = BY_POST.format(kind=int(kind))
        if is_named:
            seen = BY_NAME.format(by_post=seen, kind=int(kind))
        limit, offset = asked.limits(kind)
        yield OF_A_KIND.format(seen=seen, most=MOST + 1, limit=limit, offset=offset)


def _guessed(question: Question) -> Question | None:
    """The question with the likeliest known word for each one that is known nowhere."""
    asked: dict[str, Any] = {
        "words": list(question.words),
        "stems": question.stems,
        "latin": [latin(word) for word in question.words],
    }
    with connection.cursor() as cursor:
        cursor.execute(LIKELIEST, asked)
        likely = {typed: known for typed, known in cursor.fetchall() if known}
    if not likely:
        return None
    return question.with_words([likely.get(word, word) for word in question.words])
