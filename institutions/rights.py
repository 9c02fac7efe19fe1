"""Rights are codenames held at institutions; a role of a post is a bundle of them.

Source of who may do what: ``docs/permissions.md`` prints this table, the articles stand at
the steps in each ``flow.py``.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Right(TextChoices):
    """One thing that a person may do at an institution."""

    VIEW_DOCUMENTS = "view_documents", _("see all documents of the institution")
    VIEW_SUBMITTED = "view_submitted", _("see documents submitted to or by the institution")
    PREPARE_PLAN = "prepare_plan", _("import and edit plans")
    SUBMIT_PLAN = "submit_plan", _("submit plans")
    REGISTER_PLAN = "register_plan", _("enter plans in the register of correspondence")
    AGREE_PLAN = "agree_plan", _("agree or return plans")
    APPROVE_PLAN = "approve_plan", _("approve plans of the regional authority")
    REVIEW_PLAN = "review_plan", _("return plans of the regional authority with notes")
    PUT_TO_COUNCIL = "put_to_council", _("put plans to the council")
    SCHEDULE_PLAN = "schedule_plan", _("put plans on the agenda of a session")
    RECORD_DECISION = "record_decision", _("record decisions of the council")
    RETURN_DECISION = "return_decision", _("return decisions of the council")
    CARRY_OUT_PLAN = "carry_out_plan", _("publish plans, start and report them")
    PLAN_INSPECTIONS = "plan_inspections", _("choose schools, teams and dates of inspections")
    ORDER_INSPECTION = "order_inspection", _("order inspections, prescribe and close")
    INSPECT = "inspect", _("carry out visits")
    REGISTER_PROTOCOL = "register_protocol", _("enter protocols in the register")
    ANSWER_INSPECTION = "answer_inspection", _("answer recommendations and prescriptions")
    GIVE_OPINION = "give_opinion", _("give opinions on documents")
    NAME_SUBSTITUTE = "name_substitute", _("name who stands in for whom")
    WITNESS_SEALS = "witness_seals", _("receive the daily seals of all histories")
    RUN_SYSTEM = "run_system", _("run the system: letters, register of institutions, calendar")


#: What whoever acts has to see: an order that gives a part of a post gives these with it.
SEES = (Right.VIEW_DOCUMENTS, Right.VIEW_SUBMITTED)


class Matter(TextChoices):
    """Kinds of documents by which the rights of a post are told apart in a stand-in order."""

    PLANS = "plans", _("Plans and decisions")
    INSPECTIONS = "inspections", _("Inspections")
    OFFICE = "office", _("The office")


MATTERS: dict[Matter, tuple[Right, ...]] = {
    Matter.PLANS: (
        Right.PREPARE_PLAN,
        Right.SUBMIT_PLAN,
        Right.REGISTER_PLAN,
        Right.AGREE_PLAN,
        Right.APPROVE_PLAN,
        Right.REVIEW_PLAN,
        Right.PUT_TO_COUNCIL,
        Right.SCHEDULE_PLAN,
        Right.RECORD_DECISION,
        Right.RETURN_DECISION,
        Right.CARRY_OUT_PLAN,
        Right.GIVE_OPINION,
    ),
    Matter.INSPECTIONS: (
        Right.PLAN_INSPECTIONS,
        Right.ORDER_INSPECTION,
        Right.INSPECT,
        Right.REGISTER_PROTOCOL,
        Right.ANSWER_INSPECTION,
    ),
    Matter.OFFICE: (Right.NAME_SUBSTITUTE, Right.WITNESS_SEALS),
}


class Role(TextChoices):
    """What a post is for; decides the rights that its group is granted."""

    MINISTER = "minister", _("Minister of Education")
    MINISTRY_OFFICER = "ministry_officer", _("Ministry officer")
    RUO_HEAD = "ruo_head", _("Head of the regional authority")
    DEPARTMENT_HEAD = "department_head", _("Head of department")
    RUO_EXPERT = "ruo_expert", _("Expert")
    RUO_RECORDS = "ruo_records", _("Records office")
    MAYOR = "mayor", _("Mayor")
    MUNICIPAL_EXPERT = "municipal_expert", _("Municipal expert")
    COUNCIL_CHAIR = "council_chair", _("Chair of the council")
    COUNCIL_CLERK = "council_clerk", _("Clerk of the council")
    DIRECTOR = "director", _("Director")
    OBSERVER = "observer", _("Observer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Reach(StrEnum):
    """Where a right of a role holds."""

    OWN = "own"
    AUTHORITIES = "authorities"


@dataclass(frozen=True)
class Grant:
    """These rights, at the post's own institution or at every regional authority."""

    rights: tuple[Right, ...]
    reach: Reach = Reach.OWN


