"""Plain text: one line is one row, tabs part the cells."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from .problems import Unreadable
from .rows import Place, Row

# Word writes a line break inside a cell as a vertical tab: that is no new row.
_NEW_LINE = re.compile(r"\r\n|\n|\r")
_BOMS_OF_OTHERS = (b"\xff\xfe", b"\xfe\xff")


def text_rows(data: bytes) -> Iterator[Row]:
    """The rows of a text file in UTF-8.

    Raises:
        Unreadable: the bytes are no text in UTF-8.
    """
    blank = False
    for number, line in enumerate(_NEW_LINE.split(_decoded(data)), start=1):
        if not line.strip():
            blank = True
            if "\t" in line:
                yield Row(tuple(line.split("\t")), Place(line=number), after_break=True)
            continue
        yield Row(tuple(line.split("\t")), Place(line=number), after_break=blank)
        blank = False


def _decoded(data: bytes) -> str:
    if data.startswith(_BOMS_OF_OTHERS):
        raise Unreadable(_NOT_UTF8)
    if b"\x00" in data:
        raise Unreadable(
            _("The file is not a text document; bring the plan as .docx or as text in UTF-8.")
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_NOT_UTF8) from error


_NOT_UTF8 = _(
    "The text is not in UTF-8; open it where it was written, save it as UTF-8 and bring it again."
)
