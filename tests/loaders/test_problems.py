"""Bad input: each fault with its file, row, column, what was found, what was expected, the nearest known value."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import paths
from kg.build.shared_data import load_shared_data
from kg.curation.ids import give_ids
from kg.errors import DataIssue
from kg.loaders.documents import load_document

DOCUMENT = "yunze-2021-5"


def problems_of(data: Path, document: str = DOCUMENT) -> list[DataIssue]:
    shared, problems = load_shared_data(data, paths.ONTOLOGY, data.parent)
    _, found = load_document(data / "documents" / document, data, shared.registry, shared.vocabulary.codes, data.parent)
    return problems + found


def rows_of(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or []), list(reader)


def write(path: Path, header: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)


def change(data: Path, file: str, line: int, **cells: str) -> None:
    """Overwrite cells of the row that a spreadsheet shows as `line`."""
    path = data / "documents" / DOCUMENT / file
    header, rows = rows_of(path)
    rows[line - 2] |= cells
    write(path, header, rows)


def line_of(data: Path, file: str, fact: str) -> int:
    _, rows = rows_of(data / "documents" / DOCUMENT / file)
    return next(i for i, row in enumerate(rows, start=2) if row["id"] == f"{DOCUMENT}/{fact}")


@pytest.mark.parametrize(
    ("file", "fact", "cells", "column", "found", "expected", "nearest"),
    [
        ("responsibilities.csv", "i2/responsibilities/1", {"agency": "市财政厅"}, "agency", "市财政厅", "910100.csv", "市财政"),
        ("funding.csv", "i1/funding/3", {"quote": "对引才的企业按年薪的百分之十给予奖励"}, "quote", "百分之十", "words of clause i1", "引才的企业"),
        ("funding.csv", "i1/funding/3", {"quote": "给予"}, "quote", "2 times in i1", "lengthen", None),
        ("funding.csv", "i1/funding/3", {"clause": "i2"}, "quote", "引才的企业", "these stand in i1", None),
        ("funding.csv", "i1/funding/3", {"clause": "i11"}, "clause", "i11", "a clause of yunze-2021-5", "i1"),
        ("funding.csv", "i1/funding/3", {"amount_max": "3000000"}, "amount_max", "3000000", "a sum in yuan that the words state", None),
        ("funding.csv", "i1/funding/3", {"amount_max": "30万"}, "amount_max", "30万", "a number such as 300000", None),
        ("funding.csv", "i1/funding/3", {"amount_min": "2000000"}, None, "amount_min 2000000 is more than amount_max", "agree", None),
        ("funding.csv", "i1/funding/3", {"rate_min": "10", "rate_max": ""}, "rate_min", "10", "a fraction", None),
        ("funding.csv", "i1/funding/3", {"kind": "rewards"}, "kind", "rewards", "ontology/vocab/funding-kind.ttl", "reward"),
        ("funding.csv", "i1/funding/3", {"kind": ""}, "kind", "nothing", "a value", None),
        ("funding.csv", "i1/funding/1", {"categories": "academecian"}, "categories", "academecian", "data/registry/categories", "academician"),
        ("funding.csv", "i1/funding/1", {"programs": "yunqu"}, "programs", "yunqu", "programs", "yunque"),
        ("conditions.csv", "i1/conditions/1", {"offer": f"{DOCUMENT}/i1/funding/9"}, "offer", "funding/9", "funding.csv or measures.csv", "/funding/"),
        ("tasks.csv", "i3/tasks/1", {"title": "改进人才评价统一"}, "title", "统一", "words of clause i3", None),
        ("tasks.csv", "i3/tasks/1", {"due": "明年"}, "due", "明年", "an ISO date", None),
        ("tasks.csv", "i3/tasks/1", {"id": f"{DOCUMENT}/i3/task/1"}, "id", "i3/task/1", f"{DOCUMENT}/i3/tasks/<n>", None),
        ("tasks.csv", "i4/tasks/1", {"id": f"{DOCUMENT}/i3/tasks/1"}, "id", "i3/tasks/1", "an id given once", None),
        ("tasks.csv", "i3/tasks/1", {"id": ""}, "id", "nothing", "kg curate ids", None),
        ("targets.csv", "c1-s2/targets/1", {"value_min": "11"}, "value_min", "11", "a number that the words state", None),
        ("funding.csv", "i1/funding/3", {"recipient": "引才的企业家"}, "recipient", "引才的企业家", "words of clause i1", None),
        ("funding.csv", "i1/funding/3", {"purpose": "补贴金"}, "purpose", "补贴金", "words of clause i1", None),
        ("funding.csv", "i1/funding/3", {"tier": "国家级"}, "tier", "国家级", "words of clause i1", None),
        ("funding.csv", "i1/funding/3", {"value_text": "据实"}, "value_text", "据实", "words of clause i1", None),
        ("funding.csv", "i1/funding/3", {"payer": "市财政局"}, "payer", "市财政局", "a name that the quote contains", None),
        ("funding.csv", "i1/funding/3", {"period": "month"}, "period", "month", "一次性, 每月, 每年; else unspecified", None),
        ("targets.csv", "c1-s2/targets/1", {"span": "period"}, "span", "period", "每年, 期间, 累计, 年末", None),
        ("targets.csv", "c1-s2/targets/6", {"span": "year"}, "span", "year", "每年, 期间, 累计, 年末", None),
        ("targets.csv", "c1-s2/targets/6", {"span": "month"}, "span", "month", "point, year, period", None),
        ("funding.csv", "i1/funding/3", {"amount_min": "300000"}, "amount_min", "amount_min 300000, amount_max 300000", "at most 300000 元", None),
        ("funding.csv", "i1/funding/1", {"amount_min": ""}, "amount_min", "amount_min empty, amount_max 1000000", "1000000 元, 500000 元", None),
        ("funding.csv", "i1/funding/1", {"amount_max": "500000", "amount_min": "1000000"}, None, "amount_min 1000000 is more", "agree", None),
        ("funding.csv", "i1/funding/3", {"rate_min": ""}, "rate_min", "rate_min empty, rate_max 0.3", "0.1..0.3", None),
        ("funding.csv", "i4/funding/1", {"amount_min": "", "amount_max": ""}, None, "no amount, no rate and no value_text", "one of them", None),
        ("funding.csv", "i1/funding/1", {"categories": "doctor"}, "categories", "doctor", "categories.csv uses in clause i1", None),
        ("measures.csv", "i3/measures/1", {"categories": "high-skilled"}, "categories", "high-skilled", "categories.csv uses in clause i3", None),
        ("measures.csv", "i3/measures/1", {"text": "博士、A类人才可以直接申报"}, "text", "博士、A类", "in their order; else text among the inferred", None),
        ("conditions.csv", "i1/conditions/1", {"value": "兼职"}, "value", "兼职", "characters of clause i1", None),
        ("conditions.csv", "i1/conditions/4", {"inferred": ""}, "comparator", "ge", "a bound that the words state", None),
        ("tasks.csv", "i2/tasks/1", {"due": "2023-06-30"}, "due", "2023-06-30", "a date that the words state", None),
        ("tasks.csv", "i2/tasks/1", {"due": "2024"}, "due", "2024", "a date that the words state: 2023年", None),
        ("targets.csv", "c1-s2/targets/1", {"target_year": "2026"}, "target_year", "2026", "a year that the words state", None),
        ("targets.csv", "c1-s2/targets/1", {"unit": "人"}, "value_min", "12", "12万人 (120000 人)", None),
        ("targets.csv", "c1-s2/targets/1", {"unit": "家"}, "unit", "家", "words of clause c1-s2", None),
        ("targets.csv", "c1-s2/targets/1", {"comparator": "ge"}, "comparator", "ge", "a bound that the words state", None),
        ("targets.csv", "c1-s2/targets/1", {"growth_percent": "12"}, "growth_percent", "12", "20% (0.2)", None),
        ("baselines.csv", "c1-s2/baselines/1", {"year": "2019"}, "year", "2019", "2020年 (2020 年)", None),
        ("citations.csv", "preamble/citations/1", {"cited": "sample-talent-outlin"}, "cited", "sample-talent-outlin", "documents", "sample-talent-outline"),
    ],
)  # fmt: skip
def test_a_fault_is_told(
    data: Path, file: str, fact: str, cells: dict[str, str], column: str | None, found: str, expected: str, nearest: str | None
) -> None:
    line = line_of(data, file, fact)
    change(data, file, line, **cells)
    problems = [
        p for p in problems_of(data) if p.file == f"data/documents/{DOCUMENT}/{file}" and p.column == column and found in str(p.found)
    ]
    matching = [p for p in problems if expected in str(p.expected)]
    assert matching, problems_of(data)
    assert line in {p.row for p in matching}
    assert (nearest or "") in (matching[0].nearest or "")
    assert str(matching[0]).count("\n") == 0


def test_all_faults_are_told_at_once(data: Path) -> None:
    change(data, "funding.csv", 2, kind="gift")
    change(data, "funding.csv", 3, quote="没有的话")
    change(data, "responsibilities.csv", 2, agency="市没有局")
    (data / "documents" / DOCUMENT / "targets.csv").unlink()
    told = {(Path(p.file).name, p.column) for p in problems_of(data)}
    assert {("funding.csv", "kind"), ("funding.csv", "quote"), ("responsibilities.csv", "agency"), ("targets.csv", None)} <= told


def test_a_duplicate_row_is_told(data: Path) -> None:
    path = data / "documents" / DOCUMENT / "programs.csv"
    header, rows = rows_of(path)
    write(path, header, [*rows, rows[3] | {"id": ""}])
    give_ids(data)
    [problem] = problems_of(data)
    assert (problem.row, str(problem.found)) == (len(rows) + 2, "the same fact as in row 5")


def test_a_figure_that_is_inferred_need_not_be_stated(data: Path) -> None:
    path = data / "documents" / DOCUMENT / "targets.csv"
    header, rows = rows_of(path)
    wanted = next(row for row in rows if row["indicator"] == "service-stations")
    for row in rows:
        row.setdefault("inferred", "")
    wanted |= {"baseline_value": "17"}
    write(path, [*dict.fromkeys([*header, "inferred"])], rows)
    assert [p.column for p in problems_of(data)] == ["baseline_value"]
    wanted["inferred"] = "baseline_value"
    write(path, [*dict.fromkeys([*header, "inferred"])], rows)
    assert problems_of(data) == []
    wanted["inferred"] = "no_such_column"
    write(path, [*dict.fromkeys([*header, "inferred"])], rows)
    assert "no_such_column" in str(problems_of(data)[0].found)


def source_changes(text: str) -> str:
    return text.replace("人才", "人材", 1)


def test_a_text_that_does_not_match_its_hash_stops(data: Path) -> None:
    path = data / "documents" / DOCUMENT / "source.txt"
    path.write_text(source_changes(path.read_text(encoding="utf-8")), encoding="utf-8")
    [problem] = problems_of(data)
    assert problem.file.endswith("source.txt") and "SHA-256" in str(problem.found)


@pytest.mark.parametrize(
    ("spoil", "file", "found"),
    [
        (lambda folder: (folder / "document.yaml").unlink(), "document.yaml", "no such file"),
        (lambda folder: (folder / "source.txt").unlink(), "source.txt", "no such file"),
        (lambda folder: (folder / "fundings.csv").write_text("id"), "fundings.csv", "an unknown file"),
        (lambda folder: _replace(folder, "outline: opinion-items", "outline: opinion-item"), "document.yaml", "opinion-item"),
        (lambda folder: _replace(folder, 'place: "910100"', 'place: "919999"'), "document.yaml", "919999"),
        (lambda folder: _replace(folder, "中共云泽市委办公室\"]", "中共云译市委办公室\"]"), "document.yaml", "中共云译市委办公室"),
        (lambda folder: _replace(folder, "status: in_force", "status: perhaps"), "document.yaml", "perhaps"),
        (lambda folder: _replace(folder, 'status_basis: "虚构"', 'status_basis: ""'), "document.yaml", "nothing"),
        (lambda folder: _replace(folder, "outline:", "outlines:"), "document.yaml", "opinion-items"),
        (lambda folder: _replace(folder, "title:", "title: ["), "document.yaml", ""),
    ],
)  # fmt: skip
def test_a_wrong_head_is_told(data: Path, spoil: Callable[[Path], None], file: str, found: str) -> None:
    spoil(data / "documents" / DOCUMENT)
    assert any(p.file.endswith(file) and found in str(p.found) for p in problems_of(data)), problems_of(data)


def _replace(folder: Path, old: str, new: str) -> None:
    path = folder / "document.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_clauses_must_be_accounted_for(data: Path) -> None:
    path = data / "documents" / DOCUMENT / "read.csv"
    header, rows = rows_of(path)
    write(path, header, [*rows[1:], {"clause": "i1", "reason": "x"}])
    found = [str(p.found) for p in problems_of(data)]
    assert f"nothing on {rows[0]['clause']}, which holds no fact" in found and "i1, which holds facts" in found


def test_a_fault_of_the_scan_holds_no_facts(data: Path) -> None:
    folder = data / "documents" / DOCUMENT
    text = (folder / "source.txt").read_text(encoding="utf-8")
    start = text.index("对全职引进的院士")
    head = (folder / "document.yaml").read_text(encoding="utf-8")
    fault = f'faults:\n  - {{kind: repetition, start: {start}, end: {start + 30}, begins: "对全职引进", note: made up}}\n'
    (folder / "document.yaml").write_text(head + fault, encoding="utf-8")
    assert any(p.column == "quote" and "faults of the scan" in str(p.expected) for p in problems_of(data))
    (folder / "document.yaml").write_text(head + fault.replace("对全职引进", "对兼职引进"), encoding="utf-8")
    assert any(p.column == "faults" for p in problems_of(data))


@pytest.mark.parametrize(
    ("file", "row", "column", "found"),
    [
        ("agencies/910100.csv", "910100-finance,910100,市财税局,,,government,finance,curator", "id", "910100-finance"),
        ("agencies/910100.csv", "910100-x,910100,市财政局,,,government,finance,curator", "name", "市财政局"),
        ("agencies/910100.csv", "910200-x,910100,某局,,,government,finance,curator", "id", "910200-x"),
        ("agencies/910100.csv", "910100-x,919999,某局,,,government,finance,curator", "place", "919999"),
        ("agencies/910100.csv", "910100-x,910100,某局,,,government,cooking,curator", "function", "cooking"),
        ("agencies/910100.csv", "910100-x,910100,某局,,,government,finance,", "source", "nothing"),
        ("programs/910100.csv", "Yun Que,某计划,,plan,910100,,curator", "id", "Yun Que"),
        ("categories/common.csv", "x,nowhere,某类,,,talent,,,,,,curator", "scheme", "nowhere"),
    ],
)
def test_a_wrong_registry_row_is_told(data: Path, file: str, row: str, column: str, found: str) -> None:
    path = data / "registry" / file
    path.write_bytes(path.read_bytes() + row.encode() + b"\r\n")
    matching = [p for p in problems_of(data) if p.file == f"data/registry/{file}" and p.column == column and found in str(p.found)]
    assert matching and matching[0].row == len(path.read_text(encoding="utf-8-sig").splitlines())


def test_a_document_saved_by_excel_in_gb18030_is_the_same_document(data: Path) -> None:
    folder = data / "documents" / DOCUMENT
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    before, _ = load_document(folder, data, shared.registry, shared.vocabulary.codes, data.parent)
    for path in folder.glob("*.csv"):
        path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("gb18030"))
    after, problems = load_document(folder, data, shared.registry, shared.vocabulary.codes, data.parent)
    assert not problems and before == after


SEVERAL = "wuling-2023-6"
"""A document with a clause that holds two tasks."""


def several(data: Path, file: str, fact: str, **cells: str) -> None:
    path = data / "documents" / SEVERAL / file
    header, rows = rows_of(path)
    [row] = [row for row in rows if row["id"] == f"{SEVERAL}/{fact}"]
    row |= cells
    write(path, header, rows)


@pytest.mark.parametrize(
    ("named", "expected", "nearest"),
    [
        ("a4", f"the id of one of the 2 tasks of the clause: {SEVERAL}/a4/tasks/1, {SEVERAL}/a4/tasks/2", None),
        (f"{SEVERAL}/a4/tasks/3", "a clause that holds a task, or the id of a task", f"{SEVERAL}/a4/tasks/2"),
        ("a5", "a clause that holds a task, or the id of a task", "a4"),
    ],
)
def test_a_row_names_a_task_by_its_id_or_by_a_clause_with_one(data: Path, named: str, expected: str, nearest: str | None) -> None:
    several(data, "responsibilities.csv", "a2/responsibilities/1", task=named)
    [problem] = problems_of(data, SEVERAL)
    assert (problem.column, str(problem.found), str(problem.expected), problem.nearest) == ("task", f"“{named}”", expected, nearest)


@pytest.mark.parametrize("named", ["a3", f"{SEVERAL}/a3/tasks/1"])
def test_the_task_that_a_row_names_is_its_task(data: Path, named: str) -> None:
    several(data, "responsibilities.csv", "a2/responsibilities/1", task=named)
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    record, problems = load_document(data / "documents" / SEVERAL, data, shared.registry, shared.vocabulary.codes, data.parent)
    assert record is not None and problems == []
    [fact] = [fact for fact in record.facts if fact.id == f"{SEVERAL}/a2/responsibilities/1"]
    assert fact.links["task"] == f"{SEVERAL}/a3/tasks/1"


def test_tasks_of_a_clause_begin_at_words_of_their_own(data: Path) -> None:
    several(data, "tasks.csv", "a4/tasks/2", quote="优化人才服务")
    [problem] = problems_of(data, SEVERAL)
    assert (problem.row, problem.column, str(problem.found)) == (6, "quote", "“优化人才服务”")
    assert str(problem.expected) == "words of its own: the task in row 5 begins there"
