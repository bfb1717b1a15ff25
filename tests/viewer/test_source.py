"""The page of source texts: it stands where its address says, tells what it marks, and shows the card of what is chosen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kg.graph import Graph
from kg.text.quotes import as_read
from viewer.display.fact_marks import KINDS
from viewer.pages.source.findings import Finding, Place
from viewer.pages.source.state import SourceState

Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]

PAGE = "pages/source/page.py"
DOCUMENT, OTHER = "wuling-2021-2025", "yunze-2021-5"
FACT = f"{DOCUMENT}/t1-r2/targets/1"


def data_of(app: AppTest) -> dict[str, Any]:
    """What the component of the text is told."""
    [component] = [block for block in app.get("bidi_component") if block.proto.component_name == "zhengmai_source"]
    found: dict[str, Any] = json.loads(component.proto.json)
    return found


def html_of(app: AppTest) -> str:
    """What stands beside the text."""
    [component] = [block for block in app.get("bidi_component") if block.proto.component_name == "zhengmai_linked"]
    return str(json.loads(component.proto.json)["html"])


def panel_of(app: AppTest) -> str:
    """Its words."""
    return unescape(re.sub(r"<[^>]+>", "\n", html_of(app)))


def address(app: AppTest) -> dict[str, str]:
    return {name: value[0] if isinstance(value, list) else value for name, value in dict(app.query_params).items()}


def test_without_an_address_a_document_is_shown_and_told(run: Run, graph: Graph, words_of: Words) -> None:
    app = run(PAGE)
    first = graph.answer("documents").rows[0]
    assert address(app)["document"] == first["document"]
    said = words_of(app)
    for part in (first["title"], first["number"], first["issued"], first["status_basis"], first["source_note"]):
        assert part in said
    assert f"标出全部 {first['facts']} 条事实" in said


def test_the_text_of_the_component_is_the_document(run: Run, graph: Graph) -> None:
    text = data_of(run(PAGE, document=DOCUMENT))["text"]
    told = "".join(piece[1] for block in text["blocks"] for cell in block["cells"] for piece in cell)
    assert "".join(told.split()) == "".join(graph.source(DOCUMENT).text.split())
    facts = [row["id"] for kind in KINDS for row in graph.answer(kind, {"document": DOCUMENT}).rows]
    assert sorted(fact[2] for fact in text["facts"]) == sorted(facts)
    assert [kind["count"] for kind in text["kinds"]] == [len(graph.answer(kind, {"document": DOCUMENT}).rows) for kind in KINDS]


def test_coverage_is_told_of_every_clause(run: Run, graph: Graph) -> None:
    text = data_of(run(PAGE, document=DOCUMENT))["text"]
    rows = {row["clause"]: row for row in graph.answer("clauses", {"document": DOCUMENT}).rows}
    reasons = graph.source(DOCUMENT).reasons
    assert [clause[0] for clause in text["clauses"]] == list(rows)
    for id_, _, _, reading, facts, reason, _, _ in text["clauses"]:
        assert (reading, facts, reason) == (rows[id_]["read"], rows[id_]["facts"], reasons.get(id_, ""))


def test_faults_of_the_scan_are_told(run: Run, graph: Graph) -> None:
    app = run(PAGE, document=DOCUMENT)
    for fault in graph.source(DOCUMENT).faults:
        assert [fault.note, fault.start, fault.end] in [told[1:] for told in data_of(app)["text"]["faults"]]
        assert fault.note in panel_of(app)


def test_the_address_of_a_fact_shows_its_card(run: Run, graph: Graph) -> None:
    app = run(PAGE, fact=FACT)
    assert address(app) == {"document": DOCUMENT, "fact": FACT}
    assert data_of(app)["go"]["fact"] == FACT
    said = panel_of(app)
    [row] = [row for row in graph.answer("targets", {"document": DOCUMENT}).rows if row["id"] == FACT]
    assert as_read(row["quote"]) in said
    assert "人才资源总量 · 11万人 · 2025" in said
    assert f"第 {row['start']}–{row['end']} 字符" in said
    [finding] = [f for f in graph.answer("findings", {"document": DOCUMENT}).rows if f["other_id"] == FACT]
    assert finding["message"] in said
    assert as_read(finding["quote"]) in said


def test_what_a_curator_inferred_is_told(run: Run, graph: Graph) -> None:
    goals = graph.answer("targets", {"document": "weitang-2022-3"}).rows
    inferred = next(row["id"] for row in goals if row["inferred"] == ["target_year"])
    assert "推定：目标年" in panel_of(run(PAGE, fact=inferred))
    written = next(row["id"] for row in goals if not row["inferred"])
    assert "推定" not in panel_of(run(PAGE, fact=written))


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("shuangqiao-2022-2/c1/targets/1", "引进高层次人才 · 累计0.3万人 · 2025"),
        ("shuangqiao-2022-2/c1/targets/2", " · 万名"),
        ("yunze-2021-5/c1-s2/targets/5", "不低于95%"),
        ("shuangqiao-2022-2/c2-i1/funding/1", "5万元至20万元"),
    ],
)
def test_the_gist_of_a_fact_holds_its_figure(fact: str, said: str, run: Run) -> None:
    head = html_of(run(PAGE, fact=fact)).partition("</h3>")[0]
    assert said in unescape(head)
    assert "名名" not in head


def test_contradictions_of_the_document_stand_side_by_side(run: Run, graph: Graph) -> None:
    said = panel_of(run(PAGE, document=DOCUMENT))
    found = graph.answer("findings", {"document": DOCUMENT, "severity": "contradiction"}).rows
    assert f"矛盾（{len(found)}）" in said
    for row in found:
        assert row["message"] in said
        assert as_read(row["quote"]) in said
        assert row["other_quote"] is None or as_read(row["other_quote"]) in said
    clashing = {fact[2] for fact in data_of(run(PAGE, document=DOCUMENT))["text"]["facts"] if fact[5]}
    assert clashing == {id_ for row in found for id_ in row["fact_ids"]}


def test_a_contradiction_with_one_place_is_no_half_of_a_pair(run: Run, graph: Graph) -> None:
    html = html_of(run(PAGE, document=DOCUMENT))
    findings = html.split('<div class="finding ')[1:]
    rows = sorted(
        graph.answer("findings", {"document": DOCUMENT, "severity": "contradiction"}).rows, key=lambda row: (row["start"], row["id"])
    )
    places = [len(row["fact_ids"]) for row in rows]
    assert {1, 2, 3} <= set(places)
    assert [(part.count('class="side"'), part.count('class="only"')) for part in findings] == [(n, 0) if n > 1 else (0, 1) for n in places]


def test_a_clause_tells_what_was_read_in_it(run: Run, graph: Graph) -> None:
    reasons = graph.source(DOCUMENT).reasons
    clause, reason = next(iter(reasons.items()))
    said = panel_of(run(PAGE, clause=clause))
    assert f"已读，不载事实：{reason}" in said
    full = max(graph.answer("clauses", {"document": OTHER}).rows, key=lambda row: row["facts"])
    said = panel_of(run(PAGE, clause=full["clause"]))
    assert f"这一条款的事实（{full['facts']}）" in said


def test_the_address_of_characters_marks_them(run: Run, graph: Graph) -> None:
    start = graph.source(DOCUMENT).text.index("建立海外引才工作站")
    end = start + len("建立海外引才工作站")
    app = run(PAGE, document=DOCUMENT, start=str(start), end=str(end))
    text = data_of(app)["text"]
    marked = "".join(p[1] for block in text["blocks"] for cell in block["cells"] for p in cell if len(p) > 6 and p[6])
    assert marked == "建立海外引才工作站"
    assert address(app) == {"document": DOCUMENT, "start": str(start), "end": str(end)}


def test_kinds_and_words_of_the_address_are_said_back(run: Run, graph: Graph, words_of: Words) -> None:
    app = run(PAGE, document=OTHER, kinds="funding,nonsense,measures", words="云雀计划")
    funding, measures = (len(graph.answer(kind, {"document": OTHER}).rows) for kind in ("funding", "measures"))
    hits = graph.search("云雀计划", document=OTHER, limit=None)
    said = words_of(app)
    assert f"标出 资金、措施，共 {funding + measures} 条" in said
    assert f"“云雀计划”在本文件出现 {len(hits)} 处" in said
    assert address(app) == {"document": OTHER, "kinds": "funding,measures", "words": "云雀计划"}
    data = data_of(app)
    assert data["kinds"] == ["funding", "measures"]
    assert data["text"]["found"] == [[hit.start, hit.end] for hit in hits]


def test_nothing_found_says_what_to_do(run: Run, words_of: Words) -> None:
    assert "换个说法" in words_of(run(PAGE, document=DOCUMENT, words="火星"))
    assert "查找需要字、数字或名称" in words_of(run(PAGE, document=DOCUMENT, words="。"))
    assert "没有标出事实" in words_of(run(PAGE, document=DOCUMENT, kinds="none"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"document": "火星"}, "火星"),
        ({"document": DOCUMENT, "fact": f"{DOCUMENT}/c1-s1/targets/999"}, "没有事实"),
        ({"document": DOCUMENT, "clause": f"{DOCUMENT}/z9"}, "没有条款"),
        ({"document": DOCUMENT, "start": "999998", "end": "999999"}, "没有第 999998–999999 字符"),
        ({"document": DOCUMENT, "start": "x", "end": "-5"}, "“x–-5”无法理解"),
        ({"document": DOCUMENT, "start": "5", "end": "2"}, "“5–2”无法理解"),
    ],
)
def test_what_is_not_there_is_told_and_the_page_stays_usable(given: dict[str, str], said: str, run: Run, words_of: Words) -> None:
    app = run(PAGE, **given)
    assert said in words_of(app)
    assert app.selectbox(key="source.document").value
    assert data_of(app)["text"]["blocks"]


def test_another_document_begins_at_its_beginning(run: Run) -> None:
    app = run(PAGE, fact=FACT, kinds="targets")
    app.selectbox(key="source.document").set_value(OTHER).run()
    assert not app.exception
    assert address(app) == {"document": OTHER, "kinds": "targets"}
    assert data_of(app)["text"]["document"] == OTHER
    assert data_of(app)["go"]["fact"] is None


def test_a_number_names_a_document_too(run: Run) -> None:
    assert address(run(PAGE, document="云党办发〔2021〕5号"))["document"] == OTHER


def test_it_speaks_english(run: Run, graph: Graph, words_of: Words) -> None:
    app = run(PAGE, fact=FACT, lang="en")
    [document] = graph.answer("documents", {"document": DOCUMENT}).rows
    assert f"All {document['facts']} facts are marked" in words_of(app)
    said = panel_of(app)
    assert "Targets" in said
    assert "two values" in said
    assert data_of(app)["text"]["words"]["search"] == "Find in this document"


def test_a_contradiction_may_stand_in_two_documents() -> None:
    here, there = Place("a-1", "a-1/c1", "五", 0, 1, "a-1/c1/targets/1"), Place("b-1", "b-1/c1", "六", 0, 1, "b-1/c1/targets/1")
    finding = Finding("x", "rule", "contradiction", ("中", "en"), here, there)
    assert [place.document for place in finding.places] == ["a-1", "b-1"]


def test_an_address_holds_no_default() -> None:
    assert SourceState(document="a-1").params() == {"document": "a-1"}
    assert SourceState(document="a-1", kinds=()).params() == {"document": "a-1", "kinds": "none"}
    assert SourceState(document="a-1", fact="f").at(clause="c").params() == {"document": "a-1", "clause": "c"}
