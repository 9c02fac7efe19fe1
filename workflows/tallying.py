"""How the opinions of a round are counted, and when its result is certain."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.models.opinion import Opinion, RoundRule, RoundState


@dataclass(frozen=True)
class Voice:
    """What one of those asked said, empty while they have not, and how many seats they have."""

    opinion: str
    seats: int = 1


def result(rule: str, needed: int | None, voices: Iterable[Voice]) -> RoundState:
    """Carried or refused as soon as no answer that is still open can change it; until then open.

    ``needed`` is the number of the rule „at least so many“.
    """
    every = list(voices)
    least, most = _in_favour(rule, every)
    if rule == RoundRule.UNLESS_REFUSED and any(one.opinion == Opinion.AGAINST for one in every):
        return RoundState.REFUSED
    wanted = _wanted(rule, needed, every)
    if least >= wanted:
        return RoundState.CARRIED
    return RoundState.REFUSED if most < wanted else RoundState.OPEN


def _weight(rule: str, one: Voice) -> int:
    return one.seats if rule == RoundRule.MAJORITY else 1


def _in_favour(rule: str, voices: list[Voice]) -> tuple[int, int]:
    """How much is in favour now, and how much can be at most.

    Where only a refusal counts, whoever has no opinion lets the document pass.
    """
    passing = {Opinion.FOR.value}
    if rule == RoundRule.UNLESS_REFUSED:
        passing.add(Opinion.NONE.value)
    now = sum(_weight(rule, one) for one in voices if one.opinion in passing)
    return now, now + sum(_weight(rule, one) for one in voices if not one.opinion)


def _wanted(rule: str, needed: int | None, voices: list[Voice]) -> int:
    if rule == RoundRule.MAJORITY:
        return sum(one.seats for one in voices) // 2 + 1
    return needed or 1 if rule == RoundRule.AT_LEAST else len(voices)
