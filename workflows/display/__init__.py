"""What the partials of ``templates/`` show: small frozen values, worked out before the template.

A template takes no decision and does no arithmetic: it gets one of these and writes it down.
"""

from workflows.display.ages import (
    Age,
    Shape,
    Text,
    Tone,
    deadline_age,
    done_age,
    next_working_day,
    upcoming_age,
)
from workflows.display.documents import (
    Action,
    Check,
    Checks,
    Choice,
    LogLine,
    Message,
    Route,
    RouteStep,
    Stamp,
    State,
    StepStatus,
    Task,
    VisitChip,
)
from workflows.display.indicators import Indicator, indicator, share_covered, text_indicator
from workflows.display.plots import (
    Bar,
    Column,
    Plot,
    Row,
    RowBar,
    RowPlot,
    Segment,
    column_plot,
    row_plot,
)

__all__ = [
    "Action",
    "Age",
    "Bar",
    "Check",
    "Checks",
    "Choice",
    "Column",
    "Indicator",
    "LogLine",
    "Message",
    "Plot",
    "Route",
    "RouteStep",
    "Row",
    "RowBar",
    "RowPlot",
    "Segment",
    "Shape",
    "Stamp",
    "State",
    "StepStatus",
    "Task",
    "Text",
    "Tone",
    "VisitChip",
    "column_plot",
    "deadline_age",
    "done_age",
    "indicator",
    "next_working_day",
    "row_plot",
    "share_covered",
    "text_indicator",
    "upcoming_age",
]
