"""Indicators: the way from the baseline to the target, and how far along it we are today."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from workflows.display.ages import Age, Shape, Text, Tone
from workflows.wording import number

FULL = Decimal(100)


@dataclass(frozen=True)
class Indicator:
    """Numbers ready to be drawn. Percentages are of the way, whole numbers.

    ``percent`` may pass 100 or fall under 0 and is what the text says; ``bar`` is what is drawn.
    It is None while nothing is reported: no number without a record. A target that is no number
    has ``text`` and neither bar nor status; ``is_wanting``: a number belongs there.
    """

    unit: Text
    baseline: str = ""
    target: str = ""
    now: str = ""
    percent: int | None = None
    expected_percent: int = 0
    status: Tone = Tone.NONE
    text: Text = ""
    is_wanting: bool = False

    @property
    def bar(self) -> int:
        """The filled part of the bar, 0 to 100."""
        return min(100, max(0, self.percent or 0))

    @property
    def words(self) -> str:
        """The whole bar in one sentence, for those who do not see it."""
        reported = _(
            "%(unit)s: baseline %(baseline)s, now %(now)s, target %(target)s, "
            "expected by today %(expected)s %% of the way – %(percent)s %%"
        )
        unknown = _(
            "%(unit)s: baseline %(baseline)s, target %(target)s, "
            "expected by today %(expected)s %% of the way – not reported yet"
        )
        return (unknown if self.percent is None else reported) % {
            "unit": self.unit,
            "baseline": self.baseline,
            "now": self.now,
            "target": self.target,
            "expected": self.expected_percent,
            "percent": self.percent,
        }

    @property
    def age(self) -> Age:
        """The pill beside the bar."""
        match self.status:
            case Tone.OK:
                return Age(Tone.OK, Shape.CIRCLE, pgettext("a deadline", "on schedule"))
            case Tone.WARN:
                return Age(Tone.WARN, Shape.TRIANGLE, pgettext("a deadline", "behind"))
            case Tone.BAD:
                return Age(Tone.BAD, Shape.SQUARE, pgettext("a deadline", "overdue"))
        return Age(Tone.NONE, Shape.DASH, pgettext("a deadline", "upcoming"))


def share_covered(baseline: Decimal, target: Decimal, now: Decimal) -> Decimal:
    """``(now − baseline) / (target − baseline)``: 1 is the target, also where less is better.

    A target equal to the baseline is to be kept, so there is no way to measure: it is met when
    the value has not fallen under it, or, for a target of nought, not risen above it.
    """
    if target == baseline:
        kept = now <= 0 if target == 0 else now >= target
        return Decimal(int(kept))
    return (now - baseline) / (target - baseline)


def _whole_percent(share: Decimal) -> int:
    """Rounded, except that „almost there“ is never written as 100 %."""
    rounded = round(share * FULL)
    return 99 if rounded >= 100 and share < 1 else int(rounded)


def _status(share: Decimal, expected: Decimal, *, is_over: bool) -> Tone:
    if share >= 1:
        return Tone.OK
    if is_over:
        return Tone.BAD
    if share <= 0 and expected <= 0:
        return Tone.NONE
    return Tone.OK if share >= expected else Tone.WARN


def indicator(
    unit: Text,
    *,
    target: Decimal,
    baseline: Decimal | None = None,
    now: Decimal | None = None,
    expected: Decimal = Decimal(0),
    is_over: bool = False,
) -> Indicator:
    """The indicator of an activity (design, section 6).

    ``expected`` is the share of the way expected today, 0 to 1; ``is_over``: the deadline passed.
    A baseline that the plan does not give counts as nought and is written as a dash; a value not
    yet reported stands at the baseline.
    """
    start = Decimal(0) if baseline is None else baseline
    share = share_covered(start, target, now) if now is not None else Decimal(0)
    return Indicator(
        unit=unit,
        baseline=number(baseline) or "–",
        target=number(target),
        now=number(now) or "–",
        percent=None if now is None else _whole_percent(share),
        expected_percent=min(100, max(0, _whole_percent(expected))),
        status=_status(share, expected, is_over=is_over),
    )


def text_indicator(unit: Text, text: Text, *, is_wanting: bool = True) -> Indicator:
    """An indicator whose target is words („според класирането“): reported in words, no bar."""
    return Indicator(unit=unit, text=text, is_wanting=is_wanting)
