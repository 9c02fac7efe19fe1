"""The cast: few people, named by post; the head of another region is refused everywhere."""

import datetime
import logging
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.utils import timezone, translation

from institutions.models import Institution, Person
from tests import emptying, making, registering


@pytest.fixture(scope="session", autouse=True)
def _folder_of_static_files():
    """WhiteNoise warns where nothing was gathered, and a warning is an error."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests that commit empty the whole database after them, which ours refuses by a trigger."""
    with django_db_blocker.unblock():
        emptying.allow()


@pytest.fixture(autouse=True)
def _plain_hashes(settings):
    """Cheap hashes, and files of a test under a folder of the test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.AXES_ENABLED = False


@pytest.fixture(autouse=True)
def _own_language():
    """A page that a test before this one asked for leaves its language behind."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _own_silence():
    """A command may silence the log of its process, no longer than it runs."""
    before = logging.root.manager.disable
    yield
    assert logging.root.manager.disable == before, "the log was left silent"


@pytest.fixture
def english():
    """What the program says is compared in English."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path):
    """Seals of a test are signed with a key of the test."""
    settings.VAR, settings.SEAL_KEY = tmp_path, ""


class Clock:
    """The clock of the wall, moved forward."""

    def __init__(self) -> None:
        self.ahead = datetime.timedelta()

    def forward(self, **by: int) -> None:
        """Let time pass."""
        self.ahead += datetime.timedelta(**by)

    def now(self) -> datetime.datetime:
        """The moment that Django is told."""
        return datetime.datetime.now(datetime.UTC) + self.ahead


@pytest.fixture
def clock(monkeypatch):
    """Time that passes when the test says so; nothing else of Django is touched."""
    moved = Clock()
    monkeypatch.setattr(timezone, "now", moved.now)
    return moved


@dataclass(frozen=True)
class People:
    """Who acts in the tests."""

    ruo_head: Person
    department_head: Person
    expert: Person
    second_expert: Person
    records: Person
    mayor: Person
    municipal_expert: Person
    council_chair: Person
    council_clerk: Person
    director: Person
    other_director: Person
    minister: Person
    ministry_officer: Person
    observer: Person
    administrator: Person
    head_of_another_region: Person
    mayor_of_another_town: Person

    def __iter__(self):
        return iter(vars(self).items())


CAST = {
    "ruo_head": "radulova",
    "department_head": "bistrishki",
    "expert": "stoykova",
    "second_expert": "karapenev",
    "records": "gancheva",
    "mayor": "genovski",
    "municipal_expert": "valkova",
    "council_chair": "petkanov",
    "council_clerk": "dobrinova",
    "director": "sotirov",
    "other_director": "uzunova",
    "minister": "ardaliev",
    "ministry_officer": "kraleva",
    "observer": "observer",
    "administrator": "admin",
    "head_of_another_region": "zagorska",
    "mayor_of_another_town": "krinchev",
}


@dataclass(frozen=True)
class Places:
    """Where they act."""

    ministry: Institution
    authority: Institution
    municipality: Institution
    council: Institution
    school: Institution
    other_school: Institution
    other_authority: Institution


PLACES = {
    "ministry": "mon",
    "authority": "ruo-srednogorie",
    "municipality": "ob-kamengrad",
    "council": "obs-kamengrad",
    "school": "990101",
    "other_school": "990102",
    "other_authority": "ruo-zagorie",
}


@pytest.fixture
def region(db):
    """The register of the demo region, without plans."""
    registering.load()


@pytest.fixture
def people(region):
    """The cast."""
    found = {person.username: person for person in Person.objects.all()}
    return People(**{name: found[username] for name, username in CAST.items()})


@pytest.fixture
def places(region):
    """The places."""
    found = {place.code: place for place in Institution.objects.all()}
    return Places(**{name: found[code] for name, code in PLACES.items()})


@pytest.fixture
def municipal_plan(people, places):
    """A municipal plan in draft, with two activities."""
    return making.municipal_plan(people, places)


@pytest.fixture
def ruo_plan(people, places):
    """An authority's plan in draft, with two inspections."""
    return making.ruo_plan(people, places)


@pytest.fixture
def school_plan(people, places):
    """A school's plan in draft."""
    return making.school_plan(people, places)
