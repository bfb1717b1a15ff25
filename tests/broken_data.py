"""Broken copies of the synthetic corpus: together they have every kind of fault that curated data can have."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel

from kg import paths
from kg.build.shared_data import SharedData, load_shared_data
from kg.curation.files import write_rows
from kg.errors import DataIssue, InvalidData
from kg.loaders import load_document
from kg.loaders.csvfile import read_rows
from kg.loaders.ids import read_ids
from kg.loaders.validation import validated
from kg.model.document import DocumentHead
from kg.model.facts import FundingOffer, Target
from kg.model.registry import Agency, Indicator
from tests.curation import small_data

DOCUMENT, SEVERAL = "yunze-2021-5", "wuling-2023-6"
"""A document with facts of every kind, and one with a clause that holds two tasks."""

FORMS = {
    "encoding": "标识,名称\n".encode("utf-16"),
    "encoding without mark": "标识,名称\n".encode("utf-16-le"),
    "workbook": b"PK\x03\x04",
    "another encoding": b"id\n\xff\xfe\xfd\x81\x8f\x90",
    "unknown encoding": bytes(range(0x80, 0x100)) * 3,
    "conflict": b"id,name\n<<<<<<< HEAD\n",
    "empty": b"",
    "open quotation": b'id,name\n1,"open\n',
    "text after a quotation": b'id,name\n1,"one" two\n',
    "sep": b"sep=;\nid;name\n",
    "semicolons": b"id;name\n",
    "tabs": b"id\tname\n",
    "no header": b"1,2\n",
    "unknown column": b"id,names\n",
    "column twice": b"id,name,id\n",
    "no column": b"id\n",
    "uneven row": b"id,name\n1\n2,3\n",
    "uneven rows": b"id,name\n1\n2\n",
}
"""Contents of a CSV file with the columns `id` and `name`."""


def wrong_forms(data: Path) -> Iterator[DataIssue]:
    for content in FORMS.values():
        (data / "x.csv").write_bytes(content)
        yield from read_rows(data / "x.csv", ["id", "name"], file="x.csv")[1]
    yield from read_rows(data / "none.csv", ["id", "name"], file="none.csv")[1]


CELLS: list[tuple[type[BaseModel], dict[str, str], list[dict[str, str]]]] = [
    (
        FundingOffer,
        {"clause": "i1", "quote": "x", "kind": "grant", "period": "once", "value_text": "x"},
        [
            {"clause": "第一条"},
            {"kind": ""},
            {"amount_min": "30万"},
            {"amount_min": "2", "amount_max": "1"},
            {"apply_from": "明年"},
            {"apply_from": "2025-02-30"},
            {"apply_from": "2025", "apply_until": "2024"},
            {"inferred": "payer"},
            {"value_text": ""},
        ],
    ),
    (
        Target,
        {"clause": "i1", "quote": "x", "indicator": "x", "indicator_name": "x", "value_min": "1"},
        [{"target_year": "1900"}, {"target_year": "3000"}, {"target_year": "明年"}, {"value_min": ""}],
    ),
    (
        Agency,
        {"id": "910100-x", "name": "某局", "source": "curator", "place": "910100", "kind": "x", "function": "x"},
        [
            {"former_names": "市工商所"},
            {"former_names": "市工商所 2009/2005"},
            {"since": "2009", "until": "2005"},
            {"successors": "910100-y"},
            {"part_of": "910100-x"},
        ],
    ),
    (Indicator, {"id": "x", "name": "x", "source": "curator", "flow_of": "y"}, [{"nature": ""}, {"nature": "stock"}]),
]
"""Records, cells that each can be read from, and cells in their place that are none of their kind, or do not agree with the others."""


def wrong_cells(_: Path) -> Iterator[DataIssue]:
    for model, cells, changes in CELLS:
        for changed in changes:
            yield from validated(model, cells | changed, "x.csv", 2)[1]


def wrong_heads(data: Path) -> Iterator[DataIssue]:
    """Keys of a head that cannot be read, do not agree, or are not stated."""
    folder = data / "documents" / DOCUMENT
    head = yaml.load((folder / "document.yaml").read_text(encoding="utf-8"), yaml.BaseLoader) | {
        "curated": True,
        "period_start": None,
        "period_end": None,
    }
    fault = {"kind": "garbled", "start": "0", "end": "1", "begins": "x", "note": "x"}
    for keys in (
        {"issuer": "某局"},
        {"issuers": []},
        {"title": ["x"]},
        {"curated": "perhaps"},
        {"status": "perhaps"},
        {"address": "ftp://example.org/1.html"},
        {"repeals": ["x"]},
        {"faults": [fault | {"start": -1, "end": 0, "letters": 3}]},
        {"valid_for": "三年"},
        {"valid_until": "2025", "valid_for": "3年", "validity_quote": "x"},
        {"valid_until": "2025"},
        {"validity_quote": "x"},
        {"valid_until": "2020", "validity_quote": "x"},
        {"original": {"file": "../original.pdf", "name": "x", "sha256": "x", "reader": "pdf", "version": "1"}},
    ):
        yield from validated(DocumentHead, head | keys, "document.yaml", None)[1]


def issues_of(data: Path, document: str = DOCUMENT) -> list[DataIssue]:
    """What `kg check` lists for the registry and a document."""
    shared, issues = load_shared_data(data, paths.ONTOLOGY, data.parent)
    return [*issues, *_of(data, shared, document)]


def _of(data: Path, shared: SharedData, document: str = DOCUMENT) -> list[DataIssue]:
    return load_document(data / "documents" / document, data, shared.registry, shared.vocabulary.codes, data.parent)[1]


def _replace(path: Path, old: str, new: str) -> None:
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
        lambda: _replace(source, "人才", "人材"),
        lambda: _replace(head, "outline: opinion-items", "outline: opinion-item"),
        lambda: _replace(head, "outline: opinion-items", "outline: of-our-own"),
        lambda: _replace(head, 'place: "910100"', 'place: "919999"'),
        lambda: _replace(head, "中共云泽市委办公室", "中共云译市委办公室"),
        lambda: _replace(head, 'status_basis: "虚构"', 'status_basis: ""'),
        lambda: _replace(head, "curated: true", 'curated: true\nfaults: [{kind: layout, start: 3, end: 9, begins: "乱码", note: x}]'),
        lambda: _replace(
            head, "curated: true", f'curated: true\nfaults: [{{kind: layout, start: {at}, end: {at + 5}, begins: "对全职引进", note: x}}]'
        ),
        lambda: (folder / "fundings.csv").write_text("id"),
    ]
    at = source.read_text(encoding="utf-8").index("对全职引进")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    for spoil in spoils:
        spoil()
        yield from _of(data, shared)
        for path in set(folder.iterdir()) - before.keys():
            path.unlink()
        for path, content in before.items():
            path.write_bytes(content)
    other = folder.rename(folder.with_name("Yunze"))
    yield from _of(data, shared, other.name)


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
        yield from _of(data, shared, SEVERAL)


def wrong_clause_fixes(data: Path) -> Iterator[DataIssue]:
    """Lines that a curator set right: words that stand elsewhere, a heading without a level, a line told twice, an outline that is named."""
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    rows = ["0,没有的话,none,", "0,中共云泽,heading,", "0,中共云泽,none,", "0,中共云泽,body,", "0,中共云泽,table,"]
    (data / "documents" / DOCUMENT / "clauses.csv").write_text("\n".join(["start,words,action,level", *rows]) + "\n", encoding="utf-8")
    yield from _of(data, shared)


def stated_heads(data: Path) -> Iterator[DataIssue]:
    """Dates, lengths and documents of a head that its text does not state."""
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    folder = data / "documents" / DOCUMENT
    text = (folder / "source.txt").read_text(encoding="utf-8") + "自2018年3月1日起施行，有效期三年。有效期3年，有效期3年。\n"
    (folder / "source.txt").write_bytes(text.encode())
    head = yaml.load((folder / "document.yaml").read_text(encoding="utf-8"), yaml.BaseLoader) | {"curated": False}
    head |= {"sha256": hashlib.sha256(text.encode()).hexdigest(), "period_start": None, "period_end": None}
    for keys in (
        {"effective": "2018-03-02", "effective_quote": "自2018年3月1日起施行"},
        {"valid_for": "5年", "validity_quote": "有效期三年"},
        {"valid_for": "3年", "validity_quote": "有效期3年"},
        {"repeals": [{"document": "nowhere", "quote": "没有的话"}]},
        {"later_version": "nowhere-1"},
    ):
        (folder / "document.yaml").write_text(yaml.safe_dump(head | keys, allow_unicode=True), encoding="utf-8")
        yield from _of(data, shared)


def change(data: Path, document: str, file: str, fact: str, **cells: str) -> None:
    """Overwrite cells of the row of a fact."""
    path = data / "documents" / document / file
    rows = small_data.read(path)
    [row] = [row for row in rows if row["id"] == f"{document}/{fact}"]
    row |= cells
    write_rows(path, list(row), rows)


ROWS: list[tuple[str, str, dict[str, str]]] = [
    ("funding.csv", "i1/funding/1", {"kind": "gift"}),
    ("funding.csv", "i1/funding/1", {"categories": "doctor"}),
    ("funding.csv", "i1/funding/1", {"amount_min": ""}),
    ("funding.csv", "i1/funding/3", {"clause": "i11"}),
    ("funding.csv", "i1/funding/3", {"quote": "没有的话"}),
    ("funding.csv", "i1/funding/3", {"clause": "i2"}),
    ("funding.csv", "i1/funding/3", {"clause": "c2-s1"}),
    ("funding.csv", "i1/funding/3", {"context": "给予"}),
    ("funding.csv", "i1/funding/3", {"recipient": "引才的企业家", "amount_min": "300000"}),
    ("funding.csv", "i1/funding/3", {"quote": "给予"}),
    ("funding.csv", "i1/funding/3", {"amount_max": "3000000", "rate_min": "10", "rate_max": "", "period": "month", "payer": "市财政局"}),
    ("funding.csv", "i1/funding/3", {"programs": "yunqu", "context": "没有的话|人才", "recipient": "引才的企业家"}),
    ("conditions.csv", "i1/conditions/1", {"offer": f"{DOCUMENT}/i1/funding/9"}),
    ("conditions.csv", "i1/conditions/3", {"comparator": "eq"}),
    ("conditions.csv", "i1/conditions/4", {"inferred": "", "value": "兼职"}),
    ("measures.csv", "i3/measures/1", {"text": "博士、A类人才可以直接申报"}),
    ("targets.csv", "c1-s2/targets/1", {"value_min": "11", "target_year": "2026", "span": "period"}),
    ("targets.csv", "c1-s2/targets/1", {"comparator": "ge"}),
    ("targets.csv", "c1-s2/targets/3", {"comparator": "eq"}),
    ("targets.csv", "c1-s2/targets/6", {"comparator": "eq"}),
    ("targets.csv", "c1-s2/targets/6", {"baseline_value": "17"}),
    ("tasks.csv", "i2/tasks/1", {"due": "2023-06-30"}),
    ("tasks.csv", "i3/tasks/1", {"id": ""}),
    ("tasks.csv", "i3/tasks/1", {"id": f"{DOCUMENT}/i3/task/1"}),
    ("responsibilities.csv", "i2/responsibilities/1", {"agency": "市财政厅"}),
]
"""Changes of single rows. Each is a copy of its own, since a row that cannot be read or proven has no further faults."""


def wrong_rows(data: Path) -> Iterator[DataIssue]:
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    for file, fact, cells in ROWS:
        path = data / "documents" / DOCUMENT / file
        before = path.read_bytes()
        change(data, DOCUMENT, file, fact, **cells)
        yield from _of(data, shared)
        path.write_bytes(before)


def wrong_clauses(data: Path) -> Iterator[DataIssue]:
    """Clauses that are unknown, told twice, or both read as empty and used; and a fact told twice."""
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    folder = data / "documents" / DOCUMENT
    path = folder / "read.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], *lines[2:], b"i1,x\r\n"]))
    yield from _of(data, shared)
    path.write_bytes(b"".join([*lines, lines[1], b"i99,x\r\n"]))
    rows = (folder / "programs.csv").read_bytes().splitlines(keepends=True)
    (folder / "programs.csv").write_bytes(b"".join([*rows, b"," + rows[1].partition(b",")[2]]))
    yield from _of(data, shared)


def wrong_checks(data: Path) -> Iterator[DataIssue]:
    """Visits to an address that cannot be read, or are told twice; clauses that were read and are still to be read."""
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    folder = data / "documents" / DOCUMENT
    lines = (folder / "watch.csv").read_bytes().splitlines(keepends=True)
    row = lines[1].decode()
    for wrong in (row, row.replace("2026-11-20T08:00:00Z", "2026-11-20"), row.replace("http:", "ftp:"), row.replace("unchanged", "same")):
        (folder / "watch.csv").write_bytes(b"".join([*lines, wrong.encode()]))
        yield from _of(data, shared)
    (folder / "watch.csv").write_bytes(lines[0] + row.replace("2026-11-20T08:00:00Z", "2026-11-19T08:00:00Z", 1).encode())
    yield from _of(data, shared)
    (folder / "watch.csv").unlink()
    read = (folder / "read.csv").read_bytes().splitlines(keepends=True)
    (folder / "unread.csv").write_bytes(b"".join([read[0], read[1], b"i99,x\r\n"]))
    yield from _of(data, shared)


def wrong_tasks_and_conventions(data: Path) -> Iterator[DataIssue]:
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    folder = data / "documents" / SEVERAL
    before = {path: path.read_bytes() for path in folder.iterdir()}

    def again() -> list[DataIssue]:
        issues = _of(data, shared, SEVERAL)
        for path, content in before.items():
            path.write_bytes(content)
        return issues

    for task in ("a4", "a5"):
        change(data, SEVERAL, "responsibilities.csv", "a2/responsibilities/1", task=task)
        yield from again()
    change(data, SEVERAL, "tasks.csv", "a4/tasks/2", quote="优化人才服务")
    yield from again()
    bracket = "以下各项措施均需各县区配合落实"
    for rule, quote in (("first_leads", "雾岭市引才留才若干措施"), ("all_lead", "没有的话"), ("all_below", "雾岭市引才留才若干措施")):
        _replace(folder / "document.yaml", f'{{rule: all_below, quote: "{bracket}"}}', f'{{rule: {rule}, quote: "{quote}"}}')
        yield from again()
    path = folder / "responsibilities.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if b"a4/tasks/2" not in line or "各县区".encode() not in line))
    yield from again()


def wrong_registry(data: Path) -> Iterator[DataIssue]:
    agencies = data / "registry" / "agencies" / "910100.csv"
    for row in (
        "910100-finance,910100,市财税局,,,government,finance,curator",
        "910100-x,910100,市财政局,,,government,finance,curator",
        "910200-y,919999,某局,,,government,finance,curator",
    ):
        agencies.write_bytes(agencies.read_bytes() + row.encode() + b"\r\n")
    yield from issues_of(data)


def wrong_ids(data: Path) -> Iterator[DataIssue]:
    from kg.curation.ids import give_ids

    small = small_data.make_data(data)
    id_ = f"{small_data.DOCUMENT}/c1/tasks"
    ids = small_data.folder_of(small) / "ids.csv"

    def line(number: int, digest: str, quote: str) -> bytes:
        return f"{id_}/{number},{digest},{quote}\r\n".encode()

    small_data.add(small, small_data.row("c1", "甲"), small_data.row("c1", "乙"))
    yield from small_data.problems_of(small)
    give_ids(small)
    given = ids.read_bytes()
    ids.unlink()
    yield from small_data.problems_of(small)
    ids.write_bytes(given.splitlines(keepends=True)[0])
    yield from small_data.problems_of(small)
    ids.write_bytes(b"".join(given.splitlines(keepends=True)[:2]))
    yield from small_data.problems_of(small)
    ids.write_bytes(given + given.splitlines(keepends=True)[1])
    yield from small_data.problems_of(small)
    ids.write_bytes(given + "某文件/c1/tasks/1,,\r\n".encode())
    yield from small_data.problems_of(small)
    ids.write_bytes(given + line(7, "sha256:00000000", "丙") + line(7, "sha256:00000001", "丁"))
    yield from small_data.problems_of(small)
    ids.write_bytes(b"clause,kind,last\r\nc1,tasks,2\r\nc1,tasks,3\r\nc1,task,1\r\nc1,tasks,x\r\n")
    older = read_ids(small_data.folder_of(small), small.parent)
    yield from (*older.issues, *older.outdated)
    ids.write_bytes(given + line(1, "sha256:00000000", "丙"))
    small_data.add(small, small_data.row("c1", "丙", id=f"{id_}/1"), small_data.row("c9", "丁", id=f"{id_}/x"))
    yield from small_data.problems_of(small)


def no_document(data: Path) -> Iterator[DataIssue]:
    from kg.build.pipeline import check

    try:
        check(data / "nowhere", data / "home")
    except InvalidData as error:
        yield from error.issues


BROKEN: list[Callable[[Path], Iterator[DataIssue]]] = [
    wrong_forms,
    wrong_cells,
    wrong_heads,
    wrong_files,
    wrong_originals,
    wrong_clause_fixes,
    stated_heads,
    wrong_rows,
    wrong_clauses,
    wrong_checks,
    wrong_tasks_and_conventions,
    wrong_registry,
    wrong_ids,
    no_document,
]
"""Each spoils the copy of the corpus that it is given, and tells what is found wrong with it."""
