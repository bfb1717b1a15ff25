"""The overview: its numbers are those of the questions, and each leads to rows that are as many."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kg.graph import Graph
from kg.queries.runner import Answer

Run = Callable[..., AppTest]
LINK = re.compile(r'<a(?P<attributes>[^>]*href="(?P<address>[^"]+)"[^>]*)>(?P<words>.*?)</a>', re.DOTALL)


@pytest.fixture
def html(run: Run) -> str:
    app = run("app/main.py", lang="zh")
    pieces = [piece.proto for piece in app.get("bidi_component") if piece.proto.component_name == "zhengmai_linked"]
    return "\n".join(json.loads(piece.json)["html"] for piece in pieces)


def links(html: str) -> list[tuple[str, str]]:
    return [(unescape(found["address"]), unescape(re.sub(r"<[^>]*>", " ", found["words"])).strip()) for found in LINK.finditer(html)]


def asked(graph: Graph, address: str) -> list[dict[str, Any]]:
    """The rows behind a link to the page of questions."""
    given = dict(parse_qsl(urlsplit(address).query))
    given.pop("lang")
    return graph.answer(given.pop("question"), given).rows


def test_every_link_to_a_question_finds_rows(html: str, graph: Graph) -> None:
    found = [address for address, _ in links(html) if address.startswith("./questions")]
    assert all(asked(graph, address) for address in found)
    given = [dict(parse_qsl(urlsplit(address).query)) for address in found]
    counts = graph.answer("fact_counts").rows
    assert {(row["kind"], city) for row in counts for city in (row["city"], None)} <= {
        (link["question"], link.get("city")) for link in given
    }
    assert {row["rule"] for row in graph.answer("findings").rows} <= {link.get("rule") for link in given}


def test_numbers_of_facts_and_findings_are_those_of_their_rows(html: str, graph: Graph) -> None:
    checked = 0
    for address, words in links(html):
        question = dict(parse_qsl(urlsplit(address).query)).get("question")
        if words.replace(",", "").isdigit() and question is not None:
            assert len(asked(graph, address)) == int(words.replace(",", "")), address
            checked += 1
    assert checked > len({(row["kind"], row["city"]) for row in graph.answer("fact_counts").rows})


def test_the_first_numbers_are_of_policy_and_no_link_with_a_number_opens_mere_counts(html: str, graph: Graph) -> None:
    tiles = html.split('<div class="tiles">')[1].split("</div>")[0]
    assert [dict(parse_qsl(urlsplit(address).query))["question"] for address, _ in links(tiles)][:4] == [
        "funding",
        "measures",
        "targets",
        "tasks",
    ]
    assert not [address for address, _ in links(html) if "question=fact_counts" in address]


def test_every_city_leads_to_its_page_and_people_to_what_they_are_offered(html: str, graph: Graph) -> None:
    addresses = [unquote(address) for address, _ in links(html)]
    for row in graph.answer("documents").rows:
        assert f"./cities?city={row['city']}&lang=zh" in addresses
    chips = links(html.split('<div class="chips">')[1].split("</div>")[0])
    assert all(asked(graph, address) for address, _ in chips) and chips


def test_every_document_has_its_date_status_and_source(html: str, graph: Graph) -> None:
    addresses = {address for address, _ in links(html)}
    states = {row["notation"]: row["label"] for row in graph.answer("concepts", {"scheme": "document-status"}).rows}
    for document in graph.answer("documents").rows:
        row = next(part for part in html.split("<tr>") if document["title"] in unescape(part))
        assert f">{states[document['status']]}</span>" in row
        assert (document["issued"] or "未载") in row
        assert f"./source?document={document['document']}&lang=zh" in addresses


def test_each_of_the_three_has_examples_that_work(html: str, graph: Graph) -> None:
    cards = html.split('<div class="card">')[1:]
    assert len(cards) == 3
    for card in cards:
        items = card.partition("</ul>")[0].split("<li>")[1:]
        assert 2 <= len(items) <= 3
        for address, _ in links(card.partition("</ul>")[0]):
            given = dict(parse_qsl(urlsplit(address).query))
            if "thing" in given:
                assert graph.show(given["thing"].rpartition("/")[2])
            if "agency" in given:
                assert graph.answer("agency_load", {"agency": given["agency"], "city": given["city"]}).rows


def test_all_contradictions_are_told(html: str, graph: Graph) -> None:
    said = unescape(html)
    assert all(row["message"] in said for row in graph.answer("findings", {"severity": "contradiction"}).rows)


def test_no_code_stands_in_what_the_rules_say(graph: Graph) -> None:
    for row in graph.answer("findings").rows:
        ours = re.sub(r"「.*?」|[≥≤]?[\d.]+\S*", "", row["message"])
        assert not re.search(r"[A-Za-z_]{2,}", ours), row["message"]


def test_sources_that_need_a_look_come_first_with_what_was_found(html: str, graph: Graph) -> None:
    [part] = [piece for piece in html.split("<table") if "www.wuling.example" in piece]
    rows = [unescape(re.sub(r"<[^>]*>", " ", row)) for row in part.split("<tr>")[2:]]
    found = graph.answer("source_freshness").rows
    assert len(rows) == len(found)
    outcomes = {row["notation"]: row["label"] for row in graph.answer("concepts", {"scheme": "check-outcome"}).rows}
    for said, row in zip(rows, found, strict=True):
        assert row["title"] in said and outcomes[row["outcome"]] in said and (row["moved_to"] or row["address"]) in said
        days = row["days_since_checked"]
        assert ("从未核对" if days is None else f"{days} 天前（{row['last_checked'][:10]}）") in said
        assert (row["last_changed"] or "—")[:10] in said
    addresses = dict(links(html))
    assert addresses["https://www.wuling.example/zcfg/8.pdf"] == "https://www.wuling.example/zcfg/8.pdf"
    assert "./questions?question=source_freshness&outcome=gone&lang=zh" in addresses
    assert "未载来源网址 1" in unescape(html) and "从未核对 1" in unescape(html)


def test_where_no_document_has_an_address_it_is_said_what_to_do(graph: Graph, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    ask = Graph.answer

    def without(self: Graph, question: str, *given: Any, **more: Any) -> Any:
        found = ask(self, question, *given, **more)
        return Answer(found.columns, []) if question == "source_freshness" else found

    monkeypatch.setattr(Graph, "answer", without)
    st.cache_resource.clear()
    app = run("app/main.py", lang="zh")
    pieces = [piece.proto for piece in app.get("bidi_component") if piece.proto.component_name == "zhengmai_linked"]
    assert any("都没有记下来源网址" in json.loads(piece.json)["html"] for piece in pieces)
    st.cache_resource.clear()
