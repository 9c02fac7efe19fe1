"""Signed files and their signatures: kept as they came."""

import django.db.models.deletion
from django.db import migrations, models

TABLES = ("plans_signedfile", "plans_filesignature")
FORWARD = """
CREATE FUNCTION plans_signed_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'signed_file_stays: a signed file is never changed or deleted';
END $$;
""" + "".join(
    f"CREATE TRIGGER signed_file_stays BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION plans_signed_file_stays();"
    f"CREATE TRIGGER table_is_not_emptied BEFORE TRUNCATE ON {table}"
    " EXECUTE FUNCTION workflows_table_stays();"
    for table in TABLES
)
BACKWARD = (
    "".join(
        f"DROP TRIGGER table_is_not_emptied ON {table}; DROP TRIGGER signed_file_stays ON {table};"
        for table in TABLES
    )
    + "DROP FUNCTION plans_signed_file_stays();"
)


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0016_council_decides_on_reports"),
        ("workflows", "0017_webhooks"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.FileField(upload_to="signed/", verbose_name="file")),
                ("name", models.CharField(max_length=200, verbose_name="file")),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_files",
                        to="plans.plan",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_file",
                        to="workflows.record",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_files",
                        to="workflows.record",
                    ),
                ),
            ],
            options={
                "verbose_name": "signed file",
                "verbose_name_plural": "signed files",
                "ordering": ("pk",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="FileSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("signer", models.CharField(max_length=200, verbose_name="certificate of")),
                ("issuer", models.CharField(blank=True, max_length=200, verbose_name="issued by")),
                ("serial", models.CharField(max_length=200, verbose_name="№ of the certificate")),
                (
                    "said_at",
                    models.DateTimeField(null=True, verbose_name="time of the signer's clock"),
                ),
                ("stamped_at", models.DateTimeField(null=True, verbose_name="time stamp")),
                (
                    "chain",
                    models.CharField(
                        choices=[
                            (
                                "trusted",
                                "the certificate leads to an authority that is trusted here",
                            ),
                            (
                                "unknown",
                                "the certificate leads to no authority that is trusted here",
                            ),
                            ("unchecked", "the chain of the certificate is not checked"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_seal", models.BooleanField(default=False)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="plans.signedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "electronic signature",
                "verbose_name_plural": "electronic signatures",
                "ordering": ("file", "position"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="signedfile",
            constraint=models.UniqueConstraint(
                fields=("step", "fingerprint"), name="signed_file_once_a_step"
            ),
        ),
        migrations.AddConstraint(
            model_name="signedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fingerprint", ""), _negated=True),
                    models.Q(("file", ""), _negated=True),
                ),
                name="signed_file_is_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="filesignature",
            constraint=models.UniqueConstraint(
                fields=("file", "position"), name="signature_once_in_its_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="filesignature",
            constraint=models.CheckConstraint(
                condition=models.Q(("chain__in", ["trusted", "unknown", "unchecked"])),
                name="signature_chain_known",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
