"""The one way in which reading a document fails: a sentence for the person who brought it."""


class Unreadable(Exception):
    """The document cannot be read; ``str()`` is one translated sentence: what is wrong and what to
    do.
    """

    def __init__(self, sentence: object) -> None:
        super().__init__(str(sentence))
