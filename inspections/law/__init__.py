"""Terms of inspections, complaints and other work of a regional authority, as data."""

from inspections.law import complaints, offices, orders


def declare_terms() -> None:
    """Make them known to the clocks and to the calculator."""
    orders.declare_terms()
    complaints.declare_terms()
    offices.declare_terms()
