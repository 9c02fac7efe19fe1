"""Documents: the five samples of the contract read, 150 rows read and written in each format, 30
pages of PDF.
"""

import io
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber
import pypandoc
from docx import Document

from bench.telling import Result, Table
from config.settings import BASE_DIR
from plans.reading import Unreadable, read_document
from plans.reading.formats import rows_of
from plans.reading.rows import clean
from plans.writing import FORMATS, paper
from tests.plans.reading.doc_writer import as_doc
from tests.plans.reading.papers import as_docx
from tests.plans.reading.pdf_writer import as_pdf
from tests.plans.reading.written import as_odt

SEEDS = BASE_DIR.parent / "shared" / "seeds"
SAMPLE = BASE_DIR / "samples" / "ruo-srednogorie-plan-2025-2026.txt"
ROWS, PAGES = 150, 30
WRITERS: dict[str, Callable[[str], bytes]] = {
    "docx": as_docx, "odt": as_odt, "doc": as_doc, "pdf": as_pdf, "txt": str.encode,
}  # fmt: skip
PROGRAMS = {
    "pandoc": [pypandoc.get_pandoc_path(), "-t", "json"],
    "LibreOffice": ["soffice", "--headless", "--convert-to", "html"],
}


def run(*, quick: bool) -> Result:
    """Measure."""
    rounds = 1 if quick else 5
    text = plan_of(10 if quick else ROWS)
    papers = {suffix: write(text) for suffix, write in WRITERS.items()}
    times = {suffix: _median(rounds, _reading(f"p.{suffix}", papers[suffix])) for suffix in papers}
    seeds = _seeds(rounds)
    pages = _pages(papers["pdf"])
    written = {suffix: _median(rounds, _writing(text, suffix)) for suffix in FORMATS}
    memory = {suffix: _memory(suffix, papers[suffix]) for suffix in papers}
    figures = {
        "seeds_seconds": round(sum(seeds.values()), 3),
        "seeds": len(seeds),
        "docx_ms": round(times["docx"] * 1000, 1),
        "odt_ms": round(times["odt"] * 1000, 1),
        "doc_ms": round(times["doc"] * 1000, 1),
        "pdf_seconds_30": round(times["pdf"] * PAGES / pages, 2),
        "memory_mb": round(max(memory.values())),
        "docx_written_ms": round(written["docx"] * 1000, 1),
        "pdf_written_ms": round(written["pdf"] * 1000, 1),
        "xlsx_written_ms": round(written["xlsx"] * 1000, 1),
    }
    missing = [name for name in PROGRAMS if not _is_here(name)]
    aside = f"; not on this machine: {', '.join(missing)}" if missing else ""
    return Result("documents", quick, figures, [
        Table("Processor seconds of a document of the contract", ["seconds"],
              [(name, [seconds]) for name, seconds in seeds.items()]),
        Table(f"A plan of {ROWS} rows ({pages} pages as PDF), read to the last doubt",
              ["ms", "MB of memory"],
              [(suffix, [times[suffix] * 1000, memory[suffix]]) for suffix in papers]),
        Table(f"The same {ROWS} rows written in the official layout", ["ms"],
              [(suffix, [seconds * 1000]) for suffix, seconds in written.items()]),
        *(Table(f"Only the cells of the same {suffix.upper()}{aside}", ["ms"],
                list(_beside(rounds, suffix, papers[suffix]))) for suffix in ("docx", "odt")),
    ])  # fmt: skip


def plan_of(count: int) -> str:
    """A plan of so many rows, with the texts of the sample."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    header = next(at for at, line in enumerate(lines) if line.startswith("№\t"))
    body = [line.split("\t") for line in lines[header + 1 :] if line.count("\t") == 7]
    work = [cells for cells in body if cells[2]]
    heading = next(cells for cells in body if not any(cells[2:]) and cells[1])
    rows = [[f"1.{n + 1}.", *work[n % len(work)][1:]] for n in range(count)]
    return "\n".join([*lines[: header + 1], *("\t".join(cells) for cells in (heading, *rows))])


def _reading(name: str, data: bytes) -> Callable[[], object]:
    def read() -> object:
        clean.cache_clear()  # each file is read by a process that has seen no other
        return read_document(name, data).as_json()

    return read


def _writing(text: str, suffix: str) -> Callable[[], object]:
    """The rows of a plan as a paper of the same columns."""
    header, *rows = [line.split("\t") for line in text.splitlines() if "\t" in line]
    columns = tuple(paper.Column(one) for one in header)
    table = paper.Table(columns, tuple(paper.Row(tuple(cells)) for cells in rows))
    given = paper.Paper(house="РУО", title="План", blocks=(table,), foot="версия 1")
    return lambda: FORMATS[suffix].write(given)


def _median(rounds: int, work: Callable[[], object]) -> float:
    """Seconds of the processor; the first time only warms up."""
    work()
    taken = []
    for _each in range(rounds):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def _seeds(rounds: int) -> dict[str, float]:
    """Each of the five documents; one that is refused says so and does not count."""
    found = {}
    for path in sorted(SEEDS.glob("*.txt")):
        try:
            found[path.stem] = _median(rounds, _reading(path.name, path.read_bytes()))
        except Unreadable as reason:
            print(f"{path.stem} is not read: {reason}")
    return found


def _pages(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def _memory(suffix: str, data: bytes) -> float:
    """Megabytes that the process which reads has used at most."""
    code = (
        "import re, sys; from plans.reading import worker; worker.main(*sys.argv[1:]); "
        "print(re.search(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read())[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, f".{suffix}", "bg"],
        input=data, stdout=subprocess.PIPE, cwd=BASE_DIR, check=True,
    )  # fmt: skip
    return int(done.stdout.split()[-1]) / 1024


def _beside(rounds: int, suffix: str, data: bytes) -> Iterator[tuple[str, list[float]]]:
    """Others that give the cells of a table; a program's own start is in its time."""
    yield "Saglas", [_median(rounds, _cells(suffix, data)) * 1000]
    if suffix == "docx":
        yield "python-docx", [_median(rounds, lambda: _python_docx(data)) * 1000]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"p.{suffix}").write_bytes(data)
        for name in filter(_is_here, PROGRAMS):
            yield name, [_wall([*PROGRAMS[name], f"p.{suffix}"], folder) * 1000]


def _is_here(name: str) -> bool:
    return shutil.which(PROGRAMS[name][0]) is not None


def _cells(suffix: str, data: bytes) -> Callable[[], object]:
    return lambda: rows_of(f"p.{suffix}", data)


def _python_docx(data: bytes) -> list[list[str]]:
    tables = Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def _wall(command: list[str], folder: str) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began
