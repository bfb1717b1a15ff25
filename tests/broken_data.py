"""Broken copies of the synthetic corpus: together they have every kind of fault that curated data can have."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel

from kg import paths
from kg.build.shared_data import load_shared_data
from kg.curation.files import write_rows
from kg.errors import DataIssue, InvalidData
from kg.loaders.csvfile import read_rows
from kg.loaders.ids import read_ids
from kg.loaders.validation import validated
from kg.model.document import DocumentHead
from kg.model.facts import FundingOffer, Target
from kg.model.registry import Agency, Indicator
from tests.broken_files import (
    DOCUMENT,
    SEVERAL,
    issues_of_document,
    replace_words,
    wrong_checks,
    wrong_clause_fixes,
    wrong_files,
    wrong_originals,
)
from tests.curation import small_data

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
    return [*issues, *issues_of_document(data, shared, document)]


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
        {"stacking": {"rules": ["highest"], "quote": "自2018年3月1日起施行"}},
    ):
        (folder / "document.yaml").write_text(yaml.safe_dump(head | keys, allow_unicode=True), encoding="utf-8")
        yield from issues_of_document(data, shared)


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
        yield from issues_of_document(data, shared)
        path.write_bytes(before)


def wrong_clauses(data: Path) -> Iterator[DataIssue]:
    """Clauses that are unknown, told twice, or both read as empty and used; and a fact told twice."""
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    folder = data / "documents" / DOCUMENT
    path = folder / "read.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], *lines[2:], b"i1,x\r\n"]))
    yield from issues_of_document(data, shared)
    path.write_bytes(b"".join([*lines, lines[1], b"i99,x\r\n"]))
    rows = (folder / "programs.csv").read_bytes().splitlines(keepends=True)
    (folder / "programs.csv").write_bytes(b"".join([*rows, b"," + rows[1].partition(b",")[2]]))
    yield from issues_of_document(data, shared)


def wrong_tasks_and_conventions(data: Path) -> Iterator[DataIssue]:
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    folder = data / "documents" / SEVERAL
    before = {path: path.read_bytes() for path in folder.iterdir()}

    def again() -> list[DataIssue]:
        issues = issues_of_document(data, shared, SEVERAL)
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
        replace_words(folder / "document.yaml", f'{{rule: all_below, quote: "{bracket}"}}', f'{{rule: {rule}, quote: "{quote}"}}')
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
