"""The document as a whole: its strategy, its signing, its wording."""

import datetime
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.lint.model import Column, Gravity, Row, Text
from plans.lint.rule import Hit, lint_rule
from plans.states import PlanKind

YEARS = re.compile(r"\b(20\d\d)\s*г?\.?\s*[-–—/]\s*(20\d\d)\b")
NAMED_STRATEGY = re.compile(
    r"стратеги[^.;]{0,200}?\b20\d\d\s*г?\.?\s*[-–—]\s*(20\d\d)", re.IGNORECASE
)
MIXED = re.compile(r"[^\W\d_]*(?:[а-яА-Я][a-zA-Z]|[a-zA-Z][а-яА-Я])[^\W\d_]*")
NOT_WORDS = re.compile(r"\W+")
SHORTEST = 40


def _strategy_until(text: Text) -> int | None:
    """The last year of the strategy: as entered, else as its title prints it."""
    printed = YEARS.search(text.strategy)
    return text.strategy_until or (int(printed[2]) if printed else None)


@lint_rule(
    gettext_lazy("A strategy that has expired"), Gravity.GRAVE, source="чл. 197, ал. 1–3 ЗПУО"
)
def strategy_expired(text: Text) -> Iterator[Hit]:
    """A municipal plan carries out a strategy that is in force for its year."""
    until = _strategy_until(text)
    if text.kind is PlanKind.MUNICIPAL and until and until < text.starts_on.year:
        said = {"year": until}
        yield Hit(_("The strategy ends with %(year)s, before the period of the plan.") % said)


@lint_rule(
    gettext_lazy("The strategy is not named"), Gravity.WARNING, source="чл. 197, ал. 1–3 ЗПУО"
)
def strategy_unnamed(text: Text) -> Iterator[Hit]:
    """A municipal plan names the strategy that it carries out, and its last year."""
    if text.kind is PlanKind.MUNICIPAL and not (text.strategy and _strategy_until(text)):
        yield Hit(_("The strategy in force is not named yet."))


@lint_rule(gettext_lazy("Expired strategies in the text"), Gravity.WARNING, column=Column.TEXT)
def old_strategy_named(text: Text) -> Iterator[Hit]:
    """Work is not planned for a strategy that ended before the plan begins."""
    headings = [(text.first_under(one), one.title) for one in text.headings]
    told: set[Row | None] = set()
    for row, words in [*headings, *((row, row.text) for row in text.rows)]:
        found = NAMED_STRATEGY.search(words)
        if found and int(found[1]) < text.starts_on.year and row not in told:
            told.add(row)
            sentence = _("The strategy named ended with %(year)s, before the plan begins.")
            yield Hit(sentence % {"year": found[1]}, row)


@lint_rule(gettext_lazy("Adopted after 30 April"), Gravity.WARNING, source="чл. 197, ал. 3 ЗПУО")
def adopted_late(text: Text) -> Iterator[Hit]:
    """The council adopts a municipal plan by 30 April of its year."""
    day = text.signing.decided_on
    if text.kind is PlanKind.MUNICIPAL and day and day > datetime.date(text.starts_on.year, 4, 30):
        said = {"day": f"{day:%d.%m.%Y}"}
        yield Hit(_("The plan was adopted on %(day)s, after 30 April.") % said)


@lint_rule(gettext_lazy("A blank decision line"), Gravity.NOTE, source="чл. 197, ал. 3 ЗПУО")
def decision_blank(text: Text) -> Iterator[Hit]:
    """The line of the council's decision has its number, protocol and day."""
    if text.signing.blank_decision:
        yield Hit(_("The line of the council's decision is blank: it is filled in after the vote."))


@lint_rule(gettext_lazy("An agreement without a day"), Gravity.NOTE, source="чл. 197, ал. 3 ЗПУО")
def agreement_undated(text: Text) -> Iterator[Hit]:
    """An agreement that the document prints has a name and a day."""
    if text.signing.agreed and not text.signing.agreed_dated:
        yield Hit(_("The box of the agreement prints no day: the agreement is taken here."))


@lint_rule(gettext_lazy("Rows that say the same"), Gravity.WARNING, column=Column.TEXT)
def wording_repeated(text: Text) -> Iterator[Hit]:
    """No two rows of one heading plan the same work for the same term."""
    seen: set[tuple[object, str, str]] = set()
    for row in text.work:
        said = NOT_WORDS.sub(" ", row.text.lower())
        place = (row.heading, said, row.term)
        if len(said) >= SHORTEST and place in seen:
            yield Hit(_("An earlier row says the same."), row)
        seen.add(place)


@lint_rule(gettext_lazy("Words in mixed letters"), Gravity.NOTE, column=Column.TEXT)
def letters_mixed(text: Text) -> Iterator[Hit]:
    """A word is written in one alphabet: else search and report do not find it."""
    for row in text.rows:
        found = MIXED.search(row.text)
        if found:
            sentence = _("The word “%(word)s” mixes Cyrillic and Latin letters.")
            yield Hit(sentence % {"word": found[0]}, row)
