"""What stands when the new version comes: committees of decisions, reports that wait for one.

A report filed before waits at the clerk's desk from now on; one that was recorded as adopted
keeps its decision as it was recorded and waits for nobody.
"""

from django.db import migrations

COMMITTEES = """
UPDATE approvals_decision decision SET committee = plan.committee
FROM plans_plan plan WHERE plan.id = decision.plan_id AND plan.committee <> ''
"""
WAITING = """
INSERT INTO workflows_desk (document_kind, document_id, step, verb, subject, detail, url,
    institution_id, post_id, "right", formless, opened_at)
SELECT DISTINCT ON (plan.id, post.id) 'plans', plan.id, 'adopt_report', 'Record the decision',
    last.subject, last.detail, last.url, plan.institution_id, post.id, 'record_decision', false, now()
FROM plans_plan plan
JOIN plans_report report ON report.plan_id = plan.id
    AND report.content IS NOT NULL AND report.adopted_on IS NULL
JOIN workflows_desk last ON last.document_id = plan.id
JOIN institutions_institutiongrouppermission held ON held.content_object_id = plan.council_id
JOIN auth_permission permission ON permission.id = held.permission_id
    AND permission.codename = 'record_decision'
JOIN institutions_post post ON post.group_id = held.group_id
WHERE plan.state = 'reported' AND plan.plan_kind = 'municipal_support_plan'
ORDER BY plan.id, post.id, last.id DESC
"""
COUNT = """
INSERT INTO workflows_deskcount (document_kind, step, verb, detail, due_on, post_id, person_id,
    "right", beside, number, is_folded)
SELECT document_kind, step, verb, detail, due_on, post_id, person_id, "right", beside, count(*), true
FROM (
    SELECT *, array_agg(coalesce(post_id, person_id)) OVER (
        PARTITION BY document_id, step ORDER BY coalesce(post_id, person_id)
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS beside FROM workflows_desk WHERE closed_at IS NULL
) piece
GROUP BY document_kind, step, verb, detail, due_on, post_id, person_id, "right", beside
"""


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0005_decisions_on_reports"),
        ("institutions", "0001_initial"),
        ("plans", "0016_council_decides_on_reports"),
        ("workflows", "0017_webhooks"),
    ]
    operations = [
        migrations.RunSQL(statement, migrations.RunSQL.noop)
        for statement in (COMMITTEES, WAITING, "DELETE FROM workflows_deskcount", COUNT)
    ]
