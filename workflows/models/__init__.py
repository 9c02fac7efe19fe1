"""Document, its records, the open work, the running clocks and the letters."""

from workflows.models.among import Among
from workflows.models.answered import Answered
from workflows.models.bulk_report import BulkReport
from workflows.models.change import Change
from workflows.models.clock import Clock
from workflows.models.comment import Comment
from workflows.models.desk import Desk, Following
from workflows.models.desk_count import DeskCount
from workflows.models.document import Document, DocumentQuerySet, Judged, SignedText, TextRow
from workflows.models.notice import Notice
from workflows.models.opinion import Opinion, OpinionRequest, OpinionRound, RoundRule, RoundState
from workflows.models.record import Record
from workflows.models.reminder import Reminder
from workflows.models.saved_filter import SavedFilter
from workflows.models.seal import Seal
from workflows.models.webhook import Webhook, WebhookAct, WebhookCall

__all__ = [
    "Among",
    "Answered",
    "BulkReport",
    "Change",
    "Clock",
    "Comment",
    "Desk",
    "DeskCount",
    "Document",
    "DocumentQuerySet",
    "Following",
    "Judged",
    "Notice",
    "Opinion",
    "OpinionRequest",
    "OpinionRound",
    "Record",
    "Reminder",
    "RoundRule",
    "RoundState",
    "SavedFilter",
    "Seal",
    "SignedText",
    "TextRow",
    "Webhook",
    "WebhookAct",
    "WebhookCall",
]
