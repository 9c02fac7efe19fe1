"""Facts of signing printed in the document: boxes and the line of the council's decision."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from .days import days_in
from .dossier import DraftDecision
from .facts import Agreement, Signoff
from .front import Line
from .letters import closed_up
from .persons import name_in
from .rows import Place
from .settlements import NAME, SECOND

_BOX = re.compile(
    r"^(съгласувал\w*|съгласувано\w*|утвърдил\w*|утвърждавам|утвърдено|одобрил\w*|одобрявам)\b[\s:….\-_]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_POST = re.compile(
    r"(началник|министър|директор|кмет|за началник|зам\.?|вр\.?\s*и\.?\s*д)", re.IGNORECASE
)
_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_BLANK = re.compile(r"[.…_]{2,}")
_NUMBER = (
    r"\s*(?:(?:№|n[o°º]\.?)\s*((?:[а-я]{1,4}\s?-\s?)?[0-9][\w-]*)?"
    r"|([0-9][\w-]*)(?=\s*/|\s*г?\.?\s+от\s+\d))"
)
_DECISION = re.compile(rf"решение{_NUMBER}", re.IGNORECASE)
_PROTOCOL = re.compile(rf"протокол{_NUMBER}", re.IGNORECASE)
_ADOPTED = re.compile(r"\bприе(?:т|та|то|ма|л)\b|\bвзето\b|решение\s*(?:№|\d)", re.IGNORECASE)
_SECOND = re.compile(rf"(?<=\s){SECOND}$", re.IGNORECASE)
_TITLE = re.compile(r"^\W*(?:годишен\s+|общински\s+)?(?:план|отчет|доклад)\b", re.IGNORECASE)
_OF_PLAN = re.compile(r"\bплан|^\W*приет\s+с\b", re.IGNORECASE)
_TAKEN = re.compile(r"\bвзето\s+с\s+протокол|^\W*протокол\s*№", re.IGNORECASE)
_NEAR = 3
_MOST, _LINES = 6, 14
_AFTER_POST = re.compile(r"\s*(?:,?\s*заповед\b|дата|подпис|/?\s*п\s*/|\d{1,2}\.\d)", re.IGNORECASE)
_COUNCIL = re.compile(
    rf"общински(?:я[т]?)?\s+съвет\s*(?:[–—-]\s*)?(?:гр\.\s*)?(?-i:{NAME}|[А-Я]+(?:\s[А-Я]+)?(?!\w))",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\(\s*прие[тм]\w*\s+с\b|(?:отчет\w*|докладът?)\s.{0,160}прие[тм]\w*\s+с\b", re.IGNORECASE
)
_AGREED = re.compile(
    r"съгласуван\w*\s+(?:с|от)\s+(?P<name>[А-Я][а-я]+(?:\s+[А-Я][а-я]+){1,2})\s*[,–-]\s*"
    r"(?P<post>[^.;]+?)(?=[.;]|,\s|$)"
)
_BASIS = re.compile(
    (
        r"(?:на|по)\s+основание\s+(?:на\s+)?(чл\.\s*\d+.*?)(?=\s+(?:за изпълнение|и е"
        r"|и в изпълнение)|[;]|\.\s*$|\.\s+[А-Я]|$)"
    ),
    re.IGNORECASE,
)
_IMPLEMENTS = re.compile(r"(?:за|в)\s+изпълнение\s+на\s+(.+?)(?:(?<!г)\.)?$", re.IGNORECASE)


def signoff_of(before: Sequence[Line], after: Sequence[Line]) -> Signoff:
    """Everything the document says about its signing."""
    before, after = list(map(_closed_up, before)), list(map(_closed_up, after))
    lines = [*before, *after]
    agreed, approved = _box(lines, "съгласув"), _box(lines, ("утвърд", "утвържд", "одобр"))
    decision = _decision_line(before, after)
    basis = next((line for line in lines if _BASIS.search(line.text)), None)
    basis_match = _BASIS.search(basis.text) if basis else None
    aim = _IMPLEMENTS.search(basis.text) if basis else None
    places = [place for part in (agreed, approved) if part for place in part[1]]
    text = decision.text if decision else ""
    return Signoff(
        agreed_by=agreed[0] if agreed else None,
        approved_by=approved[0] if approved else None,
        legal_basis=basis_match[1].strip() if basis_match else None,
        implements=aim[1] if aim else None,
        council=_council(text),
        decision_number=_group(_DECISION, text),
        protocol_number=_group(_PROTOCOL, text),
        date=_session_date(text),
        raw=decision.text if decision else None,
        blank=bool(decision) and (bool(_BLANK.search(text)) or not _group(_DECISION, text)),
        places=(*places, *([decision.place] if decision else [])),
    )


def _closed_up(line: Line) -> Line:
    return replace(line, text=closed_up(line.text))


def report_signoff(
    report: Sequence[Line], after: Sequence[Line], draft: DraftDecision | None, motives: str
) -> Signoff:
    """What a report to a council says of its adoption, and who agreed the plan it reports on."""
    own = next((line for line in (*report, *after) if _OWN.search(line.text)), None)
    text = own.text if own else ""
    agreed = _AGREED.search(motives)
    return Signoff(
        agreed_by=Agreement(agreed[0], agreed["name"], agreed["post"].strip()) if agreed else None,
        legal_basis=draft.legal_basis if draft else None,
        implements=None,
        council=_council(text) or (draft.council if draft else None),
        decision_number=_group(_DECISION, text),
        protocol_number=_group(_PROTOCOL, text),
        date=_session_date(text),
        raw=text or None,
        blank=bool(own) and not _group(_DECISION, text),
        places=(own.place,) if own else (),
    )


def _group(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return (match[1] or match[2]) if match else None


def _council(text: str) -> str | None:
    match = _COUNCIL.search(text)
    if match is None:
        return None
    printed = match[0].rstrip(" .")
    if printed.isupper():
        first, name = re.split(r"(?<=СЪВЕТ)", printed)
        return first.capitalize() + _SECOND.sub(lambda word: word[0].lower(), name.title())
    return re.sub(r"^Общинския[т]?", "Общински", printed)


def _session_date(text: str) -> dt.date | None:
    """The date at the protocol, else at the decision."""
    for pattern in (_PROTOCOL, _DECISION):
        match = pattern.search(text)
        found = _date(text[match.end() : match.end() + 20]) if match else None
        if found:
            return found
    return _date(text)


def _date(text: str) -> dt.date | None:
    match = _DATE.search(text)
    if not match:
        days, _basis = days_in(text.lower(), None)
        return days[0].start if days else None
    try:
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def _decision_line(before: Sequence[Line], after: Sequence[Line]) -> Line | None:
    """The line of this plan's own adoption: with decision and protocol, after the table first."""
    for line in [*reversed(_with_protocols(after)), *_with_protocols(before)]:
        own = _DECISION.search(line.text) and _ADOPTED.search(line.text)
        if own and (_PROTOCOL.search(line.text) or _OF_PLAN.search(line.text)):
            return line
    return None


