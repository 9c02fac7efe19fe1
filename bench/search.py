"""The search of a whole country: a million entries, people who may read little and much of it.

Entries are written with the words of our own sample plan, its activities spread over authorities
and municipalities as in life; the words are asked as people do: one, two, three words in other
forms, a number, a day, a school, a mistyped word.
"""

import datetime
import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from bench import stage
from bench.asking import statements
from bench.documents import plan_of
from bench.telling import Result, Table
from institutions import asked
from institutions.models import Institution, InstitutionKind, Person
from institutions.posts import appoint, create_post
from institutions.rights import Role
from search.finding import Asked, find
from search.keeping import learn
from search.models import Kind
from search.readers import By, key
from search.tokens import tokens
from search.vector import Question, Weighted, vector

SIZE, QUICK_SIZE = 1_000_000, 5_000
AUTHORITIES, TOWNS, VARIANTS = 28, 265, 5000
#: Of a hundred entries so many are activities; the others are spread over the kinds.
SHARES = {Kind.ACTIVITY: 90, Kind.VISIT: 5, Kind.INSPECTION: 2, Kind.PLAN: 1, Kind.DECISION: 1,
          Kind.INSTITUTION: 1}  # fmt: skip
QUESTIONS = {
    "one word": ("училището", "олимпиада", "експертът", "срещата"),
    "two words": ("училищни директори", "подкрепата ученик", "обучения на учителя"),
    "three words": ("среща директор училища", "начален етап образованието"),
    "a number": ("№ 70241", "РД-318", "№ 1030"),
    "a day": ("15.09.2026", "12.12.2026 училище"),
    "a place": ("ОУ Район 77", "Район 140 олимпиада"),
    "mistyped": ("олимпияда", "дирекктор", "учулище"),
}
COPY = (
    "COPY search_entry (kind, owner, place, basis, digest, title, about, url, readers, hidden,"
    ' words, "on") FROM STDIN'
)


@dataclass(frozen=True)
class Reader:
    """Somebody who asks."""

    name: str
    person: Person


def run(*, quick: bool) -> Result:
    """Measure."""
    size = QUICK_SIZE if quick else SIZE
    readers = _readers()
    _fill(size)
    times = _measured(readers, rounds=2 if quick else 7)
    rows = [(kind, [_median(times[reader.name, kind]) for reader in readers]) for kind in QUESTIONS]
    every = [taken for some in times.values() for taken in some]
    figures = {
        "rows": size,
        "median_ms_1m": round(_median(every), 2),
        "p95_ms_1m": round(statistics.quantiles(every, n=20)[-1], 2),
        "worst_median_ms": round(max(number for _kind, some in rows for number in some), 2),
        "queries": _queries(readers[0]),
    }
    head = [reader.name for reader in readers]
    title = f"Milliseconds of a question to {size:,} entries, all kinds with counts (median)"
    return Result("search", quick, figures, [Table(title, head, rows)])


def _readers() -> list[Reader]:
    """The head of one authority, a mayor of its territory, the minister's officer."""
    made = stage.build()
    ministry = Institution.objects.get(kind=InstitutionKind.MINISTRY)
    officer = Person.objects.create(username="officer", name="Officer", email="o@example.org")
    post = create_post(ministry, Role.MINISTRY_OFFICER, "Officer")
    appoint(post, officer, "1", datetime.date(2020, 1, 1))
    return [Reader("head", made.head), Reader("mayor", made.mayor), Reader("ministry", officer)]


def _fill(size: int) -> None:
    """Entries as the services write them; the places are those of the stage and further ones."""
    known = list(Institution.objects.order_by("pk").values_list("pk", flat=True))
    ministry, authority, *towns = known
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_entry")
        cursor.execute("DROP INDEX entry_words_and_readers")
        with cursor.copy(COPY) as copy:
            for row in _entries(size, ministry, authority, towns):
                copy.write_row(row)
        cursor.execute("CREATE INDEX entry_words_and_readers ON search_entry"
                       " USING gin (words, readers)")  # fmt: skip
        cursor.execute("VACUUM ANALYZE search_entry")
    learn(sorted({word for text in _texts() for word in tokens(text) if word.isalpha()}))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_word")


def _texts() -> list[str]:
    """The activities of the sample plan with all their cells."""
    lines = plan_of(200).splitlines()
    return list(dict.fromkeys(line.partition("\t")[2] for line in lines if line.count("\t") == 7))


def _entries(
    size: int, ministry: int, authority: int, towns: list[int]
) -> Iterator[tuple[object, ...]]:
    chance = random.Random(7)  # noqa: S311
    kinds = [kind for kind, share in SHARES.items() for _n in range(share)]
    ready = list(_ready(chance))
    for number in range(size):
        kind, town = chance.choice(kinds), chance.randrange(TOWNS)
        house = towns[town % len(towns)] if town % AUTHORITIES == 0 else 100_000 + town
        above = authority if town % AUTHORITIES == 0 else 10_000 + town % AUTHORITIES
        title, words = chance.choice(ready)
        day = datetime.date(2019 + number % 8, 1 + number % 12, 1 + number % 28)
        own = (
            f"'{number % 99_991}':9A 'рд':9A '{number % 997}':9A '{day}':9B 'район':9C '{town}':9C"
        )
        ways = ((By.DOCUMENTS, house), (By.SUBMITTED, house), (By.SUBMITTED, above),
                (By.REGISTER, above), (By.SUBMITTED, ministry))  # fmt: skip
        keys = sorted(key(kind, by, at) for by, at in ways)
        yield (int(kind), f"bench:{number}", "", "", "", f"{title} {number}", f"Район{town}",
               "/", keys, [], f"{words} {own}", day)  # fmt: skip


def _ready(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Titles of three rare words with the cells of an activity, as the services write them."""
    bodies = _texts()
    words = sorted({word for text in bodies for word in tokens(text) if len(word) > 5})
    for _n in range(VARIANTS):
        title = " ".join(chance.sample(words, 3))
        body = chance.choice(bodies)
        yield title, vector([Weighted(title, "A"), Weighted(body, "B"), Weighted("ОУ", "C")])


def _measured(readers: list[Reader], rounds: int) -> dict[tuple[str, str], list[float]]:
    """Everybody asks everything in turns; the first round only warms up."""
    times: dict[tuple[str, str], list[float]] = {
        (reader.name, kind): [] for reader in readers for kind in QUESTIONS
    }
    every = [(reader, kind, text) for reader in readers for kind in QUESTIONS
             for text in QUESTIONS[kind]]  # fmt: skip
    for turn in range(rounds + 1):
        for reader, kind, text in random.sample(every, len(every)):
            taken = _timed(reader, text)
            if turn:
                times[reader.name, kind].append(taken)
    return times


def _timed(reader: Reader, text: str) -> float:
    """Milliseconds, the question of rights included, as in a page."""
    start = time.perf_counter()
    with asked.keeping():
        find(Asked(reader.person, Question.of(text)))
    return (time.perf_counter() - start) * 1000


def _queries(reader: Reader) -> int:
    with statements() as sent, asked.keeping():
        find(Asked(reader.person, Question.of("проверки")))
    return len(sent)


def _median(times: list[float]) -> float:
    return statistics.median(times)
