"""The documentation is run: every fenced block of the READMEs and of docs/*.md does, or stands where, it says.

```console  lines `$ command` (continued by `> `), each followed by what it prints. A line `...` stands for any lines, `...` in a line
            for any words; trailing blanks do not count. What goes to standard error counts only where the command fails. `make` is not run: its target must exist.
            `kg serve` runs for the rest of the page, on a free port: where the page names its address, that of the page's server is meant.
```python   is executed, one namespace a page.
```sparql   gives at least one row.
```text     is free.

Where the line before a block names a file, the block is held against it: From `data/x.csv`: its lines stand in that file, in order;
New file `data/x.csv`: it is written there; Add to `data/x.csv`: it is added at the end, and the commands after it show what it does.
Languages other than those above need such a line.
Commands run in a copy of the repository, one a page, so that the repository is never changed. What only asks is not a process of its own,
nor is Python that stands in a command, unless the page has written files, which may be code.
`UPDATE_DOCS=1 pytest tests/test_docs.py` writes what commands print now into the pages, where no `...` stands.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import paths
from kg.cli.serve import PORT
from kg.queries.catalog import public_questions
from tests.commands import SETTINGS
from tests.commands import kg as kg_here

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
PAGES = [*READMES, *sorted((ROOT / "docs").glob("*.md"))]
BUILT = {"adding.md": ("jincheng-2022-24", "taiyuan-2018-2")}
"""Pages that build again and again -> the documents that they are about. The copy has no others."""
NEW_FACT_KIND = "## A kind of fact"
"""The heading of the last section of docs/adding.md."""
UPDATING = os.environ.get("UPDATE_DOCS") == "1"

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)$")
_INTRODUCTION = re.compile(r"(?P<verb>New file|From|Add to|新建文件|取自|加入) `(?P<path>[^`]+)`[:：]$")
_VERBS = {"新建文件": "New file", "取自": "From", "加入": "Add to"}
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_ASKING = re.compile(
    r"kg (?P<words>(?:--lang zh )?(?:ask|show|search|sparql|export|ledger|match|read) [^|&;<>$`\n]*)"
    r"(?:<<'EOF'\n(?P<stdin>.*)\nEOF|<<< '(?P<line>[^']*)'|\| (?P<rest>[^\n]*))?",
    re.DOTALL,
)
_PYTHON = re.compile(r"python - <<'EOF'\n(?P<code>.*)\nEOF", re.DOTALL)
_LEFT_BEHIND = (".git", ".venv", ".zhengmai", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", "dist", "node_modules", "tests")


@dataclass(frozen=True)
class Block:
    """A fenced block: `line` is that of its fence, `verb` and `file` come from the line before it."""

    page: Path
    line: int
    indent: int
    language: str
    lines: list[str]
    verb: str | None = None
    file: str | None = None

    @property
    def text(self) -> str:
        return "".join(line + "\n" for line in self.lines)

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


@dataclass(frozen=True)
class Command:
    """A command of a console block and what it is said to print. `first` and `last` bound that in the block."""

    text: str
    expected: list[str]
    first: int
    last: int


@dataclass
class Desk:
    """Where a page's blocks run."""

    folder: Path
    home: Path
    namespace: dict[str, Any] = field(default_factory=lambda: {"__name__": "docs"})
    changes: list[tuple[int, int, list[str]]] = field(default_factory=list)
    """Lines of the page to be replaced, where outputs are updated."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Of the servers: as the page writes it, as it is."""
    servers: list[subprocess.Popen[str]] = field(default_factory=list)
    written_to: bool = False
    """Whether the page has written files."""

    def real(self, text: str) -> str:
        for written, real in self.addresses.items():
            text = text.replace(written, real)
        return text

    def written(self, text: str) -> str:
        for written, real in self.addresses.items():
            text = text.replace(real, written)
        return text

    def keep(self, documents: tuple[str, ...] | None) -> None:
        """Remove all other documents, unless None are named."""
        for folder in (self.folder / "data" / "documents").iterdir():
            if documents is not None and folder.name not in documents:
                shutil.rmtree(folder)

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(self.folder),
            "ZHENGMAI_HOME": str(self.home),
            **SETTINGS,
        }


def blocks(page: Path) -> Iterator[Block]:
    lines = page.read_text(encoding="utf-8").splitlines()
    at, before = 0, ""
    while at < len(lines):
        if fence := _FENCE.match(lines[at]):
            indent = len(fence["indent"])
            end = lines.index(fence["indent"] + "```", at + 1)
            named = _INTRODUCTION.search(before)
            verb = _VERBS.get(named["verb"], named["verb"]) if named else None
            content = [line[indent:] for line in lines[at + 1 : end]]
            yield Block(page, at + 1, indent, fence["language"], content, verb, named["path"] if named else None)
            at = end
        before = lines[at] or before
        at += 1


