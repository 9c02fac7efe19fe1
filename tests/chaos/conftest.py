"""One service for all tests of the folder: what one test does to it, the next survives."""

import pytest

from tests.chaos.besieged import besieged
from tests.house.served import open_to_servers


@pytest.fixture(scope="session")
def siege():
    """The service under siege."""
    with open_to_servers() as folder, besieged(folder) as running:
        yield running
