"""A letter as mail, and the line over which many go: what the server said of each."""

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from workflows.models import Notice

CLOSING = 421
"""The server ends the connection (RFC 5321, 4.2.1): the letter may go over the next one."""
NO_SUCH_BOX = frozenset({550, 551, 553})
NO_SUCH_BOX_ENHANCED = ("5.1.", "5.2.1")
"""Bad address, disabled box (RFC 3463, 3.2 and 3.3); other refusals mean the letter, or us."""


@dataclass(frozen=True)
class Outcome:
    """What became of a letter: sent, to be tried again, or refused for good."""

    row: Notice
    error: str = ""
    is_final: bool = False
    is_of_address: bool = False


class Unreachable(Exception):
    """No server answers, or it lets us not in: nothing can be sent now."""


def as_mail(row: Notice, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The mail; its Message-ID is the row's, so a second copy is seen as the same letter.

    Letters of one document refer to one beginning that was never sent (RFC 5322, 3.6.4), so
    that mail programs show them together; no machine answers them (RFC 3834).
    """
    thread = f"<{row.thread}@saglas>"
    return EmailMessage(
        row.subject,
        f"{row.body}\n{row.address}\n",
        to=[row.person.email],
        connection=connection,
        headers={
            "Message-ID": f"<{row.pk}@saglas>",
            "In-Reply-To": thread,
            "References": thread,
            "Auto-Submitted": "auto-generated",
        },
    )


class Line:
    """One connection for many letters: opened for the first, and again when it was dropped."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend = get_connection()
        self._is_open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: object, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def send(self, row: Notice) -> Outcome:
        """Send one letter; ``Unreachable`` when there is no connection to be had."""
        used = self._is_open
        outcome = self._tried(row)
        # Servers end a connection that was idle or has carried many letters: once more, then.
        return self._tried(row) if used and not self._is_open else outcome

    def _tried(self, row: Notice) -> Outcome:
        try:
            return self._hand_over(row)
        except OSError as fault:  # what smtplib raises is one too
            self._hang_up()
            return Outcome(row, _told(fault))

    def _hand_over(self, row: Notice) -> Outcome:
        """Send over the open line; raises what is not the server's answer to this letter."""
        self._open()
        try:
            as_mail(row, self._backend).send()
        except ValueError as fault:  # an address that no header can hold
            return Outcome(row, _told(fault), is_final=True, is_of_address=True)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as fault:
            code, words = _answer(fault)
            if code == CLOSING:
                raise
            return _refused(row, fault, code, words)
        return Outcome(row)

    def _open(self) -> None:
        if self._is_open:
            return
        try:
            self._backend.open()
        except OSError as fault:
            raise Unreachable(_told(fault)) from fault
        self._is_open = True

    def _hang_up(self) -> None:
        self._is_open = False
        with suppress(OSError):
            self._backend.close()


def _answer(fault: smtplib.SMTPException) -> tuple[int, str]:
    """The code and the words of the server's answer; a letter has one recipient."""
    said: tuple[int, bytes | str] = (0, "")
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        said = next(iter(fault.recipients.values()))
    elif isinstance(fault, smtplib.SMTPResponseException):
        said = fault.smtp_code, fault.smtp_error
    code, words = said
    return code, words.decode(errors="replace") if isinstance(words, bytes) else words


def _refused(row: Notice, fault: smtplib.SMTPException, code: int, words: str) -> Outcome:
    """A 5xx to the recipient or to the letter is final; to the sender it is ours to mend."""
    final = 500 <= code <= 599 and not isinstance(fault, smtplib.SMTPSenderRefused)
    at_address = isinstance(fault, smtplib.SMTPRecipientsRefused)
    return Outcome(
        row, f"{code} {words}"[:300], final, final and at_address and names_no_box(code, words)
    )


def names_no_box(code: int, words: str) -> bool:
    """Whether a refusal says that the address leads nowhere, not that the letter is unwelcome."""
    enhanced = words.partition(" ")[0]
    if enhanced.startswith("5."):
        return enhanced.startswith(NO_SUCH_BOX_ENHANCED)
    return code in NO_SUCH_BOX


def _told(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}"[:300]
