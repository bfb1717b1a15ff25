"""XML without DTD, entities and network."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UnreadableFile
from kg.intake.xml import parse_xml

LAUGHS = '<!DOCTYPE a [<!ENTITY x0 "ha">' + "".join(f'<!ENTITY x{i + 1} "{f"&x{i};" * 10}">' for i in range(12)) + "]><a>&x12;</a>"
QUADRATIC = f'<!DOCTYPE a [<!ENTITY x "{"x" * 100_000}">]><a>{"&x;" * 10_000}</a>'
IN_ATTRIBUTE = '<!DOCTYPE a [<!ENTITY x "ha">]><a b="&x;"/>'


@pytest.mark.parametrize("text", [LAUGHS, QUADRATIC, IN_ATTRIBUTE, "<!DOCTYPE a><a/>"], ids=["laughs", "quadratic", "attribute", "none"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableFile, match="declares a document type"):
        parse_xml(text.encode(encoding), "a.xml")


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    with pytest.raises(UnreadableFile, match="declares a document type"):
        parse_xml(f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><a>&x;</a>'.encode(), "a.xml")


@pytest.mark.parametrize("data", [b"", b"<a>", b"<a></b>", b"\xff\xff", b"<a>" * 100_000 + b"</a>" * 100_000])
def test_what_is_no_xml_is_damage(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.xml cannot be read"):
        parse_xml(data, "a.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_any_encoding_that_is_declared_is_read(encoding: str) -> None:
    root = parse_xml(f'<?xml version="1.0" encoding="{encoding}"?><a>第一条</a>'.encode(encoding), "a.xml")
    assert root.text == "第一条"
