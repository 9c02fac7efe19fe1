"""A word that is counted has its forms for one and for many („1 ден“, „2 дни“)."""

import re
from pathlib import Path

from config.message_sources import all_messages

ROOT = Path(__file__).resolve().parents[2]
#: Placeholders that stand for a number where they are not written as one (``%(n)d``).
NUMBERS = (
    *("a", "all", "b", "behind", "count", "days", "done", "expected", "left", "members", "most"),
    *("n", "needed", "planned", "present", "seats", "total", "votes", "waiting"),
)
#: What may follow a number without being counted by it.
BETWEEN = {
    *("adopted", "at", "carried", "closed", "does", "for", "is", "late"),
    *("more", "must", "of", "over", "present", "selected", "was"),
}
COUNTED = re.compile(rf"%\((?:\w+\)d|(?:{'|'.join(NUMBERS)})\)s) ([a-z]+)")
#: Never one: the product's own limits, and what the law sets.
MANY = {
    "%(present)d councillors cannot be present: the council has %(members)d.",
    "The council has %(seats)s councillors, not %(members)d.",
    "The absence is %(days)d working days.",
    "With the orders before and after it the absence is %(days)d working days.",
    "A measure takes at most %(most)d files.",
    "A question takes at most %(most)d photos.",
    "An institution has at most %(most)d webhooks: end one.",
    "At most %(most)s rows are taken at once:",
    "At most %(n)s filters are kept. Remove one.",
    "Correct %(n)s cells",
    "The finding is longer than %(most)d characters.",
    "The number is too long: write it with at most %(most)d digits.",
}


def counted(message: str) -> list[str]:
    """The words that are counted in a message."""
    return [word for word in COUNTED.findall(message) if word not in BETWEEN]


def test_what_is_counted_has_a_plural_or_is_never_one():
    wrong, met = set(), set()
    for one in all_messages(ROOT):
        allowed = 1 if one.plural else 0
        known = {start for start in MANY if one.key.message.startswith(start)}
        met |= known
        if len(counted(one.key.message)) > allowed + len(known):
            wrong.add(f"{one.place}: {one.key.message}")
    assert wrong == set()
    assert met == MANY


def test_a_counted_word_is_seen():
    assert counted("%(n)s days late, %(count)d visits of %(total)s") == ["days", "visits"]
    assert counted("%(n)s of %(total)s closed, by %(name)s today") == []
