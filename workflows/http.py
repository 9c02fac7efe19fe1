"""The person behind a request."""

from django.http import HttpRequest

from institutions.models import Person


def signed_in(request: HttpRequest) -> Person:
    """The person who is signed in; views behind the login middleware always have one."""
    person = request.user
    if not isinstance(person, Person):
        raise TypeError("A view without a signed-in person asked for one.")
    return person
