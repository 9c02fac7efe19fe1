"""The three words in which the gate refuses."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from workflows.models import Record
    from workflows.rules import Unmet


class Refused(Exception):
    """A step was not taken; nothing has changed."""

    @property
    def sentence(self) -> str:
        """What the person is told."""
        return str(self)


class Stale(Refused):
    """The document is not where the page showed it: somebody was faster."""

    def __init__(self, last: "Record | None") -> None:
        super().__init__(_("The document has changed since you opened it."))
        self.last = last


class NotYours(Refused):
    """The person may not take this step; says who may."""

    def __init__(self, holders: list[str]) -> None:
        who = ", ".join(holders) or _("nobody at the moment")
        super().__init__(_("This step is taken by: %(who)s.") % {"who": who})
        self.holders = holders


class Barred(NotYours):
    """The step is of the person's post, and something they did keeps them away from it."""

    def __init__(self, holders: list[str], sentence: str) -> None:
        super().__init__(holders)
        self.args = (sentence,)


class NotReady(Refused):
    """Rules are not met; all of them are named, not the first."""

    def __init__(self, unmet: "list[Unmet]") -> None:
        super().__init__(" ".join(str(reason.sentence) for reason in unmet))
        self.unmet = unmet
