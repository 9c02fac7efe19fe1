"""Whom an order names: the experts of the posts that the plan row holds responsible.

A plan writes a post as its office speaks of it: „ст. експерт за БЕЛ“, „старши експерти от отдел
ОМДК“, „началник на отдел АПФСИО“. The register writes its whole title. A subject is the title's
own words from their beginning, or the first letters of those that say something.
"""

import re

from inspections.models import Inspection
from institutions.models import Institution, Person, Post
from institutions.rights import Role

EXPERT_IN = re.compile(r"експерт\w*\s+(?:по|за)\s+(?P<subject>.+)$", re.IGNORECASE)
DEPARTMENT = re.compile(r"отдел\s+(?P<code>[\w-]+)", re.IGNORECASE)
WORD = re.compile(r"\w+")
#: „и“, „в“, „на“: no letter of an abbreviation.
SHORTEST_WORD = 3


def team_of(inspection: Inspection, turn: int = 0) -> list[Person]:
    """Who carries an inspection out; ``turn`` goes round where a whole department may.

    What was prescribed is looked at again by those who prescribed it.
    """
    if inspection.follows:
        return inspection.follows.inspection.team
    posts = _experts(inspection.institution)
    named = [post for one in inspection.responsible for post in _meant(one, posts, turn)]
    chosen = list(dict.fromkeys(named)) or _organisers(posts, turn)
    return [post.appointments.order_by("pk")[0].person for post in chosen]


def _experts(authority: Institution) -> list[Post]:
    rows = Post.objects.filter(institution=authority, role=Role.RUO_EXPERT)
    return list(rows.select_related("department").order_by("pk"))


def _meant(responsible: str, posts: list[Post], turn: int) -> list[Post]:
    """The experts of a printed post: by subject, or one of the department that is named."""
    subject = EXPERT_IN.search(responsible)
    if subject:
        return [post for post in posts if is_subject(subject["subject"], post.title)]
    department = DEPARTMENT.search(responsible)
    return _one_of([post for post in posts if department and _in(post, department["code"])], turn)


def _organisers(posts: list[Post], turn: int) -> list[Post]:
    """Where the row names nobody: who looks at the organisation of schools, else anybody."""
    subject = "организация на средното образование"
    return _one_of([post for post in posts if is_subject(subject, post.title)] or posts, turn)


def _one_of(posts: list[Post], turn: int) -> list[Post]:
    return [posts[turn % len(posts)]] if posts else []


def _in(post: Post, code: str) -> bool:
    """Departments are spelled with and without a dash: the letters are compared."""
    own = post.department.code if post.department else ""
    return own.replace("-", "").casefold() == code.replace("-", "").casefold()


def is_subject(printed: str, title: str) -> bool:
    """Whether a printed subject is that of a post: „БЕЛ“, „чужди езици“."""
    found = EXPERT_IN.search(title)
    own = [word.casefold() for word in WORD.findall(found["subject"])] if found else []
    said = [word.casefold() for word in WORD.findall(printed)]
    letters = "".join(word[0] for word in own if len(word) >= SHORTEST_WORD)
    return bool(said) and (own[: len(said)] == said or said == [letters])
