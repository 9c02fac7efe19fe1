"""Addresses of plans and imports."""

from django.urls import URLPattern, path

from plans.views import (
    checking,
    comparing,
    facts,
    imports,
    learnt,
    page,
    plans,
    reports,
    rows,
    signatures,
)

urlpatterns: list[URLPattern] = [
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/check/", checking.check, name="document_check"),
    path("plans/<uuid:pk>/", page.plan, name="plan"),
    path("plans/<uuid:pk>/compare/", comparing.compare, name="plan_compare"),
    path("plans/<uuid:pk>/compare/reviewed/", comparing.review, name="plan_review"),
    path("plans/<uuid:pk>/compare/act/", comparing.amendment, name="plan_amendment"),
    path("plans/<uuid:pk>/revisions/<int:number>/", page.revision, name="plan_revision"),
    path("plans/<uuid:pk>/revisions/<int:number>/original/", plans.original, name="plan_original"),
    path(
        "plans/<uuid:pk>/revisions/<int:number>/paper.<str:suffix>",
        plans.paper,
        name="plan_paper",
    ),
    path("plans/<uuid:pk>/signatures/<int:sequence>/", signatures.attach, name="signature_attach"),
    path("plans/<uuid:pk>/signed/<int:number>/", signatures.file, name="signed_file"),
    path("plans/<uuid:pk>/rows/add/", rows.add, name="plan_row_add"),
    path("plans/<uuid:pk>/rows/<uuid:identity>/", rows.edit, name="plan_row_edit"),
    path("plans/<uuid:pk>/rows/<uuid:identity>/delete/", rows.delete, name="plan_row_delete"),
    path("plans/<uuid:pk>/remarks/<int:number>/", rows.answer, name="plan_remark_answer"),
    path("plans/<uuid:pk>/rows/<uuid:identity>/facts/add/", facts.add, name="fact_add"),
    path("plans/<uuid:pk>/facts/", facts.facts, name="plan_facts"),
    path("plans/<uuid:pk>/facts/<int:number>/withdraw/", facts.withdraw, name="fact_withdraw"),
    path("plans/<uuid:pk>/facts/<int:number>/file/", facts.file, name="fact_file"),
    path("plans/<uuid:pk>/report/", reports.report, name="plan_report"),
    path("plans/<uuid:pk>/report/files/<slug:suffix>/", reports.file, name="report_file"),
    path("plans/<uuid:pk>/report/draft/", reports.draft, name="report_draft"),
    path("plans/<uuid:pk>/report/clauses/<int:number>/", reports.clause, name="report_clause"),
    path("plans/<uuid:pk>/report/clauses/<int:number>/keep/", reports.keep, name="report_keep"),
    path("imports/new/", imports.new, name="import_new"),
    path("imports/learnt/<int:pk>/", learnt.learnt_list, name="learnt_list"),
    path("imports/learnt/<int:pk>/<int:learnt>/forget/", learnt.forget, name="learnt_forget"),
    path("imports/<uuid:pk>/", imports.review, name="import"),
    path("imports/<uuid:pk>/progress/", imports.progress, name="import_progress"),
    path("imports/<uuid:pk>/discard/", imports.discard, name="import_discard"),
    path("imports/<uuid:pk>/confirm/", imports.confirm, name="import_confirm"),
]
