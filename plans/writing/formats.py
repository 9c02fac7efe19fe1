"""The formats that are written; a new one is one function, named here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _

from plans.signing.seal import sealed
from workflows.display import Text
from workflows.serving import as_written

from .docx_file import as_docx
from .paper import Paper
from .pdf_file import as_pdf
from .xlsx_file import as_xlsx

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """A format by the ending of its files."""

    suffix: str
    purpose: Text
    media_type: str
    write: Callable[[Paper], bytes]

    @property
    def label(self) -> str:
        """As people call it."""
        return self.suffix.upper()


FORMATS = {
    one.suffix: one
    for one in (
        Format("docx", _("to be edited"), f"{_OFFICE}.wordprocessingml.document", as_docx),
        Format("pdf", _("to be printed and signed"), "application/pdf", as_pdf),
        Format("xlsx", _("to be counted"), f"{_OFFICE}.spreadsheetml.sheet", as_xlsx),
    )
}


def write(paper: Paper, suffix: str) -> bytes:
    """The paper as a file of a format of ``FORMATS``."""
    return FORMATS[suffix].write(paper)


#: What papers without a table to be counted are written in.
OF_TEXT = ("docx", "pdf")


def as_file(paper: Paper, name: str, suffix: str, *, is_draft: bool = False) -> FileResponse:
    """A paper of text as a download, 404 for a format that it is not written in.

    One that is issued goes out under the seal of the house, when there is one.
    """
    if suffix not in OF_TEXT:
        raise Http404(suffix)
    data = write(paper, suffix)
    if suffix == "pdf" and not is_draft:
        data = sealed(data)
    return as_written(data, f"{name}.{suffix}", FORMATS[suffix].media_type)
