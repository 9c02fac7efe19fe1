"""The grammar of deadlines: words of a cell become a kind and dates.

    deadline   = empty | monthly | until | dates | school year | months | calendar year
               | schedule of somebody else | ongoing | event
    months     = month (dash month)? | month month | month ("и" | ",") month …
    month      = ("м." | "месец")? name (","? year)?

A month is its first to its last day; "до края на" is the last day with no start; a school year is
15 September to 14 September (ZPUO 101(3)). A year that is not printed is taken from the plan's
period,
and ``basis`` then says ``period``. What fits nothing is an event without dates, with a doubt.
"""

import datetime as dt
import re
from itertools import pairwise

from .days import Frame, days_in, is_day_without_year
from .deadline import Deadline, DeadlineDoubt, DeadlineKind
from .letters import cyrillic
from .months import YEARS, Stretch, mended, month_stretches, school_year
from .year_parts import part_of_year, two_years

# The date of an act that a deadline refers to is no deadline: "Съгл. ПМС № 100/08.06.2018".
_ACT = re.compile(r"№\s*[\w-]+\s*(?:/|от)\s*\d{1,2}\.\s*\d{1,2}\.\s*\d{4}")
_EMPTY = re.compile(r"[\s\-–—.…_/]*|няма|без срок|не е определен|неприложимо")
_MONTHLY = re.compile(
    r"^(?:ежемесеч|месечно\b)|всеки месец|\bпъти? месечно|веднъж месечно"
    r"|(?:веднъж|пъти?) (?:на|в) месец|^всек\w+ .{0,40}\b(?:на|в) месеца"
)
_AND = re.compile(r"\bи\b|;")
_DASH = re.compile(r"[–—-]|\bдо\b")
_UNTIL = re.compile(r"(?:^|\b(?:в срок|най-късно|не по-късно от)\s+)до\b|^не по-късно от\b")
_UNTIL_START = re.compile(r"^(?:в срок )?до началото на\b")
_UNTIL_END = re.compile(r"^(?:в срок )?до края на\b")
_END = re.compile(r"^(?:към |в )?края на\b")
_PREFIX = re.compile(r"^срок(?:ове)?(?: за изпълнение)?\s*:\s*")
_THE_YEAR = re.compile(r"на (?:календарната )?годината$")
_TERM = re.compile(r"^(?:през\s+)?(?:първи(?:я[т]?)?|втори(?:я[т]?)?|i{1,2})\s+(?:учебен\s+)?срок")
_EDGE_OF_YEAR = re.compile(
    r"^(?:в|във|от|преди|до|след)?\s*(?:началото|края"
    r"|старта)(?:то)?(?: и (?:в )?(?:края|началото)(?:то)?)? на\s+(?:\S+\s+){0,2}?(?:учебн|уч\.)"
)
_SCHOOL_YEAR = re.compile(r"(?:учебн\w*|уч\.)\s*(?:година\s*)?(\d{4})\s*[/–\-]\s*(\d{2,4})")
_THIS_SCHOOL_YEAR = re.compile(r"(?:учебна(?:та)?|уч\.)\s+(?:година|год|г\b)")
_BARE_SCHOOL_YEAR = re.compile(r"^(?:през )?(\d{4})\s*/\s*(\d{4})(?:\s*г|$)")
_YEAR = re.compile(
    r"^(?:през\s+)?(?:календарна(?:та)?\s+)?(\d{4})\s*(?:г\b\.?|година|год\.?)?(?=$|[\s,;./(])"
)
_THIS_YEAR = re.compile(r"^(?:през\s+)?(?:цялата\s+)?календарна(?:та)?\s+година")
_EXTERNAL = re.compile(
    r"съгласно|съгл\.|^съобразн|по график|според график"
    r"|по\s+(?:утвърден\w*\s+)?(?:план|график|програма"
    r"|заповед|календар)"
    r"|по (?:национал|държав)\w+ (?:спортен )?календар|в (?:определените|указаните"
    r"|посочените) срокове"
    r"|(?:срок|график)\w* на (?:мон|мвр|руо)|по указани|\bсъс? заповед"
    r"|в срок\w*,? (?:определен|указан|посочен|утвърден)"
)
_ONGOING = re.compile(
    r"постоян|текущ|целогодиш|^през годината$|^в рамките на годината$|през цялата година"
    r"|цялата година|непрекъснат|периодич|ежедневн"
    r"|ежеседмич|редовно|ежегодно|\bпъти? (?:годишно|в годината|на (?:учебен )?срок)|веднъж годишно"
    r"|на всяко тримесечие|(?:веднъж|пъти?) на \w+ (?:месец|седмиц)"
)
_EVENT = re.compile(
    r"^(?:при\b|в зависимост|след\b|преди\b|по време на|в началото|в края|веднага|до \w+ дни"
    r"|в срок|по необходимост"
    r"|при необходимост|по повод|според|\d+ дни|по преценка|в рамките|в деня|от постъпване"
    r"|първи|втори|i{1,2}\b)"
)


