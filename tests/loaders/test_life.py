"""The head of a document: dates as precise as the text, how long it is in force, what it does to others; each held against the words."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

from kg import paths
from kg.build.shared_data import load_shared_data
from kg.errors import DataIssue
from kg.loaders.documents import load_document
from kg.model.document import RELATIONS
from kg.model.records import DocumentRecord

DOCUMENT = "yunze-2024-1"
END = "本通知自2018年3月1日起施行，有效期三年。《引才办法》延续至2025年12月31日。自印发之日起30日后实施。有效期3年，有效期3年。\n"
CHANGED = ("issued", "effective", "effective_quote", "valid_until", "valid_for", "validity_quote", *RELATIONS)


def read(data: Path, **keys: object) -> tuple[DocumentRecord | None, list[DataIssue]]:
    """The document with these keys in its head, and with the words of `END` at the end of its text."""
    folder = data / "documents" / DOCUMENT
    text = (folder / "source.txt").read_text(encoding="utf-8") + END
    (folder / "source.txt").write_bytes(text.encode())
    head = yaml.safe_load((folder / "document.yaml").read_text(encoding="utf-8"))
    head = {key: value for key, value in head.items() if key not in CHANGED}
    lines = [f"{key}: {value}" for key, value in keys.items()]
    content = yaml.safe_dump(head | {"sha256": hashlib.sha256(text.encode()).hexdigest()}, allow_unicode=True)
    (folder / "document.yaml").write_text(content + "\n".join(lines), encoding="utf-8")
    shared, problems = load_shared_data(data, paths.ONTOLOGY, data.parent)
    record, found = load_document(folder, data, shared.registry, shared.vocabulary.codes, data.parent)
    return record, problems + found


@pytest.mark.parametrize("date", ["2018", "2018-03", "2018-03-01", '"2018"'])
def test_dates_are_as_precise_as_the_text(data: Path, date: str) -> None:
    record, problems = read(data, issued=date)
    assert not problems and record is not None and record.head.issued == date.strip('"')


def test_lengths_and_relations_are_held_with_their_words(data: Path) -> None:
    record, problems = read(
        data,
        issued="2018-02",
        effective="2018-03-01",
        effective_quote="自2018年3月1日起施行",
        valid_for="3年",
        validity_quote="有效期三年",
        continues="[{document: yunze-recruitment-rules, quote: 延续至2025年12月31日}]",
        amends="[{document: wuling-2019-8, quote: 引才办法}, {document: yunze-2021-5, quote: 《引才办法〉延续}]",
    )
    assert not problems and record is not None
    assert record.head.valid_for == "P3Y"
    assert {key: words.quote for key, words in record.life.items()} == {
        "effective": "自2018年3月1日起施行",
        "valid_for": "有效期三年",
        "continues.0": "延续至2025年12月31日",
        "amends.0": "引才办法",
        "amends.1": "《引才办法》延续",
    }
    assert all(record.text[words.start : words.end] == words.quote for words in record.life.values())


@pytest.mark.parametrize(
    ("written", "length"),
    [("3年", "P3Y"), ("18个月", "P18M"), ("6月", "P6M"), ("90日", "P90D"), ("90天", "P90D"), ("P1Y6M", "P1Y6M")],
)
def test_a_length_is_written_in_words_or_by_iso_8601(data: Path, written: str, length: str) -> None:
    record, problems = read(data, valid_for=written, validity_quote="有效期三年")
    found = record.head.valid_for if record else next(str(p.found) for p in problems if p.column == "valid_for")
    assert found == length


def test_a_first_day_may_be_counted_from_the_day_of_issue(data: Path) -> None:
    record, problems = read(data, issued="2018-03-01", effective="2018-03-31", effective_quote="自印发之日起30日后实施")
    assert not problems and record is not None and record.head.effective == "2018-03-31"


OTHER = "{document: yunze-recruitment-rules, quote: 引才办法}"


@pytest.mark.parametrize(
    ("keys", "column", "found", "expected"),
    [
        ({"issued": "2018-02-30"}, "issued", "2018-02-30", "a day that the calendar has"),
        ({"issued": "2018-13"}, "issued", "2018-13", "a year or an ISO date"),
        ({"issued": "2018年"}, "issued", "2018年", "a year or an ISO date"),
        ({"issued": "true"}, "issued", "True", ""),
        ({"valid_for": "三五年", "validity_quote": "有效期三年"}, "valid_for", "三五年", "a length: 3年"),
        ({"valid_for": "0年", "validity_quote": "有效期三年"}, "valid_for", "0年", "a length: 3年"),
        ({"valid_for": "P", "validity_quote": "有效期三年"}, "valid_for", "P", "a length: 3年"),
        ({"valid_for": "5年", "validity_quote": "有效期三年"}, "valid_for", "P5Y", "a length that the words state: “有效期三年”"),
        ({"valid_for": "3个月", "validity_quote": "有效期三年"}, "valid_for", "P3M", "a length that the words state"),
        ({"valid_for": "3年", "validity_quote": "有效期3年"}, "validity_quote", "2 times", "words found once"),
        ({"valid_for": "3年"}, None, "valid_for without validity_quote", "the words that state it"),
        ({"validity_quote": "有效期三年"}, None, "validity_quote without valid_until or valid_for", "the value"),
        ({"valid_for": "3年", "valid_until": "2025", "validity_quote": "有效期三年"}, None, "valid_until and valid_for", "one of them"),
        ({"valid_until": "2025-11", "validity_quote": "延续至2025年12月31日"}, "valid_until", "2025-11", "a date that the words state"),
        (
            {"issued": "2026-01-01", "valid_until": "2025", "validity_quote": "x"},
            None,
            "valid_until 2025 is before issued 2026",
            "in order",
        ),
        ({"effective": "2018-03-02", "effective_quote": "自2018年3月1日起施行"}, "effective", "2018-03-02", "a date that the words state"),
        ({"effective": "2018-03-01", "effective_quote": "自2019年起施行"}, "effective_quote", "自2019年起施行", "words of the document"),
        ({"supersedes": f"[{OTHER}]"}, "supersedes", "yunze-recruitment-rules", "one of the keys title"),
        ({"repeals": "yunze-2021-5"}, "repeals", "yunze-2021-5", "a list"),
        ({"repeals": "[{document: yunze-2021-5}]"}, "repeals.0.quote", "nothing", "a value"),
        ({"repeals": "[{document: yunze-recruitment-rule, quote: 引才办法}]"}, "repeals.document", "recruitment-rule", "another document"),
        ({"repeals": f"[{{document: {DOCUMENT}, quote: 引才办法}}]"}, "repeals.document", DOCUMENT, "another document"),
        ({"repeals": "[{document: yunze-2021-5, quote: 引才条例}]"}, "repeals.quote", "引才条例", "words of the document"),
    ],
)
def test_what_is_wrong_is_one_sentence(data: Path, keys: dict[str, str], column: str | None, found: str, expected: str) -> None:
    record, [problem] = read(data, **keys)
    assert record is None and problem.file.endswith("document.yaml")
    assert problem.column == column and found in str(problem.found) and expected in str(problem.expected)


def test_the_nearest_document_is_proposed(data: Path) -> None:
    _, [problem] = read(data, replaces="[{document: yunze-recruitment-rule, quote: 引才办法}]")
    assert problem.nearest == "yunze-recruitment-rules"


def test_a_rule_on_offers_that_overlap_is_held_with_its_words(data: Path) -> None:
    record, problems = read(data, stacking="{rules: [highest], quote: 有效期三年}")
    assert [(issue.column, str(issue.found)) for issue in problems] == [("stacking.rules", "highest")] and record is None
    record, problems = read(data, stacking="{rules: [highest, not_twice], quote: 没有这句话}")
    assert [issue.column for issue in problems] == ["stacking.quote"]
    text = "重复的，按照就高不重复的原则执行"
    folder = data / "documents" / DOCUMENT
    (folder / "source.txt").write_text((folder / "source.txt").read_text(encoding="utf-8") + text + "\n", encoding="utf-8")
    record, problems = read(data, stacking=f"{{rules: [highest, not_twice], quote: {text}}}")
    assert not problems and record is not None and record.life["stacking"].quote == text
