"""The text of an amending act, drafted from the differences of two revisions."""

from plans.amending.drafting import Draft, draft_of

__all__ = ["Draft", "draft_of"]
