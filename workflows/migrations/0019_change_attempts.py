from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0018_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="attempts",
            field=models.PositiveSmallIntegerField(db_default=0),
        ),
    ]
