"""Institutions, people, posts, stand-ins and the calendar."""

from institutions.models.calendar import CalendarDay, DayKind
from institutions.models.feed import Feed
from institutions.models.institution import (
    Department,
    Institution,
    InstitutionGroupPermission,
    InstitutionKind,
    InstitutionUserPermission,
    Ownership,
)
from institutions.models.name import LearntName
from institutions.models.person import Letters, Person
from institutions.models.post import Appointment, Post, Substitution
from institutions.models.token import Scope, Token

__all__ = [
    "Appointment",
    "CalendarDay",
    "DayKind",
    "Department",
    "Feed",
    "Institution",
    "InstitutionGroupPermission",
    "InstitutionKind",
    "InstitutionUserPermission",
    "LearntName",
    "Letters",
    "Ownership",
    "Person",
    "Post",
    "Scope",
    "Substitution",
    "Token",
]
