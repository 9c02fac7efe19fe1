"""What waits for a person: counts and one page of rows, each in one prepared statement.

Work lies at posts, and a person has few of them. So each post gives its first rows from its
index, and they are merged; the numbers come from the kept counts (``workflows.counting``).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext

from institutions import asked
from institutions.models import Person
from workflows import prepared
from workflows.held import ACTING_IN
from workflows.speaking import spoken

# Where work waits for a person: at their posts, at posts they stand in for, under their name,
# under the name of those they stand in for; ``rights`` is the scope of the order, ``whole`` when it
# is empty: all matters. Their own comes before a stand-in's.
MINE = f"""
SELECT DISTINCT ON (post_id, person_id) post_id, person_id, order_id, rights,
    cardinality(rights) = 0 AS whole
FROM (
    WITH acting AS ({ACTING_IN})
    SELECT post_id, NULL::bigint AS person_id, standing_id AS order_id, rights FROM acting
    UNION ALL
    SELECT NULL, absent_id, standing_id, rights FROM acting WHERE absent_id IS NOT NULL
    UNION ALL
    SELECT NULL, %(person)s::bigint, NULL, '{{}}'
) lying
ORDER BY post_id, person_id, order_id IS NOT NULL, cardinality(rights), order_id
"""


def _covered(mine: str, right: str) -> str:
    """Whether what the person has takes in a right."""
    return f"({mine}.whole OR {right} = ANY({mine}.rights))"


# A sort that lies at several of the person's posts is counted at one of them, at their own first.
COUNTS = f"""
WITH mine AS MATERIALIZED ({MINE})
SELECT kept.document_kind, kept.step, kept.verb, kept.detail, CASE
        WHEN kept.due_on < %(today)s THEN %(today)s::date - 1
        WHEN kept.due_on <= %(until)s THEN kept.due_on END, mine.order_id, sum(kept.number)
FROM mine CROSS JOIN LATERAL (
    SELECT * FROM workflows_deskcount at_post WHERE at_post.post_id = mine.post_id
    UNION ALL
    SELECT * FROM workflows_deskcount by_name WHERE by_name.person_id = mine.person_id
) kept
WHERE {_covered("mine", 'kept."right"')} AND (cardinality(kept.beside) = 1 OR NOT EXISTS (
    SELECT FROM mine other
    WHERE {_covered("other", 'kept."right"')}
        AND CASE WHEN kept.post_id IS NULL THEN other.person_id ELSE other.post_id END
            = ANY(kept.beside)
        AND (other.order_id IS NOT NULL, coalesce(other.post_id, other.person_id))
            < (mine.order_id IS NOT NULL, coalesce(kept.post_id, kept.person_id))
))
GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(kept.number) <> 0
"""

# The first rows of each holder hold the first rows of all. What lies at two posts of the person
# is shown once, at their own; its place is that of its first row.
PAGE = f"""
WITH mine AS MATERIALIZED ({MINE.replace("{}", "{{}}")}), first AS (
    SELECT lying.*, mine.order_id FROM mine CROSS JOIN LATERAL (
        SELECT id, document_id, step, due_on FROM workflows_desk desk
        WHERE desk.post_id = mine.post_id AND desk.closed_at IS NULL
            AND {_covered("mine", 'desk."right"')} {{narrowed}}
        ORDER BY due_on, id LIMIT %(last)s
    ) lying
    UNION ALL
    SELECT lying.*, mine.order_id FROM mine CROSS JOIN LATERAL (
        SELECT id, document_id, step, due_on FROM workflows_desk desk
        WHERE desk.person_id = mine.person_id AND desk.closed_at IS NULL
            AND {_covered("mine", 'desk."right"')} {{narrowed}}
        ORDER BY due_on, id LIMIT %(last)s
    ) lying
), once AS (
    SELECT id, due_on, order_id, min(id) OVER (PARTITION BY document_id, step) AS place,
        row_number() OVER (
            PARTITION BY document_id, step ORDER BY order_id IS NOT NULL, id
        ) AS turn
    FROM first
), page AS (
    SELECT id, due_on, order_id, place FROM once WHERE turn = 1
    ORDER BY due_on, place OFFSET %(first)s LIMIT %(last)s::bigint - %(first)s::bigint
)
SELECT desk.id, desk.document_kind, desk.document_id, desk.step, desk.verb, desk.subject,
    desk.detail, desk.url, desk.post_id, desk.formless, desk.due_on, desk.opened_at, desk.seen_at,
    absent.name, standing.order_number || '/' || to_char(standing.order_date, 'DD.MM.YYYY')
