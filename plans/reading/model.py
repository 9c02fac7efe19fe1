"""What reading a plan yields: frozen records, and the JSON object of the contract."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from .changes import Change
from .deadline import Deadline
from .dossier import DraftDecision, Proposal
from .drafts import Role
from .facts import Abbreviation, Json, Period, PriorityList, Signoff, source
from .fields import Cell, Field
from .rows import Place


class Kind(StrEnum):
    """Kinds of plan documents."""

    RUO = "ruo_annual_plan"
    SCHOOL = "school_annual_plan"
    MUNICIPAL = "municipal_support_plan"
    COUNCIL_REPORT = "council_report"


class Severity(StrEnum):
    """How much a doubt matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Section:
    """A heading row of the first level."""

    number: str | None
    number_printed: str
    key: str
    title: str
    activity_count: int
    places: tuple[Place, ...]

    def as_json(self) -> Json:
        """An element of ``sections``."""
        return {
            "number": self.number,
            "number_printed": self.number_printed,
            "key": self.key,
            "title": self.title,
            "level": 1,
            "activity_count": self.activity_count,
            **source(self.places),
        }


@dataclass(frozen=True)
class Subsection:
    """A heading row of a lower level; ``section`` is the key of its section.

    A goal has the text of its measures; a measure stands under an operative goal.
    """

    number: str | None
    number_printed: str
    key: str
    section: str | None
    title: str
    activity_count: int
    places: tuple[Place, ...]
    role: Role = Role.GROUP
    measures: str = ""

    def as_json(self) -> Json:
        """An element of ``subsections``, ``goals`` or ``measures``."""
        own: dict[Role, dict[str, object]] = {
            Role.GOAL: {"goal": self.title, "measures": self.measures},
            Role.MEASURE: {"operative_goal": self.section},
        }
        return {
            **own.get(self.role, {}),
            "number": self.number,
            "number_printed": self.number_printed,
            "key": self.key,
            "section": self.section,
            "title": self.title,
            "level": 2,
            "activity_count": self.activity_count,
            **source(self.places),
        }


@dataclass(frozen=True)
class Activity:
    """A row of work."""

    key: str
    number: str | None
    number_printed: str
    section: str | None
    subsection: str | None
    text: str
    deadline_raw: str
    deadline: Deadline
    fields: tuple[Field, ...]
    text_pieces: tuple[str, ...]
    places: tuple[Place, ...]
    goal: str | None = None
    measure: str | None = None
    cells: tuple[Cell, ...] = ()

    def field(self, name: str) -> str | None:
        """The text of a column, None if this document has no such column."""
        return next((field.text for field in self.fields if field.name == name), None)

    def as_json(self) -> Json:
        """An element of ``activities``."""
        joined = {field.name: list(field.pieces) for field in self.fields if field.pieces}
        if self.text_pieces:
            joined = {"text": list(self.text_pieces), **joined}
        return {
            "key": self.key,
            "number": self.number,
            "number_printed": self.number_printed,
            "section": self.section,
            "subsection": self.subsection,
            **({"goal": self.goal} if self.goal else {}),
            **({"measure": self.measure} if self.measure else {}),
            "text": self.text,
            "deadline_raw": self.deadline_raw,
            **self.deadline.as_json(),
            **{field.name: field.text for field in self.fields},
            **({"joined_from": joined} if joined else {}),
            "cells": {cell.name: cell.as_json() for cell in self.cells},
            **source(self.places),
        }


@dataclass(frozen=True)
class ListedInstitution:
    """A school, kindergarten or centre named in a row; ``printed`` is the whole of what stands
    there.
    """

    name: str
    type: str
    settlement: str | None
    printed: str

    def as_json(self) -> Json:
        """An element of ``institutions``."""
        return {
            "name": self.name,
            "type": self.type,
            "settlement": self.settlement,
            "printed": self.printed,
        }


