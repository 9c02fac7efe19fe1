"""Rows that are inspections: subject, kind, form, schools, target, posts.

They are found by the headings above them, not by a number: "Контрол …" with "Тематични проверки",
"Текущи проверки" or "Мониторинг" under it. Kind and form are told apart as PUF 17б and 17в (in
force from 04.10.2024) do: monitoring is a form of control, even where it is printed among current
inspections.
"""

import re
from collections.abc import Iterator

from .assemble import Plan
from .columns import Column
from .letters import cyrillic
from .listed import listing_of
from .model import Activity, Inspection, Kind
from .posts import posts_of

_KINDS = (
    ("thematic", re.compile(r"тематичн\w*\s+(?:проверк|контрол)", re.IGNORECASE)),
    ("current", re.compile(r"текущ\w*\s+(?:проверк|контрол)", re.IGNORECASE)),
    ("follow_up", re.compile(r"последващ\w*\s+(?:проверк|контрол)", re.IGNORECASE)),
    ("monitoring", re.compile(r"^(?:провеждане на )?мониторинг", re.IGNORECASE)),
)
_CONTROL = re.compile(
    (
        r"^(?:контрол\b|контролна дейност|проверк|инспектира|провеждане на проверки"
        r"|планов\w+ проверки)"
    ),
    re.IGNORECASE,
)
_FORMS = (
    (
        "monitoring",
        re.compile(r"^(?:\W*|провеждане на |осъществяване на )мониторинг", re.IGNORECASE),
    ),
    ("observation", re.compile(r"^\W*наблюдени[ея]", re.IGNORECASE)),
    ("study", re.compile(r"^\W*проучване", re.IGNORECASE)),
)
_COUNT = re.compile(r"(?<!от )(?<![\d/.,№])(\d{1,3})(?![\d/.,]*\d|\s*%)")
_OPEN = re.compile(r"^\s*(?:брой|в зависимост|според|съгласно|всички|по)\b", re.IGNORECASE)


def inspections_of(kind: Kind, plan: Plan) -> tuple[Inspection, ...]:
    """The inspections among the activities of an RUO or a school plan."""
    if kind is Kind.MUNICIPAL:
        return ()
    return tuple(_found(plan))


def _found(plan: Plan) -> Iterator[Inspection]:
    for activity, (section, subsection) in zip(plan.activities, plan.titles, strict=True):
        kind = kind_of(subsection) or kind_of(section)
        if kind or _CONTROL.search(cyrillic(section)) or _CONTROL.search(cyrillic(subsection)):
            yield _inspection(activity, kind)


def kind_of(title: str) -> str | None:
    """The kind of inspection that a heading announces."""
    return next((kind for kind, pattern in _KINDS if pattern.search(cyrillic(title))), None)


def _inspection(activity: Activity, kind: str | None) -> Inspection:
    listing = listing_of(activity.text)
    apart = listing_of(activity.field(Column.INSTITUTIONS.value) or "")
    target = activity.field(Column.TARGET.value) or ""
    text = cyrillic(activity.text)
    form = next((form for form, pattern in _FORMS if pattern.search(text)), "inspection")
    return Inspection(
        key=activity.key,
        number=activity.number,
        kind=kind or kind_of(activity.text),
        form="monitoring" if kind == "monitoring" else form,
        subject=listing.subject,
        period_raw=activity.deadline_raw,
        period_start=activity.deadline.start,
        period_end=activity.deadline.end,
        institutions=(*listing.institutions, *apart.institutions),
        target_count=count_of(target),
        target_raw=target,
        responsible=posts_of(activity.field(Column.RESPONSIBLE.value) or ""),
        places=activity.places,
    )


def count_of(target: str) -> int | None:
    """How many institutions a target asks for: "37 училища, 19 детски градини, 2 ЦПЛР" is 58; None
    if open.
    """
    if _OPEN.search(target):
        return None
    counts = [int(number) for number in _COUNT.findall(target)]
    return sum(counts) if counts else None
