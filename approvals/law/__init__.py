"""Terms of plans and of a council's act, as data."""

from approvals.law import appeals, council, plans


def declare_terms() -> None:
    """Make them known to the clocks and to the calculator."""
    council.declare_terms()
    appeals.declare_terms()
    plans.declare_terms()
