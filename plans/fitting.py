"""Whether a document that was read is a plan of the institution it was brought for."""

import re
from typing import Any

from django.utils.translation import gettext as _

from institutions.models import Institution, InstitutionKind
from institutions.models.institution import INSPECTED
from plans.states import PlanKind

HOLDERS: dict[str, tuple[str, ...]] = {
    PlanKind.MUNICIPAL: (InstitutionKind.MUNICIPALITY,),
    PlanKind.RUO: (InstitutionKind.REGIONAL_AUTHORITY,),
    PlanKind.SCHOOL: INSPECTED,
}
NOT_WORDS = re.compile(r"\W+")


def misfit(reading: dict[str, Any], institution: Institution) -> str:
    """Why the document cannot become a plan of the institution; empty when it can."""
    if institution.kind not in HOLDERS.get(reading["kind"], ()):
        return _("This is a plan of another kind of institution than %(name)s.") % {
            "name": institution.label
        }
    if not (reading.get("period") or {}).get("start"):
        return _("The period of the plan was not found: write it in the title of the document.")
    return ""


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
