"""Form controls that Django has not."""

from django import forms


class DayInput(forms.DateInput):
    """A date in the browser's own calendar; the browser wants the value as ``2026-04-01``."""

    input_type = "date"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
