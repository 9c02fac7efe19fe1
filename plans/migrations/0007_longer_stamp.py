"""A stamp names two people and two posts where one stands in for the other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_tables_are_not_emptied")]

    operations = [
        migrations.AlterField(
            model_name="plan",
            name="agreed_stamp",
            field=models.CharField(blank=True, editable=False, max_length=800),
        )
    ]