def read_deadline(raw: str, frame: Frame | None = None) -> Deadline:
    """Read one cell. ``frame`` lends its years to months printed without one."""
    plain = _ACT.sub("", cyrillic(raw).lower())
    text = _PREFIX.sub("", mended(" ".join(plain.split())).rstrip(" ;,"))
    if _EMPTY.fullmatch(text):
        return Deadline(DeadlineKind.EMPTY)
    for rule in _RULES:
        found = rule(text, frame)
        if found is not None:
            return found
    return Deadline(DeadlineKind.EVENT, doubt=DeadlineDoubt.UNKNOWN)


def _monthly(text: str, frame: Frame | None) -> Deadline | None:
    """Every month, with the first and last month where a range is given."""
    if not _MONTHLY.search(text):
        return None
    span = _months(text, frame)
    if span is None or span.start is None:
        return Deadline(DeadlineKind.MONTHLY)
    return Deadline(DeadlineKind.MONTHLY, span.start, span.end, span.basis)


def _until_end(text: str, frame: Frame | None) -> Deadline | None:
    """ "To the end of" a month, a school year or a year: a last day and no first one."""
    if _END.search(text):
        end = _months(text, frame)
        return Deadline(DeadlineKind.UNTIL_DATE, None, end.end, end.basis) if end else None
    if not _UNTIL_END.search(text):
        return None
    found = (
        part_of_year(text, frame)
        or _months(text, frame)
        or _school(text, frame)
        or _calendar(text.split("на ", 1)[1], frame)
    )
    if found is not None:
        return Deadline(DeadlineKind.UNTIL_DATE, None, found.end, found.basis)
    if frame and _THE_YEAR.search(text):
        return Deadline(DeadlineKind.UNTIL_DATE, None, frame.end, "period")
    return Deadline(DeadlineKind.EVENT)


def _until_start(text: str, frame: Frame | None) -> Deadline | None:
    """ "Until the beginning of" a month: its first day is the last one."""
    found = _months(text, frame) if _UNTIL_START.search(text) else None
    stretches, _stated = month_stretches(text, frame.year_of if frame else None)
    if found is None or len(stretches) != 1:
        return None
    return Deadline(DeadlineKind.UNTIL_DATE, None, stretches[0].start, found.basis)


def _term(text: str, frame: Frame | None) -> Deadline | None:
    """A term of the school year: its days are set by the minister's order of the year."""
    named = _TERM.search(text) and not month_stretches(text, frame.year_of if frame else None)[0]
    return Deadline(DeadlineKind.EVENT) if named else None


def _year_and_day(text: str, frame: Frame | None) -> Deadline | None:
    """ "School year …; until 15 May": two deadlines in one cell, the first one counts."""
    if not re.match(r"(?:през )?(?:учебн|уч\.)", text):
        return None
    year, (days, _basis) = _school(text, frame), days_in(_SCHOOL_YEAR.sub("", text), frame)
    if year is None or year.start is None or year.end is None or not days:
        return None
    whole = Stretch(text[: days[0].offset].strip() or text, year.start, year.end, 0, 0)
    parts = (whole, *days)
    return Deadline(year.kind, year.start, year.end, year.basis, parts, DeadlineDoubt.SEVERAL)


def _edge(text: str, frame: Frame | None) -> Deadline | None:
    """ "At the beginning of the school year" names no day."""
    del frame
    return Deadline(DeadlineKind.EVENT) if _EDGE_OF_YEAR.search(text) else None


def _dated(text: str, frame: Frame | None) -> Deadline | None:
    """Days: one, a last one, a first and a last one, or several."""
    days, basis = days_in(text, frame)
    if not days:
        return _day_of_no_year(text) if frame is None else None
    if len(days) == 1:
        return _one_day(text, days[0], basis)
    listed = Deadline(DeadlineKind.DATE, None, None, basis, tuple(days))
    between = text[days[0].stop : days[1].offset]
    if len(days) > 2 or not _DASH.search(between) or _AND.search(between):
        return listed
    if days[0].start > days[1].start:
        kind, doubt = DeadlineKind.MONTH_RANGE, DeadlineDoubt.ORDER
        return Deadline(kind, None, None, basis, listed.parts, doubt)
    return Deadline(DeadlineKind.MONTH_RANGE, days[0].start, days[1].end, basis)


def _day_of_no_year(text: str) -> Deadline | None:
    """A day whose year nobody gives: the kind is known, the day is not."""
    if not is_day_without_year(text):
        return None
    return Deadline(DeadlineKind.UNTIL_DATE if _UNTIL.search(text) else DeadlineKind.DATE)


def _one_day(text: str, day: Stretch, basis: str) -> Deadline:
    """A day, a last day, or the day from which something goes on."""
    if _UNTIL.search(text):
        return Deadline(DeadlineKind.UNTIL_DATE, None, day.end, basis)
    if re.match(r"от\b|след\b|считано", text):
        return Deadline(DeadlineKind.EVENT, day.start, None, basis)
    return Deadline(DeadlineKind.DATE, day.start, day.end, basis)


