"""A plan document becomes rows: one small reader per format, one grammar for all."""

from .apart import Found, read_apart
from .problems import Unreadable
from .reader import read_document

__all__ = ["Found", "Unreadable", "read_apart", "read_document"]
