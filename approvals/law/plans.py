"""Days and terms of plans and strategies (ЗПУО чл. 104, 197, 263; ПУФРУО чл. 16; domain.md 3)."""

import datetime

from django.utils.translation import gettext_lazy as _

from approvals.flow.holders import HEAD, MAYOR
from workflows.taken import Case
from workflows.terms.law import LastDay, Term, Unit, Wording, declare

FIVE_YEARS = datetime.date(2023, 2, 6)
PERIOD_STARTS = _("first day of the period of the plan")


def _period(case: Case) -> dict[str, datetime.date]:
    return {"": case.document.starts_on}


ADOPTION = Term(
    "adoption_of_plan",
    _("adoption of the plan by the council"),
    (
        Wording(
            "чл. 197, ал. 3 ЗПУО",
            _("The council adopts the annual plan every year by 30 April."),
            Unit.DAY_OF_YEAR,
            fixed=(4, 30),
            last_day=LastDay.STAYS,
        ),
    ),
    starts=PERIOD_STARTS,
    stops=_("decision of the council"),
    passes=_("The plan may still be adopted; it is marked as late."),
    tells=(MAYOR,),
    events=_period,
)
SUBMISSION = Term(
    "submission_to_ministry",
    _("submission to the minister"),
    (
        Wording(
            "чл. 16, ал. 1 ПУФРУО",
            _("The head submits the annual plan to the minister by 10 September."),
            Unit.DAY_OF_YEAR,
            fixed=(9, 10),
            before=True,
            last_day=LastDay.STAYS,
        ),
    ),
    starts=PERIOD_STARTS,
    stops=_("submission of the plan"),
    passes=_("The plan may still be submitted; it is marked as late."),
    tells=(HEAD,),
    events=_period,
)
REPORT = Term(
    "report_to_ministry",
    _("report to the minister"),
    (
        Wording(
            "чл. 16, ал. 3 ПУФРУО",
            _("The head reports on the plan by 10 September of the school year that ends."),
            Unit.DAY_OF_YEAR,
            fixed=(9, 10),
            last_day=LastDay.STAYS,
        ),
    ),
    starts=PERIOD_STARTS,
    stops=_("report on the plan"),
    tells=(HEAD,),
    events=_period,
)
MUNICIPAL_STRATEGY = Term(
    "municipal_strategy",
    _("term of a municipal strategy"),
    (
        Wording(
            "чл. 197, ал. 1–2 ЗПУО",
            _("A municipal strategy is adopted for two years."),
            Unit.MONTHS,
            24,
            last_day=LastDay.STAYS,
        ),
    ),
    starts=_("adoption of the strategy"),
    stops=_("adoption of the next strategy"),
    passes=_("No annual plan can be submitted before a new strategy is adopted."),
)
REGIONAL_STRATEGY = Term(
    "regional_strategy",
    _("term of a regional strategy"),
    (
        Wording(
            "чл. 196, ал. 4–5 ЗПУО",
            _("A regional strategy is approved for two years."),
            Unit.MONTHS,
            24,
            last_day=LastDay.STAYS,
        ),
    ),
    starts=_("approval by the governor"),
    stops=_("approval of the next strategy"),
)
SCHOOL_STRATEGY = Term(
    "school_strategy",
    _("term of a school's strategy"),
    (
        Wording(
            "чл. 263, ал. 1 ЗПУО",
            _("A school adopts its strategy for four years."),
            Unit.MONTHS,
            48,
            last_day=LastDay.STAYS,
            valid_to=FIVE_YEARS - datetime.timedelta(days=1),
        ),
        Wording(
            "чл. 263, ал. 1 ЗПУО",
            _("A school adopts its strategy for five years."),
            Unit.MONTHS,
            60,
            last_day=LastDay.STAYS,
            valid_from=FIVE_YEARS,
        ),
    ),
    starts=_("adoption by the pedagogical council"),
    stops=_("adoption of the next strategy"),
)
SCHOOL_YEAR = Term(
    "school_year",
    _("first day of the school year"),
    (
        Wording(
            "чл. 101, ал. 3 ЗПУО",
            _("The school year begins on 15 September, or on the next working day."),
            Unit.DAY_OF_YEAR,
            fixed=(9, 15),
        ),
    ),
    starts=_("any day before it"),
    stops=_("first school day"),
)
SPORTS_YEAR = Term(
    "school_year_of_sports",
    _("first day of the school year of sports schools"),
    (
        Wording(
            "чл. 101, ал. 3 ЗПУО",
            _("Sports schools begin on 1 September, or on the next working day."),
            Unit.DAY_OF_YEAR,
            fixed=(9, 1),
        ),
    ),
    starts=_("any day before it"),
    stops=_("first school day"),
)
VACATIONS = Term(
    "order_of_vacations",
    _("order of the minister on vacations"),
    (
        Wording(
            "чл. 104, ал. 1–2 ЗПУО",
            _("Vacations are set by order at least two weeks before the school year begins."),
            amount=14,
            before=True,
        ),
    ),
    starts=_("first day of the school year"),
    stops=_("order of the minister"),
)


def declare_terms() -> None:
    """Make these terms known."""
    declare(ADOPTION, SUBMISSION, REPORT, MUNICIPAL_STRATEGY, REGIONAL_STRATEGY)
    declare(SCHOOL_STRATEGY, SCHOOL_YEAR, SPORTS_YEAR, VACATIONS)
