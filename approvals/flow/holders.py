"""Who acts on a municipal plan, and the one state machine that its two halves share."""

from institutions.rights import Right
from plans.states import PlanState
from workflows.apart import Apart
from workflows.flow import Holder, machine

MAYOR = Holder(Right.SUBMIT_PLAN, "institution")
PREPARERS = Holder(Right.PREPARE_PLAN, "institution")
HEAD = Holder(Right.AGREE_PLAN, "authority")
PUTS = Holder(Right.PUT_TO_COUNCIL, "institution")
CARRIES = Holder(Right.CARRY_OUT_PLAN, "institution")
CLERK = Holder(Right.RECORD_DECISION, "council")
AGENDA = Holder(Right.SCHEDULE_PLAN, "council")
RETURNS = Holder(Right.RETURN_DECISION, "institution")

#: Who wrote or submitted a plan does not agree or approve it.
PREPARED = Apart(
    (
        "import",
        "add_row",
        "edit_row",
        "delete_row",
        "answer_remark",
        "submit",
        "propose_change",
        "submit_change",
    )
)

STATE = machine(PlanState)
