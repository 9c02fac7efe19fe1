"""What the rows of a text cost, where they say it in money: „общински бюджет, 9 200 €“."""

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from plans.models import Activity
from workflows.wording import number

_AMOUNT = re.compile(
    r"(?<![\d.,])(?P<whole>\d{1,3}(?:[ \u00a0.]\d{3})+|\d{1,9})(?:,(?P<part>\d{1,2}))?"
    r"\s*(?:(?P<euro>€|евро|EUR\b)|(?P<lev>лв\b|лева|BGN\b))",
    re.IGNORECASE,
)


def funds_of(rows: Iterable[Activity]) -> str:
    """The amounts of all rows put together, by currency; empty where none is written."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        for found in _AMOUNT.finditer(row.financing):
            whole = re.sub(r"\D", "", found["whole"])
            sums["€" if found["euro"] else "лв."] += Decimal(f"{whole}.{found['part'] or 0}")
    return ", ".join(f"{number(amount)}\u00a0{sign}" for sign, amount in sorted(sums.items()))
