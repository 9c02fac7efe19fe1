"""The tags and filters of every template (``builtins`` in the settings): icons, pills, dates."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms, template
from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.forms import BoundField
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workflows import drawing, wording
from workflows.display import Age, Route, RouteStep, State, Tone, deadline_age
from workflows.flow import flow_of

register = template.Library()

DAY = dt.timedelta(days=1)
LONGEST_PAUSE = 14 * DAY

register.filter("number", wording.number)
register.filter("percent", wording.percent)
register.filter("bgdate", wording.document_date)
register.filter("bgdate_table", wording.table_date)
register.filter("bgdate_short", wording.short_date)
register.filter("bgtime", wording.clock_time)
register.filter("bgmoment", wording.moment)
register.filter("initials", wording.initials)


register.simple_tag(drawing.icon)
register.simple_tag(drawing.shape)
register.filter(drawing.cells)
register.simple_tag(drawing.bar, name="ind")
register.simple_tag(drawing.visit_chip)
register.simple_tag(drawing.load_bar)


def _next_working(context: Context) -> dt.date | None:
    """The office calendar's answer, asked once per page; without a frame the pure rule's."""
    ask = context.get("next_working")
    return ask() if callable(ask) else None


@register.simple_tag(takes_context=True)
def age(context: Context, due: dt.date | Age | None, today: dt.date | None = None) -> str:
    """The pill of a deadline: a date is judged as of ``today``, an ``Age`` is shown as it is."""
    judged = _judged(context, due, today) if isinstance(due, dt.date) else due
    return drawing.pill(judged) if judged else ""


def _judged(context: Context, due: dt.date, as_of: dt.date | None) -> Age:
    today = as_of or timezone.localdate()
    near = today + DAY < due <= today + LONGEST_PAUSE
    # What is late, or later than after any pause of the offices, is so whenever they work next.
    return deadline_age(due, today, _next_working(context) if near else today + DAY)


# What is over or rests is neutral, what is decided is green, what went wrong is red;
# in every other state somebody is to act.
_TONES = {
    Tone.ACTIVE: {"visits.reported"},
    Tone.NONE: {
        *("draft", "amending", "in_execution", "reported", "archived"),
        *("proposed", "planned", "closed", "withdrawn", "cancelled"),
    },
    Tone.OK: {"adopted", "approved", "in_force", "report_adopted"},
    Tone.WARN: {"prescribed"},
    Tone.BAD: {"returned", "rejected", "report_returned", "escalated"},
}


def state_tone(value: str, kind: str = "") -> Tone:
    """The colour of a state by its value; ``kind`` where two kinds mean different things by it."""
    names = {value, f"{kind}.{value}"}
    return next((tone for tone, values in _TONES.items() if names & values), Tone.ACTIVE)


def state_of(document: Any, note: str = "") -> State:
    """The badge of a document: the label comes from its flow."""
    value = str(document.state)
    return State(flow_of(document).states(value).label, state_tone(value, document.slug), note)


@register.inclusion_tag("_state.html")
def state(document: Any, note: str = "") -> dict[str, Any]:
    """The badge of a document's state (or of a ready ``State``); ``note`` follows a dot."""
    badge = document if isinstance(document, State) else state_of(document, note)
    return {"state": badge}


@register.inclusion_tag("_steps.html")
def stepper(steps: Route | Sequence[RouteStep], waiting: str = "") -> dict[str, Any]:
    """The route of a document; ``waiting`` says in a few words what it waits for."""
    return {"route": steps if isinstance(steps, Route) else Route(steps, waiting)}


@register.simple_tag
def url_if(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page, or nothing when this installation has no such page."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def _control_class(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The control of a field with the classes of the design; its own class is kept."""
    own = field.field.widget.attrs.get("class", "")
    invalid = "is-invalid" if field.errors else ""
    css = " ".join(part for part in (_control_class(field), own, invalid) if part)
    return field.as_widget(attrs={"class": css})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the field is one box to tick: its label stands after it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def error_target(field: BoundField) -> str:
    """The id that a link in the error summary jumps to: of radio cards the first."""
    choices = isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{field.auto_id}_0" if choices else str(field.auto_id)


@register.filter
def error_fields(form: forms.BaseForm) -> list[BoundField]:
    """The fields with errors in the order of the page."""
    return [field for field in form if field.errors]


@register.filter
def error_lines(field: BoundField) -> list[str]:
    """The errors of a field as sentences; Django's "this field is required" names the field."""
    return [_sentence(field, error) for error in field.errors.as_data()]


def _sentence(field: BoundField, error: ValidationError) -> str:
    text = " ".join(str(part) for part in error)
    if error.code == "required" and text == str(forms.Field.default_error_messages["required"]):
        return _("Fill in: %(label)s") % {"label": field.label}
    return text


@register.filter
def error_count(form: forms.BaseForm) -> int:
    """How many things are to be corrected: fields, and sentences about the whole form."""
    return len(error_fields(form)) + len(form.non_field_errors())


@register.filter
def pages_shown(page: Page[Any]) -> list[int | str]:
    """The numbers in the pager: the ends, the neighbours, an ellipsis between."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return list(shown)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The present query string with some values changed; an empty value removes its key."""
    request = context.get("request")
    values = request.GET.copy() if request else None
    if values is None:
        return ""
    for key, value in changes.items():
        if value in (None, ""):
            values.pop(key, None)
        else:
            values[key] = str(value)
    return f"?{values.urlencode()}" if values else "?"
