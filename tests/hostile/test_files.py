"""What stands in a content folder and is no file, is too large, or is no text: refused, named, and never waited for."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.build import build, examine_whole
from briefing.examining import examine
from literate import PICTURE, project

SECRET = "what stands outside the content"


def found(content: Path) -> list[tuple[str, str]]:
    """Code and path of every problem."""
    made = replace(project({}, content.parent / "other"), content=content)
    return [(p.code, p.path) for p in examine(made).problems]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "outside.md").write_text(f"---\ntitle: Outside\n---\n{SECRET}\n", encoding="utf-8")
    content = project({}, tmp_path).content
    (content / "media").mkdir(exist_ok=True)
    return content


def command(content: Path, *, most_memory: int = 0) -> subprocess.CompletedProcess[str]:
    """`briefing build`, as an editor runs it; `most_memory` in bytes of address space."""
    code = "import sys; from briefing.cli import main; sys.argv[0] = 'briefing'; main()"
    if most_memory:
        code = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({most_memory}, {most_memory})); " + code
    return subprocess.run(
        [sys.executable, "-c", code, "build", "--content", content, "--output", content.parent / "site"],
        capture_output=True, timeout=60, check=False, encoding="utf-8",
    )  # fmt: skip


def fifo(path: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        # Such paths may have some hundred bytes.
        before = Path.cwd()
        os.chdir(path.parent)
        try:
            made.bind(path.name)
        finally:
            os.chdir(before)


def device(path: Path) -> None:
    try:
        os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))  # /dev/zero: as long as one likes to read
    except PermissionError:
        pytest.skip("only root makes devices")


def link(path: Path) -> None:
    path.symlink_to("../../outside.md")


def broken_link(path: Path) -> None:
    path.symlink_to("nowhere")


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def link_to_folder(path: Path) -> None:
    path.symlink_to("..", target_is_directory=True)


def hard_link(path: Path) -> None:
    path.hardlink_to(path.parents[2] / "outside.md")


@pytest.mark.parametrize("place", ["articles/b.md", "media/b.jpg", "briefing.yaml", "actors.yaml", "b", "media"])
@pytest.mark.parametrize(
    "make", [fifo, unix_socket, device, link, broken_link, link_to_itself, link_to_folder, hard_link]
)
def test_what_is_no_file_is_named_and_not_read(make: Callable[[Path], None], place: str, content: Path) -> None:
    path = content / place
    if path.is_dir():
        path.rmdir()
    path.unlink(missing_ok=True)
    if make is hard_link and path.parent == content:
        path.hardlink_to(content.parent / "outside.md")
    else:
        make(path)
    assert ("not-a-file", place) in found(content)


def test_a_whole_build_neither_hangs_nor_reads_outside(content: Path) -> None:
    for number, make in enumerate([fifo, link, link_to_folder, hard_link]):
        make(content / "articles" / f"b{number}.md")
        make(content / "media" / f"b{number}.jpg")
    done = command(content)
    assert done.returncode == 1
    assert done.stderr.count("error[not-a-file]") == 8
    assert SECRET not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert not (content.parent / "site").exists()


def test_a_file_that_becomes_a_link_while_it_is_read(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = content / "articles" / "b.md"
    article.write_text("---\ntitle: B\n---\n", encoding="utf-8")
    real = os.open

    def swapped(path: object, *rest: object) -> int:
        if str(path).endswith("b.md"):
            article.unlink()
            article.symlink_to(content.parent / "outside.md")
        return real(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("briefing.sources.os.open", swapped)
    assert ("not-a-file", "articles/b.md") in found(content)


def test_folders_within_each_other(content: Path) -> None:
    deep = content / "articles" / "/".join(["a"] * 900)
    deep.mkdir(parents=True)
    (deep / "b.md").write_text("---\ntitle: B\n---\n", encoding="utf-8")
    assert [code for code, _ in found(content)] == ["not-a-file"]


@pytest.mark.parametrize(
    "name",
    [b"articles/\xff.md", b"media/\xe9.jpg", b"articles/a\x1b]0;owned\x07.md", b"media/a\nb.jpg", b"\r\nx", b"media/\xe2\x80\xaegpj.exe"],
)  # fmt: skip
def test_names_that_are_no_text_are_refused_and_shown_harmlessly(name: bytes, content: Path) -> None:
    (Path(os.fsdecode(os.path.join(os.fsencode(content), name)))).write_bytes(b"")  # noqa: PTH118
    done = command(content)
    assert done.returncode == 1
    assert "error[unexpected-file]" in done.stderr
    assert "Traceback" not in done.stderr
    assert all(c.isprintable() or c == "\n" for c in done.stderr), done.stderr


CLIMBING = [
    "media/../../outside.md", "media/../briefing.yaml", "../outside.md", "/etc/passwd", "media//etc/passwd",
    "media/./../../outside.md", "media/..%2f..%2foutside.md", "media\\..\\outside.md", "media/%2e%2e/outside.md",
    "file:///etc/passwd", "media/\u2024\u2024/outside.md", "media/a.png/../../outside.md", "./media/../outside.md",
    "C:\\media\\a.png", "media/a.png\x00.md", "MEDIA/a.png", "media", "media/", "media/.", "media/CON.png",
]  # fmt: skip


@pytest.mark.parametrize("path", CLIMBING)
def test_media_that_climb_out(path: str, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text(SECRET, encoding="utf-8")
    quoted = path.replace("'", "''")
    event = f"---\ntitle: The crossing\nimage: {{src: '{quoted}', alt: A picture}}\n---\n![A picture](<{path}>)\n"
    made = project({"events/e.md": event, "media/a.png": PICTURE}, tmp_path)
    problems = [p for p in examine_whole(made) if p.path in ("events/e.md", path)]
    assert problems
    assert {p.code for p in problems} <= {
        "unsafe-link",
        "missing-media",
        "not-utf8",
        "media-refused",
        "unexpected-file",
    }
    assert all(p.help for p in problems)
    assert not build(made).ok
    assert not made.output.exists()


# ---- size ---------------------------------------------------------------------------------------------------------


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(b"---\ntitle: x\n---\n")
        file.truncate(size)


def test_what_is_too_large_is_refused_at_once_in_little_memory(content: Path) -> None:
    megabyte = 1024 * 1024
    sparse(content / "articles" / "hundred.md", 100 * megabyte)
    sparse(content / "actors.yaml", 50_000 * megabyte)
    (content / "articles" / "line.md").write_bytes(b"---\ntitle: x\n---\n" + b"a" * (50 * megabyte))
    table = "---\ntitle: x\n---\n\n| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 100_000
    (content / "articles" / "table.md").write_text(table, encoding="utf-8")
    long_line = "---\ntitle: x\n---\n" + "word " * (2 * megabyte - 10)
    (content / "articles" / "words.md").write_text(long_line, encoding="utf-8")
    done = command(content, most_memory=1500 * megabyte)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    for path, code in {
        "actors.yaml": "file-too-large", "articles/hundred.md": "file-too-large", "articles/line.md": "file-too-large",
        "articles/table.md": "markdown-too-deep",
    }.items():  # fmt: skip
        assert any(path in line and f"error[{code}]" in line for line in done.stderr.splitlines()), path


# ---- encodings ----------------------------------------------------------------------------------------------------

WHOLE = "---\ntitle: Müller’s report\nshow: full\nnote: “so”\n---\nFirst line, said Müller.\nSecond line.\n"


@pytest.mark.parametrize(
    "data",
    [WHOLE.encode(), WHOLE.encode("utf-8-sig"), WHOLE.replace("\n", "\r\n").encode(), WHOLE.replace("\n", "\r").encode()],
    ids=["plain", "byte order mark", "CRLF", "CR"],
)  # fmt: skip
def test_marks_and_line_ends_make_no_difference(data: bytes, content: Path) -> None:
    (content / "articles" / "b.md").write_bytes(data)
    made = replace(project({}, content.parent / "other"), content=content)
    examined = examine(made)
    assert examined.library is not None
    article = examined.library.articles["b"]
    assert article.title == "Müller’s report"
    assert "Second line." in str(article.body)
    assert not [p for p in examined.problems if p.path == "articles/b.md"]


NO_TEXT = {
    "latin-1": (WHOLE.encode("latin-1", "replace"), 2, 9),
    "cp1251": ("---\ntitle: Отчёт\n---\n".encode("cp1251"), 2, 8),
    "UTF-16 LE": (WHOLE.encode("utf-16-le"), 2, 18),
    "UTF-16 with its mark": (WHOLE.encode("utf-16"), 1, 1),
    "UTF-32": (WHOLE.encode("utf-32"), 1, 1),
    "NUL": (b"---\ntitle: a\0b\n---\n", 2, 9),
    "a lone surrogate": (b"---\ntitle: a\n---\nab\xed\xa0\x80c\n", 4, 3),
    "a surrogate pair": (b"---\ntitle: a\n---\n\xed\xa0\xbd\xed\xb8\x80\n", 4, 1),
    "an overlong slash": (b"---\ntitle: a\n---\n..\xc0\xaf\n", 4, 3),
    "beyond Unicode": (b"---\ntitle: a\n---\n\xf4\x90\x80\x80\n", 4, 1),
    "cut in the middle": (b"---\ntitle: a\n---\nab\xe2\x80", 4, 3),
    "a stray continuation": (b"---\ntitle: \x80\n---\n", 2, 8),
    "escape": (b"---\ntitle: a\n---\nab\x1b[2J\n", 4, 3),
    "C1 control": ("---\ntitle: a\n---\nab\x9bc\n".encode(), 4, 3),
    "no character": ("---\ntitle: a\n---\nab\uffff\n".encode(), 4, 3),
    "backspace": (b"---\ntitle: a\n---\nno\x08\x08yes\n", 4, 3),
}


@pytest.mark.parametrize("name", NO_TEXT)
@pytest.mark.parametrize("path", ["articles/b.md", "pages/b.md", "actors.yaml", "briefing.yaml"])
def test_what_is_no_text_is_refused_at_its_byte(name: str, path: str, content: Path) -> None:
    data, line, column = NO_TEXT[name]
    (content / path).parent.mkdir(exist_ok=True)
    (content / path).write_bytes(data)
    made = replace(project({}, content.parent / "other"), content=content)
    problems = [p for p in examine(made).problems if p.path == path]
    assert [(p.code, p.line, p.column) for p in problems] == [("not-utf8", line, column)]
    assert problems[0].help
