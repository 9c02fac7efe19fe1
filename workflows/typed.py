"""What a person typed into a form that is not saved: told back to them, so that it is not lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from workflows.display import Text
from workflows.wording import table_date


@dataclass(frozen=True)
class Typed:
    """A field as it was sent; ``text`` is how a page shows it."""

    label: Text
    text: str


def typed_in(form: forms.BaseForm) -> tuple[Typed, ...]:
    """The fields of a sent form that hold something; hidden ones and files are not typed."""
    return tuple(_typed(form)) if form.is_bound else ()


def _typed(form: forms.BaseForm) -> Iterator[Typed]:
    for field in form.visible_fields():
        if not isinstance(field.field, forms.FileField | forms.BooleanField):
            text = as_shown(field.field, field.value())
            if text:
                yield Typed(field.label, text)


def as_shown(field: forms.Field, value: Any) -> str:
    """A value in words: the label of a choice, a day as tables write it, else as it was sent."""
    if value in (None, "", []):
        return ""
    if isinstance(field, forms.ChoiceField):
        return ", ".join(_labels(field, value if isinstance(value, list) else [value]))
    if isinstance(field, forms.DateField):
        return _day(field, value)
    return str(value)


def _labels(field: forms.ChoiceField, values: Iterable[Any]) -> Iterator[str]:
    widget = cast("forms.Select", field.widget)
    labels = {str(key): str(label) for key, label in widget.choices if key not in (None, "")}
    return (labels.get(str(value), str(value)) for value in values)


def _day(field: forms.DateField, value: Any) -> str:
    try:
        return table_date(field.to_python(value))
    except ValidationError:
        return str(value)
