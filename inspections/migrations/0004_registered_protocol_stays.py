"""The database itself refuses to change what a drawn-up protocol says (ПУФРУО чл. 18, ал. 4)."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION inspections_protocol_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE row record; visit uuid;
BEGIN
    IF TG_OP = 'DELETE' THEN row := OLD; ELSE row := NEW; END IF;
    IF TG_TABLE_NAME = 'inspections_photo' THEN
        SELECT visit_id INTO visit FROM inspections_checklistanswer WHERE id = row.answer_id;
    ELSE
        visit := row.visit_id;
    END IF;
    IF EXISTS (SELECT 1 FROM inspections_visit v
               WHERE v.id = visit AND v.state NOT IN ('planned', 'scheduled')) THEN
        RAISE EXCEPTION 'protocol_stays: a drawn-up protocol does not change';
    END IF;
    RETURN row;
END $$;
CREATE TRIGGER protocol_stays BEFORE INSERT OR UPDATE OR DELETE ON inspections_checklistanswer
    FOR EACH ROW EXECUTE FUNCTION inspections_protocol_stays();
CREATE TRIGGER protocol_stays BEFORE INSERT OR UPDATE OR DELETE ON inspections_photo
    FOR EACH ROW EXECUTE FUNCTION inspections_protocol_stays();
CREATE FUNCTION inspections_measure_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.text, NEW.kind) IS DISTINCT FROM (OLD.text, OLD.kind)
        AND EXISTS (SELECT 1 FROM inspections_visit v
                    WHERE v.id = NEW.visit_id AND v.state NOT IN ('planned', 'scheduled')) THEN
        RAISE EXCEPTION 'protocol_stays: a measure of a drawn-up protocol does not change';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER protocol_stays BEFORE UPDATE ON inspections_measure
    FOR EACH ROW EXECUTE FUNCTION inspections_measure_stays();
"""
BACKWARD = """
DROP TRIGGER protocol_stays ON inspections_checklistanswer;
DROP TRIGGER protocol_stays ON inspections_photo;
DROP TRIGGER protocol_stays ON inspections_measure;
DROP FUNCTION inspections_protocol_stays();
DROP FUNCTION inspections_measure_stays();
"""


class Migration(migrations.Migration):
    """Triggers on answers, photos and measures."""

    dependencies = [("inspections", "0003_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
