"""The database itself refuses to empty the tables whose rows it protects."""

from django.db import migrations

TABLES = (
    "inspections_visit",
    "inspections_checklistanswer",
    "inspections_photo",
    "inspections_measure",
)
FORWARD = "".join(
    f"CREATE TRIGGER table_is_not_emptied BEFORE TRUNCATE ON {table}"
    " EXECUTE FUNCTION workflows_table_stays();"
    for table in TABLES
)
BACKWARD = "".join(f"DROP TRIGGER table_is_not_emptied ON {table};" for table in TABLES)


class Migration(migrations.Migration):
    """Triggers on visits, answers, photos and measures."""

    dependencies = [
        ("inspections", "0008_follow_up_by_visit"),
        ("workflows", "0005_tables_are_not_emptied"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
