"""Which address an IRI has, and which IRI an address stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.linked_data.addresses import Addresses
from kg.linked_data.nodes import Node
from kg.queries.graph_queries import select
from kg.rdf.terms import is_valid_iri
from kg.store.sparql import SparqlStore

BASE = "https://data.example/id/"
HERE = Addresses((BASE, "https://w3id.org/zhengmai/"))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="?#"), min_size=1))
def test_an_iri_is_found_again_by_its_address(rest: str) -> None:
    if is_valid_iri(BASE + rest):
        address = HERE.local_address(BASE + rest)
        assert address is not None and address.isascii() and address.startswith("/")
        assert BASE + rest in HERE.candidate_iris(address.removeprefix("/"))


@given(st.text())
def test_whatever_comes_over_the_wire_gives_iris_or_nothing(path: str) -> None:
    assert all(
        is_valid_iri(iri) and iri.startswith(("https://data.example/id/", "https://w3id.org/zhengmai/"))
        for iri in HERE.candidate_iris(path)
    )


@pytest.mark.parametrize("path", ['a"b', "a b", "a\nb", "<script>", "a{b}", "a\\b", "%zz", "a\x00b", "a^b", "a`b"])
def test_what_stands_in_no_iri_stands_for_none(path: str) -> None:
    assert HERE.candidate_iris(path) == []


def test_the_path_of_a_base_may_be_taken_away_or_left() -> None:
    assert HERE.candidate_iris("agency/1")[0] == HERE.candidate_iris("id/agency/1")[-1] == BASE + "agency/1"


def test_letters_travel_escaped() -> None:
    assert HERE.local_address(BASE + "张三") == "/%E5%BC%A0%E4%B8%89"
    assert HERE.candidate_iris("%E5%BC%A0%E4%B8%89")[:3:2] == [BASE + "%E5%BC%A0%E4%B8%89", BASE + "张三"]
    assert HERE.candidate_iris("%ff") == [BASE + "%ff", "https://w3id.org/zhengmai/%ff"]


def test_descriptions_have_addresses_by_format() -> None:
    assert HERE.description_address(BASE + "agency/1", "ttl") == "/about/agency/1.ttl"
    assert HERE.description_address(BASE + "agency/1") == "/about/agency/1"
    assert (
        HERE.description_address("http://else.example/x?y#z", "html", page=2)
        == "/about.html?iri=http%3A%2F%2Felse.example%2Fx%3Fy%23z&page=2"
    )
    assert HERE.description_address(BASE, "nt").startswith("/about.nt?iri=https")
    assert HERE.description_address(BASE + "x#y", "html").startswith("/about.html?iri=")


@pytest.mark.parametrize(
    ("iri", "known", "has_anchor", "expected"),
    [
        (BASE + "agency/1", False, False, "/agency/1"),
        (BASE + "doc/1#evidence", True, True, "/doc/1#evidence"),
        (BASE + "doc/1#evidence", True, False, "/about.html?iri=https%3A%2F%2Fdata.example%2Fid%2Fdoc%2F1%23evidence"),
        ("http://else.example/", True, False, "/about.html?iri=http%3A%2F%2Felse.example%2F"),
        ("http://else.example/", False, False, "http://else.example/"),
        ("javascript:alert(1)", False, False, None),
        ("JavaScript:alert(1)", False, False, None),
        ("data:text/html,x", False, False, None),
        ("vbscript:x", False, False, None),
        ("mailto:a@b.example", False, False, None),
        ("http://else.example/> <b>", False, False, None),
    ],
)
def test_links_go_where_a_reader_can_follow(iri: str, known: bool, has_anchor: bool, expected: str | None) -> None:
    assert HERE.href(Node(iri, known=known, has_anchor=has_anchor)) == expected


def test_terms_that_may_not_be_written_down_are_never_put_into_a_query(foreign: SparqlStore) -> None:
    rows = select(foreign, "statements", {"thing": NamedNode("http://data.example/id/alice")})
    unreadable = [row["value"] for row in rows if ">" in row["value"].value and row["value"].value.startswith("http")]
    assert unreadable and not list(select(foreign, "statements_of", {"node": unreadable}))
