"""Every file made to do harm ends in one sentence, within its limits, whatever it is."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from plans.reading import Unreadable, read_apart, read_document
from plans.reading.opening import content_of

from .hostile import MB, harmful, heavy, plan_as

ROOT = Path(__file__).parents[3]
HARM, HEAVY = harmful(), heavy()
SUFFIXES = ("docx", "odt", "doc", "pdf", "txt", "xlsx")


def one_sentence(said: str) -> None:
    assert len(re.findall(r"\.(?!docx|odt|pdf|doc|txt|xlsx)", said)) == 1, said
    assert "\n" not in said


@pytest.mark.parametrize("harm", HARM)
def test_harm_is_refused_with_one_sentence(harm: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_document(*HARM[harm])
    one_sentence(str(caught.value))


# In an interpreter of its own: a process is told the greatest memory of all its children ever.
REFUSED_AT = """
import pathlib, resource, sys, time
import django
django.setup()
from plans.reading.apart import read_apart
from plans.reading.problems import Unreadable
path = pathlib.Path(sys.argv[1])
began = time.monotonic()
try:
    read_apart(path.name, path.read_bytes())
except Unreadable as refused:
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(time.monotonic() - began, memory, refused, sep="\\t")
"""


@pytest.mark.parametrize("harm", HEAVY)
def test_what_is_heavy_is_refused_within_its_limits(harm: str, tmp_path: Path) -> None:
    name, made = HEAVY[harm]
    file = tmp_path / name
    file.write_bytes(made())
    words = [sys.executable, "-c", REFUSED_AT, str(file)]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, memory, sentence = said.stdout.rstrip("\n").split("\t")
    assert float(seconds) < 20
    assert int(memory) < 512 * MB
    one_sentence(sentence)


@pytest.mark.parametrize("suffix", ["docx", "odt", "doc", "pdf", "xlsx"])
def test_a_file_cut_off_anywhere_is_refused(suffix: str) -> None:
    whole = plan_as(suffix)
    assert len(read_document(f"p.{suffix}", whole).activities) == 7
    for share in range(5, 100, 5):
        with pytest.raises(Unreadable) as caught:
            read_document(f"p.{suffix}", whole[: len(whole) * share // 100])
        one_sentence(str(caught.value))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_random_bytes_are_refused_whatever_they_begin_with(suffix: str) -> None:
    chance = random.Random(suffix)
    begun = {"docx": 4, "odt": 4, "doc": 512, "pdf": 9, "txt": 0, "xlsx": 4}[suffix]
    for size in (1, 100, 5_000, 60_000):
        for start in (b"", plan_as(suffix)[:begun]):
            with pytest.raises(Unreadable) as caught:
                read_document(f"p.{suffix}", start + b"\xff" + chance.randbytes(size))
            one_sentence(str(caught.value))


@pytest.mark.parametrize("suffix", ["docx", "odt", "doc", "pdf", "xlsx"])
def test_damage_anywhere_is_read_or_refused(suffix: str) -> None:
    chance, whole = random.Random(suffix), plan_as(suffix)
    for _each in range(60):
        harmed = bytearray(whole)
        for _byte in range(chance.randint(1, 20)):
            harmed[chance.randrange(len(harmed))] = chance.randrange(256)
        try:
            read_document(f"p.{suffix}", bytes(harmed))
        except Unreadable as refused:
            one_sentence(str(refused))


@pytest.mark.parametrize("harm", ["external entity", "scanned", "way out of the archive", "100 MB"])
def test_the_command_says_it_on_standard_error_and_exits_2(tmp_path: Path, harm: str) -> None:
    name, data = HARM.get(harm, ("p.docx", b"PK\3\4"))
    path = tmp_path / name
    path.write_bytes(data)
    if harm == "100 MB":
        with path.open("r+b") as file:
            file.truncate(100 * MB)
    done = subprocess.run(
        [sys.executable, "manage.py", "read_plan", str(path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    one_sentence(done.stderr.strip())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_100_mb_are_refused_before_they_are_loaded(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"p.{suffix}"
    path.write_bytes(plan_as(suffix))
    with path.open("r+b") as file:
        file.truncate(100 * MB)
    with pytest.raises(Unreadable) as caught:
        content_of(path)
    one_sentence(str(caught.value))


def test_reading_apart_finds_what_reading_here_finds() -> None:
    data = plan_as("docx")
    told: list[tuple[int, int]] = []
    found = read_apart("план.docx", data, progress=lambda done, total: told.append((done, total)))
    # Which line of the text each row became is known only where both were made.
    assert found.reading.pop("lines")["1:1"] > 1
    assert found.reading == read_document("план.docx", data).as_json()
    assert "1.\tДейност 1\tпостоянен" in found.text
    text = read_apart("план.txt", plan_as("txt")).text
    assert text.encode() == plan_as("txt")


def test_the_process_that_reads_knows_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    started = subprocess.Popen

    def watched(*args, **named):
        seen.append(named["env"])
        return started(*args, **named)

    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setattr(subprocess, "Popen", watched)
    read_apart("p.txt", plan_as("txt"))
    assert seen == [{}]
