"""A certification authority of the tests, people with certificates of it, and their software."""

import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper

PERSONAL_NUMBER = "PNOBG-0000000000"
PASSWORD = b"opens it"
NOW = dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def pkcs12(self, *chain: x509.Certificate) -> bytes:
        """Certificate and key in one file, as a token or an authority hands them out."""
        locked = BestAvailableEncryption(PASSWORD)
        return pkcs12.serialize_key_and_certificates(
            b"own", self.key, self.certificate, list(chain), locked
        )


def _name(common, personal=""):
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, common)]
    if personal:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, personal))
    return x509.Name(parts)


def _made(name, above, usage, *, is_authority=False, extended=None, until=365):
    key = rsa.generate_private_key(65537, 2048)
    issuer = above.certificate.subject if above else name
    made = (
        x509.CertificateBuilder(issuer, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(NOW - dt.timedelta(days=400))
        .not_valid_after(NOW + dt.timedelta(days=until))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(_usage(usage), critical=True)
    )
    if extended:
        made = made.add_extension(x509.ExtendedKeyUsage([extended]), critical=True)
    return Holder(made.sign(above.key if above else key, hashes.SHA256()), key)


def _usage(given):
    names = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
        *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{name: name in given for name in names})


@dataclass(frozen=True)
class Authority:
    """A root; who signs with a certificate of it."""

    root: Holder

    def person(self, name="Rumyana Radulova", **more) -> Holder:
        """Somebody with a certificate for signatures, personal number and all."""
        usage = ("digital_signature", "content_commitment")
        return _made(_name(name, PERSONAL_NUMBER), self.root, usage, **more)

    def stamper(self) -> DummyTimeStamper:
        """An authority for time stamps."""
        holder = _made(
            _name("Time stamps"), self.root, ("digital_signature",),
            extended=ExtendedKeyUsageOID.TIME_STAMPING,
        )  # fmt: skip
        signer = signer_of(holder)
        return DummyTimeStamper(signer.signing_cert, signer.signing_key, signer.cert_registry)


@cache
def authority(name="Authority of the tests") -> Authority:
    """A root, made once."""
    return Authority(_made(_name(name), None, ("key_cert_sign", "crl_sign"), is_authority=True))


@cache
def official() -> Holder:
    """The official of most tests."""
    return authority().person()


def signer_of(holder: Holder) -> SimpleSigner:
    """The software of somebody who has a certificate."""
    data = holder.pkcs12(authority().root.certificate)
    return SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=PASSWORD)


def aside(call, *given, **more):
    """Call in a thread of its own: one that has driven a browser has a loop of events already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call, *given, **more).result()


def signed(data: bytes, holder: Holder, field="Signature1", stamper=None, box=None) -> bytes:
    """The PDF with one more signature behind all that stands in it; ``box``: where it is seen."""
    asked = PdfSignatureMetadata(
        field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    place = SigFieldSpec(field, box=box) if box else None
    signer = PdfSigner(asked, signer_of(holder), timestamper=stamper, new_field_spec=place)
    aside(signer.sign_pdf, writer, output=out)
    return out.getvalue()


def stamped(data: bytes, stamper: DummyTimeStamper) -> bytes:
    """The PDF with a time stamp over the whole of it, as software for archives adds."""
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    aside(PdfTimeStamper(stamper).timestamp_pdf, writer, "sha256", output=out)
    return out.getvalue()


def added_to(data: bytes) -> bytes:
    """The PDF with something appended to it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
