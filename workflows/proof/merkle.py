"""Merkle trees over SHA-256, hashed as RFC 6962 (section 2.1) asks.

A leaf is hashed with a leading 0 byte and a node with a leading 1, so that nobody can pass a
node off as a leaf. A node without a neighbour goes up as it is.
"""

import hashlib
from collections.abc import Iterator, Sequence

Side = str  # "left" or "right": on which side the neighbour stands


def leaf(content: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\0" + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours."""
    return hashlib.sha256(b"\1" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over hashed leaves; of nothing, the hash of nothing."""
    *_below, top = _levels(leaves)
    return top[0] if top else hashlib.sha256(b"").digest()


def path(leaves: Sequence[bytes], position: int) -> list[tuple[Side, str]]:
    """The neighbours, as hex, that lead from the leaf at a position to the root."""
    steps: list[tuple[Side, str]] = []
    for level in _levels(leaves):
        neighbour = position ^ 1
        if neighbour < len(level):
            steps.append(("left" if neighbour < position else "right", level[neighbour].hex()))
        position //= 2
    return steps


def _levels(leaves: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    level = leaves
    yield level
    while len(level) > 1:
        pairs = [node(level[n], level[n + 1]) for n in range(0, len(level) - 1, 2)]
        level = pairs + list(level[len(pairs) * 2 :])
        yield level
