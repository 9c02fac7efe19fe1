"""The few CSS selectors that the tests of pages use, as XPath; lxml's own need one more package."""

import re
from typing import Any

_PART = re.compile(r"([.#])?([\w-]+)|\[([\w-]+)(?:=([^\]]+))?\]|(\*)")


def _step(text: str) -> str:
    tag, tests = "*", []
    for sign, name, attribute, value, _any in _PART.findall(text):
        if sign == ".":
            tests.append(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')")
        elif sign == "#":
            tests.append(f"@id='{name}'")
        elif name:
            tag = name
        elif attribute:
            tests.append(f"@{attribute}='{value}'" if value else f"@{attribute}")
    return tag + "".join(f"[{test}]" for test in tests)


def _path(selector: str) -> str:
    path, axis = ".", "//"
    for word in selector.split():
        if word == ">":
            axis = "/"
        else:
            path, axis = path + axis + _step(word), "//"
    return path


def select(element: Any, selectors: str) -> list[Any]:
    """Elements in the order of the page: ``select(page, "ol.r-steps > li[aria-current]")``."""
    found: list[Any] = element.xpath(" | ".join(_path(one) for one in selectors.split(",")))
    return found


def words(element: Any) -> str:
    """The text of an element with single spaces."""
    return " ".join(element.text_content().split())
