"""The papers before the table of a report: proposal, draft decision, title, line of adoption."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .dossier import DraftDecision, Duty, Officer, Point, Proposal
from .duties import duties_of, is_appeal, is_return, remedy_of
from .front import Line
from .letters import closed_up
from .persons import RANKS
from .settlements import NAME

_DRAFT = re.compile(
    r"^проект\w*?\s*(?:за|на)\s*решение|^решение\s*:?$|^проект\s*:?$", re.IGNORECASE
)
_DECIDES = re.compile(r"\bреши(?:л|ха)?\s*:?\s*$|^реши\s*:|\bр\s*е\s*ш\s*и\s*:?\s*$", re.IGNORECASE)
_BASIS = re.compile(
    r"на\s+основание\s+(чл\..+?)(?=,?\s*(?:общинск\w+\s+съвет|реши\b|$))", re.IGNORECASE
)
_COUNCIL = re.compile(
    rf"общински(?:ят)?\s+съвет\s*(?:[–—-]\s*)?(?:гр\.\s*)?(?-i:{NAME})",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"(?:т\.\s*)?(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[а-я](?=\)))\s*[.)]\s*(\S.*)", re.DOTALL
)
_LEAD = re.compile(r"(?:възлага|задължава|упълномощава|оправомощава)\w*\s.*:$", re.IGNORECASE)
_REPORT = re.compile(
    r"^\W*(?:отчет|доклад за изпълнение|информация за изпълнение)\b", re.IGNORECASE
)
_ADOPTED = re.compile(r"\(\s*прие[тм]|\bприет[оа]?\s+с\s+(?:решение|протокол)", re.IGNORECASE)
_PRESENTER = re.compile(
    r"^(?:докладчик\w*|вносител\w*)\b(?P<role>[^:]*):?\s*(?P<rest>.*)", re.IGNORECASE
)
_ADDRESSEE = re.compile(r"^адресат\w*[^:]*:\s*(?P<rest>.*)", re.IGNORECASE)
_COORDINATED = re.compile(r"^съгласувал\w*|^съгласувано", re.IGNORECASE)
_PREPARED = re.compile(r"^(?:изготвил\w*|изготвено|подготвил\w*|съставил\w*)", re.IGNORECASE)
_BLOCKS = (_PRESENTER, _ADDRESSEE, _COORDINATED, _PREPARED)
_CLOSED = re.compile(r"^(?:с уважение|предоставям|приложени|кмет\b)", re.IGNORECASE)
_NAME = re.compile(
    rf"(?:[гд]-[жн]?[нжа]\w*\s+)?{RANKS}[А-Я][А-Яа-я]+(?:\s+(?:[–-]\s*)?[А-Я][А-Яа-я.]+){{1,3}}"
)
_STRATEGIC = re.compile(r"стратегическа\s+цел\s*(?:№?\s*\d+)?\s*[:.–-]\s*(\S.*)", re.IGNORECASE)
_MOST_PERSONS = 6


@dataclass(frozen=True)
class Papers:
    """Everything before the table of a report."""

    proposal: Proposal | None
    draft: DraftDecision | None
    title: str | None
    report: tuple[Line, ...]

    @property
    def strategic_goal(self) -> str | None:
        """The goal of the strategy, where it stands before the table."""
        found = (_STRATEGIC.match(line.text) for line in self.report)
        return next((match[1].strip() for match in found if match), None)


def papers_of(lines: Sequence[Line]) -> Papers:
    """Read the lines before the table."""
    flat = [replace(line, text=closed_up(line.text)) for line in lines]
    start = next((i for i, line in enumerate(flat) if _DRAFT.match(line.text)), None)
    at = _report_start(flat, start or 0)
    draft = _draft(flat[start:at]) if start is not None else None
    proposal = _proposal(flat[: start if start is not None else at])
    report = tuple(flat[at:])
    return Papers(proposal, draft, _title(report), report)


def _report_start(lines: Sequence[Line], after: int) -> int:
    """Where the report itself begins: the last line that calls itself one."""
    found = [i for i, line in enumerate(lines) if i >= after and _REPORT.match(line.text)]
    return found[-1] if found else len(lines) if after else 0


def _title(report: Sequence[Line]) -> str | None:
    """The title with the lines it goes on in, without the line of adoption."""
    if not report:
        return None
    parts = [report[0].text]
    for line in report[1:4]:
        if _ADOPTED.search(line.text) or re.search(r"20\d\d", parts[-1]) or len(line.text) > 200:
            break
        parts.append(line.text)
    return re.split(r"\s*\(\s*прие", " ".join(parts), maxsplit=1)[0].strip(" *")


def _draft(lines: Sequence[Line]) -> DraftDecision | None:
    """The draft decision; None if nothing is decided in it."""
    decides = next((i for i, line in enumerate(lines) if _DECIDES.search(line.text)), None)
    if decides is None:
        return None
    opening = " ".join(line.text for line in lines[: decides + 1])
    basis, council = _BASIS.search(opening), _COUNCIL.search(opening)
    ruled = _until_block(lines[decides + 1 :])
    points, closing = _points(ruled)
    appeal = next((line for line in ruled if is_appeal(line.text)), None)
    returned = next((line for line in ruled if is_return(line.text)), None)
    return DraftDecision(
        council=council[0] if council else None,
        legal_basis=basis[1].strip(" ,") if basis else None,
        points=tuple(point for point, _line in points),
        duties=_duties(points, closing),
        appeal=remedy_of(appeal) if appeal else None,
        returned=remedy_of(returned) if returned else None,
        addressee=next(iter(_people(lines, _ADDRESSEE)), None),
        presenters=_people(lines, _PRESENTER),
        coordinated_by=_people(lines, _COORDINATED),
        prepared_by=_people(lines, _PREPARED),
        places=tuple(line.place for line in (lines[0], lines[-1])),
    )


def _until_block(lines: Sequence[Line]) -> Sequence[Line]:
    """The sentences of the decision, up to the first block with persons."""
    for index, line in enumerate(lines):
        if _CLOSED.match(line.text) or any(block.match(line.text) for block in _BLOCKS):
            return lines[:index]
    return lines


def _points(lines: Sequence[Line]) -> tuple[list[tuple[Point, Line]], list[Line]]:
    """The numbered points and the closing sentences; without numbers the first sentence is one."""
    points: list[tuple[Point, Line]] = []
    closing: list[Line] = []
    for line in lines:
        match = _POINT.fullmatch(line.text)
        if match:
            points.append((Point(match[1], match[2].strip()), Line(match[2].strip(), line.place)))
        elif points or closing:
            closing.append(line)
        else:
            points.append((Point(None, line.text), line))
    return points, closing


def _duties(points: Sequence[tuple[Point, Line]], closing: Sequence[Line]) -> tuple[Duty, ...]:
    found: list[Duty] = []
    lead = ""
    for point, line in points:
        begun = f"{lead} {line.text}" if lead and _is_below(point) else line.text
        lead = line.text.rstrip(" :") if _LEAD.match(line.text) else lead
        lead = lead if lead and (_is_below(point) or lead in line.text) else ""
        found += duties_of(Line(begun, line.place), point.number)
    for line in closing:
        found += duties_of(line, None)
    return tuple(found)


def _is_below(point: Point) -> bool:
    """Whether a point is a part of the one before: „2.1.“, „а)“."""
    return point.number is not None and ("." in point.number or point.number.islower())


def _people(lines: Sequence[Line], block: re.Pattern[str]) -> tuple[Officer, ...]:
    """The persons of every block of one kind: on its own line, or on the lines below."""
    found = []
    for index, line in enumerate(lines):
        match = block.match(line.text)
        if not match:
            continue
        said = match.groupdict()
        role = (said.get("role") or "").strip(" :").lower() or None
        rest = said.get("rest", line.text[match.end() :]).strip(" :.…_")
        texts = [rest] if rest else []
        for other in lines[index + 1 : index + 1 + _MOST_PERSONS]:
            if any(b.match(other.text) for b in _BLOCKS) or _CLOSED.match(other.text):
                break
            texts.append(other.text)
        found += [person for text in texts if (person := person_of(text, role)) is not None]
    return tuple(found)


def person_of(text: str, role: str | None = None) -> Officer | None:
    """Name and post of a line: „Име Фамилия, пост“ or „Име Фамилия – пост“."""
    match = _NAME.match(text)
    if match is None:
        return None
    comma = re.fullmatch(r"([^,]+?)\s*,\s*(\S.*)", text)
    dash = re.fullmatch(r"(.+?)\s+[–—-]\s+(\S.*)", text)
    parts = comma or dash
    if parts is None:
        return Officer(text.strip(" ."), None, role)
    return Officer(parts[1].strip(), parts[2].strip(" ."), role)


def _proposal(lines: Sequence[Line]) -> Proposal | None:
    """The proposal, known by its heading or by „ОТНОСНО“."""
    texts = [line.text for line in lines]
    about = next(
        (i for i, t in enumerate(texts) if re.match(r"относно\s*:?", t, re.IGNORECASE)), None
    )
    named = next(
        (i for i, t in enumerate(texts) if re.match(r"(?:доклад|предложение)\b", t, re.IGNORECASE)),
        None,
    )
    if about is None and named is None:
        return None
    head = texts[: about if about is not None else (named or 0) + 3]
    by = next((t for t in head if re.match(rf"от\s+{RANKS}[А-Я]", t)), None)
    basis = next(
        (t for t in head if re.match(r"(?:по|на основание)\s+чл\.", t, re.IGNORECASE)), None
    )
    start = next((i for i, t in enumerate(texts) if re.match(r"мотиви\b", t, re.IGNORECASE)), None)
    return Proposal(
        to=_receiver(head),
        by=person_of(by[2:].strip()) if by else None,
        legal_basis=re.sub(r"^(?:по|на основание)\s+", "", basis, flags=re.IGNORECASE)
        if basis
        else None,
        about=re.sub(r"^относно\s*:?\s*", "", texts[about], flags=re.IGNORECASE)
        if about is not None
        else None,
        motives=tuple(texts[start + 1 :]) if start is not None else (),
    )


def _receiver(head: Sequence[str]) -> Officer | None:
    """Who stands under „ДО“."""
    at = next(
        (i for i, text in enumerate(head) if re.fullmatch(r"до\s*:?", text, re.IGNORECASE)), None
    )
    if at is None:
        return None
    below = [
        t
        for t in head[at + 1 : at + 4]
        if not re.match(r"доклад|предложение|от\s", t, re.IGNORECASE)
    ]
    name = next((t for t in below if re.match(r"г-(?:н|жа)\b", t, re.IGNORECASE)), None)
    post = next((t for t in below if t != name), None)
    return Officer(re.sub(r"^г-(?:н|жа)\s+", "", name, flags=re.IGNORECASE) if name else None, post)
