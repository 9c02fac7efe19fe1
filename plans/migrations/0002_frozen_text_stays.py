"""The database itself refuses to change the rows of a frozen revision."""

from django.db import migrations

TABLES = {
    "plans_section": "row.revision_id",
    "plans_activity": "row.revision_id",
    "plans_plannedinspection": (
        "(SELECT revision_id FROM plans_activity WHERE id = row.activity_id)"
    ),
    "plans_listedinstitution": (
        "(SELECT a.revision_id FROM plans_activity a JOIN plans_plannedinspection p"
        " ON p.activity_id = a.id WHERE p.id = row.inspection_id)"
    ),
}
# A row is asked where it was and where it goes: text is not carried out of a frozen revision.
FUNCTION = """
CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE row record; frozen boolean := false;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        row := OLD;
        frozen := EXISTS (SELECT 1 FROM plans_revision r
                          WHERE r.id = {revision} AND r.frozen_at IS NOT NULL);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        row := NEW;
        frozen := frozen OR EXISTS (SELECT 1 FROM plans_revision r
                                    WHERE r.id = {revision} AND r.frozen_at IS NOT NULL);
    END IF;
    IF frozen THEN
        RAISE EXCEPTION 'frozen_text_stays: the text of a frozen revision does not change';
    END IF;
    RETURN row;
END $$;
CREATE TRIGGER frozen_text_stays BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_stays();
"""
REVISION = """
CREATE FUNCTION plans_revision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.frozen_at IS NOT NULL AND TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'frozen_text_stays: a frozen revision is not deleted';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF OLD.frozen_at IS NOT NULL AND (NEW.fingerprint, NEW.preamble, NEW.number, NEW.plan_id,
        NEW.frozen_at) IS DISTINCT FROM (OLD.fingerprint, OLD.preamble, OLD.number, OLD.plan_id,
        OLD.frozen_at) THEN
        RAISE EXCEPTION 'frozen_text_stays: a frozen revision does not change';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen_text_stays BEFORE UPDATE OR DELETE ON plans_revision
    FOR EACH ROW EXECUTE FUNCTION plans_revision_stays();
"""
FORWARD = REVISION + "".join(
    FUNCTION.format(table=table, revision=revision) for table, revision in TABLES.items()
)
BACKWARD = "".join(
    f"DROP TRIGGER frozen_text_stays ON {table}; DROP FUNCTION {table}_stays();"
    for table in (*TABLES, "plans_revision")
)


class Migration(migrations.Migration):
    """Triggers on revisions and their rows."""

    dependencies = [("plans", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
