"""Open work says which right it takes: a stand-in for chosen matters has a part of it."""

from typing import Any

from django.db import migrations, models

RIGHTS = {
    "plans": {
        "submit_plan": ("confirm", "submit", "submit_change"),
        "prepare_plan": ("answer_remarks",),
        "register_plan": ("archive", "register"),
        "agree_plan": ("agree",),
        "approve_plan": ("approve", "approve_change"),
        "put_to_council": ("put_to_council",),
        "record_decision": ("adopt", "dispatch", "enter_force", "readopt", "receive"),
        "carry_out_plan": ("publish", "report", "start_execution"),
    },
    "inspections": {
        "plan_inspections": ("choose_schools",),
        "order_inspection": ("carry_on", "close", "order", "withdraw_order"),
    },
    "visits": {
        "plan_inspections": ("schedule",),
        "order_inspection": ("close", "escalate", "follow_up", "prescribe"),
        "inspect": ("confirm", "draw_protocol", "recommend", "report"),
        "register_protocol": ("register_protocol",),
        "answer_inspection": ("answer",),
    },
}
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


def name_rights(apps: Any, _editor: Any) -> None:
    """Work that is open when the new version comes, by the steps of the version before."""
    desks = apps.get_model("workflows", "Desk").objects.filter(closed_at=None)
    for kind, rights in RIGHTS.items():
        for right, steps in rights.items():
            desks.filter(document_kind=kind, step__in=steps).update(right=right)
    plans = desks.filter(document_kind="plans")
    plans.filter(step="adopt", institution__kind="school").update(right="submit_plan")
    authority = plans.filter(institution__kind="regional_authority")
    authority.filter(step="report").update(right="submit_plan")


class Migration(migrations.Migration):
    """Open work with its right."""

    dependencies = [("workflows", "0012_saved_filters")]
    operations = [
        migrations.AddField(
            model_name="desk",
            name="right",
            field=models.CharField(blank=True, db_default="", default="", max_length=30),
        ),
        migrations.AddField(
            model_name="deskcount",
            name="right",
            field=models.CharField(blank=True, db_default="", default="", max_length=30),
        ),
        migrations.RunPython(name_rights, migrations.RunPython.noop),
        migrations.RunSQL("DELETE FROM workflows_deskcount", migrations.RunSQL.noop),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
