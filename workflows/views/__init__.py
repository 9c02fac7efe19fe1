"""Pages that know no plan and no inspection: steps, history, notices, letters, following."""

from workflows.views.steps import CONFLICT, UNPROCESSABLE, document_for, stale, take_step

__all__ = ["CONFLICT", "UNPROCESSABLE", "document_for", "stale", "take_step"]
