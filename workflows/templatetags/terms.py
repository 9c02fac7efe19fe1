"""``{% clocks document %}``: the legal terms of a document, each with the reasons of its date."""

from typing import Any

from django import template
from django.template.context import Context

from workflows.queries.terms import clocks_of

register = template.Library()


@register.inclusion_tag("workflows/_clocks.html", takes_context=True)
def clocks(context: Context, document: Any) -> dict[str, Any]:
    """A card with all clocks, nothing where none was started."""
    return {"clocks": clocks_of(document), "next_working": context.get("next_working")}
