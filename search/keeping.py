"""Entries follow what they are about: documents soon after their commit, institutions within it."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import translation

from search.drafts import Draft, Source
from search.models import Entry, Word
from search.stemmer import stem
from search.tokens import SMALL, latin, tokens
from search.vector import vector
from workflows import prepared

#: The first entry of an owner tells of what all of them were made.
BASIS = "SELECT basis FROM search_entry WHERE owner = %(owner)s AND place = ''"
WRITTEN = (
    "kind", "document", "basis", "digest", "title", "about", "url", "on", "readers", "hidden",
    "words",
)  # fmt: skip
#: A word of fewer letters is not guessed when it is mistyped.
SHORTEST_GUESS = 4


def keep(source: Source) -> bool:
    """Write the entries of a source that are not as they should be; whether there were any."""
    basis = source.basis()
    if prepared.rows(BASIS, {"owner": source.owner}) == [(basis,)]:
        return False
    with translation.override(settings.LANGUAGE_CODE):
        _write(source.owner, basis, source.drafts())
    return True


def _write(owner: str, basis: str, drafts: list[Draft]) -> None:
    stored = Entry.objects.filter(owner=owner)
    known = {row[0]: row[1:] for row in stored.values_list("place", "digest", "readers", "hidden")}
    gone = known.keys() - {draft.place for draft in drafts}
    if gone:
        stored.filter(place__in=gone).delete()
    changed = [
        one
        for one in drafts
        if not one.place or known.get(one.place) != (one.digest, one.readers, one.hidden)
    ]
    Entry.objects.bulk_create(
        [_entry(owner, basis, draft) for draft in changed],
        update_conflicts=True,
        unique_fields=["owner", "place"],
        update_fields=WRITTEN,
    )
    words = _words(changed)
    # After the commit: two who write the same new words do not wait for each other.
    transaction.on_commit(lambda: learn(words))


def _entry(owner: str, basis: str, draft: Draft) -> Entry:
    return Entry(
        kind=draft.kind,
        owner=owner,
        place=draft.place,
        document=draft.document,
        basis="" if draft.place else basis,
        digest=draft.digest,
        title=draft.title,
        about=draft.about,
        url=draft.url,
        on=draft.on,
        readers=draft.readers,
        hidden=draft.hidden,
        words=vector(draft.texts),
    )


def _words(drafts: Iterable[Draft]) -> list[str]:
    said = {word for draft in drafts for one in draft.texts for word in tokens(one.text)}
    return sorted(word for word in said - SMALL if word.isalpha() and len(word) >= SHORTEST_GUESS)


def learn(words: Iterable[str]) -> None:
    """Remember words with which mistyped ones are compared."""
    found = [Word(word=word, stem=stem(word), latin=latin(word)) for word in words]
    Word.objects.bulk_create(found, ignore_conflicts=True, batch_size=2000)