GRANTS: dict[Role, tuple[Grant, ...]] = {
    Role.MINISTER: (
        Grant((Right.VIEW_DOCUMENTS, Right.NAME_SUBSTITUTE)),
        Grant(
            (
                Right.VIEW_SUBMITTED,
                Right.REVIEW_PLAN,
                Right.APPROVE_PLAN,
                Right.NAME_SUBSTITUTE,
            ),
            Reach.AUTHORITIES,
        ),
    ),
    Role.MINISTRY_OFFICER: (
        Grant((Right.VIEW_DOCUMENTS, Right.WITNESS_SEALS)),
        Grant((Right.VIEW_SUBMITTED, Right.REVIEW_PLAN), Reach.AUTHORITIES),
    ),
    Role.RUO_HEAD: (
        Grant(
            (
                *SEES,
                Right.PREPARE_PLAN,
                Right.SUBMIT_PLAN,
                Right.AGREE_PLAN,
                Right.CARRY_OUT_PLAN,
                Right.PLAN_INSPECTIONS,
                Right.ORDER_INSPECTION,
                Right.NAME_SUBSTITUTE,
            )
        ),
    ),
    Role.DEPARTMENT_HEAD: (
        Grant(
            (
                *SEES,
                Right.PREPARE_PLAN,
                Right.PLAN_INSPECTIONS,
                Right.INSPECT,
                Right.GIVE_OPINION,
            )
        ),
    ),
    Role.RUO_EXPERT: (Grant((*SEES, Right.INSPECT, Right.GIVE_OPINION)),),
    Role.RUO_RECORDS: (Grant((*SEES, Right.REGISTER_PLAN, Right.REGISTER_PROTOCOL)),),
    Role.MAYOR: (
        Grant(
            (
                *SEES,
                Right.PREPARE_PLAN,
                Right.SUBMIT_PLAN,
                Right.PUT_TO_COUNCIL,
                Right.RETURN_DECISION,
                Right.CARRY_OUT_PLAN,
                Right.NAME_SUBSTITUTE,
            )
        ),
    ),
    Role.MUNICIPAL_EXPERT: (Grant((*SEES, Right.PREPARE_PLAN)),),
    Role.COUNCIL_CHAIR: (
        Grant((*SEES, Right.SCHEDULE_PLAN, Right.GIVE_OPINION, Right.NAME_SUBSTITUTE)),
    ),
    Role.COUNCIL_CLERK: (
        Grant((*SEES, Right.SCHEDULE_PLAN, Right.GIVE_OPINION, Right.RECORD_DECISION)),
    ),
    Role.DIRECTOR: (
        Grant(
            (
                *SEES,
                Right.PREPARE_PLAN,
                Right.SUBMIT_PLAN,
                Right.CARRY_OUT_PLAN,
                Right.ANSWER_INSPECTION,
                Right.NAME_SUBSTITUTE,
            )
        ),
    ),
    Role.OBSERVER: (Grant((Right.VIEW_SUBMITTED,)),),
    Role.ADMINISTRATOR: (Grant((Right.RUN_SYSTEM,)),),
}
