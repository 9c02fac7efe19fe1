"""``{% beside document %}``: what every page of a document carries besides its own content."""

from typing import Any

from django import template
from django.template.context import Context

from institutions.models import Person
from workflows.queries import following as queries

register = template.Library()


@register.inclusion_tag("workflows/_beside.html", takes_context=True)
def beside(context: Context, document: Any) -> dict[str, Any]:
    """The button to follow the document, and the small post that it was opened."""
    person = context["request"].user
    found = queries.beside(document, person) if isinstance(person, Person) else None
    return {"document": document, "beside": found, "csrf_token": context.get("csrf_token")}
