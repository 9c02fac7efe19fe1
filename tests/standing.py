"""Stand-in orders for tests."""

import datetime
from typing import Any

from institutions.models import Post, Substitution
from institutions.rights import SEES
from tests.making import TODAY

DAY = datetime.timedelta(days=1)


def post_of(person: Any) -> Post:
    """The post that a person holds."""
    return Post.objects.get(appointments__person=person)


def stand_in(
    substitute: Any,
    absent: Any,
    *,
    named_by: Any,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    only: tuple[str, ...] = (),
) -> Substitution:
    """An order for these days: from yesterday until tomorrow when not said, for all matters."""
    return Substitution.objects.create(
        post=post_of(absent),
        absent=absent,
        substitute=substitute,
        named_by=named_by,
        order_number="РД09-88",
        order_date=TODAY() - 2 * DAY,
        since=since or TODAY() - DAY,
        until=until or TODAY() + DAY,
        rights=[*only, *SEES] if only else [],
    )
