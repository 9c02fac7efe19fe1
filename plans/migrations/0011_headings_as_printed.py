from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0010_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="section",
            name="printed",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="section",
            name="role",
            field=models.CharField(
                blank=True,
                choices=[("", "heading"), ("goal", "goal"), ("measure", "measure")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="measures",
            field=models.TextField(blank=True, verbose_name="measures"),
        ),
    ]