def _months(text: str, frame: Frame | None) -> Deadline | None:
    """One month, two with or without a dash, or a list."""
    stretches, stated = month_stretches(text, frame.year_of if frame else None)
    if not stretches:
        return _months_without_year(text)
    basis = "stated" if stated else "period"
    first, last = stretches[0], stretches[-1]
    if len(stretches) == 1:
        if _UNTIL.search(text):
            return Deadline(DeadlineKind.UNTIL_DATE, None, first.end, basis)
        if re.match(r"(?:считано )?от\b", text):
            return Deadline(DeadlineKind.EVENT, first.start, None, basis)
        return Deadline(DeadlineKind.MONTH, first.start, first.end, basis)
    between = text[first.stop : last.offset]
    listed = Deadline(DeadlineKind.MONTH, None, None, basis, tuple(stretches))
    if len(stretches) > 2:
        return _row_of_months(stretches, listed)
    return _pair(first, last, between, listed)


def _row_of_months(stretches: list[Stretch], listed: Deadline) -> Deadline:
    """Three months or more: a range if each follows the one before."""
    if all((after.start - before.end).days == 1 for before, after in pairwise(stretches)):
        kind = DeadlineKind.MONTH_RANGE
        return Deadline(kind, stretches[0].start, stretches[-1].end, listed.basis)
    return listed


def _pair(first: Stretch, last: Stretch, between: str, listed: Deadline) -> Deadline:
    """Two months: a range if a dash says so, or if they follow one another with nothing between."""
    ordered = first.start <= last.start
    whole = Deadline(DeadlineKind.MONTH_RANGE, first.start, last.end, listed.basis)
    if ";" in between:
        return listed
    if _DASH.search(between):
        if ordered:
            return whole
        return Deadline(
            DeadlineKind.MONTH_RANGE, None, None, listed.basis, listed.parts, DeadlineDoubt.ORDER
        )
    if re.search(r"\bи\b|[,;/]", between):
        next_to = ordered and (last.start - first.end).days == 1
        return whole if next_to else listed
    doubt = DeadlineDoubt.NO_DASH if ordered else DeadlineDoubt.ORDER
    kept = whole if ordered else listed
    return Deadline(kept.kind, kept.start, kept.end, kept.basis, kept.parts, doubt)


def _months_without_year(text: str) -> Deadline | None:
    """Months whose year nobody gives: the kind is known, the days are not."""
    stretches, _ = month_stretches(text, lambda month: 2000 if month >= 9 else 2001)
    if not stretches:
        return None
    kind = DeadlineKind.MONTH if len(stretches) == 1 else DeadlineKind.MONTH_RANGE
    return Deadline(DeadlineKind.UNTIL_DATE if _UNTIL.search(text) else kind)


def _school(text: str, frame: Frame | None) -> Deadline | None:
    """A school year, named or that of the plan."""
    named = _SCHOOL_YEAR.search(text) or _BARE_SCHOOL_YEAR.search(text)
    if named and int(named[1]) in YEARS:
        start, end = school_year(int(named[1]))
        return Deadline(DeadlineKind.SCHOOL_YEAR, start, end, "stated")
    if not _THIS_SCHOOL_YEAR.search(text):
        return None
    if frame and frame.start.month == 9:
        return Deadline(DeadlineKind.SCHOOL_YEAR, frame.start, frame.end, "period")
    return Deadline(DeadlineKind.SCHOOL_YEAR)


def _calendar(text: str, frame: Frame | None) -> Deadline | None:
    """A calendar year, named or that of the plan."""
    named = _YEAR.search(text)
    if named and int(named[1]) in YEARS:
        year = int(named[1])
        return Deadline(
            DeadlineKind.CALENDAR_YEAR, dt.date(year, 1, 1), dt.date(year, 12, 31), "stated"
        )
    if not _THIS_YEAR.search(text):
        return None
    if frame and frame.start.month == 1:
        return Deadline(DeadlineKind.CALENDAR_YEAR, frame.start, frame.end, "period")
    return Deadline(DeadlineKind.CALENDAR_YEAR)


def _other(text: str, frame: Frame | None) -> Deadline | None:
    """Kinds without days."""
    del frame
    for kind, pattern in (
        (DeadlineKind.EVENT, re.compile(r"^(?:при\b|в зависимост)")),
        (DeadlineKind.EXTERNAL, _EXTERNAL),
        (DeadlineKind.ONGOING, _ONGOING),
        (DeadlineKind.EVENT, _EVENT),
    ):
        if pattern.search(text):
            return Deadline(kind)
    return None


_RULES = (
    _monthly,
    _until_end,
    _until_start,
    part_of_year,
    _term,
    _edge,
    _year_and_day,
    _dated,
    _months,
    two_years,
    _school,
    _calendar,
    _other,
)
