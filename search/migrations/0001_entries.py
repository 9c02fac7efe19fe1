import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Plans"),
                            (1, "Activities"),
                            (2, "Inspections"),
                            (3, "Visits"),
                            (4, "Decisions"),
                            (5, "Institutions"),
                        ]
                    ),
                ),
                ("owner", models.CharField(max_length=60)),
                ("place", models.CharField(blank=True, max_length=60)),
                ("document", models.UUIDField(null=True)),
                ("basis", models.CharField(blank=True, max_length=16)),
                ("digest", models.CharField(max_length=16)),
                ("title", models.TextField()),
                ("about", models.TextField(blank=True)),
                ("url", models.CharField(max_length=200)),
                ("on", models.DateField(null=True)),
                (
                    "readers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                (
                    "hidden",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name": "entry of the search",
                "verbose_name_plural": "entries of the search",
                "default_permissions": (),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words", "readers"], name="entry_words_and_readers"
                    ),
                    models.Index(
                        condition=models.Q(("document__isnull", False)),
                        fields=["document"],
                        name="entry_of_document",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "place"), name="entry_once_per_place")
                ],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("stem", models.CharField(db_index=True, max_length=60)),
                ("latin", models.CharField(max_length=240)),
            ],
            options={
                "verbose_name": "word of the search",
                "verbose_name_plural": "words of the search",
                "default_permissions": (),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["latin"], name="word_by_trigrams", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
    ]
