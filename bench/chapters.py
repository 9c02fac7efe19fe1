"""What each measurement is about, and what was wanted of its figures before it was made."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bound:
    """A figure, in words, and the least or the most that was wanted of it."""

    words: str
    least: float | None = None
    most: float | None = None

    def holds(self, value: float) -> bool:
        """Whether a value is within it."""
        above = self.least is None or value >= self.least
        return above and (self.most is None or value <= self.most)

    @property
    def is_asked(self) -> bool:
        """Whether anything was wanted of it."""
        return self.least is not None or self.most is not None

    @property
    def wanted(self) -> str:
        """„at least 0.6“."""
        if self.least is not None:
            return f"at least {self.least:g}"
        return f"at most {self.most:g}" if self.most is not None else "–"


@dataclass(frozen=True)
class Chapter:
    """One measurement on the page."""

    bench: str
    title: str
    about: str
    bounds: dict[str, Bound]


CHAPTERS = (
    Chapter(
        "transitions",
        "Steps",
        "Four steps of one document by four rightful people, each its own transaction. All "
        "contestants lock the document, ask the right, write the state, a chained record, the "
        "open work of the next person and a letter, in turns within one run, on the same "
        "PostgreSQL with full durability; but viewflow.workflow keeps its finished tasks for a "
        "history, unchained, and is driven through its activations, without a request. Saglas "
        "besides that checks its rules, bars who may not act twice, keeps clocks, counts the "
        "open work, and tells the letter in every language. The entries of the search follow "
        "after the commit, in a worker, and are not measured here; so is a plan read by the "
        "linter before its first step.",
        {
            "ratio_floor": Bound("ours / statements by hand, 1 client", least=0.6),
            "ratio_orm": Bound("ours / Django ORM, 1 client", least=3),
            "ratio_viewflow_fsm": Bound("ours / viewflow.fsm, 1 client", least=4),
            "ratio_viewflow_workflow": Bound("ours / viewflow.workflow, 1 client", least=6),
            "ratio_floor_4": Bound("ours / statements by hand, 4 clients"),
            "ratio_orm_4": Bound("ours / Django ORM, 4 clients"),
            "floor_viewflow_fsm": Bound("statements by hand / viewflow.fsm, 1 client"),
            "floor_viewflow_workflow": Bound("statements by hand / viewflow.workflow, 1 client"),
        },
    ),
    Chapter(
        "inbox",
        "Inbox",
        "A page of 25 with its total, for a person with thirty pieces of open work and for one "
        "with a tenth of all, while the open work of the country grows.",
        {
            "ratio_floor_1m": Bound("ours / best SQL through Django, greatest size", most=1.3),
            "growth_10k_1m": Bound("greatest size / smallest, ours", most=1.5),
            "p95_ms_1m": Bound("milliseconds, 95th percentile, greatest size"),
            "queries": Bound("queries", most=3),
        },
    ),
    Chapter(
        "bulk",
        "Many at once",
        "500 agreements in one action, each its own transaction, recorded and chained.",
        {"seconds_500": Bound("seconds", most=2)},
    ),
    Chapter(
        "notices",
        "Letters",
        "One worker of two processes, a local SMTP server that takes everything.",
        {
            "per_second": Bound("letters per second", least=300),
            "first_letter_ms": Bound("milliseconds to the first letter"),
            "delay_median_ms": Bound("milliseconds to a letter while steps follow each other"),
        },
    ),
    Chapter(
        "pages",
        "Pages",
        "The ten most used pages with a whole country in the database: 28 authorities, 265 "
        "municipalities and councils, 4,200 schools and kindergartens, five years of plans and "
        "inspections. Milliseconds are whole answers on loopback, without a pause between "
        "clicks; the load generator shares the two cores with the server and the database.",
        {
            "worst_median_ms": Bound("milliseconds of the slowest page, one client", most=50),
            "most_queries": Bound("queries of the page with most", most=15),
            "most_kb": Bound("compressed kilobytes of the largest", most=40),
        },
    ),
    Chapter(
        "documents",
        "Documents",
        "Reading, from the first byte to the last doubt: the five documents of the contract as "
        "text, a plan of 150 rows in every format, a PDF of 30 pages. Times are those of the "
        "processor in a process that runs already; memory is that of the process of its own in "
        "which every document is read. Programs beside it start anew and give only the cells. "
        "Writing: the same rows in the official layout.",
        {
            "seeds_seconds": Bound("seconds, the documents of the contract together", most=1),
            "docx_ms": Bound("milliseconds, DOCX of 150 rows", most=60),
            "odt_ms": Bound("milliseconds, ODT of 150 rows", most=60),
            "doc_ms": Bound("milliseconds, DOC of 150 rows"),
            "pdf_seconds_30": Bound("seconds, PDF of 30 pages", most=6),
            "memory_mb": Bound("megabytes of memory at most", most=512),
            "docx_written_ms": Bound("milliseconds, DOCX of 150 rows written", most=300),
            "pdf_written_ms": Bound("milliseconds, PDF of 150 rows written", most=500),
            "xlsx_written_ms": Bound("milliseconds, XLSX of 150 rows written"),
        },
    ),
    Chapter(
        "search",
        "Search",
        "A million entries of a whole country, nine tenths of them rows of plans. Words in other "
        "forms, numbers, days, places and mistyped words are asked by the head of an authority, "
        "by somebody with posts in forty municipalities and by an official of the ministry; all "
        "kinds with their counts, the question of rights included.",
        {
            "median_ms_1m": Bound("milliseconds, median of all questions", most=50),
            "p95_ms_1m": Bound("milliseconds, 95th percentile"),
            "queries": Bound("statements"),
        },
    ),
)
