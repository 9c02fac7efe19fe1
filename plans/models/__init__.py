"""Plan, its revisions with their rows, remarks, facts and imports."""

from plans.models.activity import Activity, ListedInstitution, PlannedInspection, Section
from plans.models.delegation import PlanUserPermission
from plans.models.fact import Fact
from plans.models.importing import DISCARDABLE, Import, ImportStatus
from plans.models.plan import Plan
from plans.models.remark import Remark
from plans.models.report import Report, ReportClause
from plans.models.reviewed import Reviewed
from plans.models.revision import Revision
from plans.models.signed import FileSignature, SignedFile

__all__ = [
    "DISCARDABLE",
    "Activity",
    "Fact",
    "FileSignature",
    "Import",
    "ImportStatus",
    "ListedInstitution",
    "Plan",
    "PlanUserPermission",
    "PlannedInspection",
    "Remark",
    "Report",
    "ReportClause",
    "Reviewed",
    "Revision",
    "Section",
    "SignedFile",
]
