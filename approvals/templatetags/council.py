"""What pages show of the sign-off: the decision, the box before it is signed, the count."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from approvals.models import Decision
from approvals.states import Majority
from institutions import asked
from institutions.models import Person
from plans.models import Plan
from plans.printing import short_fingerprint, signer_line
from workflows import access
from workflows.display import Stamp
from workflows.flow import Step, flow_of

register = template.Library()
OF_REPORTS = ("report", "adopt_report", "readopt_report")


@register.simple_tag
def decision_of(plan: Plan) -> Decision | None:
    """The last decision of the council on a plan itself, with its session."""
    rows = Decision.objects.filter(plan=plan, report=None).select_related("session", "council")
    # The page names it three times.
    return asked.once(("decision_of", plan.pk), rows.first)


@register.simple_tag
def report_steps(plan: Plan, person: Person) -> list[Step]:
    """The steps about the report that the person may take now."""
    return [
        told
        for told in flow_of(plan)(plan).open_steps()
        if told.name in OF_REPORTS and access.may(person, told, plan)
    ]


@register.simple_tag
def returned_act(plan: Plan) -> Decision:
    """The act that the council discusses anew."""
    return Decision.returned(plan)


@register.inclusion_tag("approvals/_stamp_preview.html")
def stamp_preview(document: Plan, person: Person, told: Step) -> dict[str, Any]:
    """The box as it will stand after the signature, and what is signed."""
    capacity = access.may(person, told, document)
    stamp = Stamp(
        _("AGREED BY"),
        person.name,
        signer_line(capacity) if capacity else "",
        timezone.localdate(),
        acting_for=capacity.for_whom if capacity else "",
    )
    latest = document.latest
    return {
        "stamp": stamp,
        "version": latest.number,
        "fingerprint": short_fingerprint(latest.fingerprint),
    }


@register.inclusion_tag("approvals/_count_preview.html")
def count_preview(form: Any) -> dict[str, Any]:
    """What the numbers entered come to, as far as they can be counted."""
    from approvals.counting import preview_of

    return {"preview": preview_of(form, Majority(form.majority), form.came_to)}
