"""The report as a file: the same table as on its page, in every format that is written."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from institutions.rights import Right
from plans.models import Plan
from plans.reporting.layout import paper
from plans.reporting.text import ReportText
from plans.writing import FORMATS, Paper
from plans.writing.issuing import File
from workflows import access
from workflows.wording import document_date


def report_file(plan: Plan, report: ReportText, suffix: str) -> File:
    """The report of a plan as a file; ``KeyError`` for a format that is not written."""
    chosen = FORMATS[suffix]
    name = f"{plan.institution.code}-report-{report.until.isoformat()}.{suffix}"
    return File(name, chosen.media_type, chosen.write(report_on_paper(plan, report)))


def report_on_paper(plan: Plan, report: ReportText) -> Paper:
    """The paper of a report, in the language of the office."""
    official = paper(plan.plan_kind, report)
    with translation.override(settings.LANGUAGE_CODE):
        said = {"day": document_date(report.until), "number": report.revision}
        return Paper(
            house=plan.institution.name,
            title=_("Report on: %(title)s") % {"title": plan.title},
            under=(_("What was done until %(day)s by version %(number)s of the plan") % said,),
            blocks=(*official.before, official.table),
            closing=(signature(plan, Right.CARRY_OUT_PLAN),),
            foot=plan.subject,
        )


def signature(plan: Plan, right: Right) -> str:
    """The line for the signature of who holds a right at the plan's institution."""
    holder = access.first_holder(right, plan.institution)
    post = holder.post.title if holder.post else plan.institution.label
    return f"{post}: ……………………… /{holder.name}/"
