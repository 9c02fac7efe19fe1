"""The database itself refuses to empty the tables whose rows it protects."""

from django.db import migrations

TABLES = (
    "plans_revision",
    "plans_section",
    "plans_activity",
    "plans_plannedinspection",
    "plans_listedinstitution",
)
FORWARD = "".join(
    f"CREATE TRIGGER table_is_not_emptied BEFORE TRUNCATE ON {table}"
    " EXECUTE FUNCTION workflows_table_stays();"
    for table in TABLES
)
BACKWARD = "".join(f"DROP TRIGGER table_is_not_emptied ON {table};" for table in TABLES)


class Migration(migrations.Migration):
    """Triggers on revisions and their rows."""

    dependencies = [
        ("plans", "0005_a_change_waits_at_the_ministry"),
        ("workflows", "0005_tables_are_not_emptied"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
