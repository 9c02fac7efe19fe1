"""A plan document becomes rows: one small reader per format, one grammar for all."""

from .problems import Unreadable
from .reader import read_document

__all__ = ["Unreadable", "read_document"]
