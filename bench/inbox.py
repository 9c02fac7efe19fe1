"""The first page of an inbox, 25 rows with their total, while open work grows a hundredfold.

For a person at whose post thirty pieces lie, and for one at whose post a tenth of all lie.
"""

import datetime
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Permission
from django.db import connection

from bench import stage
from bench.asking import statements
from bench.peers import inbox as peers
from bench.telling import Result, Table
from institutions.models import Person
from institutions.posts import appoint, create_post
from institutions.rights import Role
from workflows import counting, waiting

FEW = 30
POSTS = 1000
SIZES, QUICK_SIZES = (10_000, 100_000, 1_000_000), (1_000, 5_000)
ALL = waiting.Filter()

# A tenth at the first post, thirty at the second, the rest spread over the others.
FILL = """
INSERT INTO workflows_desk (document_kind, document_id, step, verb, subject, detail, url,
    institution_id, post_id, formless, due_on, opened_at)
SELECT 'plans', gen_random_uuid(), 'agree', (ARRAY['Agree', 'Register', 'Approve'])[1 + n %% 3],
    'Annual plan ' || n, 'Municipal plan', '/plans/' || n || '/', %(place)s,
    CASE WHEN n %% 10 = 0 THEN %(first)s WHEN n <= 33 THEN %(second)s
        ELSE %(second)s + 1 + n %% %(others)s END,
    false, current_date - 30 + (hashint4(n) %% 180 + 180) %% 180, now()
FROM generate_series(%(since)s, %(until)s) AS n
"""
COUNTERS = """
INSERT INTO peers_counter (post_id, number)
SELECT post_id, count(*) FROM workflows_desk WHERE closed_at IS NULL GROUP BY post_id
"""
PIECES = """
INSERT INTO peers_piece (id, subject, due_on)
SELECT id, subject, due_on FROM workflows_desk WHERE id > %(after)s
"""
RIGHTS = """
INSERT INTO peers_pieceuserpermission (content_object_id, user_id, permission_id)
SELECT desk.id, held.person_id, %(right)s FROM workflows_desk desk
JOIN institutions_appointment held ON held.post_id = desk.post_id WHERE desk.id > %(after)s
"""


@dataclass
class Reader:
    """One way to read the page; milliseconds by person."""

    name: str
    read: Callable[[Person], Any]
    times: dict[str, list[float]] = field(default_factory=dict)


def ours(person: Person) -> Any:
    """What the page of the product asks."""
    number = waiting.number_of(waiting.counts(person))
    return number, waiting.Rows(person, ALL, number)[0:25]


def run(*, quick: bool) -> Result:
    """Measure."""
    sizes = QUICK_SIZES if quick else SIZES
    people = _people()
    found = {}
    for before, size in zip((0, *sizes), sizes, strict=False):
        _grow(before, size)
        found[size] = _measured(people, rounds=3 if quick else 15)
    tables = [_table(found, name) for name in people]
    return Result("inbox", quick, _figures(found) | {"queries": _queries(people)}, tables)


def _people() -> dict[str, Person]:
    """The person with very many at the first post, the one with few at the second."""
    made = stage.build()
    since = datetime.date(2020, 1, 1)
    held = {}
    for n in range(POSTS):
        post = create_post(made.authority, Role.RUO_EXPERT, f"Expert {n}")
        person = Person.objects.create(username=f"expert{n}", name=f"Expert {n}", email="a@b.bg")
        appoint(post, person, "1", since)
        held[n] = person
    return {"very many": held[0], "few": held[1]}


def _grow(before: int, size: int) -> None:
    """Bring the open work to a size, with all that the others keep of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(id), min(institution_id) FROM institutions_post WHERE title = 'Expert 0'"
        )
        first, place = cursor.fetchone()
        cursor.execute("SELECT coalesce(max(id), 0) FROM workflows_desk")
        (after,) = cursor.fetchone()
        values = {
            "place": place,
            "first": first,
            "second": first + 1,
            "others": POSTS - 2,
            "since": before + 1,
            "until": size,
            "after": after,
            "right": Permission.objects.get(codename="work_on_piece").pk,
        }
        cursor.execute(FILL, values)
        counting.count_anew()
        cursor.execute("DELETE FROM peers_counter")
        cursor.execute(COUNTERS)
        cursor.execute(PIECES, values)
        cursor.execute(RIGHTS, values)
        for table in ("workflows_desk", "workflows_deskcount", "peers_piece", "peers_counter",
                      "peers_pieceuserpermission"):  # fmt: skip
            cursor.execute(f"VACUUM ANALYZE {table}")


def _measured(people: dict[str, Person], rounds: int) -> list[Reader]:
    """Everybody in turns within each round."""
    readers = [
        Reader("Saglas", ours),
        Reader("SQL through Django (floor)", peers.through_django),
        Reader("SQL by psycopg", peers.by_hand),
        Reader("Django ORM", peers.by_orm),
        Reader("guardian, direct keys", peers.by_guardian),
    ]
    _agree(readers, people)
    for turn in range(-2, rounds):
        for reader in random.sample(readers, len(readers)):
            slow = reader.read in (peers.by_orm, peers.by_guardian)
            for name, person in people.items():
                taken = [_timed(reader.read, person) for _n in range(2 if slow else 20)]
                if turn >= 0:
                    reader.times.setdefault(name, []).extend(taken)
    return readers


def _agree(readers: list[Reader], people: dict[str, Person]) -> None:
    """All show the same number and as many rows, or nothing is measured."""
    for name, person in people.items():
        answers = {reader.name: reader.read(person) for reader in readers}
        shown = {(number, len(rows)) for number, rows in answers.values()}
        if len(shown) != 1:
            raise RuntimeError(f"{name}: they do not show the same: {shown}")


def _queries(people: dict[str, Person]) -> int:
    """The statements of our page, of whoever asks more."""
    numbers = []
    for person in people.values():
        with statements() as sent:
            ours(person)
        numbers.append(len(sent))
    return max(numbers)


def _timed(read: Callable[[Person], Any], person: Person) -> float:
    start = time.perf_counter()
    read(person)
    return (time.perf_counter() - start) * 1000


def _table(found: dict[int, list[Reader]], person: str) -> Table:
    """Medians of everybody over the sizes, for one person."""
    names = [reader.name for reader in found[min(found)]]
    rows = [
        (name, [_middle(readers[place].times[person]) for readers in found.values()])
        for place, name in enumerate(names)
    ]
    title = f"Milliseconds of a page of 25 with its total, person with {person}"
    return Table(title, [f"{size:,}" for size in found], rows, "pieces of open work")


def _middle(times: list[float]) -> float:
    return statistics.median(times)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _figures(found: dict[int, list[Reader]]) -> dict[str, Any]:
    """Figures of the greatest size; of two people the worse one counts."""
    smallest, greatest = found[min(found)][0], found[max(found)]
    mine, floor = greatest[0], greatest[1]
    names = list(mine.times)
    ratio = max(_middle(mine.times[name]) / _middle(floor.times[name]) for name in names)
    growth = max(_middle(mine.times[name]) / _middle(smallest.times[name]) for name in names)
    return {
        "rows": max(found),
        "ratio_floor_1m": round(ratio, 3),
        "growth_10k_1m": round(growth, 3),
        "p95_ms_1m": round(max(_p95(mine.times[name]) for name in names), 3),
    }