FROM page JOIN workflows_desk desk ON desk.id = page.id
LEFT JOIN institutions_substitution standing ON standing.id = page.order_id
LEFT JOIN institutions_person absent ON absent.id = standing.absent_id
ORDER BY page.due_on, page.place
"""

# What lies at a post of one's own too is one's own, not the matter of an order.
OF_ORDER = """
AND mine.order_id = %(order)s AND NOT EXISTS (
    SELECT FROM workflows_desk twin JOIN mine own
        ON own.order_id IS NULL AND (own.post_id = twin.post_id OR own.person_id = twin.person_id)
    WHERE twin.document_id = desk.document_id AND twin.step = desk.step AND twin.closed_at IS NULL
)
"""
OWN = "own"


class Waiting(NamedTuple):
    """One thing that waits: at a post of the person, by name, or for somebody who is away.

    As a ``Desk`` keeps it; ``absent`` is the name of whom the person stands in for, ``order`` the
    number of the order.
    """

    id: int
    document_kind: str
    document_id: UUID
    step: str
    verb: str
    subject: str
    detail: str
    url: str
    post_id: int | None
    formless: bool
    due_on: dt.date | None
    opened_at: dt.datetime
    seen_at: dt.datetime | None
    absent: str | None
    order: str | None

    @property
    def asks(self) -> str:
        """The verb in the reader's language."""
        return str(spoken(self.detail, self.step, self.verb))

    @property
    def about(self) -> str:
        """The kind of document in the reader's language."""
        return gettext(self.detail) if self.detail else ""


class Sort(NamedTuple):
    """How much waits of one kind and step with one term, of one's own or by one order.

    ``due`` is yesterday for all that is late and nothing for what is due after the days asked
    for, or without a term.
    """

    kind: str
    step: str
    verb: str
    detail: str
    due: dt.date | None
    order: int | None
    number: int

    @property
    def asks(self) -> str:
        """The verb in the reader's language."""
        return str(spoken(self.detail, self.step, self.verb))

    @property
    def whose(self) -> str:
        """Whose matters, as an address names it."""
        return str(self.order) if self.order else OWN


@dataclass(frozen=True)
class Terms:
    """From which to which day work is due; ``or_without`` takes in what has no term."""

    since: dt.date | None = None
    until: dt.date | None = None
    or_without: bool = False

    def hold(self, due: dt.date | None) -> bool:
        """Whether a term lies between them."""
        if due is None:
            return self.or_without
        return (self.since is None or due >= self.since) and (
            self.until is None or due <= self.until
        )


@dataclass(frozen=True)
class Filter:
    """Which of the waiting work is meant; empty parts mean all of it."""

    verb: str = ""
    kind: str = ""
    terms: Terms | None = None
    whose: str = ""

    def takes(self, sort: Sort) -> bool:
        """Whether work of this sort is meant."""
        return (
            self.verb in ("", sort.verb)
            and self.kind in ("", sort.kind)
            and self.whose in ("", sort.whose)
            and (self.terms is None or self.terms.hold(sort.due))
        )

    @property
    def narrowed(self) -> str:
        """The same as a condition of the statement."""
        parts = [
            "AND desk.verb = %(verb)s" if self.verb else "",
            "AND desk.document_kind = %(kind)s" if self.kind else "",
            {"": "", OWN: "AND mine.order_id IS NULL"}.get(self.whose, OF_ORDER),
        ]
        if self.terms:
            parts += self._of_terms(self.terms)
        return " ".join(part for part in parts if part)

    @staticmethod
    def _of_terms(terms: Terms) -> list[str]:
        since = "AND desk.due_on >= %(since)s" if terms.since else ""
        if since and terms.or_without:
            since = "AND (desk.due_on >= %(since)s OR desk.due_on IS NULL)"
        return [since, "AND desk.due_on <= %(until)s" if terms.until else ""]

    def values(self) -> dict[str, Any]:
        """The values of that condition."""
        terms = self.terms or Terms()
        return {
            "verb": self.verb,
            "kind": self.kind,
            "since": terms.since,
            "until": terms.until,
            "order": int(self.whose) if self.whose.isdecimal() else None,
        }


def counts(person: Person, days: int = 14) -> list[Sort]:
    """How much waits for a person, sort by sort; terms within ``days`` are told apart."""
    today = timezone.localdate()
    values = {"person": person.pk, "today": today, "until": today + dt.timedelta(days=days)}
    return asked.once(
        ("waiting", person.pk, days), lambda: [Sort(*row) for row in prepared.rows(COUNTS, values)]
    )


def total(person: Person) -> int:
    """How many pieces of work wait for a person."""
    return number_of(counts(person))


def number_of(sorts: Iterable[Sort]) -> int:
    """How many pieces these are."""
    return sum(sort.number for sort in sorts)


@dataclass(frozen=True)
class Rows:
    """What waits for a person as a list that a paginator cuts: the nearest term first."""

    person: Person
    chosen: Filter
    number: int

    def count(self) -> int:
        """How many there are: known from the counts."""
        return self.number

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, cut: slice) -> list[Waiting]:
        return page(self.person, self.chosen, cut.start or 0, cut.stop)


def page(person: Person, chosen: Filter, first: int, last: int) -> list[Waiting]:
    """The rows from ``first`` up to ``last``."""
    asked = {"person": person.pk, "today": timezone.localdate(), "first": first, "last": last}
    statement = PAGE.format(narrowed=chosen.narrowed)
    return [Waiting(*row) for row in prepared.rows(statement, asked | chosen.values())]
