"""A plain sentence is said as Django's own tag says it, whatever stands in it."""

import pytest
from django.template import Context, Template
from django.template.base import Template as Source
from django.utils import translation

from workflows.sentences import SentenceNode

PLAIN = (
    '{% translate "Overview" %}',
    "{% translate 'Overview' %}",
    '{% translate "Late" context "a table" %}',
    '{% translate "Late" %}',
    '{% translate "No catalogue has this <b>& that</b>" %}',
    '{% translate "100 % of it, %(n)s" %}',
    '{% translate "" context "nothing" %}',
)
MORE = (
    '{% translate "Overview" as kept %}[{{ kept }}]',
    '{% translate "Overview" noop %}',
    '{% translate "Overview"|upper %}',
    "{% translate word %}",
    '{% translate "Late" context which %}',
    '{% translate "Late" context "A TABLE"|lower %}',
)


def said(source: str) -> str:
    return Template(source).render(Context({"word": "Overview", "which": "a table"}))


@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize("source", [*PLAIN, *MORE])
def test_the_words_are_those_of_the_tag_of_django(source, language):
    with translation.override(language):
        assert said(source) == said("{% load i18n %}" + source)


@pytest.mark.parametrize(
    ("source", "is_plain"), [*((one, True) for one in PLAIN), *((one, False) for one in MORE)]
)
def test_only_a_plain_sentence_is_said_quickly(source, is_plain):
    assert isinstance(Source(source).nodelist[0], SentenceNode) is is_plain


def test_a_sentence_follows_the_language_of_the_moment():
    template = Template('{% translate "Overview" %}')
    with translation.override("en"):
        first = template.render(Context())
    with translation.override("bg"):
        assert (first, template.render(Context())) == ("Overview", "Справки")
