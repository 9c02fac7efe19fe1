"""Rows become documents: one description of a paper, and a writer for each format."""

from .formats import FORMATS, Format, write
from .paper import Box, Column, Heading, Paper, Row, Table, Text

__all__ = [
    "FORMATS",
    "Box",
    "Column",
    "Format",
    "Heading",
    "Paper",
    "Row",
    "Table",
    "Text",
    "write",
]
