"""Broken files of documents of the synthetic corpus: texts, heads, originals, clauses set right, visits to addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from kg import paths
from kg.build.shared_data import SharedData, load_shared_data
from kg.errors import DataIssue
from kg.loaders.documents import load_document

DOCUMENT, SEVERAL = "yunze-2021-5", "wuling-2023-6"
"""A document with facts of every kind, and one with a clause that holds two tasks."""


def issues_of_document(data: Path, shared: SharedData, document: str = DOCUMENT) -> list[DataIssue]:
    return load_document(data / "documents" / document, data, shared.registry, shared.vocabulary.codes, data.parent)[1]


def replace_words(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def wrong_files(data: Path) -> Iterator[DataIssue]:
    """Files of a document that are missing, unknown or other than its head says: one after the other, each put right again."""
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    folder, outlines = data / "documents" / DOCUMENT, data / "outlines"
    outlines.mkdir(exist_ok=True)
    (outlines / "of-our-own.yaml").write_text("title: x\n", encoding="utf-8")
    head, source = folder / "document.yaml", folder / "source.txt"
    spoils: list[Callable[[], object]] = [
        head.unlink,
        lambda: head.write_text("title: ["),
        lambda: head.write_text("- title"),
        source.unlink,
        lambda: source.write_bytes(b"\xff"),
        lambda: source.write_bytes(source.read_bytes().replace(b"\n", b"\r\n")),
        lambda: replace_words(source, "人才", "人材"),
        lambda: replace_words(head, "outline: opinion-items", "outline: opinion-item"),
        lambda: replace_words(head, "outline: opinion-items", "outline: of-our-own"),
        lambda: replace_words(head, 'place: "910100"', 'place: "919999"'),
        lambda: replace_words(head, "中共云泽市委办公室", "中共云译市委办公室"),
        lambda: replace_words(head, 'status_basis: "虚构"', 'status_basis: ""'),
        lambda: replace_words(head, "curated: true", 'curated: true\nfaults: [{kind: layout, start: 3, end: 9, begins: "乱码", note: x}]'),
        lambda: replace_words(
            head, "curated: true", f'curated: true\nfaults: [{{kind: layout, start: {at}, end: {at + 5}, begins: "对全职引进", note: x}}]'
        ),
        lambda: (folder / "fundings.csv").write_text("id"),
    ]
    at = source.read_text(encoding="utf-8").index("对全职引进")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    for spoil in spoils:
        spoil()
        yield from issues_of_document(data, shared)
        for path in set(folder.iterdir()) - before.keys():
            path.unlink()
        for path, content in before.items():
            path.write_bytes(content)
    other = folder.rename(folder.with_name("Yunze"))
    yield from issues_of_document(data, shared, other.name)


ORIGINAL = b"%PDF-1.4"
ORIGINAL_FILES: list[dict[str, str | None]] = [
    {"document.yaml": None},
    {"original.pdf": None},
    {"original.pdf": "%PDF-1.7"},
    {"pages.csv": "page,width,height\n1,595,842\n3,595,842\n"},
    {"layout.csv": "start,end,page,left,top,right,bottom\n0,5,9,0.1,0.1,0.9,0.2\n"},
    {"layout.csv": "start,end,page,left,top,right,bottom\n5,5,1,0.1,0.1,0.9,0.2\n"},
    {"layout.csv": "start,end,page,left,top,right,bottom\n0,5,1,0.1,0.1,0.9,0.2\n4,99999,1,0.1,0.2,1.1,0.3\n"},
    {"layout.csv": "start,end,page,left,top,right,bottom\n0,5,1,0.1,0.1,0.9,0.2\n4,99999,1,0.1,0.2,0.9,0.3\n"},
    {"doubts.csv": "kind,start,end,page,found\nline_gap,9,8,,\n"},
    {"doubts.csv": "kind,start,end,page,found\nline_gap,9,99999,2,\nsmudge,1,2,,\n"},
    {"doubts.csv": "kind,start,end,page,found\nline_gap,9,99999,2,\n"},
    {"corrections.csv": "start,as_read,as_printed,reason,by\n0,没有的话,有的话,误读,甲\n"},
    {"corrections.csv": "start,as_read,as_printed,reason,by\n99999,,有的话,漏读,甲\n"},
    {"corrections.csv": "start,as_read,as_printed,reason,by\n3,,一,漏读,甲\n3,,二,漏读,乙\n"},
    {"corrections.csv": "start,as_read,as_printed,reason,by\n3,,,漏读,\n"},
    {"corrections.csv": "start,as_read,as_printed,reason,by\n0,中,中,误读,甲\n"},
]
"""Changes of files beside the text of a document with an original; `None`: the file, or what the head says of it, is taken out."""


def wrong_originals(data: Path) -> Iterator[DataIssue]:
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    folder = data / "documents" / SEVERAL
    bare = (folder / "document.yaml").read_text(encoding="utf-8")
    original = f"original: {{file: original.pdf, name: x.pdf, sha256: {hashlib.sha256(ORIGINAL).hexdigest()}, reader: pdf, version: '1'}}\n"
    for files in ORIGINAL_FILES:
        (folder / "document.yaml").write_text(bare + original, encoding="utf-8")
        (folder / "original.pdf").write_bytes(ORIGINAL)
        (folder / "pages.csv").write_text("page,width,height\n1,595,842\n")
        for name in ("layout.csv", "doubts.csv", "corrections.csv"):
            (folder / name).unlink(missing_ok=True)
        for name, content in files.items():
            if name == "document.yaml":
                (folder / name).write_text(bare, encoding="utf-8")
            elif content is None:
                (folder / name).unlink()
            else:
                (folder / name).write_text(content, encoding="utf-8")
        yield from issues_of_document(data, shared, SEVERAL)


def wrong_clause_fixes(data: Path) -> Iterator[DataIssue]:
    """Lines that a curator set right: words that stand elsewhere, a heading without a level, a line told twice, an outline that is named."""
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    rows = ["0,没有的话,none,", "0,中共云泽,heading,", "0,中共云泽,none,", "0,中共云泽,body,", "0,中共云泽,table,"]
    (data / "documents" / DOCUMENT / "clauses.csv").write_text("\n".join(["start,words,action,level", *rows]) + "\n", encoding="utf-8")
    yield from issues_of_document(data, shared)


WRONG_ANSWERS = f"""rule,facts,year,answer,reason,by,date
task_without_lead,{DOCUMENT}/i3/tasks/1,,known,x,甲,2026-03
task_without_lead,{DOCUMENT}/i3/tasks/99,,maybe,x,甲,2026-03-01
task_without_lead,,,known,,,2026-02-30
"""


def wrong_checks(data: Path) -> Iterator[DataIssue]:
    """Visits to an address that cannot be read, or are told twice; answers to findings that cannot be taken; clauses that were read and are still to be read."""
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    folder = data / "documents" / DOCUMENT
    lines = (folder / "watch.csv").read_bytes().splitlines(keepends=True)
    row = lines[1].decode()
    for wrong in (row, row.replace("2026-11-20T08:00:00Z", "2026-11-20"), row.replace("http:", "ftp:"), row.replace("unchanged", "same")):
        (folder / "watch.csv").write_bytes(b"".join([*lines, wrong.encode()]))
        yield from issues_of_document(data, shared)
    (folder / "watch.csv").write_bytes(lines[0] + row.replace("2026-11-20T08:00:00Z", "2026-11-19T08:00:00Z", 1).encode())
    yield from issues_of_document(data, shared)
    (folder / "watch.csv").unlink()
    (folder / "answers.csv").write_text(WRONG_ANSWERS, encoding="utf-8")
    yield from issues_of_document(data, shared)
    (folder / "answers.csv").unlink()
    read = (folder / "read.csv").read_bytes().splitlines(keepends=True)
    (folder / "unread.csv").write_bytes(b"".join([read[0], read[1], b"i99,x\r\n"]))
    yield from issues_of_document(data, shared)
