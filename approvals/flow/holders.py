"""Who acts on a municipal plan, and the one state machine that its two halves share."""

from institutions.rights import Right
from plans.states import PlanState
from workflows.flow import Holder, machine

MAYOR = Holder(Right.SUBMIT_PLAN, "institution")
PREPARERS = Holder(Right.PREPARE_PLAN, "institution")
HEAD = Holder(Right.AGREE_PLAN, "authority")
PUTS = Holder(Right.PUT_TO_COUNCIL, "institution")
CLERK = Holder(Right.RECORD_DECISION, "council")
AGENDA = Holder(Right.SCHEDULE_PLAN, "council")
RETURNS = Holder(Right.RETURN_DECISION, "institution")

STATE = machine(PlanState)
