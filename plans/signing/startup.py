"""Whether the settings of signatures can be used, asked when the service starts."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from .configured import Misconfigured, seal_of_the_house, trusted_roots


@register()
def settings_can_be_used(**_kwargs: Any) -> list[CheckMessage]:
    """An error for each setting of signatures that names what cannot be read."""
    return [*_asked(trusted_roots, "plans.E001"), *_asked(seal_of_the_house, "plans.E002")]


def _asked(read: Any, number: str) -> list[CheckMessage]:
    try:
        read()
    except Misconfigured as fault:
        return [Error(str(fault), id=number)]
    return []
