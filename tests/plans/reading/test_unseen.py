"""Made-up documents of each kind, no two laid out alike, as a careful clerk reads them.

Other columns and headings, Roman numbers, letters that only look Cyrillic, months as headings,
running heads between the rows, boxes side by side, counted numbers, a page that is turned.
"""

import pytest

from .clerk import UNSEEN, Clerk, facts_of

DOCUMENTS = sorted(path.name for path in UNSEEN.iterdir() if path.suffix != ".read")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_is_read_as_a_clerk_reads_it(name: str) -> None:
    facts = facts_of(name)
    assert sum(fact[0] == "row" for fact in facts) >= 3
    assert list(Clerk.of(name).differences(facts)) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("council-numbered.txt", "numbering_gap"),  # the numbers run on over the goals
        ("school-stacked.txt", "approval_missing"),  # the last line says who adopted it
        ("school-months.txt", "numbering_duplicate"),  # every month counts anew
    ],
)
def test_what_is_in_order_is_not_doubted(name: str, kind: str) -> None:
    assert kind not in {one["kind"] for one in Clerk.of(name).reading["anomalies"]}
