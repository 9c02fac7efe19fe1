"""A stand-in order may be for chosen matters only."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """The scope of stand-in orders."""

    dependencies = [("institutions", "0007_letters_by_preference")]
    operations = [
        migrations.AddField(
            model_name="substitution",
            name="rights",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=30),
                blank=True,
                default=list,
                size=None,
                verbose_name="chosen matters",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rights", []),
                    ("rights__contains", ["view_documents", "view_submitted"]),
                    _connector="OR",
                ),
                name="substitution_shows_what_it_lets_do",
            ),
        ),
    ]
