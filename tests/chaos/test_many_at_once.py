"""Eight processes press the same step on the same documents, over HTTP."""

import multiprocessing
import re
from collections import Counter

import pytest

from config.demo.region import PASSWORD
from tests.chaos.pressing import press

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("siege")]

PROCESSES = 8
DOCUMENTS = 50
NAMES = {"radulova": "Невена Радулова", "bistrishki": "Калоян Бистришки"}
MOMENT = re.compile(r"\d\d\.\d\d\.\d{4}, \d{1,2}:\d\d")


def pressed(siege, plans):
    """The answers by document, each with who got it."""
    start = multiprocessing.get_context("spawn")
    meet, answers = start.Barrier(PROCESSES), start.Queue()
    people = [list(NAMES)[n % len(NAMES)] for n in range(PROCESSES)]
    started = [
        start.Process(
            target=press, args=(siege.served.port, (name, PASSWORD), plans, meet, answers)
        )
        for name in people
    ]
    for one in started:
        one.start()
    told = [answers.get(timeout=120) for _ in started]
    for one in started:
        one.join(30)
    return [[(name, said[place]) for name, said in told] for place in range(len(plans))]


def test_of_eight_processes_one_agrees_each_document_and_the_others_hear_who(siege):
    plans = siege.staged(DOCUMENTS, "agree")
    winners: Counter[str] = Counter()
    for plan, answers in zip(plans, pressed(siege, plans), strict=True):
        assert sorted(answer.status for _, answer in answers) == [302, *[409] * (PROCESSES - 1)]
        (winner,) = [name for name, answer in answers if answer.status == 302]
        winners[winner] += 1
        for _, answer in answers:
            if answer.status == 409:
                assert NAMES[winner] in answer.page, plan
                assert MOMENT.search(answer.page), plan
    agreed = siege.ask(
        "SELECT document_id::text, count(*) FROM workflows_record WHERE step = 'agree'"
        " AND document_id = ANY(%s::uuid[]) GROUP BY 1",
        [plan["pk"] for plan in plans],
    )
    assert dict(agreed) == {plan["pk"]: 1 for plan in plans}
    assert set(winners) == set(NAMES), "only one of the two people was ever faster"
    assert "Whole: " in siege.whole()
