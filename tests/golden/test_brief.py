"""The numbers of a brief of the real data, counted in the curated files by the csv module alone."""

from __future__ import annotations

import csv
from collections import Counter

from kg.export.brief import brief_of
from kg.export.brief.model import Value, Words
from kg.graph import Graph
from tests.datasets import REAL

FOLDER = REAL / "documents" / "shizuishan-2020-32"


def rows(kind: str) -> list[dict[str, str]]:
    with (FOLDER / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def said(words: Words) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in words if isinstance(part, str | Value))


def test_the_brief_of_shizuishan_counts_what_the_files_hold(real_graph: Graph) -> None:
    brief = brief_of(real_graph, cities=["石嘴山"], as_of="2026-11-30")
    overview, given, assigned, *_ = brief.sections
    counts = {kind: len(rows(kind)) for kind in ("tasks", "funding", "measures", "targets", "deliverables")}
    assert said(overview.content[0]) == (
        f"已收录政策文件1份，共37条款，载有任务{counts['tasks']}项、资金待遇{counts['funding']}项、其他政策措施{counts['measures']}条、"
        f"发展目标{counts['targets']}个、承诺出台的配套文件{counts['deliverables']}份。"
    )
    priced = sum(any(row[column] for column in ("amount_min", "amount_max", "rate_min", "rate_max")) for row in rows("funding"))
    assert said(given.content[0]).startswith(f"资金待遇{counts['funding']}项，其中写明金额或比例的{priced}项。")
    leads = Counter(row["agency"] for row in rows("responsibilities") if row["role"] == "lead")
    [(name, most)] = leads.most_common(1)
    assert said(assigned.content[0]).startswith(f"牵头任务最多的是{name}（{most}项）")


def test_the_brief_of_yuncheng_tells_the_contradictions(real_graph: Graph) -> None:
    brief = brief_of(real_graph, cities=["运城"], as_of="2026-11-30")
    noted = [said(words) for words in brief.sections[-1].content]
    found = [
        row
        for row in real_graph.answer("findings", {"city": "运城"}).rows
        if row["severity"] == "contradiction" and row["answer"] == "open"
    ]
    assert noted[0].startswith(f"政策体检发现前后矛盾{len(found)}处，")
    assert any("专业技术人才总量" in words and "18.5万人" in words for words in noted)
