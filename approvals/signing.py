"""The forms of those who sign a plan: each rule of the linter that found something grave asks for
a reason, which is kept for each of its findings.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext as _

from plans.lint import Finding, grave_findings
from plans.lint.signing import FACT, SignedOver, reasons_by_finding
from workflows import records
from workflows.forms import NEVER_FACTS, StepForm

PREFIX = "reason-"
LONGEST = 1000
NAMED = 12
"""How many cells a field names; the page of the plan names them all."""


class SigningForm(StepForm):
    """A step by which a text is signed: with a field for each rule that found something grave.

    Several fields need room, so a text with grave findings is signed on the step's own page.
    """

    #: Rules of the linter about what this form enters: they are asked by the step itself.
    settles: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = grave_findings(self.document)
        self.grave = [one for one in found if one.rule.name not in self.settles]
        self.wide = self.wide or bool(self.grave)
        for name, of_rule in groupby(self.grave, key=lambda one: one.rule.name):
            self.fields[f"{PREFIX}{name}"] = self._field(list(of_rule))
        own = [name for name in self.fields if name not in NEVER_FACTS]
        self.order_fields([*own, "on", "note"])

    def _field(self, found: Sequence[Finding]) -> forms.CharField:
        return forms.CharField(
            label=_("Why it is signed all the same – %(finding)s") % {"finding": _told(found)},
            help_text=lazystr(_Earlier(self.document, found[0])),
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def facts(self) -> dict[str, Any]:
        """What was entered; the reasons together, each with its finding."""
        entered = super().facts()
        given = [SignedOver.of(one, entered[f"{PREFIX}{one.rule.name}"]) for one in self.grave]
        own = {name: value for name, value in entered.items() if not name.startswith(PREFIX)}
        return own | ({FACT: given} if given else {})


def _told(found: Sequence[Finding]) -> str:
    """A single finding in its sentence; of several the rule and the rows."""
    if len(found) == 1:
        return str(found[0])
    rest = len(found) - NAMED
    cells = ", ".join(one.row.name for one in found[:NAMED] if one.row)
    more = _("and %(n)s more") % {"n": rest} if rest > 0 else ""
    return f"{found[0].rule.title}: {cells} {more}".strip()


class _Earlier:
    """The reason given for a finding by who signed before; looked up only where it is shown."""

    def __init__(self, document: Any, finding: Finding) -> None:
        self.document, self.finding = document, finding

    def __str__(self) -> str:
        moves = records.of(self.document).select_related("actor")
        given = reasons_by_finding(moves).get(self.finding.key)
        if not given:
            return ""
        reason, record = given[-1]
        said = {"name": record.actor.name if record.actor else "", "reason": reason.reason}
        return _("%(name)s signed over it: “%(reason)s”") % said
