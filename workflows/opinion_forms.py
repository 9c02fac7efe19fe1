"""What is entered when opinions are asked for and given."""

import datetime
from email.utils import parseaddr
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import Department, Institution, Post
from workflows.flow import Asks
from workflows.models import Opinion, RoundRule
from workflows.opinions import LINK_LASTS, Asked, Question
from workflows.widgets import DayInput

MOST = 30


class AskForm(forms.Form):
    """Who is asked, what, by when, and how the answers are counted."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    question = forms.CharField(
        label=gettext_lazy("What is asked"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    inside = forms.MultipleChoiceField(
        label=gettext_lazy("Departments and posts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    committees = forms.CharField(
        label=gettext_lazy("Standing committees"),
        help_text=gettext_lazy("One on a line; after a semicolon its seats: “Education; 7”."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    outside = forms.CharField(
        label=gettext_lazy("Outside people"),
        help_text=gettext_lazy(
            "One on a line: “Name <address>”. Each gets a letter with a link that serves once."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("It is in favour when"),
        choices=RoundRule.choices,
        initial=RoundRule.ALL,
        widget=forms.RadioSelect,
    )
    needed = forms.IntegerField(
        label=gettext_lazy("At least how many"), required=False, min_value=1, max_value=MOST
    )
    due_on = forms.DateField(label=gettext_lazy("Answer by"), widget=DayInput())

    def __init__(self, *args: Any, asks: Asks, place: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.choices = place, _choices(place)
        inside: Any = self.fields["inside"]
        inside.choices = [(key, one.name) for key, one in self.choices.items()]
        if not asks.committees:
            del self.fields["committees"]

    def clean_due_on(self) -> datetime.date:
        """Ahead, and not after the links have become too old."""
        day: datetime.date = self.cleaned_data["due_on"]
        today = timezone.localdate()
        if not today <= day < today + LINK_LASTS:
            raise ValidationError(_("The day lies ahead, at most 59 days from today."))
        return day

    def clean_committees(self) -> list[Asked]:
        """The committees with their seats."""
        return [self._committee(line) for line in _lines(self.cleaned_data["committees"])]

    def _committee(self, line: str) -> Asked:
        name, _semicolon, seats = line.partition(";")
        if seats.strip() and not (seats.strip().isdecimal() and 0 < int(seats) <= MOST):
            raise ValidationError(_("Write the seats as a number: %(line)s.") % {"line": line})
        return Asked(name.strip()[:200], self.place, seats=int(seats) if seats.strip() else 1)

    def clean_outside(self) -> list[Asked]:
        """The outside people with their addresses."""
        return [_outsider(line) for line in _lines(self.cleaned_data["outside"])]

    def clean(self) -> dict[str, Any]:
        """Somebody is asked, nobody twice, and so many that the number can be reached."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        number = len(self.asked())
        if not 0 < number <= MOST or len({one.email or one for one in self.asked()}) < number:
            raise ValidationError(_("Name who is asked: from 1 to 30, each once."))
        needed, counts = cleaned.get("needed"), cleaned["rule"] == RoundRule.AT_LEAST
        if counts and not (needed and needed <= number):
            self.add_error("needed", _("Enter a number from 1 to %(n)d.") % {"n": number})
        return cleaned

    def asked(self) -> list[Asked]:
        """All who are asked."""
        cleaned = self.cleaned_data
        inside = [self.choices[key] for key in cleaned["inside"]]
        return [*inside, *cleaned.get("committees", ()), *cleaned["outside"]]

    def entered(self) -> Question:
        """The question."""
        cleaned = self.cleaned_data
        needed = cleaned["needed"] if cleaned["rule"] == RoundRule.AT_LEAST else None
        return Question(cleaned["question"], cleaned["rule"], needed, cleaned["due_on"])


def _choices(place: Institution) -> dict[str, Asked]:
    """Departments of an institution, then its posts that give opinions."""
    posts = Post.objects.filter(
        institution=place, group__institutiongrouppermission__permission__codename="give_opinion"
    ).order_by("title", "pk")
    departments = Department.objects.filter(institution=place, posts__in=posts).distinct()
    found = {f"d{one.pk}": Asked(one.name, place, department=one) for one in departments}
    return found | {f"p{one.pk}": Asked(one.title, place, post=one) for one in posts.distinct()}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _outsider(line: str) -> Asked:
    name, address = parseaddr(line)
    try:
        validate_email(address)
    except ValidationError as wrong:
        sentence = _("No address that a letter can go to: %(line)s.") % {"line": line}
        raise ValidationError(sentence) from wrong
    return Asked((name or address)[:200], email=address.lower())


class GiveForm(forms.Form):
    """In favour, against or without an opinion; whoever is against says why."""

    opinion = forms.ChoiceField(
        label=gettext_lazy("Opinion"), choices=Opinion.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Reasons"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """A refusal has its reasons."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("opinion") == Opinion.AGAINST and not cleaned.get("text", "").strip():
            self.add_error("text", _("Write why you are against."))
        return cleaned
