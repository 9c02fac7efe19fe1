"""Inspections, their schools and teams, visits with answers, measures and evidence."""

from inspections.models.checklist import ChecklistAnswer, Photo
from inspections.models.inspection import Inspection, Member, Target
from inspections.models.measure import Evidence, Measure
from inspections.models.visit import Booking, Visit

__all__ = [
    "Booking",
    "ChecklistAnswer",
    "Evidence",
    "Inspection",
    "Measure",
    "Member",
    "Photo",
    "Target",
    "Visit",
]
