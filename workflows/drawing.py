"""Marks that stand on a page by the dozen: signs, pills, bars.

They are written here and not in partials: a page of a hundred rows would otherwise spend most of
its time with them.
"""

from collections.abc import Iterable
from functools import cache

from django.template.defaultfilters import linebreaksbr
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from workflows.display import Age, Indicator, Shape, VisitChip
from workflows.wording import percent, short_date

_SIGNS = {
    Shape.CIRCLE: mark_safe('<circle cx="6" cy="6" r="4.6"/>'),
    Shape.TRIANGLE: mark_safe('<path d="M6 1 11.4 10.8H.6z"/>'),
    Shape.SQUARE: mark_safe('<path d="M1.4 1.4h9.2v9.2H1.4z"/>'),
    Shape.TICK: mark_safe('<path d="M.8 6.4 2.4 4.8l2.3 2.4 4.9-5.4 1.6 1.5-6.5 7.1z"/>'),
    Shape.DASH: mark_safe('<path d="M1 5h10v2H1z"/>'),
}


@cache
def icon(name: str, size: str = "") -> SafeString:
    """The icon ``i-name`` of ``static/icons.svg``; ``size="s"`` is the small one.

    Decorative: a button that has nothing else gets its words in ``.visually-hidden``.
    """
    css = f"r-ico r-ico--{size}" if size else "r-ico"
    return format_html(
        '<svg class="{}" viewBox="0 0 20 20" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        css,
        static("icons.svg"),
        name,
    )


@cache
def shape(name: str) -> SafeString:
    """The sign of a deadline, a ``Shape``."""
    return format_html('<svg viewBox="0 0 12 12" aria-hidden="true">{}</svg>', _SIGNS[Shape(name)])


def pill(age: Age) -> SafeString:
    """A deadline in shape and words; the date stands beside it."""
    return format_html('<span class="r-age {}">{}{}</span>', age.tone, shape(age.shape), age.words)


def visit_chip(chip: VisitChip) -> SafeString:
    """A visit in the schedule; the left edge tells the kind: solid, double, dashed."""
    return format_html(
        '<{tag}{address} class="r-chip k-{kind}{done}{conflict}"><b>{school}</b>'
        '<span class="r-chip__f">{sign}{date}{code}</span></{tag}>',
        tag="a" if chip.url else "span",
        address=format_html(' href="{}"', chip.url) if chip.url else "",
        kind=chip.kind,
        done=" is-done" if chip.is_done else "",
        conflict=" is-conf" if chip.has_conflict else "",
        school=chip.school,
        sign=_sign(chip),
        date=short_date(chip.date),
        code=f" · {chip.code}" if chip.code else "",
    )


def _sign(chip: VisitChip) -> str:
    if chip.has_conflict:
        name, words = "warn", _("conflict:")
    elif chip.is_done:
        name, words = "check", _("carried out:")
    elif chip.is_today:
        name, words = "pin", _("in the field today:")
    else:
        return ""
    return format_html('{}<span class="visually-hidden">{} </span>', icon(name, "s"), words)


def load_bar(percent: int, *, is_over: bool = False) -> SafeString:
    """How much of their days somebody has in the field; ``percent`` is what is filled, 0 to 100."""
    return format_html(
        '<svg class="r-load" aria-hidden="true"><rect class="t" width="100%" height="8" rx="4"/>'
        '<rect class="v{}" width="{}%" height="8" rx="4"/></svg>',
        " is-bad" if is_over else "",
        percent,
    )


def cells(texts: Iterable[str]) -> SafeString:
    """The cells of a row of a printed table, with the line breaks of their texts."""
    lines = ((linebreaksbr(text) if "\n" in text or "\r" in text else text,) for text in texts)
    return format_html_join("", "<td>{}</td>", lines)


def bar(indicator: Indicator) -> SafeString:
    """An indicator: baseline, way covered, what is expected today, target; or its words."""
    return _in_words(indicator) if indicator.text else _drawn(indicator)


def _in_words(indicator: Indicator) -> SafeString:
    wanting = format_html(
        '<span class="r-sub r-warntext">{} {}</span>',
        icon("warn", "s"),
        _("No target as a number"),
    )
    unit = format_html('<span class="r-sub">{}</span>', indicator.unit) if indicator.unit else ""
    return format_html("{}{}{}", unit, indicator.text, wanting if indicator.is_wanting else "")


def _drawn(indicator: Indicator) -> SafeString:
    return format_html(
        '<span class="r-sub">{unit}</span><span class="r-ind {status}">'
        '<span class="r-ind__row" role="img" aria-label="{words}">'
        '<span aria-hidden="true">{baseline}</span><svg aria-hidden="true">'
        '<rect class="t" x="0" y="4.5" width="100%" height="7" rx="3.5"/>'
        '<rect class="v" x="0" y="4.5" width="{covered}%" height="7" rx="3.5"/>'
        '<line class="e" x1="{expected}%" x2="{expected}%" y1="0" y2="16"/></svg>'
        '<span aria-hidden="true">{target}</span></span>'
        '<span class="r-ind__now">{now}</span></span>',
        unit=indicator.unit,
        status=indicator.status,
        words=indicator.words,
        baseline=indicator.baseline,
        covered=indicator.bar,
        expected=indicator.expected_percent,
        target=indicator.target,
        now=_now(indicator),
    )


def _now(indicator: Indicator) -> SafeString:
    if indicator.percent is None:
        return format_html('<span class="r-mute">{}</span>', pgettext("a value", "not reported"))
    return format_html(
        '<span>{} <b>{}</b></span><span class="r-mute">{}</span>',
        _("now"),
        indicator.now,
        percent(indicator.percent),
    )
