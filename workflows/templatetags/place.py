"""Links that remember the place in „За мен“ from which they are followed."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.context import Context

from workflows import place

register = template.Library()


@register.simple_tag(takes_context=True)
def from_row(context: Context, row: Any) -> str:
    """The query of a link in a row of the list; empty where there is no list around it."""
    request = context.get("request")
    if request is None or not isinstance(row, int):
        return ""
    return f"?{urlencode({place.NAME: place.shown(request.GET, row)})}"


@register.simple_tag(takes_context=True)
def kept_place(context: Context) -> str:
    """The place with which this page was opened, for the links and forms that lead on."""
    return place.kept(context["request"])
