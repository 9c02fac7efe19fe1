"""What a protocol says is kept as it was drawn up; protocols drawn before have only its print."""

from importlib import import_module

from django.db import migrations, models

STAYS = import_module("inspections.migrations.0006_protocol_names_who_was_there").STAYS
FORWARD = STAYS.format(new=", NEW.present, NEW.protocol", old=", OLD.present, OLD.protocol")
BACKWARD = STAYS.format(new=", NEW.present", old=", OLD.present")


class Migration(migrations.Migration):
    """The content beside its fingerprint, and the trigger that keeps both."""

    dependencies = [("inspections", "0006_protocol_names_who_was_there")]
    operations = [
        migrations.AddField("visit", "protocol", models.JSONField(editable=False, null=True)),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
