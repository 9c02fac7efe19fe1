"""``kill -9`` of whatever serves, while people work: each step is whole or was never taken."""

import os
import random
import threading
import time
from collections import Counter, defaultdict

import pytest

from tests.chaos.besieged import GRANDCHILDREN, VICTIMS
from tests.chaos.walking import WAY, Walkers, people
from tests.house.served import wait_for

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("siege")]

SECONDS = float(os.environ.get("CHAOS_SECONDS", "30"))
SEED = int(os.environ.get("CHAOS_SEED", "0")) or random.randrange(1, 10**6)
BETWEEN = 2.5
WALKERS = 6
PLANS = 120
LETTERS_AFTER = 120.0


def killed(siege, walkers, until):
    """Kill each at least once, in random order, and on until the time is over; whom, how often."""
    chance = random.Random(SEED)
    killed: Counter[str] = Counter()
    names = [*VICTIMS, *GRANDCHILDREN]
    while time.monotonic() < until or set(killed) < set(names):
        name = min(chance.sample(names, len(names)), key=killed.__getitem__)
        done = len(walkers.done)
        time.sleep(BETWEEN * chance.uniform(0.2, 1))
        # A step between two kills: who is down cannot be hit at work.
        wait_for(lambda: len(walkers.done) > done or walkers.ended, 120)  # noqa: B023
        wait_for(lambda: siege.kill(name), 120)  # noqa: B023
        killed[name] += 1
    return killed


def walked_under_fire(siege):
    """Plans on their way while processes die; what people were told, and whom it hit."""
    browsers = {name: siege.browser(name) for name in people()}
    walkers = Walkers(browsers, siege.staged(PLANS, "submit"))
    threads = [threading.Thread(target=walkers.walk, daemon=True) for _ in range(WALKERS)]
    for thread in threads:
        thread.start()
    hit = killed(siege, walkers, time.monotonic() + SECONDS)
    walkers.stopped.set()
    for thread in threads:
        thread.join(240)
    wait_for(lambda: siege.served.health()[0] == 200, 60)
    return walkers, hit


def letters_by_step(siege, done):
    """For each step that was taken: the kinds of letters, and how many of each."""
    rows = siege.ask(
        "SELECT record.document_id::text, record.step, notice.kind, count(*)"
        " FROM workflows_record record JOIN workflows_notice notice"
        " ON split_part(notice.key, ':', 3) = 'r' || record.id WHERE record.document_id = ANY("
        "%s::uuid[]) GROUP BY 1, 2, 3",
        list({pk for pk, _ in done}),
    )
    told: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for pk, step, kind, number in rows:
        told[pk, step][kind] = number
    return told


def test_killed_at_random_nothing_is_half_done_and_no_letter_lost(siege):
    walkers, hit = walked_under_fire(siege)
    unheard = dict(walkers.unanswered)
    print(f"\nseed {SEED}: {dict(hit)}; {len(walkers.done)} steps, no answer by status: {unheard}")
    assert not walkers.faults, "\n".join([*walkers.faults, siege.last_words("web")])
    assert len(walkers.done) >= len(WAY) * WALKERS

    taken = siege.ask(
        "SELECT document_id::text, step, count(*) FROM workflows_record"
        " WHERE document_id = ANY(%s::uuid[]) AND step <> 'import' GROUP BY 1, 2",
        list({pk for pk, _ in walkers.done}),
    )
    # Each step that somebody was told of is there, once.
    assert dict.fromkeys(walkers.done, 1) == {(pk, step): number for pk, step, number in taken}
    assert "Whole: " in siege.whole()

    # As many letters as of any other plan: what is the same for all was not lost for some.
    told = letters_by_step(siege, walkers.done)
    for step, letters in LETTERS.items():
        assert {tuple(sorted(told[pk, s].items())) for pk, s in walkers.done if s == step} == {
            letters
        }, step

    wait_for(lambda: siege.unsent() == 0, LETTERS_AFTER)
    kept, came = siege.letters(), Counter(one["Message-ID"] for one in siege.postbox.letters)
    assert set(came) == set(kept), "a letter is lost, or was sent for what was undone"
    assert all(kept.values())
    twice = sum(number - 1 for number in came.values())
    print(f"{len(kept)} letters, {twice} sent again under their own Message-ID")


LETTERS = {
    "submit": (("plan_submitted", 3),),
    "register": (("plan_to_agree", 2),),
    "agree": (("plan_agreed", 2),),
    "put_to_council": (("plan_at_council", 2),),
    "adopt": (("plan_decided", 3),),
}
"""By hand: records, head, stand-in; these two; mayor, expert; clerk, chair; mayor and the two."""
