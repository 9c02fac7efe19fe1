"""Comments beside a document: who reads them, who is told, how they are resolved."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Person
from workflows import access, notices
from workflows.forms import offer
from workflows.models import Comment, Following


class CommentForm(forms.Form):
    """What is said, on which row, to whom."""

    text = forms.CharField(
        label=_("Comment"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    anchor = forms.ChoiceField(label=_("On the row"), required=False)
    mentioned = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=_("Mention"),
        required=False,
        help_text=_("Those who are chosen get a notice. Several: with Ctrl or Shift."),
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )

    def __init__(self, *args: Any, document: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        rows: Any = self.fields["anchor"]
        rows.choices = [("", _("the whole document")), *document.rows_open_to(person)]
        readers = access.readers_of(document).exclude(pk=person.pk)
        offer(self, "mentioned", readers.order_by("name"))

    def clean_mentioned(self) -> Any:
        """Only those who will be able to read it are mentioned."""
        chosen = self.cleaned_data["mentioned"]
        for person in chosen:
            if self.document.state in self.document.states_inside(person):
                raise forms.ValidationError(
                    _("%(name)s does not see the text that is being worked on.")
                    % {"name": person.name}
                )
        return chosen


def open_to(document: Any, person: Person) -> QuerySet[Comment]:
    """The comments of a document that a person who sees it may read."""
    rows = Comment.objects.filter(document_id=document.pk)
    return rows.exclude(state__in=document.states_inside(person))


def write(document: Any, author: Person, form: CommentForm) -> Comment:
    """Keep a comment and tell those who are mentioned and those who follow the document."""
    said = form.cleaned_data
    with transaction.atomic():
        comment = Comment.objects.create(
            document_kind=document.slug,
            document_id=document.pk,
            state=document.state,
            anchor=said["anchor"],
            text=said["text"],
            author=author,
        )
        comment.mentioned.set(said["mentioned"])
        notices.tell("commented", _told(comment, document), document, f"c{comment.pk}",
                     comment=comment)  # fmt: skip
    return comment


def _told(comment: Comment, document: Any) -> list[Person]:
    """The mentioned, and the followers who may read it; the author never."""
    following = Following.objects.filter(document_id=document.pk).values("person")
    followers = access.readers_of(document).filter(pk__in=following).exclude(pk=comment.author_id)
    reading = [one for one in followers if document.state not in document.states_inside(one)]
    return list({one.pk: one for one in [*comment.mentioned.all(), *reading]}.values())


def resolve(comment: Comment, person: Person, *, wanted: bool) -> None:
    """Mark a comment as dealt with, or open it again; harmless when repeated."""
    Comment.objects.filter(pk=comment.pk, resolved_at__isnull=wanted).update(
        resolved_at=timezone.now() if wanted else None, resolved_by=person if wanted else None
    )
