"""The lists of an OpenDocument text: which number stands before which paragraph."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from lxml import etree

from .counting import MAX_LEVEL, Level, Lists

NAMESPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_TEXT = NAMESPACE.format("text")
_STYLE = NAMESPACE.format("style")
_OUTLINE = "the headings"
_KINDS = {
    "1": "decimal", "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter",
    "А": "russianUpper", "а": "russianLower",
}  # fmt: skip

Levels = dict[int, Level]


@dataclass
class _OpenList:
    """A list the walk is in; ``fresh`` says that the next paragraph begins an item."""

    owner: str
    style: str
    fresh: bool = False


@dataclass
class OdtLists:
    """The styles of lists, and how far each list has counted."""

    styles: dict[str, Levels] = field(default_factory=dict)
    of_paragraphs: dict[str, str] = field(default_factory=dict)
    _open: list[_OpenList] = field(default_factory=list)
    _last: dict[str, str] = field(default_factory=dict)
    _counted: Lists = field(default_factory=Lists)
    _met: int = 0

    @classmethod
    def read(cls, *roots: etree._Element) -> "OdtLists":
        """The lists that the parts of a document declare."""
        lists = cls()
        for root in roots:
            for one in root.iter(f"{_TEXT}list-style", f"{_TEXT}outline-style"):
                is_outline = one.tag == f"{_TEXT}outline-style"
                name = _OUTLINE if is_outline else one.get(f"{_STYLE}name", "")
                lists.styles[name] = _levels(one)
            for one in root.iter(f"{_STYLE}style"):
                if used := one.get(f"{_STYLE}list-style-name"):
                    lists.of_paragraphs[one.get(f"{_STYLE}name", "")] = used
        return lists

    @contextmanager
    def inside(self, element: etree._Element) -> Iterator[None]:
        """Walk what stands in an element that may be a list or an item of one."""
        if element.tag == f"{_TEXT}list":
            self._open.append(self._opened(element))
            yield
            self._open.pop()
            return
        if self._open and element.tag == f"{_TEXT}list-item":
            self._begin(element)
        yield

    def label(self, paragraph: etree._Element) -> str:
        """The number that is printed before a paragraph; empty for bullets and plain text."""
        if not self._open:
            return self._heading(paragraph)
        now = self._open[-1]
        if not now.fresh:
            return ""
        now.fresh = False
        style = now.style or self.of_paragraphs.get(paragraph.get(f"{_TEXT}style-name", ""), "")
        return self._counted.next_label(now.owner, len(self._open) - 1, self.styles.get(style, {}))

    def _heading(self, paragraph: etree._Element) -> str:
        level = paragraph.get(f"{_TEXT}outline-level", "")
        if paragraph.tag != f"{_TEXT}h" or not level.isdigit() or not 0 < int(level) <= MAX_LEVEL:
            return ""
        return self._counted.next_label(_OUTLINE, int(level) - 1, self.styles.get(_OUTLINE, {}))

    def _opened(self, element: etree._Element) -> _OpenList:
        """A list inside another counts with it; one that goes on counts with the one before."""
        style = element.get(f"{_TEXT}style-name", "")
        if self._open:
            return _OpenList(self._open[-1].owner, style or self._open[-1].style)
        self._met += 1
        name = element.get("{http://www.w3.org/XML/1998/namespace}id") or f"list {self._met}"
        before = element.get(f"{_TEXT}continue-list", "")
        owner = self._last.get(before, name)
        if not before and element.get(f"{_TEXT}continue-numbering") == "true":
            owner = self._last.get(f"style {style}", name)
        self._last |= {name: owner, f"style {style}": owner}
        return _OpenList(owner, style)

    def _begin(self, item: etree._Element) -> None:
        now = self._open[-1]
        now.fresh = True
        start = item.get(f"{_TEXT}start-value", "")
        if start.isdigit() and len(start) < 6:
            self._counted.set_back(now.owner, len(self._open) - 1, int(start))


def _levels(style: etree._Element) -> Levels:
    levels = {}
    for one in style:
        number = one.get(f"{_TEXT}level", "")
        if number.isdigit() and 0 < int(number) <= MAX_LEVEL:
            levels[int(number) - 1] = _level(one, int(number))
    return levels


def _level(element: etree._Element, number: int) -> Level:
    shown = element.get(f"{_TEXT}display-levels", "1")
    first = number - (int(shown) if shown.isdigit() else 1)
    counted = ".".join(f"%{index + 1}" for index in range(max(first, 0), number))
    prefix, suffix = (element.get(f"{_STYLE}num-{end}", "") for end in ("prefix", "suffix"))
    start = element.get(f"{_TEXT}start-value", "")
    kind = _KINDS.get(element.get(f"{_STYLE}num-format", "")[:1], "none")
    at = int(start) if start.isdigit() and len(start) < 6 else 1
    return Level(at, kind, f"{prefix}{counted}{suffix}")
