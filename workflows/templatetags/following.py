"""``{% beside document %}``: what every page of a document carries besides its own content."""

from typing import Any

from django import template
from django.template.context import Context

from institutions.models import Person
from workflows import commenting
from workflows.queries.following import follows

register = template.Library()


@register.inclusion_tag("workflows/_beside.html", takes_context=True)
def beside(context: Context, document: Any) -> dict[str, Any]:
    """The button to follow the document, and the small post that it was opened."""
    person = context["request"].user
    mine = isinstance(person, Person) and follows(person, document)
    return {
        "document": document,
        "follows": mine,
        "comments": commenting.open_to(document, person).filter(resolved_at=None).count()
        if isinstance(person, Person)
        else 0,
        "csrf_token": context.get("csrf_token"),
    }
