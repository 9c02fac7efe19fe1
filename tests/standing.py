"""Stand-in orders for tests."""

import datetime
from typing import Any

from institutions.models import Post, Substitution
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
) -> Substitution:
    """An order for these days: from yesterday until tomorrow when not said."""
    return Substitution.objects.create(
        post=post_of(absent),
        absent=absent,
        substitute=substitute,
        named_by=named_by,
        order_number="РД09-88",
        order_date=TODAY() - 2 * DAY,
        since=since or TODAY() - DAY,
        until=until or TODAY() + DAY,
    )
