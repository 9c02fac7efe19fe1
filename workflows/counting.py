"""Counts of open work: kept with every change of it, folded by beat, made anew on demand.

An inbox of a hundred thousand pieces says how many they are, of which sort and how urgent,
from some hundreds of rows. What is written here is only ever added, so nobody waits.
"""

from django.db import connection, transaction

SORT = 'document_kind, step, verb, detail, due_on, post_id, person_id, "right", beside'
"""What makes pieces of work one sort at one holder."""

# A CTE of the statement that settles the desks: ``present`` are the rows that were open before,
# ``wanted`` those after. What did not change counts once down and once up, and is not written.
CHANGE = f"""
INSERT INTO workflows_deskcount ({SORT}, number, is_folded)
SELECT %(kind)s, step, verb, detail, due_on, post_id, person_id, "right", beside, sum(number),
    false
FROM (
    SELECT step, verb, detail, due_on, post_id, person_id, "right", -1 AS number,
        array_agg(coalesce(post_id, person_id)) OVER piece AS beside
    FROM present WINDOW piece AS (PARTITION BY step ORDER BY coalesce(post_id, person_id)
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
    UNION ALL
    SELECT step, verb, %(detail)s, due_on, post_id, person_id, coalesce("right", ''), 1,
        array_agg(coalesce(post_id, person_id)) OVER piece
    FROM wanted WINDOW piece AS (PARTITION BY step ORDER BY coalesce(post_id, person_id)
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
) change
GROUP BY step, verb, detail, due_on, post_id, person_id, "right", beside HAVING sum(number) <> 0
"""

FOLD = f"""
WITH touched AS (
    SELECT DISTINCT {SORT} FROM workflows_deskcount WHERE NOT is_folded
), taken AS (
    DELETE FROM workflows_deskcount kept USING touched
    WHERE (kept.post_id = touched.post_id OR kept.person_id = touched.person_id)
        AND (kept.document_kind, kept.step, kept.verb, kept.detail, kept."right", kept.beside)
            = (touched.document_kind, touched.step, touched.verb, touched.detail,
                touched."right", touched.beside)
        AND kept.due_on IS NOT DISTINCT FROM touched.due_on
    RETURNING kept.*
)
INSERT INTO workflows_deskcount ({SORT}, number, is_folded)
SELECT {SORT}, sum(number), true FROM taken GROUP BY {SORT} HAVING sum(number) <> 0
ORDER BY post_id, person_id
"""

ANEW = f"""
INSERT INTO workflows_deskcount ({SORT}, number, is_folded)
SELECT {SORT}, count(*), true FROM (
    SELECT *, array_agg(coalesce(post_id, person_id)) OVER (
        PARTITION BY document_id, step ORDER BY coalesce(post_id, person_id)
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS beside FROM workflows_desk WHERE closed_at IS NULL
) piece
GROUP BY {SORT} ORDER BY post_id, person_id
"""


def fold() -> None:
    """Put added rows together with those of their sort.

    One statement: a reader sees the rows before it or the sums after it. Two at once take
    different rows, and the sum stays.
    """
    with connection.cursor() as cursor:
        cursor.execute(FOLD)


def count_anew() -> None:
    """Make all counts from the open work itself; steps wait meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE workflows_desk IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("DELETE FROM workflows_deskcount")
        cursor.execute(ANEW)
