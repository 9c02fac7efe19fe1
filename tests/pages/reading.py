"""The text of an element as one reads it: what stands in different boxes is not glued together."""

from typing import Any


def words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())
