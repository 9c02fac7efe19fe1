"""A real SMTP server of the test: keeps what it is given, or refuses it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class Postbox:
    """Letters in the order in which they came, over how many connections.

    ``refuses`` makes the server say no for now, ``answers`` gives a recipient an answer of its
    own, ``drops_after`` ends a connection that has carried so many letters.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuses = False
        self.answers: dict[str, str] = {}
        self.drops_after = 0
        self.connections = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.carried = 0
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self.drops_after and session.carried >= self.drops_after:
            server.transport.close()
        envelope.mail_from = address
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's names
        if self.refuses:
            return "451 try again later"
        session.carried += 1
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append(letter)
        return "250 kept"


@contextmanager
def smtp_server() -> Iterator[tuple[Postbox, int]]:
    """The postbox and the port of its server."""
    postbox, port = Postbox(), _free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield postbox, port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def sent_over(settings, port: int) -> None:
    """Letters go over SMTP, as ``EMAIL_URL`` would have it."""
    from environ import Env

    for name, value in Env.email_url_config(f"smtp://127.0.0.1:{port}").items():
        setattr(settings, name, value)
