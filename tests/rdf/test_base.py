"""The base of data IRIs: what may be set, and what is said of everything else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.errors import WrongBase
from kg.rdf.base import checked_base, configured_base
from kg.rdf.namespaces import CANONICAL


@pytest.mark.parametrize(
    "base",
    [
        CANONICAL,
        "https://rencai.example.gov.cn/",
        "https://rencai.example.gov.cn/id/",
        "http://localhost:8000/",
        "http://[::1]:8000/zhengmai/",
        "https://人才.example.cn/数据/",
        "https://example.cn/%E6%95%B0/a;b=c/@x/",
        "https://w3id.org/",
        CANONICAL + "yunze/",
    ],
)
def test_an_address_is_taken_as_it_is(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGMAI_BASE", base)
    assert configured_base(CANONICAL) == base
    assert NamedNode(base).value == base


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_setting_it_is_the_canonical_one(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHENGMAI_BASE", raising=False)
    if value is not None:
        monkeypatch.setenv("ZHENGMAI_BASE", value)
    assert configured_base(CANONICAL) == CANONICAL


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("rencai.example.gov.cn/", "does not begin with http"),
        ("/id/", "does not begin with http"),
        ("ftp://example.cn/", "does not begin with http"),
        ("urn:zhengmai:", "does not begin with http"),
        ("https://example.cn/id", "does not end with “/”"),
        ("https://example.cn/id#", "a query or a fragment"),
        ("https://example.cn/#/", "a query or a fragment"),
        ("https://example.cn/?id=/", "a query or a fragment"),
        ("https://", "does not name a host"),
        ("https:///id/", "does not name a host"),
        ("https://:80/", "does not name a host"),
        ("https://example.cn:eighty/", "does not name a host"),
        ("https://me:secret@example.cn/", "does not name a host"),
        ("https://example.cn/../id/", "“..”"),
        ("https://example.cn/./", "“.”"),
        ("https://example.cn/a[1]/", "brackets"),
        ("https://example.cn/%zz/", "hexadecimal"),
        ("https://example.cn/%4", "hexadecimal"),
        (" https://example.cn/", "“ ”"),
        ("https://example.cn/\n", "U+000A"),
        ("https://example.cn/\u0085/", "U+0085"),
        ("https://example.cn/\udcff/", "U+DCFF"),
        ("https://example.cn/\ue000/", "U+E000"),
        (CANONICAL + "vocab/", "where ontology and vocabularies lie"),
        (CANONICAL + "ontology/x/", "where ontology and vocabularies lie"),
        *((f"https://example.cn/a{c}b/", f"“{c}”") for c in '<>"{}|\\^`'),
    ],
)
def test_anything_else_is_refused_with_what_is_wrong(base: str, said: str) -> None:
    with pytest.raises(WrongBase) as refused:
        checked_base(base, CANONICAL)
    told = str(refused.value)
    assert (
        said in told
        and told.startswith("ZHENGMAI_BASE: found ")
        and told.endswith("expected an address such as https://rencai.example.gov.cn/id/")
    )


@pytest.mark.parametrize("verb", [("build",), ("ask", "tasks"), ("show", "云雀计划")])
def test_the_command_says_it_in_one_line(verb: tuple[str, ...], home: Path) -> None:
    environment = os.environ | {"ZHENGMAI_BASE": "rencai.example.gov.cn", "ZHENGMAI_HOME": str(home)}
    result = subprocess.run([sys.executable, "-m", "kg", *verb], capture_output=True, text=True, env=environment, check=False)
    assert result.returncode == 1 and result.stdout == ""
    assert [line.startswith("ZHENGMAI_BASE: found “rencai.example.gov.cn”") for line in result.stderr.splitlines()] == [True]
