"""The signatures in a PDF, checked by pyHanko: intact, by whom, when, up to which root.

Nothing is fetched: neither revocation lists nor certificates; what the file carries and the roots
that were configured have to be enough. This runs in a process of its own (``apart``).
"""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

from asn1crypto.x509 import Certificate
from django.utils.translation import gettext_lazy as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from plans.reading.problems import Unreadable
from plans.states import Chain

from .drawing import drawn
from .found import Checked, Signature, Trust
from .naming import named_in
from .plain import is_plain

MOST_SIGNATURES = 20
_YEARS = (1999, 2199)
_UNSIGNED = _("The PDF carries no signature: sign it with a qualified certificate and bring it.")
_BROKEN = _(
    "The signature does not fit the file: the file was changed after it was signed; download it "
    "anew, sign it and bring it."
)
_DAMAGED = _(
    "The signature in the PDF cannot be read: download the file anew, sign it and bring it."
)
_TOO_MANY = _("The PDF carries more than 20 signatures: bring one that fewer have signed.")


def check(data: bytes, trust: Trust, *, must_be_signed: bool = True) -> Checked:
    """Check every signature of a PDF; one that does not hold is a file that does not.

    Raises:
        Unreadable: no signature where there must be one, or one that does not fit the whole file.
    """
    try:
        reader = PdfFileReader(io.BytesIO(data))
        if must_be_signed and not reader.embedded_regular_signatures:
            raise Unreadable(_UNSIGNED)
        signatures = tuple(_each(reader, data, trust))
        return Checked(signatures, drawn(reader))
    except Unreadable:
        raise
    except Exception as fault:  # the library fails in any way a file can be wrong
        raise Unreadable(_DAMAGED) from fault


def _each(reader: PdfFileReader, data: bytes, trust: Trust) -> Iterator[Signature]:
    embedded = reader.embedded_signatures
    if len(embedded) > MOST_SIGNATURES:
        raise Unreadable(_TOO_MANY)
    if not all(is_plain(one, data, trust.roots) for one in embedded):
        raise Unreadable(_BROKEN)
    roots = [Certificate.load(one) for one in trust.roots]
    for one in embedded:
        # A context remembers certificates: each signature is judged by its own.
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        if one.sig_object_type == "/DocTimeStamp":
            _holds(validate_pdf_timestamp(one, context), is_last=one is embedded[-1])
        else:
            status = validate_pdf_signature(one, context)
            _holds(status, is_last=one is embedded[-1])
            yield _signature(status, trust)


def _holds(status: Any, *, is_last: bool) -> None:
    """Raise unless the signature fits, and nothing but signatures came after it."""
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    stamp = getattr(status, "timestamp_validity", None)
    only_signed = status.modification_level != ModificationLevel.OTHER
    permitted = only_signed if status.docmdp_ok is None else status.docmdp_ok
    fits = status.intact and status.valid and permitted
    if not fits or (is_last and not whole) or (stamp and not (stamp.intact and stamp.valid)):
        raise Unreadable(_BROKEN)


def _signature(status: Any, trust: Trust) -> Signature:
    certificate, stamp = status.signing_cert, status.timestamp_validity
    named = named_in(certificate)
    stamped = stamp is not None and (stamp.trusted or not trust.roots)
    return Signature(
        signer=named.subject,
        issuer=named.issuer,
        serial=named.serial,
        said_at=_aware(status.signer_reported_dt),
        stamped_at=_aware(stamp.timestamp) if stamped else None,
        chain=_chain(status, trust),
        is_seal=bool(trust.seal) and certificate.sha256.hex() == trust.seal,
    )


def _chain(status: Any, trust: Trust) -> Chain:
    if not trust.roots:
        return Chain.UNCHECKED
    return Chain.TRUSTED if status.trusted else Chain.UNKNOWN


def _aware(moment: dt.datetime | None) -> dt.datetime | None:
    """A moment without a zone is one of Greenwich: certificates and time stamps mean that.

    One that no clock shows today says nothing, and at the end of time there is no local time.
    """
    if moment is None or not _YEARS[0] <= moment.year <= _YEARS[1]:
        return None
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment
