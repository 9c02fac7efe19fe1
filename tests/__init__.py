"""The tests; a package, so that tests/plans is not taken for the app plans."""
