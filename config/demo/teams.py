"""Whom an order names: the experts of the posts that the plan row holds responsible."""

from inspections.models import Inspection
from institutions.models import Institution, Person, Post
from institutions.rights import Role
from institutions.subjects import is_subject, names_department, subject_in


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
    if subject := subject_in(responsible):
        return [post for post in posts if is_subject(subject, post.title)]
    return _one_of([post for post in posts if _is_in(post, responsible)], turn)


def _is_in(post: Post, responsible: str) -> bool:
    return post.department is not None and names_department(responsible, post.department.code)


def _organisers(posts: list[Post], turn: int) -> list[Post]:
    """Where the row names nobody: who looks at the organisation of schools, else anybody."""
    subject = "организация на средното образование"
    return _one_of([post for post in posts if is_subject(subject, post.title)] or posts, turn)


def _one_of(posts: list[Post], turn: int) -> list[Post]:
    return [posts[turn % len(posts)]] if posts else []
