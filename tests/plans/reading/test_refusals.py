"""What is no plan, or unsafe, is refused with one sentence and nothing else."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from plans.reading import Unreadable, read_document

from .papers import MUNICIPAL_HEAD, RUO_HEAD, as_docx, as_text

ROW = "1.\tДейност\tпостоянен\tучилища\tбюджет\tброй"
DOCUMENT = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refused(name: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_document(name, data)
    sentence = str(caught.value)
    assert len(re.findall(r"\.(?!docx|odt|pdf|doc|txt)", sentence)) == 1
    return sentence


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def word_with(xml: bytes) -> bytes:
    return archive(**{DOCUMENT: xml})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.txt", b""),
        ("plan.txt", b" \n\t\n"),
        ("plan.docx", b""),
        ("plan.txt", "Добър ден, това е писмо.".encode()),
        ("plan.txt", "№\tДата\tВход\n1\t2\t3".encode()),
        ("plan.txt", as_text(*MUNICIPAL_HEAD)),
        ("plan.txt", "\n".join([*MUNICIPAL_HEAD, ROW]).encode("cp1251")),
        ("plan.txt", "\n".join([*MUNICIPAL_HEAD, ROW]).encode("utf-16")),
        ("plan.txt", "\n".join([*MUNICIPAL_HEAD, ROW]).encode("utf-16-le")),
        ("plan.txt", b"PK\x03\x04 not a text"),
        ("plan.docx", b"PK\x03\x04 cut off"),
        ("plan.docx", as_text(*MUNICIPAL_HEAD, ROW)),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("plan.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        ("plan.pdf", b"%PDF-1.7\n"),
        ("plan.rtf", rb"{\rtf1 }"),
        ("plan.odt", archive(mimetype=b"application/vnd.oasis.opendocument.text")),
        ("plan.docx", archive(mimetype=b"application/vnd.oasis.opendocument.text")),
        ("plan.xlsx", archive(**{"xl/workbook.xml": b"<x/>"})),
        ("plan", as_text(*MUNICIPAL_HEAD, ROW)),
        ("plan.docx", word_with(b"<broken")),
        ("plan.docx", word_with(b"<a/>")),
        ("plan.docx", archive(**{DOCUMENT: b"<a/>", "../../etc/passwd": b"x"})),
        ("plan.docx", archive(**{DOCUMENT: b"<a/>", "/etc/passwd": b"x"})),
        ("plan.docx", archive(**{DOCUMENT: b"<a/>", "..\\..\\boot.ini": b"x"})),
        ("plan.txt", b"x" * (20 * 1024 * 1024 + 1)),
        ("plan.txt", as_text(*MUNICIPAL_HEAD, "1.\t" + "д" * 60_000 + "\tпостоянен\tу\tб\tб")),
    ],
)
def test_bad_file_is_refused_with_one_sentence(name: str, data: bytes) -> None:
    assert refused(name, data)


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = word_with(b"<a>" + b" " * (60 * 1024 * 1024) + b"</a>")
    assert len(bomb) < 200_000
    assert refused("plan.docx", bomb)


def test_archive_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(word_with(b"<a>" + bytes(range(32, 120)) * 600_000 + b"</a>"))
    for at in (data.find(b"PK\x03\x04") + 22, data.find(b"PK\x01\x02") + 24):
        data[at : at + 4] = (1000).to_bytes(4, "little")
    assert refused("plan.docx", bytes(data))


def test_many_entries_are_refused() -> None:
    assert refused(
        "plan.docx", archive(**{DOCUMENT: b"<a/>"}, **{f"x{n}": b"" for n in range(3100)})
    )


def test_locked_archive_is_refused() -> None:
    data = bytearray(word_with(b"<a/>"))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    assert refused("plan.docx", bytes(data))


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("тайна")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    for declared, used in (
        (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', "&x;"),
        (f'<!ENTITY l0 "ха">{laughs}', "&l8;"),
    ):
        body = f"<w:body><w:p><w:r><w:t>{used}</w:t></w:r></w:p></w:body>"
        xml = f'<!DOCTYPE d [{declared}]><w:document xmlns:w="{W}">{body}</w:document>'
        sentence = refused("plan.docx", word_with(xml.encode()))
        assert "тайна" not in sentence


def test_deeply_nested_document_is_refused_or_read_but_never_breaks() -> None:
    deep = "<w:r>" * 5000 + "</w:r>" * 5000
    xml = f'<w:document xmlns:w="{W}"><w:body><w:p>{deep}</w:p></w:body></w:document>'
    assert refused("plan.docx", word_with(xml.encode()))


def test_hostile_text_takes_no_long_time() -> None:
    import time

    began = time.monotonic()
    lines = [*RUO_HEAD, "18.\tКонтрол\t\t\t\t\t\t"]
    for number, evil in enumerate(
        (
            "ОУ „" * 8000,
            "а-" * 20000,
            "<p" * 20000,
            "* " * 20000,
            "1." * 15000,
            "ПГ – Дол " * 4000,
            "октомври " * 4000,
        ),
        1,
    ):
        lines.append(
            f"18.{number}.\t{evil}\t{evil[:9000]}\tброй\t{evil[:9000]}\t{evil[:9000]}\t{evil[:9000]}\t"
        )
    read_document("plan.txt", as_text(*lines))
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("good", [True, False])
def test_command_writes_one_object_or_one_sentence(tmp_path: Path, good: bool) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(as_docx("\n".join([*MUNICIPAL_HEAD, ROW])) if good else b"PK")
    done = subprocess.run(
        [sys.executable, "manage.py", "read_plan", str(path)],
        cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False,
    )  # fmt: skip
    if good:
        assert done.returncode == 0
        assert done.stdout.startswith("{")
        assert done.stderr == ""
    else:
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.strip().count("\n") == 0
        assert done.stderr.strip()