def is_new_fact_kind(block: Block) -> bool:
    """Whether it belongs to the section that adds a kind of fact: tests/new_fact_kind runs that."""
    lines = block.page.read_text(encoding="utf-8").splitlines()
    return NEW_FACT_KIND in lines[: block.line]


def commands(block: Block) -> Iterator[Command]:
    at = 0
    while at < len(block.lines):
        assert block.lines[at].startswith("$ "), f"{block.place}: a console block begins with `$ command`"
        words, at = [block.lines[at][2:]], at + 1
        while at < len(block.lines) and (block.lines[at].startswith("> ") or block.lines[at] == ">"):
            words, at = [*words, block.lines[at][2:]], at + 1
        first = at
        while at < len(block.lines) and not block.lines[at].startswith("$ "):
            at += 1
        yield Command("\n".join(words), block.lines[first:at], first, at)


def same(expected: list[str], printed: list[str]) -> bool:
    """Whether the lines are alike; `...` stands for any lines, or any words of a line."""
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == "..." else ".*".join(map(re.escape, line.rstrip().split("..."))) + r"\n" for line in expected
    )
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed)) is not None


def printed_by(command: str, desk: Desk) -> list[str]:
    if command.startswith("kg serve"):
        return served_by(command, desk)
    real = desk.real(command)
    if not desk.written_to and (python := _PYTHON.fullmatch(real)):
        with redirect_stdout(io.StringIO()) as out:
            exec(compile(python["code"], command, "exec"), {"__name__": "__main__"})
        lines = out.getvalue()
    else:
        run = asked_here(asking, desk) if not desk.written_to and (asking := _ASKING.fullmatch(real)) else in_bash(real, desk)
        lines = desk.written(run.stdout + (run.stderr if run.returncode else ""))
    return [line.rstrip() for line in lines.rstrip("\n").split("\n")] if lines.strip() else []


def asked_here(asking: re.Match[str], desk: Desk) -> subprocess.CompletedProcess[str]:
    """`kg` in this process. What it prints goes to the commands that follow in the pipe, if any."""
    stdin = asking["stdin"] or asking["line"] or ""
    run = kg_here(*shlex.split(asking["words"]), home=desk.home, stdin=stdin, cwd=desk.folder)
    return in_bash(asking["rest"], desk, stdin=run.stdout) if asking["rest"] and not run.returncode else run


