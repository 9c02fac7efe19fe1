"""Bounces: what a mail server says later of a letter that it had taken (RFC 3464).

A letter is found by its Message-ID, a random key that nobody knows who has not seen the letter.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import UUID

from django.utils import timezone

from workflows import addresses
from workflows.mail import names_no_box
from workflows.models import Notice

OURS = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@saglas>", re.IGNORECASE)
UNKNOWN = 0
"""The code of a bounce that names none of SMTP, only the enhanced status."""


class NotABounce(Exception):
    """What was read says nothing about a letter of ours; the text is one sentence."""


@dataclass(frozen=True)
class Bounce:
    """What a report says of one letter: its key, for whom, what was done, the status, why."""

    letter: UUID
    recipient: str
    action: str
    status: str
    words: str

    @property
    def is_final(self) -> bool:
        """Whether the letter will not arrive: a delay is only told."""
        return self.action == "failed"


def read(source: bytes) -> Bounce:
    """Read a delivery status notification; ``NotABounce`` for anything else."""
    mail = message_from_bytes(source, policy=policy.default)
    fields = _status_of(mail)
    found = OURS.search(_headers_returned(mail))
    if found is None:
        raise NotABounce("The report does not name a letter of ours by its Message-ID.")
    return Bounce(
        letter=UUID(found[1]),
        recipient=fields.get("final-recipient", "").partition(";")[2].strip(),
        action=fields["action"].strip().lower(),
        status=fields.get("status", "").strip(),
        words=" ".join(fields.get("diagnostic-code", "").partition(";")[2].split()),
    )


def _status_of(mail: EmailMessage) -> dict[str, str]:
    """The fields of the part that speaks of the recipient, by lower-case name."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in part.walk():
                fields = {name.lower(): str(value) for name, value in block.items()}
                if "action" in fields:
                    return fields
    raise NotABounce("This is no delivery status notification (RFC 3464).")


def _headers_returned(mail: EmailMessage) -> str:
    """The head of the returned letter, whole or headers only."""
    kinds = ("message/rfc822", "text/rfc822-headers", "message/global-headers")
    parts = [part.as_string() for part in mail.walk() if part.get_content_type() in kinds]
    return "\n".join(parts)


def take(bounce: Bounce) -> str:
    """Mark the letter, and the address when it leads nowhere; one sentence of what was done."""
    letter = Notice.objects.select_related("person").filter(pk=bounce.letter).first()
    if letter is None:
        raise NotABounce(f"There is no letter {bounce.letter}.")
    if not bounce.is_final:
        return f"Letter {letter.pk} is {bounce.action or 'on its way'}: nothing to do."
    why = f"{bounce.status} {bounce.words}".strip()[:300]
    Notice.objects.filter(pk=letter.pk).update(refused_at=timezone.now(), error=why)
    if names_no_box(UNKNOWN, bounce.status) and addresses.mark_refused(
        letter.person, bounce.recipient, why
    ):
        return f"Letter {letter.pk} came back; the address of its person is marked."
    return f"Letter {letter.pk} came back."
