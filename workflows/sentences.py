"""``{% translate "A sentence" %}`` of every template, said quickly (a tag of ``house``).

Django's own tag makes a lazy text of each sentence and looks at it from all sides, which takes
several times the translation itself; a page says two hundred. What is more than a plain sentence
is left to Django's.
"""

from django.template.base import Node, Parser, Token
from django.template.context import Context
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import gettext, pgettext


class SentenceNode(Node):
    """A sentence whose words, and whose context, are known when the template is read."""

    child_nodelists = ()

    def __init__(self, message: str, message_context: str) -> None:
        # A catalogue doubles percent signs, as those of a format are.
        self.message = message.replace("%", "%%")
        self.message_context = message_context

    def render(self, context: Context) -> str:  # noqa: ARG002
        """The sentence in the language of the moment."""
        within = self.message_context
        said = pgettext(within, self.message) if within else gettext(self.message)
        return said.replace("%%", "%")


def translate(parser: Parser, token: Token) -> Node:
    """Django's tag; a plain sentence is made a ``SentenceNode``."""
    node: TranslateNode = do_translate(parser, token)
    said, within = node.filter_expression, node.message_context
    message, context = said.var.literal, within.var if within else ""
    is_plain = isinstance(message, str) and isinstance(context, str) and not said.filters
    if not is_plain or node.asvar or node.noop or (within and within.filters):
        return node
    return SentenceNode(str(message), str(context))