def in_bash(command: str, desk: Desk, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    words = ["bash", "-c", command]
    return subprocess.run(
        words, cwd=desk.folder, env=desk.environment, input=stdin, capture_output=True, text=True, timeout=120, check=False
    )


def served_by(command: str, desk: Desk) -> list[str]:
    """What `kg serve` prints when it is ready: its address."""
    process = subprocess.Popen(
        ["bash", "-c", f"exec {desk.real(command)} --port 0"], cwd=desk.folder, env=desk.environment, stdout=subprocess.PIPE, text=True
    )
    desk.servers.append(process)
    assert process.stdout is not None
    line = process.stdout.readline().rstrip()
    assert line, f"`{command}` ended with {process.wait()}"
    port = re.search(r"--port (\d+)", command)
    desk.addresses[f"http://127.0.0.1:{port[1] if port else PORT}"] = line.split()[-1]
    return [desk.written(line)]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def run_console(block: Block, desk: Desk) -> None:
    for command in commands(block):
        if command.text.startswith("make "):
            assert set(command.text.split()[1:]) <= make_targets(), f"{block.place}: `{command.text}` names no target of the Makefile"
            continue
        printed = printed_by(command.text, desk)
        if same(command.expected, printed):
            continue
        if UPDATING and not any("..." in line for line in command.expected):
            indented = [(" " * block.indent + line).rstrip() for line in printed]
            desk.changes.append((block.line + command.first, block.line + command.last, indented))
            continue
        pytest.fail(f"{block.place}: `{command.text}` prints\n" + "\n".join(printed) + "\nthe page says\n" + "\n".join(command.expected))


def run_python(block: Block, desk: Desk) -> None:
    exec(compile("\n" * block.line + desk.real(block.text), str(block.page), "exec"), desk.namespace)


def run_sparql(block: Block, desk: Desk) -> None:
    assert any(True for _ in kg.open(desk.home).sparql(block.text)), f"{block.place}: the query gives no row"


def hold_against_file(block: Block, desk: Desk) -> None:
    """The block stands in the file that the page names, or is written to it."""
    assert block.file is not None
    path = desk.folder / block.file
    if block.verb == "From":
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        assert same(["...", *block.lines, "..."], lines), f"{block.place}: these lines do not stand in {block.file}"
        return
    assert path.exists() == (block.verb == "Add to"), f"{block.place}: {block.file} {'exists' if path.exists() else 'does not exist'}"
    desk.written_to = True
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(block.text)


_RUN: dict[str, Callable[[Block, Desk], None]] = {"console": run_console, "python": run_python, "sparql": run_sparql}


def run(block: Block, desk: Desk) -> None:
    if block.file is not None:
        hold_against_file(block, desk)
    elif block.language in _RUN:
        _RUN[block.language](block, desk)
    else:
        assert block.language == "text", f"{block.place}: nothing holds this {block.language or 'nameless'} block"


def apply(page: Path, changes: list[tuple[int, int, list[str]]]) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    for first, last, new in reversed(changes):
        lines[first:last] = new
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, real_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A copy of the repository and of what is built from it. Servers that a page starts end with it."""
    made = Desk(tmp_path / "zhengmai", tmp_path / "home")
    shutil.copytree(ROOT, made.folder, ignore=shutil.ignore_patterns(*_LEFT_BEHIND))
    shutil.copytree(real_home, made.home)
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("ZHENGMAI_HOME", str(made.home))
    yield made
    for server in made.servers:
        server.terminate()
        server.wait(30)


@pytest.mark.parametrize("page", [page for page in PAGES if any(blocks(page))], ids=lambda page: page.name)
def test_every_block_holds(page: Path, desk: Desk) -> None:
    desk.keep(BUILT.get(page.name))
    for block in blocks(page):
        if not is_new_fact_kind(block):
            run(block, desk)
    if desk.changes:
        apply(page, desk.changes)


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_three_short_questions(page: Path) -> None:
    queries = [block for block in blocks(page) if block.language == "sparql"]
    assert len(queries) == 3
    for query in queries:
        assert 1 <= len([line for line in query.lines if line.strip()]) <= 5, query.place


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_numbers_are_printed_by_a_command(page: Path) -> None:
    outputs = "\n".join(line for block in blocks(page) if block.language == "console" for c in commands(block) for line in c.expected)
    prose = re.sub(r"^ *```.*?^ *```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    unproven = set(_NUMBER.findall(_LINK.sub("", prose))) - set(_NUMBER.findall(outputs))
    assert not unproven


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [link["target"] for link in _LINK.finditer(page.read_text(encoding="utf-8"))]
    dead = [t for t in targets if not t.startswith(("https:", "#")) and not (page.parent / t.partition("#")[0]).exists()]
    assert not dead


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_terms_are_declared(page: Path) -> None:
    """In the ontology, or in the page where it shows how to add one."""
    words = page.read_text(encoding="utf-8")
    ontology = (paths.ONTOLOGY / "zhengmai.ttl").read_text(encoding="utf-8")
    assert set(re.findall(r"\bzm:(\w+)", words)) <= set(re.findall(r"^:(\w+) a owl:", ontology + words, re.MULTILINE))


def test_every_column_is_documented() -> None:
    """The table of tables in docs/integrators.md names each question with exactly its columns."""
    text = (ROOT / "docs" / "integrators.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", text.partition("## The tables")[2].partition("\n## ")[0], re.MULTILINE)
    every = set(re.findall(r"`(\w+)`", text.partition("Every fact has the columns")[2].partition("\n\n")[0]))
    said = {name: set(re.findall(r"`(\w+)`", columns)) for name, columns in rows}
    assert said.keys() == {question.name for question in public_questions()}
    for question in public_questions():
        own = set(question.columns) - every if {"id", "quote"} <= question.columns.keys() else set(question.columns)
        assert said[question.name] - every == own - every, question.name


def test_packages_import_what_the_page_says() -> None:
    """The table of packages in docs/architecture.md names every package that a package imports."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[kg/(\w+)(?:/|\.py)\].*\| (.+) \|$", text.partition("## The packages")[2].partition("\n## ")[0], re.MULTILINE)
    assert {room for room, _ in rows} >= {path.name for path in paths.QUERIES.parent.iterdir() if any(path.glob("*.py"))}
    common = {room for room, known in rows if "every package may import it" in known}
    for room, known in rows:
        place = paths.QUERIES.parent / room
        files = place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]
        imported = {
            name for file in files for name in re.findall(r"^ *(?:from|import) kg\.(\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
        }
        assert imported - {room, "paths", *common} <= set(re.findall(r"\w+", known)), room
