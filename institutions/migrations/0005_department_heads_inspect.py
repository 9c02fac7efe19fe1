"""A department head may be named in the team of an inspection (ПУФРУО чл. 18, ал. 1)."""

from typing import Any

from django.db import migrations


def grant(apps: Any, _editor: Any) -> None:
    """Give the posts that there are what new ones get; a fresh database has none yet."""
    right = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="institutions",
        content_type__model="institution",
        codename="inspect",
    )
    granted = apps.get_model("institutions", "InstitutionGroupPermission")
    posts = apps.get_model("institutions", "Post").objects.filter(role="department_head")
    granted.objects.bulk_create(
        (
            granted(group_id=post.group_id, permission=one, content_object_id=post.institution_id)
            for post in posts
            for one in right
        ),
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    """Rights of posts."""

    dependencies = [("institutions", "0004_names_are_learnt")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
