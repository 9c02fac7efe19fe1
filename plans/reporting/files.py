"""The report as a file: the same table as on its page, in every format that is written."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from institutions.rights import Right
from plans.models import Plan, Report
from plans.reporting.layout import paper
from plans.reporting.text import ReportText
from plans.states import PlanKind
from plans.writing import FORMATS, Paper
from plans.writing.issuing import File
from workflows.queries.holders import first_holder
from workflows.wording import document_date


def report_file(plan: Plan, report: ReportText, suffix: str, kept: Report | None = None) -> File:
    """The report of a plan as a file; ``KeyError`` for a format that is not written."""
    chosen = FORMATS[suffix]
    name = f"{plan.institution.code}-report-{report.until.isoformat()}.{suffix}"
    return File(name, chosen.media_type, chosen.write(report_on_paper(plan, report, kept)))


def report_on_paper(plan: Plan, report: ReportText, kept: Report | None = None) -> Paper:
    """The paper of a report, in the language of the office; ``kept`` is what was filed."""
    official = paper(plan.plan_kind, report)
    with translation.override(settings.LANGUAGE_CODE):
        said = {"day": document_date(report.until), "number": report.revision}
        return Paper(
            house=plan.institution.name,
            title=_("Report on: %(title)s") % {"title": plan.title},
            under=(_("What was done until %(day)s by version %(number)s of the plan") % said,),
            blocks=(*official.before, official.table),
            closing=tuple(
                filter(None, (adoption(plan, kept), signature(plan, Right.CARRY_OUT_PLAN)))
            ),
            foot=plan.subject,
        )


def adoption(plan: Plan, kept: Report | None) -> str:
    """By which decision the council adopted it, blank until then; none where no council decides.

    The line is quoted from reports of councils and is not translated.
    """
    if plan.plan_kind != PlanKind.MUNICIPAL:
        return ""
    blank = "Решение № ……… по протокол № ………/……… г."
    return f"Отчетът е приет с {kept.line if kept and kept.adopted_on else blank}"


def signature(plan: Plan, right: Right) -> str:
    """The line for the signature of who holds a right at the plan's institution."""
    holder = first_holder(right, plan.institution)
    post = holder.post.title if holder.post else plan.institution.label
    return f"{post}: ……………………… /{holder.name}/"
