"""A right to receive the daily seals."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0002_substitution_is_revoked"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="institution",
            options={
                "default_permissions": (),
                "ordering": ("kind", "name"),
                "permissions": [
                    ("view_documents", "see all documents of the institution"),
                    ("view_submitted", "see documents submitted to or by the institution"),
                    ("prepare_plan", "import and edit plans"),
                    ("submit_plan", "submit plans"),
                    ("register_plan", "enter plans in the register of correspondence"),
                    ("agree_plan", "agree or return plans"),
                    ("approve_plan", "approve plans of the regional authority"),
                    ("review_plan", "return plans of the regional authority with notes"),
                    ("put_to_council", "put plans to the council"),
                    ("schedule_plan", "put plans on the agenda of a session"),
                    ("record_decision", "record decisions of the council"),
                    ("return_decision", "return decisions of the council"),
                    ("carry_out_plan", "publish plans, start and report them"),
                    ("plan_inspections", "choose schools, teams and dates of inspections"),
                    ("order_inspection", "order inspections, prescribe and close"),
                    ("inspect", "carry out visits"),
                    ("register_protocol", "enter protocols in the register"),
                    ("answer_inspection", "answer recommendations and prescriptions"),
                    ("name_substitute", "name who stands in for whom"),
                    ("witness_seals", "receive the daily seals of all histories"),
                    ("run_system", "run the system: letters, register of institutions, calendar"),
                ],
                "verbose_name": "institution",
                "verbose_name_plural": "institutions",
            },
        ),
    ]
