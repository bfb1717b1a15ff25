"""Saved pages: the document that they show and nothing around it, as a reader sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.intake.readers.html import read
from tests.intake.government_pages import NUMBER, PAGES, TEXT, TITLE

FILLER = "为吸引各类人才来云川创新创业，根据有关规定，结合我市实际，制定本措施，请认真组织实施。"


def text_of(tmp_path: Path, page: str | bytes) -> str:
    path = tmp_path / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read(path).text


def body_of(tmp_path: Path, body: str, head: str = "") -> list[str]:
    """The lines that a page has before a long paragraph that makes it a document."""
    lines = text_of(tmp_path, f"<html><head>{head}</head><body><div>{body}<p>{FILLER}</p></div></body></html>").splitlines()
    assert lines.pop() == FILLER
    return lines


@pytest.mark.parametrize("name", PAGES)
def test_the_document_is_read_without_the_page_around_it(name: str, tmp_path: Path) -> None:
    assert text_of(tmp_path, PAGES[name]()).replace("云川市人民政府办公室\n关于", "云川市人民政府办公室关于") == TEXT


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        ("central", {"title": TITLE, "number": NUMBER, "issuer": "云川市人民政府办公室", "issued": "2025年03月18日"}),
        ("portal", {"title": TITLE, "issuer": "云川市人民政府办公室", "issued": "2025-03-20"}),
        ("old_tables", {"title": TITLE, "issued": "2025-3-20"}),
        ("cloud", {"title": TITLE, "number": NUMBER, "address": "https://zjj.yunchuan.gov.cn/zwgk/content/post_1.html"}),
    ],
)
def test_what_the_page_says_of_its_document_is_stated(name: str, stated: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGES[name](), encoding="utf-8")
    assert stated.items() <= dict(read(path).stated).items()
