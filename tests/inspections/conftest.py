"""Pages are opened as the tests of pages do."""

from tests.pages.conftest import at

__all__ = ["at"]
