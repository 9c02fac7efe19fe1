"""A follow-up by visit is an inspection of its own (ПУФРУО чл. 17в, ал. 5; чл. 19, ал. 5–6)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The visit that an inspection follows, the measure that a question checks."""

    dependencies = [
        ("inspections", "0007_protocol_is_kept"),
        ("institutions", "0002_substitution_is_revoked"),
        ("plans", "0004_import_is_claimed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="checklistanswer",
            name="checks",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checked_by",
                to="inspections.measure",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="follows",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follow_ups",
                to="inspections.visit",
            ),
        ),
        migrations.AlterField(
            model_name="checklistanswer",
            name="question",
            field=models.TextField(verbose_name="question"),
        ),
        migrations.AlterField(
            model_name="inspection",
            name="identity",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="inspection",
            name="plan",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="plans.plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("follows__isnull", True),
                        ("identity__isnull", False),
                        ("plan__isnull", False),
                    ),
                    models.Q(
                        ("follows__isnull", False),
                        ("identity__isnull", True),
                        ("plan__isnull", True),
                        ("kind_of", "follow_up"),
                    ),
                    _connector="OR",
                ),
                name="inspection_has_its_row_or_the_visit_it_follows",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("proposed", "ordered"))),
                fields=("follows",),
                name="inspection_one_follow_up_at_a_time",
            ),
        ),
    ]
