"""A document with a numbering habit of its own is a matter of files: no line of Python."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from kg.build.pipeline import build
from kg.cli import app
from kg.graph import Graph

TEXT = """示范市人才条例

第一条　为集聚人才，制定本条例。
第二条　市人才局牵头负责人才
- 2 -
引进工作，市财政局配合。
　　（甲）对博士给予安家补贴10万元。
　　（乙）对硕士给予安家补贴5万元。
第三条　本条例自2030年1月1日起施行。
"""
OUTLINE = r"""title: 条例，第一条与甲乙两级
noise: ['^- \d+ -$']
levels:
  - {kind: article, prefix: a, depth: 1, numbering: chinese, within: document, pattern: '第(?P<number>[一二三四五六七八九十]+)条　'}
  - {kind: item, prefix: i, depth: 2, numbering: ordinal, pattern: '　　（[甲乙丙丁]）'}
"""
ROWS = {
    "tasks": ["id,clause,quote,context,title,due", ",a2,市人才局牵头负责人才引进工作,2030年1月1日,人才引进工作,2030"],
    "responsibilities": [
        "id,clause,quote,context,agency,role,basis,task",
        ",a2,市人才局牵头负责人才引进工作,,市人才局,lead,assigned,",
        ",a2,市财政局配合,,市财政局,support,assigned,",
    ],
    "funding": [
        "id,clause,quote,context,kind,recipient,categories,programs,per,tier,purpose,amount_min,amount_max,value_text,period,rate_min,rate_max,payer",
        ",a2-i1,对博士给予安家补贴10万元,,subsidy,博士,doctor,,person,,安家补贴,100000,100000,,unspecified,,,",
        ",a2-i2,对硕士给予安家补贴5万元,,subsidy,硕士,master,,person,,安家补贴,50000,50000,,unspecified,,,",
    ],
    "categories": [
        "id,clause,quote,context,category,name",
        ",a2-i1,对博士给予安家补贴,,doctor,博士",
        ",a2-i2,对硕士给予安家补贴,,master,硕士",
    ],
    "read": ["clause,reason", "preamble,标题", "a1,宗旨", "a3,施行日期"],
}


def kg(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_made_up_document_with_a_new_outline(data: Path, tmp_path: Path) -> None:
    (data / "outlines").mkdir()
    (data / "outlines" / "ordinance.yaml").write_text(OUTLINE, encoding="utf-8")
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    agencies = "id,place,name,full_name,aliases,kind,function,source\n"
    agencies += "910122-talent,910122,市人才局,,,government,talent_coordination,made up\n910122-finance,910122,市财政局,,,government,finance,made up\n"
    (data / "registry" / "agencies" / "910122.csv").write_text(agencies, encoding="utf-8")
    places = data / "registry" / "places.csv"
    places.write_bytes(places.read_bytes() + "910122,示范市,county,910100,made up\r\n".encode())
    kg("curate", "new", "shifan-2030-1", str(tmp_path / "text.txt"), "--place", "910122", "--outline", "ordinance", "--data", str(data))
    folder = data / "documents" / "shifan-2030-1"
    head = (folder / "document.yaml").read_text(encoding="utf-8")
    head = (
        head.replace('title: ""', 'title: "示范市人才条例"')
        .replace("curated: false", "curated: true")
        .replace('basis: ""', 'basis: "made up"')
    )
    (folder / "document.yaml").write_text(head.replace('source_note: ""', 'source_note: "made up"'), encoding="utf-8")
    for kind, lines in ROWS.items():
        (folder / f"{kind}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert "a2-i2\titem" in kg("curate", "clauses", "shifan-2030-1", "--data", str(data))
    assert "7 ids given" in kg("curate", "ids", "--data", str(data))
    assert build(data, tmp_path / "home").documents == len(list((data / "documents").iterdir()))
    graph = Graph(tmp_path / "home")
    [doctor] = graph.answer("funding", {"document": "shifan-2030-1", "category": "博士"}).rows
    assert (doctor["amount_min"], doctor["id"], doctor["task"]) == (100_000, "shifan-2030-1/a2-i1/funding/1", "shifan-2030-1/a2/tasks/1")
    [lead] = graph.answer("responsibilities", {"agency": "910122-talent"}).rows
    assert lead["quote"] == TEXT[lead["start"] : lead["end"]] == "市人才局牵头负责人才\n- 2 -\n引进工作"
    assert [h.clause for h in graph.search("人才引进", document="shifan-2030-1")] == []
    [task] = graph.answer("tasks", {"document": "shifan-2030-1"}).rows
    assert (task["due"], task["has_lead"]) == ("2030", True)
