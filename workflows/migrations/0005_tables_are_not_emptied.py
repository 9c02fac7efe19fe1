"""The database itself refuses to empty a table of records; triggers of rows do not hear TRUNCATE."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION workflows_table_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table_is_not_emptied: % keeps what was signed and is never emptied',
        TG_TABLE_NAME;
END $$;
CREATE TRIGGER table_is_not_emptied BEFORE TRUNCATE ON workflows_record
    EXECUTE FUNCTION workflows_table_stays();
CREATE TRIGGER table_is_not_emptied BEFORE TRUNCATE ON workflows_seal
    EXECUTE FUNCTION workflows_table_stays();
"""
BACKWARD = """
DROP TRIGGER table_is_not_emptied ON workflows_record;
DROP TRIGGER table_is_not_emptied ON workflows_seal;
DROP FUNCTION workflows_table_stays();
"""


class Migration(migrations.Migration):
    """Triggers on records and seals."""

    dependencies = [("workflows", "0004_notices_in_every_language")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
