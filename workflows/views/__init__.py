"""Pages that know no plan and no inspection: steps, history, notices, letters, following."""

from workflows.views.steps import document_for, stale, take_step

__all__ = ["document_for", "stale", "take_step"]
