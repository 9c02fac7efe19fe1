"""Form controls that Django has not."""

import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

_SENTENCE = _("Give a year from 2000 to 2100.")
#: The days that a deadline, a visit or an order may name.
DAYS = (
    MinValueValidator(datetime.date(2000, 1, 1), _SENTENCE),
    MaxValueValidator(datetime.date(2100, 12, 31), _SENTENCE),
)


class DayInput(forms.DateInput):
    """A date in the browser's own calendar; the browser wants the value as ``2026-04-01``."""

    input_type = "date"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