@dataclass(frozen=True)
class Inspection:
    """A planned inspection. ``kind`` and ``form`` are apart, as PUF 17б and 17в tell them apart
    since 04.10.2024.
    """

    key: str
    number: str | None
    kind: str | None
    form: str
    subject: str
    period_raw: str
    period_start: dt.date | None
    period_end: dt.date | None
    institutions: tuple[ListedInstitution, ...]
    target_count: int | None
    target_raw: str
    responsible: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def target_equals_listed(self) -> bool | None:
        """Whether the target number is that of the listed institutions; None when either side is
        missing.
        """
        if self.target_count is None or not self.institutions:
            return None
        return self.target_count == len(self.institutions)

    def as_json(self) -> Json:
        """An element of ``inspections``."""
        return {
            "key": self.key,
            "number": self.number,
            "kind": self.kind,
            "form": self.form,
            "subject": self.subject,
            "period_raw": self.period_raw,
            "period_start": self.period_start.isoformat() if self.period_start else None,
            "period_end": self.period_end.isoformat() if self.period_end else None,
            "institutions": [institution.as_json() for institution in self.institutions],
            "target_count": self.target_count,
            "target_raw": self.target_raw,
            "responsible": list(self.responsible),
            "target_equals_listed": self.target_equals_listed,
            **source(self.places),
        }


@dataclass(frozen=True)
class Anomaly:
    """Something a careful clerk would want to be warned of.

    ``where`` is said to a person; ``keys`` are those of the rows meant; ``repair`` is what most
    probably should stand there, where that can be told: it is proposed, never made by itself.
    """

    severity: Severity
    kind: str
    where: str
    line: int | None
    what: str
    warn: str
    keys: tuple[str, ...] = ()
    repair: tuple[Change, ...] = ()

    def as_json(self) -> Json:
        """An element of ``anomalies``."""
        repair = [change.as_json() for change in self.repair]
        return {
            "severity": self.severity.value,
            "kind": self.kind,
            "where": self.where,
            "line": self.line,
            "what": self.what,
            "warn": self.warn,
            "keys": list(self.keys),
            **({"repair": repair} if repair else {}),
        }


@dataclass(frozen=True)
class Reading:
    """A plan document, read."""

    kind: Kind
    title: str | None
    institution: str | None
    council: str | None
    period: Period | None
    columns: tuple[str, ...]
    priorities: tuple[PriorityList, ...]
    abbreviations: tuple[Abbreviation, ...]
    sections: tuple[Section, ...]
    subsections: tuple[Subsection, ...]
    activities: tuple[Activity, ...]
    inspections: tuple[Inspection, ...]
    signoff: Signoff
    anomalies: tuple[Anomaly, ...]
    proposal: Proposal | None = None
    draft_decision: DraftDecision | None = None
    strategic_goal: str | None = None

    def as_json(self) -> dict[str, object]:
        """The object of the contract, ready for ``json.dumps``."""
        return {
            "kind": self.kind.value,
            "title": self.title,
            "institution": self.institution,
            "council": self.council,
            "period": self.period.as_json() if self.period else None,
            "columns": list(self.columns),
            "priorities": [item.as_json() for item in self.priorities],
            "abbreviations": [{"abbr": a.abbr, "meaning": a.meaning} for a in self.abbreviations],
            "sections": [item.as_json() for item in self.sections],
            "subsections": self._headings(Role.GROUP),
            "goals": self._headings(Role.GOAL),
            "measures": self._headings(Role.MEASURE),
            "activities": [item.as_json() for item in self.activities],
            "inspections": [item.as_json() for item in self.inspections],
            "signoff": self.signoff.as_json(),
            **(self._dossier() if self.kind is Kind.COUNCIL_REPORT else {}),
            "anomalies": [item.as_json() for item in self.anomalies],
        }

    def _headings(self, role: Role) -> list[Json]:
        return [item.as_json() for item in self.subsections if item.role is role]

    def _dossier(self) -> dict[str, object]:
        """What only a report to a council has."""
        return {
            "strategic_goal": self.strategic_goal,
            "proposal": self.proposal.as_json() if self.proposal else None,
            "draft_decision": self.draft_decision.as_json() if self.draft_decision else None,
        }
