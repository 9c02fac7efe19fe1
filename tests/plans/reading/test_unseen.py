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
