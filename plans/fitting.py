"""Whether a document that was read can become a plan of the institution it was brought for."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from institutions.models import Institution, InstitutionKind
from institutions.models.institution import INSPECTED
from plans.models import Plan
from plans.states import NOT_LIVE, PlanKind

HOLDERS: dict[str, tuple[str, ...]] = {
    PlanKind.MUNICIPAL: (InstitutionKind.MUNICIPALITY,),
    PlanKind.RUO: (InstitutionKind.REGIONAL_AUTHORITY,),
    PlanKind.SCHOOL: INSPECTED,
}
NOT_WORDS = re.compile(r"\W+")


@dataclass(frozen=True)
class Obstacle:
    """Why a document becomes no plan, whatever is decided about its doubts.

    ``plan`` is the one that exists already, where that is the reason.
    """

    sentence: str
    plan: Plan | None = None


def obstacle(
    reading: dict[str, Any], institution: Institution, plan: Plan | None = None
) -> Obstacle | None:
    """What stops the import from the beginning; ``plan`` is the one that gets a corrected file."""
    if fault := misfit(reading, institution):
        return Obstacle(fault)
    if plan is None:
        return _second_plan(reading, institution)
    if plan.plan_kind != reading["kind"]:
        return Obstacle(_("The document is a plan of another kind."))
    if not plan.editable:
        return Obstacle(_("The plan takes no corrected file in its present state."), plan)
    return None


def _second_plan(reading: dict[str, Any], institution: Institution) -> Obstacle | None:
    live = Plan.objects.exclude(state__in=NOT_LIVE).filter(
        institution=institution,
        plan_kind=reading["kind"],
        starts_on=reading["period"]["start"],
    )
    found = live.first()
    return Obstacle(second_plan(found), found) if found else None


def second_plan(plan: Plan) -> str:
    """The sentence for a second plan of one institution and period."""
    return _(
        "%(name)s already has a plan for %(period)s: open it and bring the corrected file there."
    ) % {"name": plan.institution.label, "period": plan.period_label}


def misfit(reading: dict[str, Any], institution: Institution) -> str:
    """Why the document cannot become a plan of the institution; empty when it can."""
    if fault := no_plan(reading):
        return fault
    if institution.kind not in HOLDERS.get(reading["kind"], ()):
        return _("This is a plan of another kind of institution than %(name)s.") % {
            "name": institution.label
        }
    if not (reading.get("period") or {}).get("start"):
        return _("The period of the plan was not found: write it in the title of the document.")
    return ""


def no_plan(reading: dict[str, Any]) -> str:
    """What a document that is read but is no plan can be used for; empty for a plan."""
    if reading["kind"] in HOLDERS:
        return ""
    return _(
        "This is a report to a council with the draft of its decision, and not a plan: bring the "
        "plan that it reports on; the report is written from its page."
    )


def other_name(reading: dict[str, Any], institution: Institution) -> dict[str, Any] | None:
    """A grave doubt when the document prints the name of somebody else."""
    printed = _folded(reading.get("institution") or "")
    known = {
        _folded(one) for one in (institution.name, institution.short_name, *institution.aliases)
    }
    if not printed or any(one and (one in printed or printed in one) for one in known):
        return None
    return {
        "severity": "high",
        "kind": "institution_differs",
        "where": _("the whole document"),
        "line": None,
        "keys": [],
        "what": reading["institution"],
        "warn": _("The document names %(printed)s, it is brought for %(name)s.")
        % {"printed": reading["institution"], "name": institution.label},
    }


def _folded(name: str) -> str:
    return " ".join(NOT_WORDS.sub(" ", name.casefold()).split())
