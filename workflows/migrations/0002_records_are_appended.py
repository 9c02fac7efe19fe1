"""The database itself refuses to change or delete a record."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION workflows_record_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'record_is_appended: a record is never changed or deleted';
END $$;
CREATE TRIGGER record_is_appended BEFORE UPDATE OR DELETE ON workflows_record
    FOR EACH ROW EXECUTE FUNCTION workflows_record_stays();
"""
BACKWARD = """
DROP TRIGGER record_is_appended ON workflows_record;
DROP FUNCTION workflows_record_stays();
"""


class Migration(migrations.Migration):
    """A trigger on the records."""

    dependencies = [("workflows", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
