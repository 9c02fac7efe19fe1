"""Words of a council's decision."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Result(TextChoices):
    """What the vote came to; computed, never typed."""

    ADOPTED = "adopted", _("adopted")
    REJECTED = "rejected", _("rejected")


class Majority(TextChoices):
    """The majority that an article asks for."""

    SIMPLE = "simple", _("more than half of those present")
    ABSOLUTE = "absolute", _("more than half of all councillors")


class Outcome(TextChoices):
    """What was put to the vote (ЗМСМА чл. 45, ал. 9 for the last three).

    Whether the proposal was carried says the result; one that was not is no ruling.
    """

    FIRST = "first", _("first discussion")
    READOPTED = "readopted", _("adopted again")
    AMENDED = "amended", _("amended")
    REPEALED = "repealed", _("repealed")

    @property
    def majority(self) -> Majority:
        """What carries it: more than half of all, to bring a returned act on (чл. 45, ал. 10)."""
        brings_on = self in {Outcome.READOPTED, Outcome.AMENDED}
        return Majority.ABSOLUTE if brings_on else Majority.SIMPLE

    @classmethod
    def of_new_discussion(cls) -> tuple["Outcome", ...]:
        """The proposals among which the council chooses about a returned act."""
        return cls.READOPTED, cls.AMENDED, cls.REPEALED


class Party(TextChoices):
    """To whom an act is sent (ЗМСМА чл. 22, ал. 1)."""

    MAYOR = "mayor", _("Mayor")
    GOVERNOR = "governor", _("Regional governor")


class Ground(TextChoices):
    """Why an act is returned: the governor on legality only (ЗМСМА чл. 45, ал. 4–5)."""

    UNLAWFUL = "unlawful", _("unlawful")
    INEXPEDIENT = "inexpedient", _("inexpedient")
