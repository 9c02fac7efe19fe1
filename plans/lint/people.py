"""Who is responsible: posts and departments, never names."""

import re
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz.distance import Levenshtein

from plans.lint.model import Column, Gravity, Row, Text
from plans.lint.rule import Hit, lint_rule
from plans.reading.posts import is_measure, persons_in

WORD = re.compile(r"\w")
DEPARTMENT = re.compile(r"(?<!\w)[А-Я]{2,}(?:-[А-Я]{2,})?(?!\w)")
NAMED_AFTER = re.compile(
    r"(?:\b(?:[НОС]У|ПГ\w*|ДГ|ЦДГ|ОДЗ|ЦПЛР|ОДК|ППМГ|ПМГ|МГ|ЕГ|ХГ)|училище|гимназия|градина|читалище"
    r"|библиотека|театър|музей|улица|ул\.|бул\.|площад|пл\.|фондация|конкурс\w*|стадион|зала"
    r"|име(?:то|нния)?|патрон\w*|творчество\w*|поез\w*|св\.|рождение\w*|на)\s*$",
    re.IGNORECASE,
)
"""What stands before the name of a place, a prize or a poet: nobody who works on the plan."""
SHORTEST, NEAR = 5, 2


@lint_rule(
    gettext_lazy("Rows without a responsible post"), Gravity.GRAVE, column=Column.RESPONSIBLE
)
def responsible_missing(text: Text) -> Iterator[Hit]:
    """Each row of work names the post or the institution that is responsible."""
    for row in text.filled:
        posts = row.control.responsible if row.control else ()
        if not WORD.search(row.responsible) and not posts:
            yield Hit(_("Nobody is named as responsible."), row)


@lint_rule(gettext_lazy("Measures under “responsible”"), Gravity.WARNING, column=Column.RESPONSIBLE)
def responsible_is_a_measure(text: Text) -> Iterator[Hit]:
    """Under “responsible” stand posts: a number or a unit slipped there from its neighbour."""
    for row in text.rows:
        if is_measure(row.responsible):
            said = {"value": row.responsible[:60]}
            yield Hit(_("“%(value)s” stands under “responsible” and is no post.") % said, row)


@lint_rule(gettext_lazy("Departments in several spellings"), Gravity.WARNING)
def department_spelling(text: Text) -> Iterator[Hit]:
    """A department is written in one way."""
    spelled = _departments(text)
    for name, rows in spelled.items():
        more = [one for one in spelled if _is_near(one, name) and _weight(spelled, one, name)]
        if more:
            said = {"name": name, "usual": max(more, key=lambda one: len(spelled[one]))}
            sentence = _("The department “%(name)s” is “%(usual)s” elsewhere.") % said
            yield Hit(sentence, rows[0], Column.RESPONSIBLE)


def _departments(text: Text) -> dict[str, list[Row]]:
    spelled: dict[str, list[Row]] = defaultdict(list)
    for row in text.rows:
        names = DEPARTMENT.findall(row.responsible) if "отдел" in row.responsible.lower() else ()
        for name in dict.fromkeys(names):
            if len(name) >= SHORTEST:
                spelled[name].append(row)
    return spelled


def _is_near(name: str, other: str) -> bool:
    plain = name.replace("-", ""), other.replace("-", "")
    return name != other and Levenshtein.distance(*plain) <= NEAR


def _weight(spelled: dict[str, list[Row]], one: str, other: str) -> bool:
    """Whether the first spelling is the usual one; of equally frequent ones the longer is."""
    return (len(spelled[one]), len(one), one) > (len(spelled[other]), len(other), other)


@lint_rule(
    gettext_lazy("Persons named in a public table"),
    Gravity.GRAVE,
    source="чл. 16, ал. 4 ПУФРУО; чл. 197, ал. 4 и чл. 263, ал. 3 ЗПУО",
)
def personal_name(text: Text) -> Iterator[Hit]:
    """The plan is published: it names posts, not persons."""
    cells = (Column.TEXT, Column.RESPONSIBLE, Column.NOTE)
    for row in text.rows:
        for column in cells:
            name = _person(str(getattr(row, column.value)))
            if name:
                yield Hit(_("A person is named: %(name)s.") % {"name": name}, row, column)


def _person(cell: str) -> str:
    """The first name that is a person's, not that of a school, a street or a poet."""
    for name in persons_in(cell):
        if not NAMED_AFTER.search(cell[: cell.find(name)]):
            return name
    return ""
