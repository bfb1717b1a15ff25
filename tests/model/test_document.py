"""The head of a document: where it came from."""

from __future__ import annotations

import pytest

from kg.loaders.validation import validated
from kg.model.document import DocumentHead

HEAD = {
    "title": "试写", "issuer": [], "place": "910100", "status": "unknown", "status_basis": "x", "source_note": "x",
    "sha256": "0" * 64, "outline": "x", "curated": False,
}  # fmt: skip


@pytest.mark.parametrize("address", ["http://www.example.gov.cn/zwgk/1.html", "https://例子.中国:8443/a?b=1#c", "HTTPS://x.cn", "", None])
def test_addresses_of_the_web(address: str | None) -> None:
    head, faults = validated(DocumentHead, HEAD | {"address": address}, "document.yaml", None)
    assert not faults and head and head.address == (address or None)


@pytest.mark.parametrize(
    "address",
    ["ftp://x.cn/1", "file:///etc/passwd", "www.x.cn", "http:///1.html", "http://x.cn/a b", "http://me:pw@x.cn/", "http://x.cn:99999/",
     "http://[::1/", "javascript:alert(1)"],
)  # fmt: skip
def test_whatever_is_no_address_of_the_web_is_told(address: str) -> None:
    _, [fault] = validated(DocumentHead, HEAD | {"address": address}, "document.yaml", None)
    assert fault.column == "address" and "http" in str(fault.expected)
