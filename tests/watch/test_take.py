"""A changed text becomes a new version: facts whose words still stand are carried over and proven, the rest is listed, nothing is lost."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from kg.build.pipeline import build, check
from kg.curation.gaps import find_gaps
from kg.errors import InvalidData, MissingReader
from kg.graph import Graph
from kg.intake.pages import ReadText
from kg.watch import held
from kg.watch.check import Checked, Fetched
from kg.watch.held import held_documents
from kg.watch.take import Taken, take_version

DOCUMENT, NEW = "yunze-2021-5", "yunze-2021-5-v2"
NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _scans_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where OCR is not installed: the text held is what a source is compared with. Reading the scan again takes seconds."""

    def missing(path: Path) -> ReadText:
        raise MissingReader(str(path), "ocr", "")

    monkeypatch.setattr(held, "read_file", missing)


def source_of(data: Path, document: str = DOCUMENT) -> str:
    """The text as it is printed: misread letters corrected."""
    [found], _ = held_documents(data, [document])
    return found.source.text


def taken(data: Path, text: str, document: str = DOCUMENT) -> Taken:
    [found], _ = held_documents(data, [document])
    fetched = Fetched(text.encode(), ReadText(text, "text", "1"))
    return take_version(Checked(found, "changed", None, None, tuple(found.changes(text)), fetched), data, NOW)


def rows(data: Path, name: str, document: str = NEW) -> list[dict[str, str]]:
    with (data / "documents" / document / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def ids(data: Path, document: str) -> set[str]:
    folder = data / "documents" / document
    kinds = [path for path in folder.glob("*.csv") if path.stem not in ("ids", "read", "unread", "watch", "carried", "corrections")]
    return {row["id"] for path in kinds for row in rows(data, path.name, document) if "clause" in row and row.get("id")}


def test_all_facts_whose_words_stand_are_carried_over(data: Path, own_home: Path) -> None:
    found = taken(data, source_of(data).replace("2万元。支持", "3万元。支持"))
    assert found.document == NEW
    old, new = ids(data, DOCUMENT), ids(data, NEW)
    assert set(found.carried) | {one.what for one in found.left} == old and set(found.carried.values()) == new
    assert all(after == before.replace(DOCUMENT, NEW) for before, after in found.carried.items())
    assert {one.clause for one in found.left} == {"i4"} and 1 <= len(found.left) <= 3
    assert set(found.unread) == {"i4"} and len(new) == len(old) - len(found.left)
    check(data, own_home)


def test_the_files_of_the_new_version(data: Path) -> None:
    text = source_of(data).replace("2万元。支持", "3万元。支持")
    found = taken(data, text)
    folder = data / "documents" / NEW
    head = yaml.safe_load((folder / "document.yaml").read_text(encoding="utf-8"))
    before = yaml.safe_load((data / "documents" / DOCUMENT / "document.yaml").read_text(encoding="utf-8"))
    assert (folder / "source.txt").read_text(encoding="utf-8") == text and (folder / "original.txt").read_text(encoding="utf-8") == text
    assert head["address"] == before["address"] and head["curated"] and head["status"] == "in_force" and "后" not in head["status_basis"]
    assert DOCUMENT in head["source_note"] and head["original"]["name"] == "5.html"
    assert (before["status"], before["later_version"]) == ("replaced", NEW) and "2026-11-30" in before["status_basis"]
    assert {row["id"] for row in rows(data, "ids.csv")} == ids(data, NEW)
    [visit] = rows(data, "watch.csv")
    assert (visit["outcome"], visit["checked"]) == ("unchanged", "2026-11-30T08:00:00Z")
    record = {row["fact"]: row for row in rows(data, "carried.csv")}
    assert {fact: row["became"] for fact, row in record.items() if row["became"]} == found.carried
    assert all(row["reason"] for row in record.values() if not row["became"])
    [unread] = rows(data, "unread.csv")
    assert unread["clause"] == "i4" and all(one.what in unread["reason"] for one in found.left)
    first = find_gaps(data, NEW)[0]
    assert (first.clause, first.what, first.words) == ("i4", "still to be read", unread["reason"])
    assert not list(data.glob(".taking*"))


def test_nothing_of_the_old_version_is_lost_but_it_counts_once(data: Path, own_home: Path) -> None:
    folder = data / "documents" / DOCUMENT
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    counted = Graph(own_home).answer("fact_counts", {"city": "云泽市"}).rows
    found = taken(data, source_of(data).replace("2万元。支持", "3万元。支持"))
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name for name in after if after[name] != before.get(name)} == {"document.yaml"} and before.keys() == after.keys()
    build(data, own_home)
    graph = Graph(own_home)
    now = graph.answer("fact_counts", {"city": "云泽市"}).rows
    assert sum(row["facts"] for row in now) == sum(row["facts"] for row in counted) - len(found.left)
    assert {row["document"] for row in now} == {NEW, "weitang-2022-3"}
    clauses = {row["clause"]: row["read"] for row in graph.answer("clauses").rows}
    assert clauses[f"{DOCUMENT}/i1"] == "later_version" and clauses[f"{NEW}/i1"] == "facts"
    coverage = {row["document"]: row["unread"] for row in graph.answer("coverage").rows}
    assert coverage[DOCUMENT] == 0
    watched = {row["document"] for row in graph.answer("source_freshness").rows}
    assert NEW in watched and DOCUMENT not in watched
    assert held_documents(data, [DOCUMENT]) == ([], 0)


