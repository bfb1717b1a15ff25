"""A made-up document under review, whose drafts are named here, whatever the extractors would draft."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from functools import cache
from pathlib import Path

from kg.build.shared_data import SharedData
from kg.curation.new import write_empty_tables
from kg.extraction.draft import DraftedDocument
from kg.extraction.opening import open_document, shared_data
from kg.extraction.proof import prove
from kg.extraction.proposal import Cell, Draft, Proposal
from kg.extraction.source import DraftSource
from kg.review.drafts import write_drafts
from kg.review.opening import open_review
from kg.review.review import Review
from tests.datasets import CORPUS

DOCUMENT = "yunze-2024-7"
TEXT = """云泽市人才工作若干措施

一、引进人才

（一）支持企业引才。对新引进的博士，给予20万元补贴。（市财政局、市海洋局）

（二）支持企业育才。对全职引进的硕士，给予5万元奖励。（市财政局）

二、附则

本措施自印发之日起施行。
"""
HEAD = """title: 云泽市人才工作若干措施
number: 云发〔2024〕7号
issuer: [市人社局]
place: "910100"
issued: 2024-02-01
status: unknown
status_basis: 虚构
source_note: 虚构
sha256: {sha256}
outline: auto
curated: false
"""
FIRST, SECOND = "c1-s1", "c1-s2"


@cache
def shared() -> SharedData:
    return shared_data(CORPUS)


def make_data(where: Path, text: str = TEXT) -> Path:
    """A data folder with the registry of the corpus and one document, drafted."""
    data = where / "data"
    shutil.copytree(CORPUS / "registry", data / "registry")
    folder = data / "documents" / DOCUMENT
    folder.mkdir(parents=True)
    (folder / "source.txt").write_bytes(text.encode())
    (folder / "document.yaml").write_text(HEAD.format(sha256=hashlib.sha256(text.encode()).hexdigest()), encoding="utf-8")
    write_empty_tables(folder)
    write_drafts(folder, drafts_of(data))
    return data


def folder_of(data: Path) -> Path:
    return data / "documents" / DOCUMENT


def drafts_of(data: Path) -> DraftedDocument:
    source, _ = open_document(data, DOCUMENT, shared())
    _propose(source, "categories", FIRST, "新引进的博士", {"category": "doctor", "name": "博士"})
    offer: dict[str, Cell] = {"kind": "subsidy", "recipient": "博士", "amount_min": "200000", "amount_max": "200000"}
    offer |= {"period": "unspecified", "categories": ["doctor"]}
    first = _propose(source, "funding", FIRST, "对新引进的博士，给予20万元补贴", offer)
    condition: dict[str, Cell] = {"offer": first, "kind": "origin", "comparator": "eq", "value": "新引进", "group": 1}
    _propose(source, "conditions", FIRST, "对新引进的博士", condition)
    for agency in ("市财政局", "市海洋局"):
        _propose(source, "responsibilities", FIRST, "市财政局、市海洋局", {"agency": agency, "role": "responsible", "basis": "assigned"})
    _propose(source, "responsibilities", SECOND, "（市财政局）", {"agency": "市财政局", "role": "responsible", "basis": "assigned"})
    needed = {one for draft in source.drafts for one in draft.needs}
    return DraftedDocument(source, tuple(source.drafts), tuple(one for one in source.names.proposed.values() if one.id in needed), ())


def _propose(source: DraftSource, kind: str, clause: str, words: str, values: dict[str, Cell]) -> str:
    start = source.text.index(words)
    found = prove(Proposal(kind, clause, (start, start + len(words)), values, f"{kind}.test"), source)
    assert isinstance(found, Draft), found
    source.drafts.append(found)
    return found.fact.id


def opened(data: Path, by: str = "甲") -> Review:
    return open_review(data, DOCUMENT, by)


def draft_id(review: Review, kind: str, **values: str) -> str:
    """The draft of a kind that has these columns."""
    return next(one.id for one in review.state.kept.drafts if one.kind == kind and values.items() <= one.values.items())


def rows(data: Path, kind: str) -> list[dict[str, str]]:
    content = (folder_of(data) / f"{kind}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def ids(data: Path, kind: str) -> list[str]:
    """Ids of the rows, without the document."""
    return [row["id"].removeprefix(f"{DOCUMENT}/") for row in rows(data, kind)]
