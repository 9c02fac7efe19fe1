"""The seal of the house under a PDF that goes out, when its certificate was configured."""

import io
from concurrent.futures import ThreadPoolExecutor

from .configured import Seal, seal_of_the_house

FIELD = "Seal"


def sealed(data: bytes) -> bytes:
    """The PDF with the seal behind what it was (PAdES baseline B); as it was without a seal.

    It certifies: programs then show it first, and signing is all that it lets follow.

    Raises:
        Misconfigured: the seal is configured and cannot be used.
    """
    seal = seal_of_the_house()
    return data if seal is None else _under(data, seal)


def _under(data: bytes, seal: Seal) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, sign_pdf
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

    asked = PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    # The library runs a loop of events, of which a thread has one at most.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(sign_pdf, writer, asked, signer=seal.signer, output=out).result()
    return out.getvalue()
