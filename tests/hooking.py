"""A real receiver of webhooks on loopback: HTTPS with a certificate of the test's own."""

import datetime
import ipaddress
import ssl
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from workflows.hooks import registering
from workflows.models import Webhook


@dataclass
class Receiver:
    """What came, and what is answered: the statuses in turn, then 204."""

    url: str = ""
    certificate: Path = Path()
    answers: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """The keys of the calls that came, in their order."""
        return [headers["webhook-id"] for headers, _body in self.got]


def hooked(
    institution: Any,
    person: Any,
    url: str = "https://system.example/",
    flows: Iterable[str] = ("municipal-plan",),
) -> tuple[Webhook, str]:
    """A webhook of an institution, and its secret."""
    return registering.register(institution, purpose="Портал", url=url, flows=flows, actor=person)


def loopback(address: str) -> bool:
    """Instead of ``reaching.is_public``: the receiver of the test, and nothing else."""
    return ipaddress.ip_address(address).is_loopback


@contextmanager
def receiver(folder: Path, name: str = "127.0.0.1") -> Iterator[Receiver]:
    """A server whose certificate names this host."""
    made = Receiver(certificate=_certificate(folder, name))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            status = made.answers.pop(0) if made.answers else 204
            self.send_response(status)
            if status in (301, 302, 307):
                self.send_header("Location", "/elsewhere/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made.certificate)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
        made.url = f"https://127.0.0.1:{server.server_port}/hook?house=1"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()


def _certificate(folder: Path, name: str) -> Path:
    """A key and a certificate that signs itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Receiver of a test")])
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    named = x509.IPAddress(ipaddress.ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([named]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    kept = folder / "receiver.pem"
    kept.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return kept
