"""Who acts in which post, told once as SQL: what rights, desks and letters are asked by."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from institutions.models import Person
from institutions.rights import Right
from workflows.apart import Apart

# Posts that hold a right at an institution, as a FROM of hand-written statements.
GRANTED = """
    institutions_institutiongrouppermission held
    JOIN auth_permission permission ON permission.id = held.permission_id
    JOIN institutions_post post ON post.group_id = held.group_id
"""
# An appointment in force on a day, and orders by which somebody is stood in for on it.
IN_POST = """
    own.since <= %(today)s AND (own.until IS NULL OR own.until >= %(today)s)
"""
STANDING = f"""
    institutions_substitution standing
    JOIN institutions_appointment own
        ON own.post_id = standing.post_id AND own.person_id = standing.absent_id
        AND standing.revoked_at IS NULL
        AND standing.since <= %(today)s AND standing.until >= %(today)s AND {IN_POST}
"""
# In which posts a person acts on a day: their own, and by which orders those of others.
ACTING_IN = f"""
    SELECT own.post_id, NULL::bigint AS standing_id, NULL::bigint AS absent_id,
        '{{}}'::varchar[] AS rights
    FROM institutions_appointment own WHERE own.person_id = %(person)s AND {IN_POST}
    UNION ALL
    SELECT standing.post_id, standing.id, standing.absent_id, standing.rights
    FROM {STANDING} WHERE standing.substitute_id = %(person)s
"""
# The post of a stand-in themselves, that of the same house first.
OWN_POST = f"""
    SELECT mine.title FROM institutions_appointment own
    JOIN institutions_post mine ON mine.id = own.post_id
    WHERE standing.id IS NOT NULL AND own.person_id = %(person)s AND {IN_POST}
    ORDER BY mine.institution_id <> place.id, own.since, mine.id LIMIT 1
"""
# A post, its house, for whom one acts in it, by which order and with which post of one's own.
CAPACITY = f"""
    post.id, post.title, post.role, place.id, place.name, place.short_name, place.kind,
    absent.id, absent.name, standing.id, standing.order_number, standing.order_date, ({OWN_POST})
"""
# Their own posts come before those they stand in for; the newest order of several first.
OWN_FIRST = "standing.since DESC NULLS FIRST, post.id"


def held_by_a_person(delegations: dict[str, str]) -> str:
    """All that a person holds, as SQL; begun from the person, who has few posts among all that
    hold a right. ``delegations`` are guardian's tables of grants on single documents, by kind.
    """
    named = " UNION ALL ".join(
        f"""SELECT jsonb_build_array('{kind}', named.content_object_id, permission.codename) AS one
        FROM {table} named JOIN auth_permission permission ON permission.id = named.permission_id
        WHERE named.user_id = %(person)s"""
        for kind, table in delegations.items()
    )
    return f"""
SELECT (SELECT coalesce(jsonb_agg(one), '[]') FROM ({named}) every),
    permission.codename, array_agg(held.content_object_id), {CAPACITY}
FROM institutions_person person
LEFT JOIN ({ACTING_IN}) acting ON true
LEFT JOIN institutions_post post ON post.id = acting.post_id
LEFT JOIN institutions_institution place ON place.id = post.institution_id
LEFT JOIN institutions_institutiongrouppermission held ON held.group_id = post.group_id
LEFT JOIN auth_permission permission ON permission.id = held.permission_id
LEFT JOIN institutions_substitution standing ON standing.id = acting.standing_id
LEFT JOIN institutions_person absent ON absent.id = acting.absent_id
WHERE person.id = %(person)s AND person.is_active
    AND (acting.standing_id IS NULL OR acting.rights = '{{}}'
        OR permission.codename = ANY(acting.rights))
GROUP BY permission.codename, post.id, place.id, absent.id, standing.id
ORDER BY {OWN_FIRST}
"""


def people_acting(right: str) -> str:
    """Who may use a right of ``post`` on a day, as SQL: whoever holds the post, and whoever stands
    in for them by an order that covers the right. ``right`` is a column or a parameter.
    """
    return f"""
    SELECT own.person_id, NULL::bigint AS standing_id FROM institutions_appointment own
    WHERE own.post_id = post.id AND {IN_POST}
    UNION ALL
    SELECT standing.substitute_id, standing.id FROM {STANDING}
    WHERE standing.post_id = post.id
        AND (standing.rights = '{{}}' OR {right} = ANY(standing.rights))
"""


# The last of some steps of a document that ``acting`` took, or whose place ``standing`` gives took,
# in person or by a stand-in: why they may not take another step.
BARRED = """
    SELECT done.step, done."on", who.name FROM workflows_record done
    JOIN institutions_person who ON who.id IN (acting.person_id, standing.absent_id)
        AND who.id IN (done.actor_id, done.acting_for_id)
    WHERE done.document_id = %(apart_of)s::uuid AND done.step = ANY(%(apart)s::text[])
    ORDER BY done.sequence DESC LIMIT 1
"""
CAPACITIES = f"""
SELECT {CAPACITY}, bar.step, bar."on", bar.name
FROM {GRANTED}
JOIN institutions_institution place ON place.id = post.institution_id
JOIN LATERAL ({people_acting("permission.codename")}) acting ON acting.person_id = %(person)s
JOIN institutions_person person ON person.id = acting.person_id AND person.is_active
LEFT JOIN institutions_substitution standing ON standing.id = acting.standing_id
LEFT JOIN institutions_person absent ON absent.id = standing.absent_id
LEFT JOIN LATERAL ({BARRED}) bar ON true
WHERE held.content_object_id = %(place)s AND permission.codename = %(right)s
ORDER BY {OWN_FIRST}
"""
# Whether somebody could take a step, and nobody of them is free of a bar.
ALL_BARRED = f"""
SELECT count(*) > 0 AND bool_and(bar.step IS NOT NULL
    OR acting.person_id = ANY(%(named)s::bigint[]) OR standing.absent_id = ANY(%(named)s::bigint[]))
FROM {GRANTED}
JOIN LATERAL ({people_acting("permission.codename")}) acting ON true
JOIN institutions_person person ON person.id = acting.person_id AND person.is_active
LEFT JOIN institutions_substitution standing ON standing.id = acting.standing_id
LEFT JOIN LATERAL ({BARRED}) bar ON true
WHERE held.content_object_id = %(place)s AND permission.codename = %(right)s
"""


@dataclass(frozen=True)
class Answer:
    """The rows of ``CAPACITIES`` for a question that was asked together with another."""

    question: dict[str, Any]
    rows: list[tuple[Any, ...]]


def question(
    person: Person, right: Right, place: int | None, document: Any, apart: Apart | None
) -> dict[str, Any]:
    """What ``CAPACITIES`` is asked with."""
    return values(right, place, document, apart) | {"person": person.pk}


def values(right: Right, place: int | None, document: Any, apart: Apart | None) -> dict[str, Any]:
    """What ``ALL_BARRED`` is asked with, beside those whom the document names."""
    return {
        "right": str(right),
        "place": place,
        "today": timezone.localdate(),
        "apart_of": document.pk if apart else None,
        "apart": list(apart.steps) if apart else [],
    }
