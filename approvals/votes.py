"""Counting a vote: the result follows from the numbers and the article, nobody types it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from approvals.states import Majority, Outcome, Result


@dataclass(frozen=True)
class Count:
    """Councillors in all, present, and how those present voted."""

    members: int
    present: int
    in_favour: int
    against: int
    abstained: int

    def as_fact(self) -> dict[str, int]:
        """As the record keeps it."""
        return dict(self.__dict__)

    @property
    def has_quorum(self) -> bool:
        """More than half of all are present (ЗМСМА чл. 27, ал. 2)."""
        return 2 * self.present > self.members

    def needed(self, majority: Majority) -> int:
        """How many votes for the majority takes (ЗМСМА чл. 27, ал. 3–4)."""
        base = self.present if majority is Majority.SIMPLE else self.members
        return base // 2 + 1

    def result(self, majority: Majority) -> Result:
        """Adopted or rejected; abstentions work against."""
        return Result.ADOPTED if self.in_favour >= self.needed(majority) else Result.REJECTED

    def impossible(self) -> list[str]:
        """Why these numbers cannot be, in sentences; empty when they can."""
        voted = self.in_favour + self.against + self.abstained
        faults = []
        if self.present > self.members:
            faults.append(
                _("%(present)d councillors cannot be present: the council has %(members)d.")
                % {"present": self.present, "members": self.members}
            )
        if voted > self.present:
            faults.append(
                _("Votes counted: %(voted)d, councillors present: only %(present)d.")
                % {"voted": voted, "present": self.present}
            )
        if not self.has_quorum:
            faults.append(
                _(
                    "There was no quorum: more than half of %(members)d must be present"
                    " (art. 27(2) ZMSMA)."
                )
                % {"members": self.members}
            )
        return faults


def proposal(outcome: str | None) -> str:
    """What was put to the vote about a returned act: „to adopt again“."""
    return {
        Outcome.READOPTED: _("to adopt the act again"),
        Outcome.AMENDED: _("to amend the act"),
        Outcome.REPEALED: _("to repeal the act"),
    }.get(Outcome(outcome or Outcome.FIRST), "")


def said(step: str, outcome: str | None, number: str, count: Count) -> str:
    """What a vote came to, in one sentence; ``step`` is the one that the count led to, about a
    plan or about a report.
    """
    told = {
        "adopt": _("Decision № %(number)s: adopted with %(votes)d for of %(present)d present."),
        "reject": _("Decision № %(number)s: rejected with %(votes)d for of %(present)d present."),
        "readopt": _("Decision № %(number)s: adopted again with %(votes)d for of all %(all)d."),
        "amend": _("Decision № %(number)s: amended with %(votes)d for of all %(all)d."),
        "repeal": _("Decision № %(number)s: repealed with %(votes)d for of %(present)d present."),
        "no_ruling": _("Decision № %(number)s: no ruling, %(votes)d for were not enough %(what)s."),
    }[step.removesuffix("_report")]
    return told % {
        "number": number,
        "what": proposal(outcome),
        "votes": count.in_favour,
        "present": count.present,
        "all": count.members,
    }
