"""The kinds of letters, by name: which of them a person may do without."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Lazy = Any  # a str or a lazy translation


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter: what it tells of, under which heading it stands.

    ``is_legal``: it tells of a term of law or starts one, so it goes at once and to everybody.
    """

    name: str
    label: Lazy
    group: Lazy
    is_legal: bool = False


_kinds: dict[str, LetterKind] = {}


def declare(*kinds: LetterKind) -> None:
    """Make kinds known by their names, in this order."""
    for kind in kinds:
        _kinds[kind.name] = kind


def declared() -> list[LetterKind]:
    """All kinds."""
    return list(_kinds.values())


def legal() -> list[LetterKind]:
    """Those that nobody does without."""
    return [kind for kind in declared() if kind.is_legal]


def optional() -> list[LetterKind]:
    """Those that a person may do without."""
    return [kind for kind in declared() if not kind.is_legal]


WORK = _("Work and terms")
declare(
    LetterKind("work_waits", _("It is your turn"), WORK),
    LetterKind("all_barred", _("A stand-in is needed"), WORK),
    LetterKind("commented", _("A comment for you or on what you follow"), WORK),
    LetterKind("opinion_withdrawn", _("Your opinion is no longer needed"), WORK),
    LetterKind("opinions_ended", _("The opinions are in"), WORK),
    LetterKind("opinion_outside", _("You are asked for an opinion"), WORK, is_legal=True),
    LetterKind("reminder", _("A reminder of late work"), WORK),
    LetterKind("term_near", _("A term ends in three days"), WORK, is_legal=True),
    LetterKind("term_passed", _("A term has passed"), WORK, is_legal=True),
    LetterKind("seal", pgettext_lazy("a letter", "The seal of the day"), WORK, is_legal=True),
)
