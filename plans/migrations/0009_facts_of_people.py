"""Facts entered by people: of which kind, why, with which file; withdrawn by which record."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0008_a_row_is_given_up"),
        ("workflows", "0005_tables_are_not_emptied"),
    ]

    operations = [
        migrations.AddField(
            model_name="fact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("inspection", "Inspection"),
                    ("meeting", "Meeting"),
                    ("training", "Training"),
                    ("decision", "Decision or order"),
                    ("evidence", "Uploaded evidence"),
                    ("manual", "Entry by hand"),
                    ("not_done", "Not carried out"),
                ],
                default="inspection",
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="fact",
            name="reason",
            field=models.TextField(blank=True, verbose_name="reason"),
        ),
        migrations.AddField(
            model_name="fact",
            name="act_number",
            field=models.CharField(blank=True, max_length=60, verbose_name="№ of the act"),
        ),
        migrations.AddField(
            model_name="fact",
            name="file",
            field=models.FileField(blank=True, upload_to="facts/", verbose_name="file"),
        ),
        migrations.AddField(
            model_name="fact",
            name="file_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="fact",
            name="fingerprint",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="fact",
            name="withdrawal",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawn_fact",
                to="workflows.record",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("manual", "not_done")), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="fact_by_hand_gives_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "evidence"), _negated=True),
                    models.Q(("fingerprint", ""), _negated=True),
                    _connector="OR",
                ),
                name="fact_of_evidence_has_its_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "decision"), _negated=True),
                    models.Q(("act_number", ""), _negated=True),
                    _connector="OR",
                ),
                name="fact_of_a_decision_is_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "not_done"), _negated=True),
                    ("amount", 0),
                    _connector="OR",
                ),
                name="fact_not_done_counts_nothing",
            ),
        ),
    ]