def test_clauses_that_moved_keep_their_facts(data: Path, own_home: Path) -> None:
    """A new item at the begin gives every later one another number."""
    text = source_of(data)
    for number in (4, 3, 2, 1):
        text = text.replace(f"\n{number}. ", f"\n{number + 1}. ")
    text = text.replace("（一）引才\n", "（一）引才\n\n1. 设立引才专员\n\n各县设立引才专员一名。\n")
    found = taken(data, text)
    assert found.left == () and set(found.unread) == {"i1"}
    moved = {before: after for before, after in found.carried.items() if "/i1/" in before}
    assert moved and all(after == before.replace(f"{DOCUMENT}/i1/", f"{NEW}/i2/") for before, after in moved.items())
    conditions = {row["id"]: row["offer"] for row in rows(data, "conditions.csv")}
    assert all(offer.startswith(f"{NEW}/i2/") for id_, offer in conditions.items() if "/i2/" in id_)
    check(data, own_home)


def test_what_refers_to_a_fact_that_is_left_is_left_too(data: Path, own_home: Path) -> None:
    found = taken(
        data, source_of(data).replace("每人奖励2万元", "每人奖励2.5万元").replace("领军人才，分别给予100万元、50万元", "领军人才，给予住房")
    )
    left = {one.what.removeprefix(f"{DOCUMENT}/") for one in found.left}
    offers = {row["id"]: row["offer"] for row in rows(data, "conditions.csv", DOCUMENT)}
    lost = {id_ for id_, offer in offers.items() if offer.removeprefix(f"{DOCUMENT}/") in left}
    assert any("funding" in one for one in left) and {id_.removeprefix(f"{DOCUMENT}/") for id_ in lost} <= left
    check(data, own_home)


def test_why_something_is_left_is_told_without_the_place_of_unfinished_files(data: Path) -> None:
    found = taken(data, source_of(data, "wuling-2023-6").replace("优化人才服务", "改进人才服务"), "wuling-2023-6")
    told = {one.what.removeprefix("wuling-2023-6/"): str(one.reason) for one in found.left}
    assert told.keys() == {"a4/tasks/1", "a1/responsibilities/6"} and ".taking" not in "".join(told.values())
    assert "responsibilities.csv" in told["a1/responsibilities/6"] and set(found.unread) == {"a1", "a4"}


def test_head_words_that_no_longer_stand_are_taken_out_and_listed(data: Path, own_home: Path) -> None:
    found = taken(data, source_of(data).replace("《云泽市引才办法（试行）》同时废止。", ""))
    head = yaml.safe_load((data / "documents" / NEW / "document.yaml").read_text(encoding="utf-8"))
    assert "repeals" not in head and "repeals" in {one.what for one in found.left}
    check(data, own_home)


def test_a_version_of_a_version(data: Path, own_home: Path) -> None:
    taken(data, source_of(data).replace("2万元。支持", "3万元。支持"))
    found = taken(data, source_of(data, NEW).replace("3万元。支持", "4万元。支持"), NEW)
    assert found.document == "yunze-2021-5-v3" and not found.left and set(found.unread) == {"i4"}
    check(data, own_home)


def test_a_document_that_is_not_curated_stays_so(data: Path, own_home: Path) -> None:
    found = taken(data, source_of(data, "yunze-2024-1") + "\n新增一段。\n", "yunze-2024-1")
    folder = data / "documents" / found.document
    assert not yaml.safe_load((folder / "document.yaml").read_text(encoding="utf-8"))["curated"] and found.unread == {}
    assert not (folder / "unread.csv").exists()
    check(data, own_home)


def test_where_it_fails_nothing_is_left_behind(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    agencies = data / "registry" / "agencies" / "910100.csv"
    text = source_of(data).replace("2万元。支持", "3万元。支持")
    agencies.write_text("id\n", encoding="utf-8")
    with pytest.raises(InvalidData):
        taken(data, text)
    agencies.write_bytes(before[agencies])
    monkeypatch.setattr("kg.watch.new_version.NewVersion._finish", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(Exception, match=r"disk|space|磁盘"):
        taken(data, text)
    after = {path: path.read_bytes() for path in data.rglob("*") if path.is_file() and path.name != ".ids.lock"}
    assert after == before