def _with_protocols(lines: Sequence[Line]) -> list[Line]:
    """A decision whose protocol is printed on a line of its own is one line with it."""
    out: list[Line] = []
    for line in lines:
        if _TAKEN.search(line.text) and not _DECISION.search(line.text):
            own = next(
                (i for i, one in enumerate(out[-_NEAR:]) if _DECISION.search(one.text)), None
            )
            if own is not None:
                at = len(out) - len(out[-_NEAR:]) + own
                out[at] = Line(f"{out[at].text} {line.text}", out[at].place)
                continue
        out.append(line)
    return out


def _box(
    lines: Sequence[Line], stems: str | tuple[str, ...]
) -> tuple[Agreement, list[Place]] | None:
    """A box "СЪГЛАСУВАЛ": the word, then name, post and date on the same line or the next ones."""
    start = next((i for i, line in enumerate(lines) if line.text.lower().startswith(stems)), None)
    match = _BOX.match(lines[start].text) if start is not None else None
    if start is None or match is None:
        return None
    name = post = date = None
    places = [lines[start].place]
    below = [line for line in lines[start + 1 : start + _LINES] if line.is_below(lines[start])]
    for index, line in enumerate([lines[start], *below[: _MOST - 1]]):
        text = match[2] if index == 0 else line.text
        found_post = _POST.search(text)
        found_name = name_in(text[: found_post.start()] if found_post else text)
        if index and _ends_box(text, is_said=bool(found_name or found_post)):
            break
        name = name or found_name
        post = post or (_post(text[found_post.start() :]) if found_post else None)
        date = date or _date(text)
        if index and (found_name or found_post or _date(text) or text.lower().startswith("дата")):
            places.append(line.place)
    printed = lines[start].text
    return Agreement(printed, name, post, date), places


def _ends_box(text: str, *, is_said: bool) -> bool:
    """Whether a line below a box is no longer part of it: a paragraph, a title in capitals, another
    box.
    """
    is_title = text.isupper() and len(text) > 6 and not is_said
    is_other = any(one.search(text) for one in (_TITLE, _BOX, _DECISION))
    return len(text) > 90 or is_title or is_other


def _post(text: str) -> str:
    """A post without the date or the order that follows it."""
    return _AFTER_POST.split(text)[0].strip(" ,./:…_")
