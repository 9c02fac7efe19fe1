"""What rows, columns and headings are called in an act."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from plans.models import Activity, Section

LONGEST_NAME = 80
LETTERS = "абвгдежзиклмнопрстуфхцчшщюя"


class Names:
    """The names of the rows of one text: by number, where the number names one row alone."""

    def __init__(self, rows: Iterable[Activity]) -> None:
        self._numbers = Counter((row.section_id, row.number) for row in rows)

    def of(self, row: Activity) -> str:
        """„ред № 1.2“; with its first words where the number is missing or stands twice."""
        first = Truncator(row.text).words(6)
        if not row.number:
            return _("the row “%(text)s”") % {"text": first}
        if self._numbers[row.section_id, row.number] > 1:
            return _("row № %(number)s (“%(text)s”)") % {"number": row.number, "text": first}
        return _("row № %(number)s") % {"number": row.number}


def heading(section: Section) -> str:
    """„раздел 2 „Занимания по интереси““."""
    words = {"number": section.number, "title": Truncator(section.title).chars(LONGEST_NAME)}
    if section.level > 1:
        named, bare = _("subsection %(number)s “%(title)s”"), _("subsection “%(title)s”")
    else:
        named, bare = _("section %(number)s “%(title)s”"), _("section “%(title)s”")
    return (named if section.number else bare) % words


def letter(place: int) -> str:
    """„а“, „б“ … „я“, „аа“."""
    rounds, at = divmod(place, len(LETTERS))
    return LETTERS[at] * (rounds + 1)


def listed(names: Sequence[str]) -> str:
    """„1.1, 1.2 и 1.3“."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def capital(text: str) -> str:
    """A sentence begins with a capital letter."""
    return text[:1].upper() + text[1:]
