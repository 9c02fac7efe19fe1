"""The rules of opinions, each asked by itself."""

import pytest

from approvals import rules_of_opinions as rules
from tests.asking import sentence
from tests.making import TODAY
from tests.reaching import brought
from tests.standing import post_of
from workflows import opinions

pytestmark = pytest.mark.django_db


def test_opinions_are_in(people, places):
    plan = brought("municipal", "registered", people, places)
    assert sentence(rules.opinions_are_in, plan) == ""
    post = post_of(people.expert)
    question = opinions.Question("?", "all", None, TODAY())
    opened = opinions.ask(
        plan,
        question,
        [opinions.Asked(post.title, places.authority, post=post)],
        actor=people.ruo_head,
        seen_version=plan.version,
    )
    assert sentence(rules.opinions_are_in, plan)
    opinions.give(opened.requests.get(), opinion="for", text="", actor=people.expert)
    assert sentence(rules.opinions_are_in, plan) == ""
