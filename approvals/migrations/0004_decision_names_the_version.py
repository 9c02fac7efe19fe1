"""A decision names the version that was voted; until now that was always the agreed one."""

from typing import Any

from django.db import migrations, models


def name_the_agreed(apps: Any, _editor: Any) -> None:
    """Before an act could be amended, the text voted was the text agreed."""
    for decision in apps.get_model("approvals", "Decision").objects.select_related("plan"):
        decision.revision = decision.plan.agreed_revision or 1
        decision.save(update_fields=["revision"])


class Migration(migrations.Migration):
    """Added empty, filled, then required."""

    dependencies = [
        ("approvals", "0003_initial"),
        ("plans", "0005_a_change_waits_at_the_ministry"),
    ]
    operations = [
        migrations.AddField(
            "decision",
            "revision",
            models.PositiveIntegerField(null=True, verbose_name="version voted"),
        ),
        migrations.RunPython(name_the_agreed, migrations.RunPython.noop),
        migrations.AlterField(
            "decision", "revision", models.PositiveIntegerField(verbose_name="version voted")
        ),
    ]
