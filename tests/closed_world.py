"""Questions to flows and to the gate, for tests that know the answers beforehand."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve

from institutions.asked import AskOnce
from workflows import gate
from workflows.flow import Flow, flow_of
from workflows.refusals import NotReady, NotYours, Stale


def outcome(document: Any, step: str, actor: Any, **facts: Any) -> str:
    """What the gate says to a step; whatever it did is undone."""
    mark = transaction.savepoint()
    state, version = document.state, document.version
    try:
        gate.perform(document, step, actor=actor, **facts)
    except NotYours:
        return "NotYours"
    except (Stale, NotReady) as refused:
        return type(refused).__name__
    else:
        return "taken"
    finally:
        transaction.savepoint_rollback(mark)
        document.state, document.version = state, version
        document.refresh_from_db()


def steps_that_start(document: Any, stranger: Any) -> set[str]:
    """The steps that the state lets begin: asked by somebody who may take none of them.

    The gate asks the state before the right, so a stranger is told „stale“ where a step does
    not start and „not yours“ where it does.
    """
    answers = {name: outcome(document, name, stranger) for name in flow_of(document).steps}
    assert set(answers.values()) <= {"Stale", "NotYours"}, answers
    return {name for name, answer in answers.items() if answer == "NotYours"}


def dead_ends(flow: type[Flow]) -> set[str]:
    """States of a flow from which no step starts."""
    sources = {str(source) for told in flow.steps.values() for source in told.sources}
    return {str(one) for told in flow.steps.values() for one in told.targets} - sources


def unreached(flow: type[Flow], states: set[str]) -> set[str]:
    """The states to which no line of steps leads from the first."""
    reached = {str(flow.initial)}
    while True:
        further = {
            target
            for told in flow.steps.values()
            for source, target in told.ways
            if source in reached
        }
        if further <= reached:
            return states - reached
        reached |= further


def who_may(document: Any, step: str, people: Any, facts: dict[str, Any]) -> set[str]:
    """The members of the cast for whom the gate takes a step with these facts."""
    answers = {name: outcome(document, step, person, **facts) for name, person in people}
    assert set(answers.values()) <= {"taken", "NotYours"}, answers
    return {name for name, answer in answers.items() if answer == "taken"}


@dataclass(frozen=True)
class Doors:
    """How the address of a step answers the cast: who gets in, who is refused, who sees nothing."""

    open_to: set[str]
    refused: set[str]
    hidden_from: set[str]


def doors(document: Any, step: str, people: Any) -> Doors:
    """Ask the address of a step as everybody of the cast, by GET and by an empty POST."""
    found: dict[tuple[int, ...], set[str]] = {}
    for name, person in people:
        answer = (_asked(document, step, person, "get"), _asked(document, step, person, "post"))
        found.setdefault(answer, set()).add(name)
    known = {(200, 422): "open_to", (403, 403): "refused", (404, 404): "hidden_from"}
    assert set(found) <= set(known), found
    return Doors(**{word: found.get(answer, set()) for answer, word in known.items()})


def _asked(document: Any, step: str, person: Any, method: str) -> int:
    """The status that the view gives; without a session, which would take most of the time."""
    url = f"/{document.slug}/{document.pk}/steps/{step}/"
    request = getattr(RequestFactory(), method)(url)
    request.user, request.htmx = person, False
    match = resolve(url)
    # A page asks what somebody holds once and a form anew: both ways are asked here.
    answer = AskOnce(lambda asked: match.func(asked, *match.args, **match.kwargs))
    try:
        response = answer(request)
    except Http404:
        return 404
    return int(response.status_code)


def turned_to_login(client: Any, document: Any, step: str) -> bool:
    """Whether somebody who is not signed in is sent to the login page."""
    client.logout()
    url = f"/{document.slug}/{document.pk}/steps/{step}/"
    answers = [client.get(url), client.post(url, {})]
    return all(one.status_code == 302 and one["Location"].startswith("/login/") for one in answers)
