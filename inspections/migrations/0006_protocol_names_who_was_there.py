"""A drawn-up protocol keeps who was there (ПУФРУО чл. 18, ал. 2 and 4)."""

import django.contrib.postgres.fields
from django.db import migrations, models

# Protocols drawn up before name the team of the order as it stands: nothing older is kept.
FILL = """
UPDATE inspections_visit v SET present = ARRAY(
    SELECT p.name FROM inspections_member m JOIN institutions_person p ON p.id = m.person_id
    WHERE m.inspection_id = v.inspection_id ORDER BY m.id)
WHERE v.state NOT IN ('planned', 'scheduled');
"""
STAYS = """
CREATE OR REPLACE FUNCTION inspections_visit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state NOT IN ('planned', 'scheduled') AND (TG_OP = 'DELETE' OR
        (NEW.inspection_id, NEW.institution_id, NEW.on_date, NEW.drawn_on, NEW.drawn_by_id,
         NEW.summary, NEW.protocol_print{new})
        IS DISTINCT FROM
        (OLD.inspection_id, OLD.institution_id, OLD.on_date, OLD.drawn_on, OLD.drawn_by_id,
         OLD.summary, OLD.protocol_print{old})) THEN
        RAISE EXCEPTION 'protocol_stays: what a drawn-up protocol says does not change';
    END IF;
    IF OLD.registered_on IS NOT NULL AND (TG_OP = 'DELETE' OR
        (NEW.authority_number, NEW.school_number, NEW.registered_on)
        IS DISTINCT FROM (OLD.authority_number, OLD.school_number, OLD.registered_on)) THEN
        RAISE EXCEPTION 'protocol_stays: the numbers of both registers do not change';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
"""
FORWARD = STAYS.format(new=", NEW.present", old=", OLD.present")
BACKWARD = STAYS.format(new="", old="")


class Migration(migrations.Migration):
    """The names, and the trigger that keeps them."""

    dependencies = [("inspections", "0005_states_are_stamped")]
    operations = [
        migrations.AddField(
            model_name="visit",
            name="present",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=150), blank=True, default=list, size=None
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
