"""Verbs of kept work in the reader's words."""

from functools import cache

from django.utils import translation
from django.utils.translation import gettext

from workflows.flow import Flow
from workflows.follows import Lazy


def spoken(title: str, step: str, verb: str) -> Lazy:
    """The verb of kept work in words that translate. Kept are the message ids of the flow's
    title and of the verb, and an id alone does not say its context: „Report“ of a plan and of
    a visit are two words in Bulgarian.
    """
    return _verbs().get((title, step, verb)) or gettext(verb)


@cache
def _verbs() -> dict[tuple[str, str, str], Lazy]:
    with translation.override(None):
        return {
            (str(flow.title), work.step, str(work.verb)): work.verb
            for flow in _flows_below(Flow)
            if flow.desks
            for works in flow.desks.values()
            for work in works
        }


def _flows_below(flow: type[Flow]) -> list[type[Flow]]:
    return [flow] + [one for below in flow.__subclasses__() for one in _flows_below(below)]
