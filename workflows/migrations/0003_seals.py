"""Daily seals over all histories; a record says in words who signed."""

import django.core.serializers.json
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION workflows_seal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'seal_is_appended: a seal is never changed or deleted';
END $$;
CREATE TRIGGER seal_is_appended BEFORE UPDATE OR DELETE ON workflows_seal
    FOR EACH ROW EXECUTE FUNCTION workflows_seal_stays();
"""
BACKWARD = """
DROP TRIGGER seal_is_appended ON workflows_seal;
DROP FUNCTION workflows_seal_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0002_records_are_appended"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "number",
                    models.PositiveIntegerField(
                        primary_key=True, serialize=False, verbose_name="№"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="day")),
                (
                    "statement",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("key", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=128)),
            ],
            options={
                "verbose_name": "seal",
                "verbose_name_plural": "seals",
                "ordering": ("-number",),
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="record",
            name="signed",
            field=models.JSONField(null=True, verbose_name="signed by"),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
