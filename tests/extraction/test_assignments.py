"""Bodies and roles of whole texts: conventions, headings for all below, tables, what a measure does not order."""

from __future__ import annotations

from kg.extraction.draft import DraftedDocument
from tests.extraction.drafting import drafted

HEAD = "云泽市人才工作{genre}\n一、总体要求\n坚持党管人才。\n"


def _roles(found: DraftedDocument) -> list[tuple[str, str, str]]:
    """Title of the task, body, role."""
    titles = {one.fact.id: one.fact.record.model_dump()["title"] for one in found.drafts if one.kind == "tasks"}
    by_clause = {one.clause: title for one in found.drafts if (title := titles.get(one.fact.id))}
    rows = [(one, one.fact.record.model_dump()) for one in found.drafts if one.kind == "responsibilities"]
    return [(titles.get(row["task"] or "", by_clause.get(one.clause, "")), row["agency"], row["role"]) for one, row in rows]


def _drafted(genre: str, text: str) -> DraftedDocument:
    return drafted(HEAD.format(genre=genre) + text, "tasks", "responsibilities")


def test_the_first_of_a_list_leads_where_the_document_says_so() -> None:
    text = """二、引进人才
（一）支持引才。给予补贴。（责任单位：市人社局、市财政局，各县区）
（二）建设平台。给予补助。（市科技局牵头，市财政局配合）
三、其他
责任单位中排第一位的为牵头单位。
"""
    found = _drafted("若干措施", text)
    assert {row for row in _roles(found) if row[0] == "支持引才"} == {
        ("支持引才", "市人社局", "lead"),
        ("支持引才", "市财政局", "support"),
        ("支持引才", "各县区", "support"),
    }
    assert ("建设平台", "市财政局", "support") in _roles(found)
    assert [(one.rule, one.quote) for one in found.source.conventions] == [("first_leads", "排第一位的为牵头单位")]


def test_without_a_convention_bodies_are_responsible_alike() -> None:
    found = _drafted("若干措施", "二、引进人才\n（一）支持引才。给予补贴。（市人社局、市财政局）\n")
    assert {row[2] for row in _roles(found)} == {"responsible"}
    assert found.source.conventions == []


def test_bodies_that_a_convention_names_stand_for_every_task_below() -> None:
    text = """二、主要措施
以下各项措施均需各县区配合落实。
（一）支持引才。给予补贴。（责任单位：市人社局）
（二）建设平台。给予补助。（责任单位：市科技局）
"""
    found = _drafted("若干措施", text)
    assert {row for row in _roles(found) if row[1] == "各县区"} == {("支持引才", "各县区", "support"), ("建设平台", "各县区", "support")}
    assert not found.refused


def test_a_lead_at_a_heading_leads_every_task_below_it() -> None:
    text = """二、引进人才（市人社局牵头）
（一）支持引才。给予补贴。
（二）建设平台。给予补助。
三、培养人才
（一）实施计划。开展培训。
"""
    assert _roles(_drafted("实施方案", text)) == [("支持引才", "市人社局", "lead"), ("建设平台", "市人社局", "lead")]


def test_a_bracket_behind_members_of_a_list_is_of_their_unit() -> None:
    text = """二、引进人才
（一）支持引才。对下列人才给予补贴：
1.博士；
2.硕士。（市人社局牵头）
"""
    found = _drafted("若干措施", text)
    assert [(row[1], row[2]) for row in _roles(found)] == [("市人社局", "lead")]
    assert not found.refused


def test_labels_on_lines_of_their_own() -> None:
    text = "二、引进人才\n（一）支持引才。给予补贴。\n牵头单位：市人社局\n配合单位：市财政局，各县（市、区）人民政府\n"
    assert {row[1:] for row in _roles(_drafted("若干措施", text))} == {
        ("市人社局", "lead"),
        ("市财政局", "support"),
        ("各县（市、区）人民政府", "support"),
    }


def test_columns_of_a_table_assign_bodies_to_its_rows() -> None:
    text = """二、任务分工
序号\t重点任务\t牵头单位\t责任单位\t完成时限
1\t完善引才政策\t市人社局\t市财政局、市教育局\t2024年12月
2\t建设人才公寓\t市住建局\t\t2025年6月
"""
    assert _roles(_drafted("分工方案", text)) == [
        ("完善引才政策", "市人社局", "lead"),
        ("完善引才政策", "市财政局", "support"),
        ("完善引才政策", "市教育局", "support"),
        ("建设人才公寓", "市住建局", "lead"),
    ]


def test_firms_that_measures_support_are_not_ordered_to_act() -> None:
    text = "二、引进人才\n（一）支持引才。鼓励企业引进博士。依托高校建设平台。由市人社局会同市财政局负责解释。\n"
    assert {row[1:] for row in _roles(_drafted("若干措施", text))} == {("市人社局", "lead"), ("市财政局", "support")}
    assert {row[1:] for row in _roles(_drafted("实施意见", text))} >= {("企业", "support"), ("高校", "support")}


def test_the_past_of_a_plan_orders_nobody() -> None:
    text = "二、发展基础\n鼓励企业引进博士。\n三、主要任务\n鼓励高校引进博士。\n"
    assert [row[1] for row in _roles(_drafted("发展规划", text))] == ["高校"]


def test_a_name_is_read_over_a_page_break() -> None:
    words = "对引进的博士给予补贴，加强服务保障，建设人才公寓，开展跟踪评估，完善激励机制"
    found = _drafted("若干措施", f"二、引进人才\n（一）支持引才。{words}。（市\n\n- 3 -\n\n人社局、市财政局牵头负责，各县区配合）\n")
    assert {row[1:] for row in _roles(found)} == {("市人社局", "lead"), ("市财政局", "lead"), ("各县区", "support")}
