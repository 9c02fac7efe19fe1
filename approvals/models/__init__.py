"""Council sessions, decisions and what became of them after dispatch."""

from approvals.models.decision import Decision, Dispatch
from approvals.models.session import Session

__all__ = ["Decision", "Dispatch", "Session"]
