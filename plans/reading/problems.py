"""The one way in which reading a document fails: a sentence for the person who brought it."""

from django.utils.translation import gettext_lazy as _

DAMAGED = _(
    "The document is damaged; open it where it was written, save it again and bring the new file."
)
LOCKED = _(
    "The document is locked with a password; take the password off, save it again and bring "
    "the new file."
)
UNSAFE = _(
    "The archive of the document is not safe to open; save the plan anew as .docx and bring "
    "the new file."
)
MACROS = _(
    "The document carries macros; save it as a document without macros and bring the new file."
)
TOO_LARGE = _(
    "The document is too large when unpacked; take out the pictures, save it again and bring "
    "the new file."
)
TOO_LONG = _("The document has too many rows or too long cells for a plan; bring only the plan.")


class Unreadable(Exception):
    """The document cannot be read; ``str()`` is one translated sentence: what is wrong and what to
    do.
    """

    def __init__(self, sentence: object) -> None:
        super().__init__(str(sentence))
