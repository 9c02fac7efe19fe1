"""Fixtures for the tests of the house."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.served import open_to_servers


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account can walk to, gone after the test."""
    with open_to_servers() as folder:
        yield folder
