"""A reading against the registers: schools and posts that are nearly one that is known.

What is sure needs no word; what is doubtful becomes a doubt whose repair is the name of the
register. What the registers do not know at all is left as printed: not every post is in them.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from institutions.models import Institution
from institutions.resolving import DOUBTFUL, Guess, Posts, Register
from plans.models.importing import LearntKind
from plans.reading.changes import Change, Part
from plans.reading.columns import Column
from plans.reading.posts import posts_of

Doubt = dict[str, Any]
Rows = list[dict[str, Any]]


def doubts_of(reading: dict[str, Any], institution: Institution) -> list[Doubt]:
    """What is nearly in the registers, once for each printed name."""
    return [*_schools(reading, institution), *_posts(reading, institution)]


def _schools(reading: dict[str, Any], institution: Institution) -> Iterator[Doubt]:
    listed: dict[tuple[str, str], list[str]] = defaultdict(list)
    printed: dict[tuple[str, str], str] = {}
    for planned in reading.get("inspections", ()):
        for one in planned["institutions"]:
            place = (one["name"], one["settlement"] or "")
            listed[place].append(planned["key"])
            printed[place] = one["printed"]
    if not listed or institution.authority is None:
        return
    register = Register(institution.authority)
    for (name, settlement), keys in listed.items():
        match = register.match(name, settlement)
        best = match.guesses[0] if match.guesses else None
        if best and best.likeness >= DOUBTFUL:
            yield _school(reading, printed[name, settlement], keys, best)


def _school(reading: dict[str, Any], printed: str, keys: list[str], best: Guess) -> Doubt:
    name = best.institution.full_name
    said = {"printed": printed, "name": name, "likeness": round(best.likeness)}
    what = _("“%(printed)s” is not in the register; nearest is “%(name)s” (%(likeness)s %%).")
    rows = [row for row in reading["activities"] if row["key"] in keys]
    meant = {"kind": LearntKind.SCHOOL.value, "printed": printed, "name": name}
    repair = [_change(row, Column.TEXT, printed, name) for row in rows if printed in row["text"]]
    return _doubt("institution_unlike", rows, what % said, repair, meant)


def _posts(reading: dict[str, Any], institution: Institution) -> Iterator[Doubt]:
    posts, found = Posts.of(institution), defaultdict[tuple[str, str], Rows](list)
    for row in reading["activities"]:
        for printed in posts_of(row.get(Column.RESPONSIBLE) or ""):
            if name := posts.nearly(printed):
                found[printed, name].append(row)
    for (printed, name), rows in found.items():
        said = {"printed": printed, "name": name}
        what = _("“%(printed)s” is not among the posts; nearest is “%(name)s”.") % said
        repair = [_change(row, Column.RESPONSIBLE, printed, name) for row in rows]
        meant = {"kind": LearntKind.RESPONSIBLE.value, "printed": printed, "name": name}
        yield _doubt("post_unlike", rows, what, repair, meant)


def _change(row: dict[str, Any], column: Column, printed: str, name: str) -> Change:
    text = row[column.value]
    return Change(Part.ROW, row["key"], column.value, text, text.replace(printed, name))


def _doubt(kind: str, rows: Rows, what: str, repair: list[Change], meant: dict[str, str]) -> Doubt:
    return {
        "severity": "low",
        "kind": kind,
        "where": ", ".join(row["key"] for row in rows),
        "line": next(iter(rows[0].get("source_lines") or ()), None),
        "keys": [row["key"] for row in rows],
        "what": what,
        "warn": _("Say who is meant."),
        "repair": [change.as_json() for change in repair],
        "meant": meant,
    }
