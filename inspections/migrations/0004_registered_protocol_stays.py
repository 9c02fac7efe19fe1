"""The database itself refuses to change what a drawn-up protocol says (ПУФРУО чл. 18, ал. 4)."""

from django.db import migrations

# Asked where the row was and where it goes: a finding is not carried to another visit.
FORWARD = """
CREATE FUNCTION inspections_is_drawn(visit uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM inspections_visit v
                   WHERE v.id = visit AND v.state NOT IN ('planned', 'scheduled'))
$$;
CREATE FUNCTION inspections_answer_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND inspections_is_drawn(OLD.visit_id)
        OR TG_OP <> 'DELETE' AND inspections_is_drawn(NEW.visit_id) THEN
        RAISE EXCEPTION 'protocol_stays: a drawn-up protocol does not change';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER protocol_stays BEFORE INSERT OR UPDATE OR DELETE ON inspections_checklistanswer
    FOR EACH ROW EXECUTE FUNCTION inspections_answer_stays();
CREATE FUNCTION inspections_photo_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM inspections_checklistanswer a
               WHERE (TG_OP <> 'INSERT' AND a.id = OLD.answer_id
                      OR TG_OP <> 'DELETE' AND a.id = NEW.answer_id)
                 AND inspections_is_drawn(a.visit_id)) THEN
        RAISE EXCEPTION 'protocol_stays: a photo of a drawn-up protocol does not change';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER protocol_stays BEFORE INSERT OR UPDATE OR DELETE ON inspections_photo
    FOR EACH ROW EXECUTE FUNCTION inspections_photo_stays();
CREATE FUNCTION inspections_measure_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND inspections_is_drawn(OLD.visit_id)
        OR TG_OP = 'INSERT' AND NEW.kind = 'recommendation' AND inspections_is_drawn(NEW.visit_id)
        OR TG_OP = 'UPDATE'
        AND (NEW.text, NEW.kind, NEW.visit_id) IS DISTINCT FROM (OLD.text, OLD.kind, OLD.visit_id)
        AND (inspections_is_drawn(OLD.visit_id) OR inspections_is_drawn(NEW.visit_id)) THEN
        RAISE EXCEPTION 'protocol_stays: a measure of a drawn-up protocol does not change';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER protocol_stays BEFORE INSERT OR UPDATE OR DELETE ON inspections_measure
    FOR EACH ROW EXECUTE FUNCTION inspections_measure_stays();
CREATE FUNCTION inspections_visit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state NOT IN ('planned', 'scheduled') AND (TG_OP = 'DELETE' OR
        (NEW.inspection_id, NEW.institution_id, NEW.on_date, NEW.drawn_on, NEW.drawn_by_id,
         NEW.summary, NEW.protocol_print)
        IS DISTINCT FROM
        (OLD.inspection_id, OLD.institution_id, OLD.on_date, OLD.drawn_on, OLD.drawn_by_id,
         OLD.summary, OLD.protocol_print)) THEN
        RAISE EXCEPTION 'protocol_stays: what a drawn-up protocol says does not change';
    END IF;
    IF OLD.registered_on IS NOT NULL AND (TG_OP = 'DELETE' OR
        (NEW.authority_number, NEW.school_number, NEW.registered_on)
        IS DISTINCT FROM (OLD.authority_number, OLD.school_number, OLD.registered_on)) THEN
        RAISE EXCEPTION 'protocol_stays: the numbers of both registers do not change';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER protocol_stays BEFORE UPDATE OR DELETE ON inspections_visit
    FOR EACH ROW EXECUTE FUNCTION inspections_visit_stays();
"""
BACKWARD = """
DROP TRIGGER protocol_stays ON inspections_checklistanswer;
DROP TRIGGER protocol_stays ON inspections_photo;
DROP TRIGGER protocol_stays ON inspections_measure;
DROP TRIGGER protocol_stays ON inspections_visit;
DROP FUNCTION inspections_answer_stays();
DROP FUNCTION inspections_photo_stays();
DROP FUNCTION inspections_measure_stays();
DROP FUNCTION inspections_visit_stays();
DROP FUNCTION inspections_is_drawn(uuid);
"""


class Migration(migrations.Migration):
    """Triggers on visits, answers, photos and measures."""

    dependencies = [("inspections", "0003_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
