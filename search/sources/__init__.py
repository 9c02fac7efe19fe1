"""What is found of each kind of document: its texts, and to whom they are open."""

from typing import Any

from inspections.models import Inspection, Visit
from institutions.models import Institution
from plans.models import Plan
from search.drafts import Source
from search.sources.inspecting import InspectionSource, VisitSource
from search.sources.institution import InstitutionSource
from search.sources.plan import PlanSource

SOURCES: dict[type[Any], Any] = {
    Plan: PlanSource,
    Inspection: InspectionSource,
    Visit: VisitSource,
    Institution: InstitutionSource,
}


def source_of(thing: Any) -> Source:
    """The source of a document or an institution."""
    source: Source = SOURCES[type(thing)](thing)
    return source
